#include "app/bounces.hpp"

#include <optional>
#include <utility>

#include "delivery/bounce_reader.hpp"
#include "delivery/receipts.hpp"
#include "platform/wake_up.hpp"

namespace ckl::app {
namespace {

ports::Result<void> report(const Bounces::Surroundings& around, std::string_view key,
                           ports::SendResult result) {
  const auto parsed = delivery::parse_key(key);
  if (parsed && parsed->workspace == delivery::watch_workspace) {
    return around.watcher.receipt(key, result);
  }
  auto* workspace = parsed ? around.workspaces.running(parsed->workspace) : nullptr;
  if (workspace == nullptr) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::not_found, "a bounce for an unknown workspace"});
  }
  return workspace->dispatcher().receipt(key, std::move(result));
}

}  // namespace

struct Bounces::OneMailbox {
  OneMailbox(const std::string& gateway, delivery::BounceSettings settings,
             const Surroundings& around)
      : mailbox(around.executor),
        wake_up(around.executor, around.clock),
        reader(std::in_place, gateway, std::move(settings),
               delivery::BounceReader::Parts{
                   .mailbox = mailbox,
                   .wake_up = wake_up,
                   .clock = around.clock,
                   .report =
                       [around](std::string_view key, ports::SendResult result) {
                         return report(around, key, std::move(result));
                       },
                   .test_alarm =
                       [&watcher = around.watcher](std::string_view mail) {
                         return watcher.takes(mail, delivery::WatchStage::received);
                       }}) {}

  platform::CurlMailbox mailbox;
  platform::AsioWakeUp wake_up;
  std::optional<delivery::BounceReader> reader;
};

Bounces::Bounces(const platform::Config& config, Surroundings around) : around_(std::move(around)) {
  for (const auto& gateway : config.gateways) {
    auto settings = delivery::bounce_settings(
        {.kind = gateway.kind, .name = gateway.name, .options = gateway.options});
    if (!settings) continue;
    mailboxes_.push_back(std::make_unique<OneMailbox>(gateway.name, *std::move(settings), around_));
  }
}

Bounces::~Bounces() = default;

void Bounces::start() {
  for (const auto& one : mailboxes_) one->reader->start();
}

void Bounces::stop() {
  for (const auto& one : mailboxes_) one->reader.reset();
}

std::vector<domain::Text> Bounces::faults() const {
  std::vector<domain::Text> faults;
  for (const auto& one : mailboxes_) {
    auto fault = one->reader ? one->reader->fault() : std::nullopt;
    if (fault) faults.push_back(*std::move(fault));
  }
  return faults;
}

}  // namespace ckl::app
