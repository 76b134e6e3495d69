#include "domain/relief_busy.hpp"

#include <algorithm>

#include "domain/authority.hpp"
#include "domain/limits.hpp"
#include "domain/relief.hpp"

namespace ckl::domain {

Instant arrival_of(const Call& call) {
  return call.eta.value_or(call.answered.value_or(call.called));
}

Busy::Busy(const State& state, const ReliefShiftId& shift, const ReliefPlanId& plan) {
  for (const auto& [id, one] : state.relief_plans) {
    if (!one.ended && id != plan) add(one, shift);
  }
  for (const auto& [id, callout] : state.callouts) {
    if (callout.ended) continue;
    for (const auto& position : callout.positions) {
      if (find_relief(state, callout.incident, position.plan.position) != nullptr) continue;
      for (const auto& call : position.calls) {
        if (call.state != CallState::coming) continue;
        const Instant from = arrival_of(call);
        add(call.person, {.from = from, .until = from + state.settings.relief_shift});
      }
    }
  }
}

void Busy::add(const ReliefPlan& plan, const ReliefShiftId& but) {
  for (const auto& shift : plan.shifts) {
    if (shift.id == but || shift.person.empty()) continue;
    add(shift.person, {.from = shift.from, .until = shift.until});
  }
}

const std::vector<Stretch>& Busy::of(const PersonId& person) const {
  static const std::vector<Stretch> nothing;
  const auto found = taken_.find(person);
  return found == taken_.end() ? nothing : found->second;
}

bool Busy::is_free(const PersonId& person, const Stretch& stretch, Seconds rest) const {
  return std::ranges::none_of(of(person), [&](const Stretch& taken) {
    return stretch.from < taken.until + rest && taken.from < stretch.until + rest;
  });
}

Seconds Busy::load(const PersonId& person) const {
  Seconds all{0};
  for (const Stretch& taken : of(person)) {
    all += std::chrono::duration_cast<Seconds>(taken.until - taken.from);
  }
  return all;
}

bool is_away(const State& state, const Hindering& asked) {
  const auto absent = state.absences.find(asked.person);
  if (absent != state.absences.end()) {
    const auto& until = absent->second.until;
    if (!until || *until > asked.stretch.from) return true;
  }
  const auto engaged = state.index.engaged.find(asked.person);
  if (engaged == state.index.engaged.end()) return false;
  return std::ranges::any_of(engaged->second, [&](const auto& one) {
    return one.first != asked.but && asked.stretch.from < one.second + limits::engaged_for;
  });
}

bool is_qualified_for(const State& state, const PersonId& person, const PlanPosition& position) {
  const Person* known = find_person(state, person);
  if (known == nullptr) return false;
  const auto& has = known->qualifications;
  return std::ranges::all_of(position.qualifications, [&](const auto& needed) {
    return std::ranges::find(has, needed) != has.end();
  });
}

}  // namespace ckl::domain
