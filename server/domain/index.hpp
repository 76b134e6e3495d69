// Maintaining the derived indexes: timers, messages to send, places in the organisation.
//
// Internal to evolve. Each timer is a function of the thing it belongs to, so a change is made as
// "take the thing's timers out, change it, put them back"; nothing is searched for.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "domain/callout_fold.hpp"
#include "domain/ladder.hpp"
#include "domain/state.hpp"

namespace ckl::domain::index {

void add(State& state, const Incident& incident);
void add(State& state, const Obligation& obligation);
void add(State& state, const Hindrance& hindrance);
void add(State& state, const DecisionRecord& decision);
void add(State& state, const Takeover& takeover);
void add(State& state, const Message& message);
void add(State& state, const WartimeLaw& law);
void add(State& state, const Assignment& assignment);
void add(State& state, const Fact& fact);
void add(State& state, const Absence& absence);
void add(State& state, const Roster& roster);
void add(State& state, const ReliefPlan& plan);
void add(State& state, const Drill& drill);
void add_deadline(State& state, const Callout& callout);
// What follows from one call: the time to answer, and to which call-outs a person is coming.
void add_answer(State& state, const Callout& callout, const Call& call);

void remove(State& state, const Incident& incident);
void remove(State& state, const Obligation& obligation);
void remove(State& state, const Hindrance& hindrance);
void remove(State& state, const DecisionRecord& decision);
void remove(State& state, const Takeover& takeover);
void remove(State& state, const WartimeLaw& law);
void remove(State& state, const Assignment& assignment);
void remove(State& state, const Absence& absence);
void remove(State& state, const Roster& roster);
void remove(State& state, const ReliefPlan& plan);
void remove(State& state, const Drill& drill);
void remove_deadline(State& state, const Callout& callout);
void remove_answer(State& state, const Callout& callout, const Call& call);

void add(State& state, const Delegation& delegation);
void remove(State& state, const Delegation& delegation);

// R44: an open thing is held by its unit; a unit that will end has a timer while it holds any.
void hold(State& state, const Incident& incident);
void hold(State& state, const Obligation& obligation);
void hold(State& state, const Takeover& takeover);
void release(State& state, const Incident& incident);
void release(State& state, const Obligation& obligation);
void release(State& state, const Takeover& takeover);
// The provisional heir of an ended unit; empty = settled.
void change_succession(State& state, const UnitId& unit, const UnitId& heir);
void hold_for_heirs(State& state);
// It has been decided who follows the unit, so that its end asks nothing any more.
void drop_unit_end(State& state, const UnitId& unit);

// The next month, year and mandate period, and the next day whose contacts are checked; nothing is
// owed for the time before `begin_calendar` and `begin_duty_checks`.
void add_calendar(State& state);
void remove_calendar(State& state);
void begin_calendar(State& state, Instant now);
void begin_duty_checks(State& state, Instant now);

// Changes only what differs: of what a duty is found by, most stays as it was.
void change(State& state, Obligation& obligation,
            const std::function<void(Obligation&)>& change_it);

void index_organisation(State& state);
void index_timers(State& state);

// Changes a thing of one of the maps, if it is there, with its index entries kept right.
template <class Map, class Key, class Change>
void change(State& state, Map& things, const Key& key, Change change_it) {
  const auto found = things.find(key);
  if (found == things.end()) return;
  auto& thing = found->second;
  if constexpr (requires { change(state, thing, change_it); }) {
    change(state, thing, change_it);
  } else {
    remove(state, thing);
    change_it(thing);
    add(state, thing);
  }
}

// What a message is found by.
struct SendPlace {
  std::optional<Instant> owed;  // when its next attempt is
  bool under_way = false;
};
[[nodiscard]] SendPlace place_of_sending(const Message& message);
void move(State& state, const Message& message, const SendPlace& before);

// The same for a message; of what it is found by, most stays as it was.
template <class Change>
void change_message(State& state, const MessageId& id, Change change_it) {
  Message* message = state.messages.change(id);
  if (message == nullptr) return;
  const SendPlace before = place_of_sending(*message);
  change_it(*message);
  move(state, *message, before);
}

}  // namespace ckl::domain::index
