// What shared secrets are used for: telling a gateway's call from a forged one.
//
// Pure, over OpenSSL. Comparisons take the same time wherever the difference is.
#pragma once

#include <string>
#include <string_view>

namespace ckl::delivery {

// Sizes are not secret; different ones are unequal.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

[[nodiscard]] std::string hmac_sha256_hex(std::string_view secret, std::string_view text);

}  // namespace ckl::delivery
