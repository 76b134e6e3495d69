// How a client that writes speaks with each of the servers that are measured: one event to be kept,
// and the answer that it is.
//
// A talker belongs to one connection. It only makes and reads bytes: when to send and how long to
// wait is the load program's. A refusal ends the program, because a measurement that counts
// refusals is none.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "bench/wire.hpp"

namespace ckl::bench {

// The server, and what its protocol needs to know of the client.
struct Speech {
  // ckld, ckld-grpc, redis, redis-publish (and tells subscribers), nats, etcd, postgres
  std::string server;
  int port = 0;
  std::string token;      // ckld
  std::string workspace;  // ckld
  std::string tag;        // names the run where events have names
  std::size_t client = 0;
};

class Talker {
 public:
  Talker() = default;
  Talker(const Talker&) = delete;
  Talker& operator=(const Talker&) = delete;
  virtual ~Talker() = default;

  // Connects and introduces itself; blocking.
  virtual void greet(Connection& connection) = 0;
  // What asks the server to keep this; `number` is used once.
  [[nodiscard]] virtual std::string request(std::uint64_t number, std::string_view payload) = 0;
  // How many requests are answered; takes their answers out of what has come.
  [[nodiscard]] virtual int answers(Connection& connection) = 0;
};

[[nodiscard]] std::unique_ptr<Talker> make_talker(const Speech& speech);

// A command of Redis.
[[nodiscard]] std::string redis_command(std::initializer_list<std::string_view> words);
// Where the reply that begins at `at` ends; npos when it is not all there.
[[nodiscard]] std::size_t redis_reply_end(std::string_view in, std::size_t at);

// What opens a connection to NATS, and is answered by PONG.
[[nodiscard]] std::string nats_greeting(const std::string& subject);
[[nodiscard]] std::string nats_publish(std::string_view subject, std::string_view reply_to,
                                       std::string_view payload);
inline constexpr std::string_view nats_subject = "ev.a";

}  // namespace ckl::bench
