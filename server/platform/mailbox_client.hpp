// A mailbox over IMAP with libcurl, as the port says: one connection an errand.
//
// Made and used on the main thread; answers are posted to the executor given. TLS always, from the
// first byte or by STARTTLS; a certificate that does not verify is never accepted, and no password
// goes before it does. Connections are not kept: libcurl would end a kept one by waiting two
// minutes for a dead server.
#pragma once

#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "platform/curl_transfers.hpp"
#include "ports/mailbox.hpp"

namespace ckl::platform {

class CurlMailbox final : public ports::Mailbox {
 public:
  explicit CurlMailbox(boost::asio::any_io_executor executor);

  void ask(const ports::MailboxServer& server, ports::MailboxErrand errand,
           const std::vector<ports::MailNumber>& mails, Done done) override;

 private:
  boost::asio::any_io_executor executor_;
  CurlTransfers transfers_;
};

// The numbers in "* SEARCH 4 8 15"; what is no number is passed over.
[[nodiscard]] std::vector<ports::MailNumber> numbers_of_search(std::string_view answer);

}  // namespace ckl::platform
