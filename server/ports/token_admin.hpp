// Making and revoking bearer tokens, as a port. Only hashes are kept; a secret is shown once.
//
// Main thread. Every change is on disk (fsync) before the call returns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

struct TokenRow {
  std::string id;
  domain::PersonId person;
  std::string label;
  domain::Instant valid_to;
  bool administrator = false;
  std::string feed = {};  // not empty: opens that calendar alone, see FeedKey
  // Not empty: a browser that was signed in with the passkey of this fingerprint.
  std::string session = {};
};

struct NewToken {
  std::string id;
  std::string secret;
};

class TokenAdmin {
 public:
  TokenAdmin() = default;
  TokenAdmin(const TokenAdmin&) = delete;
  TokenAdmin& operator=(const TokenAdmin&) = delete;
  virtual ~TokenAdmin() = default;

  // `row.id` is ignored.
  [[nodiscard]] virtual Result<NewToken> create(const TokenRow& row) = 0;
  [[nodiscard]] virtual std::vector<TokenRow> list() const = 0;
  [[nodiscard]] virtual Result<void> revoke(std::string_view id) = 0;
};

}  // namespace ckl::ports
