// Bearer tokens (åtkomstnycklar) in one file: who they belong to, until when, and the SHA-256 of
// each.
//
// A token is `ckl_` and 256 random bits; it is shown once, when it is made, and is nowhere
// afterwards. `authenticate` may be called on any thread: it reads an immutable table that the main
// thread replaces after each change has reached the disk. A revoked or expired token stops working
// at once. A file that can't be understood is a failure at start, never an empty store.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "auth/crypto.hpp"
#include "ports/authenticator.hpp"
#include "ports/clock.hpp"
#include "ports/token_admin.hpp"

namespace ckl::auth {

class TokenStore final : public ports::Authenticator, public ports::TokenAdmin {
 public:
  // A missing file is a first start. `clock` outlives the store.
  [[nodiscard]] static ports::Result<std::unique_ptr<TokenStore>> open(std::filesystem::path file,
                                                                       const ports::Clock& clock,
                                                                       RandomBytes random);

  [[nodiscard]] ports::Result<ports::Principal> authenticate(
      std::string_view bearer_token) const override;
  [[nodiscard]] ports::Result<ports::FeedKey> open_feed(std::string_view token) const override;
  [[nodiscard]] bool still_valid(const ports::Principal& principal) const override;

  [[nodiscard]] ports::Result<ports::NewToken> create(const ports::TokenRow& row) override;
  [[nodiscard]] std::vector<ports::TokenRow> list() const override;
  [[nodiscard]] ports::Result<void> revoke(std::string_view id) override;

 private:
  struct Kept {
    ports::TokenRow row;
    Sha256 hash{};
  };
  struct Table {
    std::vector<Kept> kept;
    // By the first bytes of the hash, which tell an attacker nothing about a token.
    std::unordered_multimap<std::uint64_t, std::size_t> by_prefix;
    std::unordered_map<std::string, std::size_t> by_id;
  };

  TokenStore(std::filesystem::path file, const ports::Clock& clock, RandomBytes random);

  static std::shared_ptr<const Table> index(std::vector<Kept> kept);
  static ports::Result<std::vector<Kept>> parse(const std::string& contents);
  static std::string print(const std::vector<Kept>& kept);
  [[nodiscard]] std::shared_ptr<const Table> table() const;
  [[nodiscard]] ports::Result<ports::TokenRow> find(std::string_view token) const;
  ports::Result<void> keep(std::vector<Kept> kept);

  std::filesystem::path file_;
  const ports::Clock& clock_;
  RandomBytes random_;
  std::shared_ptr<const Table> table_;  // reached through atomic load and store only
};

}  // namespace ckl::auth
