// How ready the organisations are: plans and exercises (A13, A14, O14).
#pragma once

#include <vector>

#include "domain/ruling.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

// What one committee or company lacks at an instant.
struct ReadinessLine {
  UnitId unit;
  bool organisation_missing = false;  // no crisis organisation designated
  bool plan_missing = false;          // no plan reviewed
  bool review_passed = false;         // its next review should have been made
  bool endurance_missing = false;     // no endurance planned
  bool exercise_missing = false;      // none completed in the calendar year (A14)

  [[nodiscard]] bool lacks_plan() const {  // A13
    return organisation_missing || plan_missing || review_passed || endurance_missing;
  }
};

// One line for every committee and company valid then, in the order of the organisation.
[[nodiscard]] std::vector<ReadinessLine> readiness_report(const State& state, Instant at);

// A14, O14: an exercise that was held, and the duties that it fulfils: of the year in which it was
// held, for each organisation that took part.
void note_exercise(Ruling& ruling, const ExerciseRecord& exercise);

}  // namespace ckl::domain
