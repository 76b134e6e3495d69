#include "domain/apply.hpp"

namespace ckl::domain {

void apply(State& state, const GatewayLost& event, const Stamp&) {
  state.lost_gateways.insert_or_assign(event.gateway.id, event.gateway);
}

void apply(State& state, const GatewayRecovered& event, const Stamp&) {
  state.lost_gateways.erase(event.gateway);
}

void apply(State& state, const GatewayPinned& event, const Stamp&) {
  state.gateway_pins.insert_or_assign(event.pin.id, event.pin);
}

void apply(State& state, const GatewayReleased& event, const Stamp&) {
  state.gateway_pins.erase(event.kind);
}

}  // namespace ckl::domain
