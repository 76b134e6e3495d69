#include "exercise/times.hpp"

#include <charconv>

#include <fmt/format.h>

namespace ckl::exercise {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

// "14:53" or "14:53:20", nothing else.
std::optional<domain::Seconds> parse_time_of_day(std::string_view text) {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':') {
    return std::nullopt;
  }
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  const bool seconds = text.size() == 8;
  const auto second = seconds ? digits(text, 6, 2) : 0;
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59 ||
      (seconds && text[5] != ':')) {
    return std::nullopt;
  }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + domain::Seconds{*second};
}

std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
  if (text == "Z") {
    return std::chrono::minutes{0};
  }
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
    return std::nullopt;
  }
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) {
    return std::nullopt;
  }
  const std::chrono::minutes offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<Stamp> parse_stamp(std::string_view text) {
  if (text.size() < 17 || text[4] != '-' || text[7] != '-' || text[10] != 'T') {
    return std::nullopt;
  }
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  const auto zone = text.find_first_of("Z+-", 11);
  if (!year || !month || !day || zone == std::string_view::npos) {
    return std::nullopt;
  }
  const auto time = parse_time_of_day(text.substr(11, zone - 11));
  const auto offset = parse_offset(text.substr(zone));
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!time || !offset || !date.ok() || *year < 1900 || *year > 2200) {
    return std::nullopt;
  }
  return Stamp{.instant = domain::Instant{std::chrono::sys_days{date}} + *time - *offset,
               .offset = *offset};
}

std::optional<domain::Instant> parse_clock(std::string_view text, const CivilTime& civil,
                                           domain::Instant near) {
  const auto time = parse_time_of_day(text);
  if (!time) {
    return std::nullopt;
  }
  const auto day = std::chrono::floor<std::chrono::days>(near + civil.offset);
  return domain::Instant{day} + *time - civil.offset;
}

std::optional<domain::Instant> parse_instant(std::string_view text, const CivilTime& civil,
                                             domain::Instant near) {
  if (text.starts_with('+')) {
    const auto after = parse_duration(text.substr(1));
    return after ? std::optional(near + *after) : std::nullopt;
  }
  if (const auto stamp = parse_stamp(text)) {
    return stamp->instant;
  }
  return parse_clock(text, civil, near);
}

std::optional<domain::Seconds> parse_duration(std::string_view text) {
  if (text.size() < 2 || text.size() > 10) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto* end = text.data() + text.size() - 1;
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end || value < 0) {
    return std::nullopt;
  }
  switch (text.back()) {
    case 's':
      return domain::Seconds{value};
    case 'm':
      return domain::Seconds{value * 60};
    case 'h':
      return domain::Seconds{value * 3'600};
    case 'd':
      return domain::Seconds{value * 86'400};
    default:
      return std::nullopt;
  }
}

std::string shown(domain::Instant instant, const CivilTime& civil) {
  const auto local = instant + civil.offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<domain::Seconds>(local - day)};
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace ckl::exercise
