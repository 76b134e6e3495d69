// The Connect protocol, unary calls: POST /ckl.v1.Service/Method with JSON or protobuf.
//
// Translates: bytes to messages, answers to bytes, refusals to Connect errors whose detail is the
// typed Rejection. Main thread only. It knows no method by name; the table is edge/api's.
#pragma once

#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>

#include "edge/api/api.hpp"
#include "edge/api/traffic.hpp"
#include "edge/http/guesses.hpp"
#include "edge/http/message.hpp"
#include "edge/http/options.hpp"

namespace ckl::edge::http {

class ConnectRoute {
 public:
  // `guesses` = failed attempts to sign in that an address has in a minute.
  ConnectRoute(boost::asio::any_io_executor executor, const Backend& backend,
               std::uint32_t guesses);

  [[nodiscard]] static bool serves(std::string_view path);

  void handle(const Request& request, Respond done);

  // Once a minute: failed attempts to sign in are forgotten.
  void forget_guesses();

 private:
  // Who calls; nobody, where a method may be called by somebody who is not signed in.
  [[nodiscard]] std::expected<ports::Principal, Reply> admit(const Request& request);
  [[nodiscard]] Reply sign_in_by_cookie(const Request& request,
                                        const google::protobuf::Message& message);

  Guesses guesses_;
  boost::asio::any_io_executor executor_;
  const Services& services_;
  Api& api_;
  Traffic& traffic_;
};

// A Connect error; `rejection` may be null.
[[nodiscard]] Reply connect_error(unsigned status, std::string_view code, std::string_view message,
                                  const domain::Rejection* rejection);

}  // namespace ckl::edge::http
