// Texts are judged the same wherever in them a byte stands: eight at a time or one by one.
#include "codec/text_check.hpp"

#include <string>

#include <gtest/gtest.h>

#include "domain/input.hpp"

namespace ckl::test {
namespace {

using codec::has_control_characters;
using codec::Lines;

// One by one: what the quick way must agree with.
bool has_control(std::string_view text, Lines lines) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool breaks = byte == '\n' || byte == '\t' || byte == '\r';
    if (breaks ? lines == Lines::one : byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

TEST(TextCheck, FindsEachByteAtEachPlace) {
  for (const std::size_t size : {1UL, 7UL, 8UL, 9UL, 16UL, 23UL}) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'x');
        text[at] = static_cast<char>(byte);
        for (const auto lines : {Lines::one, Lines::many}) {
          ASSERT_EQ(has_control_characters(text, lines), has_control(text, lines))
              << "byte " << byte << " at " << at << " of " << size;
        }
        ASSERT_EQ(domain::is_utf8(text), byte < 0x80) << "byte " << byte << " at " << at;
      }
    }
  }
}

TEST(TextCheck, FindsControlCharactersOfTwoBytesAtEachPlace) {
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string start(before, ' ');
    EXPECT_TRUE(has_control_characters(start + "\xC2\x85 and on and on", Lines::many));
    EXPECT_FALSE(has_control_characters(start + "\xC2\xA0 and on and on", Lines::many));
    EXPECT_TRUE(domain::is_utf8(start + "\xC2\x85 and on and on"));
    EXPECT_FALSE(domain::is_utf8(start + "\xC2"));
    EXPECT_TRUE(domain::is_utf8(start + "\xF0\x9F\x9A\x92 brandbil"));
    EXPECT_FALSE(domain::is_utf8(start + "\xED\xA0\x80 brandbil"));
  }
}

}  // namespace
}  // namespace ckl::test
