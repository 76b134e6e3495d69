// Höjd beredskap: T13, T14, T15, T19, T20, G08, A08, R17, R43, R56, R57.
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

// Basis: Lag 1992:1403 3 §; Lag 1992:1403 6 §; Lag 1992:1403 7 §; LEH 2006:544 3 kap. 2 §;
// LEH 2006:544 3 kap. 4 §
TEST(Alert, T13_IsRegisteredWithReferenceAndTellsEveryHead) {
  QuietTown town;
  const RecordId record{town.accept("tib", an_alert(AlertGrade::skarpt, town.now))};
  EXPECT_EQ(town.happened().at(0), "ExternalDecisionEntered");
  EXPECT_EQ(town.rules_journaled("AlertChanged"), list({"T13"}));
  EXPECT_EQ(town.state.alert.grade, AlertGrade::skarpt);
  EXPECT_TRUE(town.state.alert.in_area);
  EXPECT_EQ(town.state.alert.record, record);
  EXPECT_EQ(town.state.records.at(record).state, Confirmation::unconfirmed);
  for (const char* who : {"ks-chair", "director", "aldre-chair", "trafik-jour"}) {
    EXPECT_TRUE(has(town.told_about("T13"), who)) << who;
  }
  EXPECT_EQ(town.open_duties("O17").size(), 1U);
  EXPECT_FALSE(town.state.alert.law.on);
  EXPECT_EQ(town.refuse("tib", an_alert(AlertGrade::skarpt, town.now)), list({"T13"}));
  town.accept("registrar", ConfirmExternalDecision{record});
}

// Basis: Lag 1992:1403 3 §; Förordning 2015:1053 9 §
TEST(Alert, G08_IsNeverTheCitysOwn) {
  QuietTown town;
  for (const char* who : {"director", "ks-chair", "ks-secretary", "chair", "chief"}) {
    EXPECT_EQ(town.refuse(who, an_alert(AlertGrade::skarpt, town.now)), list({"G08"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
    EXPECT_EQ(town.happened(), list({"PowerRefused"})) << who;
  }
  RegisterAlert bare = an_alert(AlertGrade::skarpt, town.now);
  bare.reference = " ";
  EXPECT_EQ(town.refuse("tib", bare), list({"G08"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "reference");
  EXPECT_EQ(town.refuse("director", bare), list({"G08", "G08"}));
  EXPECT_EQ(town.state.alert.grade, AlertGrade::none);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; Lag 1992:1403 3 §
TEST(Alert, A08_NeedsWhatTheDecisionSays) {
  QuietTown town;
  RegisterAlert command = an_alert(AlertGrade::skarpt, town.now, {});
  command.decided.reset();
  EXPECT_EQ(town.refuse("tib", command), list({"A08", "A08"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "decided");
  EXPECT_EQ(town.rejection.breaches[1].field, "areas");
  command = an_alert(AlertGrade::none, town.now);
  command.at_war = true;
  EXPECT_EQ(town.refuse("tib", command), list({"A08"}));
  command = an_alert(AlertGrade::skarpt, town.now + hour);
  EXPECT_EQ(town.refuse("tib", command), list({"INPUT_TIME_FUTURE"}));
  command = an_alert(AlertGrade::skarpt, town.now);
  command.from = town.now - hour;
  EXPECT_EQ(town.refuse("tib", command), list({"INPUT_TIME_ORDER"}));
}

// Basis: Lag 1992:1403 4 §; Läsning R43
TEST(Alert, T13_ThatDoesNotCoverTheCityIsInformationOnly) {
  QuietTown town;
  town.accept("tib", an_alert(AlertGrade::skarpt, town.now, {"09"}));  // Gotland
  EXPECT_EQ(town.state.alert.grade, AlertGrade::skarpt);
  EXPECT_FALSE(town.state.alert.in_area);
  EXPECT_TRUE(town.events<PersonNotified>().empty());
  EXPECT_TRUE(town.open_duties("O17").empty());
  for (const char* area : {"01", "0180", "SE"}) {
    QuietTown other;
    other.accept("tib", an_alert(AlertGrade::skarpt, other.now, {"09", area}));
    EXPECT_TRUE(other.state.alert.in_area) << area;
  }
}

// Basis: Läsning R43; Lag 1992:1403 4 §
TEST(Alert, R43_LimitedToAnActivityTouchesTheCityOnlyIfItCarriesItOn) {
  QuietTown town;
  RegisterAlert command = an_alert(AlertGrade::skarpt, town.now);
  command.activity = "kärnkraft";
  town.accept("tib", command);
  EXPECT_FALSE(town.state.alert.in_area);
  command.activity = "dricksvatten";
  town.accept("tib", command);
  EXPECT_TRUE(town.state.alert.in_area);
  EXPECT_EQ(town.open_duties("O17").size(), 1U);
}

// Basis: Lag 1992:1403 3 §; Förordning 2015:1053 12 §; LEH 2006:544 3 kap. 2 §
TEST(Alert, T14_AtWarIsTheHighestEverywhereAndBringsTheLaw) {
  QuietTown town;
  RegisterAlert command = an_alert(AlertGrade::skarpt, town.now, {"09"});
  command.at_war = true;
  town.accept("registrar", command);
  EXPECT_EQ(town.rules_journaled("AlertChanged"), list({"T14"}));
  EXPECT_EQ(town.state.alert.grade, AlertGrade::hogsta);
  EXPECT_TRUE(town.state.alert.in_area);
  EXPECT_TRUE(has(town.state.alert.areas, "SE"));
  EXPECT_TRUE(town.state.alert.law.on);
  EXPECT_EQ(town.state.alert.law.cause, LawCause::war);
  EXPECT_EQ(town.rules_journaled("WartimeLawChanged"), list({"T16"}));
  EXPECT_TRUE(has(town.told_about("T14"), "ks-chair"));
  QuietTown peace;
  peace.accept("tib", an_alert(AlertGrade::hogsta, peace.now));
  EXPECT_EQ(peace.rules_journaled("AlertChanged"), list({"T14"}));
  EXPECT_FALSE(peace.state.alert.law.on);
  const auto organisations = peace.open_duties("T14");  // each committee and company for itself
  ASSERT_FALSE(organisations.empty());
  const auto own = std::ranges::find(organisations, UnitId{"trafik"}, &Obligation::owed_by_unit);
  ASSERT_NE(own, organisations.end());
  EXPECT_EQ(peace.refuse("director", fulfilled(**own)), list({"T14"}));
  peace.accept("trafik-jour", fulfilled(**own));
  EXPECT_EQ(peace.refuse("tib", an_alert(AlertGrade::hogsta, peace.now)), list({"T14"}));
}

// Basis: Förordning 2015:1053 9 §; Förordning 2015:1053 10 §; Förordning 2015:1053 13 §;
// Lag 2023:407 10 §
TEST(ReadinessAlarm, T15_SoundsTheSirensAndBringsTheLaw) {
  QuietTown town;
  town.accept("tib", an_alert(AlertGrade::hogsta, town.now));
  town.accept("tib", an_alarm());
  EXPECT_EQ(town.rules_journaled("ReadinessAlarmChanged"), list({"T15"}));
  EXPECT_TRUE(town.state.alert.readiness_alarm);
  EXPECT_TRUE(town.state.alert.law.on);
  EXPECT_EQ(town.state.alert.law.cause, LawCause::readiness_alarm);
  ASSERT_EQ(town.open_duties("T15").size(), 1U);
  EXPECT_EQ(town.open_duties("T15")[0]->owed_by_role, "DUTY_OFFICER");
  EXPECT_TRUE(has(town.told_about("T15"), "ks-chair"));
  EXPECT_EQ(town.refuse("tib", an_alarm()), list({"T15"}));
  town.accept("tib", fulfilled(*town.open_duties("T15")[0]));
  EXPECT_TRUE(town.state.alert.readiness_alarm);
}

// Basis: Förordning 2015:1053 9 §; Lag 1992:1403 3 §
TEST(ReadinessAlarm, G08_NeedsTheHighestAlertInTheWholeCountry) {
  QuietTown town;
  EXPECT_EQ(town.refuse("tib", an_alarm()), list({"G08"}));
  town.accept("tib", an_alert(AlertGrade::skarpt, town.now));
  EXPECT_EQ(town.refuse("tib", an_alarm()), list({"G08"}));
  town.accept("tib", an_alert(AlertGrade::hogsta, town.now, {"01"}));
  EXPECT_EQ(town.refuse("tib", an_alarm()), list({"G08"}));
  EXPECT_EQ(town.refuse("director", an_alarm()), list({"G08", "G08"}));
  RegisterReadinessAlarm bare = an_alarm();
  bare.reference = "";
  EXPECT_EQ(town.refuse("tib", bare), list({"G08", "G08"}));
  EXPECT_TRUE(town.happened().empty());  // counted in the attempt just noted
}

// Basis: Läsning R57; Förordning 2015:1053 10 §
TEST(ReadinessAlarm, R57_EndsWithTheLoweringOrByTheGovernmentsWord) {
  QuietTown town;
  town.accept("tib", an_alert(AlertGrade::hogsta, town.now));
  town.accept("tib", an_alarm());
  town.accept("tib", an_alarm(false));
  EXPECT_EQ(town.rules_journaled("ReadinessAlarmChanged"), list({"R57"}));
  EXPECT_FALSE(town.state.alert.readiness_alarm);
  EXPECT_EQ(town.open_duties("T15").size(), 1U);  // closed by itself, with evidence
  EXPECT_TRUE(town.state.alert.law.on);
  town.accept("tib", an_alarm());
  RegisterAlert lower = an_alert(AlertGrade::skarpt, town.now);
  lower.law_after = LawAfter::kept;
  town.accept("tib", lower);
  EXPECT_EQ(town.rules_journaled("ReadinessAlarmChanged"), list({"R57"}));
  EXPECT_FALSE(town.state.alert.readiness_alarm);
}

// Basis: Lag 1992:1403 5 §
TEST(Alert, T19_EndsTheReportsAndOwesAnEvaluation) {
  QuietTown town;
  town.accept("tib", an_alert(AlertGrade::hogsta, town.now));
  town.accept("tib", an_alert(AlertGrade::skarpt, town.now));
  EXPECT_EQ(town.rules_journaled("AlertChanged"), list({"T19"}));
  EXPECT_EQ(town.open_duties("O17").size(), 1U);
  EXPECT_TRUE(town.open_duties("T19").empty());
  EXPECT_EQ(town.refuse("director", an_alert(AlertGrade::none, town.now)), list({"G08"}));
  EXPECT_EQ(town.refuse("ks-secretary", an_alert(AlertGrade::none, town.now)),
            list({"G08", "R29"}));
  town.accept("tib", an_alert(AlertGrade::none, town.now, {}));
  EXPECT_EQ(town.rules_journaled("AlertChanged"), list({"T19"}));
  EXPECT_FALSE(town.state.alert.in_area);
  EXPECT_TRUE(town.open_duties("O17").empty());
  ASSERT_EQ(town.open_duties("T19").size(), 1U);
  EXPECT_EQ(town.open_duties("T19")[0]->owed_by_role, "KS_SECRETARY");
  EXPECT_TRUE(has(town.told_about("T19"), "aldre-chair"));
  EXPECT_EQ(town.refuse("tib", an_alert(AlertGrade::none, town.now, {"SE"})), list({"T19"}));
}

// Basis: Läsning T20; LEH 2006:544 3 kap. 2 §
TEST(ConflictTask, T20_IsRaisedWhenTheAlertMeetsTheCommitteeAndDecidesNothing) {
  AlertTown town;
  town.accept("tib", an_alert(AlertGrade::skarpt, town.now));
  ASSERT_EQ(town.open_duties("T20").size(), 1U);
  EXPECT_EQ(town.told_about("T20"), list({"chair", "ks-chair"}));
  EXPECT_EQ(town.state.committee, CommitteeState::functioning);
  EXPECT_TRUE(town.events<TakeoverReturned>().empty());
  EXPECT_EQ(town.refuse("director", fulfilled(*town.open_duties("T20")[0])), list({"T20"}));
  town.pass(2 * hour);
  EXPECT_TRUE(has(town.told_about("T20"), "ks-chair"));
  EXPECT_TRUE(has(town.told_about("T20"), "chair"));
  town.accept("ks-chair", fulfilled(*town.open_duties("T20")[0]));
  QuietTown quiet;
  quiet.accept("tib", an_alert(AlertGrade::skarpt, quiet.now));
  EXPECT_TRUE(quiet.open_duties("T20").empty());
}

// Basis: Läsning R17; Läsning R56
TEST(ConflictTask, R17_R56_FlagsAnActUnderAlertOneOpenTaskAtATime) {
  QuietTown town;
  town.accept("tib", an_alert(AlertGrade::skarpt, town.now));
  const std::string first = town.accept("tib", a_report());
  town.accept("chair", declaration(first));
  EXPECT_EQ(town.open_duties("T20").size(), 1U);
  const std::string second = town.accept("tib", a_report());
  town.accept("chair", declaration(second));
  EXPECT_EQ(town.open_duties("T20").size(), 1U);
  town.accept("chair", fulfilled(*town.open_duties("T20")[0]));
  const std::string third = town.accept("tib", a_report());
  town.accept("chair", declaration(third));
  EXPECT_EQ(town.open_duties("T20").size(), 1U);

  AlertTown committee;
  committee.accept("tib", an_alert(AlertGrade::skarpt, committee.now));
  committee.accept("chair", fulfilled(*committee.open_duties("T20")[0]));
  committee.meet();
  committee.adopt(committee.takeover_of("aldre"));
  EXPECT_EQ(committee.open_duties("T20").size(), 1U);
  QuietTown far;
  far.accept("tib", an_alert(AlertGrade::skarpt, far.now, {"09"}));
  far.accept("chair", declaration(far.accept("tib", a_report())));
  EXPECT_TRUE(far.open_duties("T20").empty());
}

// Basis: Läsning R29; Lag 1992:1403 5 §
TEST(Withdrawal, R29_OfAnAlertFallsBackOnTheEntriesThatStand) {
  QuietTown town;
  const RecordId first{town.accept("tib", an_alert(AlertGrade::skarpt, town.now))};
  RegisterAlert war = an_alert(AlertGrade::hogsta, town.now);
  war.at_war = true;
  war.reference = "Fö2026/09";
  const RecordId second{town.accept("tib", war)};
  EXPECT_TRUE(town.state.alert.law.on);
  town.accept("registrar", WithdrawExternalDecision{second, "Felaktig uppgift"});
  EXPECT_EQ(town.rules_journaled("AlertChanged"), list({"R29"}));
  EXPECT_EQ(town.state.alert.grade, AlertGrade::skarpt);
  EXPECT_FALSE(town.state.alert.at_war);
  EXPECT_FALSE(town.state.alert.law.on);
  EXPECT_EQ(town.state.alert.record, first);
  town.accept("registrar", WithdrawExternalDecision{first, "Också fel"});
  EXPECT_EQ(town.state.alert.grade, AlertGrade::none);
  EXPECT_TRUE(town.open_duties("O17").empty());
}

// Basis: Läsning R29; Läsning R57
TEST(Withdrawal, R29_OfAnEarlierEntryLeavesTheLaterInForce) {
  QuietTown town;
  const RecordId first{town.accept("tib", an_alert(AlertGrade::skarpt, town.now))};
  const RecordId second{town.accept("tib", an_alert(AlertGrade::hogsta, town.now))};
  const RecordId alarm{town.accept("tib", an_alarm())};
  town.accept("registrar", WithdrawExternalDecision{first, "Fel"});
  EXPECT_TRUE(town.events<AlertChanged>().empty());
  EXPECT_EQ(town.state.alert.record, second);
  town.accept("registrar", WithdrawExternalDecision{alarm, "Provlarm"});
  EXPECT_FALSE(town.state.alert.readiness_alarm);
  EXPECT_FALSE(town.state.alert.law.on);
  EXPECT_TRUE(town.open_duties("T15").empty());
  EXPECT_EQ(town.state.alert.grade, AlertGrade::hogsta);
}

}  // namespace
}  // namespace ckl::law
