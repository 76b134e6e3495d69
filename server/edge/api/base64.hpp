// Bytes as base64 with padding (RFC 4648, 4). Pure.
#pragma once

#include <string>
#include <string_view>

namespace ckl::edge {

[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace ckl::edge
