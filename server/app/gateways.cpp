#include "app/gateways.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

namespace ckl::app {
namespace {

delivery::ChannelConfig channel_config(const platform::GatewayConfig& gateway) {
  return {.kind = gateway.kind, .name = gateway.name, .options = gateway.options};
}

}  // namespace

Gateways::Gateways(boost::asio::any_io_executor executor) : http_(executor), mail_(executor) {}

std::expected<std::unique_ptr<Gateways>, std::vector<platform::ConfigProblem>> Gateways::make(
    const platform::Config& config, boost::asio::any_io_executor executor,
    const ports::Clock& clock) {
  std::unique_ptr<Gateways> made(new Gateways(std::move(executor)));
  const delivery::ChannelParts parts{
      .http = &made->http_,
      .mail = &made->mail_,
      .clock = &clock,
      .console = [](std::string_view line) { spdlog::info("{}", line); },
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
  auto receipts = delivery::ReceiptReader::make(channel_config(gateway));
  if (!receipts) return receipts.error().what;
  for (const auto& kind : gateway.stands_in_for) stand_ins_[kind] = channel->get();
  if (receipts->enabled()) receipts_.emplace(gateway.name, std::move(*receipts));
  channels_.push_back(std::move(*channel));
  return std::nullopt;
}

void Gateways::equip(delivery::Dispatcher& dispatcher) const {
  for (const auto& channel : channels_) dispatcher.add_channel(*channel);
  for (const auto& [kind, channel] : stand_ins_) dispatcher.stand_in(kind, *channel);
}

delivery::DispatcherOptions Gateways::options(const platform::Config& config) const {
  delivery::DispatcherOptions options;
  for (const auto& gateway : config.gateways) options.pace[gateway.name] = gateway.pace;
  options.exercise_list = {config.exercise_list.begin(), config.exercise_list.end()};
  return options;
}

const delivery::ReceiptReader* Gateways::receipts_of(std::string_view gateway) const {
  const auto found = receipts_.find(gateway);
  return found == receipts_.end() ? nullptr : &found->second;
}

}  // namespace ckl::app
