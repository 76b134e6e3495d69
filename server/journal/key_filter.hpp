// Which command ids the journal has certainly never kept an answer for, in memory.
//
// Nearly every command is new. Asking RocksDB to say so costs as much as deciding the command; this
// says so with one look at one cache line. It never says "certainly new" of a key that was added;
// it may say "perhaps known" of one that was not, and then the journal is asked. Memory is fixed:
// 2 MiB.
//
// One thread. Source: Putze, Sanders and Singler, "Cache-, Hash- and Space-Efficient Bloom
// Filters", 2007 (the blocked variant).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace ckl::journal {

class KeyFilter {
 public:
  // With so many keys about one new key in fifty is asked for in vain. More keys make it more,
  // never wrong.
  static constexpr std::size_t comfortable_keys = 1'500'000;

  KeyFilter() : blocks_(std::make_unique<Block[]>(block_count)) {}

  void add(std::string_view key) {
    const auto hash = std::hash<std::string_view>{}(key);
    Block& block = block_of(hash);
    each_bit(hash, [&](std::size_t word, std::uint64_t bit) {
      block.words[word] |= bit;
      return true;
    });
  }

  [[nodiscard]] bool may_have(std::string_view key) const {
    const auto hash = std::hash<std::string_view>{}(key);
    const Block& block = block_of(hash);
    return each_bit(
        hash, [&](std::size_t word, std::uint64_t bit) { return (block.words[word] & bit) != 0; });
  }

 private:
  struct alignas(64) Block {
    std::array<std::uint64_t, 8> words;
  };

  static constexpr std::size_t block_count = std::size_t{1} << 15U;
  static constexpr unsigned probes = 6;

  [[nodiscard]] Block& block_of(std::uint64_t hash) const {
    return blocks_[static_cast<std::size_t>(hash >> 49U) % block_count];
  }

  // Six times nine bits of the hash say which of a block's 512 bits; stops at the first `false`.
  template <class Visit>
  static bool each_bit(std::uint64_t hash, const Visit& visit) {
    auto left = hash * 0x9E3779B97F4A7C15U;
    for (unsigned probe = 0; probe < probes; ++probe) {
      const auto bit = (left >> 55U) & 511U;
      if (!visit(static_cast<std::size_t>(bit / 64), std::uint64_t{1} << (bit % 64))) return false;
      left *= 0xD1342543DE82EF95U;
      left += 0x9E3779B97F4A7C15U;
    }
    return true;
  }

  std::unique_ptr<Block[]> blocks_;
};

}  // namespace ckl::journal
