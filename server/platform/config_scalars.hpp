// The small forms of the configuration: durations, sizes, dates, listeners, telephone numbers.
//
// Pure functions without state; each gives nothing when the text does not have the form. They know
// no files and no lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/config.hpp"

namespace ckl::platform {

// "30s", "5m", "2h", "90d".
[[nodiscard]] std::optional<domain::Seconds> parse_duration(std::string_view text);

// "64MiB", "2GiB", "512KiB", or bytes.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

// "2026-11-22", a day that exists.
[[nodiscard]] bool is_date(std::string_view text);

// Midnight in Stockholm at the beginning of that day. Summer time by the rule of the Union (last
// Sunday of March to last Sunday of October), in force since 1996.
[[nodiscard]] std::optional<domain::Instant> start_of_day(std::string_view date);

// "08:00" as minutes from midnight; "24:00" is the end of the day.
[[nodiscard]] std::optional<std::uint32_t> parse_time_of_day(std::string_view text);

// "127.0.0.1:8080", "[::1]:8080", "localhost:0".
[[nodiscard]] std::optional<Listener> parse_listener(std::string_view text);

// 1 to 64 characters of A-Z a-z 0-9 . _ - that begin with a letter or digit.
[[nodiscard]] bool is_id(std::string_view text);

// "+46701740605": a plus, 7 to 15 digits, the first not 0 (E.164).
[[nodiscard]] bool is_phone(std::string_view text);

// Something before and after one @, without spaces. The mail server judges the rest.
[[nodiscard]] bool is_mail(std::string_view text);

// http:// or https:// with a host.
[[nodiscard]] bool is_url(std::string_view text);

// By the form of the channel kind: "sms" and "voice" a number, "mail" an address, "webhook" a URL.
[[nodiscard]] bool is_address(std::string_view kind, std::string_view address);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace ckl::platform
