#include "delivery/sms_text.hpp"

#include <algorithm>
#include <expected>

#include "delivery/gsm.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t shortest_number = 8;  // + and 7 digits
constexpr std::size_t longest_number = 16;  // + and 15 digits
constexpr std::size_t septets_of_several = 153;
constexpr std::size_t units_of_one = 70;
constexpr std::size_t units_of_several = 67;
constexpr char32_t replacement = 0xFFFD;

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

std::size_t units_of(char32_t c) { return c > 0xFFFF ? 2 : 1; }

std::size_t units_of(std::string_view text) {
  std::size_t units = 0;
  while (!text.empty()) units += units_of(take_code_point(text));
  return units;
}

std::string sound(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    if (c == U'\r') continue;
    append_code_point(result, is_control(c) && c != U'\n' ? U' ' : c);
  }
  return result;
}

// A character of two septets is never cut: the part before it is one shorter.
std::size_t gsm_parts(std::string_view text) {
  if (septets(text) <= sms_part_septets) return 1;
  std::size_t parts = 1;
  std::size_t used = 0;
  while (!text.empty()) {
    const std::string_view before = text;
    static_cast<void>(take_code_point(text));
    const std::size_t wide = septets(before.substr(0, before.size() - text.size()));
    if (used + wide > septets_of_several) {
      ++parts;
      used = 0;
    }
    used += wide;
  }
  return parts;
}

// A blank before each pair of units that a cut would divide.
std::string keep_pairs_whole(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    if (units_of(c) == 2 && at % units_of_several == units_of_several - 1) {
      result.push_back(' ');
      ++at;
    }
    append_code_point(result, c);
    at += units_of(c);
  }
  return result;
}

AirText unicode_text(std::string text) {
  if (units_of(text) <= units_of_one) return {.text = std::move(text), .unicode = true, .parts = 1};
  AirText air{.text = keep_pairs_whole(text), .unicode = true, .parts = 0};
  air.parts = (units_of(air.text) + units_of_several - 1) / units_of_several;
  return air;
}

// What a reader of the text may meet: any sign, but nothing that steers a screen.
void append_readable(std::string& text, char32_t c) {
  const bool steers = is_control(c) && c != U'\n' && c != U'\r' && c != U'\t';
  append_code_point(text, steers ? replacement : c);
}

std::string decode_utf16(std::string_view bytes) {
  std::string text;
  const auto unit_at = [&](std::size_t at) {
    return static_cast<char32_t>((static_cast<unsigned char>(bytes[at]) << 8U) |
                                 static_cast<unsigned char>(bytes[at + 1]));
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = unit_at(at);
    const bool leads = unit >= 0xD800 && unit <= 0xDBFF && at + 3 < bytes.size();
    const char32_t next = leads ? unit_at(at + 2) : 0;
    if (next >= 0xDC00 && next <= 0xDFFF) {
      append_readable(text, 0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00));
      at += 2;
    } else {
      append_readable(text, unit);
    }
  }
  if (at < bytes.size()) append_code_point(text, replacement);
  return text;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return result;
}

}  // namespace

ports::Result<void> check_phone_number(std::string_view number) {
  const bool sized = number.size() >= shortest_number && number.size() <= longest_number;
  if (sized && number[0] == '+' && number[1] != '0' && is_digits(number.substr(1))) return {};
  return std::unexpected(
      ports::Failure{ports::FailureCode::invalid,
                     "a telephone number is written internationally, like +46701740605"});
}

std::string digits_of_number(std::string_view number, std::string_view country) {
  bool international = false;
  while (number.starts_with('+') || number.starts_with(' ')) {
    international = true;
    number.remove_prefix(1);
  }
  if (!is_digits(number) || number.size() >= longest_number + 2) return {};
  if (!international && number.starts_with("00")) return std::string(number.substr(2));
  const bool national = !international && number.starts_with('0') && !country.empty();
  return national ? std::string(country) + std::string(number.substr(1)) : std::string(number);
}

AirText ready_for_air(std::string_view text) {
  std::string plain = sound(text);
  if (!is_gsm(plain)) return unicode_text(std::move(plain));
  const std::size_t parts = gsm_parts(plain);
  return {.text = std::move(plain), .unicode = false, .parts = parts};
}

std::string decode_text(std::string_view bytes, std::string_view charset) {
  const std::string name = upper(charset);
  if (name.contains("UTF-16") || name.contains("UCS")) return decode_utf16(bytes);
  const bool latin = name.contains("8859-1") || name.contains("1252") || name == "LATIN1";
  std::string text;
  while (!bytes.empty()) {
    if (latin) {
      append_readable(text, static_cast<unsigned char>(bytes.front()));
      bytes.remove_prefix(1);
    } else {
      append_readable(text, take_code_point(bytes));
    }
  }
  return text;
}

}  // namespace ckl::delivery
