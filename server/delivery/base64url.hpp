// RFC 4648 section 5 without padding: what Web Push and its tokens are written in.
//
// Pure. Decoding takes what browsers give, also with padding; anything else is nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ckl::delivery {

[[nodiscard]] std::string to_base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace ckl::delivery
