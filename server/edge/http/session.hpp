// One HTTP connection, from accept to close or to the hand-over as a WebSocket. Internal to the
// HTTP edge; this and session.cpp are the only places of it that know Beast.
//
// Main thread only. Time is counted in ticks given by the server: a connection that has not
// finished what it does when its ticks are over is closed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "edge/api/signal.hpp"
#include "edge/api/upgrade.hpp"
#include "edge/http/options.hpp"
#include "edge/http/router.hpp"

namespace ckl::edge::http {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Wire wire, std::string peer, bool loopback, std::shared_ptr<void> slot);

  // What all connections of a server share; outlives them.
  struct Shared {
    Router& router;
    const Limits& limits;
    const TakeUpgrade& take_upgrade;
    const bool& stopping;
  };

  boost::asio::awaitable<void> run(Shared shared);
  // Instead: answers the first request so, and ends.
  boost::asio::awaitable<void> turn_away(Shared shared, Reply reply);

  void tick();
  // Ends it at once, or after the reply that is under way.
  void end();
  void drop();

 private:
  enum class Next : std::uint8_t { again, done };

  boost::asio::awaitable<bool> handshake(const Limits& limits);
  boost::asio::awaitable<bool> await_first_byte(const Limits& limits);
  boost::asio::awaitable<bool> read_request(const Limits& limits);
  boost::asio::awaitable<Next> serve_one(const Shared& shared);
  boost::asio::awaitable<void> serve_stream(const Shared& shared);
  boost::asio::awaitable<bool> send(Reply reply, bool head_only, bool keep_alive);
  boost::asio::awaitable<void> refuse(Reply reply);
  void hand_over(const Shared& shared, Admission admission);
  void fill_request();

  Wire wire_;
  std::string peer_;
  bool loopback_;
  std::shared_ptr<void> slot_;
  boost::beast::flat_buffer buffer_;
  boost::beast::http::request<boost::beast::http::string_body> raw_;
  Request request_;
  Signal answered_;
  Reply reply_;
  std::uint32_t ticks_left_ = 0;
  bool busy_ = false;
  bool dropped_ = false;
};

}  // namespace ckl::edge::http
