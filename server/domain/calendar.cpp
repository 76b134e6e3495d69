#include "domain/calendar.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace ckl::domain::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::months;
using std::chrono::Saturday;
using std::chrono::Sunday;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;

constexpr Seconds winter{3'600};
constexpr Seconds summer{7'200};
constexpr year first_year_of_eu_rule{1996};
constexpr year first_national_day{2005};

// Both changes come at 01:00 UTC on a last Sunday.
Instant change_in(year in, month of) {
  return sys_days(in / of / Sunday[std::chrono::last]) + hours(1);
}

Instant summer_begins(year in) { return change_in(in, std::chrono::March); }

Instant summer_ends(year in) {
  return change_in(in, in < first_year_of_eu_rule ? std::chrono::September : std::chrono::October);
}

year year_of(Instant at) { return Date(std::chrono::floor<days>(at)).year(); }

// The first such weekday on or after a date.
Date first_from(Date date, weekday wanted) {
  const sys_days from(date);
  return from + (wanted - weekday(from));
}

bool is_eve(Date date) {
  if (date == date.year() / 12 / 24 || date == date.year() / 12 / 31) return true;
  return date == first_from(date.year() / 6 / 19, std::chrono::Friday);  // midsommarafton
}

bool is_fixed_holiday(Date date) {
  const year in = date.year();
  const std::array fixed{in / 1 / 1, in / 1 / 6, in / 5 / 1, in / 12 / 25, in / 12 / 26};
  if (std::ranges::find(fixed, date) != fixed.end()) return true;
  return in >= first_national_day && date == in / 6 / 6;
}

bool follows_easter(Date date) {
  const auto after = (sys_days(date) - sys_days(easter(date.year()))).count();
  // Långfredagen, påskdagen, annandagen, Kristi himmelsfärd, pingst; Whit Monday until 2004.
  if (after == 50) return date.year() < first_national_day;
  return after == -2 || after == 0 || after == 1 || after == 39 || after == 49;
}

// "2026" with exactly `width` digits, or nothing.
std::optional<unsigned> digits(std::string_view text, std::size_t width) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.size() != width || error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::string padded(unsigned number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

}  // namespace

Seconds offset_at(Instant at) {
  const year in = year_of(at);
  return summer_begins(in) <= at && at < summer_ends(in) ? summer : winter;
}

Date date_of(Instant at) { return Date(std::chrono::floor<days>(at + offset_at(at))); }

Seconds wall_clock_of(Instant at) {
  const auto local = at + offset_at(at);
  return std::chrono::floor<Seconds>(local - std::chrono::floor<days>(local));
}

Instant instant_of(Date date, Seconds wall_clock) {
  const Instant local = Instant(sys_days(date)) + wall_clock;
  // In the gap only winter's offset stood before; in the doubled hour summer's is the first.
  const Instant as_summer = local - summer;
  return offset_at(as_summer) == summer ? as_summer : local - winter;
}

Instant end_of_day(Date date) {
  return instant_of(plus_days(date, 1)) - std::chrono::milliseconds(1);
}

Date plus_days(Date date, int count) { return sys_days(date) + days(count); }

Date plus_months(Date date, int count) {
  const Date same_number = date + months(count);
  if (same_number.ok()) return same_number;
  return same_number.year() / same_number.month() / std::chrono::last;
}

// Gauss's computus in its anonymous Gregorian form.
Date easter(year in) {
  const int y = static_cast<int>(in);
  const int a = y % 19;
  const int b = y / 100;
  const int c = y % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return in / (n / 31) / (n % 31 + 1);
}

bool is_holiday(Date date) {
  if (is_fixed_holiday(date) || follows_easter(date)) return true;
  const year in = date.year();
  return date == first_from(in / 6 / 20, Saturday) ||  // midsommardagen
         date == first_from(in / 10 / 31, Saturday);   // alla helgons dag
}

bool is_working_day(Date date) {
  const weekday day{sys_days(date)};
  return day != Saturday && day != Sunday && !is_holiday(date) && !is_eve(date);
}

Date working_day_from(Date date) {
  while (!is_working_day(date)) date = plus_days(date, 1);
  return date;
}

Instant due_after_days(Instant from, int count) {
  return end_of_day(working_day_from(plus_days(date_of(from), count)));
}

Instant due_after_months(Instant from, int count) {
  return end_of_day(working_day_from(plus_months(date_of(from), count)));
}

bool in_office_hours(Instant at, OfficeHours hours) {
  const Seconds clock = wall_clock_of(at);
  return is_working_day(date_of(at)) && minutes(hours.opens) <= clock &&
         clock < minutes(hours.closes);
}

Instant office_opens_after(Instant at, OfficeHours hours) {
  if (in_office_hours(at, hours)) return at;
  Date date = working_day_from(date_of(at));
  if (instant_of(date, minutes(hours.opens)) < at) date = working_day_from(plus_days(date, 1));
  return instant_of(date, minutes(hours.opens));
}

std::string iso(Date date) {
  return iso_month(date) + "-" + padded(static_cast<unsigned>(date.day()), 2);
}

std::string iso_month(Date date) {
  return padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2);
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto in = digits(text.substr(0, 4), 4);
  const auto of = digits(text.substr(5, 2), 2);
  const auto on = digits(text.substr(8, 2), 2);
  if (!in || !of || !on) return std::nullopt;
  const Date date = year(static_cast<int>(*in)) / month(*of) / std::chrono::day(*on);
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace ckl::domain::calendar
