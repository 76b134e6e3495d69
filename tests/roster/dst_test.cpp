// The two nights of the year when the clock in Stockholm is changed: 2026-03-29 and 2026-10-25.
#include <gmock/gmock.h>

#include "roster/calendars.hpp"

namespace ckl::test {
namespace {

using testing::ElementsAre;

const auto spring = window(utc(2026, 3, 27), utc(2026, 3, 31));
const auto autumn = window(utc(2026, 10, 23, 12), utc(2026, 10, 27, 12));

TEST(SpringNight, MakesAShiftFromSevenToSevenElevenHours) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20260327T190000",
                           "DTEND;TZID=Europe/Stockholm:20260328T070000", "RRULE:FREQ=DAILY"});
  EXPECT_THAT(told(shifts(file, spring)),
              ElementsAre("2026-03-27 18:00Z 12:00", "2026-03-28 18:00Z 11:00",
                          "2026-03-29 17:00Z 12:00", "2026-03-30 17:00Z 07:00"));
}

TEST(AutumnNight, MakesItThirteenHours) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20261023T190000",
                           "DTEND;TZID=Europe/Stockholm:20261024T070000", "RRULE:FREQ=DAILY"});
  EXPECT_THAT(told(shifts(file, autumn)),
              ElementsAre("2026-10-23 17:00Z 12:00", "2026-10-24 17:00Z 13:00",
                          "2026-10-25 18:00Z 12:00", "2026-10-26 18:00Z 12:00"));
}

TEST(SpringNight, LeavesALengthInHoursAsLongAsItIs) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20260328T190000", "DURATION:PT12H"});
  EXPECT_THAT(told(shifts(file, spring)), ElementsAre("2026-03-28 18:00Z 12:00"));
}

TEST(SpringNight, MakesALengthOfADayTwentyThreeHours) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20260328T120000", "DURATION:P1D"});
  EXPECT_THAT(told(shifts(file, spring)), ElementsAre("2026-03-28 11:00Z 23:00"));
}

TEST(SpringNight, TakesTheOffsetBeforeTheGapForATimeThatDoesNotExist) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20260329T023000",
                           "DTEND;TZID=Europe/Stockholm:20260329T060000"});
  EXPECT_THAT(told(shifts(file, spring)), ElementsAre("2026-03-29 01:30Z 02:30"));
}

TEST(AutumnNight, TakesTheFirstOfAnHourThatOccursTwice) {
  const auto file = event({"DTSTART;TZID=Europe/Stockholm:20261025T023000",
                           "DTEND;TZID=Europe/Stockholm:20261025T060000"});
  EXPECT_THAT(told(shifts(file, autumn)), ElementsAre("2026-10-25 00:30Z 04:30"));
}

TEST(BothNights, AreShortAndLongForWholeDays) {
  const auto file = event(
      {"DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260329", "RRULE:FREQ=DAILY;COUNT=2"});
  EXPECT_THAT(told(shifts(file, spring)),
              ElementsAre("2026-03-27 23:00Z 24:00", "2026-03-28 23:00Z 23:00"));
  const auto long_day = event({"DTSTART;VALUE=DATE:20261025"});
  EXPECT_THAT(told(shifts(long_day, autumn)), ElementsAre("2026-10-24 22:00Z 25:00"));
}

TEST(BothNights, ChangeNothingForTimesInUtc) {
  const auto file =
      event({"DTSTART:20260328T180000Z", "DTEND:20260329T060000Z", "RRULE:FREQ=DAILY;COUNT=2"});
  EXPECT_THAT(told(shifts(file, spring)),
              ElementsAre("2026-03-28 18:00Z 12:00", "2026-03-29 18:00Z 12:00"));
}

TEST(BothNights, ReadFloatingTimesInTheZoneOfTheRoster) {
  const auto file = event({"DTSTART:20260328T190000", "DTEND:20260329T070000"});
  EXPECT_THAT(told(shifts(file, spring)), ElementsAre("2026-03-28 18:00Z 11:00"));
  auto helsinki = spring;
  helsinki.zone = "Europe/Helsinki";
  EXPECT_THAT(told(shifts(file, helsinki)), ElementsAre("2026-03-28 17:00Z 11:00"));
}

// Whatever rota is laid over both nights, nobody and nothing is left between two shifts.
TEST(BothNights, LeaveNoGapInARotaThatHasNone) {
  const auto file =
      event({"DTSTART;TZID=Europe/Stockholm:20260101T070000",
             "DTEND;TZID=Europe/Stockholm:20260101T190000", "RRULE:FREQ=DAILY", "END:VEVENT",
             "BEGIN:VEVENT", "DTSTART;TZID=Europe/Stockholm:20260101T190000",
             "DTEND;TZID=Europe/Stockholm:20260102T070000", "RRULE:FREQ=DAILY"});
  const auto all = shifts(file, year(2026));
  ASSERT_EQ(all.size(), 730U);
  for (std::size_t at = 1; at < all.size(); ++at) EXPECT_EQ(all[at - 1].until, all[at].from);
}

}  // namespace
}  // namespace ckl::test
