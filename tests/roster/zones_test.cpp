// Zones as calendars name them.
#include "roster/zones.hpp"

#include <gmock/gmock.h>

#include "roster/calendars.hpp"

namespace ckl::test {
namespace {

using testing::ElementsAre;

std::string at_noon_in(const std::string& tzid) {
  return event({"DTSTART;TZID=" + tzid + ":20260701T120000", "DURATION:PT1H"});
}

TEST(Zones, AreKnownByTheirNames) {
  for (const char* tzid : {"Europe/Stockholm", "\"Europe/Stockholm\"", "W. Europe Standard Time",
                           "\"W. Europe Standard Time\"", "Romance Standard Time",
                           "/freeassociation.sourceforge.net/Europe/Stockholm",
                           "/mozilla.org/20050126_1/Europe/Stockholm"}) {
    EXPECT_THAT(told(shifts(at_noon_in(tzid), year(2026))), ElementsAre("2026-07-01 10:00Z 01:00"))
        << tzid;
  }
  EXPECT_THAT(told(shifts(at_noon_in("FLE Standard Time"), year(2026))),
              ElementsAre("2026-07-01 09:00Z 01:00"));
  EXPECT_THAT(told(shifts(at_noon_in("UTC"), year(2026))), ElementsAre("2026-07-01 12:00Z 01:00"));
}

TEST(Zones, OfWindowsAreAllInTheDatabase) {
  for (const char* name :
       {"GMT Standard Time", "Greenland Standard Time", "UTC", "Central Standard Time (Mexico)",
        "AUS Central Standard Time", "West Asia Standard Time", "E. Africa Standard Time"}) {
    const auto iana = roster::iana_of_windows(name);
    ASSERT_FALSE(iana.empty()) << name;
    EXPECT_TRUE(roster::Zone::named(iana).has_value()) << iana;
  }
  EXPECT_TRUE(roster::iana_of_windows("Nowhere Standard Time").empty());
}

// As Outlook writes its own zone, from 1601 on.
constexpr std::string_view outlook_zone =
    "BEGIN:VTIMEZONE\r\nTZID:Anpassad\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
    "DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE";

TEST(Zones, DefinedInTheFileKeepTheirOwnRules) {
  const auto file =
      calendar({outlook_zone, "BEGIN:VEVENT", "UID:1", "SUMMARY:Anna",
                "DTSTART;TZID=Anpassad:20260328T190000", "DTEND;TZID=Anpassad:20260329T070000",
                "RRULE:FREQ=DAILY;COUNT=2", "END:VEVENT"});
  EXPECT_THAT(told(shifts(file, year(2026))),
              ElementsAre("2026-03-28 18:00Z 11:00", "2026-03-29 17:00Z 12:00"));
}

TEST(Zones, DefinedInTheFileTreatTheNightsLikeTheDatabase) {
  const auto at = [](const char* tzid, const char* time) {
    const std::string start = std::string("DTSTART;TZID=") + tzid + ":" + time;
    const auto all = shifts(calendar({outlook_zone, "BEGIN:VEVENT", "UID:1", "SUMMARY:Anna", start,
                                      "DURATION:PT1H", "END:VEVENT"}),
                            year(2026));
    return all.empty() ? domain::Instant{} : all.front().from;
  };
  for (const char* time :
       {"20260329T013000", "20260329T023000", "20260329T033000", "20261025T013000",
        "20261025T023000", "20261025T033000", "20260115T120000", "20260715T120000"}) {
    EXPECT_EQ(at("Anpassad", time), at("Europe/Stockholm", time)) << time;
  }
}

TEST(Zones, TellTheWallClockBack) {
  const auto zone = *roster::Zone::named("Europe/Stockholm");
  using namespace std::chrono;
  const sys_seconds instant = sys_days{std::chrono::year(2026) / 10 / 25} + hours(1) + minutes(30);
  EXPECT_EQ(zone.wall_of(instant).time_since_epoch(), (instant + hours(1)).time_since_epoch());
  EXPECT_EQ(zone.instant_of(zone.wall_of(instant - hours(1))), instant - hours(1));
}

TEST(UnknownZone, IsRefusedWithItsLineAndWhatWouldBeRight) {
  const auto fault = fault_of(at_noon_in("Mars/Olympus"));
  EXPECT_EQ(fault.line, 4U);
  EXPECT_THAT(fault.message.en, testing::HasSubstr("Mars/Olympus"));
  EXPECT_THAT(fault.what_now.en, testing::HasSubstr("Europe/Stockholm"));
}

TEST(UnknownZone, OfTheRosterIsRefused) {
  auto within = year(2026);
  within.zone = "Europa/Stockholm";
  EXPECT_FALSE(roster::expand(event({"DTSTART:20260101T000000Z", "DURATION:PT1H"}), within));
}

TEST(UnknownZone, ThatIsHalfDefinedIsRefused) {
  const auto file = calendar({"BEGIN:VTIMEZONE", "TZID:Halv", "BEGIN:STANDARD",
                              "DTSTART:19700101T000000", "TZOFFSETTO:+0100", "END:STANDARD",
                              "END:VTIMEZONE", "BEGIN:VEVENT", "UID:1", "SUMMARY:Anna",
                              "DTSTART;TZID=Halv:20260101T120000", "DURATION:PT1H", "END:VEVENT"});
  EXPECT_EQ(fault_of(file).line, 4U);
}

// A name is looked up in the database alone, never in the file system.
TEST(UnknownZone, NamesNoFile) {
  EXPECT_FALSE(roster::Zone::named("../../../etc/passwd").has_value());
  EXPECT_FALSE(roster::zone_of_name("/etc/passwd").has_value());
  EXPECT_FALSE(roster::Zone::named("").has_value());
}

}  // namespace
}  // namespace ckl::test
