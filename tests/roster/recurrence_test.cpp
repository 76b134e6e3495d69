// Recurrence rules (RFC 5545 section 3.3.10), exceptions and overrides.
#include "roster/recurrence.hpp"

#include <gmock/gmock.h>

#include "roster/calendars.hpp"

namespace ckl::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

// The dates that a rule gives, in Stockholm, for an event of an hour at noon.
std::vector<std::string> dates(const std::string& start, const std::string& rule,
                               const roster::Window& within) {
  const std::string first = "DTSTART:" + start + "T120000";
  const auto file = event({first, "DURATION:PT1H", "RRULE:" + rule});
  std::vector<std::string> all;
  for (const auto& line : told(shifts(file, within))) all.push_back(line.substr(0, 10));
  return all;
}

TEST(Rules, GiveEveryDayOrEverySo) {
  EXPECT_THAT(dates("20260227", "FREQ=DAILY;COUNT=3", year(2026)),
              ElementsAre("2026-02-27", "2026-02-28", "2026-03-01"));
  EXPECT_THAT(
      dates("20261230", "FREQ=DAILY;INTERVAL=2;COUNT=3", window(utc(2026, 1, 1), utc(2027, 2, 1))),
      ElementsAre("2026-12-30", "2027-01-01", "2027-01-03"));
}

TEST(Rules, GiveARotaOfWeeks) {
  EXPECT_THAT(dates("20260105", "FREQ=WEEKLY;INTERVAL=4;COUNT=3", year(2026)),
              ElementsAre("2026-01-05", "2026-02-02", "2026-03-02"));
  EXPECT_THAT(dates("20260105", "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20260114", year(2026)),
              ElementsAre("2026-01-05", "2026-01-07", "2026-01-09", "2026-01-12", "2026-01-14"));
}

// RFC 5545's own example of why the week's first day matters.
TEST(Rules, CountWeeksFromTheDayTheyBegin) {
  EXPECT_THAT(dates("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", year(1997)),
              ElementsAre("1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"));
  EXPECT_THAT(dates("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", year(1997)),
              ElementsAre("1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"));
}

TEST(Rules, GiveDaysOfTheMonthFromEitherEnd) {
  EXPECT_THAT(dates("20260131", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", year(2026)),
              ElementsAre("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"));
  // A day that a month lacks is passed over.
  EXPECT_THAT(dates("20260131", "FREQ=MONTHLY;COUNT=3", year(2026)),
              ElementsAre("2026-01-31", "2026-03-31", "2026-05-31"));
  EXPECT_THAT(dates("20260104", "FREQ=MONTHLY;BYDAY=1SU,-1SU;COUNT=4", year(2026)),
              ElementsAre("2026-01-04", "2026-01-25", "2026-02-01", "2026-02-22"));
  // Friday the 13th.
  EXPECT_THAT(dates("20260213", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", year(2026)),
              ElementsAre("2026-02-13", "2026-03-13", "2026-11-13"));
}

TEST(Rules, PickFromTheSetOfAPeriod) {
  // The last working day of each month.
  EXPECT_THAT(
      dates("20260130", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", year(2026)),
      ElementsAre("2026-01-30", "2026-02-27", "2026-03-31"));
  EXPECT_THAT(dates("20260106", "FREQ=YEARLY;BYMONTH=1;BYDAY=TU;BYSETPOS=1", year(2026)),
              ElementsAre("2026-01-06"));
}

TEST(Rules, GiveTheDaysOfAYear) {
  const auto years = window(utc(2026, 1, 1), utc(2029, 1, 1));
  // The nights when clocks change.
  EXPECT_THAT(dates("20260329", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", years),
              ElementsAre("2026-03-29", "2027-03-28", "2028-03-26"));
  EXPECT_THAT(dates("20261231", "FREQ=YEARLY", years),
              ElementsAre("2026-12-31", "2027-12-31", "2028-12-31"));
  EXPECT_THAT(dates("20260518", "FREQ=YEARLY;BYDAY=20MO", years),
              ElementsAre("2026-05-18", "2027-05-17", "2028-05-15"));
  EXPECT_THAT(dates("20260115", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15;COUNT=4", years),
              ElementsAre("2026-01-15", "2026-07-15", "2027-01-15", "2027-07-15"));
}

TEST(Rules, KnowLeapDays) {
  const auto years = window(utc(2024, 1, 1), utc(2033, 1, 1));
  EXPECT_THAT(dates("20240229", "FREQ=YEARLY", years),
              ElementsAre("2024-02-29", "2028-02-29", "2032-02-29"));
  EXPECT_THAT(dates("20240228", "FREQ=DAILY;COUNT=3", years),
              ElementsAre("2024-02-28", "2024-02-29", "2024-03-01"));
  // 2100 is no leap year.
  EXPECT_THAT(dates("20960229", "FREQ=YEARLY", window(utc(2096, 1, 1), utc(2105, 1, 1))),
              ElementsAre("2096-02-29", "2104-02-29"));
}

// 2026 has a week 53.
TEST(YearBorder, IsCrossedByRotasOfWeeksAndByNights) {
  const auto winter = window(utc(2026, 12, 1), utc(2027, 2, 1));
  EXPECT_THAT(dates("20261221", "FREQ=WEEKLY;INTERVAL=2;COUNT=3", winter),
              ElementsAre("2026-12-21", "2027-01-04", "2027-01-18"));
  const auto nights =
      event({"DTSTART;TZID=Europe/Stockholm:20261230T190000",
             "DTEND;TZID=Europe/Stockholm:20261231T070000", "RRULE:FREQ=DAILY;COUNT=3"});
  EXPECT_THAT(
      told(shifts(nights, winter)),
      ElementsAre("2026-12-30 18:00Z 12:00", "2026-12-31 18:00Z 12:00", "2027-01-01 18:00Z 12:00"));
}

TEST(Rules, GoOnOverTenYears) {
  const auto file =
      event({"DTSTART;TZID=Europe/Stockholm:20160104T080000",
             "DTEND;TZID=Europe/Stockholm:20160111T080000", "RRULE:FREQ=WEEKLY;INTERVAL=4"});
  const auto all = shifts(file, window(utc(2016, 1, 1), utc(2026, 1, 1)));
  EXPECT_THAT(all, SizeIs(131));
  for (const auto& shift : all) {
    const auto day = std::chrono::floor<std::chrono::days>(shift.from);
    EXPECT_EQ(std::chrono::weekday(day), std::chrono::Monday);
    const auto hour = (shift.from - day) / std::chrono::hours(1);
    EXPECT_TRUE(hour == 6 || hour == 7);  // 08 in Stockholm, summer and winter
  }
  // The tenth year alone gives what the whole gives of it.
  const auto last = shifts(file, window(utc(2025, 1, 1), utc(2026, 1, 1)));
  ASSERT_GE(last.size(), 13U);
  for (std::size_t at = 1; at < last.size(); ++at) {
    EXPECT_NE(std::ranges::find(all, last[at].from, &roster::Shift::from), all.end());
  }
}

TEST(Rules, CountFromTheStartHoweverLateTheWindow) {
  EXPECT_THAT(dates("20160101", "FREQ=DAILY;COUNT=3655", year(2026)),
              ElementsAre("2026-01-01", "2026-01-02"));
}

TEST(Until, IsInclusiveInEachOfItsForms) {
  const auto with = [](const std::string& until) {
    return dates("20260105", "FREQ=DAILY;UNTIL=" + until, year(2026)).size();
  };
  EXPECT_EQ(with("20260107"), 3U);
  EXPECT_EQ(with("20260107T110000Z"), 3U);  // 12 in Stockholm
  EXPECT_EQ(with("20260107T105959Z"), 2U);
  EXPECT_EQ(with("20260107T120000"), 3U);
}

TEST(Exceptions, LeaveOutDates) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20260105T190000", "DURATION:PT12H",
                           "RRULE:FREQ=DAILY;COUNT=6",
                           "EXDATE;TZID=Europe/Stockholm:20260106T190000,20260107T190000",
                           "EXDATE:20260108T180000Z", "EXDATE;VALUE=DATE:20260109"});
  EXPECT_THAT(told(shifts(file, year(2026))),
              ElementsAre("2026-01-05 18:00Z 12:00", "2026-01-10 18:00Z 12:00"));
}

TEST(AddedDates, HaveTheLengthOfTheEventOrTheirOwn) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20260105T190000", "DURATION:PT12H",
                           "RDATE;TZID=Europe/Stockholm:20260701T190000",
                           "RDATE;VALUE=PERIOD;TZID=Europe/Stockholm:20260801T190000/"
                           "20260802T070000,20260901T190000/PT2H"});
  EXPECT_THAT(told(shifts(file, year(2026))),
              ElementsAre("2026-01-05 18:00Z 12:00", "2026-07-01 17:00Z 12:00",
                          "2026-08-01 17:00Z 12:00", "2026-09-01 17:00Z 02:00"));
}

constexpr std::string_view series_of_bo =
    "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Bo\r\nDTSTART;TZID=Europe/Stockholm:20260105T080000\r\n"
    "DTEND;TZID=Europe/Stockholm:20260105T160000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT";

TEST(Overrides, MoveOneInstanceOrGiveItToSomebodyElse) {
  const auto file =
      calendar({series_of_bo, "BEGIN:VEVENT", "UID:s", "SUMMARY:Cia",
                "RECURRENCE-ID;TZID=Europe/Stockholm:20260106T080000",
                "DTSTART;TZID=Europe/Stockholm:20260106T100000",
                "DTEND;TZID=Europe/Stockholm:20260106T180000", "SEQUENCE:2", "END:VEVENT",
                // An older version of the same says something else.
                "BEGIN:VEVENT", "UID:s", "SUMMARY:Dan", "RECURRENCE-ID:20260106T070000Z",
                "DTSTART:20260106T070000Z", "DTEND:20260106T080000Z", "SEQUENCE:1", "END:VEVENT"});
  const auto all = shifts(file, year(2026));
  EXPECT_THAT(told(all), ElementsAre("2026-01-05 07:00Z 08:00", "2026-01-06 09:00Z 08:00",
                                     "2026-01-07 07:00Z 08:00"));
  EXPECT_EQ(all.at(1).names.front(), "Cia");
}

TEST(Overrides, TakeTheVersionWithTheHighestSequence) {
  const auto file =
      calendar({series_of_bo, "BEGIN:VEVENT", "UID:s", "SUMMARY:Cia",
                "RECURRENCE-ID;TZID=Europe/Stockholm:20260106T080000", "SEQUENCE:2",
                "DTSTART;TZID=Europe/Stockholm:20260106T100000", "DURATION:PT8H", "END:VEVENT",
                "BEGIN:VEVENT", "UID:s", "SUMMARY:Dan", "SEQUENCE:1",
                "RECURRENCE-ID;TZID=Europe/Stockholm:20260106T080000",
                "DTSTART;TZID=Europe/Stockholm:20260106T110000", "DURATION:PT8H", "END:VEVENT"});
  const auto all = shifts(file, year(2026));
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[1].names.front(), "Cia");
}

TEST(Overrides, CancelOneInstanceOrTheWhole) {
  const auto one =
      calendar({series_of_bo, "BEGIN:VEVENT", "UID:s", "STATUS:CANCELLED",
                "RECURRENCE-ID;TZID=Europe/Stockholm:20260106T080000",
                "DTSTART;TZID=Europe/Stockholm:20260106T080000", "DURATION:PT8H", "END:VEVENT"});
  EXPECT_THAT(told(shifts(one, year(2026))),
              ElementsAre("2026-01-05 07:00Z 08:00", "2026-01-07 07:00Z 08:00"));
  const auto whole =
      event({"DTSTART:20260105T080000Z", "DURATION:PT8H", "RRULE:FREQ=DAILY", "STATUS:CANCELLED"});
  EXPECT_THAT(shifts(whole, year(2026)), SizeIs(0));
}

TEST(Overrides, MoveAnInstanceIntoTheWindow) {
  const auto file =
      calendar({series_of_bo, "BEGIN:VEVENT", "UID:s", "SUMMARY:Cia",
                "RECURRENCE-ID;TZID=Europe/Stockholm:20260107T080000",
                "DTSTART;TZID=Europe/Stockholm:20260801T080000", "DURATION:PT8H", "END:VEVENT"});
  const auto all = shifts(file, window(utc(2026, 7, 1), utc(2026, 9, 1)));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].names.front(), "Cia");
}

TEST(Shifts, AreCutToTheWindow) {
  const auto file = event({"DTSTART:20260105T190000Z", "DTEND:20260112T190000Z"});
  const auto all = shifts(file, window(utc(2026, 1, 6), utc(2026, 1, 7)));
  EXPECT_THAT(told(all), ElementsAre("2026-01-06 00:00Z 24:00"));
}

TEST(Rules, ThatMissTheirOwnFirstDayAreRemarkedOn) {
  const auto file =
      event({"DTSTART:20260106T120000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2"});
  const auto expanded = roster::expand(file, year(2026));
  ASSERT_TRUE(expanded.has_value());
  EXPECT_THAT(expanded->remarks, SizeIs(1));
  EXPECT_THAT(told(expanded->shifts),
              ElementsAre("2026-01-06 12:00Z 01:00", "2026-01-12 12:00Z 01:00"));
}

}  // namespace
}  // namespace ckl::test
