// Index of units that will end and of delegations: what an ending unit holds open (R44), and who
// holds a role without a mandate.
#include "domain/authority.hpp"
#include "domain/index.hpp"
#include "domain/succession.hpp"

namespace ckl::domain::index {
namespace {

// The unit's end matters while it holds something open and nobody has inherited it.
std::optional<Timer> timer_of(const State& state, const Unit& unit) {
  const auto end = end_of(unit);
  const bool asked =
      state.successions.contains(unit.id) || state.settled_successions.contains(unit.id);
  if (!end || asked || !state.index.held.contains(unit.id)) return std::nullopt;
  return Timer{.due = *end, .kind = TimerKind::unit_end, .subject = unit.id.value, .person = {}};
}

void hold(State& state, const UnitId& id) {
  const Unit* unit = find_unit(state, id);
  if (unit == nullptr || unit->valid_to.empty()) return;
  if (++state.index.held[id] > 1) return;
  if (const auto timer = timer_of(state, *unit)) state.index.timers.insert(*timer);
}

void release(State& state, const UnitId& id) {
  const auto found = state.index.held.find(id);
  if (found == state.index.held.end()) return;
  if (--found->second > 0) return;
  if (const auto timer = timer_of(state, *find_unit(state, id))) {
    state.index.timers.erase(*timer);
  }
  state.index.held.erase(found);
}

bool is_open(const Incident& incident) {
  return incident.phase != Phase::closed && incident.phase != Phase::archived;
}

const UnitId& holder_of(const Obligation& obligation) {
  return obligation.inherited_by.empty() ? obligation.owed_by_unit : obligation.inherited_by;
}

const UnitId& holder_of(const Takeover& takeover) {
  return takeover.successor.empty() ? takeover.scope.unit : takeover.successor;
}

}  // namespace

void hold(State& state, const Incident& incident) {
  if (is_open(incident)) hold(state, incident.owner);
}
void release(State& state, const Incident& incident) {
  if (is_open(incident)) release(state, incident.owner);
}

void hold(State& state, const Obligation& obligation) {
  if (obligation.state != ObligationState::closed) hold(state, holder_of(obligation));
}
void release(State& state, const Obligation& obligation) {
  if (obligation.state != ObligationState::closed) release(state, holder_of(obligation));
}

void hold(State& state, const Takeover& takeover) {
  if (takeover.state == TakeoverState::in_force) hold(state, holder_of(takeover));
}
void release(State& state, const Takeover& takeover) {
  if (takeover.state == TakeoverState::in_force) release(state, holder_of(takeover));
}

void change_succession(State& state, const UnitId& unit, const UnitId& heir) {
  if (const Unit* ended = find_unit(state, unit)) {
    if (const auto timer = timer_of(state, *ended)) state.index.timers.erase(*timer);
  }
  const auto before = state.successions.find(unit);
  if (before != state.successions.end()) {
    release(state, before->second);
    state.successions.erase(before);
  }
  if (!heir.empty()) {
    state.successions.emplace(unit, heir);
    hold(state, heir);
  }
  if (const Unit* ended = find_unit(state, unit)) {
    if (const auto timer = timer_of(state, *ended)) state.index.timers.insert(*timer);
  }
}

void drop_unit_end(State& state, const UnitId& unit) {
  const Unit* ended = find_unit(state, unit);
  const auto end = ended == nullptr ? std::nullopt : end_of(*ended);
  if (!end) return;
  state.index.timers.erase(
      Timer{.due = *end, .kind = TimerKind::unit_end, .subject = unit.value, .person = {}});
}

void hold_for_heirs(State& state) {
  for (const auto& [unit, heir] : state.successions) hold(state, heir);
}

void add(State& state, const Delegation& delegation) {
  if (delegation.ended) return;
  state.index.delegations_of_person.insert({delegation.person, delegation.id});
  state.index.delegations_of_role.insert({delegation.role, delegation.id});
}
void remove(State& state, const Delegation& delegation) {
  state.index.delegations_of_person.erase({delegation.person, delegation.id});
  state.index.delegations_of_role.erase({delegation.role, delegation.id});
}

}  // namespace ckl::domain::index
