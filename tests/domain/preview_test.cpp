// What a call-out would do, before it is started. Basis: A16.
#include "domain/preview.hpp"

#include "law/town.hpp"

namespace ckl::law {
namespace {

std::vector<std::string> at_once(const std::vector<PreviewedPosition>& preview) {
  std::vector<std::string> persons;
  for (const auto& position : preview) {
    for (const auto& person : position.persons) {
      if (person.at_once) persons.push_back(person.person.value);
    }
  }
  return persons;
}

TEST(Preview, ShowsWhomTheCallOutThenCalls) {
  Town town;
  const auto preview = preview_of(town.state, small_plan(), town.now);
  EXPECT_EQ(at_once(preview), list({"p1", "p2", "p5", "p6"}));
  ASSERT_EQ(preview.size(), 2U);
  EXPECT_EQ(preview[0].persons.size(), 4U);
  EXPECT_EQ(preview[0].persons[3].wave, 1U);
  EXPECT_EQ(preview[0].missing, 0U);
  const std::string incident = town.accept("tib", a_report());
  town.accept("tib", StartCallout{IncidentId{incident}, {}, {}});
  std::vector<std::string> called;
  for (const auto& event : town.events<PersonCalled>()) called.push_back(event.person.value);
  EXPECT_EQ(called, at_once(preview));
}

TEST(Preview, SaysWhoIsNotCalledAndWhy) {
  Town town;
  for (const char* who : {"p1", "p3", "p4"}) {
    town.accept(who,
                NoteAbsence{.person = {}, .kind = AbsenceKind::away, .until = {}, .reason = ""});
  }
  const auto preview = preview_of(town.state, small_plan(), town.now);
  EXPECT_EQ(at_once(preview), list({"p2", "p5", "p6"}));
  EXPECT_EQ(preview[0].missing, 1U);
  EXPECT_EQ(preview[0].persons[0].obstacle, "AWAY");
  EXPECT_EQ(preview[0].persons[3].obstacle, "AWAY");
  // The second position's turn would come to p1 only later; the obstacle stands all the same.
  EXPECT_EQ(preview[1].persons[3].person, PersonId{"p1"});
  EXPECT_EQ(preview[1].persons[3].obstacle, "AWAY");
  EXPECT_FALSE(preview[1].persons[3].at_once);
}

}  // namespace
}  // namespace ckl::law
