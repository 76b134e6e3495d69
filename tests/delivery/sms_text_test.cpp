// SMS on the air: alphabets, parts, seams, numbers.
#include "delivery/sms_text.hpp"

#include <gtest/gtest.h>

#include "delivery/gsm.hpp"

namespace ckl::delivery::test {
namespace {

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// The units of UTF-16, as a gateway sees them.
std::u16string units(std::string_view text) {
  std::u16string all;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    if (c > 0xFFFF) {
      all.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10U)));
      all.push_back(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FFU)));
    } else {
      all.push_back(static_cast<char16_t>(c));
    }
  }
  return all;
}

TEST(SmsText, SwedishFitsTheGsmAlphabetAndEmojiDoNot) {
  EXPECT_FALSE(ready_for_air("Åk till Ängby, köp [mjölk] för 10 €").unicode);
  EXPECT_TRUE(ready_for_air("Åk till Ängby 🚨").unicode);
  EXPECT_TRUE(ready_for_air("č → – ”").unicode);
}

TEST(SmsText, PartsAreCountedAsOnTheAir) {
  EXPECT_EQ(ready_for_air("").parts, 1U);
  EXPECT_EQ(ready_for_air(times(160, "å")).parts, 1U);
  EXPECT_EQ(ready_for_air(times(161, "å")).parts, 2U);
  EXPECT_EQ(ready_for_air(times(306, "a")).parts, 2U);
  EXPECT_EQ(ready_for_air(times(307, "a")).parts, 3U);
  EXPECT_EQ(ready_for_air(times(80, "€")).parts, 1U);
  // 76 of two septets in 153: one septet of each part is lost.
  EXPECT_EQ(ready_for_air(times(152, "€")).parts, 2U);
  EXPECT_EQ(ready_for_air(times(153, "€")).parts, 3U);
  EXPECT_EQ(ready_for_air(times(70, "č")).parts, 1U);
  EXPECT_EQ(ready_for_air(times(71, "č")).parts, 2U);
  EXPECT_EQ(ready_for_air(times(134, "č")).parts, 2U);
  EXPECT_EQ(ready_for_air(times(135, "č")).parts, 3U);
  EXPECT_EQ(ready_for_air(times(35, "🚨")).parts, 1U);
  EXPECT_EQ(ready_for_air(times(36, "🚨")).parts, 2U);
}

TEST(SmsText, NoEmojiIsCutInTwoAtASeam) {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string text = times(before, "č") + "🚨" + times(100, "č");
    const AirText air = ready_for_air(text);
    const std::u16string all = units(air.text);
    for (std::size_t seam = 67; seam < all.size(); seam += 67) {
      EXPECT_FALSE(all[seam] >= 0xDC00 && all[seam] <= 0xDFFF) << before << " at " << seam;
    }
    EXPECT_EQ(air.parts, (all.size() + 66) / 67);
    std::string without = air.text;
    std::erase(without, ' ');
    EXPECT_EQ(without, text) << "nothing but a blank was added";
  }
}

TEST(SmsText, ATextOfOnePartIsLeftAsItIs) {
  const std::string text = times(66, "č") + "🚨";
  EXPECT_EQ(ready_for_air(text).text, text);
}

TEST(SmsText, WhatNoTelephoneShowsBecomesABlank) {
  EXPECT_EQ(ready_for_air(std::string("a\0b\x1B\r\nc\x7F", 8)).text, "a b \nc ");
  EXPECT_EQ(ready_for_air("\xC3(").text, "\uFFFD(");
}

TEST(SmsText, ComesInAsTheGatewayNamesIt) {
  EXPECT_EQ(decode_text("ja på väg €", "UTF-8"), "ja på väg €");
  EXPECT_EQ(decode_text("ja", ""), "ja");
  EXPECT_EQ(decode_text(std::string("\0j\0a\0 \0\xE5", 8), "UTF-16BE"), "ja å");
  EXPECT_EQ(decode_text(std::string("\xD8\x3D\xDE\xA8\0j", 6), "utf-16be"), "🚨j");
  EXPECT_EQ(decode_text("p\xE5", "ISO-8859-1"), "på");
}

TEST(SmsText, WhatIsNoCharacterIsMarkedAndNothingIsLost) {
  EXPECT_EQ(decode_text("j\xFF\x61", "UTF-8"), "j\uFFFDa");
  EXPECT_EQ(decode_text(std::string("\0j\0", 3), "UTF-16BE"), "j\uFFFD");        // half a unit
  EXPECT_EQ(decode_text(std::string("\xD8\x3D\0j", 4), "UTF-16BE"), "\uFFFDj");  // half a pair
  EXPECT_EQ(decode_text("\xDC\x01", "UTF-16BE"), "\uFFFD");
  EXPECT_EQ(decode_text("a\x1B[2Jb\n", "UTF-8"), "a\uFFFD[2Jb\n") << "nothing steers a screen";
}

TEST(SmsText, NumbersAreDigitsWithTheCountryFirst) {
  EXPECT_EQ(digits_of_number("+46701740605", ""), "46701740605");
  EXPECT_EQ(digits_of_number("46701740605", ""), "46701740605");
  EXPECT_EQ(digits_of_number(" 46701740605", ""), "46701740605");  // a plus that nobody escaped
  EXPECT_EQ(digits_of_number("0046701740605", ""), "46701740605");
  EXPECT_EQ(digits_of_number("0701740605", "46"), "46701740605");
  EXPECT_EQ(digits_of_number("0701740605", ""), "0701740605");
  for (const char* none : {"", "+", "Telia", "+46 70", "123456789012345678"}) {
    EXPECT_EQ(digits_of_number(none, "46"), "") << none;
  }
}

}  // namespace
}  // namespace ckl::delivery::test
