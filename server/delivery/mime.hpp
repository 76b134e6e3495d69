// Building one mail: headers (RFC 5322, 2047) and a body of plain text (RFC 2045), 7-bit all
// through.
//
// Pure. No value can break out of its header: control characters become blanks, what is not ASCII
// becomes encoded words, an address that is not plain is refused. Lines end with CRLF and are at
// most 76 characters.
#pragma once

#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::delivery {

struct Mail {
  std::string from_address;
  std::string from_name;  // UTF-8
  std::string to_address;
  std::string subject;              // UTF-8
  std::string text;                 // UTF-8, lines end with \n
  std::string message_id;           // without the angle brackets
  std::string key;                  // X-CKL-Key
  std::string return_address = {};  // X-CKL-Return, where bounces are known by it; else empty
  domain::Instant date;
};

[[nodiscard]] std::string build_mail(const Mail& mail);

// A plain address: one @, printable ASCII without blanks, quotes, brackets or routes.
[[nodiscard]] ports::Result<void> check_mail_address(std::string_view address);

// An unstructured header value: as it is when plain, else encoded words split between characters
// and folded. `used` is how much of the first line the header's name takes.
[[nodiscard]] std::string encode_header(std::string_view utf8, std::size_t used);

[[nodiscard]] std::string quoted_printable(std::string_view utf8);
[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace ckl::delivery
