// Files that are cut, huge, endless or wrong: a clear fault with its line, and quickly.
#include <gmock/gmock.h>

#include "roster/bounds.hpp"
#include "roster/calendars.hpp"

namespace ckl::test {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

TEST(CutFile, SaysWhatIsOpenAndSinceWhichLine) {
  const std::string whole =
      event({"DTSTART:20260105T080000Z", "DURATION:PT8H", "DESCRIPTION:en lång", " rad"});
  EXPECT_THAT(shifts(whole, year(2026)), SizeIs(1));
  // Wherever it is cut, it is refused; only what follows the last line is of no matter.
  const std::size_t end = whole.find("END:VCALENDAR") + std::string_view("END:VCALENDAR").size();
  for (std::size_t bytes = 0; bytes < end; ++bytes) {
    EXPECT_FALSE(roster::expand(whole.substr(0, bytes), year(2026)).has_value()) << bytes;
  }
  const auto fault = fault_of(whole.substr(0, whole.find("END:VEVENT")));
  EXPECT_THAT(fault.message.en, HasSubstr("VEVENT from line 4"));
  EXPECT_THAT(fault.message.sv, HasSubstr("avkortad"));
}

TEST(OtherFile, IsNoCalendar) {
  EXPECT_THAT(fault_of("<!doctype html>\n<title>Logga in</title>\n").line, 1U);
  EXPECT_THAT(fault_of("").message.en, HasSubstr("empty"));
  EXPECT_THAT(fault_of("Hej: du\n").message.en, HasSubstr("not an iCalendar"));
  EXPECT_THAT(fault_of("BEGIN:VEVENT\nEND:VEVENT\n").message.en, HasSubstr("not an iCalendar"));
  EXPECT_EQ(fault_of(std::string("BEGIN:VCALENDAR\r\nX-A:\0\r\nEND:VCALENDAR\r\n", 39)).line, 2U);
  EXPECT_THAT(fault_of("BEGIN:VCALENDAR\nX-A:\xE5\nEND:VCALENDAR\n").message.en,
              HasSubstr("UTF-8"));
}

TEST(HugeFile, IsRefusedByItsSize) {
  EXPECT_THAT(fault_of(std::string(roster::bounds::file_bytes + 1, 'A')).message.en,
              HasSubstr("1024 kB"));
}

TEST(HugeLine, IsRefusedByItsNumber) {
  std::string folded = "BEGIN:VCALENDAR\r\nDESCRIPTION:";
  while (folded.size() < 2 * roster::bounds::line_bytes) {
    folded += std::string(70, 'a') + "\r\n ";
  }
  const auto fault = fault_of(folded + "\r\nEND:VCALENDAR\r\n");
  EXPECT_EQ(fault.line, 2U);
  EXPECT_THAT(fault.message.en, HasSubstr("64 kB"));
}

TEST(ManyEvents, AreRefusedAtTheBound) {
  std::string file = "BEGIN:VCALENDAR\n";
  for (std::size_t at = 0; at <= roster::bounds::events; ++at) {
    file += "BEGIN:VEVENT\nDTSTART:20260101T080000Z\nDURATION:PT1H\nEND:VEVENT\n";
  }
  EXPECT_THAT(fault_of(file + "END:VCALENDAR\n").message.en, HasSubstr("VEVENT"));
}

TEST(DeepNesting, IsRefused) {
  std::string file = "BEGIN:VCALENDAR\n";
  for (int at = 0; at < 100; ++at) file += "BEGIN:X-DEEP\n";
  EXPECT_THAT(fault_of(file).message.en, HasSubstr("nest"));
}

TEST(WrongEnd, NamesWhatWasExpected) {
  const auto fault = fault_of("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\n");
  EXPECT_EQ(fault.line, 3U);
  EXPECT_THAT(fault.what_now.en, HasSubstr("END:VEVENT"));
}

// Rules that libical itself can be made to hang on.
TEST(EndlessRules, EndWithTheWindow) {
  for (const char* rule :
       {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=DAILY;INTERVAL=1000",
        "FREQ=YEARLY;INTERVAL=1000", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300"}) {
    const auto file =
        event({"DTSTART:19700101T080000Z", "DURATION:PT1H", std::string("RRULE:") + rule});
    EXPECT_LE(shifts(file, year(2026)).size(), 1U) << rule;
  }
}

TEST(EndlessRules, OfAllEventsTogetherHaveABudget) {
  std::string file = "BEGIN:VCALENDAR\n";
  for (int at = 0; at < 200; ++at) {
    file +=
        "BEGIN:VEVENT\nDTSTART:19700101T080000Z\nDURATION:PT1H\n"
        "RRULE:FREQ=DAILY;COUNT=100000;BYMONTH=2\nEND:VEVENT\n";
  }
  const auto fault = fault_of(file + "END:VCALENDAR\n");
  EXPECT_GT(fault.line, 1U);
  EXPECT_THAT(fault.message.en, HasSubstr("too many dates"));
}

TEST(ManyShifts, AreRefusedAtTheBound) {
  std::string file = "BEGIN:VCALENDAR\n";
  for (int at = 0; at < 60; ++at) {
    file += "BEGIN:VEVENT\nDTSTART:20260101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
  }
  EXPECT_THAT(fault_of(file + "END:VCALENDAR\n").message.en, HasSubstr("more than 20000 shifts"));
}

struct Wrong {
  const char* line;
  const char* says;  // in English
};

TEST(WrongLines, AreNamedWithWhatWouldBeRight) {
  for (const auto& wrong : {
           Wrong{"RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "can not be used"},
           Wrong{"RRULE:FREQ=SECONDLY", "can not be used"},
           Wrong{"RRULE:FREQ=DAILY;BYHOUR=1,2", "BYHOUR"},
           Wrong{"RRULE:FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"},
           Wrong{"RRULE:FREQ=YEARLY;BYYEARDAY=200", "BYYEARDAY"},
           Wrong{"RRULE:FREQ=DAILY;COUNT=-5", "COUNT is -5"},
           Wrong{"RRULE:FREQ=DAILY;COUNT=2000000000", "COUNT is 2000000000"},
           Wrong{"RRULE:FREQ=DAILY;INTERVAL=0", "INTERVAL is 0"},
           Wrong{"RRULE:FREQ=DAILY;INTERVAL=2147483647", "INTERVAL is 2147483647"},
           Wrong{"RRULE:FREQ=DAILY;COUNT=3;UNTIL=20270101", "COUNT"},
           Wrong{"RRULE:FREQ=WEEKLY;BYDAY=2MO", "BYDAY"},
           Wrong{"RRULE:FREQ=WEEKLY;BYMONTHDAY=2", "BYMONTHDAY"},
           Wrong{"RRULE:INTERVAL=2", ""},
           Wrong{"RRULE:FREQ=DAGLIGEN", ""},
           Wrong{"RRULE:FREQ=MONTHLY;BYMONTHDAY=32", ""},
           Wrong{"DTEND:20260231T080000Z", "DTEND can not be read"},
           Wrong{"DTEND:20260105T250000Z", "DTEND can not be read"},
           Wrong{"DTEND:i morgon", "DTEND can not be read"},
           Wrong{"DURATION:tolv timmar", "DURATION can not be read"},
           Wrong{"EXDATE:20260199T000000Z", "EXDATE can not be read"},
           Wrong{"RECURRENCE-ID;RANGE=THISANDFUTURE:20260105T080000Z", "THISANDFUTURE"},
           Wrong{"EXRULE:FREQ=DAILY", "EXRULE"},
           Wrong{"SEQUENCE:många", "SEQUENCE"},
           Wrong{"DTSTART:20260106T080000Z", "stands twice"},
           Wrong{"UTAN KOLON", "NAME:value"},
       }) {
    const auto fault = fault_of(event({"DTSTART:20260105T080000Z", wrong.line}));
    EXPECT_EQ(fault.line, 6U) << wrong.line;
    EXPECT_THAT(fault.message.en, HasSubstr(wrong.says)) << wrong.line;
  }
}

TEST(WrongEvents, AreNamedByTheirFirstLine) {
  EXPECT_THAT(fault_of(event({"DURATION:PT1H"})).message.en, HasSubstr("lacks DTSTART"));
  EXPECT_THAT(fault_of(event({"DTSTART:20260105T080000Z"})).message.en, HasSubstr("does not end"));
  EXPECT_THAT(fault_of(event({"DTSTART:20260105T080000Z", "DTEND:20260105T080000Z"})).message.en,
              HasSubstr("does not end"));
  EXPECT_THAT(fault_of(event({"DTSTART:20260105T080000Z", "DTEND:20270105T080000Z"})).message.en,
              HasSubstr("longer than 92 days"));
  EXPECT_THAT(fault_of(event({"DTSTART:16010105T080000Z", "DURATION:PT1H"})).message.en,
              HasSubstr("before 1970"));
  EXPECT_EQ(
      fault_of(event({"DTSTART:20260105T080000Z", "DTEND:20260106T080000Z", "DURATION:PT1H"})).line,
      4U);
}

TEST(FoldedLines, AreOneAlsoWithinAZoneOrACharacter) {
  const auto file =
      event({"DTSTART;TZID=Europe/Sto", " ckholm:20260105T08", "\t0000", "DURATION:PT", " 1H"});
  EXPECT_EQ(told(shifts(file, year(2026))).front(), "2026-01-05 07:00Z 01:00");
  const auto cut = event({"DTSTART:20260105T080000Z", "DURATION:PT1H", "ATTENDEE;CN=\xC3",
                          " \x85sa:mailto:asa@example.org"});
  EXPECT_EQ(shifts(cut, year(2026)).front().names.front(), "Åsa");
}

TEST(EmptyHeading, IsNoFault) {
  const auto file = event({"DTSTART:20260105T080000Z", "DURATION:PT1H", "SUMMARY:"});
  EXPECT_THAT(shifts(file, year(2026)), SizeIs(1));
}

TEST(Attendees, AreNamedAndThoseWhoDeclinedLeftOut) {
  const auto file = event({"DTSTART:20260105T080000Z", "DURATION:PT1H",
                           "ATTENDEE;CN=\"Andersson, Anna\";PARTSTAT=ACCEPTED:mailto:a@example.org",
                           "ATTENDEE;CN=Bo;PARTSTAT=DECLINED:mailto:b@example.org",
                           "ATTENDEE;CN=Rum 5;CUTYPE=ROOM:mailto:r@example.org", "BEGIN:VALARM",
                           "ACTION:DISPLAY", "SUMMARY:inte ett namn", "END:VALARM"});
  EXPECT_THAT(shifts(file, year(2026)).front().names, testing::ElementsAre("Andersson, Anna"));
}

}  // namespace
}  // namespace ckl::test
