// Uthållighet: questions about relief plans.
#include "domain/relief.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "domain/calendar.hpp"
#include "domain/callout_fold.hpp"
#include "domain/relief_busy.hpp"
#include "domain/relief_words.hpp"

namespace ckl::domain {
namespace {

constexpr std::size_t shifts_shown = 3;

bool has_somebody(const ReliefShift& shift) { return !shift.person.empty(); }

// Whoever came by the call-out counts from the moment they said so: that they are still on their
// way is the call-out's business, and no gap that planning could fill.
bool is_there(const ReliefShift& shift, Instant at) {
  const bool begun = shift.from <= at || shift.state == ShiftState::serving;
  return has_somebody(shift) && begun && at < shift.until;
}

std::uint32_t planned_at(const ReliefPlan& plan, Instant at, bool answered) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(plan.shifts, [&](const ReliefShift& shift) {
        return is_there(shift, at) && (!answered || shift.state != ShiftState::asked);
      }));
}

// Instants at which the number of people may change, from the plan's beginning to its end.
std::set<Instant> turns_of(const ReliefPlan& plan, Instant from) {
  std::set<Instant> turns{from, plan.until};
  for (const auto& shift : plan.shifts) {
    for (const Instant at : {shift.from, shift.until}) {
      if (from < at && at < plan.until) turns.insert(at);
    }
  }
  return turns;
}

// From when on fewer are there than wanted.
Instant lasts_until(const ReliefPlan& plan, Instant now, bool answered) {
  for (const Instant at : turns_of(plan, now)) {
    if (at >= plan.until || planned_at(plan, at, answered) < plan.wanted) return std::max(at, now);
  }
  return std::max(plan.until, now);
}

bool has_passed(const ReliefGap& gap, const ReliefPlan& plan) {
  return gap.until && *gap.until <= plan.changed;
}

Endurance endurance_of(const State& state, const ReliefPlan& plan, Instant now) {
  Endurance row{.incident = plan.incident,
                .position = plan.position,
                .plan = plan.id,
                .wanted = plan.wanted,
                .now = {},
                .next = {},
                .staffed_until = lasts_until(plan, now, false),
                .answered_until = lasts_until(plan, now, true)};
  for (const auto& shift : plan.shifts) {
    if (shift.from <= now && now < shift.until && has_somebody(shift)) row.now.push_back(shift);
    if (shift.from > now && row.next.size() < shifts_shown) row.next.push_back(shift);
  }
  row.red = row.staffed_until < now + state.settings.relief_warn_ahead;
  return row;
}

// Nobody has planned: those who came last for one shift.
Endurance endurance_of(const State& state, const Callout& callout, const CalloutPosition& position,
                       Instant now) {
  ReliefPlan plan;
  plan.incident = callout.incident;
  plan.position = position.plan.position;
  plan.wanted = position.plan.wanted;
  plan.until = now + state.settings.relief_horizon;
  for (const auto& call : position.calls) {
    if (call.state != CallState::coming) continue;
    const Instant from = arrival_of(call);
    plan.shifts.push_back({.id = {},
                           .person = call.person,
                           .from = std::min(from, now),
                           .until = from + state.settings.relief_shift,
                           .state = ShiftState::serving});
  }
  return endurance_of(state, plan, now);
}

// By number: relief-1-9 before relief-1-10.
auto by_number(const ReliefShift& shift) {
  return std::pair(shift.id.value.size(), std::string_view(shift.id.value));
}

// Begins when the other is about to end; whoever has been there for long relieves nobody.
bool comes_for(const ReliefShift& next, const ReliefShift& shift) {
  const bool follows = next.person != shift.person && next.from > shift.from &&
                       next.from <= shift.until && shift.until < next.until;
  return follows && has_somebody(next) && 2 * (shift.until - next.from) <= next.until - next.from;
}

// Of those that `next` can relieve and nobody relieves yet.
const ReliefShift* first_to_leave(const ReliefPlan& plan, const ReliefShift& next,
                                  const std::set<const ReliefShift*>& relieved) {
  const ReliefShift* first = nullptr;
  for (const auto& one : plan.shifts) {
    if (!has_somebody(one) || !comes_for(next, one)) continue;
    if (relieved.contains(&one) || goes_on(plan, one)) continue;
    const auto key = [](const ReliefShift& of) { return std::pair(of.until, by_number(of)); };
    if (first == nullptr || key(one) < key(*first)) first = &one;
  }
  return first;
}

const ReliefShift* last_to_begin(const ReliefPlan& plan, const ReliefShift& shift) {
  const ReliefShift* last = nullptr;
  for (const auto& next : plan.shifts) {
    if (comes_for(next, shift) && (last == nullptr || next.from >= last->from)) last = &next;
  }
  return last;
}

void too_tired(Text message, Objections& objections) {
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "R64",
      .message = std::move(message),
      .what_now = {"Välj någon annan eller en annan tid, eller ange ett skriftligt skäl till "
                   "avsteget",
                   "Choose somebody else or another time, or give a written reason to depart "
                   "from the limit"},
      .field = "person"});
}

void check_rest(const Stretch& wished, const Stretch& taken, Seconds rest, Objections& objections) {
  if (wished.from < taken.until && taken.from < wished.until) {
    too_tired(wording::double_shift(taken), objections);
    return;
  }
  const auto between =
      wished.from >= taken.until ? wished.from - taken.until : taken.from - wished.until;
  const auto rested = std::chrono::duration_cast<Seconds>(between);
  if (rested < rest) too_tired(wording::too_little_rest(taken, rested, rest), objections);
}

}  // namespace

const ReliefPlan* find_relief(const State& state, const IncidentId& incident,
                              const PositionId& position) {
  const auto found = std::ranges::find_if(state.relief_plans, [&](const auto& entry) {
    const ReliefPlan& plan = entry.second;
    return !plan.ended && plan.incident == incident && plan.position == position;
  });
  return found == state.relief_plans.end() ? nullptr : &found->second;
}

ReliefPlanId plan_of(const ReliefShiftId& shift) {
  const auto last = shift.value.rfind('-');
  return last == std::string::npos ? ReliefPlanId{} : ReliefPlanId{shift.value.substr(0, last)};
}

const ReliefShift* find_shift(const State& state, const ReliefShiftId& id) {
  const auto plan = state.relief_plans.find(plan_of(id));
  if (plan == state.relief_plans.end()) return nullptr;
  const auto& shifts = plan->second.shifts;
  const auto found = std::ranges::find(shifts, id, &ReliefShift::id);
  return found == shifts.end() ? nullptr : &*found;
}

bool goes_on(const ReliefPlan& plan, const ReliefShift& shift) {
  return std::ranges::any_of(plan.shifts, [&](const ReliefShift& other) {
    return other.id != shift.id && other.person == shift.person && other.from <= shift.until &&
           shift.until < other.until;
  });
}

// Each who comes relieves whoever leaves first and has nobody yet. Where too few come, somebody
// hears of several.
const ReliefShift* relieving(const ReliefPlan& plan, const ReliefShift& shift) {
  std::vector<const ReliefShift*> coming;
  for (const auto& one : plan.shifts) coming.push_back(&one);
  std::ranges::sort(coming, {},
                    [](const ReliefShift* one) { return std::pair(one->from, by_number(*one)); });
  std::set<const ReliefShift*> relieved;
  for (const ReliefShift* next : coming) {
    const ReliefShift* leaves = first_to_leave(plan, *next, relieved);
    if (leaves == nullptr) continue;
    if (leaves->id == shift.id) return next;
    relieved.insert(leaves);
  }
  return last_to_begin(plan, shift);
}

void sort_shifts(std::vector<ReliefShift>& shifts) {
  std::ranges::sort(shifts, {}, [](const ReliefShift& shift) {
    return std::tuple(shift.from, shift.id.value.size(), shift.id.value);
  });
}

std::vector<ReliefGap> gaps_of(const ReliefPlan& plan) {
  std::vector<ReliefGap> gaps;
  for (const Instant at : turns_of(plan, plan.from)) {
    const std::uint32_t there = at < plan.until ? planned_at(plan, at, false) : 0;
    const std::uint32_t missing = plan.wanted - std::min(plan.wanted, there);
    const bool runs = !gaps.empty() && !gaps.back().until;
    if (missing > 0 && runs) {
      gaps.back().missing = std::max(gaps.back().missing, missing);
    } else if (missing > 0) {
      gaps.push_back({.from = at, .until = std::nullopt, .missing = missing, .obligation = {}});
    } else if (runs) {
      gaps.back().until = at;
    }
  }
  return gaps;
}

Instant handover_at(const State& state, const ReliefShift& shift) {
  return std::max<Instant>(shift.from, shift.until - state.settings.relief_overlap);
}

std::optional<Instant> relief_due(const State& state, const ReliefPlan& plan) {
  std::optional<Instant> due;
  const auto at = [&](Instant when) { due = std::min(due.value_or(when), when); };
  if (plan.ended) return due;
  for (const auto& shift : plan.shifts) {
    if (has_somebody(shift) && !shift.changed_over) at(handover_at(state, shift));
  }
  const auto gaps = gaps_of(plan);
  for (const auto& alarmed : plan.alarmed) {
    const bool gone = std::ranges::find(gaps, alarmed.from, &ReliefGap::from) == gaps.end();
    if (gone) at(plan.changed);
  }
  for (const auto& gap : gaps) {
    const bool known =
        std::ranges::find(plan.alarmed, gap.from, &ReliefGap::from) != plan.alarmed.end();
    if (!known && !has_passed(gap, plan)) at(gap.from - state.settings.relief_warn_ahead);
  }
  return due;
}

std::vector<Endurance> forecast(const State& state, Instant now) {
  std::vector<Endurance> rows;
  for (const auto& [id, plan] : state.relief_plans) {
    if (!plan.ended) rows.push_back(endurance_of(state, plan, now));
  }
  for (const auto& [id, callout] : state.callouts) {
    const auto incident = state.incidents.find(callout.incident);
    const bool serious =
        incident != state.incidents.end() && incident->second.level >= Level::serious;
    if (callout.ended || !serious) continue;
    for (const auto& position : callout.positions) {
      const bool planned = find_relief(state, callout.incident, position.plan.position) != nullptr;
      const bool somebody = count_calls(position, CallState::coming) > 0;
      if (somebody && !planned) rows.push_back(endurance_of(state, callout, position, now));
    }
  }
  std::ranges::sort(rows, {}, [](const Endurance& row) {
    return std::tuple(row.staffed_until, row.incident, row.position);
  });
  return rows;
}

void check_fatigue(const Case& c, const ShiftWish& wish, Objections& objections) {
  const ReliefShift& shift = wish.shift;
  const Stretch wished{.from = shift.from, .until = shift.until};
  const auto length = std::chrono::duration_cast<Seconds>(shift.until - shift.from);
  const Seconds most = c.state.settings.relief_shift_most;
  if (length > most) too_tired(wording::too_long(length, most), objections);
  const Busy busy(c.state, shift.id);
  for (const Stretch& taken : busy.of(shift.person)) {
    check_rest(wished, taken, c.state.settings.minimum_rest, objections);
  }
  if (is_away(c.state, {.person = shift.person, .stretch = wished, .but = wish.plan.callout})) {
    too_tired({"Personen är borta, vilar eller är i en annan inkallning då",
               "The person is away, resting or in another call-out then"},
              objections);
  }
  const Callout& callout = c.state.callouts.at(wish.plan.callout);
  const CalloutPosition* position = find_position(callout, wish.plan.position);
  if (position != nullptr && !is_qualified_for(c.state, shift.person, position->plan)) {
    too_tired({"Personen saknar en kvalifikation som befattningen kräver",
               "The person lacks a qualification that the position asks for"},
              objections);
  }
}

}  // namespace ckl::domain
