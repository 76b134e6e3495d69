// The one source of chance in a simulated run: a seed gives the same run, on every machine.
//
// xoshiro256** with splitmix64 for the seed; the distributions of the standard library differ from
// one library to the next and are not used.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>

namespace ckl::sim {

class Random {
 public:
  explicit Random(std::uint64_t seed) {
    for (auto& word : words_) {
      seed += 0x9E3779B97F4A7C15U;
      auto mixed = (seed ^ (seed >> 30U)) * 0xBF58476D1CE4E5B9U;
      mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
      word = mixed ^ (mixed >> 31U);
    }
  }

  std::uint64_t next() {
    const auto result = rotated(words_[1] * 5, 7) * 9;
    const auto shifted = words_[1] << 17U;
    words_[2] ^= words_[0];
    words_[3] ^= words_[1];
    words_[1] ^= words_[2];
    words_[0] ^= words_[3];
    words_[2] ^= shifted;
    words_[3] = rotated(words_[3], 45);
    return result;
  }

  // 0 up to, but not including, `limit`; 0 when the limit is 0.
  std::uint64_t below(std::uint64_t limit) { return limit == 0 ? 0 : next() % limit; }

  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }

  bool chance(std::uint32_t percent) { return below(100) < percent; }

  // One of the elements; the range is not empty.
  template <std::ranges::sized_range Range>
  auto& pick(Range& range) {
    const auto at = below(static_cast<std::uint64_t>(std::ranges::size(range)));
    return *std::next(range.begin(), static_cast<std::ptrdiff_t>(at));
  }

 private:
  static std::uint64_t rotated(std::uint64_t word, unsigned by) {
    return (word << by) | (word >> (64U - by));
  }

  std::array<std::uint64_t, 4> words_{};
};

}  // namespace ckl::sim
