// The chair's declaration: T04, T05, G03, G18, R01, R04, R05, R26, R28.
#include "law/town.hpp"

namespace ckl::law {
namespace {

// Basis: LEH 2006:544 2 kap. 3 §; LEH 2006:544 1 kap. 4 §
TEST(Declaration, T04_IsTheChairsAlone) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("chair", declaration(id));
  EXPECT_EQ(town.incident(id).level, Level::extraordinary);
  EXPECT_EQ(town.incident(id).criteria, three_reasons);
  EXPECT_EQ(town.rules_journaled("ExtraordinaryDeclared"), list({"T04"}));
  EXPECT_EQ(town.events<LevelChanged>().at(0).to, Level::extraordinary);
  EXPECT_EQ(town.journal.back().basis.at(0), "LEH 2006:544 2 kap. 3 §");
}

// Basis: LEH 2006:544 2 kap. 3 §; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Declaration, T04_TellsTheCommitteeTheDirectorAndTheDutyOfficer) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("chair", declaration(id));
  EXPECT_EQ(town.told_about("T04"),
            list({"vice-1", "vice-2", "member", "director", "deputy", "chief", "tib", "tib-2"}));
}

// Basis: LEH 2006:544 2 kap. 3 §; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Declaration, G03_IsRefusedToEveryoneElseAndTheAttemptJournaled) {
  for (const char* who : {"tib", "director", "deputy", "chief", "registrar", "member", "nobody"}) {
    Town town;
    const std::string id = town.accept("tib", a_report());
    EXPECT_EQ(town.refuse(who, declaration(id)), list({"G03"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
    EXPECT_NE(town.rejection.breaches[0].basis.find("LEH 2006:544 2 kap. 3 §"), std::string::npos);
    EXPECT_FALSE(town.rejection.breaches[0].who_may.sv.empty());
    ASSERT_EQ(town.happened(), list({"PowerRefused"})) << who;
    const auto attempt = town.events<PowerRefused>().at(0);
    EXPECT_EQ(attempt.command, "DeclareExtraordinary");
    EXPECT_EQ(attempt.incident.value, id);
    EXPECT_EQ(town.incident(id).level, Level::disturbance);
  }
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(Declaration, G03_IsNoMachines) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("", declaration(id)), list({"G03"}));
  EXPECT_TRUE(town.happened().empty());  // nobody to name
}

// Basis: LEH 2006:544 1 kap. 4 §
TEST(Declaration, T04_NeedsAWrittenReasonForEachOfTheThreeCriteria) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  DeclareExtraordinary command = declaration(id);
  command.criteria = Criteria{"", " \n", "Skäl"};
  EXPECT_EQ(town.refuse("chair", command), list({"T04", "T04"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::invalid);
  EXPECT_EQ(town.rejection.breaches[0].field, "criteria.departsFromNormal");
  EXPECT_EQ(town.rejection.breaches[1].field, "criteria.seriousDisturbance");
  EXPECT_EQ(town.refuse("tib", command), list({"G03", "T04", "T04"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(Declaration, T04_IsNotMadeTwice) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("chair", declaration(id));
  EXPECT_EQ(town.refuse("chair", declaration(id)), list({"T04"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(Level, G03_NeverBecomesExtraordinaryByChangingTheLevel) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  for (const char* who : {"tib", "director", "chair"}) {
    EXPECT_EQ(town.refuse(who, level(id, Level::extraordinary)), list({"G03"})) << who;
  }
  EXPECT_EQ(town.refuse("tib", a_report(Level::extraordinary)), list({"G03"}));
}

// Basis: LEH 2006:544 2 kap. 2 §; JO 1590-2015
TEST(Mandate, G18_ThatHasExpiredGivesNoPower) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("former-chair", declaration(id)), list({"G03", "G18"}));
  town.now -= 2 * day;  // while it was in force
  EXPECT_TRUE(
      decide(town.state, declaration(id), Actor{.person = PersonId{"former-chair"}}, town.now)
          .has_value());
  town.now += 2 * day;
}

// Basis: LEH 2006:544 2 kap. 2 §; JO 1590-2015
TEST(Mandate, G18_OfAChairMustExistForTheViceChairToStepIn) {
  Organisation organisation = small_organisation();
  organisation.mandates[7].valid_to = start_of_night;
  Town town(organisation);
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("vice-1", declaration(id)), list({"G03", "G18"}));
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(ViceChair, T05_StepsInOnlyWhileAHindranceOfTheChairIsInForce) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("vice-1", declaration(id)), list({"G03", "T05"}));
  town.accept("registrar", hindrance("chair"));
  town.accept("vice-1", declaration(id));
  EXPECT_EQ(town.rules_journaled("ExtraordinaryDeclared"), list({"T05"}));
  EXPECT_EQ(town.events<ExtraordinaryDeclared>().at(0).hindrance, HindranceId{"hindrance-1"});
  EXPECT_EQ(town.told_about("T05"), list({"chair"}));
}

// Basis: Läsning R05; LEH 2006:544 2 kap. 3 §
TEST(ViceChair, R05_ComesInOrder) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("registrar", hindrance("chair"));
  EXPECT_EQ(town.refuse("vice-2", declaration(id)), list({"R05"}));
  town.accept("registrar", hindrance("vice-1"));
  town.accept("vice-2", declaration(id));
}

// Basis: Läsning R04; LEH 2006:544 2 kap. 3 §
TEST(Hindrance, R04_IsRecordedByThoseNamedAndNeverByWhoeverStepsIn) {
  for (const char* who : {"registrar", "director", "deputy", "tib", "chief", "chair"}) {
    Town town;
    town.accept(who, hindrance("chair"));
    EXPECT_EQ(town.rules_journaled("HindranceRecorded"), list({"R04"}));
    EXPECT_EQ(town.happened(), list({"HindranceRecorded"}));
  }
  Organisation organisation = small_organisation();
  organisation.mandates.push_back(mandate("vice-1", role::registrar, "slk"));
  Town town(organisation);
  EXPECT_EQ(town.refuse("vice-1", hindrance("chair")), list({"R04"}));
  EXPECT_EQ(town.refuse("staff", hindrance("chair")), list({"R04"}));
  EXPECT_EQ(town.refuse("registrar", hindrance("member")), list({"R04"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
}

// Basis: Läsning R04
TEST(Hindrance, R04_OfSomebodyUnreachableListsTheAttempts) {
  Town town;
  RecordHindrance command = hindrance("chair");
  command.attempts = "";
  EXPECT_EQ(town.refuse("registrar", command), list({"INPUT_MISSING"}));
  command.kind = "ILL";
  town.accept("registrar", command);
}

// Basis: Läsning R28; LEH 2006:544 2 kap. 3 §
TEST(Hindrance, R28_EndsWhenTheChairActs) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("registrar", hindrance("chair"));
  town.accept("chair", declaration(id));
  EXPECT_EQ(town.rules_journaled("HindranceEnded"), list({"R28"}));
  EXPECT_TRUE(town.state.hindrances.at(HindranceId{"hindrance-1"}).ended);
}

// Basis: Läsning R28
TEST(Hindrance, R28_EndsByWordOrByItsTimeAndThenTheViceChairStepsBack) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  RecordHindrance command = hindrance("chair");
  command.to = town.now + hour;
  town.accept("tib", command);
  town.pass(hour);
  EXPECT_EQ(town.happened(), list({"HindranceEnded"}));
  EXPECT_EQ(town.refuse("vice-1", declaration(id)), list({"G03", "T05"}));

  town.accept("chair", hindrance("chair"));
  EXPECT_EQ(town.refuse("staff", EndHindrance{HindranceId{"hindrance-2"}, ""}), list({"R28"}));
  town.accept("chair", EndHindrance{HindranceId{"hindrance-2"}, "Tillbaka"});
  EXPECT_EQ(town.happened(), list({"HindranceEnded"}));
  EXPECT_EQ(town.refuse("chair", EndHindrance{HindranceId{"hindrance-2"}, ""}), list({"R28"}));
}

// Basis: Läsning R01; LEH 2006:544 2 kap. 4 §
TEST(Committee, R01_FunctionsByTheDeclarationOrByALaterDecisionOfTheChair) {
  Town town;
  const std::string first = town.accept("tib", a_report());
  town.accept("chair", declaration(first));
  EXPECT_EQ(town.rules_journaled("CommitteeStateChanged"), list({"R01"}));
  EXPECT_EQ(town.state.committee, CommitteeState::functioning);

  Town other;
  const std::string id = other.accept("tib", a_report());
  DeclareExtraordinary command = declaration(id);
  command.committee_functions = false;
  EXPECT_EQ(other.refuse("chair", StartCommittee{IncidentId{id}, "Skäl"}), list({"R01"}));
  other.accept("chair", command);
  EXPECT_EQ(other.state.committee, CommitteeState::dormant);
  EXPECT_EQ(other.refuse("director", StartCommittee{IncidentId{id}, "Skäl"}), list({"R01"}));
  other.accept("chair", StartCommittee{IncidentId{id}, "Skäl"});
  EXPECT_EQ(other.state.committee_causes, std::set<IncidentId>{IncidentId{id}});
  EXPECT_EQ(other.told_about("R01"), list({"vice-1", "vice-2", "member"}));
  EXPECT_EQ(other.refuse("chair", StartCommittee{IncidentId{id}, "Skäl"}), list({"R01"}));
}

// Basis: Läsning R26
TEST(RefusedAttempt, R26_A04_IsJournaledOnceAMinute) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.refuse("tib", declaration(id));
  EXPECT_EQ(town.happened(), list({"PowerRefused"}));
  EXPECT_EQ(town.rules_journaled("PowerRefused"), list({"A04"}));
  town.now += Seconds{59};
  town.refuse("tib", declaration(id));
  EXPECT_TRUE(town.happened().empty());
  town.refuse("staff", declaration(id));  // another person
  EXPECT_EQ(town.happened(), list({"PowerRefused"}));
  town.now += Seconds{1};
  town.refuse("tib", declaration(id));
  EXPECT_EQ(town.happened(), list({"PowerRefused"}));
}

// Basis: Läsning R26
TEST(RefusedAttempt, R26_IsNotJournaledWhenMalformedOrUnknown) {
  Town town;
  town.refuse("tib", declaration("incident-9"));
  EXPECT_TRUE(town.happened().empty());
  const std::string id = town.accept("tib", a_report());
  DeclareExtraordinary command = declaration(id);
  command.criteria.urgent_action = "\xff";
  town.refuse("tib", command);
  EXPECT_TRUE(town.happened().empty());
}

}  // namespace
}  // namespace ckl::law
