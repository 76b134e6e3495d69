#include "codec/text_check.hpp"

#include <cstdint>

namespace ckl::codec {

bool has_control_characters(std::string_view text, Lines lines) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    if (byte == '\n' || byte == '\t' || byte == '\r') {
      if (lines == Lines::one) return true;
      continue;
    }
    if (byte < 0x20 || byte == 0x7F) return true;
    const bool c1 =
        byte == 0xC2 && at + 1 < text.size() && static_cast<std::uint8_t>(text[at + 1]) < 0xA0;
    if (c1) return true;
  }
  return false;
}

}  // namespace ckl::codec
