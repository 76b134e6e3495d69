// Lag 1988:97: T16, T17, T18, G09, R20, R36, R37, R58, R60.
#include "domain/calendar.hpp"
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

// In force by readiness alarm, so that it needs no approval.
class WartimeTown : public AlertTown {
 public:
  WartimeTown() {
    accept("tib", an_alert(AlertGrade::hogsta, now));
    accept("tib", an_alarm());
  }
};

// Basis: Lag 1988:97 2 §; Lag 1988:97 3 §; Förordning 2015:1053 13 §
TEST(WartimeLaw, T16_PrescribedIsReferredAndApproved) {
  QuietTown town;
  town.accept("registrar", a_prescription({"7 §"}));
  const WartimeLaw& law = town.state.alert.law;
  EXPECT_TRUE(law.on);
  EXPECT_EQ(law.cause, LawCause::prescription);
  EXPECT_EQ(law.sections, list({"7 §"}));
  ASSERT_TRUE(law.refer_by);
  EXPECT_TRUE(has(town.told_about("T16"), "ks-chair"));
  EXPECT_EQ(town.refuse("registrar", a_prescription({"7 §"})), list({"T16"}));
  town.pass(10 * day);
  RegisterWartimeLaw referred = a_prescription();
  referred.referred = town.now;
  town.accept("registrar", referred);
  EXPECT_TRUE(law.approve_by);
  town.pass(40 * day);
  EXPECT_TRUE(law.on);
  RegisterWartimeLaw approved = a_prescription();
  approved.approved = true;
  town.accept("registrar", approved);
  town.pass(200 * day);
  EXPECT_TRUE(law.on);
  EXPECT_EQ(law.sections, list({"7 §"}));
}

// Basis: Lag 1988:97 2 §
TEST(WartimeLaw, T16_IsTheGovernmentsAndWarIsRegisteredAsAlert) {
  QuietTown town;
  for (const char* who : {"ks-chair", "ks-secretary", "director", "chair"}) {
    EXPECT_EQ(town.refuse(who, a_prescription()), list({"T16"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  }
  RegisterWartimeLaw command = a_prescription();
  command.cause.reset();
  EXPECT_EQ(town.refuse("registrar", command), list({"T16"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "cause");
  command.cause = LawCause::war;
  EXPECT_EQ(town.refuse("registrar", command), list({"T16"}));
  command = a_prescription();
  command.approved = true;
  EXPECT_EQ(town.refuse("registrar", command), list({"T16"}));
  command.on = false;
  EXPECT_EQ(town.refuse("registrar", command), list({"T16"}));
  command = a_prescription();
  command.reference = "";
  EXPECT_EQ(town.refuse("registrar", command), list({"INPUT_MISSING"}));
}

// Basis: Läsning R58; Lag 1988:97 2 §
TEST(WartimeLaw, R58_IsVoidWhenNotReferredWithinTheMonth) {
  QuietTown town;       // 22 November 2026 is a Sunday; the month ends on Tuesday 22 December
  town.pass(28 * day);  // Sunday 20 December: a month later is Wednesday 20 January
  town.accept("registrar", a_prescription());
  const auto last = calendar::plus_months(calendar::date_of(town.now), 1);
  EXPECT_EQ(*town.state.alert.law.refer_by, calendar::instant_of(calendar::plus_days(last, 1)));
  town.pass(31 * day);
  EXPECT_TRUE(town.state.alert.law.on);
  town.pass(day);
  EXPECT_FALSE(town.state.alert.law.on);
  EXPECT_EQ(town.rules_journaled("WartimeLawChanged"), list({"R58"}));
  RegisterWartimeLaw late = a_prescription();
  late.decided = town.now - 40 * day;
  EXPECT_EQ(town.refuse("registrar", late), list({"R58"}));
  late.referred = town.now - 2 * day;
  EXPECT_EQ(town.refuse("registrar", late), list({"R58"}));
  late.referred = town.now - 20 * day;  // done in time, registered late (R18)
  town.accept("registrar", late);
}

// Basis: Läsning R58; Lag 1988:97 2 §
TEST(WartimeLaw, R58_TheLastDayIsNotMovedOffASunday) {
  QuietTown town;
  RegisterWartimeLaw command = a_prescription();
  command.decided = town.now;
  town.accept("registrar", command);
  const Instant end = *town.state.alert.law.refer_by;
  EXPECT_EQ(calendar::iso(calendar::date_of(end)), "2026-12-23");
  EXPECT_EQ(calendar::wall_clock_of(end), Seconds{0});
  QuietTown sunday;
  sunday.pass(5 * day);  // 27 November; 27 December is a Sunday
  sunday.accept("registrar", a_prescription());
  EXPECT_EQ(calendar::iso(calendar::date_of(*sunday.state.alert.law.refer_by)), "2026-12-28");
}

// Basis: Läsning R36; Lag 1988:97 3 §
TEST(WartimeLaw, R36_EndsUnapprovedAfterTwoMonthsAndOtherwiseByPrescriptionAlone) {
  QuietTown town;
  RegisterWartimeLaw command = a_prescription();
  command.referred = town.now;
  town.accept("registrar", command);
  town.pass(45 * day);
  EXPECT_TRUE(town.state.alert.law.on);
  town.pass(20 * day);
  EXPECT_FALSE(town.state.alert.law.on);
  EXPECT_EQ(town.rules_journaled("WartimeLawChanged"), list({"R36"}));

  WartimeTown war;
  RegisterWartimeLaw off = a_prescription();
  off.on = false;
  EXPECT_EQ(war.refuse("registrar", off), list({"R36"}));  // the alarm sounds
  war.accept("tib", an_alarm(false));
  EXPECT_TRUE(war.state.alert.law.on);
  war.accept("registrar", off);
  EXPECT_FALSE(war.state.alert.law.on);
  EXPECT_EQ(war.rules_journaled("WartimeLawChanged"), list({"R36"}));
}

// Basis: Läsning R20; Lag 1988:97 3 §
TEST(WartimeLaw, R20_IsNamedWhenTheAlertIsLowered) {
  WartimeTown town;
  EXPECT_EQ(town.refuse("tib", an_alert(AlertGrade::skarpt, town.now)), list({"R20"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "lawAfter");
  RegisterAlert lower = an_alert(AlertGrade::skarpt, town.now);
  lower.law_after = LawAfter::kept;
  town.accept("tib", lower);
  EXPECT_EQ(town.rules_journaled("WartimeLawChanged"), list({"R20"}));
  EXPECT_TRUE(town.state.alert.law.on);
  RegisterAlert end = an_alert(AlertGrade::none, town.now, {});
  EXPECT_EQ(town.refuse("tib", end), list({"R20"}));
  end.law_after = LawAfter::ended;
  town.accept("tib", end);
  EXPECT_FALSE(town.state.alert.law.on);
  QuietTown quiet;
  RegisterAlert rise = an_alert(AlertGrade::skarpt, quiet.now);
  rise.law_after = LawAfter::kept;
  EXPECT_EQ(quiet.refuse("tib", rise), list({"R20"}));
}

// Basis: Lag 1988:97 7 §
TEST(InPlaceOfTheCouncil, T17_TheBoardDecidesWhatCanNotWait) {
  WartimeTown town;
  const std::string id = town.accept("ks-secretary", in_place());
  EXPECT_EQ(town.rules_journaled("DecisionMade"), list({"T17"}));
  EXPECT_EQ(town.decision(id).body, DecidingBody::board_for_council);
  EXPECT_EQ(town.decision(id).state, DecisionState::in_force);
  ASSERT_EQ(town.open_duties("O16").size(), 1U);
  EXPECT_EQ(town.open_duties("O16")[0]->subject, id);
  EXPECT_TRUE(has(town.told_about("T17"), "kf-chair"));
  town.accept("ks-chair", in_place());
  DecideForCouncil command = in_place();
  command.urgency_reason = "";
  EXPECT_EQ(town.refuse("ks-chair", command), list({"T17"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "urgencyReason");
  for (const char* who : {"director", "chair", "kf-secretary", "tib"}) {
    EXPECT_EQ(town.refuse(who, in_place()), list({"T17"})) << who;
  }
}

// Basis: Lag 1988:97 2 §; Lag 1988:97 7 §
TEST(InPlaceOfTheCouncil, G09_NeverWhenTheLawIsOffAndNeverTheThreeExcludedMatters) {
  AlertTown off;
  EXPECT_EQ(off.refuse("ks-secretary", in_place()), list({"G09"}));
  EXPECT_EQ(off.happened(), list({"PowerRefused"}));
  EXPECT_EQ(off.refuse("kf-secretary", an_assignment()), list({"G09"}));
  WartimeTown town;
  for (const auto matter :
       {CouncilMatter::election, CouncilMatter::discharge, CouncilMatter::municipal_rights}) {
    EXPECT_EQ(town.refuse("ks-secretary", in_place(matter)), list({"G09"}));
    EXPECT_EQ(town.rejection.breaches[0].field, "councilMatter");
  }
  EXPECT_EQ(off.refuse("ks-secretary", in_place(CouncilMatter::election)), list({"G09", "G09"}));
  AlertTown partly;
  partly.accept("registrar", a_prescription({"7 §"}));
  partly.accept("ks-secretary", in_place());
  EXPECT_EQ(partly.refuse("kf-secretary", an_assignment()), list({"G09"}));
}

// Basis: Lag 1988:97 6 §; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Assignment, T18_MovesATaskToTheBoardOrTheCouncilOfMayors) {
  WartimeTown town;
  const std::string id = town.accept("kf-secretary", an_assignment());
  EXPECT_EQ(town.rules_journaled("TasksAssigned"), list({"T18"}));
  EXPECT_EQ(town.lead("aldre", "Fastighetsdrift").kind, LeadKind::assigned);
  EXPECT_EQ(town.lead("aldre", "Fastighetsdrift").unit, UnitId{"brb"});
  EXPECT_TRUE(has(town.told_about("T18"), "aldre-chair"));
  town.accept("registrar", an_assignment("trafik", "ks"));
  EXPECT_EQ(town.refuse("kf-secretary", an_assignment("aldre", "trafik")), list({"T18"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "to");
  EXPECT_EQ(town.refuse("kf-secretary", an_assignment("vatten", "brb")), list({"T18"}));
  EXPECT_EQ(town.refuse("kf-secretary", an_assignment("ks", "ks")), list({"T18"}));
  EXPECT_EQ(town.refuse("chair", an_assignment()), list({"T18"}));
  EndAssignment end{.assignment = AssignmentId{id}, .reference = "KF 2026/14", .reason = "Klart"};
  EXPECT_EQ(town.refuse("director", end), list({"T18"}));
  town.accept("kf-secretary", end);
  EXPECT_EQ(town.lead("aldre", "Fastighetsdrift").kind, LeadKind::itself);
  EXPECT_EQ(town.refuse("kf-secretary", end), list({"T18"}));
}

// Basis: Lag 1988:97 6 §
TEST(Assignment, T18_EndsByItselfAtItsTime) {
  WartimeTown town;
  AssignTasks command = an_assignment();
  command.until = town.now;
  EXPECT_EQ(town.refuse("kf-secretary", command), list({"T18"}));
  command.until = town.now + day;
  const std::string id = town.accept("kf-secretary", command);
  town.pass(day);
  EXPECT_TRUE(town.state.assignments.at(AssignmentId{id}).ended);
}

// Basis: Läsning R60; Lag 1988:97 2 §
TEST(Assignment, R60_EndsWithTheLawAndNotWithTheLowering) {
  WartimeTown town;
  const AssignmentId id{town.accept("kf-secretary", an_assignment())};
  RegisterAlert lower = an_alert(AlertGrade::skarpt, town.now);
  lower.law_after = LawAfter::kept;
  town.accept("tib", lower);
  EXPECT_FALSE(town.state.assignments.at(id).ended);
  RegisterAlert end = an_alert(AlertGrade::none, town.now, {});
  end.law_after = LawAfter::ended;
  town.accept("tib", end);
  EXPECT_EQ(town.rules_journaled("AssignmentEnded"), list({"R60"}));
  EXPECT_TRUE(town.state.assignments.at(id).ended);
}

// Basis: Läsning R37
TEST(Assignment, R37_GoesBeforeATakeoverAndRaisesTheTask) {
  WartimeTown town;
  town.accept("chair", fulfilled(*town.open_duties("T20").at(0)));
  town.meet();
  town.adopt(town.takeover_of("aldre"));
  town.accept("chair", fulfilled(*town.open_duties("T20").at(0)));
  town.accept("kf-secretary", an_assignment());
  EXPECT_EQ(town.open_duties("T20").size(), 1U);
  EXPECT_EQ(town.lead("aldre", "Fastighetsdrift").kind, LeadKind::assigned);
}

// Basis: Läsning R29; Läsning R36
TEST(Withdrawal, R29_OfAPrescriptionADecisionAndAnAssignment) {
  QuietTown town;
  const RecordId law{town.accept("registrar", a_prescription())};
  const DecisionId decision{town.accept("ks-secretary", in_place())};
  const AssignmentId task{town.accept("kf-secretary", an_assignment())};
  EXPECT_EQ(town.refuse("ks-secretary", WithdrawExternalDecision{RecordId{"record-3"}, "Fel"}),
            list({"R29"}));
  town.accept("registrar", WithdrawExternalDecision{RecordId{"record-2"}, "Fel"});
  EXPECT_EQ(town.state.decisions.at(decision).state, DecisionState::revoked);
  EXPECT_TRUE(town.open_duties("O16").empty());
  town.accept("registrar", WithdrawExternalDecision{RecordId{"record-3"}, "Fel"});
  EXPECT_TRUE(town.state.assignments.at(task).ended);
  town.accept("registrar", WithdrawExternalDecision{law, "Fel"});
  EXPECT_FALSE(town.state.alert.law.on);
  EXPECT_EQ(town.rules_journaled("WartimeLawChanged"), list({"R29"}));
}

}  // namespace
}  // namespace ckl::law
