// Relief plans and handovers: folding, and the one timer of each plan.
#include <algorithm>

#include "domain/apply.hpp"
#include "domain/index.hpp"
#include "domain/relief.hpp"

namespace ckl::domain {
namespace {

std::optional<Timer> timer_of(const State& state, const ReliefPlan& plan) {
  const auto due = relief_due(state, plan);
  if (!due) return std::nullopt;
  return Timer{.due = *due, .kind = TimerKind::relief, .subject = plan.id.value, .person = {}};
}

// The shift of that number in a plan, changed in place.
template <class Change>
void change_shift(State& state, const ReliefShiftId& id, Change change_it) {
  index::change(state, state.relief_plans, plan_of(id), [&](ReliefPlan& plan) {
    const auto found = std::ranges::find(plan.shifts, id, &ReliefShift::id);
    if (found != plan.shifts.end()) change_it(plan, *found);
  });
}

void leave_open(ReliefShift& shift) {
  shift.person = {};
  shift.state = ShiftState::open;
  shift.override_reason.clear();
  shift.changed_over = false;
}

}  // namespace

namespace index {

void add(State& state, const ReliefPlan& plan) {
  if (const auto timer = timer_of(state, plan)) state.index.timers.insert(*timer);
}

void remove(State& state, const ReliefPlan& plan) {
  if (const auto timer = timer_of(state, plan)) state.index.timers.erase(*timer);
}

}  // namespace index

void apply(State& state, const ReliefProposed& event, const Stamp&) {
  const auto found = state.relief_plans.find(event.plan.id);
  if (found == state.relief_plans.end()) {
    const auto at = state.relief_plans.emplace(event.plan.id, event.plan).first;
    index::add(state, at->second);
    return;
  }
  index::change(state, state.relief_plans, event.plan.id,
                [&](ReliefPlan& plan) { plan = event.plan; });
}

void apply(State& state, const ShiftAssigned& event, const Stamp& stamp) {
  index::change(state, state.relief_plans, event.plan, [&](ReliefPlan& plan) {
    const auto found = std::ranges::find(plan.shifts, event.shift.id, &ReliefShift::id);
    if (found == plan.shifts.end()) {
      plan.shifts.push_back(event.shift);
      ++plan.numbered;
    } else {
      *found = event.shift;
    }
    sort_shifts(plan.shifts);
    plan.changed = stamp.time;
  });
}

void apply(State& state, const ShiftCleared& event, const Stamp& stamp) {
  change_shift(state, event.shift, [&](ReliefPlan& plan, ReliefShift& shift) {
    leave_open(shift);
    plan.changed = stamp.time;
  });
}

void apply(State& state, const AvailabilityAnswered& event, const Stamp& stamp) {
  change_shift(state, event.shift, [&](ReliefPlan& plan, ReliefShift& shift) {
    if (event.available) {
      shift.state = ShiftState::available;
      return;
    }
    shift.declined.push_back(event.person);
    leave_open(shift);
    plan.changed = stamp.time;
  });
}

void apply(State& state, const ReliefGapFound& event, const Stamp&) {
  index::change(state, state.relief_plans, event.plan, [&](ReliefPlan& plan) {
    plan.alarmed.push_back(event.gap);
    std::ranges::sort(plan.alarmed, {}, &ReliefGap::from);
  });
}

void apply(State& state, const ReliefGapFilled& event, const Stamp&) {
  index::change(state, state.relief_plans, event.plan, [&](ReliefPlan& plan) {
    std::erase_if(plan.alarmed, [&](const ReliefGap& gap) { return gap.from == event.from; });
  });
}

void apply(State& state, const HandoverDue& event, const Stamp&) {
  change_shift(state, event.shift,
               [](ReliefPlan&, ReliefShift& shift) { shift.changed_over = true; });
}

void apply(State& state, const HandoverWritten& event, const Stamp&) {
  state.handovers.insert_or_assign(event.handover.id, event.handover);
}

void apply(State& state, const HandoverSigned& event, const Stamp& stamp) {
  const auto found = state.handovers.find(event.handover);
  if (found != state.handovers.end()) found->second.signed_off = stamp.time;
}

void apply(State& state, const ReliefEnded& event, const Stamp&) {
  index::change(state, state.relief_plans, event.plan, [](ReliefPlan& plan) { plan.ended = true; });
}

}  // namespace ckl::domain
