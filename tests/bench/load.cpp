// bench_load: closed-loop clients that each send a command, wait for its answer, and send the next.
//
//   --kind ws|grpc|latency  --port N --token T --workspace W --clients 64 --ms 3000 [--tag x]
//
// `latency` has one client on a WebSocket and one subscriber, and measures from sending to the
// event at the subscriber. Prints one line of JSON.
#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <vector>

#include <sys/epoll.h>

#include "bench/wire.hpp"
#include "ckl/v1/stream.pb.h"

namespace ckl::bench {
namespace {

struct Options {
  std::string kind;
  int port = 0;
  std::string token;
  std::string workspace;
  std::size_t clients = 1;
  std::uint64_t duration_ns = 0;
  std::string tag;
};

struct Client {
  Connection connection;
  std::string request;     // WebSocket: the frame, made once; only the id's digits change
  std::size_t digits = 0;  // where they are
  std::uint64_t sent_at = 0;
  std::uint32_t stream = 1;
};

struct Measured {
  std::vector<double> micros;
  double seconds = 0;
};

// Always as many, so that a frame made once fits every number.
std::string digits_of(std::uint64_t number) {
  constexpr std::size_t width = 8;
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

v1::WriteLogEntry log_entry(const Options& options, std::uint64_t number) {
  constexpr std::size_t text_bytes = 300;
  v1::WriteLogEntry entry;
  entry.set_command_id(options.tag + "-" + digits_of(number));
  entry.set_workspace(options.workspace);
  entry.set_kind(v1::LOG_KIND_OBSERVATION);
  entry.set_text(std::string(text_bytes, 'x'));
  return entry;
}

std::string websocket_request(const Options& options, std::uint64_t number) {
  v1::ClientFrame frame;
  *frame.mutable_command()->mutable_write_log_entry() = log_entry(options, number);
  return client_frame(frame.SerializeAsString());
}

std::string grpc_request(const Options& options, Client& client, std::uint64_t number) {
  Call call{.stream = client.stream,
            .path = "/ckl.v1.LogService/WriteLogEntry",
            .token = options.token,
            .message = log_entry(options, number).SerializeAsString()};
  client.stream += 2;
  return grpc_call(call);
}

// The next request of a client whose frame is made already.
const std::string& next_request(const Options& options, Client& client, std::uint64_t number) {
  if (client.request.empty()) {
    client.request = websocket_request(options, number);
    client.digits = client.request.find(options.tag + "-") + options.tag.size() + 1;
  }
  const std::string digits = digits_of(number);
  client.request.replace(client.digits, digits.size(), digits);
  return client.request;
}

// The number of answers that have come; one that refuses or answers something else ends the
// measurement.
int websocket_answers(Client& client) {
  int answers = 0;
  std::string payload;
  while (next_frame(client.connection.in, payload)) {
    const auto result = bytes_field(payload, v1::ServerFrame::kResultFieldNumber);
    if (result.data() == nullptr) continue;
    const auto accepted = bytes_field(result, v1::CommandResult::kAcceptedFieldNumber);
    const auto id = bytes_field(result, v1::CommandResult::kCommandIdFieldNumber);
    const auto digits = std::string_view(client.request).substr(client.digits, digits_of(0).size());
    if (accepted.data() == nullptr || !id.ends_with(digits)) {
      v1::ServerFrame frame;
      frame.ParseFromString(payload);
      die("not accepted: " + frame.ShortDebugString());
    }
    ++answers;
  }
  return answers;
}

void watch(int poll, int fd, std::size_t index) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = index;
  if (::epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) != 0) die("epoll_ctl");
}

Measured closed_loop(const Options& options) {
  const bool grpc = options.kind == "grpc";
  const int poll = ::epoll_create1(EPOLL_CLOEXEC);
  std::vector<Client> clients(options.clients);
  for (std::size_t i = 0; i < clients.size(); ++i) {
    auto& connection = clients[i].connection;
    connection.connect(options.port);
    if (grpc) {
      connection.send(http2_preface());
    } else {
      open_websocket(connection, {.token = options.token});
    }
    watch(poll, connection.fd, i);
  }
  std::uint64_t number = 0;
  const auto send = [&](Client& client) {
    if (grpc) client.request = grpc_request(options, client, ++number);
    const auto& request = grpc ? client.request : next_request(options, client, ++number);
    client.sent_at = now_ns();
    client.connection.send(request);
  };
  Measured measured;
  const auto began = now_ns();
  const auto end = began + options.duration_ns;
  for (auto& client : clients) send(client);
  std::size_t waiting = clients.size();
  std::array<epoll_event, 256> events;
  while (waiting > 0) {
    const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 20'000);
    if (ready <= 0) die("no answer for 20 s");
    for (int i = 0; i < ready; ++i) {
      auto& client = clients[events[static_cast<std::size_t>(i)].data.u64];
      if (!client.connection.receive()) continue;
      const int answers = grpc ? ended_calls(client.connection) : websocket_answers(client);
      if (answers == 0) continue;
      const auto now = now_ns();
      measured.micros.push_back(static_cast<double>(now - client.sent_at) / 1e3);
      if (now < end) {
        send(client);
      } else {
        --waiting;
      }
    }
  }
  measured.seconds = static_cast<double>(now_ns() - began) / 1e9;
  return measured;
}

// Sends one command at a time and waits until its event has come to a subscriber.
Measured to_subscriber(const Options& options) {
  Connection sender;
  sender.connect(options.port);
  open_websocket(sender, {.token = options.token});
  Connection subscriber;
  subscriber.connect(options.port);
  open_websocket(subscriber, {.token = options.token});
  v1::ClientFrame subscribe;
  subscribe.mutable_subscribe()->set_workspace(options.workspace);
  subscribe.mutable_subscribe()->set_head(true);
  subscriber.send(client_frame(subscribe.SerializeAsString()));
  const int poll = ::epoll_create1(EPOLL_CLOEXEC);
  watch(poll, sender.fd, 0);
  watch(poll, subscriber.fd, 1);
  Measured measured;
  std::string payload;
  v1::ServerFrame frame;
  bool subscribed = false;
  std::uint64_t number = 0;
  std::uint64_t sent_at = 0;
  const auto began = now_ns();
  std::array<epoll_event, 2> events;
  while (now_ns() < began + options.duration_ns) {
    if (::epoll_wait(poll, events.data(), 2, 20'000) <= 0) die("no answer for 20 s");
    while (sender.receive()) sender.in.clear();
    while (subscriber.receive()) {
    }
    bool came = false;
    while (next_frame(subscriber.in, payload)) {
      if (!frame.ParseFromString(payload)) die("a frame that is no ServerFrame");
      if (frame.has_closing()) die("not subscribed: " + frame.ShortDebugString());
      const bool first = frame.has_hello() && !subscribed;
      subscribed = subscribed || frame.has_hello();
      came = came || first || (frame.has_events() && frame.events().entries_size() > 0);
    }
    if (!came) continue;
    if (sent_at != 0) measured.micros.push_back(static_cast<double>(now_ns() - sent_at) / 1e3);
    const auto request = websocket_request(options, ++number);
    sent_at = now_ns();
    sender.send(request);
  }
  measured.seconds = static_cast<double>(now_ns() - began) / 1e9;
  return measured;
}

int run(int argc, char** argv) {
  Options options;
  options.kind = argument(argc, argv, "--kind", "ws");
  options.port = static_cast<int>(number(argc, argv, "--port", 0));
  options.token = argument(argc, argv, "--token", "");
  options.workspace = argument(argc, argv, "--workspace", "skarpt");
  options.clients = static_cast<std::size_t>(number(argc, argv, "--clients", 1));
  options.duration_ns = static_cast<std::uint64_t>(number(argc, argv, "--ms", 3'000)) * 1'000'000U;
  options.tag = argument(argc, argv, "--tag", "bench");
  auto measured = options.kind == "latency" ? to_subscriber(options) : closed_loop(options);
  const auto count = measured.micros.size();
  std::cout << "{\"kind\":\"" << options.kind << "\",\"clients\":" << options.clients
            << ",\"n\":" << count
            << ",\"per_second\":" << static_cast<double>(count) / measured.seconds
            << ",\"p50_us\":" << percentile(measured.micros, 50)
            << ",\"p99_us\":" << percentile(measured.micros, 99) << "}\n";
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) { return ckl::bench::run(argc, argv); }
