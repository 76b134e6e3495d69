// What follows a transition and who is told: T02, T04, T09, T10, T11, T18; A18, A21, A24.
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga;
// Säkerhetsprogram 2020–2023, avsnitt Omvärldsbevakning
TEST(SeriousEvent, A18_A21_OwesAStandOnCollaborationAndAFirstPictureOnce) {
  QuietTown town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_TRUE(town.open_duties("A18").empty());  // a disturbance is the ordinary organisation's
  town.accept("tib", level(id, Level::serious));
  ASSERT_EQ(town.open_duties("A18").size(), 1U);
  ASSERT_EQ(town.open_duties("A21").size(), 1U);
  EXPECT_EQ(town.open_duties("A18")[0]->due, town.now + hour);
  EXPECT_EQ(town.open_duties("A21")[0]->due, town.now + 90 * minute);
  town.accept("director", ConfirmLevel{IncidentId{id}});
  EXPECT_EQ(town.open_duties("A18").size(), 1U);
  EXPECT_EQ(town.refuse("nobody", fulfilled(*town.open_duties("A18")[0])), list({"A18"}));
  town.accept("chief", fulfilled(*town.open_duties("A18")[0]));
  town.pass(2 * hour);
  EXPECT_EQ(town.open_duties("A21")[0]->state, ObligationState::overdue);
  EXPECT_EQ(town.refuse("aldre-chair", fulfilled(*town.open_duties("A21")[0])), list({"A21"}));
  town.accept("staff", fulfilled(*town.open_duties("A21")[0]));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(SeriousEvent, T02_T11_AreToldToEveryCommitteeAndCompanyConcernedAndToNoOther) {
  QuietTown town;
  ReportIncident report = a_report();
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("tib", report);
  town.accept("tib", JoinIncident{IncidentId{id}, UnitId{"aldre"}, "Hemtjänst"});
  town.accept("director", level(id, Level::serious));
  for (const char* who : {"trafik-jour", "aldre-chair", "chair"}) {
    EXPECT_TRUE(has(town.told_about("T02"), who)) << who;
  }
  EXPECT_FALSE(has(town.told_about("T02"), "kista-chair"));
  town.accept("director", level(id, Level::disturbance));
  for (const char* who : {"trafik-jour", "aldre-chair", "chair", "chief"}) {
    EXPECT_TRUE(has(town.told_about("T11"), who)) << who;
  }
  EXPECT_FALSE(has(town.told_about("T11"), "kista-chair"));
}

// Basis: LEH 2006:544 2 kap. 3 §; LEH 2006:544 2 kap. 7 §
TEST(Declaration, T04_A24_IsToldToAllCommitteesAndTheCouncilsPresidiumAndOwesPublicInformation) {
  QuietTown town;
  const std::string id = town.accept("tib", a_report());
  town.accept("chair", declaration(id));
  for (const char* who : {"aldre-chair", "kista-chair", "kf-chair", "kf-vice", "ks-chair",
                          "ks-secretary", "sub-1", "member-2"}) {
    EXPECT_TRUE(has(town.told_about("T04"), who)) << who;
  }
  ASSERT_EQ(town.open_duties("A24").size(), 1U);
  EXPECT_EQ(town.refuse("aldre-chair", fulfilled(*town.open_duties("A24")[0])), list({"A24"}));
  town.accept("staff", fulfilled(*town.open_duties("A24")[0]));
  town.accept("chair", level(id, Level::disturbance));
  for (const char* who : {"aldre-chair", "kf-chair"}) {
    EXPECT_TRUE(has(town.told_about("T10"), who)) << who;
  }
}

// Basis: LEH 2006:544 2 kap. 6 §
TEST(Ending, T09_OwesTheFinalAccountAtTheCouncilsNextMeeting) {
  AlertTown town;
  town.accept("ks-secretary", an_end());
  ASSERT_EQ(town.open_duties("T09").size(), 1U);
  EXPECT_EQ(town.open_duties("T09")[0]->due, std::nullopt);
  const Instant meets = town.now + 10 * day;
  town.accept("kf-secretary", RegisterCouncilMeeting{meets});
  EXPECT_TRUE(town.open_duties("T09")[0]->due.has_value());
  EXPECT_EQ(town.refuse("chair", fulfilled(*town.open_duties("T09")[0])), list({"T09"}));
  town.accept("registrar", fulfilled(*town.open_duties("T09")[0]));
}

// Basis: LEH 2006:544 2 kap. 6 §; Läsning R29
TEST(Ending, T09_TakenBackOwesNoFinalAccount) {
  AlertTown town;
  const std::string record = town.accept("ks-secretary", an_end());
  town.accept("ks-secretary", WithdrawExternalDecision{RecordId{record}, "Fel nämnd"});
  EXPECT_TRUE(town.open_duties("T09").empty());
}

// Basis: Lag 1988:97 6 §; Läsning R37
TEST(Assignment, T18_R37_OfAWholeCommitteeMovesAllOfItsArea) {
  AlertTown town;
  town.accept("tib", an_alert(AlertGrade::hogsta, town.now));
  town.accept("tib", an_alarm());
  AssignTasks part = an_assignment("sdn-kista");
  town.accept("kf-secretary", part);
  EXPECT_EQ(town.lead("sdn-kista", "Fastighetsdrift").kind, LeadKind::assigned);
  EXPECT_EQ(town.lead("sdn-kista").kind, LeadKind::itself);

  AssignTasks whole = an_assignment("aldre");
  whole.task = "Äldrenämndens uppgifter";
  whole.whole = true;
  const std::string id = town.accept("kf-secretary", whole);
  EXPECT_TRUE(town.state.assignments.at(AssignmentId{id}).whole);
  EXPECT_EQ(town.lead("aldre").unit, UnitId{"brb"});
  EXPECT_EQ(town.lead("aldre", "Hemtjänst").unit, UnitId{"brb"});
  EXPECT_EQ(town.refuse("aldre-chair", own_decision("aldre", "Hemtjänst")), list({"G20", "R37"}));
  town.accept("brb-chair", own_decision("aldre", "Hemtjänst"));
  town.accept("kf-secretary", EndAssignment{AssignmentId{id}, "KF 2026/20", "Klart"});
  EXPECT_EQ(town.lead("aldre", "Hemtjänst").kind, LeadKind::itself);
  town.accept("aldre-chair", own_decision("aldre", "Hemtjänst"));
}

}  // namespace
}  // namespace ckl::law
