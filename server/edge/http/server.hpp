// The HTTP edge: one listener, plain on loopback or TLS anywhere.
//
// Runs on the given io_context's thread; all calls on that thread. `start` refuses plain HTTP on an
// address that others can reach, and certificate files that can't be used. `stop` closes the
// listener and every connection; what is being answered is answered first. Services, Api and
// Traffic outlive the server, and the io_context outlives it too.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "edge/api/api.hpp"
#include "edge/api/traffic.hpp"
#include "edge/http/options.hpp"

namespace boost::asio {
class io_context;
}

namespace ckl::edge {
struct Upgrade;
}

namespace ckl::edge::http {

class Server {
 public:
  Server(boost::asio::io_context& io, const Backend& backend, Options options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  // Who takes connections to /v1/stream; before `start`. Without it they are refused.
  void on_upgrade(std::function<void(Upgrade)> take);

  // The bound port.
  [[nodiscard]] ports::Result<std::uint16_t> start();
  void stop();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::edge::http
