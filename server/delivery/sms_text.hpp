// SMS on the air: how many parts a text becomes, where they are cut, and how what comes in is read.
//
// Pure. A text of GSM characters has 160 septets in one part and 153 in each of several; any other
// goes as UCS-2, 70 and 67 units. Gateways cut UCS-2 without looking, also between the two units of
// an emoji, which then reaches nobody whole: `ready_for_air` moves such a cut.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ports/failure.hpp"

namespace ckl::delivery {

// E.164: + and 7 to 15 digits.
[[nodiscard]] ports::Result<void> check_phone_number(std::string_view number);

// "+46 70…", "0046 70…" and, with `country` "46", "070…" as digits with the country's first; empty
// when it is no telephone number, as the name of a sender.
[[nodiscard]] std::string digits_of_number(std::string_view number, std::string_view country);

struct AirText {
  std::string text;      // sound UTF-8, line ends as \n, no other control characters
  bool unicode = false;  // UCS-2
  std::size_t parts = 1;
};
[[nodiscard]] AirText ready_for_air(std::string_view text);

// A text as it came, in the alphabet that the gateway names: UTF-16BE, ISO-8859-1, or else UTF-8.
// What is no character becomes U+FFFD.
[[nodiscard]] std::string decode_text(std::string_view bytes, std::string_view charset);

}  // namespace ckl::delivery
