// The least that a load client needs of TCP, WebSocket, HTTP/2 and epoll: frames built and
// recognised by hand, so that the client costs the shared machine as little as possible.
//
// Used by the benchmark programs only. Blocking at connect, non-blocking after. A broken connection
// ends the program with a word, because a measurement with a lost client is none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ckl::bench {

// Nanoseconds of a clock that never jumps.
[[nodiscard]] std::uint64_t now_ns();

[[noreturn]] void die(const std::string& why);

// The p-th percentile (0..100); sorts.
[[nodiscard]] double percentile(std::vector<double>& values, double p);

// "--name value" on the command line.
[[nodiscard]] std::string argument(int argc, char** argv, std::string_view name,
                                   std::string_view otherwise);
[[nodiscard]] long number(int argc, char** argv, std::string_view name, long otherwise);

// A connection to 127.0.0.1 with everything read so far.
struct Connection {
  int fd = -1;
  std::string in;

  void connect(int port);
  void send(std::string_view bytes) const;
  // Reads what is there; false when nothing was.
  bool receive();
  // Reads until `end` has come, and drops everything through it.
  void expect(std::string_view end);
};

// A WebSocket to /v1/stream in protobuf.
void open_websocket(Connection& connection, const std::string& token);
// A binary frame as a client sends it (masked with zeroes: the mask is for proxies, not for us).
[[nodiscard]] std::string client_frame(std::string_view payload);
// Takes the next complete frame out of `in`; false when there is none yet. Pings are ignored.
[[nodiscard]] bool next_frame(std::string& in, std::string& payload);

// The bytes of the first field of that number in a protobuf message; null when it has none. Counts
// answers without making objects of them.
[[nodiscard]] std::string_view bytes_field(std::string_view message, std::uint64_t number);

// HTTP/2 with gRPC, one call after another on one connection.
[[nodiscard]] std::string http2_preface();
struct Call {
  std::uint32_t stream = 1;
  std::string path;
  std::string token;
  std::string message;
};
[[nodiscard]] std::string grpc_call(const Call& call);
// How many calls have ended (frames with END_STREAM); takes their frames out and answers pings.
[[nodiscard]] int ended_calls(Connection& connection);

}  // namespace ckl::bench
