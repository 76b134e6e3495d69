#include <algorithm>

#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {

void apply(State& state, const IncidentReported& event, const Stamp& stamp) {
  Incident incident;
  incident.id = event.incident;
  incident.number = event.number;
  incident.kind = event.kind;
  incident.headline = event.headline;
  incident.text = event.text;
  incident.place = event.place;
  incident.owner = event.owner;
  incident.event_time = event.event_time;
  incident.point = event.point;
  incident.registered_time = stamp.time;
  incident.level_since = stamp.time;
  const auto [at, added] = state.incidents.emplace(event.incident, std::move(incident));
  if (added) index::add(state, at->second);
}

void apply(State& state, const LevelChanged& event, const Stamp& stamp) {
  index::change(state, state.incidents, event.incident, [&](Incident& incident) {
    incident.level = event.to;
    incident.provisional = event.provisional;
    incident.unconfirmed = false;
    incident.confirm_by = event.confirm_by;
    incident.level_since = stamp.time;
    if (event.to != Level::extraordinary) incident.criteria.reset();
  });
  // T10 takes the incident out of the causes for which KN functions (R23); KN itself goes on.
  if (event.to != Level::extraordinary) state.committee_causes.erase(event.incident);
}

void apply(State& state, const LevelConfirmed& event, const Stamp&) {
  index::change(state, state.incidents, event.incident, [](Incident& incident) {
    incident.provisional = false;
    incident.unconfirmed = false;
    incident.confirm_by.reset();
  });
}

void apply(State& state, const LevelLeftUnconfirmed& event, const Stamp&) {
  index::change(state, state.incidents, event.incident, [](Incident& incident) {
    incident.unconfirmed = true;
    incident.confirm_by.reset();
  });
}

void apply(State& state, const PhaseChanged& event, const Stamp&) {
  index::change(state, state.incidents, event.incident,
                [&](Incident& incident) { incident.phase = event.to; });
}

void apply(State& state, const CklStateChanged& event, const Stamp& stamp) {
  state.ckl = event.to;
  state.ckl_since = stamp.time;
}

void apply(State& state, const CklAttachmentChanged& event, const Stamp&) {
  index::change(state, state.incidents, event.incident, [&](Incident& incident) {
    incident.on_ckl = event.attached;
    if (event.attached) incident.was_on_ckl = true;
  });
}

void apply(State& state, const ExtraordinaryDeclared& event, const Stamp&) {
  index::change(state, state.incidents, event.incident,
                [&](Incident& incident) { incident.criteria = event.criteria; });
}

void apply(State& state, const CommitteeStateChanged& event, const Stamp& stamp) {
  if (state.committee != event.to) state.committee_since = stamp.time;
  state.committee = event.to;
  if (event.to != CommitteeState::functioning) {
    state.committee_causes.clear();
  } else if (!event.cause.empty()) {
    state.committee_causes.insert(event.cause);
  }
}

void apply(State& state, const HindranceRecorded& event, const Stamp&) {
  const auto [at, added] = state.hindrances.emplace(event.hindrance.id, event.hindrance);
  if (added) index::add(state, at->second);
}

void apply(State& state, const HindranceEnded& event, const Stamp&) {
  index::change(state, state.hindrances, event.hindrance,
                [](Hindrance& hindrance) { hindrance.ended = true; });
}

void apply(State& state, const PowerRefused& event, const Stamp& stamp) {
  for (const auto& rule : event.rules) {
    state.refused_attempts[{event.person, rule}] = stamp.time;
  }
}

void apply(State& state, const ObligationOpened& event, const Stamp&) {
  const auto [at, added] = state.obligations.emplace(event.obligation.id, event.obligation);
  if (added) index::add(state, at->second);
}

void apply(State& state, const ObligationReminded& event, const Stamp&) {
  index::change(state, state.obligations, event.obligation, [](Obligation& obligation) {
    obligation.reminded = true;
    auto& left = obligation.remind_at;
    if (!left.empty()) left.erase(left.begin());
  });
}

void apply(State& state, const ObligationOverdue& event, const Stamp&) {
  index::change(state, state.obligations, event.obligation,
                [](Obligation& obligation) { obligation.state = ObligationState::overdue; });
}

void apply(State& state, const ObligationClosed& event, const Stamp&) {
  index::change(state, state.obligations, event.obligation, [&](Obligation& obligation) {
    obligation.state = ObligationState::closed;
    obligation.evidence = event.evidence;
    obligation.done = event.done;
  });
}

void apply(State& state, const LogEntryWritten& event, const Stamp&) {
  state.log_entries = std::max(state.log_entries, event.number);
}

}  // namespace ckl::domain
