// How numbers and keys stand in the journal's files: big-endian, so that byte order is number
// order.
//
// Used by the files of this folder only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ports/journal.hpp"

namespace ckl::journal {

using SequenceKey = std::array<char, 8>;

[[nodiscard]] inline SequenceKey key_of(std::uint64_t number) {
  SequenceKey key{};
  for (std::size_t i = 0; i < key.size(); ++i) {
    key.at(key.size() - 1 - i) = static_cast<char>((number >> (8 * i)) & 0xFFU);
  }
  return key;
}

// The number in the first eight bytes, or nothing when there are fewer.
[[nodiscard]] inline std::optional<std::uint64_t> number_of(std::string_view bytes) {
  if (bytes.size() < 8) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char byte : bytes.substr(0, 8)) {
    number = (number << 8U) | static_cast<unsigned char>(byte);
  }
  return number;
}

// Person ids and command ids hold no zero byte, so the key says both without doubt.
[[nodiscard]] inline std::string key_of(const ports::CommandKey& key) {
  std::string bytes = key.person.value;
  bytes.push_back('\0');
  bytes += key.command_id;
  return bytes;
}

}  // namespace ckl::journal
