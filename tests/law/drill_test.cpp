// Larmövningar: each route is tried, in an exercise alone, and what came of it is evidence.
// Basis: A14, A16, O14, G12.
#include "domain/drill.hpp"

#include <set>

#include <gmock/gmock.h>

#include "domain/calendar.hpp"
#include "domain/readiness.hpp"
#include "law/town.hpp"

namespace ckl::law {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const PlanId grund{"grund"};

class Drills : public testing::Test {
 protected:
  const Drill& drill(const std::string& id = "drill-1") { return town.state.drills.at({id}); }
  void answer(const std::string& who, Answer answer = Answer::coming) {
    town.accept(who, AnswerCall{.callout = drill().callout, .answer = answer});
  }
  void drill_every(Seconds time) {
    Settings settings = small_settings();
    settings.drill_every = time;
    town.accept("", AdoptSettings{settings});
  }

  Town town{small_organisation(), Mode::exercise};
};

// Basis: A16. The incident has no level, so that nothing of the law follows from it.
TEST_F(Drills, A16_AtOnceIsACallOutByThePlanOnAnIncidentWithoutALevel) {
  EXPECT_EQ(town.accept("chief", PlanDrill{.plan = grund}), "drill-1");
  EXPECT_EQ(drill().state, DrillState::running);
  const Callout& callout = town.state.callouts.at(drill().callout);
  EXPECT_EQ(callout.plan, grund);
  EXPECT_EQ(drill().until, callout.deadline);
  const Incident& incident = town.state.incidents.at(drill().incident);
  EXPECT_EQ(incident.level, Level::none);
  EXPECT_EQ(incident.headline, "Larmövning: Grund");
  EXPECT_THAT(town.events<PersonCalled>(), SizeIs(4));
  EXPECT_THAT(town.events<LevelChanged>(), IsEmpty());
  EXPECT_THAT(town.events<ObligationOpened>(), IsEmpty());
  EXPECT_EQ(town.state.ckl, CklState::inactive);
}

TEST_F(Drills, A16_ItEndsAtTheDeadlineAndSaysWhatItCameTo) {
  town.accept("chief", PlanDrill{.plan = grund});
  town.pass(30 * Seconds{1});
  answer("p1");
  town.pass(30 * Seconds{1});
  answer("p5", Answer::cannot);
  town.pass(hour);
  ASSERT_THAT(town.events<DrillEnded>(), SizeIs(1));
  EXPECT_EQ(drill().state, DrillState::ended);
  EXPECT_TRUE(town.state.callouts.at(drill().callout).ended);
  EXPECT_EQ(town.state.incidents.at(drill().incident).phase, Phase::closed);
  const DrillOutcome& outcome = drill().outcome;
  // p2, p3, p4, p6 and p7 were called after them, and nobody answered.
  EXPECT_EQ(outcome.called, 7U);
  EXPECT_EQ(outcome.answered, 2U);
  EXPECT_EQ(outcome.coming, 1U);
  EXPECT_EQ(outcome.missing, 2U);
  EXPECT_EQ(outcome.half, 30 * Seconds{1});
  EXPECT_EQ(outcome.most, 60 * Seconds{1});
  EXPECT_EQ(std::set(outcome.silent.begin(), outcome.silent.end()),
            (std::set<PersonId>{{"p2"}, {"p3"}, {"p4"}, {"p6"}, {"p7"}}));
  EXPECT_THAT(outcome.units, ElementsAre(UnitId{"ks"}));
  // Nobody is called any more.
  town.pass(2 * day);
  EXPECT_THAT(town.events<PersonCalled>(), IsEmpty());
}

// Both of the second position are called at once; the one who is not needed has not failed to
// answer.
TEST_F(Drills, WhoeverWasStoodDownIsNotOneWhoNeverAnswered) {
  town.accept("chief", PlanDrill{.plan = grund});
  answer("p5");
  answer("p1");
  answer("p2");
  ASSERT_TRUE(town.state.callouts.at(drill().callout).positions[1].filled);
  town.pass(hour);
  EXPECT_EQ(drill().outcome.called, 4U);
  EXPECT_EQ(drill().outcome.answered, 3U);
  EXPECT_EQ(drill().outcome.missing, 0U);
  EXPECT_THAT(drill().outcome.silent, IsEmpty());
}

TEST_F(Drills, EndedWithItsCallOutItIsOverAndCounts) {
  town.accept("chief", PlanDrill{.plan = grund});
  answer("p1");
  town.accept("tib", EndCallout{.callout = drill().callout, .reason = "Alla har svarat"});
  EXPECT_EQ(drill().state, DrillState::ended);
  EXPECT_EQ(drill().outcome.answered, 1U);
  EXPECT_EQ(town.state.incidents.at(drill().incident).phase, Phase::closed);
  town.pass(2 * hour);
  EXPECT_THAT(town.happened(), IsEmpty());
}

TEST_F(Drills, BrokenOffItIsNoEvidence) {
  town.accept("chief", PlanDrill{.plan = grund});
  answer("p1");
  town.accept("tib", CancelDrill{.drill = drill().id, .reason = "Fel dag"});
  EXPECT_EQ(drill().state, DrillState::cancelled);
  EXPECT_EQ(drill().reason, "Fel dag");
  EXPECT_TRUE(town.state.callouts.at(drill().callout).ended);
  const auto told = town.events<PersonStoodDown>();
  EXPECT_FALSE(told.empty()) << "whoever was called hears that it is over";
  EXPECT_EQ(town.refuse("tib", CancelDrill{.drill = drill().id, .reason = "Igen"}), list({"A16"}));
}

TEST_F(Drills, APlannedOneBeginsAtItsTimeAndCanBeMovedOrCancelled) {
  const Instant at = town.now + 3 * day;
  EXPECT_EQ(town.accept("chief", PlanDrill{.plan = grund, .at = at}), "drill-1");
  EXPECT_EQ(town.accept("chief", PlanDrill{.plan = grund, .at = at + day}), "drill-1");
  EXPECT_EQ(drill().at, at + day);
  town.pass(4 * day - Seconds{1});
  EXPECT_THAT(town.happened(), IsEmpty());
  town.pass(Seconds{1});
  EXPECT_EQ(drill().state, DrillState::running);

  town.accept("chief", PlanDrill{.plan = grund, .at = town.now + 2 * day});
  town.accept("chief", CancelDrill{.drill = {"drill-2"}, .reason = "Semester"});
  town.pass(3 * day);
  EXPECT_EQ(drill("drill-2").state, DrillState::cancelled);
  EXPECT_THAT(town.events<DrillStarted>(), IsEmpty());
}

TEST_F(Drills, TwoThatAreDueAtOnceBeginOneAfterTheOther) {
  CalloutPlan other = small_plan();
  other.id = PlanId{"andra"};
  town.accept("", AdoptPlan{other});
  const Instant at = town.now + day;
  town.accept("chief", PlanDrill{.plan = grund, .at = at});
  town.accept("chief", PlanDrill{.plan = other.id, .at = at});
  town.pass(day);
  EXPECT_EQ(drill("drill-1").state, DrillState::running);
  EXPECT_EQ(drill("drill-2").state, DrillState::running);
  EXPECT_NE(drill("drill-1").callout, drill("drill-2").callout);
  EXPECT_NE(drill("drill-1").incident, drill("drill-2").incident);
  town.pass(hour);
  EXPECT_EQ(drill("drill-1").state, DrillState::ended);
  EXPECT_EQ(drill("drill-2").state, DrillState::ended);
}

TEST_F(Drills, OneThatIsDueWhileItsPlanIsTriedIsPutOff) {
  town.accept("chief", PlanDrill{.plan = grund, .at = town.now + 30 * minute});
  town.accept("chief", PlanDrill{.plan = grund});
  town.pass(30 * minute);
  EXPECT_EQ(drill("drill-1").state, DrillState::planned);
  EXPECT_EQ(drill("drill-1").reason, "En övning av samma plan pågår");
  EXPECT_GT(drill("drill-1").at, town.now + 20 * hour);
}

// Basis: T12, G15. What people have made of the incident is theirs to end.
TEST_F(Drills, AnIncidentThatWasRaisedIsNotClosedWithTheDrill) {
  town.accept("chief", PlanDrill{.plan = grund});
  ChangeLevel raise;
  raise.incident = drill().incident;
  raise.to = Level::disturbance;
  raise.reason = "Övas vidare";
  town.accept("tib", raise);
  town.pass(hour);
  EXPECT_EQ(drill().state, DrillState::ended);
  EXPECT_LT(town.state.incidents.at(drill().incident).phase, Phase::closed);
  EXPECT_TRUE(town.state.callouts.at(drill().callout).ended);
}

// Basis: G15. A duty that names the incident keeps it open, as it keeps any other.
TEST_F(Drills, G15_AnIncidentWithAnOpenDutyIsNotClosedWithTheDrill) {
  town.accept("chief", PlanDrill{.plan = grund});
  town.enact([&](Ruling& ruling) {
    ruling.add("O04",
               ObligationOpened{.obligation = Obligation{.id = ruling.new_obligation(),
                                                         .rule = RuleId{"O04"},
                                                         .incident = drill().incident,
                                                         .owed_by_role = role::chief_of_staff,
                                                         .what = {"Rapport", "Report"},
                                                         .opened = ruling.now()}});
  });
  town.pass(hour);
  EXPECT_EQ(drill().state, DrillState::ended);
  EXPECT_EQ(town.state.incidents.at(drill().incident).phase, Phase::reported);
  EXPECT_EQ(town.refuse("tib", CloseIncident{.incident = drill().incident, .reason = "Klart"}),
            list({"G15"}));
}

// Basis: A16. Quarterly, each route on a working day of its own.
TEST_F(Drills, A16_EachRouteIsPlannedByItselfAndAgainWhenItIsOver) {
  CalloutPlan other = small_plan();
  other.id = PlanId{"andra"};
  town.accept("", AdoptPlan{other});
  drill_every(91 * day);
  const auto planned = town.events<DrillPlanned>();
  ASSERT_THAT(planned, SizeIs(2));
  std::set<std::string> days;
  for (const auto& one : planned) {
    const auto date = calendar::date_of(one.at);
    EXPECT_TRUE(calendar::is_working_day(date));
    EXPECT_EQ(calendar::wall_clock_of(one.at), 10 * hour);
    EXPECT_GE(one.at, town.now + 91 * day - day);
    days.insert(calendar::iso(date));
  }
  EXPECT_THAT(days, SizeIs(2));
  town.pass(std::chrono::duration_cast<Seconds>(planned[0].at - town.now) + 2 * hour);
  EXPECT_EQ(drill(planned[0].drill.value).state, DrillState::ended);
  std::vector<PlanId> next;
  for (const auto& again : town.events<DrillPlanned>()) next.push_back(again.plan);
  EXPECT_THAT(next, ElementsAre(planned[0].plan));

  CalloutPlan third = small_plan();
  third.id = PlanId{"tredje"};
  town.accept("", AdoptPlan{third});
  EXPECT_THAT(town.events<DrillPlanned>(), SizeIs(1));
  town.accept("", AdoptPlan{third});
  EXPECT_THAT(town.happened(), IsEmpty());
}

TEST_F(Drills, ALiveAlarmBreaksOffWhatRunsAndMovesWhatIsNear) {
  town.accept("chief", PlanDrill{.plan = grund});
  town.accept("chief", PlanDrill{.plan = grund, .at = town.now + 50 * minute});
  town.accept("", YieldDrills{});
  EXPECT_EQ(drill("drill-1").state, DrillState::cancelled);
  EXPECT_EQ(drill("drill-1").reason, "Skarpt larm pågår");
  EXPECT_TRUE(town.state.callouts.at(drill("drill-1").callout).ended);
  EXPECT_EQ(drill("drill-2").at, town.now + 50 * minute) << "one thing at a time";
  town.accept("", YieldDrills{});
  EXPECT_EQ(drill("drill-2").state, DrillState::planned);
  EXPECT_GE(drill("drill-2").at, town.now + 6 * day);
  EXPECT_EQ(drill("drill-2").reason, "Skarpt larm pågår");
  town.accept("", YieldDrills{});
  EXPECT_THAT(town.happened(), IsEmpty());
}

TEST_F(Drills, WhoMayCallOutMayDrill) {
  EXPECT_EQ(town.refuse("p1", PlanDrill{.plan = grund}), list({"A16"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  town.accept("chief", PlanDrill{.plan = grund});
  EXPECT_EQ(town.refuse("p1", CancelDrill{.drill = drill().id, .reason = "x"}), list({"A16"}));
}

TEST_F(Drills, WhatIsMalformedIsRefused) {
  EXPECT_EQ(town.refuse("chief", PlanDrill{.plan = {"ingen"}}), list({"INPUT_UNKNOWN_PLAN"}));
  EXPECT_EQ(town.refuse("chief", PlanDrill{.plan = grund, .at = town.now}),
            list({"INPUT_OUT_OF_RANGE"}));
  EXPECT_EQ(town.refuse("chief", PlanDrill{.plan = grund, .at = town.now + 732 * day}),
            list({"INPUT_OUT_OF_RANGE"}));
  EXPECT_EQ(town.refuse("chief", CancelDrill{.drill = {"drill-9"}, .reason = ""}),
            list({"INPUT_UNKNOWN_DRILL", "INPUT_MISSING"}));
  town.accept("chief", PlanDrill{.plan = grund});
  EXPECT_EQ(town.refuse("chief", PlanDrill{.plan = grund}), list({"A16"}));
}

// Basis: G12. Data of an exercise never reaches a live call-out, and the other way round.
TEST_F(Drills, G12_NeverInTheLiveWorkspace) {
  Town live;
  EXPECT_EQ(live.refuse("chief", PlanDrill{.plan = grund}), list({"G12"}));
  Settings settings = small_settings();
  settings.drill_every = 91 * day;
  live.accept("", AdoptSettings{settings});
  EXPECT_THAT(live.events<DrillPlanned>(), IsEmpty());
}

// Basis: A14, O14. The live workspace keeps it, once, and the year's duty of who answered is met.
TEST_F(Drills, A14_WhatADrillCameToIsEvidenceOfAnExercise) {
  Town live;
  live.enact([](Ruling& ruling) {
    ruling.add("O14",
               ObligationOpened{.obligation = Obligation{.id = ruling.new_obligation(),
                                                         .rule = RuleId{"O14"},
                                                         .owed_by_role = role::security_coordinator,
                                                         .owed_by_unit = UnitId{"trafik"},
                                                         .what = {"Öva", "Exercise"},
                                                         .opened = ruling.now(),
                                                         .subject = "2026"}});
  });
  ASSERT_THAT(live.open_duties("O14"), SizeIs(1));
  const NoteDrill note{.reference = "ovning/drill-1 (grund): 5 av 7 svarade",
                       .units = {UnitId{"trafik"}},
                       .held = live.now};
  live.accept("", note);
  EXPECT_THAT(live.happened(), ElementsAre("ExerciseRecorded", "ObligationClosed"));
  EXPECT_EQ(live.events<ObligationClosed>()[0].evidence, note.reference);
  EXPECT_THAT(live.open_duties("O14"), IsEmpty());
  const auto report = readiness_report(live.state, live.now);
  const auto line = std::ranges::find(report, UnitId{"trafik"}, &ReadinessLine::unit);
  ASSERT_NE(line, report.end());
  EXPECT_FALSE(line->exercise_missing);
  live.accept("", note);
  EXPECT_THAT(live.happened(), IsEmpty());
  EXPECT_EQ(live.refuse("", NoteDrill{.reference = "", .units = {UnitId{"ingen"}}}),
            list({"INPUT_MISSING", "INPUT_UNKNOWN_UNIT"}));
}

}  // namespace
}  // namespace ckl::law
