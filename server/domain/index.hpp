// Maintaining the derived indexes: timers, messages to send, places in the organisation.
//
// Internal to evolve. Each timer is a function of the thing it belongs to, so a change is made as
// "take the thing's timers out, change it, put them back"; nothing is searched for.
#pragma once

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
void add_deadline(State& state, const Callout& callout);
void add_answer(State& state, const Callout& callout, const Call& call);

void remove(State& state, const Incident& incident);
void remove(State& state, const Obligation& obligation);
void remove(State& state, const Hindrance& hindrance);
void remove(State& state, const DecisionRecord& decision);
void remove(State& state, const Takeover& takeover);
void remove(State& state, const Message& message);
void remove_deadline(State& state, const Callout& callout);
void remove_answer(State& state, const Callout& callout, const Call& call);

void index_organisation(State& state);
void index_timers(State& state);

// Changes a thing of one of the maps, if it is there, with its index entries kept right.
template <class Map, class Key, class Change>
void change(State& state, Map& things, const Key& key, Change change_it) {
  const auto found = things.find(key);
  if (found == things.end()) return;
  remove(state, found->second);
  change_it(found->second);
  add(state, found->second);
}

}  // namespace ckl::domain::index
