// Raising the level: T01, T02, T03 and what belongs to them.
#include "law/town.hpp"

namespace ckl::law {
namespace {

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Disturbance, T01_IsOpenedByTheResponsibleUnitOrTheDutyOfficer) {
  Town town;
  const std::string first = town.accept("trafik-jour", a_report());
  EXPECT_EQ(town.happened(), list({"IncidentReported", "LevelChanged", "PhaseChanged"}));
  EXPECT_EQ(town.incident(first).level, Level::disturbance);
  EXPECT_EQ(town.incident(first).phase, Phase::open);
  EXPECT_EQ(town.incident(first).owner, UnitId{"ks"});
  EXPECT_EQ(town.rules_journaled("LevelChanged"), list({"T01"}));
  EXPECT_EQ(town.accept("tib", a_report()), "incident-2");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning
TEST(Disturbance, T01_IsNotOpenedByOthers) {
  Town town;
  for (const char* who : {"staff", "director", "chair", "nobody", "stranger", ""}) {
    EXPECT_EQ(town.refuse(who, a_report()), list({"T01"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  }
  EXPECT_TRUE(town.state.incidents.empty());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Disturbance, A02_NeitherActivatesCentralCrisisManagementNorAlertsTheChair) {
  Town town;
  town.accept("tib", a_report());
  EXPECT_EQ(town.state.ckl, CklState::inactive);
  EXPECT_TRUE(town.events<PersonNotified>().empty());
  EXPECT_TRUE(town.open_duties("O01").empty());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Instruktion för central
// krisledning; Läsning R02
TEST(SeriousEvent, T02_R02_ByTheDirectorIsOneDecisionWithAnActiveCentralCrisisManagement) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("director", level(id, Level::serious));
  EXPECT_EQ(town.happened(),
            list({"LevelChanged", "CklStateChanged", "CklAttachmentChanged", "ObligationOpened",
                  "PersonNotified", "PersonNotified", "ObligationOpened", "ObligationOpened"}));
  EXPECT_FALSE(town.incident(id).provisional);
  EXPECT_TRUE(town.incident(id).on_ckl);
  EXPECT_EQ(town.state.ckl, CklState::active);
  EXPECT_EQ(town.events<CklStateChanged>().at(0).instruction, "Instruktion 3");
  EXPECT_EQ(town.told_about("T02"), list({"chair", "slk-jour"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Instruktion för central
// krisledning
TEST(SeriousEvent, T02_CanBeEnteredDirectly) {
  Town town;
  const std::string id = town.accept("deputy", a_report(Level::serious));
  EXPECT_EQ(town.incident(id).level, Level::serious);
  EXPECT_EQ(town.events<LevelChanged>().at(0).from, Level::none);
  EXPECT_EQ(town.state.ckl, CklState::active);
}

// Basis: Läsning R02; Instruktion för central krisledning
TEST(SeriousEvent, R02_ByTheDutyOfficerIsProvisionalAndPutsCentralCrisisManagementOnStandby) {
  Town town;
  ReportIncident report = a_report(Level::serious);
  report.call_out = true;
  const std::string id = town.accept("tib", report);
  EXPECT_TRUE(town.incident(id).provisional);
  EXPECT_EQ(town.incident(id).confirm_by, town.now + hour);
  EXPECT_FALSE(town.incident(id).on_ckl);
  EXPECT_EQ(town.state.ckl, CklState::standby);
  EXPECT_EQ(town.told_about("T02"), list({"chair", "slk-jour"}));
  EXPECT_EQ(town.told_about("R02"), list({"director", "deputy", "chief"}));
  EXPECT_EQ(town.state.callouts.size(), 1U);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Instruktion för central
// krisledning
TEST(SeriousEvent, T02_IsNotDecidedByOthers) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  for (const char* who : {"trafik-jour", "chief", "staff", "chair", "nobody"}) {
    EXPECT_EQ(town.refuse(who, level(id, Level::serious)), list({"T02"})) << who;
  }
  EXPECT_EQ(town.refuse("trafik-jour", a_report(Level::serious)), list({"T02"}));
  EXPECT_EQ(town.state.incidents.size(), 1U);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Läsning R02
TEST(Confirmation, T02_ActivatesCentralCrisisManagementAndPutsTheIncidentOnIt) {
  Town town;
  const std::string id = town.accept("tib", a_report(Level::serious));
  EXPECT_EQ(town.refuse("tib", ConfirmLevel{IncidentId{id}}), list({"T03"}));
  town.accept("deputy", ConfirmLevel{IncidentId{id}});
  EXPECT_EQ(town.happened(), list({"LevelConfirmed", "CklStateChanged", "CklAttachmentChanged"}));
  EXPECT_FALSE(town.incident(id).provisional);
  EXPECT_TRUE(town.incident(id).on_ckl);
  EXPECT_EQ(town.state.ckl, CklState::active);
  EXPECT_EQ(town.refuse("deputy", ConfirmLevel{IncidentId{id}}), list({"T02"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
}

// Basis: Läsning R03
TEST(Confirmation, R03_ThatDoesNotComeInTimeLeavesTheLevelMarkedAndAlarmed) {
  Town town;
  const std::string id = town.accept("tib", a_report(Level::serious));
  town.pass(hour - Seconds{1});
  EXPECT_FALSE(town.incident(id).unconfirmed);
  town.pass(Seconds{1});
  EXPECT_TRUE(town.incident(id).unconfirmed);
  EXPECT_EQ(town.incident(id).level, Level::serious);
  EXPECT_EQ(town.told_about("R03"), list({"director", "deputy", "chief"}));
  town.accept("director", ConfirmLevel{IncidentId{id}});
  EXPECT_FALSE(town.incident(id).unconfirmed);
}

// Basis: Läsning R03
TEST(Confirmation, R03_InTimeLeavesNothingUnconfirmed) {
  Town town;
  const std::string id = town.accept("tib", a_report(Level::serious));
  town.accept("director", level(id, Level::serious));  // setting it again confirms it
  EXPECT_EQ(town.happened().at(0), "LevelConfirmed");
  town.pass(2 * hour);
  EXPECT_TRUE(town.events<LevelLeftUnconfirmed>().empty());
}

// Basis: Instruktion för central krisledning; Säkerhetsprogram 2020–2023, avsnitt
// Eskaleringsnivåer i staden
TEST(CentralCrisisManagement, T03_IsActivatedByTheDirectorOrTheDeputyOnly) {
  Town town;
  for (const char* who : {"tib", "chief", "chair", "staff"}) {
    EXPECT_EQ(town.refuse(who, ckl(CklState::active)), list({"T03"})) << who;
  }
  town.accept("director", ckl(CklState::active));
  EXPECT_EQ(town.events<CklStateChanged>().at(0).instruction, "Instruktion 3");
  EXPECT_EQ(town.open_duties("O01").size(), 1U);
  EXPECT_EQ(town.refuse("director", ckl(CklState::active)), list({"T03"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(CallOut, A16_IsStartedByTheDutyOfficerWithoutActivatingAnything) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("tib", StartCallout{IncidentId{id}, {}, {}});
  EXPECT_EQ(town.state.ckl, CklState::inactive);
  EXPECT_EQ(town.state.callouts.size(), 1U);
  EXPECT_EQ(town.refuse("staff", StartCallout{IncidentId{id}, {}, {}}), list({"A16", "A16"}));
}

// Basis: Läsning R27
TEST(Capacity, R27_IsNamedWhenSeveralRolesFit) {
  Organisation organisation = small_organisation();
  organisation.mandates.push_back(mandate("tib", role::deputy_director, "slk"));
  Town town(organisation);
  EXPECT_EQ(town.refuse("tib", a_report(Level::serious)), list({"R27"}));
  town.accept("tib", a_report(Level::serious), role::deputy_director);
  EXPECT_EQ(town.state.ckl, CklState::active);
  EXPECT_EQ(town.refuse("tib", a_report(Level::serious), role::city_director),
            list({"T02", "R27"}));
}

// Basis: Läsning R49
TEST(Level, R49_RaisedWhileRecoveringOpensTheIncidentAgain) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("tib", level(id, Level::none));
  EXPECT_EQ(town.incident(id).phase, Phase::recovering);
  town.accept("tib", level(id, Level::disturbance));
  EXPECT_EQ(town.incident(id).phase, Phase::open);
  EXPECT_EQ(town.refuse("tib", level(id, Level::disturbance)), list({"T01"}));
}

}  // namespace
}  // namespace ckl::law
