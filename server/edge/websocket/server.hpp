// The WebSocket edge, /v1/stream: subscriptions, and commands answered on the same connection.
//
// Connections come from the HTTP edge, authenticated. Frames are `ClientFrame` and `ServerFrame`,
// in protobuf (binary) or JSON (text) by subprotocol. Nothing queues per connection beyond the
// answers to the commands under way (bounded) and one frame of the stream: a reader that is too
// slow is closed, and resumes. Main thread only. Services, Api and Traffic outlive the server, and
// so does the io_context.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "edge/api/api.hpp"
#include "edge/api/traffic.hpp"

namespace boost::asio {
class io_context;
}

namespace ckl::edge {
struct Upgrade;
}

namespace ckl::edge::websocket {

// Named bounds; tests make them smaller. docs/limits.md shows them to users.
struct Limits {
  std::size_t frame_bytes = 256UL << 10U;
  std::size_t commands_in_flight = 256;    // per connection; then nothing more is read
  std::size_t batch_bytes = 128UL << 10U;  // sent in one go
  std::chrono::milliseconds beat{1'000};
  // In beats.
  std::uint32_t write_beats = 10;
  std::uint32_t idle_beats = 60;  // without a sign of life, pings included
  std::uint32_t ping_beats = 20;
  std::uint32_t close_beats = 3;
};

// The rest of the server as this edge needs it; all outlive it.
struct Backend {
  const Services& services;
  Api& api;
  Traffic& traffic;
};

class Server {
 public:
  Server(boost::asio::io_context& io, const Backend& backend, Limits limits);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  // Starts the heartbeat.
  void start();

  // Takes a connection over; the HTTP edge's `on_upgrade`.
  void take(Upgrade upgrade);

  // Says goodbye to every connection ("going away"); answers under way are sent first.
  void stop();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::edge::websocket
