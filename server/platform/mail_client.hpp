// Mail over SMTP with libcurl, as the port says: one recipient per transaction.
//
// Made and used on the main thread; outcomes are posted to the executor given. STARTTLS, TLS and
// authentication as the request says; a certificate that does not verify is never accepted. It
// sends what it is given and builds no message (delivery/mime.hpp does).
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "platform/curl_transfers.hpp"
#include "ports/outbound.hpp"

namespace ckl::platform {

class CurlMailClient final : public ports::MailClient {
 public:
  explicit CurlMailClient(boost::asio::any_io_executor executor);

  void send(ports::MailRequest request, Done done) override;

 private:
  boost::asio::any_io_executor executor_;
  CurlTransfers transfers_;
};

}  // namespace ckl::platform
