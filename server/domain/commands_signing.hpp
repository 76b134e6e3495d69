// Commands about passkeys. Included by commands.hpp, which holds the one list of all commands.
#pragma once

#include <string>

#include "domain/signing.hpp"

namespace ckl::domain {

// Internal: what happened to a passkey. Whoever did it is the actor.
struct NotePasskey {
  PersonId holder;
  PasskeyChange change = PasskeyChange::invited;
  std::string key;         // fingeravtryck: SHA-256 in hex; empty of an invitation
  std::string public_key;  // 64 bytes; empty of an invitation
};

}  // namespace ckl::domain
