// The calendar of Stockholm: summer time, holidays, office hours, the law's arithmetic.
#include "domain/calendar.hpp"

#include <gtest/gtest.h>

namespace ckl::domain::calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::year;

Date date(int in, unsigned of, unsigned on) {
  return year(in) / std::chrono::month(of) / std::chrono::day(on);
}

Instant utc(Date on, minutes clock = minutes(0)) { return Instant(sys_days(on)) + clock; }

TEST(SummerTime, FollowsTheRuleOfTheUnionToTheMillisecond) {
  constexpr std::chrono::milliseconds tick{1};
  const Instant forward = utc(date(2026, 3, 29), hours(1));
  EXPECT_EQ(offset_at(forward - tick), Seconds(3'600));
  EXPECT_EQ(offset_at(forward), Seconds(7'200));
  const Instant back = utc(date(2026, 10, 25), hours(1));
  EXPECT_EQ(offset_at(back - tick), Seconds(7'200));
  EXPECT_EQ(offset_at(back), Seconds(3'600));
  // Before the common rule it ended with September.
  EXPECT_EQ(offset_at(utc(date(1995, 10, 1))), Seconds(3'600));
  EXPECT_EQ(offset_at(utc(date(1996, 10, 1))), Seconds(7'200));
}

TEST(SummerTime, ATimeThatDoesNotExistTakesTheOffsetBeforeTheGap) {
  EXPECT_EQ(instant_of(date(2026, 3, 29), hours(2) + minutes(30)),
            utc(date(2026, 3, 29), hours(1) + minutes(30)));
}

TEST(SummerTime, OfADoubledHourTheFirstIsMeant) {
  const Instant first = instant_of(date(2026, 10, 25), hours(2) + minutes(30));
  EXPECT_EQ(first, utc(date(2026, 10, 25), minutes(30)));
  EXPECT_EQ(wall_clock_of(first), hours(2) + minutes(30));
  EXPECT_EQ(wall_clock_of(first + hours(1)), hours(2) + minutes(30));
}

TEST(SummerTime, ANightShiftHasElevenOrThirteenHours) {
  const auto length = [](Date evening) {
    return instant_of(plus_days(evening, 1), hours(7)) - instant_of(evening, hours(19));
  };
  EXPECT_EQ(length(date(2026, 3, 28)), hours(11));
  EXPECT_EQ(length(date(2026, 10, 24)), hours(13));
  EXPECT_EQ(length(date(2026, 6, 1)), hours(12));
}

// Every local day from 1990 to 2060: it begins at midnight, has 23, 24 or 25 hours, and the days
// follow on each other without gap; every hour of it is read back as it was written.
TEST(LocalDays, AreReadBackAsWrittenFor70Years) {
  for (Date day = date(1990, 1, 1); day < date(2061, 1, 1); day = plus_days(day, 1)) {
    const Instant start = instant_of(day);
    ASSERT_EQ(date_of(start), day);
    ASSERT_EQ(wall_clock_of(start), Seconds(0));
    const Instant next = instant_of(plus_days(day, 1));
    const auto length = next - start;
    ASSERT_TRUE(length == hours(23) || length == hours(24) || length == hours(25)) << iso(day);
    ASSERT_EQ(end_of_day(day) + std::chrono::milliseconds(1), next);
    ASSERT_EQ(date_of(end_of_day(day)), day);
    ASSERT_EQ(parse_date(iso(day)), day);
    for (const int hour : {1, 2, 3, 23}) {
      const Instant at = instant_of(day, hours(hour));
      const bool gap = length == hours(23) && hour == 2;
      ASSERT_EQ(wall_clock_of(at), gap ? hours(3) : hours(hour)) << iso(day) << " " << hour;
      ASSERT_EQ(date_of(at), day);
    }
  }
}

TEST(Holidays, FallWhereTheAlmanacHasThem) {
  EXPECT_EQ(easter(year(1990)), date(1990, 4, 15));
  EXPECT_EQ(easter(year(2008)), date(2008, 3, 23));
  EXPECT_EQ(easter(year(2011)), date(2011, 4, 24));
  EXPECT_EQ(easter(year(2017)), date(2017, 4, 16));
  EXPECT_EQ(easter(year(2026)), date(2026, 4, 5));
  EXPECT_EQ(easter(year(2038)), date(2038, 4, 25));
  for (const Date holiday :
       {date(2026, 1, 1), date(2026, 1, 6), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6),
        date(2026, 5, 1), date(2026, 5, 14), date(2026, 6, 6), date(2026, 6, 20),
        date(2026, 10, 31), date(2026, 12, 25), date(2026, 12, 26)}) {
    EXPECT_TRUE(is_holiday(holiday)) << iso(holiday);
    EXPECT_FALSE(is_working_day(holiday)) << iso(holiday);
  }
  for (const Date eve : {date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 31)}) {
    EXPECT_FALSE(is_holiday(eve)) << iso(eve);
    EXPECT_FALSE(is_working_day(eve)) << iso(eve);
  }
  // Whit Monday gave way to the national day in 2005.
  EXPECT_TRUE(is_holiday(date(2004, 5, 31)));
  EXPECT_FALSE(is_holiday(date(2005, 5, 16)));
  EXPECT_FALSE(is_holiday(date(2003, 6, 6)));
  EXPECT_TRUE(is_working_day(date(2026, 4, 2)));  // skärtorsdagen
  EXPECT_TRUE(is_working_day(date(2026, 11, 23)));
}

TEST(Holidays, KeepTheirWeekdaysFor70Years) {
  using std::chrono::Friday;
  using std::chrono::Saturday;
  using std::chrono::Sunday;
  using std::chrono::Thursday;
  for (year in = year(1990); in <= year(2060); ++in) {
    const Date sunday = easter(in);
    EXPECT_EQ(std::chrono::weekday(sys_days(sunday)), Sunday);
    EXPECT_TRUE(date(static_cast<int>(in), 3, 22) <= sunday);
    EXPECT_TRUE(sunday <= date(static_cast<int>(in), 4, 25));
    EXPECT_EQ(std::chrono::weekday(sys_days(plus_days(sunday, 39))), Thursday);
    int midsummers = 0;
    int all_saints = 0;
    for (unsigned on = 20; on <= 26; ++on) {
      const Date day = in / std::chrono::June / std::chrono::day(on);
      if (is_holiday(day) && std::chrono::weekday(sys_days(day)) == Saturday) ++midsummers;
    }
    for (Date day = in / 10 / 31; day <= in / 11 / 6; day = plus_days(day, 1)) {
      if (is_holiday(day)) {
        EXPECT_EQ(std::chrono::weekday(sys_days(day)), Saturday);
        ++all_saints;
      }
    }
    EXPECT_EQ(midsummers, 1);
    EXPECT_EQ(all_saints, 1);
  }
}

TEST(Holidays, NeverCloseTheOfficeForMoreThanFiveDays) {
  for (Date day = date(1990, 1, 1); day < date(2061, 1, 1); day = plus_days(day, 1)) {
    const Date open = working_day_from(day);
    ASSERT_TRUE(is_working_day(open));
    ASSERT_LE((sys_days(open) - sys_days(day)).count(), 5) << iso(day);
    if (is_working_day(day)) ASSERT_EQ(open, day);
  }
}

TEST(Clocks, InMonthsKeepTheNumberOfTheDayOrTakeTheLast) {
  EXPECT_EQ(plus_months(date(2026, 1, 31), 1), date(2026, 2, 28));
  EXPECT_EQ(plus_months(date(2028, 1, 31), 1), date(2028, 2, 29));
  EXPECT_EQ(plus_months(date(2026, 12, 15), 1), date(2027, 1, 15));
  EXPECT_EQ(plus_months(date(2026, 8, 31), 1), date(2026, 9, 30));
}

TEST(Clocks, OfOfficeHoursRestAtWeekendsAndOverHolidays) {
  const OfficeHours office{.opens = 8 * 60, .closes = 17 * 60};
  const Date friday = date(2017, 4, 7);
  EXPECT_TRUE(in_office_hours(instant_of(friday, hours(14) + minutes(53)), office));
  EXPECT_FALSE(in_office_hours(instant_of(friday, hours(17)), office));
  EXPECT_TRUE(in_office_hours(instant_of(friday, hours(8)), office));
  EXPECT_FALSE(in_office_hours(instant_of(friday, hours(7) + minutes(59)), office));
  EXPECT_FALSE(in_office_hours(instant_of(date(2017, 4, 8), hours(12)), office));
  EXPECT_EQ(office_opens_after(instant_of(friday, hours(19)), office),
            instant_of(date(2017, 4, 10), hours(8)));
  EXPECT_EQ(office_opens_after(instant_of(friday, hours(3)), office), instant_of(friday, hours(8)));
  // Maundy Thursday evening: Easter Monday is closed.
  EXPECT_EQ(office_opens_after(instant_of(date(2017, 4, 13), hours(18)), office),
            instant_of(date(2017, 4, 18), hours(8)));
}

TEST(Dates, AreReadStrictly) {
  EXPECT_EQ(parse_date("2026-11-22"), date(2026, 11, 22));
  for (const char* text : {"", "2026-11", "2026-02-30", "2026-13-01", "2026-1-01", "26-11-22aa",
                           "2026-11-2x", "+026-11-22", "2026/11/22"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_EQ(iso_month(date(2026, 1, 31)), "2026-01");
}

}  // namespace
}  // namespace ckl::domain::calendar
