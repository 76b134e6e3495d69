// What the channel `push` needs beyond the others, and how a person's browsers are one address.
//
// A person's push address is all of the person's browsers at once, as JSON: an alarm rings on every
// one of them. The channel is in push.cpp.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/ec_key.hpp"
#include "ports/push.hpp"

namespace ckl::delivery {

struct PushParts {
  EcKey vapid;  // what push services know this server by
  std::function<void(std::span<unsigned char>)> random;
  // A push service says that a browser is gone (404, 410).
  std::function<void(std::string_view endpoint)> forget;
};

// Empty for no browsers.
[[nodiscard]] std::string push_address(const std::vector<ports::PushSubscription>& browsers);

// A failure names what a sound one has; never empty.
[[nodiscard]] ports::Result<std::vector<ports::PushSubscription>> parse_push_address(
    std::string_view address);

}  // namespace ckl::delivery
