// Index of the rosters: when an alarm about gaps is next owed.
#include "domain/index.hpp"
#include "domain/roster.hpp"

namespace ckl::domain::index {
namespace {

std::optional<Timer> timer_of(const State& state, const Roster& roster) {
  const auto due = gap_alarm_due(state, roster);
  if (!due) return std::nullopt;
  return Timer{.due = *due, .kind = TimerKind::duty_gap, .subject = roster.id, .person = {}};
}

}  // namespace

void add(State& state, const Roster& roster) {
  if (const auto timer = timer_of(state, roster)) state.index.timers.insert(*timer);
}

void remove(State& state, const Roster& roster) {
  if (const auto timer = timer_of(state, roster)) state.index.timers.erase(*timer);
}

}  // namespace ckl::domain::index
