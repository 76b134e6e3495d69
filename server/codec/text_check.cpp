#include "codec/text_check.hpp"

#include <cstdint>

namespace ckl::codec {

namespace {

struct Form {
  std::size_t length;   // bytes of the character, 0 = not a lead byte
  std::uint8_t lowest;  // bounds of the second byte
  std::uint8_t highest;
};

// RFC 3629 section 4, the table of well-formed sequences.
Form form_of(std::uint8_t lead) {
  if (lead <= 0x7F) return {1, 0, 0};
  if (lead < 0xC2) return {0, 0, 0};
  if (lead <= 0xDF) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead <= 0xEF) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead <= 0xF3) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

bool continues(std::string_view text, const Form& form) {
  if (text.size() < form.length) return false;
  for (std::size_t at = 1; at < form.length; ++at) {
    const auto byte = static_cast<std::uint8_t>(text[at]);
    const std::uint8_t low = at == 1 ? form.lowest : 0x80;
    const std::uint8_t high = at == 1 ? form.highest : 0xBF;
    if (byte < low || byte > high) return false;
  }
  return true;
}

}  // namespace

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const Form form = form_of(static_cast<std::uint8_t>(text.front()));
    if (form.length == 0 || !continues(text, form)) return false;
    text.remove_prefix(form.length);
  }
  return true;
}

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
