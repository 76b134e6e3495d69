#include "delivery/gateway_notes.hpp"

#include <algorithm>
#include <utility>

namespace ckl::delivery {
namespace {

constexpr domain::Seconds pause_after_refusal{2};

}  // namespace

engine::Submission from_delivery(domain::Command command) {
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.machine = "delivery";
  submission.actor.via = "internal";
  return submission;
}

GatewayNotes::GatewayNotes(engine::Engine& engine, Switchboard& switchboard)
    : engine_(engine), switchboard_(switchboard) {}

void GatewayNotes::remember() {
  for (const auto& [id, lost] : engine_.state().lost_gateways) {
    switchboard_.remember(id, lost.trouble, lost.since);
  }
}

void GatewayNotes::compare() {
  const domain::State& state = engine_.state();
  std::erase_if(*notes_,
                [&](const auto& each) { return each.second && *each.second <= engine_.now(); });
  for (const auto& gateway : state.settings.gateways) {
    const auto loss = switchboard_.loss(gateway.id);
    if (loss.has_value() == state.lost_gateways.contains(gateway.id)) continue;
    domain::NoteGateway command{.gateway = gateway.id, .lost = loss.has_value()};
    if (loss) {
      command.trouble = loss->trouble;
      command.since = std::min(loss->since, engine_.now());
    }
    note(std::move(command));
  }
  for (const auto& [id, lost] : state.lost_gateways) {
    if (domain::find_gateway(state, id) == nullptr) note({.gateway = id});
  }
}

void GatewayNotes::note(domain::NoteGateway command) {
  const std::string id = command.gateway;
  if (!notes_->try_emplace(id, std::nullopt).second) return;
  engine_.submit(
      from_delivery(std::move(command)),
      [weak = std::weak_ptr<Notes>(notes_), &engine = engine_, id](const ports::Reply& reply) {
        const auto notes = weak.lock();
        if (!notes) return;
        notes->erase(id);
        if (!std::holds_alternative<domain::Rejection>(reply)) return;
        notes->insert_or_assign(id, engine.now() + pause_after_refusal);
      });
}

std::optional<domain::Instant> GatewayNotes::next() const {
  std::optional<domain::Instant> next;
  for (const auto& [gateway, again] : *notes_) {
    if (again) next = next ? std::min(*next, *again) : *again;
  }
  return next;
}

}  // namespace ckl::delivery
