// Facts that clocks count from, krisstöd, delegations, exercises, organisation through time.
#include <algorithm>

#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {

void apply(State& state, const ObligationDated& event, const Entry&) {
  index::change(state, state.obligations, event.obligation, [&](Obligation& obligation) {
    obligation.due = event.due;
    if (obligation.state == ObligationState::overdue) obligation.state = ObligationState::open;
  });
}

void apply(State& state, const ParticipantJoined& event, const Entry&) {
  index::change(state, state.incidents, event.incident, [&](Incident& incident) {
    if (std::ranges::find(incident.participants, event.unit) == incident.participants.end()) {
      incident.participants.push_back(event.unit);
    }
  });
}

void apply(State& state, const FactRecorded& event, const Entry&) {
  state.facts.emplace(event.fact.id, event.fact);
}

void apply(State& state, const CrisisSupportRouted& event, const Entry&) {
  state.crisis_support[event.support.id] = event.support;
}

void apply(State& state, const CrisisSupportOffered& event, const Entry&) {
  const auto found = state.crisis_support.find(event.incident);
  if (found != state.crisis_support.end()) found->second.offered_to = event.to;
}

void apply(State& state, const CrisisSupportAccepted& event, const Entry& entry) {
  const auto found = state.crisis_support.find(event.incident);
  if (found == state.crisis_support.end()) return;
  found->second.responsible = event.unit;
  found->second.offered_to = {};
  found->second.since = entry.time;
}

void apply(State& state, const DelegationGranted& event, const Entry&) {
  state.delegations.emplace(event.delegation.id, event.delegation);
}

void apply(State& state, const DelegationEnded& event, const Entry&) {
  const auto found = state.delegations.find(event.delegation);
  if (found != state.delegations.end()) found->second.ended = true;
}

void apply(State& state, const ExerciseRecorded& event, const Entry&) {
  state.exercises.emplace(event.exercise.id, event.exercise);
}

void apply(State& state, const ReadinessRecorded& event, const Entry&) {
  state.readiness[event.readiness.id] = event.readiness;
}

void apply(State& state, const MonthlySummaryMade& event, const Entry&) {
  state.summary_month = event.summary.month;
}

void apply(State& state, const ReadinessYearBegan& event, const Entry&) {
  state.readiness_year = event.year;
}

void apply(State& state, const MandatePeriodBegan& event, const Entry&) {
  state.mandate_period = event.period;
}

void apply(State& state, const UnitSucceeded& event, const Entry&) {
  state.successions[event.unit] = event.successor;
}

void apply(State& state, const SuccessionSettled& event, const Entry&) {
  state.successions.erase(event.unit);
}

void apply(State& state, const BoundariesAdopted& event, const Entry&) {
  state.districts = event.districts;
  state.districts_hash = event.source_hash;
}

}  // namespace ckl::domain
