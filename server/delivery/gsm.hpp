// The GSM 7-bit alphabet (3GPP TS 23.038): what fits in one SMS, and how a text is brought into it.
//
// Pure. One part holds 160 septets; å ä ö are one septet each, € [ ] { } \ ^ ~ | two. A text with
// any other character would be sent as UCS-2, 70 characters a part; so typographic signs are
// replaced by plain ones, accents that GSM lacks are dropped, and emoji are left out. Malformed
// UTF-8 never gets through.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ckl::delivery {

inline constexpr std::size_t sms_part_septets = 160;

// The text with GSM characters only, on one line, without doubled blanks.
[[nodiscard]] std::string to_gsm(std::string_view utf8);

// Every character is in the GSM alphabet.
[[nodiscard]] bool is_gsm(std::string_view utf8);

// Length in septets of a text for which `is_gsm` holds.
[[nodiscard]] std::size_t septets(std::string_view gsm_text);

// At most `limit` septets: the text itself, or its beginning with "..." at the end. Never cuts a
// character. Empty when not even the dots fit.
[[nodiscard]] std::string shorten(std::string_view gsm_text, std::size_t limit);

// The next code point of `text`, which is made shorter by it; U+FFFD for malformed bytes.
[[nodiscard]] char32_t take_code_point(std::string_view& text);

// Writes a code point that Unicode has, otherwise U+FFFD.
void append_code_point(std::string& text, char32_t c);

// One line without control characters, for subjects and headers.
[[nodiscard]] std::string one_line(std::string_view utf8);

}  // namespace ckl::delivery
