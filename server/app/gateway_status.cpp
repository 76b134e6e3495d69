#include "app/gateway_status.hpp"

#include <string>

#include "codec/codec.hpp"

namespace ckl::app {
namespace {

v1::GatewayUse use_of(delivery::Switchboard::Use use) {
  using Use = delivery::Switchboard::Use;
  switch (use) {
    case Use::in_use:
      return v1::GATEWAY_USE_IN_USE;
    case Use::standby:
      return v1::GATEWAY_USE_STANDBY;
    case Use::lost:
      return v1::GATEWAY_USE_LOST;
    case Use::tried:
      return v1::GATEWAY_USE_TRIED;
    case Use::last_resort:
      return v1::GATEWAY_USE_LAST_RESORT;
  }
  return v1::GATEWAY_USE_UNSPECIFIED;
}

void fill(const delivery::Switchboard::Standing& from, v1::GatewayStatus& to) {
  to.set_gateway(from.gateway);
  to.set_kind(from.kind);
  to.set_order(from.order);
  to.set_reserve(from.reserve);
  to.set_use(use_of(from.use));
  codec::encode(from.words, *to.mutable_words());
  if (from.loss) {
    codec::encode(from.loss->since, *to.mutable_lost_since());
    to.set_trouble(codec::to_proto(from.loss->trouble));
    codec::encode(from.loss->next_trial, *to.mutable_tried_again());
  }
  to.set_sent(from.counts.sent);
  to.set_failed(from.counts.failed);
  to.set_slow(from.counts.slow);
  to.set_under_way(from.counts.under_way);
  to.set_callout_per_second(from.pace.of(domain::SendClass::callout));
  to.set_relief_per_second(from.pace.of(domain::SendClass::relief));
  to.set_information_per_second(from.pace.of(domain::SendClass::information));
}

}  // namespace

void list_gateways(const delivery::Switchboard& switchboard, const delivery::Dispatcher& dispatcher,
                   const domain::State& state, v1::ListGatewaysResponse& out) {
  const auto pin_of = [&](const std::string& kind) {
    return domain::pinned_gateway(state, kind, switchboard.now());
  };
  for (const auto& standing : switchboard.standings(pin_of)) {
    v1::GatewayStatus& status = *out.add_gateways();
    fill(standing, status);
    status.set_pinned(pin_of(standing.kind) == standing.gateway);
  }
  for (const auto& [kind, pin] : state.gateway_pins) {
    if (!pin_of(kind).empty()) codec::encode(pin, *out.add_pins());
  }
  for (const auto& queued : dispatcher.waiting()) {
    v1::WaitingMessages& waiting = *out.add_waiting();
    waiting.set_kind(queued.kind);
    waiting.set_callout(static_cast<std::uint32_t>(queued.messages[0]));
    waiting.set_relief(static_cast<std::uint32_t>(queued.messages[1]));
    waiting.set_information(static_cast<std::uint32_t>(queued.messages[2]));
  }
}

}  // namespace ckl::app
