// Challenges that carry their own proof, so that nobody can fill a memory by asking for them.
//
// Main thread. One of signing in or of adding a key is when it expires (8 bytes, milliseconds since
// 1970, big endian), 16 random bytes, and 16 bytes of an HMAC-SHA256 over its purpose, those and
// what it is bound to: 40 bytes in all, more than the 16 random ones that W3C WebAuthn Level 2
// section 13.4.3 asks for. Such keys of the HMAC are drawn at the start: a restart ends all
// ceremonies under way. A decision's nonce is built the same with 8 random bytes, 32 in all, under
// a key that the caller keeps: it holds after a restart. Only used ones are remembered, until they
// expire. Time that goes backwards is taken to stand still, or a used one would be good again.
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "auth/crypto.hpp"
#include "ports/clock.hpp"
#include "ports/passkeys.hpp"

namespace ckl::auth {

// Who a key is to be made for, and the SHA-256 of the invitation's code; empty for somebody who is
// signed in.
struct NewKeyBond {
  domain::PersonId person;
  std::string invitation;
};

class Challenges {
 public:
  static constexpr std::chrono::minutes sign_in_time{2};
  static constexpr std::chrono::minutes new_key_time{10};
  static constexpr std::chrono::minutes decision_time{10};
  static constexpr std::size_t key_bytes = 32;
  static constexpr std::size_t nonce_bytes = 32;
  static constexpr std::size_t most_used = 65'536;

  // `decision_key` is 32 secret bytes, the same over restarts. `clock` outlives this.
  Challenges(std::string decision_key, const ports::Clock& clock, RandomBytes random);

  [[nodiscard]] std::string for_sign_in();
  [[nodiscard]] std::string for_new_key(const NewKeyBond& bond);
  [[nodiscard]] ports::DecisionChallenge for_decision(const ports::DecisionPaper& paper);

  // Ours, for this, not expired and not used. None is good while too many used ones are remembered.
  [[nodiscard]] bool good_for_sign_in(std::string_view challenge);
  [[nodiscard]] bool good_for_new_key(std::string_view challenge, const NewKeyBond& bond);
  // Ours, for this paper, not expired; it may have been used.
  [[nodiscard]] bool good_for_decision(std::string_view nonce, const ports::DecisionPaper& paper);

  // One of signing in or of a new key that was good, when it has led to something.
  void use(std::string_view challenge);

  // What is signed of a decision: SHA-256 over nonce, log_head and text, in that order.
  [[nodiscard]] static std::string decision_digest(std::string_view nonce,
                                                   const ports::DecisionPaper& paper);

 private:
  // The key of the HMAC and what goes into it beside time and chance.
  struct Seal {
    const std::string& key;
    std::string bond;
  };

  [[nodiscard]] Seal of_sign_in() const;
  [[nodiscard]] Seal of_new_key(const NewKeyBond& bond) const;
  [[nodiscard]] Seal of_decision(const ports::DecisionPaper& paper) const;
  [[nodiscard]] std::string make(const Seal& seal, std::chrono::minutes good_for,
                                 std::size_t random_bytes);
  [[nodiscard]] bool holds(std::string_view challenge, const Seal& seal, std::size_t random_bytes);
  [[nodiscard]] bool unused(std::string_view challenge) const;
  [[nodiscard]] domain::Instant now();

  const ports::Clock& clock_;
  RandomBytes random_;
  std::string start_key_;
  std::string decision_key_;
  domain::Instant latest_{};
  std::set<std::pair<domain::Instant, std::string>> used_;  // the first to expire first
};

}  // namespace ckl::auth
