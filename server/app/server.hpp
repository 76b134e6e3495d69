// The whole server: every part made, connected, started and stopped in the right order.
//
// The only place that names concrete types. Made and used on the main thread; `io` runs after
// `start` and until `stop`. The order of stopping is that of trust: first no new connections, then
// the workspaces write what they have accepted, then the edges close.
#pragma once

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

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Makes a token in the store of a stopped server and gives its secret.
[[nodiscard]] ports::Result<std::string> issue_token(const platform::Config& config,
                                                     const Arguments& arguments);

}  // namespace ckl::app
