// Who leads what, now and then: A06, G20, R33, R37.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

Assignment assigned(const CommitteeTown& town) {
  Assignment assignment;
  assignment.id = AssignmentId{"assignment-1"};
  assignment.task = "Lokaler";
  assignment.from = UnitId{"aldre"};
  assignment.to = UnitId{"brb"};
  assignment.since = town.now;
  return assignment;
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(OwnDecision, A06_IsTheUnitsInItsOwnArea) {
  CommitteeTown town;
  const std::string id = town.accept("aldre-chair", own_decision("aldre"));
  EXPECT_EQ(town.decision(id).body, DecidingBody::unit);
  EXPECT_EQ(town.decision(id).unit, UnitId{"aldre"});
  EXPECT_EQ(town.rules_journaled("DecisionMade"), list({"A06"}));
  town.accept("trafik-jour", own_decision("trafik"));
  for (const char* who : {"kista-chair", "chair", "nobody"}) {
    EXPECT_EQ(town.refuse(who, own_decision("aldre")), list({"A06"})) << who;
  }
}

// Basis: LEH 2006:544 2 kap. 4 §; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(OwnDecision, G20_IsRefusedWhereTheCommitteeHasTakenOverAndNowhereElse) {
  CommitteeTown town;
  town.accept("chair", town.alone(town.takeover_of("aldre", {"Hemtjänst"})));
  EXPECT_EQ(town.refuse("aldre-chair", own_decision("aldre", "hemtjänst")), list({"G20"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  EXPECT_EQ(town.happened(), list({"PowerRefused"}));
  EXPECT_EQ(town.refuse("aldre-chair", own_decision("aldre")), list({"G20"}));  // which part?
  town.accept("aldre-chair", own_decision("aldre", "Mat"));
  town.accept("kista-chair", own_decision("sdn-kista"));
  town.accept("chair", town.alone(town.takeover_of("sdn-kista")));
  EXPECT_EQ(town.refuse("kista-chair", own_decision("sdn-kista")), list({"G20"}));
  EXPECT_EQ(town.refuse("kista-chair", own_decision("sdn-kista", "Parker")), list({"G20"}));
  town.accept("chair", town.alone(CommitteeTown::about(MatterKind::hand_back, "takeover-2")));
  town.accept("kista-chair", own_decision("sdn-kista", "Parker"));
}

// Basis: Läsning R33
TEST(OwnDecision, R33_EnteredAfterwardsIsJudgedByWhoLedThenAndTheConflictShown) {
  CommitteeTown town;
  town.pass(hour);
  const Instant before = town.now;
  town.pass(hour);
  town.accept("chair", town.alone(town.takeover_of("aldre")));
  DecideForUnit command = own_decision("aldre");
  EXPECT_EQ(town.refuse("aldre-chair", command), list({"G20"}));
  command.decided = before;
  const std::string id = town.accept("aldre-chair", command);
  EXPECT_EQ(town.decision(id).decided, before);
  EXPECT_EQ(town.decision(id).registered, town.now);
  EXPECT_TRUE(has(town.told_about("R33"), "chair"));
  EXPECT_TRUE(has(town.told_about("R33"), "aldre-head"));
  town.accept("kista-chair", own_decision("sdn-kista"));
  EXPECT_TRUE(town.told_about("R33").empty());
}

// Basis: Läsning R37
TEST(Assignment, R37_GoesBeforeATakeover) {
  CommitteeTown town;
  town.accept("chair", town.alone(town.takeover_of("aldre")));
  town.state.assignments.emplace(AssignmentId{"assignment-1"}, assigned(town));
  EXPECT_EQ(town.lead("aldre", "lokaler"),
            (Lead{LeadKind::assigned, UnitId{"brb"}, TakeoverId{}, AssignmentId{"assignment-1"}}));
  EXPECT_EQ(town.lead("aldre", "Mat").kind, LeadKind::committee);
  const auto refused = decide(town.state, own_decision("aldre", "lokaler"),
                              Actor{.person = PersonId{"aldre-chair"}}, town.now);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(Town::rules_of(refused.error()), list({"G20", "R37"}));
  EXPECT_TRUE(decide(town.state, own_decision("aldre", "lokaler"),
                     Actor{.person = PersonId{"brb-chair"}}, town.now)
                  .has_value());
  EXPECT_FALSE(decide(town.state, own_decision("aldre", "mat"),
                      Actor{.person = PersonId{"brb-chair"}}, town.now)
                   .has_value());
  town.state.assignments.clear();  // it was not journaled
}

// Basis: LEH 2006:544 2 kap. 4 §; Läsning R10
TEST(Leads, AreKnownForAnyInstant) {
  CommitteeTown town;
  const Instant before = town.now;
  town.pass(hour);
  Matter matter = town.takeover_of("aldre");
  matter.review = town.now + hour;
  matter.valid_until = town.now + 3 * hour;
  town.accept("chair", town.alone(matter));
  const Instant during = town.now;
  town.pass(2 * hour);
  const auto at = [&](Instant when) {
    return who_leads(town.state, UnitId{"aldre"}, {}, when).kind;
  };
  EXPECT_EQ(at(before), LeadKind::itself);
  EXPECT_EQ(at(during), LeadKind::committee);
  EXPECT_EQ(at(town.now + hour), LeadKind::itself);  // its validity has run out by then
  town.accept("chair", town.alone(CommitteeTown::about(MatterKind::hand_back, "takeover-1")));
  EXPECT_EQ(at(town.now), LeadKind::itself);
  EXPECT_EQ(at(during), LeadKind::committee);
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(Leads, AreListedForTheWholeCity) {
  CommitteeTown town;
  town.accept("chair", town.alone(town.takeover_of("aldre", {"Hemtjänst"})));
  town.accept("chair", town.alone(town.takeover_of("sdn-kista")));
  const auto rows = leading(town.state, town.now);
  std::vector<std::string> led;
  for (const auto& row : rows) {
    if (row.lead.kind == LeadKind::committee) led.push_back(row.unit.value + "/" + row.part);
  }
  EXPECT_EQ(led, list({"aldre/Hemtjänst", "sdn-kista/"}));
  EXPECT_EQ(rows.size(), 6U);  // trafik, aldre and its part, val, two districts
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(Leads, FollowAProvisionalSuccessor) {
  CommitteeTown town;
  town.accept("chair", town.alone(town.takeover_of("sdn-kista")));
  State after = town.state;
  after.takeovers.at(TakeoverId{"takeover-1"}).successor = UnitId{"sdn-norrmalm"};
  EXPECT_EQ(who_leads(after, UnitId{"sdn-norrmalm"}, "Parker", town.now).kind, LeadKind::committee);
  EXPECT_EQ(town.lead("sdn-norrmalm", "Parker").kind, LeadKind::itself);
}

TEST(Leads, NameAPartTheSameHoweverItIsWritten) {
  EXPECT_TRUE(same_part("Äldreomsorg ", "ÄLDREOMSORG"));
  EXPECT_TRUE(same_part(" ", ""));
  EXPECT_FALSE(same_part("Äldreomsorg", "Aldreomsorg"));
}

}  // namespace
}  // namespace ckl::law
