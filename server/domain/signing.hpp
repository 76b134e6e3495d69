// Underskrift av beslut med passkey: what the log keeps of keys and of what they signed.
//
// The core judges no signature: it was checked where the command came in, and is kept here for
// whoever checks it again without a server. Pure; on the strand. Basis: A33 (records are kept whole
// through their life cycle); docs/format.md says how it is checked.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"

namespace ckl::domain {

enum class PasskeyChange : std::uint8_t { invited = 1, added = 2, revoked = 3 };

}  // namespace ckl::domain
