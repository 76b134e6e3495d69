// Portar: lost and found again, pinned and released.
#include "domain/gateways.hpp"

#include <algorithm>

#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/procedure.hpp"
#include "domain/roster.hpp"
#include "domain/wording.hpp"

namespace ckl::domain {
namespace {

bool serves(const State& state, const GatewayEntry& gateway, std::string_view kind) {
  return gateway.kind == kind && !state.lost_gateways.contains(gateway.id);
}

// Who sends the kind now that `lost` does not; empty when nobody does.
std::string others_of(const State& state, const GatewayEntry& lost) {
  std::string names;
  for (const auto& gateway : state.settings.gateways) {
    if (gateway.id == lost.id || !serves(state, gateway, lost.kind)) continue;
    names += (names.empty() ? "" : ", ") + gateway.id;
  }
  return names;
}

// Whoever must know that people may not be reached.
std::vector<PersonId> alarmed_by(const Ruling& ruling) {
  return reached_of(ruling.state(), find_rule("A15")->informs, ruling.now());
}

Objection not_now(Text message, Text what_now) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = "A16",
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = {}};
}

}  // namespace

const GatewayEntry* find_gateway(const State& state, std::string_view id) {
  const auto& all = state.settings.gateways;
  const auto found = std::ranges::find(all, id, &GatewayEntry::id);
  return found == all.end() ? nullptr : &*found;
}

std::string pinned_gateway(const State& state, const std::string& kind, Instant now) {
  const auto found = state.gateway_pins.find(kind);
  if (found == state.gateway_pins.end()) return {};
  const GatewayPin& pin = found->second;
  if (pin.until && *pin.until <= now) return {};
  return find_gateway(state, pin.gateway) == nullptr ? std::string() : pin.gateway;
}

std::vector<std::string> kinds_to_avoid(const State& state, const GatewayEntry& lost) {
  std::vector<std::string> kinds{lost.kind};
  for (const auto& gateway : state.settings.gateways) {
    if (std::ranges::find(kinds, gateway.kind) != kinds.end()) continue;
    const bool served = std::ranges::any_of(
        state.settings.gateways, [&](const auto& one) { return serves(state, one, gateway.kind); });
    if (!served) kinds.push_back(gateway.kind);
  }
  return kinds;
}

std::vector<ContactStep> avoiding(const std::vector<ContactStep>& ladder,
                                  const std::vector<std::string>& kinds) {
  if (kinds.empty()) return ladder;
  std::vector<ContactStep> steps;
  for (const bool last : {false, true}) {
    for (const auto& step : ladder) {
      const bool avoided = std::ranges::find(kinds, step.channel) != kinds.end();
      if (avoided == last) steps.push_back(step);
    }
  }
  for (std::size_t at = 0; at < steps.size(); ++at) steps[at].after = ladder[at].after;
  return steps;
}

Decision decide_on(const Case& c, const NoteGateway& command) {
  Ruling ruling(c);
  const auto known = c.state.lost_gateways.find(command.gateway);
  const bool is_lost = known != c.state.lost_gateways.end();
  if (is_lost == command.lost) return ruling.accept({}, command.gateway);
  if (!command.lost) {
    ruling.add("A16", GatewayRecovered{.gateway = known->second.id,
                                       .kind = known->second.kind,
                                       .since = known->second.since});
    notify(ruling,
           Notice{.rule = "A16",
                  .incident = {},
                  .text = wording::gateway_works(known->second),
                  .subject = "gateway"},
           alarmed_by(ruling));
    return ruling.accept({}, command.gateway);
  }
  const GatewayEntry& entry = *find_gateway(c.state, command.gateway);
  const LostGateway lost{.id = entry.id,
                         .kind = entry.kind,
                         .trouble = command.trouble,
                         .since = command.since.value_or(c.now)};
  ruling.add("A16", GatewayLost{.gateway = lost});
  notify(ruling,
         Notice{.rule = "A16",
                .incident = {},
                .text = wording::gateway_lost(lost, others_of(c.state, entry)),
                .subject = "gateway",
                .avoid = kinds_to_avoid(c.state, entry)},
         alarmed_by(ruling));
  return ruling.accept({}, command.gateway);
}

Decision decide_on(const Case& c, const PinGateway& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  if (!objections.empty()) return objections.refuse();
  const GatewayEntry& entry = *find_gateway(c.state, command.gateway);
  Ruling ruling(c);
  ruling.add("A16", GatewayPinned{.pin = {.id = entry.kind,
                                          .gateway = entry.id,
                                          .until = command.until,
                                          .reason = command.reason,
                                          .by = c.actor.person,
                                          .since = c.now}});
  return ruling.accept(std::move(capacity), entry.kind);
}

Decision decide_on(const Case& c, const ReleaseGateway& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  if (!c.state.gateway_pins.contains(command.kind)) {
    objections.add(not_now({"Slaget är inte låst till någon port: " + command.kind,
                            "The kind is not pinned to any gateway: " + command.kind},
                           {"Porten väljs redan automatiskt; inget behöver göras",
                            "The gateway is already chosen automatically; nothing is to be done"}));
  }
  if (!objections.empty()) return objections.refuse();
  Ruling ruling(c);
  ruling.add("A16", GatewayReleased{.kind = command.kind, .reason = command.reason});
  return ruling.accept(std::move(capacity), command.kind);
}

}  // namespace ckl::domain
