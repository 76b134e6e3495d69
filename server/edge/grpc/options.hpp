// Where the gRPC edge listens and what it bounds.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace ckl::edge::rpc {

// Named bounds; tests make them smaller. docs/limits.md shows them to users.
struct Limits {
  int request_bytes = 1'280 * 1024;  // a calendar of 1 MB and what stands beside it
  int calls_per_connection = 256;
  std::size_t streams = 2'000;
  // Heartbeats without one finished write before a subscriber that does not read is cut.
  std::uint32_t stalled_beats = 30;
  std::chrono::milliseconds beat{1'000};
  // What a stop waits for calls that are under way.
  std::chrono::milliseconds farewell{500};
};

struct Options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 9090;     // 0 = any
  std::string certificate_file;  // PEM, with its chain; required but on loopback
  std::string key_file;          // PEM
  Limits limits;
};

}  // namespace ckl::edge::rpc
