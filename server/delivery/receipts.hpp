// Delivery receipts (leveranskvittenser) that a gateway sends by calling back.
//
// Pure after construction; called on the main thread by whoever serves the callback's URL. Which
// field holds the key and the status, and what the gateway's words mean, is configuration:
//
//   receipt.secret       what the caller must know; without it no receipts are taken
//   receipt.url          what `{receipt_url}` becomes in the channel's templates
//   receipt.key          field with the attempt's key          ("key")
//   receipt.status       field with the gateway's word         ("status")
//   receipt.reason       field with its reason code            (none)
//   receipt.secret_field field that may hold the secret        ("secret")
//   receipt.delivered, .handed_over, .failed, .refused   words, separated by commas
//
// A field is looked for in the URL's query, then in the body: a form, or JSON (a name, or a JSON
// pointer such as /message/status). The secret may also come in the header X-CKL-Secret. A word
// that is not in the lists, a missing field or a wrong secret is a Failure, and has no effect.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "delivery/channels.hpp"
#include "ports/channel.hpp"
#include "ports/failure.hpp"

namespace ckl::delivery {

class ReceiptReader {
 public:
  static constexpr std::size_t largest_call = 64UL << 10U;

  [[nodiscard]] static ports::Result<ReceiptReader> make(const ChannelConfig& config);

  // Whether this gateway is configured to send receipts.
  [[nodiscard]] bool enabled() const { return !secret_.empty(); }

  [[nodiscard]] ports::Result<ports::Receipt> read(const ports::GatewayCall& call) const;

 private:
  std::string secret_;
  std::string secret_field_;
  std::string key_field_;
  std::string status_field_;
  std::string reason_field_;
  std::map<std::string, ports::SendOutcome> outcomes_;
};

// What `receipt.url` becomes for one attempt; empty when not configured.
[[nodiscard]] std::string receipt_url(const ChannelConfig& config, std::string_view key);

// The key that `Letter::key` is made of: workspace, message, attempt.
struct AttemptKey {
  std::string workspace;
  std::string message;
  std::uint32_t attempt = 0;
};
[[nodiscard]] std::string format_key(const AttemptKey& key);
[[nodiscard]] std::optional<AttemptKey> parse_key(std::string_view key);

}  // namespace ckl::delivery
