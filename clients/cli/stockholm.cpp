#include "cli/stockholm.hpp"

#include <charconv>

#include <fmt/format.h>

namespace ckl::cli {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year;
using std::chrono::year_month_day;

// Instants of local clocks, counted as if they were UTC.
using Local = std::chrono::sys_seconds;

Instant changeover(year in, std::chrono::month month) {
  return std::chrono::sys_days{in / month / std::chrono::Sunday[std::chrono::last]} + hours{1};
}

hours offset_at(Instant instant) {
  const year in = year_month_day{floor<days>(instant)}.year();
  const bool summer = instant >= changeover(in, std::chrono::March) &&
                      instant < changeover(in, std::chrono::October);
  return hours{summer ? 2 : 1};
}

Local to_local(Instant instant) { return instant + offset_at(instant); }

// An hour that occurs twice means the first, which is summer time; one that is skipped in spring
// counts on from the winter's.
Instant to_utc(Local local) {
  const Instant summer = local - hours{2};
  return offset_at(summer) == hours{2} ? summer : local - hours{1};
}

std::string show_date(Local local) {
  const year_month_day date{floor<days>(local)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string show_clock(Local local) {
  const std::chrono::hh_mm_ss clock{local - floor<days>(local)};
  return fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool digits = !text.empty() && text.front() >= '0' && text.front() <= '9';
  if (!digits || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "2026-01-10"
std::optional<std::chrono::sys_days> read_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4));
  const auto m = number(text.substr(5, 2));
  const auto d = number(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                            std::chrono::day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

// "14:05" or "14:05:12"
std::optional<seconds> read_clock(std::string_view text) {
  const bool with_seconds = text.size() == 8 && text[5] == ':';
  if (!(text.size() == 5 || with_seconds) || text[2] != ':') return std::nullopt;
  const auto h = number(text.substr(0, 2));
  const auto m = number(text.substr(3, 2));
  const auto s = with_seconds ? number(text.substr(6, 2)) : std::optional{0};
  if (!h || !m || !s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
  return hours{*h} + minutes{*m} + seconds{*s};
}

}  // namespace

Instant to_instant(const google::protobuf::Timestamp& time) {
  return Instant{seconds{time.seconds()}};
}

google::protobuf::Timestamp to_timestamp(Instant instant) {
  google::protobuf::Timestamp time;
  time.set_seconds(instant.time_since_epoch().count());
  return time;
}

std::string show_time(Instant instant, Instant today) {
  const Local local = to_local(instant);
  if (floor<days>(local) == floor<days>(to_local(today))) return show_clock(local);
  return show_date(local) + " " + show_clock(local);
}

std::string show_minute(const google::protobuf::Timestamp& time) {
  const std::string shown = show_date_and_time(to_instant(time));
  return shown.substr(0, shown.rfind(':'));
}

std::string show_date_and_time(Instant instant) {
  const Local local = to_local(instant);
  return show_date(local) + " " + show_clock(local);
}

std::optional<Instant> read_time(std::string_view text, Instant now) {
  if (const auto clock = read_clock(text)) {
    const Instant today = to_utc(floor<days>(to_local(now)) + *clock);
    return today <= now + hours{1} ? today : to_utc(floor<days>(to_local(now)) - days{1} + *clock);
  }
  if (text.size() < 16 || (text[10] != ' ' && text[10] != 'T')) return std::nullopt;
  const bool utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  const auto date = read_date(text.substr(0, 10));
  const auto clock = read_clock(text.substr(11));
  if (!date || !clock) return std::nullopt;
  return utc ? *date + *clock : to_utc(*date + *clock);
}

}  // namespace ckl::cli
