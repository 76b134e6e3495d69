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
  // Reads until `end` has come, and takes everything through it.
  std::string expect(std::string_view end);
};

// What a WebSocket is asked for.
struct Upgrade {
  std::string path = "/v1/stream";
  std::string protocol = "ckl.v1.proto";  // empty = none
  std::string token;                      // empty = none
};
void open_websocket(Connection& connection, const Upgrade& wanted);
// A binary frame as a client sends it (masked with zeroes: the mask is for proxies, not for us).
[[nodiscard]] std::string client_frame(std::string_view payload);
// The payload of the next complete frame from `at` on, which moves behind it; null when there is
// none yet. Pings are ignored.
[[nodiscard]] std::string_view frame_at(std::string_view in, std::size_t& at);
// Takes the next complete frame out of `in`; false when there is none yet.
[[nodiscard]] bool next_frame(std::string& in, std::string& payload);

// The bytes of the first field of that number in a protobuf message; null when it has none. Counts
// answers without making objects of them.
[[nodiscard]] std::string_view bytes_field(std::string_view message, std::uint64_t number);

// How many fields of that number it has.
[[nodiscard]] std::uint64_t count_fields(std::string_view message, std::uint64_t number);
void append_bytes_field(std::string& out, std::uint64_t number, std::string_view bytes);

// HTTP/2 with gRPC, one call after another on one connection.
[[nodiscard]] std::string http2_preface();
struct Call {
  std::uint32_t stream = 1;
  std::string path;
  std::string token;  // empty = none
  std::string message;
  bool more_to_come = false;  // the client's side of the call stays open
};
[[nodiscard]] std::string grpc_call(const Call& call);
// An HTTP/2 frame; the payload points into what it was read from.
struct Http2Frame {
  int type = 0;
  int flags = 0;
  std::string_view payload;
};
inline constexpr int http2_data = 0;
// The next complete frame from `at` on, which moves behind it; false when there is none yet. Pings
// and settings are answered.
[[nodiscard]] bool http2_frame_at(const Connection& connection, std::size_t& at, Http2Frame& frame);
// How many calls have ended (frames with END_STREAM); takes their frames out. A call that ends
// without an answer ends the program.
[[nodiscard]] int ended_calls(Connection& connection);

}  // namespace ckl::bench
