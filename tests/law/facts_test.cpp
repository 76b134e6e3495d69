// Clocks to authorities: O06, O07, O08, O09, O10, O11, O19, R13, R22, R40, R41, R42, A31.
#include "domain/facts.hpp"

#include "law/clock_town.hpp"

namespace ckl::law {
namespace {

RecordFact significant(const std::string& incident, const std::string& unit) {
  RecordFact command = fact(incident, FactKind::cyber_assessed, unit);
  command.serious = true;
  return command;
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Driftstörningar i samhällsviktig verksamhet
TEST(O07, SixHoursCountFromTheEventNotFromItsRegistration) {
  ClockTown town;
  ReportIncident report = a_digital_report();
  report.event_time = town.now - 2 * hour;
  const std::string id = town.accept("tib", report);
  EXPECT_EQ(town.duty("O07").opened, town.now - 2 * hour);
  EXPECT_EQ(town.duty("O07").due, town.now + 4 * hour);
  town.pass(4 * hour);
  EXPECT_EQ(town.duty("O07").state, ObligationState::overdue);
  EXPECT_TRUE(has(town.told_about("O07"), "trafik-jour"));
  EXPECT_TRUE(has(town.told_about("O07"), "chief"));
  EXPECT_EQ(town.refuse("staff", fact(id, FactKind::cyber_assessed)), list({"O07"}));
  town.accept("trafik-jour", fact(id, FactKind::cyber_assessed));
  EXPECT_EQ(town.open("O07"), 0U);
  EXPECT_EQ(town.open("O06"), 0U);  // not significant: nothing to notify
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Driftstörningar i samhällsviktig verksamhet
TEST(O07, OtherIncidentsHaveNoSuchClock) {
  ClockTown town;
  town.accept("tib", a_report());
  EXPECT_EQ(town.open("O07"), 0U);
}

// Basis: Läsning R42
TEST(R42, TheFirstAssessmentStopsTheClockAndDifferencesAreFlagged) {
  ClockTown town;
  const std::string id = town.accept("tib", a_digital_report());
  town.accept("trafik-jour", fact(id, FactKind::cyber_assessed, "trafik"));
  EXPECT_EQ(town.rules_journaled("ObligationClosed"), list({"O07"}));
  EXPECT_FALSE(assessments_differ(town.state, IncidentId{id}));
  town.accept("it-vatten", significant(id, "vatten"));
  EXPECT_EQ(town.told_about("R42"), list({"chief"}));
  // While they differ a duty to compare them stands open, and keeps nothing from being closed.
  ASSERT_EQ(town.open("R42"), 1U);
  EXPECT_EQ(town.refuse("trafik-jour", fulfilled(town.duty("R42"))), list({"R42"}));
  EXPECT_TRUE(assessments_differ(town.state, IncidentId{id}));
  EXPECT_EQ(town.state.facts.size(), 2U);  // both kept
  // Each is judged by its latest word.
  town.now += minute;
  town.accept("trafik-jour", significant(id, "trafik"));
  EXPECT_FALSE(assessments_differ(town.state, IncidentId{id}));
  EXPECT_EQ(town.open("R42"), 0U);
}

// Basis: Cybersäkerhetslag 2025:1506 2 kap. 5–8 §§; Cybersäkerhetsförordning 2025:1507 6 §
TEST(O06, AWarningInADayANotificationInThreeAndAFinalReportAMonthAfterIt) {
  ClockTown town;
  town.now = local(2027, 1, 28, 6 * hour);
  const std::string id = town.accept("tib", a_digital_report());
  const Instant known = town.now;
  town.now += 5 * hour;
  RecordFact assessed = significant(id, "trafik");
  assessed.known = known;
  town.accept("trafik-jour", assessed);
  EXPECT_EQ(town.duty("O06", "fact-1/warning").due, known + 24 * hour);
  EXPECT_EQ(town.duty("O06", "fact-1/notification").due, known + 72 * hour);
  EXPECT_EQ(town.duty("O06", "fact-1/warning").opened, known);

  EXPECT_EQ(town.refuse("staff", fulfilled(town.duty("O06", "fact-1/warning"))), list({"O06"}));
  town.accept("registrar", fulfilled(town.duty("O06", "fact-1/warning")));
  EXPECT_TRUE(town.events<ObligationOpened>().empty());
  town.now = local(2027, 2, 2, 12 * hour);
  const Instant notified = local(2027, 1, 31, 4 * hour);
  town.accept("registrar", fulfilled_at(town.duty("O06", "fact-1/notification"), notified));
  EXPECT_EQ(town.duty("O06").subject, "fact-1/final");
  EXPECT_EQ(town.duty("O06").opened, notified);
  // 31 January: February's last day is a Sunday, so Monday 1 March (R41, R15).
  EXPECT_EQ(town.duty("O06").due, last_moment_of(2027, 3, 1));
}

// Basis: Läsning R41
TEST(R41, WhatGoesOnGetsAProgressReportAndTheFinalOneWhenItHasBeenHandled) {
  ClockTown town;
  town.now = local(2026, 11, 23, 6 * hour);
  const std::string id = town.accept("tib", a_digital_report());
  town.accept("trafik-jour", significant(id, "trafik"));
  town.accept("registrar", fulfilled(town.duty("O06", "fact-1/warning")));
  town.accept("registrar", fulfilled(town.duty("O06", "fact-1/notification")));
  EXPECT_EQ(town.duty("O06").due, last_moment_of(2026, 12, 23));
  town.now = local(2026, 12, 22, 9 * hour);
  town.accept("registrar", fulfilled(town.duty("O06")));
  EXPECT_EQ(town.duty("O06").due, std::nullopt);
  town.accept("trafik-jour", level(id, Level::none));
  EXPECT_EQ(town.duty("O06").due, last_moment_of(2027, 1, 22));
  town.accept("registrar", fulfilled(town.duty("O06")));
  EXPECT_EQ(town.open("O06"), 0U);
}

// Basis: Läsning R13
TEST(R13, TheMunicipalityNotifiesOnceAndEachCompanyForItself) {
  ClockTown town;
  const std::string id = town.accept("tib", a_digital_report());
  town.accept("trafik-jour", significant(id, "trafik"));
  town.accept("it-social", significant(id, "social"));
  EXPECT_TRUE(town.events<ObligationOpened>().empty());
  EXPECT_EQ(town.open("O06"), 2U);
  town.now += 3 * hour;
  town.accept("it-vatten", significant(id, "vatten"));
  EXPECT_EQ(town.open("O06"), 4U);
  EXPECT_EQ(town.duty("O06", "fact-3/warning").owed_by_unit.value, "vatten");
  EXPECT_EQ(town.duty("O06", "fact-3/warning").due, town.now + 24 * hour);
  EXPECT_EQ(town.duty("O06", "fact-1/warning").owed_by_unit.value, "ks");
  // The company's own people fulfil its own, not the city's.
  EXPECT_EQ(town.refuse("it-vatten", fulfilled(town.duty("O06", "fact-1/warning"))), list({"O06"}));
  town.accept("it-vatten", fulfilled(town.duty("O06", "fact-3/warning")));
}

// Basis: GDPR artikel 33–34; Läsning R22
TEST(O08, R22_EveryControllerNotifiesFromItsOwnKnowledge) {
  ClockTown town;
  const std::string id = town.accept("tib", a_digital_report());
  town.now += 3 * hour;
  RecordFact breach = fact(id, FactKind::personal_breach, "trafikkontoret");
  breach.known = town.now - hour;
  town.accept("trafik-jour", breach);
  EXPECT_EQ(town.duty("O08").due, town.now + 71 * hour);
  EXPECT_EQ(town.duty("O08").owed_by_unit.value, "trafik");
  town.now += hour;
  EXPECT_EQ(town.refuse("it-social", fact(id, FactKind::personal_breach, "vatten")), list({"O08"}));
  town.accept("it-social", fact(id, FactKind::personal_breach, "social"));
  EXPECT_EQ(town.open("O08"), 2U);
  EXPECT_EQ(town.duty("O08", "fact-2").due, town.now + 72 * hour);
  // The same controller learns more: no second clock, but at high risk the persons are told.
  breach.serious = true;
  breach.known.reset();
  town.accept("trafik-jour", breach);
  EXPECT_EQ(town.open("O08"), 3U);
  EXPECT_EQ(town.duty("O08", "fact-3/persons").owed_to.sv, "De berörda");
  town.accept("trafik-jour", breach);
  EXPECT_EQ(town.open("O08"), 3U);
}

// Basis: Säkerhetsskyddsförordning 2021:955 2 kap.; Läsning R40
TEST(O09, TheHeadOfProtectiveSecurityIsToldAtOnceAndNothingOfTheSubstance) {
  ClockTown town;
  const std::string id = town.accept("tib", a_report());
  RecordFact event = fact(id, FactKind::security_incident);
  event.text = "Säkerhetsskyddschefen, Rakel 7";
  EXPECT_EQ(town.refuse("nobody", event), list({"O09"}));
  town.accept("staff", event);
  EXPECT_EQ(town.told_about("O09"), list({"sakchef"}));
  EXPECT_EQ(town.duty("O09").due, town.now + hour);
  EXPECT_EQ(town.duty("O09").owed_by_role, "SECURITY_CHIEF");
  town.accept("sakchef", fulfilled(town.duty("O09")));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Säkerhetsskydd
TEST(A31, ANoticeOfProtectiveSecurityHoldsOneLineOnly) {
  ClockTown town;
  const std::string id = town.accept("tib", a_report());
  RecordFact event = fact(id, FactKind::security_incident);
  for (const std::string& substance :
       {std::string("Ring chefen\nEn okänd person har"), std::string(121, 'x')}) {
    event.text = substance;
    EXPECT_EQ(town.refuse("staff", event), list({"A31"}));
    EXPECT_TRUE(town.happened().empty());  // the attempt leaves nothing of it behind
  }
  event.text = std::string(120, 'x');
  town.accept("staff", event);
}

// Basis: Arbetsmiljölagen 1977:1160 3 kap. 3 a §; Läsning R40
TEST(O10, R40_ASeriousWorkAccidentIsReportedWithoutDelay) {
  ClockTown town;
  ReportIncident report = a_report();
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("tib", report);
  town.accept("trafik-jour", fact(id, FactKind::work_injury));
  EXPECT_EQ(town.duty("O10").due, town.now + hour);
  EXPECT_EQ(town.refuse("it-social", fulfilled(town.duty("O10"))), list({"O10"}));
  town.pass(hour);
  EXPECT_EQ(town.duty("O10").state, ObligationState::overdue);
  town.accept("trafik-jour", fulfilled(town.duty("O10")));
}

// Basis: Lag 2023:407 6 §
TEST(O11, AWarningOwesTheMessageThatDangerIsOverWithoutADate) {
  ClockTown town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("nobody", fact(id, FactKind::warning_sent)), list({"O11"}));
  town.accept("tib", fact(id, FactKind::warning_sent));
  EXPECT_EQ(town.duty("O11").due, std::nullopt);
  town.pass(30 * day);
  EXPECT_EQ(town.duty("O11").state, ObligationState::open);
  town.accept("tib", fulfilled(town.duty("O11")));
}

// Basis: LSO 2003:778 3 kap. 10 §
TEST(O19, ARescueOperationThatEndedOwesAnInvestigation) {
  ClockTown town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("staff", fact(id, FactKind::rescue_ended)), list({"O19"}));
  town.accept("tib", fact(id, FactKind::rescue_ended));
  EXPECT_EQ(town.duty("O19").owed_by_unit.value, "ssbf");
  EXPECT_EQ(town.duty("O19").due, std::nullopt);
  town.accept("brand", fulfilled(town.duty("O19")));
}

// Basis: Läsning R18
TEST(Facts, AreNotKnownBeforeTheEventNorInTheFutureNorOfAClosedIncident) {
  ClockTown town;
  const std::string id = town.accept("trafik-jour", a_digital_report());
  RecordFact assessed = fact(id, FactKind::cyber_assessed);
  assessed.known = town.now - minute;
  EXPECT_EQ(town.refuse("trafik-jour", assessed), list({"INPUT_TIME_ORDER"}));
  assessed.known = town.now + hour;
  EXPECT_EQ(town.refuse("trafik-jour", assessed), list({"INPUT_TIME_FUTURE"}));
  EXPECT_EQ(town.refuse("tib", fact("incident-9", FactKind::work_injury)),
            list({"INPUT_UNKNOWN_INCIDENT"}));
  EXPECT_EQ(town.refuse("tib", fact(id, FactKind::work_injury, "okänd")),
            list({"INPUT_UNKNOWN_UNIT"}));
  town.accept("trafik-jour", fact(id, FactKind::cyber_assessed));
  town.accept("trafik-jour", level(id, Level::none));
  town.accept("trafik-jour", CloseIncident{IncidentId{id}, "Klart"});
  EXPECT_EQ(town.refuse("trafik-jour", fact(id, FactKind::cyber_assessed)), list({"R49"}));
}

}  // namespace
}  // namespace ckl::law
