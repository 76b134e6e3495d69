// What the passkey store remembers, and its file: JSON, format 1.
//
// Pure functions over values; for the passkey store alone, on the main thread. Reading is strict:
// each field is there, has its type and bounds, and nothing else is there, so that a file that was
// damaged, or written by a later server, is never taken for less than it holds. Bytes are base64url
// in the file, hashes hexadecimal, instants milliseconds since 1970. No code of an invitation and
// no private key is in it; the key of the decisions' challenges is, so it is a secret file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ports/failure.hpp"
#include "ports/passkeys.hpp"

namespace ckl::auth {

inline constexpr std::size_t most_passkeys = 20'000;
inline constexpr std::size_t most_passkeys_of_one = 8;
// Persons who ever began to make a key.
inline constexpr std::size_t most_passkey_holders = 20'000;
inline constexpr std::size_t user_handle_bytes = 32;
inline constexpr std::size_t decision_key_bytes = 32;

struct HeldKey {
  ports::Passkey key;
  std::uint32_t counter = 0;  // as the device last said; 0 from those that do not count
  // SHA-256 of what it signed of its last decision, or empty: the same may be given again.
  std::string last_decision;
};

struct Holder {
  std::string handle;    // 32 random bytes, the same for ever
  bool had_key = false;  // also when all were revoked since
  std::vector<HeldKey> keys;
};

// One for a person at a time. Without a hash: waits for a second person.
struct Invitation {
  std::string code_hash;  // SHA-256, 32 bytes
  domain::PersonId by;
  domain::PersonId second;  // of a recovery that two agreed to
  domain::Instant valid_to;
};

struct PasskeyBook {
  std::string decision_key;
  std::map<domain::PersonId, Holder> holders;
  std::map<domain::PersonId, Invitation> invitations;
};

// At most 80 bytes of UTF-8 in one line, without control characters.
[[nodiscard]] bool is_passkey_label(std::string_view label);

// A failure is `corrupt` and says what is wrong and where.
[[nodiscard]] ports::Result<PasskeyBook> parse_passkey_book(const std::string& contents);
[[nodiscard]] std::string print_passkey_book(const PasskeyBook& book);

}  // namespace ckl::auth
