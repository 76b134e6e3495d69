// The whole server: every part made, connected, started and stopped in the right order.
//
// The only place that names concrete types. Made and used on the main thread; `io` runs after
// `start` and until `stop`, or until `leave` calls back. The order of stopping is that of trust:
// first no new connections, then the workspaces write what they have accepted, then the edges
// close.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>

#include "app/arguments.hpp"
#include "platform/config.hpp"
#include "ports/failure.hpp"

namespace ckl::app {

class Server {
 public:
  Server(boost::asio::io_context& io, platform::Config config, const Arguments& arguments);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  // Opens the data folder, recovers every workspace, listens, and says where. A Failure means that
  // nothing runs.
  [[nodiscard]] ports::Result<void> start();
  void stop();

  // Stops as a server should: no new connections; the workspaces write what they have accepted, and
  // it is answered; each client is told that the server goes. `gone` is called, once, when the last
  // of them has left, at the latest after three seconds.
  void leave(std::function<void()> gone);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Makes a token in the store of a stopped server and gives its secret.
[[nodiscard]] ports::Result<std::string> issue_token(const platform::Config& config,
                                                     const Arguments& arguments);

}  // namespace ckl::app
