// The calendar of Stockholm: local dates, summer time, Swedish holidays, and the law's arithmetic.
//
// Pure; the standard library alone, whose zone table this toolchain lacks, so the rule of the EU
// stands here (since 1996; before that summer time ended with September). Days count as local days:
// the night when clocks go forward has 23 hours, the other 25. Holidays are those of lag 1989:253;
// lag 1930:173 treats Saturdays and the eves of midsummer, Christmas and New Year like them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"

namespace ckl::domain::calendar {

using Date = std::chrono::year_month_day;

// Local time less UTC at that instant.
[[nodiscard]] Seconds offset_at(Instant at);
[[nodiscard]] Date date_of(Instant at);
// Since local midnight, as a clock on the wall shows it.
[[nodiscard]] Seconds wall_clock_of(Instant at);

// A wall-clock time of that day. One that does not exist takes the offset before the gap; of a
// doubled hour the first is meant.
[[nodiscard]] Instant instant_of(Date date, Seconds wall_clock = Seconds{0});
// The last millisecond of the day.
[[nodiscard]] Instant end_of_day(Date date);

[[nodiscard]] Date plus_days(Date date, int days);
// The day of the same number in that later month, or its last (R41).
[[nodiscard]] Date plus_months(Date date, int months);

[[nodiscard]] Date easter(std::chrono::year year);
[[nodiscard]] bool is_holiday(Date date);
// Neither Saturday, Sunday, holiday nor an eve that lag 1930:173 treats as one.
[[nodiscard]] bool is_working_day(Date date);
// The day itself or the first working day after it (R15).
[[nodiscard]] Date working_day_from(Date date);

// Clocks of the law, counted from an instant. Those in days or months end with the last day, moved
// to a working day (R15); those in hours are plain addition and never move.
[[nodiscard]] Instant due_after_days(Instant from, int days);
[[nodiscard]] Instant due_after_months(Instant from, int months);

struct OfficeHours {
  std::uint32_t opens = 0;   // minutes from midnight
  std::uint32_t closes = 0;  // exclusive
};
[[nodiscard]] bool in_office_hours(Instant at, OfficeHours hours);
// The next instant, `at` or later, when the office is open.
[[nodiscard]] Instant office_opens_after(Instant at, OfficeHours hours);

// "2026-11-22" and "2026-11"
[[nodiscard]] std::string iso(Date date);
[[nodiscard]] std::string iso_month(Date date);
// Nothing unless it is a date that exists.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

}  // namespace ckl::domain::calendar
