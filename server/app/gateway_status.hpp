// The gateways as a workspace's people see them: state, evidence, pace, what waits.
//
// Main thread. Which gateway a kind is pinned to is the workspace's own; all else is the server's.
#pragma once

#include "ckl/v1/services/gateway.pb.h"
#include "delivery/dispatcher.hpp"
#include "delivery/switchboard.hpp"
#include "domain/state.hpp"

namespace ckl::app {

void list_gateways(const delivery::Switchboard& switchboard, const delivery::Dispatcher& dispatcher,
                   const domain::State& state, v1::ListGatewaysResponse& out);

}  // namespace ckl::app
