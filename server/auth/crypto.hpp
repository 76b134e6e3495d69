// The few primitives that tokens and answer links are made of, over OpenSSL.
//
// Pure functions, callable on any thread. Comparisons of secrets take the same time wherever the
// difference is.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ckl::auth {

// Fills with unpredictable bytes; given by platform/.
using RandomBytes = std::function<void(std::span<unsigned char>)>;

using Sha256 = std::array<unsigned char, 32>;

[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] Sha256 hmac_sha256(std::string_view key, std::string_view bytes);

// Sizes are not secret; different ones are unequal.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

[[nodiscard]] std::string_view as_text(std::span<const unsigned char> bytes);

[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view hex);

// RFC 4648 section 5, without padding. Decoding refuses anything that encoding would not produce.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace ckl::auth
