#include "delivery/base64url.hpp"

#include <cstdint>

namespace ckl::delivery {
namespace {

constexpr std::string_view signs =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned bits_per_sign = 6;
constexpr unsigned bits_per_byte = 8;
constexpr std::uint32_t sign_mask = 0x3F;
constexpr std::uint32_t byte_mask = 0xFF;
constexpr std::size_t most_padding = 2;

}  // namespace

std::string to_base64url(std::string_view bytes) {
  std::string text;
  std::uint32_t waiting = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    waiting = (waiting << bits_per_byte) | static_cast<unsigned char>(c);
    bits += bits_per_byte;
    while (bits >= bits_per_sign) {
      bits -= bits_per_sign;
      text.push_back(signs[(waiting >> bits) & sign_mask]);
    }
  }
  if (bits > 0) text.push_back(signs[(waiting << (bits_per_sign - bits)) & sign_mask]);
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  for (std::size_t i = 0; i < most_padding && text.ends_with('='); ++i) text.remove_suffix(1);
  std::string bytes;
  std::uint32_t waiting = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const auto value = signs.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    waiting = (waiting << bits_per_sign) | static_cast<std::uint32_t>(value);
    bits += bits_per_sign;
    if (bits < bits_per_byte) continue;
    bits -= bits_per_byte;
    bytes.push_back(static_cast<char>((waiting >> bits) & byte_mask));
  }
  const std::uint32_t rest = waiting & ((1U << bits) - 1U);
  if (bits >= bits_per_sign || rest != 0) return std::nullopt;
  return bytes;
}

}  // namespace ckl::delivery
