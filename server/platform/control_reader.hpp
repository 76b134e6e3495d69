// What a baresip says on its control connection: netstrings (`LEN:JSON,`) of answers and events.
//
// Pure. Bytes come in as the socket gives them. What is no netstring, or is larger than any message
// of baresip's, spoils the reader: the connection is then given up. A netstring that holds anything
// but a message is passed over.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ckl::platform {

struct ControlMessage {
  bool is_event = false;  // else the answer to a command
  bool ok = false;        // of an answer
  std::string token;      // of an answer
  std::string type;       // of an event: "CALL_CLOSED"
  std::string param;      // of an event: "486 Busy Here"
  bool incoming = false;  // an event of a call that somebody else made

  bool operator==(const ControlMessage&) const = default;
};

// A command as baresip reads it.
[[nodiscard]] std::string control_frame(std::string_view command, std::string_view params,
                                        std::string_view token);

class ControlReader {
 public:
  static constexpr std::size_t largest_message = 64UL << 10U;

  void feed(std::string_view bytes);

  // The next message, or nothing before more bytes have come.
  [[nodiscard]] std::optional<ControlMessage> next();

  [[nodiscard]] bool spoilt() const { return spoilt_; }

 private:
  // The next netstring's inside, or nothing.
  std::optional<std::string> take_frame();

  std::string waiting_;
  bool spoilt_ = false;
};

}  // namespace ckl::platform
