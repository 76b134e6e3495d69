#include "platform/config_scalars.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>

namespace ckl::platform {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<std::uint64_t> parse_digits(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (text.empty() || result.ec != std::errc{} || result.ptr != end) {
    return std::nullopt;
  }
  return value;
}

struct Unit {
  std::string_view suffix;
  std::uint64_t factor;
};

std::optional<std::uint64_t> parse_with_unit(std::string_view text, std::span<const Unit> units) {
  for (const auto& unit : units) {
    if (!text.ends_with(unit.suffix)) {
      continue;
    }
    const auto value = parse_digits(text.substr(0, text.size() - unit.suffix.size()));
    if (!value || *value > std::numeric_limits<std::int64_t>::max() / unit.factor) {
      return std::nullopt;
    }
    return *value * unit.factor;
  }
  return std::nullopt;
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

bool is_summer_time(std::chrono::year_month_day date) {
  using std::chrono::sys_days;
  const auto last_sunday = [&](std::chrono::month month) {
    return sys_days{date.year() / month / std::chrono::Sunday[std::chrono::last]};
  };
  // Judged at midnight, before the clock is moved in the small hours of those Sundays.
  const sys_days day{date};
  return day > last_sunday(std::chrono::March) && day <= last_sunday(std::chrono::October);
}

std::size_t utf8_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

bool is_utf8_sequence(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    if ((at(i) & 0xC0U) != 0x80U) {
      return false;
    }
  }
  // Overlong forms, surrogates and what lies beyond U+10FFFF.
  if (bytes.size() == 3) {
    return !(at(0) == 0xE0 && at(1) < 0xA0) && !(at(0) == 0xED && at(1) >= 0xA0);
  }
  if (bytes.size() == 4) {
    return !(at(0) == 0xF0 && at(1) < 0x90) && !(at(0) == 0xF4 && at(1) >= 0x90);
  }
  return true;
}

}  // namespace

std::optional<domain::Seconds> parse_duration(std::string_view text) {
  static constexpr std::array<Unit, 4> units{{{"s", 1}, {"m", 60}, {"h", 3'600}, {"d", 86'400}}};
  constexpr std::uint64_t hundred_years = 3'155'760'000;
  const auto value = parse_with_unit(text, units);
  if (!value || *value > hundred_years) {
    return std::nullopt;
  }
  return domain::Seconds{static_cast<std::int64_t>(*value)};
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  static constexpr std::array<Unit, 4> units{
      {{"KiB", 1ULL << 10U}, {"MiB", 1ULL << 20U}, {"GiB", 1ULL << 30U}, {"TiB", 1ULL << 40U}}};
  const auto value = parse_with_unit(text, units);
  return value ? value : parse_digits(text);
}

bool is_date(std::string_view text) { return parse_date(text).has_value(); }

std::optional<domain::Instant> start_of_day(std::string_view date) {
  const auto day = parse_date(date);
  if (!day) {
    return std::nullopt;
  }
  const std::chrono::hours offset{is_summer_time(*day) ? 2 : 1};
  return domain::Instant{std::chrono::sys_days{*day}} - offset;
}

std::optional<std::uint32_t> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') {
    return std::nullopt;
  }
  const auto hour = parse_digits(text.substr(0, 2));
  const auto minute = parse_digits(text.substr(3, 2));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > 24 * 60) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*hour * 60 + *minute);
}

std::optional<Listener> parse_listener(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) {
    return std::nullopt;
  }
  auto host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']' && host.size() > 2) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return std::nullopt;
  }
  const auto port = parse_digits(text.substr(colon + 1));
  if (!port || *port > 65'535 || host.find_first_of(" /[]") != std::string_view::npos) {
    return std::nullopt;
  }
  return Listener{.host = std::string(host), .port = static_cast<std::uint16_t>(*port)};
}

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > 64 || !(is_letter(text[0]) || is_digit(text[0]))) {
    return false;
  }
  return std::ranges::all_of(
      text, [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_phone(std::string_view text) {
  if (text.size() < 8 || text.size() > 16 || text[0] != '+' || text[1] == '0') {
    return false;
  }
  return std::ranges::all_of(text.substr(1), is_digit);
}

bool is_mail(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.size() <= 254 &&
         std::ranges::none_of(text, [](char c) {
           return c == ' ' || c == '<' || c == '>' || static_cast<unsigned char>(c) < 0x20;
         });
}

bool is_url(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (text.starts_with(scheme) && text.size() > scheme.size()) {
      return text[scheme.size()] != '/' && std::ranges::none_of(text, [](char c) {
               return c == ' ' || static_cast<unsigned char>(c) < 0x20;
             });
    }
  }
  return false;
}

bool is_address(std::string_view kind, std::string_view address) {
  if (kind == "mail") return is_mail(address);
  if (kind == "webhook") return is_url(address);
  if (kind == "sms" || kind == "voice") return is_phone(address);
  return !address.empty();
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = utf8_length(static_cast<unsigned char>(text[0]));
    if (length == 0 || length > text.size() || !is_utf8_sequence(text.substr(0, length))) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace ckl::platform
