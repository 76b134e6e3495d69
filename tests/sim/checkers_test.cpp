// Every checker can fail: a doctored journal, and the finding that must follow. Here: the table and
// who held which mandate.
#include "sim/doctored.hpp"

namespace ckl::sim {
namespace {

TEST_F(Doctored, AnHonestJournalIsLeftAlone) {
  report();
  serious();
  by("director", level(Level::serious, Level::disturbance), "T11");
  end();
  readers.quiet(now);
  EXPECT_TRUE(findings.empty()) << findings.list().front().what;
}

TEST_F(Doctored, ALevelOutsideTheTable) {
  report();
  serious();
  by("tib", level(Level::serious, Level::none), "T12");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ALevelThatBeginsWhereNoneWas) {
  report();
  by("director", level(Level::serious, Level::disturbance), "T11");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ASeriousEventWithoutCentralCrisisManagement) {
  report();
  by("director", level(Level::disturbance, Level::serious), "T02");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, AProvisionalLevelThatNobodyIsToConfirm) {
  report();
  auto change = level(Level::disturbance, Level::serious);
  change.provisional = true;
  add("tib", change, "T02");
  by("tib",
     domain::CklStateChanged{.from = domain::CklState::inactive, .to = domain::CklState::standby},
     "T03");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ALevelThatIsGoneWhileThePhaseIsOpen) {
  report();
  by("jour", level(Level::disturbance, Level::none), "T12");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, AnEventLoweredOverATakeover) {
  take_over();
  by("chair", level(Level::extraordinary, Level::disturbance), "T10");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, AnIncidentClosedOverADuty) {
  report();
  by("tib",
     domain::ObligationOpened{{.id = {"obligation-1"},
                               .rule = {"O10"},
                               .incident = {"incident-1"},
                               .owed_by_role = role::duty_officer,
                               .opened = now}},
     "O10");
  end();
  by("jour",
     domain::PhaseChanged{.incident = {"incident-1"},
                          .from = domain::Phase::recovering,
                          .to = domain::Phase::closed},
     "T12");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ATakeoverThatReturnsWithoutGround) {
  take_over();
  by("", domain::TakeoverReturned{.takeover = {"takeover-1"}}, "R10");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ATakeoverThatOutlivesTheCommittee) {
  take_over();
  by("secretary",
     domain::CommitteeStateChanged{.from = domain::CommitteeState::functioning,
                                   .to = domain::CommitteeState::ended},
     "T09");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, AStateThatIsNotWhatTheJournalSays) {
  report();
  domain::State live;
  live.incidents[{"incident-1"}].level = Level::serious;
  readers.at_rest(live);
  EXPECT_TRUE(findings.has("table"));
}

TEST_F(Doctored, AStateOfCentralCrisisManagementOutsideTheTable) {
  by("director",
     domain::CklStateChanged{.from = domain::CklState::inactive,
                             .to = domain::CklState::winding_down},
     "T11");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ACommitteeThatEndsBeforeItFunctions) {
  by("chair",
     domain::CommitteeStateChanged{.from = domain::CommitteeState::dormant,
                                   .to = domain::CommitteeState::functioning},
     "T09");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ALevelBySomebodyWithoutMandate) {
  report();
  serious("nobody");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, ALevelByAMachine) {
  report();
  serious("");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AnEntryWithoutBasis) {
  basis.emplace();
  by("tib", domain::LogEntryWritten{.number = 1}, "A12");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AnEntryWithTheBasisOfAnotherRule) {
  basis = domain::basis_of({"T04"}, now);
  by("tib", domain::LogEntryWritten{.number = 1}, "A12");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, TheViceChairWhileTheChairIsThere) {
  report();
  extraordinary("vice", "T05");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, TheViceChairWhileTheChairIsHinderedIsRight) {
  report();
  by("tib", domain::HindranceRecorded{{.id = {"hindrance-1"}, .person = {"chair"}, .from = now}},
     "R04");
  extraordinary("vice", "T05");
  readers.quiet(now);
  EXPECT_TRUE(findings.empty()) << findings.list().front().what;
}

TEST_F(Doctored, TheSecondViceChairBeforeTheFirst) {
  report();
  by("tib", domain::HindranceRecorded{{.id = {"hindrance-1"}, .person = {"chair"}, .from = now}},
     "R04");
  extraordinary("second", "T05");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AChairWithAConflictOfInterestInTheMatter) {
  report();
  by("tib",
     domain::HindranceRecorded{{.id = {"hindrance-1"},
                                .person = {"chair"},
                                .kind = "CONFLICT",
                                .from = now,
                                .incident = {"incident-1"}}},
     "R04");
  extraordinary();
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AConflictOfInterestInAnotherMatterHindersNobody) {
  report();
  by("tib",
     domain::HindranceRecorded{{.id = {"hindrance-1"},
                                .person = {"chair"},
                                .kind = "CONFLICT",
                                .from = now,
                                .incident = {"incident-2"}}},
     "R04");
  extraordinary("vice", "T05");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, ATakeoverThatRestsOnNoDecision) {
  report();
  extraordinary();
  functions();
  by("chair", domain::TakeoverEntered{takeover("trafik")}, "T07");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AnEntryThatIsConfirmedByWhoMadeIt) {
  by("registrar",
     domain::ExternalDecisionEntered{{.id = {"record-1"},
                                      .body = domain::DecidingBody::executive_board,
                                      .reference = "KS 1",
                                      .entered_by = {"registrar"}}},
     "R29");
  by("registrar",
     domain::ExternalDecisionSettled{.record = {"record-1"},
                                     .state = domain::Confirmation::confirmed},
     "R29");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AnOralDecisionWithoutAWitness) {
  report();
  add("registrar",
      domain::OralDecisionRecorded{{.id = {"oral-1"},
                                    .speaker = {"chair"},
                                    .registrar = {"registrar"},
                                    .witness = {"chair"}}},
      "G23");
  add("registrar", domain::ExtraordinaryDeclared{.incident = {"incident-1"}}, "T04");
  by("registrar", level(Level::disturbance, Level::extraordinary), "T04");
  EXPECT_TRUE(finds("mandate"));
}

}  // namespace
}  // namespace ckl::sim
