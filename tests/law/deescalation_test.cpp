// Lowering the level: T10, T11, T12, G15, G17, G21, R53, R54.
#include "law/town.hpp"

namespace ckl::law {
namespace {

std::string declared(Town& town) {
  const std::string id = town.accept("tib", a_report());
  town.accept("chair", declaration(id));
  return id;
}

// Basis: LEH 2006:544 2 kap. 3 §; Läsning G17
TEST(LoweringFromExtraordinary, T10_G17_IsTheChairsWithTheWholeChecklist) {
  Town town;
  const std::string id = declared(town);
  for (const char* who : {"director", "tib", "member"}) {
    EXPECT_EQ(town.refuse(who, level(id, Level::disturbance)), list({"T10"})) << who;
  }
  ChangeLevel command = level(id, Level::disturbance);
  command.checklist->forecast = " ";
  command.checklist->staff_rest = "";
  EXPECT_EQ(town.refuse("chair", command), list({"G17", "G17"}));
  command.checklist.reset();
  EXPECT_EQ(town.refuse("chair", command).size(), 6U);
  town.accept("chair", level(id, Level::disturbance));
  EXPECT_EQ(town.rules_journaled("LevelChanged"), list({"T10"}));
  EXPECT_EQ(town.events<LevelChanged>().at(0).checklist, full_checklist);
  EXPECT_FALSE(town.incident(id).criteria.has_value());
  EXPECT_EQ(town.told_about("T10").size(), 8U);
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(LoweringFromExtraordinary, T10_TakesTheIncidentOutOfTheCausesAndTheCommitteeGoesOn) {
  Town town;
  const std::string id = declared(town);
  EXPECT_EQ(town.state.committee_causes.size(), 1U);
  town.accept("chair", level(id, Level::disturbance));
  EXPECT_TRUE(town.state.committee_causes.empty());
  EXPECT_EQ(town.state.committee, CommitteeState::functioning);
  const std::string other = declared(town);
  EXPECT_EQ(town.refuse("chair", level(other, Level::none)), list({"T10"}));
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(LoweringFromExtraordinary, T10_IsTheViceChairsWhileTheChairIsHindered) {
  Town town;
  const std::string id = declared(town);
  EXPECT_EQ(town.refuse("vice-1", level(id, Level::disturbance)), list({"T10", "T05"}));
  town.accept("registrar", hindrance("chair"));
  town.accept("vice-1", level(id, Level::disturbance));
}

// Basis: Läsning R53; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(LoweringFromExtraordinary, G21_ToSeriousNeedsAnActiveCentralCrisisManagement) {
  Town town;
  const std::string id = declared(town);
  ChangeLevel command = level(id, Level::serious);
  command.checklist = full_checklist;
  EXPECT_EQ(town.refuse("chair", command), list({"G21", "R53"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
  town.accept("director", ckl(CklState::active));
  EXPECT_TRUE(town.incident(id).on_ckl);
  town.accept("chair", command);
  EXPECT_EQ(town.incident(id).level, Level::serious);
  EXPECT_TRUE(town.incident(id).on_ckl);
}

// Basis: Instruktion för central krisledning; Läsning R54; Läsning R07
TEST(LoweringFromSerious, T11_R07_TakesTheIncidentOffCentralCrisisManagementAndOwesEvaluations) {
  Town town;
  const std::string id = town.accept("director", a_report(Level::serious));
  EXPECT_EQ(town.refuse("tib", level(id, Level::disturbance)), list({"T11"}));
  EXPECT_EQ(town.refuse("director", level(id, Level::none)), list({"T12"}));
  town.accept("deputy", level(id, Level::disturbance));
  auto happened = town.happened();
  happened.resize(4);
  EXPECT_EQ(happened,
            list({"LevelChanged", "CklAttachmentChanged", "ObligationOpened", "ObligationOpened"}));
  EXPECT_EQ(town.told_about("T11"), list({"chair", "chief", "tib", "tib-2", "slk-jour"}));
  EXPECT_FALSE(town.incident(id).on_ckl);
  EXPECT_TRUE(town.incident(id).was_on_ckl);
  ASSERT_EQ(town.open_duties("O12").size(), 1U);
  ASSERT_EQ(town.open_duties("O13").size(), 1U);
  EXPECT_EQ(town.open_duties("O12")[0]->due, town.now + 90 * day);
  EXPECT_EQ(town.open_duties("O12")[0]->owed_by_unit, UnitId{"ks"});
  EXPECT_EQ(town.open_duties("O13")[0]->owed_by_unit, town.incident(id).owner);
}

// Basis: Läsning G17
TEST(LoweringFromSerious, G17_NeedsTheChecklist) {
  Town town;
  const std::string id = town.accept("director", a_report(Level::serious));
  ChangeLevel command = level(id, Level::disturbance);
  command.checklist = Checklist{};
  EXPECT_EQ(town.refuse("director", command).size(), 6U);
  EXPECT_EQ(town.rejection.breaches[0].field, "checklist.needsMet");
  EXPECT_EQ(town.rejection.code, RejectionCode::invalid);
}

// Basis: Läsning R54
TEST(LoweringFromSerious, R54_OwesNoEvaluationWhenTheLevelWasOnlyProvisional) {
  Town town;
  const std::string id = town.accept("tib", a_report(Level::serious));
  town.accept("director", level(id, Level::disturbance));
  EXPECT_EQ(town.state.obligations.size(), 3U);  // the chair's first information, A18, A21
  EXPECT_TRUE(town.open_duties("O12").empty());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Läsning R54
TEST(CentralCrisisManagement, G21_DoesNotRestOverASeriousEvent) {
  Town town;
  const std::string id = town.accept("director", a_report(Level::serious));
  town.accept("director", ckl(CklState::winding_down));
  EXPECT_EQ(town.refuse("director", ckl(CklState::inactive)), list({"G21"}));
  town.accept("director", level(id, Level::disturbance));
  EXPECT_EQ(town.refuse("tib", ckl(CklState::inactive)), list({"T11"}));
  town.accept("director", ckl(CklState::inactive));
  EXPECT_EQ(town.rules_journaled("CklStateChanged"), list({"T11"}));
}

// Basis: Läsning R54; Läsning R16
TEST(CentralCrisisManagement, R16_GoingToRestOwesEvaluationsOfWhatItHeld) {
  Town town;
  const std::string id = declared(town);
  town.accept("director", ckl(CklState::active));
  town.accept("director", ckl(CklState::inactive));
  EXPECT_FALSE(town.incident(id).on_ckl);
  EXPECT_EQ(town.open_duties("O12").size(), 1U);
  EXPECT_EQ(town.open_duties("O13").size(), 1U);
  EXPECT_TRUE(town.open_duties("O01").empty());
  // It may rest unevaluated; the incident is not closed before the report is registered.
  town.accept("chair", level(id, Level::disturbance));
  town.accept("tib", level(id, Level::none));
  EXPECT_TRUE(has(town.refuse("tib", CloseIncident{IncidentId{id}, "Klart"}), "G15"));
}

// Basis: Läsning R54
TEST(CentralCrisisManagement, R54_WithoutIncidentsOwesOneEvaluationForItself) {
  Town town;
  town.accept("director", ckl(CklState::active));
  town.accept("director", ckl(CklState::winding_down));
  town.accept("director", ckl(CklState::inactive));
  ASSERT_EQ(town.open_duties("O12").size(), 1U);
  EXPECT_TRUE(town.open_duties("O12")[0]->incident.empty());
  EXPECT_TRUE(town.open_duties("O13").empty());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning
TEST(EndingADisturbance, T12_IsTheOwnersOrTheDutyOfficers) {
  Town town;
  ReportIncident report = a_report();
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("tib", report);
  for (const char* who : {"director", "chair", "slk-jour", "staff"}) {
    EXPECT_EQ(town.refuse(who, level(id, Level::none)), list({"T12"})) << who;
  }
  town.accept("trafik-jour", level(id, Level::none));
  EXPECT_EQ(town.happened(), list({"LevelChanged", "PhaseChanged"}));
  EXPECT_EQ(town.incident(id).phase, Phase::recovering);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning; Läsning R49
TEST(Closing, R49_IsFinal) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("tib", CloseIncident{IncidentId{id}, "Klart"}), list({"G15"}));
  town.accept("tib", level(id, Level::none));
  EXPECT_EQ(town.refuse("director", CloseIncident{IncidentId{id}, "Klart"}), list({"T12"}));
  town.accept("tib", CloseIncident{IncidentId{id}, "Klart"});
  EXPECT_EQ(town.incident(id).phase, Phase::closed);
  EXPECT_EQ(town.refuse("tib", level(id, Level::disturbance)), list({"R49"}));
  EXPECT_EQ(town.refuse("chair", declaration(id)), list({"R49"}));
  EXPECT_EQ(town.refuse("tib", StartCallout{IncidentId{id}, {}, {}}), list({"R49"}));
  EXPECT_EQ(town.refuse("tib", CloseIncident{IncidentId{id}, "Igen"}), list({"R49"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Läsning R30
TEST(Closing, G15_IsRefusedOverEachOpenDutyButNotOverTheChairsInformation) {
  Town town;
  const std::string id = town.accept("director", a_report(Level::serious));
  town.accept("director", level(id, Level::disturbance));
  town.accept("tib", level(id, Level::none));
  ASSERT_EQ(town.open_duties("O01").size(), 1U);  // names the incident, and does not block
  EXPECT_EQ(town.refuse("tib", CloseIncident{IncidentId{id}, "Klart"}), list({"G15", "G15"}));
  town.accept("registrar", fulfilled(*town.open_duties("O12")[0]));
  EXPECT_EQ(town.refuse("tib", CloseIncident{IncidentId{id}, "Klart"}), list({"G15"}));
  town.accept("registrar", fulfilled(*town.open_duties("O13")[0]));
  town.accept("tib", CloseIncident{IncidentId{id}, "Klart"});
}

}  // namespace
}  // namespace ckl::law
