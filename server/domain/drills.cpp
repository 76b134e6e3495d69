// Larmövningar (A14, A16): planning, starting, ending, giving way, and the evidence.
#include "domain/drills.hpp"

#include <algorithm>
#include <set>

#include "domain/authority.hpp"
#include "domain/bodies.hpp"
#include "domain/calendar.hpp"
#include "domain/callout_report.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/limits.hpp"
#include "domain/readiness.hpp"
#include "domain/roll.hpp"
#include "domain/wrong_state.hpp"

namespace ckl::domain {
namespace {

constexpr std::string_view yielded = "Skarpt larm pågår";

const Drill* drill_in(const State& state, const PlanId& plan, DrillState wanted) {
  for (const auto& [id, drill] : state.drills) {
    if (drill.plan == plan && drill.state == wanted) return &drill;
  }
  return nullptr;
}

DrillId drill_number(std::size_t number) { return DrillId{numbered("drill", number)}; }

// The days on which a drill is planned: one route a day, since people stand in several.
class TakenDays {
 public:
  explicit TakenDays(const State& state) {
    for (const auto& [id, drill] : state.drills) {
      if (drill.state == DrillState::planned)
        days_.insert(calendar::iso(calendar::date_of(drill.at)));
    }
  }

  // The first working day from `target` on that is free, at the hour of drills.
  Instant take(Instant target) {
    calendar::Date day = calendar::working_day_from(calendar::date_of(target));
    while (!days_.insert(calendar::iso(day)).second) {
      day = calendar::working_day_from(calendar::plus_days(day, 1));
    }
    return calendar::instant_of(day, limits::drill_hour);
  }

 private:
  std::set<std::string> days_;
};

IncidentReported incident_for(const State& state, const CalloutPlan& plan, Instant now) {
  const auto number = static_cast<std::uint32_t>(state.incidents.size() + 1);
  const Unit* board = executive_board(state);
  return IncidentReported{.incident = IncidentId{numbered("incident", number)},
                          .number = number,
                          .kind = IncidentKind::other,
                          .headline = "Larmövning: " + plan.name.sv,
                          .text = "Larmvägen prövas. Svara som vid ett skarpt larm, men åk inte.",
                          .place = {},
                          .owner = board == nullptr ? UnitId{} : board->id,
                          .event_time = now,
                          .point = std::nullopt};
}

Incident made_of(const IncidentReported& reported) {
  Incident incident;
  incident.id = reported.incident;
  incident.number = reported.number;
  incident.headline = reported.headline;
  return incident;
}

void refuse_outside_exercise(const Case& c, Objections& objections) {
  if (c.state.mode == Mode::exercise) return;
  objections.add(wrong_state("G12",
                             {"En larmövning förs i en övningsarbetsyta, aldrig i den skarpa",
                              "A drill is held in an exercise workspace, never in the live one"},
                             {"Välj en arbetsyta för övning", "Choose a workspace for exercises"}));
}

// What G15 keeps an incident open for.
bool holds_something(const State& state, const IncidentId& incident) {
  const auto duties = unfulfilled_of(state, incident);
  return std::ranges::any_of(duties,
                             [](const Obligation* duty) { return blocks_closing(duty->rule); }) ||
         std::ranges::any_of(state.takeovers, [&](const auto& each) {
           const Takeover& takeover = each.second;
           return takeover.incident == incident && takeover.state == TakeoverState::in_force;
         });
}

// Whoever was stood down before an answer was owed has not failed to give one.
bool waited_in_vain(CallState state) {
  return state == CallState::calling || state == CallState::silent ||
         state == CallState::unreachable;
}

// Ends its call-out too, if that still runs.
void break_off(Ruling& ruling, const Drill& drill, const std::string& reason) {
  finish_drill(ruling, drill, {.cancelled = true, .reason = reason});
  end_callouts(ruling, drill.incident, reason);
}

}  // namespace

const Drill* drill_of(const State& state, const CalloutId& callout) {
  for (const auto& [id, drill] : state.drills) {
    if (drill.state == DrillState::running && drill.callout == callout) return &drill;
  }
  return nullptr;
}

DrillOutcome outcome_of(const State& state, const Callout& callout) {
  DrillOutcome outcome;
  std::set<PersonId> called;
  std::set<PersonId> answered;
  std::set<UnitId> units;
  for (const auto& position : callout.positions) {
    for (const auto& call : position.calls) {
      if (call.state == CallState::passed_over) continue;
      called.insert(call.person);
      if (call.state == CallState::coming) ++outcome.coming;
      if (!call.answered || !answered.insert(call.person).second) continue;
      const Person* person = find_person(state, call.person);
      const Unit* body = person == nullptr ? nullptr : body_of(state, person->unit);
      if (body != nullptr) units.insert(body->id);
    }
  }
  std::set<PersonId> silent;
  for (const auto& position : callout.positions) {
    for (const auto& call : position.calls) {
      if (!waited_in_vain(call.state) || answered.contains(call.person)) continue;
      if (silent.insert(call.person).second) outcome.silent.push_back(call.person);
    }
  }
  const CalloutReport report = report_of(state, callout);
  outcome.called = static_cast<std::uint32_t>(called.size());
  outcome.answered = static_cast<std::uint32_t>(answered.size());
  outcome.missing = report.missing;
  outcome.half = report.times.half.value_or(Seconds{0});
  outcome.most = report.times.most.value_or(Seconds{0});
  outcome.units.assign(units.begin(), units.end());
  return outcome;
}

void plan_drills(Ruling& ruling, const std::vector<PlanId>& plans, Seconds every) {
  const State& state = ruling.state();
  if (state.mode != Mode::exercise || every.count() == 0) return;
  TakenDays days(state);
  std::size_t number = state.drills.size();
  for (const auto& plan : plans) {
    if (drill_in(state, plan, DrillState::planned) != nullptr) continue;
    ruling.add("A16", DrillPlanned{.drill = drill_number(++number),
                                   .plan = plan,
                                   .at = days.take(ruling.now() + every),
                                   .reason = {}});
  }
}

void start_drill(Ruling& ruling, const Drill& drill, const CalloutPlan& plan) {
  if (drill_in(ruling.state(), drill.plan, DrillState::running) != nullptr) {
    const auto tomorrow = calendar::plus_days(calendar::date_of(ruling.now()), 1);
    ruling.add("A16",
               DrillPlanned{.drill = drill.id,
                            .plan = drill.plan,
                            .at = TakenDays(ruling.state()).take(calendar::instant_of(tomorrow)),
                            .reason = "En övning av samma plan pågår"});
    return;
  }
  const auto reported = incident_for(ruling.state(), plan, ruling.now());
  ruling.add("A16", IncidentReported(reported));
  const CalloutId callout = begin_callout(ruling, made_of(reported), plan, reported.text);
  ruling.add("A16", DrillStarted{.drill = drill.id,
                                 .incident = reported.incident,
                                 .callout = callout,
                                 .until = ruling.now() + plan.deadline});
}

void finish_drill(Ruling& ruling, const Drill& drill, DrillEnd end) {
  const State& state = ruling.state();
  ruling.add("A16", DrillEnded{.drill = drill.id,
                               .cancelled = end.cancelled,
                               .reason = end.reason,
                               .outcome = outcome_of(state, state.callouts.at(drill.callout))});
  const Incident& incident = state.incidents.at(drill.incident);
  // Once people have made something of it, its end is theirs to decide (G15).
  const bool untouched = incident.phase == Phase::reported && incident.level == Level::none;
  if (untouched && !holds_something(state, incident.id)) {
    ruling.add("A16", PhaseChanged{.incident = incident.id,
                                   .from = incident.phase,
                                   .to = Phase::closed,
                                   .reason = "Larmövningen är slut"});
  }
  if (state.plans.contains(drill.plan)) {
    plan_drills(ruling, {drill.plan}, state.settings.drill_every);
  }
}

Decision decide_on(const Case& c, const PlanDrill& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  refuse_outside_exercise(c, objections);
  if (drill_in(c.state, command.plan, DrillState::running) != nullptr && !command.at) {
    objections.add(wrong_state(
        "A16", {"En övning av den planen pågår redan", "A drill of that plan is already under way"},
        {"Följ den, eller bryt den först", "Follow it, or break it off first"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Drill* planned = drill_in(c.state, command.plan, DrillState::planned);
  const bool moves = command.at.has_value() && planned != nullptr;
  const DrillId id = moves ? planned->id : drill_number(c.state.drills.size() + 1);
  ruling.add(
      "A16",
      DrillPlanned{
          .drill = id, .plan = command.plan, .at = command.at.value_or(c.now), .reason = {}});
  if (!command.at) {
    start_drill(ruling, {.id = id, .plan = command.plan}, c.state.plans.at(command.plan));
  }
  return ruling.accept(std::move(capacity), id.value);
}

Decision decide_on(const Case& c, const CancelDrill& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  const Drill& drill = c.state.drills.at(command.drill);
  if (drill.state != DrillState::planned && drill.state != DrillState::running) {
    objections.add(wrong_state("A16", {"Övningen är redan över", "The drill is over already"},
                               {"Inget behöver göras", "Nothing needs doing"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  if (drill.state == DrillState::running) {
    break_off(ruling, drill, command.reason);
  } else {
    ruling.add(
        "A16",
        DrillEnded{.drill = drill.id, .cancelled = true, .reason = command.reason, .outcome = {}});
  }
  return ruling.accept(std::move(capacity), drill.id.value);
}

// One that runs at a time: what its end frees is looked at by what goes on.
Decision decide_on(const Case& c, const YieldDrills&) {
  Ruling ruling(c);
  TakenDays days(c.state);
  for (const auto& [id, drill] : c.state.drills) {
    if (drill.state == DrillState::running) {
      break_off(ruling, drill, std::string(yielded));
      return ruling.accept({}, id.value);
    }
  }
  for (const auto& [id, drill] : c.state.drills) {
    if (drill.state != DrillState::planned || drill.at > c.now + limits::drill_near) continue;
    const auto later = calendar::plus_days(calendar::date_of(c.now), limits::drill_yields_days);
    ruling.add("A16", DrillPlanned{.drill = id,
                                   .plan = drill.plan,
                                   .at = days.take(calendar::instant_of(later)),
                                   .reason = std::string(yielded)});
  }
  return ruling.accept({}, {});
}

Decision decide_on(const Case& c, const NoteDrill& command) {
  Ruling ruling(c);
  const bool known = std::ranges::any_of(c.state.exercises, [&](const auto& exercise) {
    return exercise.second.reference == command.reference;
  });
  if (!known) {
    note_exercise(ruling, {.id = ExerciseId{numbered("exercise", c.state.exercises.size() + 1)},
                           .units = command.units,
                           .kind = "Larmövning",
                           .held = std::min(command.held, c.now),
                           .reference = command.reference});
  }
  return ruling.accept({}, command.reference);
}

}  // namespace ckl::domain
