// Events of the gateways. Past tense; the members of the `event` oneof from 190 on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include "domain/gateways.hpp"

namespace ckl::domain {

// En port förlorades. A PersonNotified follows for each who must know, by other kinds first.
struct GatewayLost {
  LostGateway gateway;  // Port.
  bool operator==(const GatewayLost&) const = default;
};

// En förlorad port fungerar igen.
struct GatewayRecovered {
  std::string gateway;  // Port.
  std::string kind;     // Slag.
  Instant since;        // Förlorad sedan.
  bool operator==(const GatewayRecovered&) const = default;
};

// Ett slag låstes till en port.
struct GatewayPinned {
  GatewayPin pin;  // Låsning.
  bool operator==(const GatewayPinned&) const = default;
};

// En låsning hävdes: the gateway is chosen automatically again.
struct GatewayReleased {
  std::string kind;    // Slag.
  std::string reason;  // Skäl.
  bool operator==(const GatewayReleased&) const = default;
};

}  // namespace ckl::domain
