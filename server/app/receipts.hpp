// From a gateway's callback to the dispatcher of the workspace whose attempt it speaks of.
//
// Main thread. The key in the receipt names the workspace; nothing else of the callback is
// believed.
#pragma once

#include "app/gateways.hpp"
#include "app/workspaces.hpp"
#include "edge/http/options.hpp"

namespace ckl::app {

[[nodiscard]] edge::http::Reply take_receipt(const Gateways& gateways, Workspaces& workspaces,
                                             const edge::http::ReceiptCall& call);

}  // namespace ckl::app
