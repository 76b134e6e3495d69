#include "delivery/channels.hpp"

#include <algorithm>
#include <expected>

#include <fmt/format.h>

namespace ckl::delivery {
namespace {

constexpr const char* dialect_option = "dialect";

// "console, mail, sms" or "http, kannel": each name once, in the order of the list.
std::string names(std::string_view ChannelKind::* name, const auto& fits) {
  std::string all;
  std::string_view last;
  for (const ChannelKind& each : channel_kinds) {
    if (!fits(each) || each.*name == last) continue;
    last = each.*name;
    all += (all.empty() ? "" : ", ") + std::string(last);
  }
  return all;
}

std::unexpected<ports::Failure> wrong(const ChannelConfig& config, std::string_view what) {
  return std::unexpected(ports::Failure{ports::FailureCode::invalid,
                                        fmt::format("gateway '{}': {}", config.name, what)});
}

}  // namespace

ChannelResult make_channel(const ChannelConfig& config, const ChannelParts& parts) {
  const auto of_kind = [&](const ChannelKind& each) { return each.name == config.kind; };
  const auto* first = std::ranges::find_if(channel_kinds, of_kind);
  if (first == channel_kinds.end()) {
    return wrong(config, fmt::format("there is no channel kind '{}'; the kinds are {}", config.kind,
                                     names(&ChannelKind::name, [](const auto&) { return true; })));
  }
  const auto chosen = config.options.find(dialect_option);
  if (chosen == config.options.end()) return first->make(config, parts);
  const auto* kind = std::ranges::find_if(channel_kinds, [&](const ChannelKind& each) {
    return of_kind(each) && !each.dialect.empty() && each.dialect == chosen->second;
  });
  if (kind == channel_kinds.end()) {
    const std::string dialects = names(&ChannelKind::dialect, of_kind);
    return wrong(config, dialects.empty()
                             ? fmt::format("kind '{}' has no option 'dialect'", config.kind)
                             : fmt::format("there is no dialect '{}' of '{}'; the dialects are {}",
                                           chosen->second, config.kind, dialects));
  }
  ChannelConfig rest = config;
  rest.options.erase(dialect_option);
  return kind->make(rest, parts);
}

std::optional<ports::SendResult> stop_at_last_metre(const ports::Letter& letter,
                                                    bool exercise_allowed) {
  if (letter.mode == domain::Mode::live || exercise_allowed) return std::nullopt;
  return ports::SendResult{ports::SendOutcome::refused,
                           {},
                           "övningsmeddelanden får inte lämna systemet den här vägen (G12)"};
}

}  // namespace ckl::delivery
