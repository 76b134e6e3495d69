#include "delivery/channels.hpp"

#include <algorithm>
#include <expected>

#include <fmt/format.h>

namespace ckl::delivery {

ChannelResult make_channel(const ChannelConfig& config, const ChannelParts& parts) {
  const auto* kind = std::ranges::find(channel_kinds, config.kind, &ChannelKind::name);
  if (kind != channel_kinds.end()) return kind->make(config, parts);
  std::string known;
  for (const ChannelKind& each : channel_kinds) {
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  }
  return std::unexpected(
      ports::Failure{ports::FailureCode::invalid,
                     fmt::format("gateway '{}': there is no channel kind '{}'; the kinds are {}",
                                 config.name, config.kind, known)});
}

std::optional<ports::SendResult> stop_at_last_metre(const ports::Letter& letter,
                                                    bool exercise_allowed) {
  if (letter.mode == domain::Mode::live || exercise_allowed) return std::nullopt;
  return ports::SendResult{ports::SendOutcome::refused,
                           {},
                           "övningsmeddelanden får inte lämna systemet den här vägen (G12)"};
}

}  // namespace ckl::delivery
