#include "domain/readiness.hpp"

#include <algorithm>
#include <set>

#include "domain/bodies.hpp"
#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {
namespace {

UnitId body_or_self(const State& state, const UnitId& unit) {
  const Unit* body = body_of(state, unit);
  return body == nullptr ? unit : body->id;
}

std::set<UnitId> bodies_of(const State& state, const std::vector<UnitId>& units) {
  std::set<UnitId> bodies;
  for (const auto& unit : units) bodies.insert(body_or_self(state, unit));
  return bodies;
}

std::chrono::year year_of(Instant at) { return calendar::date_of(at).year(); }

std::set<UnitId> exercised_in(const State& state, std::chrono::year year) {
  std::set<UnitId> exercised;
  for (const auto& [id, exercise] : state.exercises) {
    if (year_of(exercise.held) == year) exercised.merge(bodies_of(state, exercise.units));
  }
  return exercised;
}

}  // namespace

std::vector<ReadinessLine> readiness_report(const State& state, Instant at) {
  const auto exercised = exercised_in(state, year_of(at));
  std::vector<ReadinessLine> lines;
  for (const Unit* body : crisis_bodies(state, at)) {
    const auto found = state.readiness.find(body->id);
    const Readiness known = found == state.readiness.end() ? Readiness{} : found->second;
    lines.push_back({.unit = body->id,
                     .organisation_missing = !known.organisation_designated,
                     .plan_missing = !known.plan_reviewed,
                     .review_passed = known.review_by && *known.review_by < at,
                     .endurance_missing = !known.endurance_planned,
                     .exercise_missing = !exercised.contains(body->id)});
  }
  return lines;
}

Decision decide_on(const Case& c, const RecordReadiness& command) {
  Objections objections(c.now);
  std::string capacity = require_side(c, "A13", command.unit, objections);
  if (!objections.empty()) return objections.refuse();

  const Readiness readiness{.id = body_or_self(c.state, command.unit),
                            .organisation_designated = command.organisation_designated,
                            .plan_reviewed = command.plan_reviewed,
                            .review_by = command.review_by,
                            .endurance_planned = command.endurance_planned,
                            .reference = command.reference};
  Ruling ruling(c);
  ruling.add("A13", ReadinessRecorded{readiness});
  return ruling.accept(std::move(capacity), readiness.id.value);
}

void note_exercise(Ruling& ruling, const ExerciseRecord& exercise) {
  const State& state = ruling.state();
  ruling.add("A14", ExerciseRecorded{exercise});
  const auto bodies = bodies_of(state, exercise.units);
  const std::string year = std::to_string(static_cast<int>(year_of(exercise.held)));
  for (const Obligation* duty : unfulfilled(state, {.rule = "O14", .subject = year})) {
    if (!bodies.contains(duty->owed_by_unit) && !bodies.contains(duty->inherited_by)) continue;
    ruling.add("O14",
               ObligationClosed{
                   .obligation = duty->id, .evidence = exercise.reference, .done = exercise.held});
  }
}

Decision decide_on(const Case& c, const RecordExercise& command) {
  Objections objections(c.now);
  std::string capacity;
  for (const auto& unit : command.units) {
    capacity = require_side(c, "O14", unit, objections);
    if (!objections.empty()) return objections.refuse();
  }

  Ruling ruling(c);
  const ExerciseRecord exercise{
      .id = ExerciseId{numbered("exercise", c.state.exercises.size() + 1)},
      .units = command.units,
      .kind = command.kind,
      .held = std::min(command.held.value_or(c.now), c.now),
      .reference = command.reference};
  note_exercise(ruling, exercise);
  return ruling.accept(std::move(capacity), exercise.id.value);
}

}  // namespace ckl::domain
