// Portar: which ways out are lost, and which one people have chosen by hand.
//
// Pure values of the state and the journal, and questions to them. What a gateway is doing this
// minute (counts, queues, pace) is not here: it is no fact that anybody asks for later.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/organisation.hpp"

namespace ckl::domain {

struct State;

// What a lost gateway does: it fails, it is slow, or a test alarm did not come back.
enum class GatewayTrouble : std::uint8_t { failing = 1, slow = 2, silent = 3 };

// En förlorad port.
struct LostGateway {
  std::string id;                                    // Port.
  std::string kind;                                  // Slag.
  GatewayTrouble trouble = GatewayTrouble::failing;  // Vad som är fel.
  Instant since;                                     // Sedan när.
  bool operator==(const LostGateway&) const = default;
};

// En port som någon har låst ett slag till. Failover does not move it.
struct GatewayPin {
  std::string id;                // Slag.
  std::string gateway;           // Port.
  std::optional<Instant> until;  // Till; unset = until it is released.
  std::string reason;            // Skäl.
  PersonId by;                   // Av vem.
  Instant since;                 // Sedan när.
  bool operator==(const GatewayPin&) const = default;
};

[[nodiscard]] const GatewayEntry* find_gateway(const State& state, std::string_view id);

// The gateway that the kind is pinned to at `now`, or empty.
[[nodiscard]] std::string pinned_gateway(const State& state, const std::string& kind, Instant now);

// Kinds that no gateway sends any more once `lost` is gone, and that gateway's own kind: a word
// about its loss is sent another way, where there is one.
[[nodiscard]] std::vector<std::string> kinds_to_avoid(const State& state, const GatewayEntry& lost);

// The ladder with the rungs of those kinds last. The delays stay where they are.
[[nodiscard]] std::vector<ContactStep> avoiding(const std::vector<ContactStep>& ladder,
                                                const std::vector<std::string>& kinds);

}  // namespace ckl::domain
