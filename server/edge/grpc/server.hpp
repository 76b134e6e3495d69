// The gRPC edge: every unary method of edge/api, the stream, health and reflection.
//
// It translates and nothing else. gRPC's own threads authenticate and parse; everything after that
// runs on the main thread, where they post to. Methods are registered from the service descriptors,
// so that a new rpc needs no line here. Made, started and stopped on the main thread.
#pragma once

#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "edge/grpc/options.hpp"
#include "ports/failure.hpp"

namespace ckl::edge {
class Api;
struct Services;
}  // namespace ckl::edge

namespace ckl::edge::rpc {

class Server {
 public:
  // `services` and `api` outlive the object.
  Server(boost::asio::any_io_executor executor, const Services& services, Api& api,
         Options options);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  // The bound port. Refuses a certificate that can't be read, and plain text anywhere but on
  // loopback.
  [[nodiscard]] ports::Result<std::uint16_t> start();

  // What the health service answers; serving from the start on.
  void set_serving(bool serving);

  // Ends every subscription and refuses new calls, both with UNAVAILABLE. What is under way is
  // still answered. Does not wait.
  void leave();

  // Leaves, waits a little for the calls under way and cancels the rest. Idempotent.
  void stop();

  [[nodiscard]] std::size_t streams() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::edge::rpc
