// Larmövningar as decisions: when the next is due, how one begins and how it ends.
//
// Internal to the core; each writes on a ruling.
#pragma once

#include <string>
#include <vector>

#include "domain/ruling.hpp"

namespace ckl::domain {

// The drill that runs by that call-out, or null.
[[nodiscard]] const Drill* drill_of(const State& state, const CalloutId& callout);

// What the call-out came to, as a drill is judged.
[[nodiscard]] DrillOutcome outcome_of(const State& state, const Callout& callout);

// In an exercise workspace: plans a drill of each of the plans that has none coming, `every` from
// now, each on a working day of its own. Nothing when `every` is 0.
void plan_drills(Ruling& ruling, const std::vector<PlanId>& plans, Seconds every);

// Begins a planned drill by its plan: its incident, its call-out. While another one tries the same
// plan it is put off to the next day.
void start_drill(Ruling& ruling, const Drill& drill, const CalloutPlan& plan);

// A drill that runs is over: its incident closes, and the next of its plan is planned. The caller
// ends its call-out in the same ruling, if that still runs.
struct DrillEnd {
  bool cancelled = false;
  std::string reason = {};
};
void finish_drill(Ruling& ruling, const Drill& drill, DrillEnd end);

}  // namespace ckl::domain
