// The watcher of the server (vakten): test alarms through the gateways, the lateness of due steps,
// and the sign of life to the outside.
//
// Main thread. All of it is of the server and of the real clock, not of a workspace.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "app/gateways.hpp"
#include "ckl/v1/services/gateway.pb.h"
#include "delivery/dead_man.hpp"
#include "delivery/lateness.hpp"
#include "delivery/watcher.hpp"
#include "edge/http/options.hpp"
#include "platform/config.hpp"
#include "platform/http_client.hpp"
#include "platform/wake_up.hpp"

namespace ckl::app {

class Watch {
 public:
  // All of it outlives the object.
  struct Surroundings {
    const platform::Config& config;
    const Gateways& gateways;
    const ports::Clock& clock;
    boost::asio::any_io_executor executor;
    std::function<std::string()> base;  // where the HTTP edge is reached
    std::function<void()> changed;      // a gateway may have been lost, or be well again
    // Why the server does not accept alarms, or nothing.
    std::function<std::optional<std::string>()> unready;
  };

  explicit Watch(Surroundings around);
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch();

  void start();
  // Nothing leaves and nothing is told from here on.
  void stop();

  [[nodiscard]] delivery::Watcher& watcher() { return *watcher_; }
  [[nodiscard]] delivery::Lateness& lateness() { return lateness_; }

  // Somebody used the link of a test alarm: `POST` answers it, anything else asks first.
  [[nodiscard]] edge::http::Reply answer(std::string_view method, std::string_view code);

  // Due steps that are late, signs of life that do not get out; in words.
  [[nodiscard]] std::vector<domain::Text> faults() const;
  // How the test alarms fare, beside each gateway.
  void fill(v1::ListGatewaysResponse& out) const;
  // Lines for /metrics.
  [[nodiscard]] std::string metrics() const;

 private:
  [[nodiscard]] std::optional<std::string> trouble() const;
  [[nodiscard]] std::vector<delivery::WatchSettings> watched() const;

  Surroundings around_;
  bool stopped_ = false;
  delivery::Lateness lateness_;
  platform::AsioWakeUp watcher_wake_;
  platform::AsioWakeUp dead_man_wake_;
  std::unique_ptr<delivery::Watcher> watcher_;
  // Of its own, so that no gateway's slow answers are in its way; only where it is wanted.
  std::unique_ptr<platform::CurlHttpClient> http_;
  std::unique_ptr<delivery::DeadMan> dead_man_;
};

}  // namespace ckl::app
