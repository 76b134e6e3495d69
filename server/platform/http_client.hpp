// HTTP requests over libcurl, as the port says.
//
// Made and used on the main thread; answers are posted to the executor given. Verifies
// certificates, ignores proxy settings of the environment, follows no redirect, speaks HTTP/1.1.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "platform/curl_transfers.hpp"
#include "ports/outbound.hpp"

namespace ckl::platform {

class CurlHttpClient final : public ports::HttpClient {
 public:
  explicit CurlHttpClient(boost::asio::any_io_executor executor);

  void request(ports::HttpRequest request, Done done) override;

 private:
  boost::asio::any_io_executor executor_;
  CurlTransfers transfers_;
};

}  // namespace ckl::platform
