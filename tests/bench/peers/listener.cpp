#include "bench/peers/listener.hpp"

#include <algorithm>

#include <poll.h>

#include "bench/peers/talker.hpp"
#include "ckl/v1/stream.pb.h"

namespace ckl::bench {
namespace {

void wait_for_more(Connection& connection) {
  constexpr int patience_ms = 10'000;
  pollfd readable{.fd = connection.fd, .events = POLLIN, .revents = 0};
  if (::poll(&readable, 1, patience_ms) <= 0) die("a subscription is not answered");
  connection.receive();
}

std::string subscribe_request(const Listening& listening) {
  v1::SubscribeRequest request;
  request.set_workspace(listening.workspace);
  request.set_head(true);
  return request.SerializeAsString();
}

void expect_hello(std::string_view frame) {
  if (bytes_field(frame, v1::ServerFrame::kHelloFieldNumber).data() != nullptr) return;
  v1::ServerFrame refused;
  refused.ParseFromString(std::string(frame));
  die("not subscribed: " + refused.ShortDebugString());
}

void listen_by_websocket(Connection& connection, const Listening& listening, std::size_t number) {
  const auto& token = listening.tokens[number % listening.tokens.size()];
  open_websocket(connection, {.token = token});
  v1::ClientFrame frame;
  frame.mutable_subscribe()->ParseFromString(subscribe_request(listening));
  connection.send(client_frame(frame.SerializeAsString()));
  std::string first;
  while (!next_frame(connection.in, first)) wait_for_more(connection);
  expect_hello(first);
}

// Until the first message of a stream has come; its bytes.
std::string first_message(Connection& connection) {
  for (std::size_t at = 0;;) {
    Http2Frame frame;
    while (http2_frame_at(connection, at, frame)) {
      if (frame.type == http2_data && !frame.payload.empty()) return std::string(frame.payload);
      if (frame.type == 1 && (frame.flags & 1) != 0) die("a stream is refused");
    }
    wait_for_more(connection);
  }
}

void listen_by_grpc(Connection& connection, const Listening& listening, std::size_t number) {
  connection.send(http2_preface() +
                  grpc_call({.path = "/ckl.v1.StreamService/Subscribe",
                             .token = listening.tokens[number % listening.tokens.size()],
                             .message = subscribe_request(listening)}));
  const auto message = first_message(connection);
  constexpr std::size_t grpc_head = 5;
  expect_hello(std::string_view(message).substr(std::min(grpc_head, message.size())));
}

// etcdserverpb.WatchRequest: create_request = 1 with key = 1 and range_end = 2. The call stays open
// in both directions.
void listen_to_etcd(Connection& connection) {
  std::string range;
  append_bytes_field(range, 1, "ev/");
  append_bytes_field(range, 2, "ev0");
  std::string watch;
  append_bytes_field(watch, 1, range);
  connection.send(http2_preface() + grpc_call({.path = "/etcdserverpb.Watch/Watch",
                                               .token = "",
                                               .message = watch,
                                               .more_to_come = true}));
  first_message(connection);
}

void listen_to_nats(Connection& connection, const Listening& listening, std::size_t number) {
  const bool websocket = listening.server != "nats";
  if (websocket) open_websocket(connection, {.path = "/", .protocol = ""});
  const auto send = [&](const std::string& text) {
    connection.send(websocket ? client_frame(text) : text);
  };
  const auto own = std::to_string(number);
  const bool push = listening.server == "nats-push-ws";
  const std::string subject = push ? "_D." + own : "ev.>";
  send(nats_greeting(subject));
  connection.expect("PONG\r\n");
  if (!push) return;
  const std::string consumer =
      R"({"stream_name":"EV","config":{"deliver_subject":")" + subject +
      R"(","deliver_policy":"new","ack_policy":"none","replay_policy":"instant",)"
      R"("mem_storage":true}})";
  send("SUB _R." + own + " 2\r\n" +
       nats_publish("$JS.API.CONSUMER.CREATE.EV", "_R." + own, consumer));
  connection.expect("\"push_bound\"");
}

std::string read_stream_after(std::string_view id) {
  return redis_command({"XREAD", "BLOCK", "0", "STREAMS", "events", id});
}

}  // namespace

void listen(Connection& connection, const Listening& listening, std::size_t number) {
  connection.connect(listening.port);
  const auto& server = listening.server;
  if (server == "ckld") return listen_by_websocket(connection, listening, number);
  if (server == "ckld-grpc") return listen_by_grpc(connection, listening, number);
  if (server == "etcd") return listen_to_etcd(connection);
  if (server.starts_with("nats")) return listen_to_nats(connection, listening, number);
  if (server == "redis-channel") {
    connection.send(redis_command({"SUBSCRIBE", "channel"}));
    connection.expect(":1\r\n");
  } else if (server == "redis-stream") {
    connection.send(read_stream_after("$"));
  } else {
    die("no subscriber is called " + server);
  }
}

std::string ask_again(const Listening& listening, std::string& in) {
  if (!asks_again(listening) || redis_reply_end(in, 0) != in.size()) return {};
  // ...$<length>\r\n<id>\r\n*2\r\n$4\r\ntext\r\n... of the last entry
  const auto fields = in.rfind("\r\n*2\r\n$4\r\ntext\r\n");
  if (fields == std::string::npos) die("a reply of Redis without an entry");
  const auto begin = in.rfind('\n', fields - 1) + 1;
  const auto request = read_stream_after(in.substr(begin, fields - begin));
  in.clear();
  return request;
}

}  // namespace ckl::bench
