#include "domain/index.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ckl::domain::index {
namespace {

std::optional<Timer> timer_of(const Incident& incident) {
  if (!incident.provisional || incident.unconfirmed || !incident.confirm_by) return std::nullopt;
  return Timer{.due = *incident.confirm_by,
               .kind = TimerKind::confirm_level,
               .subject = incident.id.value,
               .person = {}};
}

std::optional<Timer> due_of(const Obligation& obligation) {
  if (obligation.state != ObligationState::open || !obligation.due) return std::nullopt;
  return Timer{.due = *obligation.due,
               .kind = TimerKind::obligation_due,
               .subject = obligation.id.value,
               .person = {}};
}

// The first reminder still to be sent; quick duties have none listed and are reminded of once,
// the configured time before. Nobody is reminded before the clock has begun to run.
std::optional<Timer> reminder_of(const Obligation& obligation, Seconds before) {
  if (obligation.state != ObligationState::open) return std::nullopt;
  if (!obligation.remind_at.empty()) {
    return Timer{.due = obligation.remind_at.front(),
                 .kind = TimerKind::obligation_reminder,
                 .subject = obligation.id.value,
                 .person = {}};
  }
  if (!obligation.due || obligation.reminded) return std::nullopt;
  const Instant at = *obligation.due - before;
  if (before <= Seconds{0} || at <= obligation.opened) return std::nullopt;
  return Timer{.due = at,
               .kind = TimerKind::obligation_reminder,
               .subject = obligation.id.value,
               .person = {}};
}

std::optional<Timer> timer_of(const Hindrance& hindrance) {
  if (hindrance.ended || !hindrance.to) return std::nullopt;
  return Timer{.due = *hindrance.to,
               .kind = TimerKind::hindrance_end,
               .subject = hindrance.id.value,
               .person = {}};
}

// R10: what is in force until an instant ends by itself there.
std::optional<Timer> timer_of(const DecisionRecord& decision) {
  // A disputed decision stands until it is changed, so it runs out like any other (R48).
  const bool runs =
      decision.state == DecisionState::in_force || decision.state == DecisionState::disputed;
  if (!runs || !decision.matter.valid_until) return std::nullopt;
  return Timer{.due = *decision.matter.valid_until,
               .kind = TimerKind::decision_end,
               .subject = decision.id.value,
               .person = {}};
}

std::optional<Timer> timer_of(const Takeover& takeover) {
  if (takeover.state != TakeoverState::in_force || !takeover.valid_until) return std::nullopt;
  return Timer{.due = *takeover.valid_until,
               .kind = TimerKind::takeover_end,
               .subject = takeover.id.value,
               .person = {}};
}

// The deadline matters while a position is unfilled and nobody has been told of it.
std::optional<Timer> deadline_of(const Callout& callout) {
  const bool waits = std::ranges::any_of(callout.positions, [](const CalloutPosition& position) {
    return !position.filled && !position.gap;
  });
  if (callout.ended || !waits) return std::nullopt;
  return Timer{.due = callout.deadline,
               .kind = TimerKind::callout_deadline,
               .subject = callout.id.value,
               .person = {}};
}

std::optional<Timer> answer_of(const Callout& callout, const Call& call) {
  if (callout.ended || call.state != CallState::calling) return std::nullopt;
  return Timer{.due = call.answer_by,
               .kind = TimerKind::answer,
               .subject = callout.id.value,
               .person = call.person};
}

void put(State& state, const std::optional<Timer>& timer) {
  if (timer) state.index.timers.insert(*timer);
}

void take(State& state, const std::optional<Timer>& timer) {
  if (timer) state.index.timers.erase(*timer);
}

void move(State& state, const std::optional<Timer>& from, const std::optional<Timer>& to) {
  if (from == to) return;
  take(state, from);
  put(state, to);
}

std::optional<Timer> timer_of(const Absence& absence) {
  if (!absence.until) return std::nullopt;
  return Timer{.due = *absence.until,
               .kind = TimerKind::absence_end,
               .subject = {},
               .person = absence.person};
}

SendableMessages& sendable(State& state, MessagePurpose purpose) {
  return state.index.sendable.at(static_cast<std::size_t>(purpose) - 1);
}

}  // namespace

void add(State& state, const Incident& incident) {
  put(state, timer_of(incident));
  hold(state, incident);
}
void remove(State& state, const Incident& incident) {
  take(state, timer_of(incident));
  release(state, incident);
}

void add(State& state, const Obligation& obligation) {
  put(state, due_of(obligation));
  put(state, reminder_of(obligation, state.settings.remind_before));
  if (obligation.state != ObligationState::closed) {
    state.index.open_duties.insert({obligation.rule, obligation.id});
    state.index.duties_of.insert({obligation.incident, obligation.id});
  }
  hold(state, obligation);
}
void remove(State& state, const Obligation& obligation) {
  take(state, due_of(obligation));
  take(state, reminder_of(obligation, state.settings.remind_before));
  state.index.open_duties.erase({obligation.rule, obligation.id});
  state.index.duties_of.erase({obligation.incident, obligation.id});
  release(state, obligation);
}

void add(State& state, const Hindrance& hindrance) { put(state, timer_of(hindrance)); }
void remove(State& state, const Hindrance& hindrance) { take(state, timer_of(hindrance)); }

void add(State& state, const DecisionRecord& decision) { put(state, timer_of(decision)); }
void remove(State& state, const DecisionRecord& decision) { take(state, timer_of(decision)); }

void add(State& state, const Takeover& takeover) {
  put(state, timer_of(takeover));
  hold(state, takeover);
}
void remove(State& state, const Takeover& takeover) {
  take(state, timer_of(takeover));
  release(state, takeover);
}

void add(State& state, const Fact& fact) { state.index.facts_of.insert({fact.incident, fact.id}); }

void change(State& state, Obligation& obligation,
            const std::function<void(Obligation&)>& change_it) {
  const auto due = due_of(obligation);
  const auto reminder = reminder_of(obligation, state.settings.remind_before);
  const bool open = obligation.state != ObligationState::closed;
  release(state, obligation);
  change_it(obligation);
  hold(state, obligation);
  move(state, due, due_of(obligation));
  move(state, reminder, reminder_of(obligation, state.settings.remind_before));
  const bool open_now = obligation.state != ObligationState::closed;
  if (open == open_now) return;
  auto& index = state.index;
  if (open_now) {
    index.open_duties.insert({obligation.rule, obligation.id});
    index.duties_of.insert({obligation.incident, obligation.id});
  } else {
    index.open_duties.erase({obligation.rule, obligation.id});
    index.duties_of.erase({obligation.incident, obligation.id});
  }
}

SendPlace place_of_sending(const Message& message) {
  const auto next = next_attempt(message);
  return {.owed = next ? std::optional(next->due) : std::nullopt,
          .under_way = has_attempt_under_way(message)};
}

void move(State& state, const Message& message, const SendPlace& before) {
  const SendPlace now = place_of_sending(message);
  const auto number = MessageBook::number_of(message.id);
  auto& waiting = sendable(state, message.purpose);
  if (before.owed != now.owed) {
    if (before.owed) waiting.erase({*before.owed, number});
    if (now.owed) waiting.emplace(*now.owed, number);
  }
  if (before.under_way == now.under_way) return;
  if (now.under_way) {
    state.index.started_attempts.insert(number);
  } else {
    state.index.started_attempts.erase(number);
  }
}

void add_deadline(State& state, const Callout& callout) { put(state, deadline_of(callout)); }
void remove_deadline(State& state, const Callout& callout) { take(state, deadline_of(callout)); }

void add_answer(State& state, const Callout& callout, const Call& call) {
  put(state, answer_of(callout, call));
  if (call.state == CallState::coming && !callout.ended) {
    const Instant answered = call.answered.value_or(call.called);
    state.index.engaged[call.person][callout.id] =
        std::max(answered, call.taken_in.value_or(answered));
  }
}
void remove_answer(State& state, const Callout& callout, const Call& call) {
  take(state, answer_of(callout, call));
  const auto found = state.index.engaged.find(call.person);
  if (call.state != CallState::coming || found == state.index.engaged.end()) return;
  found->second.erase(callout.id);
  if (found->second.empty()) state.index.engaged.erase(found);
}

void add(State& state, const Absence& absence) { put(state, timer_of(absence)); }
void remove(State& state, const Absence& absence) { take(state, timer_of(absence)); }

void add(State& state, const Message& message) { move(state, message, {}); }

namespace {

template <class Places, class Id>
std::size_t place_of(const Places& places, const Id& id) {
  const auto found = places.find(id);
  return found == places.end() ? nowhere : found->second;
}

// A unit is on one side with all above it, once each, even if the parents were a ring.
void index_sides(State& state) {
  const auto& units = state.organisation.units;
  auto& sides = state.index.side_of_unit;
  const auto add = [](std::vector<std::size_t>& side, std::size_t place) {
    if (std::ranges::find(side, place) == side.end()) side.push_back(place);
  };
  sides.resize(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    std::size_t at = place_of(state.index.unit_at, units[unit].id);
    for (std::size_t step = 0; at != nowhere && step <= units.size(); ++step) {
      add(sides[unit], at);
      add(sides[at], unit);
      at = place_of(state.index.unit_at, units[at].parent);
    }
  }
}

// Most have one of a few; a city where nobody has another's is not searched through for each.
void index_ladders(State& state) {
  constexpr std::ptrdiff_t looked_at = 64;
  auto& ladders = state.index.ladder_at;
  ladders.clear();
  std::vector<Shared<std::vector<ContactStep>>> different;
  for (const Person& person : state.organisation.persons) {
    const auto from =
        different.size() > looked_at ? different.end() - looked_at : different.begin();
    const auto known = std::find_if(from, different.end(),
                                    [&](const auto& ladder) { return *ladder == person.ladder; });
    if (known == different.end()) {
      ladders.push_back(different.emplace_back(person.ladder));
    } else {
      ladders.push_back(*known);
    }
  }
}

}  // namespace

void index_organisation(State& state) {
  auto& index = state.index;
  index.person_at.clear();
  index.unit_at.clear();
  index.mandates_of_role.clear();
  index.mandates_of_person.clear();
  index.mandates_at.clear();
  index.unit_of_mandate.clear();
  index.side_of_unit.clear();
  index.mandates_for.clear();
  index_ladders(state);
  const auto& organisation = state.organisation;
  for (std::size_t i = 0; i < organisation.persons.size(); ++i) {
    index.person_at.emplace(organisation.persons[i].id, i);
  }
  for (std::size_t i = 0; i < organisation.units.size(); ++i) {
    index.unit_at.emplace(organisation.units[i].id, i);
  }
  index.mandates_at.resize(organisation.persons.size());
  for (std::size_t i = 0; i < organisation.mandates.size(); ++i) {
    const Mandate& mandate = organisation.mandates[i];
    index.mandates_of_role[mandate.role].push_back(i);
    index.mandates_of_person.emplace(mandate.person, i);
    index.unit_of_mandate.push_back(place_of(index.unit_at, mandate.unit));
    index.mandates_for[{mandate.role, index.unit_of_mandate.back()}].push_back(i);
    const std::size_t person = place_of(index.person_at, mandate.person);
    if (person != nowhere) index.mandates_at[person].push_back(i);
  }
  for (auto& [role, mandates] : index.mandates_of_role) {
    std::ranges::sort(mandates, {}, [&](std::size_t mandate) {
      return std::pair(organisation.mandates[mandate].order, mandate);
    });
  }
  index_sides(state);
  for (const auto& [id, delegation] : state.delegations) add(state, delegation);
}

void index_timers(State& state) {
  state.index.timers.clear();
  state.index.open_duties.clear();
  state.index.duties_of.clear();
  state.index.held.clear();
  for (const auto& [id, incident] : state.incidents) add(state, incident);
  for (const auto& [id, obligation] : state.obligations) add(state, obligation);
  for (const auto& [id, hindrance] : state.hindrances) add(state, hindrance);
  for (const auto& [id, decision] : state.decisions) add(state, decision);
  for (const auto& [id, takeover] : state.takeovers) add(state, takeover);
  for (const auto& [id, assignment] : state.assignments) add(state, assignment);
  for (const auto& [id, roster] : state.rosters) add(state, roster);
  for (const auto& [id, plan] : state.relief_plans) add(state, plan);
  for (const auto& [id, drill] : state.drills) add(state, drill);
  add(state, state.alert.law);
  for (const auto& [person, absence] : state.absences) add(state, absence);
  state.index.engaged.clear();
  for (const auto& [id, callout] : state.callouts) {
    add_deadline(state, callout);
    for (const auto& position : callout.positions) {
      for (const auto& call : position.calls) add_answer(state, callout, call);
    }
  }
  hold_for_heirs(state);
  add_calendar(state);
}

}  // namespace ckl::domain::index
