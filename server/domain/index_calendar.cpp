// Timers of the calendar: the next month to summarise, year to exercise in, mandate period (O14,
// O15, O18). None before an organisation is adopted, and nothing is owed for the time before that.
#include <algorithm>
#include <array>
#include <optional>

#include "domain/calendar.hpp"
#include "domain/index.hpp"

namespace ckl::domain::index {
namespace {

using std::chrono::months;
using std::chrono::years;

std::optional<Timer> at_start_of(TimerKind kind, std::optional<calendar::Date> day,
                                 std::string subject) {
  if (!day) return std::nullopt;
  return Timer{
      .due = calendar::instant_of(*day), .kind = kind, .subject = std::move(subject), .person = {}};
}

// A month is summarised when it has ended.
std::optional<Timer> month_timer(const State& state) {
  const auto last = calendar::parse_date(state.summary_month + "-01");
  if (!last) return std::nullopt;
  return at_start_of(TimerKind::month, *last + months(2), calendar::iso_month(*last + months(1)));
}

std::optional<Timer> year_timer(const State& state) {
  if (state.readiness_year == 0) return std::nullopt;
  const std::chrono::year next{static_cast<int>(state.readiness_year) + 1};
  return at_start_of(TimerKind::year, next / 1 / 1, std::to_string(static_cast<int>(next)));
}

std::optional<Timer> period_timer(const State& state) {
  if (state.mandate_period.empty()) return std::nullopt;
  std::string next;
  for (const auto& period : state.settings.mandate_periods) {
    if (period > state.mandate_period && (next.empty() || period < next)) next = period;
  }
  return at_start_of(TimerKind::mandate_period, calendar::parse_date(next), next);
}

// Of the day after the last one checked.
std::optional<Timer> duty_check_timer(const State& state) {
  const auto last = calendar::parse_date(state.duty_checked);
  if (!last || state.mode != Mode::live || state.settings.duty_check_at.count() == 0) return {};
  const calendar::Date day = calendar::plus_days(*last, 1);
  return Timer{.due = calendar::instant_of(day, state.settings.duty_check_at),
               .kind = TimerKind::duty_check,
               .subject = calendar::iso(day),
               .person = {}};
}

std::array<std::optional<Timer>, 4> timers_of(const State& state) {
  return {month_timer(state), year_timer(state), period_timer(state), duty_check_timer(state)};
}

}  // namespace

void add_calendar(State& state) {
  for (const auto& timer : timers_of(state)) {
    if (timer) state.index.timers.insert(*timer);
  }
}

void remove_calendar(State& state) {
  for (const auto& timer : timers_of(state)) {
    if (timer) state.index.timers.erase(*timer);
  }
}

void begin_calendar(State& state, Instant now) {
  if (!state.summary_month.empty()) return;
  const calendar::Date today = calendar::date_of(now);
  const calendar::Date this_month = today.year() / today.month() / 1;
  state.summary_month = calendar::iso_month(this_month - months(1));
  state.readiness_year = static_cast<std::uint32_t>(static_cast<int>(today.year()));
  state.mandate_period = calendar::iso(today);
}

// A day whose hour has passed when they are first asked for is not checked late.
void begin_duty_checks(State& state, Instant now) {
  const Seconds at = state.settings.duty_check_at;
  if (at.count() == 0) state.duty_checked.clear();
  if (at.count() == 0 || !state.duty_checked.empty() || state.mode != Mode::live) return;
  const calendar::Date today = calendar::date_of(now);
  const bool passed = calendar::wall_clock_of(now) >= at;
  state.duty_checked = calendar::iso(passed ? today : calendar::plus_days(today, -1));
}

}  // namespace ckl::domain::index
