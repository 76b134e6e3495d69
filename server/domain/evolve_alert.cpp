// Höjd beredskap, lag 1988:97 and decisions of other bodies.
#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {
namespace {

void keep_step(State& state, AlertAspect aspect, const RecordId& record) {
  state.alert_steps.push_back(AlertStep{.record = record, .aspect = aspect, .after = state.alert});
}

}  // namespace

void apply(State& state, const ExternalDecisionEntered& event, const Stamp&) {
  state.records.emplace(event.record.id, event.record);
}

void apply(State& state, const ExternalDecisionSettled& event, const Stamp& stamp) {
  const auto found = state.records.find(event.record);
  if (found == state.records.end()) return;
  found->second.state = event.state;
  found->second.reason = event.reason;
  if (event.state == Confirmation::confirmed) found->second.confirmed_by = stamp.person;
}

void apply(State& state, const AlertChanged& event, const Stamp&) {
  state.alert.grade = event.grade;
  state.alert.reference = event.reference;
  state.alert.decided = event.decided;
  state.alert.from = event.from;
  state.alert.areas = event.areas;
  state.alert.activity = event.activity;
  state.alert.in_area = event.in_area;
  state.alert.at_war = event.at_war;
  state.alert.record = event.record;
  keep_step(state, AlertAspect::grade, event.record);
}

void apply(State& state, const ReadinessAlarmChanged& event, const Stamp&) {
  state.alert.readiness_alarm = event.sounding;
  keep_step(state, AlertAspect::alarm, event.record);
}

void apply(State& state, const WartimeLawChanged& event, const Stamp&) {
  index::remove(state, state.alert.law);
  state.alert.law = event.law;
  index::add(state, state.alert.law);
  keep_step(state, AlertAspect::law, event.record);
}

void apply(State& state, const TasksAssigned& event, const Stamp&) {
  const auto [at, added] = state.assignments.emplace(event.assignment.id, event.assignment);
  if (added) index::add(state, at->second);
}

void apply(State& state, const AssignmentEnded& event, const Stamp& stamp) {
  index::change(state, state.assignments, event.assignment, [&](Assignment& assignment) {
    assignment.ended = true;
    // So that who led what can be asked of any instant.
    if (!assignment.until || stamp.time < *assignment.until) assignment.until = stamp.time;
    assignment.end_reason = event.reason;
  });
}

}  // namespace ckl::domain
