// Which request goes where, and what every reply carries (security headers).
//
// Main thread only. `handle` answers exactly once, at once or later. Nothing here logs a path, a
// query, a cookie or a token.
#pragma once

#include <expected>
#include <string>

#include <boost/asio/any_io_executor.hpp>

#include "edge/api/api.hpp"
#include "edge/api/traffic.hpp"
#include "edge/http/access.hpp"
#include "edge/http/answer.hpp"
#include "edge/http/connect.hpp"
#include "edge/http/options.hpp"
#include "edge/http/static_files.hpp"

namespace ckl::edge::http {

// A request for a WebSocket that may have one.
struct Admission {
  Access access;
  std::string subprotocol;
};

class Router {
 public:
  Router(boost::asio::any_io_executor executor, const Backend& backend, const Options& options,
         StaticFiles files);

  // `request` stays until `done` is called.
  void handle(const Request& request, Respond done);

  // Whether the request asks for the stream; then `admit` decides.
  [[nodiscard]] static bool asks_stream(const Request& request);
  [[nodiscard]] std::expected<Admission, Reply> admit(const Request& request);

  // Once a minute.
  void forget_guesses() {
    answers_.forget_guesses();
    connect_.forget_guesses();
  }

 private:
  void route(const Request& request, Respond done);
  [[nodiscard]] Reply metrics(const Request& request) const;
  [[nodiscard]] Reply receipt(const Request& request) const;
  void text(const Request& request, Respond done) const;
  [[nodiscard]] Reply page(const Request& request) const;
  [[nodiscard]] bool shows_demo() const;

  const Services& services_;
  const Options& options_;
  Traffic& traffic_;
  StaticFiles files_;
  ConnectRoute connect_;
  AnswerRoute answers_;
};

// The headers that every reply carries, unless the route chose its own.
void add_security_headers(const Request& request, Reply& reply);

}  // namespace ckl::edge::http
