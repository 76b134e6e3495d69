// Any bytes on a WebSocket, in pieces of any size: frames are read within bounds, and what is in
// them becomes a command or a refusal.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ckl/v1/stream.pb.h"
#include "codec/codec.hpp"
#include "codec/json.hpp"
#include "domain/input.hpp"
#include "domain/limits.hpp"
#include "edge/websocket/frames.hpp"

namespace {

using ckl::edge::websocket::FrameReader;
using ckl::edge::websocket::Opcode;

constexpr std::size_t most = 64UL << 10U;

void require(bool fact) {
  if (!fact) std::abort();
}

void read(const FrameReader::Message& message) {
  require(message.payload.size() <= most);
  if (message.opcode == Opcode::text) require(ckl::domain::is_utf8(message.payload));
  ckl::v1::ClientFrame frame;
  const auto parsed = message.opcode == Opcode::text
                          ? ckl::codec::from_json(message.payload, frame)
                          : ckl::codec::from_bytes(message.payload, frame);
  if (parsed && frame.has_command()) {
    const auto decoded = ckl::codec::decode_command(frame.command());
    require(decoded.has_value() || !decoded.error().breaches.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + bytes[0];
  std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  FrameReader reader(most);
  while (!rest.empty()) {
    const auto space = reader.space();
    require(!space.empty() && space.size() <= 4 * most);
    const auto some = std::min({piece, space.size(), rest.size()});
    std::copy_n(rest.begin(), some, space.begin());
    reader.came(some);
    rest.remove_prefix(some);
    for (;;) {
      const auto message = reader.next();
      if (!message) return 0;
      if (!message->has_value()) break;
      read(**message);
    }
  }
  return 0;
}
