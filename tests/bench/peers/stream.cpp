// bench_stream: a new subscriber of ckld that reads a whole journal, and how long it takes.
//
//   --server ckld|ckld-grpc --port N --token T [--workspace W] --events N
//
// Counts entries without making objects of them; ends with the last. Prints one line of JSON.
#include <iostream>

#include <poll.h>
#include <sys/socket.h>

#include "bench/wire.hpp"
#include "ckl/v1/stream.pb.h"

namespace ckl::bench {
namespace {

struct Progress {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
  std::uint64_t frames = 0;

  void take(std::string_view frame) {
    ++frames;
    bytes += frame.size();
    const auto batch = bytes_field(frame, v1::ServerFrame::kEventsFieldNumber);
    if (batch.data() != nullptr) {
      entries += count_fields(batch, v1::EventBatch::kEntriesFieldNumber);
    } else if (bytes_field(frame, v1::ServerFrame::kClosingFieldNumber).data() != nullptr) {
      die("ckld ended the subscription");
    }
  }
};

// Messages of gRPC out of the HTTP/2 frames that they are cut into.
class MessageReader {
 public:
  template <class Came>
  void read(Connection& connection, Came came) {
    std::size_t at = 0;
    Http2Frame frame;
    while (http2_frame_at(connection, at, frame)) {
      if (frame.type == http2_data) unread_ += frame.payload;
    }
    connection.in.erase(0, at);
    std::size_t begin = 0;
    while (const auto size = message_size(begin)) {
      came(std::string_view(unread_).substr(begin + head, size - head));
      begin += size;
    }
    unread_.erase(0, begin);
  }

 private:
  static constexpr std::size_t head = 5;

  // With its head; 0 when it is not all there.
  [[nodiscard]] std::size_t message_size(std::size_t at) const {
    if (unread_.size() - at < head) return 0;
    std::size_t size = 0;
    for (std::size_t i = 1; i < head; ++i) {
      size = size << 8U | static_cast<unsigned char>(unread_[at + i]);
    }
    return unread_.size() - at < head + size ? 0 : head + size;
  }

  std::string unread_;
};

// What is there, in one large piece; waits when nothing is.
void receive(Connection& connection, std::string& room) {
  constexpr int patience_ms = 20'000;
  pollfd readable{.fd = connection.fd, .events = POLLIN, .revents = 0};
  if (::poll(&readable, 1, patience_ms) <= 0) die("nothing for 20 s");
  const auto got = ::recv(connection.fd, room.data(), room.size(), 0);
  if (got <= 0) die("the server closed the connection");
  connection.in.append(room, 0, static_cast<std::size_t>(got));
}

int run(int argc, char** argv) {
  const auto server = argument(argc, argv, "--server", "ckld");
  const auto token = argument(argc, argv, "--token", "");
  const auto events = static_cast<std::uint64_t>(number(argc, argv, "--events", 0));
  const bool grpc = server == "ckld-grpc";
  v1::SubscribeRequest request;
  request.set_workspace(argument(argc, argv, "--workspace", "skarpt"));
  request.set_after(0);
  Connection connection;
  connection.connect(static_cast<int>(number(argc, argv, "--port", 0)));
  if (!grpc) open_websocket(connection, {.token = token});
  v1::ClientFrame frame;
  *frame.mutable_subscribe() = request;
  const auto start = now_ns();
  connection.send(grpc ? http2_preface() + grpc_call({.path = "/ckl.v1.StreamService/Subscribe",
                                                      .token = token,
                                                      .message = request.SerializeAsString()})
                       : client_frame(frame.SerializeAsString()));
  Progress progress;
  MessageReader messages;
  std::string room(512UL << 10U, '\0');
  while (progress.entries < events) {
    receive(connection, room);
    const auto take = [&](std::string_view one) { progress.take(one); };
    if (grpc) {
      messages.read(connection, take);
      continue;
    }
    std::size_t at = 0;
    const std::string_view in = connection.in;
    for (auto one = frame_at(in, at); one.data() != nullptr; one = frame_at(in, at)) take(one);
    connection.in.erase(0, at);
  }
  const auto seconds = static_cast<double>(now_ns() - start) / 1e9;
  std::cout << "{\"server\":\"" << server << "\",\"events\":" << progress.entries
            << ",\"bytes\":" << progress.bytes << ",\"frames\":" << progress.frames
            << ",\"seconds\":" << seconds
            << ",\"per_second\":" << static_cast<double>(progress.entries) / seconds << "}\n";
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) { return ckl::bench::run(argc, argv); }
