// From a gateway's callback to the dispatcher of the workspace whose attempt it speaks of, or to
// the watcher.
//
// Main thread. The key in the receipt names the workspace; nothing else of the callback is
// believed.
#pragma once

#include "app/gateways.hpp"
#include "app/workspaces.hpp"
#include "delivery/watcher.hpp"
#include "edge/http/options.hpp"

namespace ckl::app {

// Where receipts go.
struct ReceiptTakers {
  Workspaces& workspaces;
  delivery::Watcher& watcher;
};

[[nodiscard]] edge::http::Reply take_receipt(const Gateways& gateways, const ReceiptTakers& takers,
                                             const edge::http::ReceiptCall& call);

}  // namespace ckl::app
