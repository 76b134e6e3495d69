#include "codec/text_check.hpp"

#include <cstdint>
#include <cstring>

namespace ckl::codec {

namespace {

// Whether each of the eight bytes is printable ASCII. A byte is not when it has its high bit set,
// or borrows when 0x20 is taken from it, or is DEL, which is found as zero after the exclusive or.
bool printable(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x80 * ones;
  const std::uint64_t low = (word - 0x20 * ones) & ~word;
  const std::uint64_t del = word ^ (0x7F * ones);
  const std::uint64_t deleted = (del - ones) & ~del;
  return ((word | low | deleted) & highs) == 0;
}

}  // namespace

bool has_control_characters(std::string_view text, Lines lines) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t word = 0;
    if (text.size() - at >= sizeof word) {
      std::memcpy(&word, text.data() + at, sizeof word);
      if (printable(word)) {
        at += sizeof word;
        continue;
      }
    }
    const auto byte = static_cast<std::uint8_t>(text[at]);
    if (byte == '\n' || byte == '\t' || byte == '\r') {
      if (lines == Lines::one) return true;
      ++at;
      continue;
    }
    if (byte < 0x20 || byte == 0x7F) return true;
    const bool c1 =
        byte == 0xC2 && at + 1 < text.size() && static_cast<std::uint8_t>(text[at + 1]) < 0xA0;
    if (c1) return true;
    ++at;
  }
  return false;
}

}  // namespace ckl::codec
