// Whom a bounce (studs) is about: each attempt has an envelope sender of its own, signed, so that
// a bounce finds its attempt and a forged one finds none.
//
//   studs+skarpt.m7.2.9f0c4b1a2d3e4f506172@example.org
//         workspace, message, attempt, 20 hex digits of HMAC-SHA256 over the attempt's key
//
// Pure after construction. All in lower case, since some servers change the case; at most 64
// characters before the @ (RFC 5321). The same address stands in the mail's header X-CKL-Return,
// for servers that rewrite the sender on the way. A receiver knows the address of the own attempt
// and can so fail that one, and no other.
//
// Options of a mail gateway:
//   bounces.address    where bounces go; needs a server that takes `name+anything@`
//   bounces.secret     what signs, at least 16 characters
//   bounces.host, .port, .security (tls, starttls), .username, .password, .ca_file, .folder
//   bounces.every_s    how often the mailbox is read (5)
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "delivery/options.hpp"
#include "ports/mailbox.hpp"

namespace ckl::delivery {

class BounceAddress {
 public:
  BounceAddress(std::string_view address, std::string secret);

  // The sender for an attempt; the plain address when its key does not fit into one.
  [[nodiscard]] std::string sender_for(std::string_view key) const;

  // The key of the first rightly signed sender that stands anywhere in the mail.
  [[nodiscard]] std::optional<std::string> key_in(std::string_view mail) const;

 private:
  [[nodiscard]] std::string signature_of(std::string_view key) const;
  [[nodiscard]] std::optional<std::string> key_of(std::string_view token) const;

  std::string name_;    // before the +, in lower case
  std::string domain_;  // after the @, in lower case
  std::string secret_;
};

struct BounceSettings {
  std::string address;
  std::string secret;
  ports::MailboxServer mailbox;
  domain::Seconds every{5};
};

// Nothing when the gateway reads no bounces. Mistakes are noted in `options`.
[[nodiscard]] std::optional<BounceSettings> read_bounce_options(OptionReader& options);

// The same for whoever reads the mailbox, of a configuration that has made a channel.
[[nodiscard]] std::optional<BounceSettings> bounce_settings(const ChannelConfig& config);

}  // namespace ckl::delivery
