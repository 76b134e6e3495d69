// Folding events into state.
//
// `evolve` must accept every event ever written and never fails; it has no `now`, only the entry's
// own time. Replay of a journal gives the same state as living through it. `reindex` rebuilds the
// derived indexes after a state was decoded from an image.
#pragma once

#include "domain/events.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

// Of an entry it reads the sequence, the time, the actor's person and the event, nothing else; so
// a replay need decode no more.
void evolve(State& state, const Entry& entry);

void reindex(State& state);

// Equality of everything that the journal determines (the derived indexes are left out).
[[nodiscard]] bool same(const State& a, const State& b);

}  // namespace ckl::domain
