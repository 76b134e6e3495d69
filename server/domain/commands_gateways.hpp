// Commands about the gateways. Included by commands.hpp, which holds the one list of all commands.
#pragma once

#include <optional>
#include <string>

#include "domain/gateways.hpp"

namespace ckl::domain {

// Internal: what the dispatcher found out about a gateway. A repeat changes nothing.
struct NoteGateway {
  std::string gateway;
  bool lost = false;
  GatewayTrouble trouble = GatewayTrouble::failing;
  std::optional<Instant> since;  // unset = now
};

// Lås ett slag till en port, whatever the evidence says.
struct PinGateway {
  std::string gateway;
  std::optional<Instant> until;  // unset = until it is released
  std::string reason;
};

// Häv en låsning.
struct ReleaseGateway {
  std::string kind;
  std::string reason;
};

}  // namespace ckl::domain
