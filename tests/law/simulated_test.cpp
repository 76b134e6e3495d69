// What the simulator found, as the law has it: R45, G07, R31, G23, R57.
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

// Basis: Läsning R45; LEH 2006:544 2 kap. 3 §
TEST(Conflict, R45_CountsBesideAnAbsenceThatWasRecordedBefore) {
  CommitteeTown town;
  town.accept("registrar", hindrance("chair"));
  RecordHindrance conflict = hindrance("chair");
  conflict.kind = "CONFLICT";
  conflict.incident = town.event();
  town.accept("registrar", conflict);
  EXPECT_EQ(town.refuse("chair", town.alone(a_matter())), list({"T06", "R45"}));
  town.accept("vice-1", town.alone(a_matter()));
}

// Basis: KL 2017:725 6 kap. 28 §; Läsning R34
TEST(Vote, G07_IsNotCastForTheConflictedByAMemberWhoseMandateHasEnded) {
  Organisation organisation = full_organisation();
  std::ranges::find(organisation.mandates, PersonId{"member-2"}, &Mandate::person)->valid_to =
      start_of_night + hour;
  CommitteeTown town(organisation);
  town.meeting = MeetingId{town.accept("secretary", CallMeeting{town.now, "Stadshuset", "Läget"})};
  town.accept("secretary",
              OpenMeeting{town.meeting,
                          {},
                          seats({"chair", "vice-1", "vice-2", "member", "member-2", "member-3"})});
  town.pass(2 * hour);
  DecideInMeeting command = town.proposal(a_matter());
  command.conflicted = {PersonId{"member"}};
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "vice-2", "member-3", "member-2"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07"}));
  command.ballots.pop_back();
  town.accept("secretary", command);
}

// Basis: Läsning R31
TEST(Handback, R31_AcknowledgedInBlankWordsStillHasItsEvidence) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre"));
  town.adopt(CommitteeTown::about(MatterKind::hand_back, "takeover-1"));
  town.accept("aldre-chair",
              AcknowledgeHandback{.takeover = TakeoverId{"takeover-1"}, .text = " "});
  const auto closed = town.events<ObligationClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].evidence, "Mottaget av nämnden");
}

// Basis: Läsning R48; LEH 2006:544 2 kap. 3 §
TEST(OralDecision, G23_OfADeclarationOrAStartIsWitnessedBySomebodyTheCityKnowsInWords) {
  Town town(full_organisation());
  OralRecord oral{.speaker = PersonId{"chair"},
                  .witness = PersonId{"unheard-of"},
                  .wording = "Jag förklarar händelsen extraordinär",
                  .read_back = true,
                  .heard_via = "telefon",
                  .heard = {}};
  DeclareExtraordinary declares = declaration(town.accept("tib", a_report()));
  declares.committee_functions = false;
  declares.oral = oral;
  EXPECT_EQ(town.refuse("registrar", declares), list({"INPUT_UNKNOWN_PERSON"}));
  declares.oral->witness = PersonId{"staff"};
  declares.oral->wording = " ";
  EXPECT_EQ(town.refuse("registrar", declares), list({"INPUT_MISSING"}));
  declares.oral->wording = oral.wording;
  town.accept("registrar", declares);
  StartCommittee starts{.incident = declares.incident, .reason = "Behövs", .oral = oral};
  EXPECT_EQ(town.refuse("registrar", starts), list({"INPUT_UNKNOWN_PERSON"}));
}

// Basis: Läsning R57; Läsning R29; Förordning 2015:1053 9 §
TEST(ReadinessAlarm, R57_EndsWhenTheEntryOfTheHighestAlertIsTakenBack) {
  QuietTown town;
  const RecordId highest{town.accept("tib", an_alert(AlertGrade::hogsta, town.now))};
  town.accept("tib", an_alarm());
  town.accept("registrar", WithdrawExternalDecision{highest, "Fel dokument"});
  EXPECT_EQ(town.state.alert.grade, AlertGrade::none);
  EXPECT_FALSE(town.state.alert.readiness_alarm);
}

// Basis: Läsning R57; Läsning R29; Förordning 2015:1053 9 §
TEST(ReadinessAlarm, R57_IsNotBroughtBackWithoutTheHighestAlertItRestedOn) {
  QuietTown town;
  const RecordId highest{town.accept("tib", an_alert(AlertGrade::hogsta, town.now))};
  town.accept("tib", an_alarm());
  RegisterAlert end = an_alert(AlertGrade::none, town.now);
  end.law_after = LawAfter::ended;
  const RecordId ended{town.accept("tib", end)};
  town.accept("registrar", WithdrawExternalDecision{highest, "Fel dokument"});
  town.accept("registrar", WithdrawExternalDecision{ended, "Också fel"});
  EXPECT_EQ(town.state.alert.grade, AlertGrade::none);
  EXPECT_FALSE(town.state.alert.readiness_alarm);
}

// Basis: Läsning R57; Förordning 2015:1053 9 §
TEST(ReadinessAlarm, R57_EndsWhenTheHighestAlertNoLongerCoversTheCountry) {
  QuietTown town;
  town.accept("tib", an_alert(AlertGrade::hogsta, town.now));
  town.accept("tib", an_alarm());
  town.accept("tib", an_alert(AlertGrade::hogsta, town.now, {"0180"}));
  EXPECT_EQ(town.rules_journaled("ReadinessAlarmChanged"), list({"R57"}));
  EXPECT_FALSE(town.state.alert.readiness_alarm);
}

}  // namespace
}  // namespace ckl::law
