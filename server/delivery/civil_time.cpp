#include "delivery/civil_time.hpp"

#include <array>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

namespace ckl::delivery {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

sys_seconds change_in(std::chrono::year year, std::chrono::month month) {
  const std::chrono::year_month_weekday_last last_sunday =
      year / month / std::chrono::Sunday[std::chrono::last];
  return std::chrono::sys_days(last_sunday) + hours{1};
}

domain::Instant to_stockholm(domain::Instant instant) {
  const auto year = year_month_day(floor<days>(instant)).year();
  const bool summer = instant >= change_in(year, std::chrono::March) &&
                      instant < change_in(year, std::chrono::October);
  return instant + (summer ? hours{2} : hours{1});
}

struct Fields {
  year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::seconds> clock;
};

Fields fields_of(domain::Instant instant) {
  const auto day = floor<days>(instant);
  return {year_month_day(day), std::chrono::hh_mm_ss(floor<std::chrono::seconds>(instant - day))};
}

}  // namespace

std::string stockholm_clock(domain::Instant instant) {
  const auto [date, clock] = fields_of(to_stockholm(instant));
  return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string stockholm_date_and_clock(domain::Instant instant) {
  const auto [date, clock] = fields_of(to_stockholm(instant));
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count());
}

std::string cap_date(domain::Instant instant) {
  const auto [date, clock] = fields_of(instant);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}-00:00", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string mail_date(domain::Instant instant) {
  static constexpr auto weekdays =
      std::to_array<std::string_view>({"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"});
  static constexpr auto months = std::to_array<std::string_view>(
      {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
  const auto [date, clock] = fields_of(instant);
  const std::chrono::weekday weekday(floor<days>(instant));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
                     weekdays.at(weekday.c_encoding()), static_cast<unsigned>(date.day()),
                     months.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

}  // namespace ckl::delivery
