// Passkeys (WebAuthn, W3C Level 2) as a port: who holds which key, and whether a key really signed.
//
// Main thread. Every change is on disk (fsync) before the call returns. Only ES256, and only with
// user verification (PIN, finger, face). Challenges expire, and those of signing in and of adding a
// key are good for one use. Who may invite and revoke is not known here. A Failure of `refused` is
// meant for the person: its words are Rejection-safe and tell no secret.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

// What was wrong with what a browser gave.
enum class PasskeyFault : std::uint8_t {
  malformed = 1,      // not what a browser gives
  challenge = 2,      // expired, used already, or not ours
  origin = 3,         // made for another site
  not_verified = 4,   // the person was not verified
  unknown_key = 5,    // not a key of ours, or of somebody else
  signature = 6,      // the signature does not fit
  cloned = 7,         // its counter went backwards: two devices hold the key
  invitation = 8,     // unknown, used or expired
  known_already = 9,  // that key is registered
  too_many = 10,      // the person has as many keys as one may have
  text_changed = 11,  // what was signed is not what would be decided now
  not_kept = 12,      // the disk said no; see the log
};

template <class T>
using PasskeyResult = std::expected<T, PasskeyFault>;

struct Passkey {
  std::string id;          // the credential's id, raw bytes
  std::string public_key;  // P-256: X and Y, 64 bytes
  domain::PersonId person;
  std::string label;  // the person's own name of it
  domain::Instant added;
  std::optional<domain::Instant> used;
};

// What navigator.credentials.get gives. Raw bytes.
struct Assertion {
  std::string key;  // the credential's id
  std::string authenticator_data;
  std::string client_data;
  std::string signature;    // DER
  std::string user_handle;  // empty when the authenticator gave none
};

// What navigator.credentials.create gives, without the attestation, which is not asked for.
struct NewPasskey {
  std::string authenticator_data;
  std::string client_data;
  std::string label;
};

// What a browser needs to make a key for a person.
struct PasskeyOffer {
  std::string challenge;
  domain::PersonId person;
  std::string user_handle;                  // 32 bytes, of the person, the same each time
  std::vector<std::string> known;           // ids of the keys that the person has
  std::optional<domain::Instant> valid_to;  // of the invitation
};

struct PasskeyInvitation {
  std::string code;  // a secret, shown once; empty while a second person has to agree
  domain::PersonId person;
  domain::Instant valid_to;
};

// What was decided, as it was shown: exact text, and the head of the log that the signer had seen.
struct DecisionPaper {
  domain::PersonId person;
  std::string text;
  std::uint64_t log_size = 0;
  std::string log_head;  // 32 bytes; zeros of an empty log
};

// Of one paper: `challenge` is SHA-256 over nonce, log_head and text, in that order.
struct DecisionChallenge {
  std::string nonce;  // 32 bytes
  std::string challenge;
};

class Passkeys {
 public:
  Passkeys() = default;
  Passkeys(const Passkeys&) = delete;
  Passkeys& operator=(const Passkeys&) = delete;
  virtual ~Passkeys() = default;

  // The host that the keys are for ("localhost", "ckl.stad.example").
  [[nodiscard]] virtual const std::string& site() const = 0;

  // Fingeravtryck: SHA-256 of a public key, in hex.
  [[nodiscard]] virtual std::string fingerprint(std::string_view public_key) const = 0;

  [[nodiscard]] virtual std::string begin_sign_in() = 0;
  // The key that signed, with who holds it.
  [[nodiscard]] virtual PasskeyResult<Passkey> sign_in(const Assertion& assertion) = 0;

  // For somebody who is signed in, or who was invited.
  [[nodiscard]] virtual PasskeyResult<PasskeyOffer> offer(const domain::PersonId& person) = 0;
  [[nodiscard]] virtual PasskeyResult<PasskeyOffer> offer_invited(std::string_view code) = 0;
  // Checks without keeping anything: whose key it would be. `code` is empty for somebody who is
  // signed in.
  [[nodiscard]] virtual PasskeyResult<Passkey> check_new(const domain::PersonId& signed_in,
                                                         std::string_view code,
                                                         const NewPasskey& made) = 0;
  // Keeps what `check_new` gave; an invitation is used up by it. A recovery (of somebody who had
  // keys) revokes those: their ids are given.
  [[nodiscard]] virtual PasskeyResult<std::vector<std::string>> keep(Passkey key,
                                                                     std::string_view code) = 0;

  // Somebody who has no key yet is invited by one; somebody who has one by two who are neither each
  // other nor the invited. The first gets an invitation without a code.
  [[nodiscard]] virtual PasskeyResult<PasskeyInvitation> invite(const domain::PersonId& person,
                                                                const domain::PersonId& by) = 0;
  [[nodiscard]] virtual PasskeyResult<void> revoke(std::string_view key) = 0;
  [[nodiscard]] virtual std::vector<Passkey> all() const = 0;
  [[nodiscard]] virtual bool has_any(const domain::PersonId& person) const = 0;

  // A challenge for this paper, good for ten minutes, also after a restart.
  [[nodiscard]] virtual DecisionChallenge begin_decision(const DecisionPaper& paper) = 0;
  // The key that signed this very paper.
  [[nodiscard]] virtual PasskeyResult<Passkey> check_decision(const DecisionPaper& paper,
                                                              std::string_view nonce,
                                                              const Assertion& assertion) = 0;
};

}  // namespace ckl::ports
