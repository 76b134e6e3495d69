// From names in calendars to persons, and the calendar that goes out.
#include "roster/matching.hpp"

#include <gmock/gmock.h>

#include "roster/calendars.hpp"
#include "roster/feed.hpp"

namespace ckl::test {
namespace {

using domain::DutySpan;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

domain::Person person(const char* id, const char* name) {
  domain::Person out;
  out.id = {id};
  out.name = name;
  return out;
}

struct City {
  domain::Organisation organisation;
  domain::DutyFunction function;

  City() {
    organisation.persons = {person("tib-1", "Anna Andersson"), person("tib-2", "Åsa Öberg"),
                            person("chef", "Bo Ek")};
    function.id = "tib";
    function.persons = {{"tib-1"}, {"tib-2"}};
  }

  [[nodiscard]] roster::Matched match(const std::vector<std::string>& names,
                                      const roster::Aliases& aliases = {}) const {
    std::vector<roster::Shift> shifts;
    for (std::size_t at = 0; at < names.size(); ++at) {
      const auto from = utc(2026, 1, 1) + std::chrono::days(at);
      shifts.push_back(
          {.names = {names[at]}, .from = from, .until = from + std::chrono::days(1), .line = at});
    }
    return roster::match(shifts, organisation, function, aliases);
  }

  [[nodiscard]] std::string who(const std::string& name) const {
    const auto matched = match({name});
    return matched.spans.empty() ? "" : matched.spans.front().person.value;
  }
};

TEST(Names, AreFoundHoweverTheyAreWritten) {
  const City city;
  for (const char* name :
       {"Anna Andersson", "anna  ANDERSSON", "Andersson, Anna", "tib-1", "TiB: Anna Andersson",
        "Anna Andersson (bakjour)", "Jour – Anna Andersson", "TiB / Anna Andersson"}) {
    EXPECT_EQ(city.who(name), "tib-1") << name;
  }
  EXPECT_EQ(city.who("ÅSA ÖBERG"), "tib-2");
}

TEST(Names, ThatAreNotFoundAreListedAndNeverGuessed) {
  const City city;
  const auto matched = city.match({"Anna", "Anna Anderson", "Bo Ek", "Anna"});
  EXPECT_THAT(matched.spans, IsEmpty());
  ASSERT_THAT(matched.unmatched, SizeIs(3));
  EXPECT_EQ(matched.unmatched[0].name, "Anna");
  EXPECT_EQ(matched.unmatched[0].shifts, 2U);
  EXPECT_EQ(matched.unmatched[2].stranger.value, "chef");  // known, but not of the function
}

TEST(Names, AreWhatTheCallerSaysTheyAre) {
  const City city;
  EXPECT_EQ(city.match({"AA"}, {{"AA", {"tib-1"}}}).spans.front().person.value, "tib-1");
  EXPECT_THAT(city.match({"Bo Ek"}, {{"Bo Ek", {"chef"}}}).spans, IsEmpty());
}

TEST(Spans, OfOnePersonNeverOverlap) {
  const City city;
  const auto from = utc(2026, 1, 1);
  const auto day = std::chrono::days(1);
  const std::vector<roster::Shift> shifts{
      {.names = {"tib-1"}, .from = from, .until = from + 2 * day, .line = 1},
      {.names = {"tib-1", "tib-2"}, .from = from + day, .until = from + 3 * day, .line = 2}};
  const auto matched = roster::match(shifts, city.organisation, city.function, {});
  EXPECT_THAT(matched.spans, ElementsAre(DutySpan{{"tib-1"}, from, from + 3 * day},
                                         DutySpan{{"tib-2"}, from + day, from + 3 * day}));
}

TEST(Feed, IsReadBackAsItWasWritten) {
  roster::Feed feed{.name = "Jour, åäö; \\", .made = utc(2026, 1, 1), .events = {}};
  feed.events.push_back({.uid = "tib-1@ckl",
                         .span = {{"tib-1"}, utc(2026, 3, 28, 18), utc(2026, 3, 29, 5)},
                         .summary = "Anna Andersson, "
                                    "med ett mycket långt namn som måste vikas mitt i åäöåäöåäöåäö",
                         .description = "två\nrader"});
  const std::string text = roster::write_calendar(feed);
  const auto all = shifts(text, year(2026));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_THAT(told(all), ElementsAre("2026-03-28 18:00Z 11:00"));
  EXPECT_EQ(all.front().names.front(), feed.events.front().summary);
}

TEST(Feed, KeepsToTheFormThatProgramsRead) {
  roster::Feed feed{.name = std::string(300, 'n'), .made = utc(2026, 1, 1), .events = {}};
  const std::string text = roster::write_calendar(feed);
  EXPECT_TRUE(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_TRUE(text.ends_with("END:VCALENDAR\r\n"));
  EXPECT_THAT(text, HasSubstr("PRODID:"));
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find("\r\n", begin);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - begin, 75U);
    begin = end + 2;
  }
}

}  // namespace
}  // namespace ckl::test
