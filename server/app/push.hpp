// Web Push in this server: the key that push services know it by, and the persons' browsers; where
// they meet the channel, the directory and the edges.
//
// Main thread. Without a gateway of the kind push nothing is made and nobody can subscribe.
#pragma once

#include <memory>

#include "app/gateways.hpp"
#include "auth/push_store.hpp"
#include "delivery/push.hpp"
#include "platform/config.hpp"
#include "platform/directory.hpp"

namespace ckl::app {

class Push {
 public:
  // Opens `push-subscriptions.json` and `vapid.key` in the data folder; draws the key at the first
  // start. Another key later would make every browser's subscription void, so a damaged one is a
  // Failure.
  [[nodiscard]] static ports::Result<std::unique_ptr<Push>> open(const platform::Config& config);

  // For the channels; null when there is no gateway.
  [[nodiscard]] const delivery::PushParts* parts() const { return parts_.get(); }

  // Lets persons subscribe what the channel takes, and the directory find it.
  void connect(const Gateways& gateways, platform::ContactDirectory& directory);

  [[nodiscard]] ports::PushBook& book() { return *store_; }

 private:
  Push() = default;

  std::unique_ptr<auth::PushStore> store_;
  std::unique_ptr<delivery::PushParts> parts_;
};

}  // namespace ckl::app
