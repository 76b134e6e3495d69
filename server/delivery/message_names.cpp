#include "delivery/message_names.hpp"

#include <string>

#include <fmt/format.h>

namespace ckl::delivery {
namespace {

// The last call of the person whom the stand-down is for.
const domain::Message* call_of(const domain::State& state, const domain::Message& stand_down) {
  const auto callout = state.callouts.find(stand_down.callout);
  if (callout == state.callouts.end()) return nullptr;
  const domain::Message* last = nullptr;
  for (const auto& position : callout->second.positions) {
    for (const auto& call : position.calls) {
      if (call.person != stand_down.person) continue;
      const auto* found = state.messages.find(call.message);
      if (found == nullptr) continue;
      if (last == nullptr || last->planned <= found->planned) last = found;
    }
  }
  return last;
}

}  // namespace

void name_message(const domain::State& state, const domain::Message& message,
                  ports::LetterParts& parts) {
  const auto name = [&](const domain::MessageId& id) {
    return fmt::format("{}/{}", state.workspace.value, id.value);
  };
  parts.message = name(message.id);
  parts.planned = message.planned;
  if (message.purpose != domain::MessagePurpose::stand_down) return;
  const domain::Message* call = call_of(state, message);
  if (call == nullptr) return;
  parts.withdraws = name(call->id);
  parts.withdrawn = call->planned;
}

}  // namespace ckl::delivery
