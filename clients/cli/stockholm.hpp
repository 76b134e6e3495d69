// The civil time of Stockholm, by the rule of the European Union since 1996: UTC+1, and UTC+2 from
// the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
//
// Written out because a client must show the same times on any machine, whatever its zone is set
// to.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <google/protobuf/timestamp.pb.h>

namespace ckl::cli {

using Instant = std::chrono::sys_seconds;

[[nodiscard]] Instant to_instant(const google::protobuf::Timestamp& time);
[[nodiscard]] google::protobuf::Timestamp to_timestamp(Instant instant);

// "14:05:12" on the day of `today`, otherwise "2026-01-10 14:05:12".
[[nodiscard]] std::string show_time(Instant instant, Instant today);
[[nodiscard]] std::string show_date_and_time(Instant instant);
// The same without its seconds.
[[nodiscard]] std::string show_minute(const google::protobuf::Timestamp& time);

// "14:05", "14:05:12" (the latest such instant, at most an hour ahead of `now`),
// "2026-01-10 14:05", "2026-01-10T14:05:12" in Stockholm's time, or with Z in UTC. An hour that
// occurs twice in October means its first.
[[nodiscard]] std::optional<Instant> read_time(std::string_view text, Instant now);

}  // namespace ckl::cli
