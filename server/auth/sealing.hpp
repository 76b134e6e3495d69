// Authenticated encryption with AES-256-GCM: what is sealed can be read, or changed without notice,
// by nobody without the key.
//
// Pure but for the randomness that it is given; any thread. It knows no files and no persons.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "auth/crypto.hpp"

namespace ckl::auth {

using SealKey = std::array<unsigned char, 32>;

[[nodiscard]] SealKey draw_key(const RandomBytes& random);

// Nonce (12 bytes, drawn), ciphertext, tag (16 bytes). `bound_to` is not kept; it must be the same
// when the seal is opened.
[[nodiscard]] std::string seal(const SealKey& key, std::string_view plain,
                               std::string_view bound_to, const RandomBytes& random);

// Nothing when the key is another, a byte has changed, or it was bound to something else.
[[nodiscard]] std::optional<std::string> unseal(const SealKey& key, std::string_view sealed,
                                                std::string_view bound_to);

}  // namespace ckl::auth
