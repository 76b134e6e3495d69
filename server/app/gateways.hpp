// The gateways of the server: channels made from the configuration, shared by all workspaces, and
// their receipts.
//
// Main thread. A gateway that can't be made is a Failure at the start, never a channel that fails
// at 03:00.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "app/voice_desk.hpp"
#include "delivery/channels.hpp"
#include "delivery/switchboard.hpp"
#include "edge/api/api.hpp"
#include "platform/config.hpp"
#include "platform/espeak.hpp"
#include "platform/http_client.hpp"
#include "platform/mail_client.hpp"

namespace ckl::app {

class Gateways {
 public:
  // All gateways that can't be made, each with its line in the configuration.
  [[nodiscard]] static std::expected<std::unique_ptr<Gateways>,
                                     std::vector<platform::ConfigProblem>>
  make(const platform::Config& config, boost::asio::any_io_executor executor,
       const ports::Clock& clock, const delivery::PushParts* push);

  // The channel of a kind that letters would go to, or nullptr.
  [[nodiscard]] const ports::Channel* of_kind(std::string_view kind) const;

  // Where answers by keys come in, once there are workspaces.
  [[nodiscard]] VoiceDesk& desk() { return desk_; }

  // All gateways, for the dispatchers of all workspaces.
  [[nodiscard]] delivery::Switchboard& switchboard() const { return *switchboard_; }

  // The channel over the gateway of that name, or nullptr.
  [[nodiscard]] const ports::Channel* channel(std::string_view gateway) const;

  // Where calls by a kind go, as things stand; the name is empty when there is no gateway for it.
  [[nodiscard]] edge::Route route_of(std::string_view kind, std::string_view pinned) const;

 private:
  // Makes one channel, or says what is wrong with its configuration.
  std::optional<std::string> add(const platform::GatewayConfig& gateway,
                                 const delivery::ChannelParts& parts);

  Gateways(const boost::asio::any_io_executor& executor, const platform::Config& config,
           const ports::Clock& clock);

  platform::CurlHttpClient http_;
  platform::CurlMailClient mail_;
  platform::Espeak speaker_;
  VoiceDesk desk_;
  std::vector<std::unique_ptr<ports::Channel>> channels_;
  std::unique_ptr<delivery::Switchboard> switchboard_;
};

}  // namespace ckl::app
