#include "app/gateways.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "platform/baresip.hpp"
#include "platform/wake_up.hpp"

namespace ckl::app {
namespace {

delivery::Switchboard::Setting setting_of(const platform::GatewayConfig& gateway) {
  const auto& pace = gateway.pace;
  const auto& failover = gateway.failover;
  constexpr double whole = 100.0;
  return {.pace = {.all = pace.all, .of_class = {pace.callout, pace.relief, pace.information}},
          .failover = {.window = failover.window,
                       .at_least = failover.at_least,
                       .at_most = failover.at_most,
                       .failed_share = failover.failed / whole,
                       .slow_share = failover.slow / whole,
                       .slow_after = failover.slow_after,
                       .stay = failover.stay,
                       .longest_stay = failover.longest_stay,
                       .good_in_row = failover.good_in_row,
                       .watched = gateway.test_alarm.has_value()},
          .reserve = gateway.reserve};
}

delivery::ChannelConfig channel_config(const platform::GatewayConfig& gateway) {
  return {.kind = gateway.kind, .name = gateway.name, .options = gateway.options};
}

// Nothing is written there before the server runs.
std::filesystem::path voice_folder(const platform::Config& config) {
  return std::filesystem::absolute(config.data) / "voice";
}

ports::TelephoneMaker telephones(const boost::asio::any_io_executor& executor,
                                 const std::filesystem::path& folder) {
  return [executor, folder](const ports::TelephoneConfig& config) {
    return std::make_unique<platform::Baresip>(executor, config, folder / config.gateway);
  };
}

}  // namespace

Gateways::Gateways(const boost::asio::any_io_executor& executor, const platform::Config& config,
                   const ports::Clock& clock)
    : http_(executor),
      mail_(executor),
      speaker_(executor, voice_folder(config) / "speech"),
      switchboard_(std::make_unique<delivery::Switchboard>(clock)) {}

std::expected<std::unique_ptr<Gateways>, std::vector<platform::ConfigProblem>> Gateways::make(
    const platform::Config& config, boost::asio::any_io_executor executor,
    const ports::Clock& clock, const delivery::PushParts* push) {
  std::unique_ptr<Gateways> made(new Gateways(executor, config, clock));
  const delivery::ChannelParts parts{
      .http = &made->http_,
      .mail = &made->mail_,
      .clock = &clock,
      .console = [](std::string_view line) { spdlog::info("{}", line); },
      .telephone = telephones(executor, voice_folder(config)),
      .speaker = &made->speaker_,
      .desk = &made->desk_,
      .wake_up = [executor, &clock]() -> std::unique_ptr<ports::WakeUp> {
        return std::make_unique<platform::AsioWakeUp>(executor, clock);
      },
      .push = push,
  };
  auto wanted = config.gateways;
  // Exercises need a console, also where the configuration has none.
  if (std::ranges::find(wanted, "console", &platform::GatewayConfig::kind) == wanted.end()) {
    platform::GatewayConfig console;
    console.kind = "console";
    console.name = "console";
    wanted.push_back(std::move(console));
  }
  std::vector<platform::ConfigProblem> problems;
  for (const auto& gateway : wanted) {
    const auto trouble = made->add(gateway, parts);
    if (!trouble) continue;
    problems.push_back({.file = config.file.string(),
                        .line = gateway.line,
                        .what = {.sv = "Tjänsten '" + gateway.name + "' kan inte användas.",
                                 .en = "Gateway '" + gateway.name + "' can not be used."},
                        .right = {.sv = *trouble, .en = *trouble}});
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return made;
}

std::optional<std::string> Gateways::add(const platform::GatewayConfig& gateway,
                                         const delivery::ChannelParts& parts) {
  auto channel = delivery::make_channel(channel_config(gateway), parts);
  if (!channel) return channel.error().what;
  if (gateway.test_alarm) {
    const auto usable = (*channel)->check_address(gateway.test_alarm->to);
    if (!usable) return "test_alarm.to: " + usable.error().what;
  }
  switchboard_->add(**channel, setting_of(gateway));
  for (const auto& kind : gateway.stands_in_for) switchboard_->stand_in(kind, **channel);
  channels_.push_back(std::move(*channel));
  return std::nullopt;
}

const ports::Channel* Gateways::of_kind(std::string_view kind) const {
  const auto found =
      std::ranges::find_if(channels_, [&](const auto& one) { return one->kind() == kind; });
  return found == channels_.end() ? nullptr : found->get();
}

const ports::Channel* Gateways::channel(std::string_view gateway) const {
  const auto found =
      std::ranges::find_if(channels_, [&](const auto& one) { return one->gateway() == gateway; });
  return found == channels_.end() ? nullptr : found->get();
}

edge::Route Gateways::route_of(std::string_view kind, std::string_view pinned) const {
  const auto way = switchboard_->way({.kind = kind, .pinned = pinned});
  edge::Route route{.gateway = {},
                    .per_second = way.per_second,
                    .addressed = false,
                    .stand_in = way.reaches_nobody};
  for (const auto& name : way.gateways) route.gateway += (route.gateway.empty() ? "" : ", ") + name;
  return route;
}

}  // namespace ckl::app
