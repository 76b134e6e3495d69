// Facts that clocks count from, krisstöd, delegations, exercises, organisation through time.
#include <algorithm>

#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {
namespace {

bool is_of(const Obligation& obligation, const UnitId& unit) {
  return obligation.owed_by_unit == unit || obligation.inherited_by == unit;
}

bool is_of(const Takeover& takeover, const UnitId& unit) {
  return takeover.scope.unit == unit || takeover.successor == unit;
}

// The decision on that unit's succession settles this takeover: of the unit itself, or of one that
// it had succeeded.
bool is_settled_with(const State& state, const Takeover& takeover, const UnitId& unit) {
  if (takeover.state != TakeoverState::in_force) return false;
  if (takeover.scope.unit == unit) return true;
  const auto heir = state.successions.find(unit);
  return heir != state.successions.end() && !takeover.succession_settled &&
         takeover.successor == heir->second && !state.successions.contains(takeover.scope.unit);
}

}  // namespace

void apply(State& state, const ObligationDated& event, const Stamp&) {
  index::change(state, state.obligations, event.obligation, [&](Obligation& obligation) {
    obligation.due = event.due;
    obligation.remind_at = event.remind_at;
    if (obligation.state == ObligationState::overdue) obligation.state = ObligationState::open;
  });
}

void apply(State& state, const ParticipantJoined& event, const Stamp&) {
  index::change(state, state.incidents, event.incident, [&](Incident& incident) {
    if (std::ranges::find(incident.participants, event.unit) == incident.participants.end()) {
      incident.participants.push_back(event.unit);
    }
  });
}

void apply(State& state, const FactRecorded& event, const Stamp&) {
  const auto [at, added] = state.facts.emplace(event.fact.id, event.fact);
  if (added) index::add(state, at->second);
}

void apply(State& state, const CrisisSupportRouted& event, const Stamp&) {
  state.crisis_support[event.support.id] = event.support;
}

void apply(State& state, const CrisisSupportOffered& event, const Stamp&) {
  const auto found = state.crisis_support.find(event.incident);
  if (found != state.crisis_support.end()) found->second.offered_to = event.to;
}

void apply(State& state, const CrisisSupportAccepted& event, const Stamp& stamp) {
  const auto found = state.crisis_support.find(event.incident);
  if (found == state.crisis_support.end()) return;
  found->second.responsible = event.unit;
  found->second.offered_to = {};
  found->second.since = stamp.time;
}

void apply(State& state, const DelegationGranted& event, const Stamp&) {
  const auto [at, added] = state.delegations.emplace(event.delegation.id, event.delegation);
  if (added) index::add(state, at->second);
}

void apply(State& state, const DelegationEnded& event, const Stamp&) {
  index::change(state, state.delegations, event.delegation,
                [](Delegation& delegation) { delegation.ended = true; });
}

void apply(State& state, const ExerciseRecorded& event, const Stamp&) {
  state.exercises.emplace(event.exercise.id, event.exercise);
}

void apply(State& state, const ReadinessRecorded& event, const Stamp&) {
  state.readiness[event.readiness.id] = event.readiness;
}

void apply(State& state, const MonthlySummaryMade& event, const Stamp&) {
  index::remove_calendar(state);
  state.summary_month = event.summary.month;
  index::add_calendar(state);
}

void apply(State& state, const ReadinessYearBegan& event, const Stamp&) {
  index::remove_calendar(state);
  state.readiness_year = event.year;
  index::add_calendar(state);
}

void apply(State& state, const MandatePeriodBegan& event, const Stamp&) {
  index::remove_calendar(state);
  state.mandate_period = event.period;
  index::add_calendar(state);
}

// R44: what is open is inherited provisionally; what the unit itself is said to own, owe or have
// lost stays in its name until somebody decides.
void apply(State& state, const UnitSucceeded& event, const Stamp&) {
  for (const auto& [id, obligation] : state.obligations) {
    if (obligation.state == ObligationState::closed || !is_of(obligation, event.unit)) continue;
    index::change(state, state.obligations, id,
                  [&](Obligation& duty) { duty.inherited_by = event.successor; });
  }
  for (const auto& [id, takeover] : state.takeovers) {
    if (takeover.state != TakeoverState::in_force || !is_of(takeover, event.unit)) continue;
    index::change(state, state.takeovers, id, [&](Takeover& taken) {
      taken.successor = event.successor;
      taken.succession_settled = false;
    });
  }
  // What the ended unit had itself inherited passes on with the rest.
  std::vector<UnitId> forebears;
  for (const auto& [unit, heir] : state.successions) {
    if (heir == event.unit) forebears.push_back(unit);
  }
  for (const auto& unit : forebears) index::change_succession(state, unit, event.successor);
  index::change_succession(state, event.unit, event.successor);
}

void apply(State& state, const SuccessionSettled& event, const Stamp&) {
  for (const auto& [id, incident] : state.incidents) {
    if (incident.owner != event.unit || incident.phase >= Phase::closed) continue;
    index::change(state, state.incidents, id,
                  [&](Incident& owned) { owned.owner = event.successor; });
  }
  for (const auto& [id, obligation] : state.obligations) {
    if (obligation.state == ObligationState::closed || obligation.owed_by_unit != event.unit) {
      continue;
    }
    index::change(state, state.obligations, id, [&](Obligation& duty) {
      duty.owed_by_unit = event.successor;
      duty.inherited_by = {};
    });
  }
  for (const auto& [id, takeover] : state.takeovers) {
    if (!is_settled_with(state, takeover, event.unit)) continue;
    index::change(state, state.takeovers, id, [&](Takeover& taken) {
      taken.successor = event.successor;
      taken.succession_settled = true;
    });
  }
  for (auto& [id, support] : state.crisis_support) {
    if (support.responsible == event.unit) support.responsible = event.successor;
  }
  index::change_succession(state, event.unit, {});
  state.settled_successions[event.unit] = event.successor;
  index::drop_unit_end(state, event.unit);
}

void apply(State& state, const BoundariesAdopted& event, const Stamp&) {
  state.districts = event.districts;
  state.districts_hash = event.source_hash;
}

}  // namespace ckl::domain
