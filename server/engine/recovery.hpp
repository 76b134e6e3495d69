// The state as the journal has it: the newest snapshot and what follows.
//
// Pure but for the reading. Any gap, any entry that can not be decoded and any end before the
// journal's head is a failure: a state that is nearly right is never given out.
#pragma once

#include "ports/journal.hpp"

namespace ckl::engine {

[[nodiscard]] ports::Result<domain::State> recover(const ports::Journal& journal);

}  // namespace ckl::engine
