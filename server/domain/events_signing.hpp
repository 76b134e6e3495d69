// Events of passkeys and of what they signed. Past tense; the members of the `event` oneof from 270
// on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include <string>

#include "domain/signing.hpp"

namespace ckl::domain {

// En passkey bjöds in, lades till eller återkallades. Whose key a signature was made with, is found
// by these.
struct PasskeyChanged {
  PersonId holder;
  PasskeyChange change = PasskeyChange::invited;
  std::string key;         // Fingeravtryck: SHA-256 in hex; empty of an invitation.
  std::string public_key;  // X and Y, 64 bytes; empty of an invitation.
  bool operator==(const PasskeyChanged&) const = default;
};

// Ett beslut undertecknades: what the same command did, in the entries before this one.
struct DecisionSigned {
  std::string text;            // Beslutet, word for word as it was shown.
  std::uint64_t log_size = 0;  // Of the log when it was laid out.
  std::string log_head;        // Its head at that size.
  std::string nonce;
  std::string authenticator_data;
  std::string client_data;
  std::string signature;
  std::string public_key;  // X and Y, 64 bytes.
  std::string key;         // Fingeravtryck: SHA-256 in hex.
  bool operator==(const DecisionSigned&) const = default;
};

}  // namespace ckl::domain
