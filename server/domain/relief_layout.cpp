// Avlösningsplaner: laying out shifts over the days to come, and choosing who can have them (R63).
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/callout_fold.hpp"
#include "domain/limits.hpp"
#include "domain/relief.hpp"
#include "domain/relief_busy.hpp"

namespace ckl::domain {
namespace {

constexpr Seconds hour{3'600};

// Who may be chosen at all: those of the pool who have what is asked for and can be reached.
std::vector<PersonId> candidates_of(const State& state, const CalloutPosition& position) {
  std::vector<PersonId> persons;
  for (const auto& wave : position.plan.waves) {
    for (const auto& person : wave.persons) {
      if (persons.size() == limits::relief_candidates) return persons;
      const Person* known = find_person(state, person);
      if (known == nullptr || known->ladder.empty()) continue;
      if (!is_qualified_for(state, person, position.plan)) continue;
      if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
    }
  }
  return persons;
}

// Whoever has the least to do; of equals, by the order of the pool.
PersonId choose(const State& state, const Busy& busy, const std::vector<PersonId>& candidates,
                const Hindering& asked) {
  const PersonId* best = nullptr;
  Seconds least{0};
  for (const auto& person : candidates) {
    if (!busy.is_free(person, asked.stretch, state.settings.minimum_rest)) continue;
    if (is_away(state, {.person = person, .stretch = asked.stretch, .but = asked.but})) continue;
    const Seconds load = busy.load(person);
    if (best != nullptr && load >= least) continue;
    best = &person;
    least = load;
  }
  return best == nullptr ? PersonId{} : *best;
}

// One attempt at a plan, with shifts of one length.
class Layout {
 public:
  Layout(const Ruling& ruling, const ReliefWish& wish, const ReliefPlan& empty, Busy busy)
      : ruling_(ruling), wish_(wish), plan_(empty), busy_(std::move(busy)) {}

  ReliefPlan with(Seconds length, const std::vector<PersonId>& candidates) && {
    plan_.shift = length;
    const Seconds overlap = ruling_.state().settings.relief_overlap;
    const Seconds stride = std::max(length - overlap, hour);
    std::vector<Instant> seats = seats_after(begin(length), overlap);
    while (plan_.shifts.size() < limits::relief_shifts_proposed && !seats.empty()) {
      const auto next = std::ranges::min_element(seats);
      if (*next >= plan_.until) break;
      add(*next, *next + length, candidates);
      *next += stride;
    }
    sort_shifts(plan_.shifts);
    return std::move(plan_);
  }

 private:
  void number(ReliefShift shift) {
    shift.id = {plan_.id.value + "-" + std::to_string(++plan_.numbered)};
    plan_.shifts.push_back(std::move(shift));
  }

  // Those who are there now. Gives when each of them ends.
  std::vector<Instant> begin(Seconds length) {
    const Instant now = ruling_.now();
    std::vector<Instant> ends;
    for (const auto& shift : plan_.shifts) {
      if (now < shift.until && !shift.person.empty()) ends.push_back(shift.until);
    }
    for (const auto& call : wish_.position.calls) {
      if (call.state != CallState::coming || &call != find_call(wish_.position, call.person)) {
        continue;
      }
      const bool known =
          std::ranges::find(plan_.shifts, call.person, &ReliefShift::person) != plan_.shifts.end();
      if (known || had_shift(call.person)) continue;
      const Instant from = arrival_of(call);
      const Instant until =
          std::max<Instant>(from + length, now + ruling_.state().settings.relief_overlap);
      number({.id = {},
              .person = call.person,
              .from = from,
              .until = until,
              .state = ShiftState::serving});
      busy_.add(call.person, {.from = from, .until = until});
      ends.push_back(until);
    }
    return ends;
  }

  // Came by the call-out, and has had a shift of the plan since then.
  [[nodiscard]] bool had_shift(const PersonId& person) const {
    return wish_.old != nullptr &&
           std::ranges::find(wish_.old->shifts, person, &ReliefShift::person) !=
               wish_.old->shifts.end();
  }

  // When each seat is to be relieved; one that nobody has, at once.
  [[nodiscard]] std::vector<Instant> seats_after(std::vector<Instant> ends, Seconds overlap) const {
    std::ranges::sort(ends, std::ranges::greater{});
    ends.resize(plan_.wanted, ruling_.now() + overlap);
    for (Instant& end : ends) end = std::max<Instant>(end - overlap, ruling_.now());
    return ends;
  }

  void add(Instant from, Instant until, const std::vector<PersonId>& candidates) {
    const Stretch stretch{.from = from, .until = until};
    const PersonId nobody;
    const PersonId person = choose(ruling_.state(), busy_, candidates,
                                   {.person = nobody, .stretch = stretch, .but = wish_.callout.id});
    if (!person.empty()) busy_.add(person, stretch);
    number({.id = {},
            .person = person,
            .from = from,
            .until = until,
            .state = person.empty() ? ShiftState::open : ShiftState::asked});
  }

  const Ruling& ruling_;
  const ReliefWish& wish_;
  ReliefPlan plan_;
  Busy busy_;
};

ReliefPlan empty_plan(const Ruling& ruling, const ReliefWish& wish, std::size_t besides) {
  ReliefPlan plan;
  const Instant now = ruling.now();
  if (wish.old != nullptr) {
    plan = *wish.old;
    std::erase_if(plan.shifts, [&](const ReliefShift& shift) { return shift.from > now; });
  } else {
    plan.id = {numbered("relief", ruling.state().relief_plans.size() + besides + 1)};
    plan.incident = wish.callout.incident;
    plan.position = wish.position.plan.position;
  }
  plan.callout = wish.callout.id;
  plan.wanted = wish.position.plan.wanted;
  plan.from = now;
  plan.until = now + ruling.state().settings.relief_horizon;
  plan.changed = now;
  return plan;
}

// Without the shifts that the new plan is made in place of.
Busy busy_besides(const State& state, const ReliefPlan& kept,
                  const std::vector<ReliefPlan>& besides) {
  Busy busy(state, {}, kept.id);
  busy.add(kept);
  for (const auto& plan : besides) busy.add(plan);
  return busy;
}

std::size_t open_shifts(const ReliefPlan& plan) {
  return static_cast<std::size_t>(
      std::ranges::count(plan.shifts, ShiftState::open, &ReliefShift::state));
}

// Whoever has said no to that time is not asked for it again.
std::vector<PersonId> willing(const ReliefPlan& plan, const ReliefShift& shift,
                              std::vector<PersonId> candidates) {
  for (const auto& other : plan.shifts) {
    if (other.until <= shift.from || shift.until <= other.from) continue;
    for (const auto& person : other.declined) std::erase(candidates, person);
  }
  return candidates;
}

void ask(ReliefShift& shift, const PersonId& person) {
  shift.person = person;
  shift.state = person.empty() ? ShiftState::open : ShiftState::asked;
}

PersonId choose_for(const State& state, const Busy& busy, const ShiftWish& wish,
                    const std::vector<PersonId>& candidates) {
  const Stretch stretch{.from = wish.shift.from, .until = wish.shift.until};
  const PersonId nobody;
  return choose(state, busy, willing(wish.plan, wish.shift, candidates),
                {.person = nobody, .stretch = stretch, .but = wish.plan.callout});
}

void fill(const State& state, ReliefShift& shift, const ReliefPlan& plan,
          const std::vector<PersonId>& candidates) {
  ask(shift, choose_for(state, Busy(state, shift.id), {.plan = plan, .shift = shift}, candidates));
}

// Those who have not answered yet may get other shifts than they were asked for, as few as can be.
void move_unanswered(const State& state, ReliefPlan& plan, const std::vector<PersonId>& candidates,
                     Instant now) {
  const auto may_move = [&](const ReliefShift& shift) {
    const bool answered =
        shift.state == ShiftState::serving || shift.state == ShiftState::available;
    return !answered && shift.from > now;
  };
  Busy busy(state, {}, plan.id);
  for (const auto& shift : plan.shifts) {
    if (shift.person.empty() || may_move(shift)) continue;
    busy.add(shift.person, {.from = shift.from, .until = shift.until});
  }
  for (auto& shift : plan.shifts) {
    if (!may_move(shift)) continue;
    const Stretch stretch{.from = shift.from, .until = shift.until};
    const bool stays =
        !shift.person.empty() && busy.is_free(shift.person, stretch, state.settings.minimum_rest);
    if (!stays) ask(shift, choose_for(state, busy, {.plan = plan, .shift = shift}, candidates));
    if (!shift.person.empty()) busy.add(shift.person, stretch);
  }
}

}  // namespace

// As short as the pool allows: the first length that leaves no shift without somebody, or else the
// one that leaves the fewest.
ReliefPlan lay_out_relief(const Ruling& ruling, const ReliefWish& wish,
                          const std::vector<ReliefPlan>& besides) {
  const Settings& settings = ruling.state().settings;
  const ReliefPlan empty = empty_plan(ruling, wish, besides.size());
  const Busy busy = busy_besides(ruling.state(), empty, besides);
  const auto candidates = candidates_of(ruling.state(), wish.position);
  std::optional<ReliefPlan> best;
  for (Seconds length = settings.relief_shift; length <= settings.relief_shift_most;
       length += hour) {
    ReliefPlan plan = Layout(ruling, wish, empty, busy).with(length, candidates);
    if (!best || open_shifts(plan) < open_shifts(*best)) best = std::move(plan);
    if (open_shifts(*best) == 0) break;
  }
  return best ? *best : Layout(ruling, wish, empty, busy).with(settings.relief_shift, candidates);
}

std::vector<ReliefShift> after_a_no(const State& state, ReliefPlan plan, const ReliefShiftId& id,
                                    Instant now) {
  const Callout& callout = state.callouts.at(plan.callout);
  const CalloutPosition* position = find_position(callout, plan.position);
  const auto shift = std::ranges::find(plan.shifts, id, &ReliefShift::id);
  if (position == nullptr || shift == plan.shifts.end() || shift->until <= now) return {};
  const auto candidates = candidates_of(state, *position);
  ReliefPlan moved = plan;
  fill(state, *shift, plan, candidates);
  if (!shift->person.empty()) return {*shift};
  move_unanswered(state, moved, candidates, now);
  if (open_shifts(moved) >= open_shifts(plan)) return {};
  std::vector<ReliefShift> changed;
  for (const auto& one : moved.shifts) {
    const auto before = std::ranges::find(plan.shifts, one.id, &ReliefShift::id);
    if (before->person != one.person) changed.push_back(one);
  }
  return changed;
}

void propose_relief(Ruling& ruling, const Callout& callout) {
  std::vector<ReliefPlan> made;
  if (callout.ended) return;
  for (const auto& position : callout.positions) {
    if (!position.filled || position.plan.wanted > limits::relief_wanted) continue;
    const State& state = ruling.state();
    if (find_relief(state, callout.incident, position.plan.position) != nullptr) continue;
    made.push_back(lay_out_relief(ruling, {.callout = callout, .position = position}, made));
    ruling.add("R63", ReliefProposed{made.back()});
    ask_for_relief(ruling, made.back(), made.back().shifts);
  }
}

void propose_relief(Ruling& ruling, const IncidentId& incident) {
  for (const auto& [id, callout] : ruling.state().callouts) {
    if (callout.incident == incident && !callout.ended) propose_relief(ruling, callout);
  }
}

}  // namespace ckl::domain
