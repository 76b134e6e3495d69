// Timers of lag 1988:97 (T16, R36, R58) and of tasks assigned until an instant (T18).
#include <optional>

#include "domain/index.hpp"

namespace ckl::domain::index {
namespace {

// What the government prescribed is void unless referred to the riksdag, and then approved, in
// time. What applies by war or readiness alarm needs neither.
std::optional<Timer> timer_of(const WartimeLaw& law) {
  if (!law.on || law.cause != LawCause::prescription || law.approved) return std::nullopt;
  const std::optional<Instant>& end = law.referred ? law.approve_by : law.refer_by;
  if (!end) return std::nullopt;
  return Timer{.due = *end, .kind = TimerKind::law_end, .subject = {}, .person = {}};
}

std::optional<Timer> timer_of(const Assignment& assignment) {
  if (assignment.ended || !assignment.until) return std::nullopt;
  return Timer{.due = *assignment.until,
               .kind = TimerKind::assignment_end,
               .subject = assignment.id.value,
               .person = {}};
}

}  // namespace

void add(State& state, const WartimeLaw& law) {
  if (const auto timer = timer_of(law)) state.index.timers.insert(*timer);
}
void remove(State& state, const WartimeLaw& law) {
  if (const auto timer = timer_of(law)) state.index.timers.erase(*timer);
}

void add(State& state, const Assignment& assignment) {
  if (const auto timer = timer_of(assignment)) state.index.timers.insert(*timer);
}
void remove(State& state, const Assignment& assignment) {
  if (const auto timer = timer_of(assignment)) state.index.timers.erase(*timer);
}

}  // namespace ckl::domain::index
