// The engine's word for the timer port: scheduler, dispatcher and scenario
// player take one each.
//
// See ports/wake_up.hpp for the contract.
#pragma once

#include "ports/wake_up.hpp"

namespace ckl::engine {

using WakeUp = ports::WakeUp;

} // namespace ckl::engine
