// Clocks that transitions start, and the engine of duties: O02, O04, O05, O17, R15, R18, R30, R39,
// R54, R55, R59, G15.
#include "domain/council.hpp"
#include "law/clock_town.hpp"

namespace ckl::law {
namespace {

DecisionRecord urgent_decision(const Town& town, const std::string& incident) {
  DecisionRecord decision;
  decision.id = DecisionId{"decision-1"};
  decision.incident = IncidentId{incident};
  decision.matter.title = "Köp av tankbilar";
  decision.decided = town.now;
  return decision;
}

// Basis: LEH 2006:544 2 kap. 3 §; Läsning R39
TEST(O02, TheChairsUrgentDecisionIsDueWithinADayAndAlarmed) {
  ClockTown town;
  const std::string id = town.accept("director", a_report(Level::serious));
  const DecisionRecord decision = urgent_decision(town, id);
  town.enact([&](Ruling& ruling) { open_urgent_note(ruling, decision); });
  EXPECT_EQ(town.duty("O02", "decision-1").due, town.now + 24 * hour);
  EXPECT_EQ(town.refuse("registrar", fulfilled(town.duty("O02"))), list({"O02"}));
  town.pass(24 * hour);
  EXPECT_EQ(town.duty("O02").state, ObligationState::overdue);
  EXPECT_TRUE(has(town.told_about("O02"), "chief"));
  EXPECT_TRUE(has(town.told_about("O02"), "chair"));
}

// Basis: Läsning R39
TEST(R39, AMeetingThatClosesWithoutNotingItMakesItOverdueThen) {
  ClockTown town;
  const std::string id = town.accept("director", a_report(Level::serious));
  const DecisionRecord decision = urgent_decision(town, id);
  town.enact([&](Ruling& ruling) { open_urgent_note(ruling, decision); });
  town.pass(3 * hour);
  town.enact([](Ruling& ruling) { hasten_urgent_notes(ruling); });
  EXPECT_EQ(town.happened(), list({"ObligationDated"}));
  town.pass(Seconds{1});
  EXPECT_EQ(town.duty("O02").state, ObligationState::overdue);
  // What is overdue already is not dated anew.
  town.enact([](Ruling& ruling) { hasten_urgent_notes(ruling); });
  EXPECT_TRUE(town.happened().empty());
}

// Basis: Läsning R59
TEST(R59, ADecisionNotedOnDayFourHasBeenOverdueSinceDayTwo) {
  ClockTown town;
  const std::string id = town.accept("director", a_report(Level::serious));
  const DecisionRecord decision = urgent_decision(town, id);
  town.enact([&](Ruling& ruling) { open_urgent_note(ruling, decision); });
  const Instant day_two = town.now + day;
  town.pass(3 * day);
  EXPECT_EQ(town.duty("O02").due, day_two);
  EXPECT_EQ(town.duty("O02").state, ObligationState::overdue);
  town.enact([](Ruling& ruling) {
    close_duties(ruling, {.rule = "O02", .subject = "decision-1"}, "Anmält vid sammanträde");
  });
  EXPECT_EQ(town.open("O02"), 0U);
}

// Basis: LEH 2006:544 2 kap. 9 §
TEST(O04, ReportsFollowEachOtherUntilTheCountyBoardReleasesTheCity) {
  ClockTown town;
  const std::string id = town.accept("director", a_report(Level::serious));
  const auto begin = [&](Ruling& ruling) { open_county_reports(ruling, IncidentId{id}); };
  town.enact(begin);
  town.enact(begin);  // once for each event
  EXPECT_EQ(town.duty("O04").due, town.now + day);

  OrderReports order{.obligation = town.duty("O04").id,
                     .next = town.now + 6 * hour,
                     .released = false,
                     .reference = "Lst 1"};
  EXPECT_EQ(town.refuse("nobody", order), list({"O04"}));
  town.accept("chief", order);
  EXPECT_EQ(town.duty("O04").due, town.now + 6 * hour);
  town.pass(5 * hour);
  const Instant sent = town.now - hour;
  town.accept("staff", fulfilled_at(town.duty("O04"), sent));
  EXPECT_EQ(town.duty("O04").due, sent + day);
  EXPECT_EQ(town.duty("O04").opened, sent);

  order.obligation = town.duty("O04").id;
  order.released = true;
  order.reference = "";
  EXPECT_EQ(town.refuse("chief", order), list({"INPUT_MISSING"}));
  order.reference = "Lst 2";
  town.accept("chief", order);
  EXPECT_EQ(town.open("O04"), 0U);
  EXPECT_EQ(town.refuse("chief", order), list({"O04"}));
}

// Basis: LEH 2006:544 2 kap. 9 §
TEST(O04, OrdersConcernReportsToTheCountyBoardAndTheFuture) {
  ClockTown town;
  town.accept("director", a_report(Level::serious));
  OrderReports order{.obligation = town.duty("O01").id,
                     .next = town.now + hour,
                     .released = false,
                     .reference = "Lst 1"};
  EXPECT_EQ(town.refuse("chief", order), list({"O04"}));
  order.next = town.now;
  EXPECT_EQ(town.refuse("chief", order), list({"INPUT_TIME_ORDER"}));
  order.next.reset();
  EXPECT_EQ(town.refuse("chief", order), list({"INPUT_MISSING"}));
}

// Basis: LEH 2006:544 3 kap. 5 §
TEST(O17, ReportsOnPreparednessGoOnWhileTheAlertLasts) {
  ClockTown town;
  town.enact([](Ruling& ruling) { open_alert_reports(ruling); });
  town.enact([](Ruling& ruling) { open_alert_reports(ruling); });
  EXPECT_TRUE(town.happened().empty());
  EXPECT_EQ(town.refuse("nobody", fulfilled(town.duty("O17"))), list({"O17"}));
  town.accept("chief", fulfilled(town.duty("O17")));
  EXPECT_EQ(town.duty("O17").due, town.now + day);
  town.enact([](Ruling& ruling) { end_alert_reports(ruling, "Höjd beredskap har upphört"); });
  EXPECT_EQ(town.open("O17"), 0U);
}

// Basis: KL 2017:725 5 kap. 69 §; KL 2017:725 8 kap. 12 §; KL 2017:725 13 kap. 5 §
TEST(O05, MinutesAreAdjustedWithinFourteenDaysPostedWithinTwoAndOpenToAppealForThreeWeeks) {
  ClockTown town;
  town.now = local(2026, 11, 23, 14 * hour);  // a Monday
  const MeetingId meeting{"meeting-1"};
  town.enact([&](Ruling& ruling) { open_minutes(ruling, meeting, ruling.now()); });
  EXPECT_EQ(town.duty("O05").due, last_moment_of(2026, 12, 7));
  EXPECT_EQ(town.refuse("registrar", fulfilled(town.duty("O05"))), list({"O05"}));

  const Instant adjusted = local(2026, 12, 1, 10 * hour);
  town.now = adjusted + 2 * day;
  town.enact([&](Ruling& ruling) { minutes_adjusted(ruling, meeting, adjusted); });
  EXPECT_EQ(town.duty("O05", "meeting-1/post").due, last_moment_of(2026, 12, 3));
  EXPECT_EQ(town.duty("O05").opened, adjusted);
  const Instant posted = local(2026, 12, 3, 9 * hour);
  town.enact([&](Ruling& ruling) { minutes_posted(ruling, meeting, posted); });
  EXPECT_EQ(town.open("O05"), 0U);
  const auto closed = town.events<ObligationClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].done, posted);
  // The 24th of December is not a day to count to; neither are the days after it.
  EXPECT_EQ(appeal_until(posted), last_moment_of(2026, 12, 28));
  EXPECT_NE(closed[0].evidence.find("2026-12-28"), std::string::npos);
}

// Basis: Lag 1930:173 2 §; Läsning R15
TEST(R15, ClocksInDaysMoveToAWorkingDayAndClocksInHoursNever) {
  // Adjusted on a Thursday: two days later is a Saturday, so Monday.
  EXPECT_EQ(calendar::due_after_days(local(2026, 11, 26, 12 * hour), 2),
            last_moment_of(2026, 11, 30));
  EXPECT_EQ(calendar::due_after_days(local(2026, 11, 25, 12 * hour), 2),
            last_moment_of(2026, 11, 27));
  EXPECT_EQ(calendar::due_after_months(local(2026, 11, 24), 1), last_moment_of(2026, 12, 28));
  ClockTown town;
  town.now = local(2026, 11, 27, 12 * hour);  // a Friday: 24 h later is a Saturday
  const std::string id = town.accept("tib", a_digital_report());
  RecordFact assessed = fact(id, FactKind::cyber_assessed);
  assessed.serious = true;
  town.accept("tib", assessed);
  EXPECT_EQ(town.duty("O06", "fact-1/warning").due, town.now + 24 * hour);
}

// Basis: Läsning R15
TEST(R15, ClocksInHoursRunThroughTheNightsWhenLocalClocksAreMoved) {
  ClockTown town;
  for (const Instant evening : {local(2027, 3, 27, 22 * hour), local(2027, 10, 30, 22 * hour)}) {
    town.now = evening;
    const std::string id = town.accept("tib", a_digital_report());
    EXPECT_EQ(town.duty("O07", id).due, evening + 6 * hour);
  }
  // Days are local days: the due day ends an hour earlier or later by UTC, not by the wall.
  EXPECT_EQ(calendar::wall_clock_of(calendar::due_after_days(local(2027, 3, 20), 14)),
            24 * hour - Seconds{1});
  EXPECT_EQ(calendar::wall_clock_of(calendar::due_after_days(local(2027, 10, 20), 14)),
            24 * hour - Seconds{1});
}

// Basis: Läsning R18
TEST(R18, WhatWasDoneInTimeAndRegisteredLateIsJudgedByWhenItWasDone) {
  ClockTown town;
  const std::string id = town.accept("tib", a_digital_report());
  const ObligationId clock = town.duty("O07").id;
  const Instant assessed = town.now + 5 * hour;
  town.pass(9 * hour);
  EXPECT_EQ(town.duty("O07").state, ObligationState::overdue);
  town.accept("trafik-jour", fulfilled_at(town.duty("O07"), assessed));
  const Obligation& closed = town.state.obligations.at(clock);
  EXPECT_EQ(closed.done, assessed);
  EXPECT_LE(*closed.done, *closed.due);
  EXPECT_EQ(town.journal.back().time, town.now);  // and when it was registered, by whom
  EXPECT_EQ(town.journal.back().actor.person.value, "trafik-jour");
  // A time that has not come, or before the duty arose, is no evidence.
  const std::string other = town.accept("tib", a_digital_report());
  EXPECT_EQ(town.refuse("tib", fulfilled_at(town.duty("O07", other), town.now + hour)),
            list({"INPUT_TIME_FUTURE"}));
  EXPECT_EQ(town.refuse("tib", fulfilled_at(town.duty("O07", other), town.now - hour)),
            list({"INPUT_TIME_ORDER"}));
}

// Basis: Läsning R18
TEST(R18, AClockSetBackMovesNoDeadline) {
  ClockTown town;
  const std::string id = town.accept("tib", a_digital_report());
  const Instant due = *town.duty("O07", id).due;
  town.now -= 3 * hour;
  RecordFact assessed = fact(id, FactKind::personal_breach);
  assessed.known = town.now + 3 * hour;  // before the event by no clock
  town.order("tib", assessed);
  EXPECT_EQ(town.duty("O07", id).due, due);
  town.pass(9 * hour);
  EXPECT_EQ(town.duty("O07", id).state, ObligationState::overdue);
}

// Basis: Läsning R30
TEST(R30, WhatNamesTheIncidentKeepsItFromBeingClosed) {
  for (const char* rule : {"O02", "O03", "O04", "O06", "O07", "O08", "O09", "O10", "O11", "O12",
                           "O13", "O19", "R09", "R31", "R48"}) {
    EXPECT_TRUE(blocks_closing(RuleId{rule})) << rule;
  }
  for (const char* rule : {"O01", "O05", "O14", "O15", "O16", "O17", "O18"}) {
    EXPECT_FALSE(blocks_closing(RuleId{rule})) << rule;
  }
  ClockTown town;
  const std::string id = town.accept("trafik-jour", a_digital_report());
  town.accept("trafik-jour", level(id, Level::none));
  const CloseIncident close{.incident = IncidentId{id}, .reason = "Klart"};
  EXPECT_EQ(town.refuse("trafik-jour", close), list({"G15"}));
  town.accept("trafik-jour", fulfilled(town.duty("O07")));
  town.accept("trafik-jour", close);
}

// Basis: Läsning R54
TEST(R54, TheOwnerAndEveryOrganisationThatTookPartEvaluatesItsOwnHandling) {
  ClockTown town;
  ReportIncident report = a_report(Level::serious);
  report.owner = UnitId{"trafikkontoret"};
  const std::string id = town.accept("director", report);
  Incident incident = town.incident(id);
  incident.participants = {UnitId{"social"}, UnitId{"trafik"}};  // the owner's own side is one
  Takeover takeover;
  takeover.id = TakeoverId{"takeover-1"};
  takeover.incident = incident.id;
  takeover.scope.unit = UnitId{"norrmalm"};
  takeover.state = TakeoverState::returned;
  Contribution contribution;
  contribution.id = ContributionId{"contribution-1"};
  contribution.incident = incident.id;
  contribution.unit = UnitId{"vatten"};
  town.enact([&](Ruling& ruling) {
    ruling.add("T07", TakeoverEntered{takeover});
    ruling.add("A07", ContributionRequested{contribution});
    ruling.add("A07", ContributionAnswered{contribution.id, true, "Ja"});
  });
  town.enact([&](Ruling& ruling) { open_evaluations(ruling, incident); });
  std::vector<std::string> owing;
  for (const Obligation* duty : town.open_duties("O13")) owing.push_back(duty->owed_by_unit.value);
  std::ranges::sort(owing);
  EXPECT_EQ(owing, list({"norrmalm", "social", "trafikkontoret", "vatten"}));
  EXPECT_EQ(town.open("O12"), 1U);
  for (const Obligation* duty : town.open_duties("O13")) {
    EXPECT_EQ(duty->due, town.now + 90 * day);
  }
  // Once each, however often it is asked for.
  town.enact([&](Ruling& ruling) { open_evaluations(ruling, incident); });
  EXPECT_TRUE(town.happened().empty());
}

// Basis: Läsning R54
TEST(R54, TheOwnEvaluationIsClosedByTheOwnSide) {
  ClockTown town;
  const std::string id = town.accept("director", a_report(Level::serious));
  town.enact([&](Ruling& ruling) {
    open_own_evaluation(ruling, ruling.state().incidents.at(IncidentId{id}), UnitId{"vatten"});
  });
  EXPECT_EQ(town.refuse("it-social", fulfilled(town.duty("O13"))), list({"O13"}));
  town.accept("it-vatten", fulfilled(town.duty("O13")));
}

// Basis: Läsning R54
TEST(R54, WhoJoinsAfterCentralCrisisManagementLetGoOwesItFromThen) {
  ClockTown town;
  const std::string id = town.accept("director", a_report(Level::serious));
  town.accept("director", JoinIncident{IncidentId{id}, UnitId{"social"}, "Personal"});
  town.accept("director", level(id, Level::disturbance));
  EXPECT_EQ(town.open("O13"), 2U);
  town.now += day;
  town.accept("director", JoinIncident{IncidentId{id}, UnitId{"vatten"}, "Tankbilar"});
  EXPECT_EQ(town.open("O13"), 3U);
}

// Basis: Läsning R54
TEST(Reminders, ComeEarlierTheLongerTheTimeAndEachOnce) {
  ClockTown town;
  const Instant start = town.now;
  town.enact([&](Ruling& ruling) {
    EXPECT_TRUE(reminders_before(ruling, start + hour).empty());
    EXPECT_EQ(reminders_before(ruling, start + day), std::vector{start + 23 * hour});
    EXPECT_EQ(reminders_before(ruling, start + 3 * day),
              (std::vector{start + 2 * day, start + 71 * hour}));
    EXPECT_EQ(reminders_before(ruling, start + 90 * day),
              (std::vector{start + 83 * day, start + 89 * day}));
    EXPECT_EQ(reminders_before(ruling, start + 365 * day),
              (std::vector{start + 305 * day, start + 351 * day}));
  });
  const std::string id = town.accept("tib", a_report());
  RecordFact breach = fact(id, FactKind::personal_breach, "vatten");
  town.accept("tib", breach);
  town.pass(3 * day);
  EXPECT_EQ(town.events<ObligationReminded>().size(), 2U);
  EXPECT_EQ(town.told_about("O08"), list({"it-vatten", "it-vatten", "it-vatten", "chief"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Alarms, OfADutyThatNobodyHoldsReachTheDutyOfficer) {
  ClockTown town;
  const std::string id = town.accept("tib", a_report());
  RecordFact breach = fact(id, FactKind::personal_breach, "norrmalm");
  town.accept("tib", breach);
  town.pass(3 * day);
  EXPECT_TRUE(has(town.told_about("O08"), "tib"));
  EXPECT_TRUE(has(town.told_about("O08"), "chief"));
}

}  // namespace
}  // namespace ckl::law
