// Duties with clocks and records: O01, O12, O13, R38, A05, G13, G12, A12.
#include "law/town.hpp"

namespace ckl::law {
namespace {

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Läsning R38
TEST(ChairsInformation, O01_R38_IsDueWithinAQuarterAndThenEveryTwoHoursFromTheLast) {
  Town town;
  town.accept("director", a_report(Level::serious));
  ASSERT_EQ(town.open_duties("O01").size(), 1U);
  EXPECT_EQ(town.open_duties("O01")[0]->due, town.now + 15 * minute);
  EXPECT_EQ(town.open_duties("O01")[0]->owed_by_role, role::city_director);

  town.pass(12 * minute);
  EXPECT_EQ(town.happened(), list({"ObligationReminded", "PersonNotified"}));
  town.accept("staff", fulfilled(*town.open_duties("O01")[0]));
  EXPECT_EQ(town.happened(), list({"ObligationClosed", "ObligationOpened"}));
  EXPECT_EQ(town.open_duties("O01")[0]->due, town.now + 2 * hour);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(ChairsInformation, A05_ThatIsOverdueIsSeenByWhoOwesItAndByTheChiefOfStaff) {
  Town town;
  town.accept("director", a_report(Level::serious));
  town.pass(15 * minute);
  EXPECT_EQ(town.open_duties("O01")[0]->state, ObligationState::overdue);
  EXPECT_EQ(town.events<ObligationOverdue>().size(), 1U);
  EXPECT_EQ(town.told_about("O01"), list({"director", "director", "chief"}));  // reminded first
  town.accept("chief", fulfilled(*town.open_duties("O01")[0]));
}

// Basis: Läsning R38
TEST(ChairsInformation, R38_CountsFromWhenItWasDoneNotFromWhenItWasRegistered) {
  Town town;
  town.accept("director", a_report(Level::serious));
  const Instant informed = town.now + 10 * minute;
  town.pass(30 * minute);
  CloseObligation command = fulfilled(*town.open_duties("O01")[0]);
  command.done = informed;
  town.accept("tib", command);
  EXPECT_EQ(town.open_duties("O01")[0]->due, informed + 2 * hour);
}

// Basis: Läsning R38
TEST(ChairsInformation, R38_OfAProvisionalLevelIsTheFirstOneOnlyAndTheRhythmRunsFromIt) {
  Town town;
  const std::string id = town.accept("tib", a_report(Level::serious));
  EXPECT_EQ(town.open_duties("O01")[0]->owed_by_role, role::duty_officer);
  town.now += 5 * minute;
  const Instant informed = town.now;
  town.accept("tib", fulfilled(*town.open_duties("O01")[0]));
  EXPECT_TRUE(town.open_duties("O01").empty());
  town.now += 10 * minute;
  town.accept("director", ConfirmLevel{IncidentId{id}});
  EXPECT_EQ(town.open_duties("O01")[0]->due, informed + 2 * hour);
}

// Basis: Läsning R38
TEST(ChairsInformation, R38_EndsWhenCentralCrisisManagementIsNoLongerActive) {
  Town town;
  town.accept("director", a_report(Level::serious));
  town.accept("director", ckl(CklState::winding_down));
  EXPECT_EQ(town.rules_journaled("ObligationClosed"), list({"R38"}));
  EXPECT_TRUE(town.open_duties("O01").empty());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Evaluation, O12_O13_IsFulfilledWithEvidenceByThoseWhoOweIt) {
  Town town;
  ReportIncident report = a_report(Level::serious);
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("director", report);
  town.accept("director", level(id, Level::disturbance));
  const Obligation board = *town.open_duties("O12")[0];
  const Obligation own = *town.open_duties("O13")[0];
  EXPECT_EQ(town.refuse("staff", fulfilled(board)), list({"O12"}));
  EXPECT_EQ(town.refuse("slk-jour", fulfilled(own)), list({"O13"}));
  EXPECT_TRUE(town.happened().empty());
  CloseObligation blank = fulfilled(board);
  blank.evidence = " ";
  EXPECT_EQ(town.refuse("registrar", blank), list({"INPUT_MISSING"}));
  town.accept("registrar", fulfilled(board));
  town.accept("trafik-jour", fulfilled(own));
  EXPECT_EQ(town.refuse("registrar", fulfilled(board)), list({"O12"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Evaluation, O12_ThatIsOverdueIsAlarmedAndRemains) {
  Town town;
  ReportIncident report = a_report(Level::serious);
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("director", report);
  town.accept("director", level(id, Level::disturbance));
  town.accept("director", ckl(CklState::inactive));
  town.pass(90 * day);
  EXPECT_EQ(town.open_duties("O12")[0]->state, ObligationState::overdue);
  // A week and a day before, then overdue.
  EXPECT_EQ(town.told_about("O12"), list({"director", "director", "director", "chief"}));
  EXPECT_EQ(town.told_about("O13"), list({"trafik-jour", "trafik-jour", "trafik-jour", "chief"}));
}

// Basis: TF 1949:105 2 kap.; OSL 2009:400 5 kap. 1 §
TEST(Log, G13_IsCorrectedByANewEntryThatSaysWhatAndWhy) {
  Town town;
  WriteLogEntry entry;
  entry.text = "Sju skadade";
  EXPECT_EQ(town.accept("staff", entry), "log-1");
  EXPECT_EQ(town.rules_journaled("LogEntryWritten"), list({"A12"}));

  WriteLogEntry correction;
  correction.kind = LogKind::correction;
  correction.text = "Femton skadade";
  EXPECT_EQ(town.refuse("staff", correction), list({"G13", "G13"}));
  correction.corrects = 1;
  EXPECT_EQ(town.refuse("staff", correction), list({"G13"}));
  correction.reason = "Ny uppgift från polisen";
  town.accept("staff", correction);
  EXPECT_EQ(town.rules_journaled("LogEntryWritten"), list({"G13"}));
  EXPECT_EQ(town.events<LogEntryWritten>().at(0).number, 2U);
  correction.corrects = 9;
  EXPECT_EQ(town.refuse("staff", correction), list({"INPUT_UNKNOWN_LOG_ENTRY"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Log, A12_IsWrittenByThoseWithAMandate) {
  Town town;
  WriteLogEntry entry;
  entry.text = "Iakttagelse";
  EXPECT_EQ(town.refuse("nobody", entry), list({"A12"}));
  town.accept("trafik-jour", entry);  // two roles fit; the first is journaled
}

// Basis: OASIS CAP 1.2, alert.status
TEST(Workspace, G12_KeepsTheModeItWasOpenedWith) {
  Town town;
  EXPECT_EQ(town.refuse("", OpenWorkspace{WorkspaceId{"ovning"}, Mode::exercise, {}}),
            list({"G12"}));
  EXPECT_EQ(town.state.mode, Mode::live);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Readiness, A15_AStaffingGapIsAlarmedAtOnce) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  const std::string callout = town.accept("tib", StartCallout{IncidentId{id}, {}, {}});
  for (const char* who : {"p5", "p6"}) {
    town.accept(who, AnswerCall{CalloutId{callout}, {}, Answer::cannot, 0, {}});
  }
  town.accept("p7", AnswerCall{CalloutId{callout}, {}, Answer::cannot, 0, {}});
  EXPECT_EQ(town.rules_journaled("StaffingGapRaised"), list({"A15"}));
  EXPECT_EQ(town.told_about("staffing-gap"), list({"tib", "tib-2", "chief"}));
}

// Every row can be read by a lawyer, and every basis is in force today.
TEST(Table, IsComplete) {
  for (const auto& rule : rules()) {
    EXPECT_FALSE(rule.name.sv.empty()) << rule.id;
    EXPECT_FALSE(rule.name.en.empty()) << rule.id;
    for (const auto& text : {rule.name, rule.who, rule.needs, rule.follows}) {
      EXPECT_FALSE(names_code(text)) << rule.id << ": " << text.sv;
    }
    EXPECT_FALSE(basis_of(RuleId{std::string(rule.id)}, start_of_night).empty()) << rule.id;
    EXPECT_EQ(&rule, find_rule(rule.id)) << rule.id << " stands twice";
  }
  EXPECT_EQ(basis_of(RuleId{"T04"}, Instant{}).size(), 1U);  // before the act came into force
  EXPECT_EQ(find_rule("X99"), nullptr);
}

}  // namespace
}  // namespace ckl::law
