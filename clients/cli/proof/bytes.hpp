// Bytes, hashes and signatures as the format page has them (docs/format.md, "The proof").
//
// Written from that page alone: `ckl verify` shares no code with the server whose log it judges.
// Pure, but for `new_seed`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ckl::cli::proof {

using Hash = std::array<unsigned char, 32>;

[[nodiscard]] Hash sha256(std::string_view bytes);
[[nodiscard]] inline std::string_view view(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

[[nodiscard]] std::string to_base64(std::string_view bytes);
// Nothing unless it is exactly what `to_base64` would have written.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
[[nodiscard]] std::optional<Hash> hash_from_base64(std::string_view text);

[[nodiscard]] std::string to_base64url(std::string_view bytes);  // without padding
[[nodiscard]] std::string to_hex(std::string_view bytes);

[[nodiscard]] std::string big_endian(std::uint64_t number, std::size_t bytes);

// Ed25519 (RFC 8032).
[[nodiscard]] bool is_signed(std::string_view text, std::string_view signature,
                             std::string_view public_key);
[[nodiscard]] std::string sign(std::string_view text, std::string_view seed);
[[nodiscard]] std::string public_key_of(std::string_view seed);
[[nodiscard]] std::string new_seed();

// ES256: ECDSA over P-256 with SHA-256; the signature in DER, the key as X and Y.
[[nodiscard]] bool is_signed_es256(std::string_view text, std::string_view signature,
                                   std::string_view public_key);

}  // namespace ckl::cli::proof
