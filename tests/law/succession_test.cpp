// A unit that ends while it holds something open: R44.
#include "domain/succession.hpp"

#include "law/districts.hpp"

namespace ckl::law {
namespace {

SettleSuccession settles(const std::string& unit, const std::string& successor) {
  return SettleSuccession{
      .unit = UnitId{unit}, .successor = UnitId{successor}, .reason = "KF 2026-11-30 § 4"};
}

std::string owned_by(Town& town, const std::string& owner, Level level = Level::disturbance) {
  ReportIncident report = a_report(level);
  report.owner = UnitId{owner};
  return town.accept(level == Level::serious ? "director" : "tib", report);
}

Seconds until(const Town& town, std::chrono::year_month_day date) {
  return std::chrono::ceil<Seconds>(at(date) - town.now);
}

// Basis: Läsning R44
TEST(Law, R44_TheSuccessorInheritsProvisionallyAtMidnightAndSomebodyIsToDecide) {
  DistrictTown town;
  const std::string id = owned_by(town, "sdn-norrmalm");
  town.pass(until(town, merger));
  ASSERT_EQ(town.events<UnitSucceeded>().size(), 1U);
  EXPECT_EQ(town.events<UnitSucceeded>()[0].successor, UnitId{"sdn-norra"});
  EXPECT_EQ(town.rules_journaled("UnitSucceeded"), list({"R44"}));
  EXPECT_EQ(town.journal.back().time, at(merger));
  EXPECT_EQ(town.told_about("R44"), list({"registrar", "chair"}));
  ASSERT_EQ(town.open_duties("R44").size(), 1U);
  EXPECT_EQ(town.open_duties("R44")[0]->owed_by_role, role::registrar);
  EXPECT_EQ(town.open_duties("R44")[0]->subject, "sdn-norrmalm");

  // Nothing is closed, the owner stands until it is decided, and the heir can act.
  EXPECT_EQ(town.incident(id).owner, UnitId{"sdn-norrmalm"});
  EXPECT_EQ(town.refuse("farsta-jour", level(id, Level::none)), list({"T12"}));
  town.accept("norra-jour", level(id, Level::none));
}

// Basis: Läsning R44
TEST(Law, R44_OpenDutiesAreInheritedAndFulfilledByTheHeir) {
  DistrictTown town;
  const std::string id = owned_by(town, "sdn-norrmalm", Level::serious);
  town.accept("director", level(id, Level::disturbance));
  ASSERT_EQ(town.open_duties("O13").size(), 1U);
  town.pass(until(town, merger));
  EXPECT_EQ(town.open_duties("O13")[0]->owed_by_unit, UnitId{"sdn-norrmalm"});
  EXPECT_EQ(town.open_duties("O13")[0]->inherited_by, UnitId{"sdn-norra"});
  town.accept("samordnare", fulfilled(*town.open_duties("O13")[0]));
}

// Basis: Läsning R44
TEST(Law, R44_TheExplicitDecisionMovesWhatIsOpenAndEndsTheTask) {
  DistrictTown town;
  const std::string id = owned_by(town, "sdn-norrmalm", Level::serious);
  town.accept("director", level(id, Level::disturbance));
  town.pass(until(town, merger) + day);
  EXPECT_EQ(town.refuse("staff", settles("sdn-norrmalm", "sdn-norra")), list({"R44"}));
  EXPECT_EQ(town.refuse("registrar", fulfilled(*town.open_duties("R44")[0])), list({"R44"}));
  town.accept("registrar", settles("sdn-norrmalm", "sdn-norra"));
  EXPECT_EQ(town.rules_journaled("SuccessionSettled"), list({"R44"}));
  EXPECT_TRUE(town.open_duties("R44").empty());
  EXPECT_TRUE(town.state.successions.empty());
  EXPECT_EQ(town.incident(id).owner, UnitId{"sdn-norra"});
  EXPECT_EQ(town.open_duties("O13")[0]->owed_by_unit, UnitId{"sdn-norra"});
  EXPECT_TRUE(town.open_duties("O13")[0]->inherited_by.empty());
  EXPECT_EQ(town.refuse("registrar", settles("sdn-norrmalm", "sdn-norra")), list({"R44"}));
}

// Basis: Läsning R44
TEST(Law, R44_WhatOpensInTheOldNameAfterTheDecisionFallsToTheHeirAndAsksNothingAnew) {
  DistrictTown town;
  const std::string id = owned_by(town, "trafik", Level::serious);
  town.accept("tib", JoinIncident{IncidentId{id}, UnitId{"sdn-norrmalm"}, "Hemtjänst"});
  owned_by(town, "sdn-norrmalm");
  town.pass(until(town, merger) + day);
  town.accept("registrar", settles("sdn-norrmalm", "sdn-norra"));
  EXPECT_EQ(acting_unit(town.state, UnitId{"sdn-norrmalm"}), UnitId{"sdn-norra"});
  // The old unit took part: its own evaluation is the heir's now.
  town.accept("director", level(id, Level::disturbance));
  const auto owed = town.open_duties("O13");
  EXPECT_EQ(std::ranges::count(owed, UnitId{"sdn-norra"},
                               [](const Obligation* duty) { return duty->owed_by_unit; }),
            1);
  EXPECT_FALSE(std::ranges::any_of(
      owed, [](const Obligation* duty) { return duty->owed_by_unit.value == "sdn-norrmalm"; }));
  town.pass(30 * day);
  EXPECT_TRUE(town.open_duties("R44").empty());
  EXPECT_TRUE(town.events<UnitSucceeded>().empty());
}

// Basis: Läsning R44
TEST(Law, R44_TheDecisionMayNameAnotherHeirOfTheSameLegalPerson) {
  DistrictTown town;
  const std::string id = owned_by(town, "sdn-norrmalm");
  town.pass(until(town, merger));
  EXPECT_EQ(town.refuse("registrar", settles("sdn-norrmalm", "vatten")), list({"R44"}));
  EXPECT_EQ(town.refuse("registrar", settles("sdn-norrmalm", "sdn-norrmalm")), list({"R44"}));
  EXPECT_EQ(town.refuse("registrar", settles("sdn-norrmalm", "sdn-ostermalm")), list({"R44"}));
  EXPECT_EQ(town.refuse("registrar", settles("sdn-norrmalm", "ingen")),
            list({"INPUT_UNKNOWN_UNIT"}));
  town.accept("chair", settles("sdn-norrmalm", "sdn-farsta"));
  EXPECT_EQ(town.incident(id).owner, UnitId{"sdn-farsta"});
}

// Basis: Läsning R44
TEST(Law, R44_AUnitThatHoldsNothingOpenEndsInSilence) {
  DistrictTown town;
  const std::string id = owned_by(town, "sdn-norrmalm");
  town.accept("tib", level(id, Level::none));
  town.accept("tib", CloseIncident{.incident = IncidentId{id}, .reason = "Klart"});
  town.pass(until(town, merger) + day);
  EXPECT_TRUE(town.events<UnitSucceeded>().empty());
  EXPECT_TRUE(town.told_about("R44").empty());
}

// Basis: Läsning R44
TEST(Law, R44_WithSeveralSuccessorsTheFirstIsAssumedAndItIsSaid) {
  Organisation organisation = organisation_with_districts();
  for (auto& unit : organisation.units) {
    if (unit.id.value == "sdn-norrmalm") unit.successors.emplace_back("sdn-farsta");
  }
  Town town(organisation);
  owned_by(town, "sdn-norrmalm");
  town.pass(until(town, merger));
  EXPECT_EQ(town.events<UnitSucceeded>()[0].successor, UnitId{"sdn-norra"});
  EXPECT_NE(town.open_duties("R44")[0]->what.en.find("Several successors"), std::string::npos);
}

// Basis: Läsning R44
TEST(Law, R44_WithoutASuccessorTheExecutiveBoardInherits) {
  Organisation organisation = organisation_with_districts();
  for (auto& unit : organisation.units) unit.successors.clear();
  Town town(organisation);
  owned_by(town, "sdn-norrmalm");
  town.pass(until(town, merger));
  EXPECT_EQ(town.events<UnitSucceeded>()[0].successor, UnitId{"ks"});
}

// Basis: Läsning R44
TEST(Law, R44_AnHeirThatEndsBeforeTheDecisionIsFollowedInItsTurn) {
  Organisation organisation = organisation_with_districts();
  for (auto& unit : organisation.units) {
    if (unit.id.value != "sdn-norra") continue;
    unit.valid_to = "2026-12-10";
    unit.successors = {UnitId{"sdn-farsta"}};
  }
  Town town(organisation);
  const std::string id = owned_by(town, "sdn-norrmalm");
  town.pass(until(town, merger) + 15 * day);
  ASSERT_EQ(town.events<UnitSucceeded>().size(), 2U);
  town.accept("farsta-jour", level(id, Level::none));
  EXPECT_EQ(town.state.successions.at(UnitId{"sdn-norrmalm"}), UnitId{"sdn-farsta"});
  town.accept("registrar", settles("sdn-norra", "sdn-farsta"));
  town.pass(day);
  EXPECT_TRUE(town.events<UnitSucceeded>().empty());
  town.accept("registrar", settles("sdn-norrmalm", "sdn-farsta"));
  EXPECT_EQ(town.incident(id).owner, UnitId{"sdn-farsta"});
  EXPECT_TRUE(town.open_duties("R44").empty());
}

// Basis: Läsning R44
TEST(Law, R44_ATakeoverStandsWithTheHeirUntilItIsDecided) {
  DistrictTown town;
  const std::string id = owned_by(town, "trafik", Level::serious);
  town.accept("chair", declaration(id));
  DecideAlone alone;
  alone.incident = IncidentId{id};
  alone.urgency_reason = "Nämnden hinner inte samlas";
  alone.matter.kind = MatterKind::takeover;
  alone.matter.title = "Hemtjänsten";
  alone.matter.text = "Krisledningsnämnden tar över hemtjänsten";
  alone.matter.necessity = "Personalen behövs på annat håll";
  alone.matter.scope = Scope{.unit = UnitId{"sdn-norrmalm"}, .whole = true, .parts = {}};
  alone.matter.review = at(merger) + 20 * day;
  town.accept("chair", alone);
  ASSERT_EQ(town.state.takeovers.size(), 1U);

  town.pass(until(town, merger));
  const Takeover& takeover = town.state.takeovers.begin()->second;
  EXPECT_EQ(takeover.state, TakeoverState::in_force);
  EXPECT_EQ(takeover.successor, UnitId{"sdn-norra"});
  EXPECT_FALSE(takeover.succession_settled);
  ASSERT_EQ(town.open_duties("R44").size(), 1U);
  EXPECT_EQ(town.open_duties("R44")[0]->owed_by_role, role::committee_chair);
  town.accept("chair", settles("sdn-norrmalm", "sdn-norra"));
  EXPECT_TRUE(takeover.succession_settled);
  EXPECT_EQ(takeover.state, TakeoverState::in_force);
  // What is taken over of the old unit is not taken over again of the new one (G19).
  alone.matter.scope.unit = UnitId{"sdn-norra"};
  EXPECT_EQ(town.refuse("chair", alone), list({"G19"}));
}

// Basis: Läsning R44
TEST(Law, R44_AnOrganisationAdoptedLaterGivesTheUnitItsEnd) {
  Organisation organisation = organisation_with_districts();
  for (auto& unit : organisation.units) {
    if (unit.id.value == "sdn-norrmalm") unit.valid_to.clear();
  }
  Town town(organisation);
  owned_by(town, "sdn-norrmalm");
  town.pass(until(town, merger) + day);
  EXPECT_TRUE(town.events<UnitSucceeded>().empty());
  town.accept("", AdoptOrganisation{organisation_with_districts(), "hash-2"});
  town.pass(minute);
  EXPECT_EQ(town.events<UnitSucceeded>().size(), 1U);
}

}  // namespace
}  // namespace ckl::law
