// The gateways of the server: channels made from the configuration, shared by all workspaces, and
// their receipts.
//
// Main thread. A gateway that can't be made is a Failure at the start, never a channel that fails
// at 03:00.
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "delivery/channels.hpp"
#include "delivery/dispatcher.hpp"
#include "delivery/receipts.hpp"
#include "platform/config.hpp"
#include "platform/http_client.hpp"
#include "platform/mail_client.hpp"

namespace ckl::app {

class Gateways {
 public:
  // All gateways that can't be made, each with its line in the configuration.
  [[nodiscard]] static std::expected<std::unique_ptr<Gateways>,
                                     std::vector<platform::ConfigProblem>>
  make(const platform::Config& config, boost::asio::any_io_executor executor,
       const ports::Clock& clock);

  // Gives a workspace's dispatcher its channels, and the kinds that a console stands in for.
  void equip(delivery::Dispatcher& dispatcher) const;

  [[nodiscard]] delivery::DispatcherOptions options(const platform::Config& config) const;

  // The reader of a gateway's receipts, or nullptr.
  [[nodiscard]] const delivery::ReceiptReader* receipts_of(std::string_view gateway) const;

 private:
  // Makes one channel, or says what is wrong with its configuration.
  std::optional<std::string> add(const platform::GatewayConfig& gateway,
                                 const delivery::ChannelParts& parts);

  explicit Gateways(boost::asio::any_io_executor executor);

  platform::CurlHttpClient http_;
  platform::CurlMailClient mail_;
  std::vector<std::unique_ptr<ports::Channel>> channels_;
  std::map<std::string, ports::Channel*> stand_ins_;  // by kind
  std::map<std::string, delivery::ReceiptReader, std::less<>> receipts_;
};

}  // namespace ckl::app
