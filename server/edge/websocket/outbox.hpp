// What waits to be sent on one WebSocket, ready for one system call: small frames lie in one
// buffer, large ones stay where they are, shared with other subscribers.
//
// Main thread only. Internal to the WebSocket edge.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/buffer.hpp>

#include "edge/websocket/frames.hpp"
#include "ports/journal.hpp"

namespace ckl::edge::websocket {

class Outbox {
 public:
  [[nodiscard]] bool empty() const { return copied_.empty() && shared_.empty(); }
  [[nodiscard]] std::size_t size() const { return copied_.size() + shared_bytes_; }

  void add(Opcode opcode, std::string_view payload) { append_frame(copied_, opcode, payload); }
  void add(Opcode opcode, const ports::Bytes& payload);
  void add_close(CloseCode code, std::string_view reason) { append_close(copied_, code, reason); }

  // A place for a payload of exactly so many bytes, to be filled before anything else is added.
  [[nodiscard]] char* add_room(Opcode opcode, std::size_t payload_bytes);

  // Everything, in order; valid until something is added or cleared.
  [[nodiscard]] std::vector<boost::asio::const_buffer> buffers() const;

  void clear();
  // Of an empty one, what a greater use has left goes back.
  void rest();

 private:
  struct Shared {
    std::size_t after = 0;  // so many copied bytes come before it
    ports::Bytes payload;
  };

  std::string copied_;
  std::vector<Shared> shared_;
  std::size_t shared_bytes_ = 0;
};

}  // namespace ckl::edge::websocket
