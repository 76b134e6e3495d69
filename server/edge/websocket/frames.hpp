// The framing of WebSocket (RFC 6455, 5) as a server sees it: bytes to messages and back.
//
// Pure: no socket, no thread. Frames from a client must be masked; pieces of a message are put
// together here; extensions are not spoken. Whatever breaks the protocol is told as the close code
// that the connection ends with, and nothing may be asked of the reader afterwards. Internal to the
// WebSocket edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ckl::edge::websocket {

enum class Opcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10
};

// RFC 6455, 7.4.
enum class CloseCode : std::uint16_t {
  normal = 1000,
  going_away = 1001,
  protocol_error = 1002,
  unknown_data = 1003,
  bad_payload = 1007,
  policy_error = 1008,
  too_big = 1009
};

// The beginning of an unmasked frame whose payload follows.
void append_head(std::string& out, Opcode opcode, std::size_t payload_bytes);
void append_frame(std::string& out, Opcode opcode, std::string_view payload);
void append_close(std::string& out, CloseCode code, std::string_view reason);

// What a close frame says: the code to answer with.
[[nodiscard]] CloseCode code_of_close(std::string_view payload);

class FrameReader {
 public:
  // A message with more bytes than that is `too_big`.
  explicit FrameReader(std::size_t message_bytes) : most_(message_bytes) {}

  struct Message {
    Opcode opcode = Opcode::binary;  // any but `continuation`; text is valid UTF-8
    std::string_view payload;        // until `space` or `next` is called
  };

  // Where the next bytes go; never empty. `came` says how many did.
  [[nodiscard]] std::span<char> space();
  void came(std::size_t bytes);

  // Forgets what has come and is not taken.
  void drop();

  // The next message; nothing when more bytes are needed.
  [[nodiscard]] std::expected<std::optional<Message>, CloseCode> next();

 private:
  struct Head {
    bool last = true;
    Opcode opcode = Opcode::binary;
    std::size_t bytes = 0;  // of the head, mask included
    std::size_t payload = 0;
  };

  [[nodiscard]] std::expected<std::optional<Head>, CloseCode> read_head() const;
  [[nodiscard]] std::expected<void, CloseCode> check(const Head& head) const;
  [[nodiscard]] std::expected<std::optional<Message>, CloseCode> take(const Head& head);
  std::string_view unmask(const Head& head);

  std::size_t most_;
  std::vector<char> buffer_;  // begin_ to end_ is what has come and is not taken
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool filled_ = false;     // by the last read
  std::size_t wanted_ = 0;  // bytes of the frame that is under way
  std::string pieces_;      // of a message in several frames
  std::string whole_;       // the last message that came in pieces
  std::optional<Opcode> in_pieces_;
};

}  // namespace ckl::edge::websocket
