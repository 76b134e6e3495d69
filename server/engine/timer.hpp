// The timer port under the engine's name: what the scheduler and the dispatcher are woken by.
//
// Fires once at an instant of the workspace's clock; on the strand only.
#pragma once

#include "ports/wake_up.hpp"

namespace ckl::engine {

using WakeUp = ports::WakeUp;

}  // namespace ckl::engine
