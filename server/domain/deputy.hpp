// Ersättaren: who is asked in somebody's place when a called person says "ask my deputy".
//
// Read from the adopted organisation alone: whoever comes next in order of a role of the same unit,
// and whoever holds the office that deputises for one's own. It says nothing of whether that person
// may be called: the call-out asks only those of its own pool (A16).
#pragma once

#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

// The nearest first, each once; empty when the organisation names none.
[[nodiscard]] std::vector<PersonId> deputies_of(const State& state, const PersonId& person,
                                                Instant now);

}  // namespace ckl::domain
