#include "bench/peers/payload.hpp"

#include <algorithm>
#include <charconv>

namespace ckl::bench {
namespace {

constexpr std::string_view opening = "~EV";
constexpr std::size_t number_digits = 8;
constexpr std::size_t time_digits = 16;

void append_hexadecimal(std::string& out, std::uint64_t value, std::size_t digits) {
  constexpr std::string_view letters = "0123456789abcdef";
  for (std::size_t i = digits; i-- > 0;) out += letters[(value >> (4 * i)) & 0xFU];
}

}  // namespace

std::string make_payload(const Mark& mark) {
  std::string text;
  text.reserve(payload_bytes);
  text += opening;
  append_hexadecimal(text, mark.number, number_digits);
  append_hexadecimal(text, mark.sent_at, time_digits);
  // Letters that no compression makes much of, and that need no escape in any protocol.
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-";
  std::uint64_t noise = 0x9E3779B97F4A7C15U * (mark.sent_at + mark.number + 1);
  while (text.size() < payload_bytes) {
    noise ^= noise << 13U;
    noise ^= noise >> 7U;
    noise ^= noise << 17U;
    auto bits = noise;
    for (int i = 0; i < 10 && text.size() < payload_bytes; ++i, bits >>= 6U) {
      text += letters[bits & 0x3FU];
    }
  }
  return text;
}

std::size_t MarkScan::keep(std::string_view bytes) {
  const auto taken = std::min(mark_bytes - kept_, bytes.size());
  std::copy_n(bytes.begin(), taken, bytes_.begin() + static_cast<std::ptrdiff_t>(kept_));
  kept_ += taken;
  return taken;
}

Mark MarkScan::kept_mark() const {
  static_assert(opening.size() + number_digits + time_digits == mark_bytes);
  const std::string_view text(bytes_.data(), bytes_.size());
  Mark mark;
  if (!text.starts_with(opening)) return mark;
  const auto read = [](std::string_view digits, std::uint64_t& value) {
    return std::from_chars(digits.begin(), digits.end(), value, 16).ptr == digits.end();
  };
  const auto digits = text.substr(opening.size());
  const bool whole = read(digits.substr(0, number_digits), mark.number) &&
                     read(digits.substr(number_digits), mark.sent_at);
  return whole ? mark : Mark{};
}

std::size_t MarkScan::keep_next_beginning() {
  const auto* const next = std::find(bytes_.begin() + 1, bytes_.end(), first_letter);
  const auto* const end = std::copy(next, bytes_.cend(), bytes_.begin());
  return static_cast<std::size_t>(end - bytes_.begin());
}

}  // namespace ckl::bench
