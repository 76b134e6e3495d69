// What a command post that was cut off hands over afterwards: R33; F6, day 3.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

Matter in_area(const std::string& unit, std::vector<std::string> parts) {
  Matter matter = a_matter(MatterKind::other);
  matter.scope.unit = UnitId{unit};
  matter.scope.parts = std::move(parts);
  return matter;
}

// Basis: Läsning R33
TEST(Afterwards, R33_ADecisionOfTheCommitteeHasEffectFromItsRegistrationAndShowsTheConflict) {
  CommitteeTown town;
  town.now += hour;
  const Instant decided = town.now;  // the committee meets, cut off
  town.pass(2 * hour);
  const std::string own = town.accept("aldre-chair", own_decision("aldre", "Hemtjänst"));
  const std::string elsewhere = town.accept("kista-chair", own_decision("sdn-kista"));
  town.pass(6 * hour);
  town.meet();
  DecideInMeeting command = town.proposal(town.takeover_of("aldre", {"Hemtjänst"}));
  command.decided = decided;
  const std::string id = town.accept("secretary", command);
  EXPECT_EQ(town.decision(id).decided, decided);
  EXPECT_EQ(town.decision(id).registered, town.now);
  EXPECT_EQ(town.decision(id).conflicts, std::vector<DecisionId>{DecisionId{own}});
  EXPECT_TRUE(has(town.told_about("R33"), "chair"));
  EXPECT_TRUE(has(town.told_about("R33"), "aldre-chair"));
  EXPECT_FALSE(has(town.told_about("R33"), "kista-chair"));
  // In force from now; the nämnd led until then, and nothing of it is undone.
  EXPECT_EQ(town.takeover("takeover-1").since, town.now);
  EXPECT_EQ(who_leads(town.state, UnitId{"aldre"}, "Hemtjänst", town.now - minute).kind,
            LeadKind::itself);
  EXPECT_EQ(town.decision(own).state, DecisionState::in_force);
  EXPECT_EQ(town.decision(elsewhere).state, DecisionState::in_force);
}

// Basis: Läsning R33
TEST(Afterwards, R33_WithoutAnythingInBetweenNothingIsShown) {
  CommitteeTown town;
  const std::string early = town.accept("aldre-chair", own_decision("aldre", "Hemtjänst"));
  town.now += hour;
  DecideAlone command = town.alone(town.takeover_of("aldre", {"Hemtjänst"}));
  command.decided = town.now;
  town.now += 3 * hour;
  const std::string id = town.accept("chair", command);
  EXPECT_TRUE(town.decision(id).conflicts.empty());
  EXPECT_TRUE(town.told_about("R33").empty());
  EXPECT_EQ(town.decision(early).state, DecisionState::in_force);
  // O02 counts from when it was decided (R18).
  EXPECT_EQ(town.open_duties("O02")[0]->due, town.now - 3 * hour + day);
}

// Basis: Läsning R33
TEST(Afterwards, R33_AUnitsDecisionIsSetAgainstTheCommitteesEvenWhenTheAreaIsBack) {
  CommitteeTown town;
  town.now += hour;
  DecideForUnit late = own_decision("aldre", "Hemtjänst");
  late.decided = town.now;
  town.now += hour;
  town.meet();
  town.adopt(town.takeover_of("aldre", {"Hemtjänst"}));
  const std::string theirs = town.adopt(in_area("aldre", {"Hemtjänst"}));
  town.adopt(CommitteeTown::about(MatterKind::hand_back, "takeover-1"));
  town.now += hour;
  const std::string id = town.accept("aldre-chair", late);
  EXPECT_EQ(town.decision(id).conflicts,
            (std::vector<DecisionId>{DecisionId{"decision-1"}, DecisionId{theirs}}));
  EXPECT_TRUE(has(town.told_about("R33"), "chair"));
}

// Basis: Läsning R33
TEST(Afterwards, R33_NoDecisionIsOfTheFutureOrBeforeItsIncident) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(a_matter());
  command.decided = town.now + hour;
  EXPECT_EQ(town.refuse("secretary", command), list({"INPUT_TIME_FUTURE"}));
  command.decided = town.incident_of().event_time - minute;
  EXPECT_EQ(town.refuse("secretary", command), list({"INPUT_TIME_ORDER"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "decided");
  command.decided = town.incident_of().event_time;
  town.accept("secretary", command);
}

}  // namespace
}  // namespace ckl::law
