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
#include "edge/http/message.hpp"

namespace ckl::edge::http {

class ConnectRoute {
 public:
  ConnectRoute(boost::asio::any_io_executor executor, const Services& services, Api& api,
               Traffic& traffic);

  [[nodiscard]] static bool serves(std::string_view path);

  void handle(const Request& request, Respond done);

 private:
  boost::asio::any_io_executor executor_;
  const Services& services_;
  Api& api_;
  Traffic& traffic_;
};

// A Connect error; `rejection` may be null.
[[nodiscard]] Reply connect_error(unsigned status, std::string_view code, std::string_view message,
                                  const domain::Rejection* rejection);

}  // namespace ckl::edge::http
