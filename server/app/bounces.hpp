// The mailboxes of bounces that mail gateways name, read for as long as the server runs.
//
// Main thread. Each bounce goes to the dispatcher of the workspace that its attempt's key names, or
// to the watcher.
#pragma once

#include <memory>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "app/workspaces.hpp"
#include "delivery/watcher.hpp"
#include "platform/config.hpp"
#include "platform/mailbox_client.hpp"
#include "ports/clock.hpp"

namespace ckl::app {

class Bounces {
 public:
  // All of it outlives the object.
  struct Surroundings {
    Workspaces& workspaces;
    const ports::Clock& clock;
    boost::asio::any_io_executor executor;
    delivery::Watcher& watcher;
  };

  Bounces(const platform::Config& config, Surroundings around);
  Bounces(const Bounces&) = delete;
  Bounces& operator=(const Bounces&) = delete;
  ~Bounces();

  void start();
  // Nothing is reported from here on.
  void stop();

  // Mailboxes that can't be read, in words.
  [[nodiscard]] std::vector<domain::Text> faults() const;

 private:
  struct OneMailbox;

  Surroundings around_;
  std::vector<std::unique_ptr<OneMailbox>> mailboxes_;
};

}  // namespace ckl::app
