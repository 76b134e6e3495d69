// What the edges count for /metrics.
//
// Main thread only. One object for all edges that outlives their servers; counters only ever rise,
// the others say what is now.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ckl::edge {

struct Traffic {
  std::uint64_t commands_accepted = 0;
  std::uint64_t commands_refused = 0;
  std::uint64_t calls = 0;  // unary methods over HTTP
  std::uint64_t http_requests = 0;
  std::size_t http_connections = 0;  // now, WebSockets included
  std::size_t websockets = 0;        // now
  std::uint64_t refused_connections = 0;
  std::uint64_t refused_sign_ins = 0;
  std::uint64_t slow_readers_closed = 0;
};

}  // namespace ckl::edge
