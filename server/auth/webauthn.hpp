// What a browser says about a passkey, verified: client data, the authenticator data of a new key,
// and what a key signed. W3C Web Authentication Level 2, sections 5.8.1, 6.1, 7.1 and 7.2.
//
// Pure functions over libfido2 and OpenSSL, callable on any thread; the passkey store calls them on
// the main thread. They keep nothing and know no challenge, no person and no counter that was seen
// before: whether the challenge is ours and the counter grew is for the caller to ask. All input is
// hostile and bounded here. Only ES256 (COSE -7), only with the person present and verified. No
// attestation is asked for, so a new key proves nothing but itself. Bytes are raw, never base64.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ports/passkeys.hpp"

namespace ckl::auth {

// What keys are made for. A host name, and each origin in full that pages of ours have
// ("https://ckl.stad.example", "http://localhost:8480"); compared byte for byte.
struct Site {
  std::string id;
  std::vector<std::string> origins;
};

enum class Ceremony : std::uint8_t { create = 1, get = 2 };

// Of a passkey that is new to us.
struct MadeKey {
  std::string id;          // 1 to 1023 bytes
  std::string public_key;  // X and Y, 64 bytes, a point of the curve
  std::uint32_t counter = 0;
};

// The challenge in the client data, which is for this site and ceremony (steps 7.1.6 to 7.1.9 and
// 7.2.10 to 7.2.13). Faults: malformed (also the other ceremony's), origin (also from within
// another site's page).
[[nodiscard]] ports::PasskeyResult<std::string> read_client_data(std::string_view client_data,
                                                                 Ceremony ceremony,
                                                                 const Site& site);

// Steps 7.1.13 to 7.1.16. Faults: malformed, origin, not_verified.
[[nodiscard]] ports::PasskeyResult<MadeKey> read_new_key(std::string_view authenticator_data,
                                                         const Site& site);

// Steps 7.2.15 to 7.2.20: the key signed this client data and authenticator data. Gives the sign
// counter. Does not read the client data. Faults: malformed, origin, not_verified, signature.
[[nodiscard]] ports::PasskeyResult<std::uint32_t> verify_assertion(
    const ports::Assertion& assertion, std::string_view public_key, const Site& site);

}  // namespace ckl::auth
