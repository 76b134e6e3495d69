// How a subscriber of each of the servers that are measured begins to listen, and goes on.
//
// Blocking until the server has said that the subscription stands: what is written after that comes
// to the subscriber. A server that refuses one ends the program.
#pragma once

#include <string>
#include <vector>

#include "bench/wire.hpp"

namespace ckl::bench {

struct Listening {
  // ckld, ckld-grpc, redis-channel, redis-stream, nats (core, as it comes), nats-ws, nats-push-ws
  // (a JetStream push consumer for each), etcd
  std::string server;
  int port = 0;                     // that subscribers connect to
  std::vector<std::string> tokens;  // ckld: of persons, who share the subscriptions
  std::string workspace;            // ckld
};

void listen(Connection& connection, const Listening& listening, std::size_t number);

// What a subscriber says to get more, once it has `in` from the server; empty when nothing, or when
// more must come first. Takes what it has understood out of `in`.
[[nodiscard]] std::string ask_again(const Listening& listening, std::string& in);

// The server waits to be asked again.
[[nodiscard]] inline bool asks_again(const Listening& listening) {
  return listening.server == "redis-stream";
}

}  // namespace ckl::bench
