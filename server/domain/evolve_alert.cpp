// Höjd beredskap, lag 1988:97 and decisions of other bodies.
#include "domain/apply.hpp"

namespace ckl::domain {

void apply(State& state, const ExternalDecisionEntered& event, const Entry&) {
  state.records.emplace(event.record.id, event.record);
}

void apply(State& state, const ExternalDecisionSettled& event, const Entry& entry) {
  const auto found = state.records.find(event.record);
  if (found == state.records.end()) return;
  found->second.state = event.state;
  found->second.reason = event.reason;
  if (event.state == Confirmation::confirmed) found->second.confirmed_by = entry.actor.person;
}

void apply(State& state, const AlertChanged& event, const Entry&) {
  state.alert.grade = event.grade;
  state.alert.reference = event.reference;
  state.alert.decided = event.decided;
  state.alert.from = event.from;
  state.alert.areas = event.areas;
  state.alert.activity = event.activity;
  state.alert.in_area = event.in_area;
  state.alert.at_war = event.at_war;
  state.alert.record = event.record;
}

void apply(State& state, const ReadinessAlarmChanged& event, const Entry&) {
  state.alert.readiness_alarm = event.sounding;
}

void apply(State& state, const WartimeLawChanged& event, const Entry&) {
  state.alert.law = event.law;
}

void apply(State& state, const TasksAssigned& event, const Entry&) {
  state.assignments.emplace(event.assignment.id, event.assignment);
}

void apply(State& state, const AssignmentEnded& event, const Entry&) {
  const auto found = state.assignments.find(event.assignment);
  if (found == state.assignments.end()) return;
  found->second.ended = true;
  found->second.end_reason = event.reason;
}

}  // namespace ckl::domain
