#include "delivery/gsm.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace ckl::delivery {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::string_view ellipsis = "...";

// The default alphabet beyond ASCII letters, digits and the signs below.
constexpr std::u32string_view gsm_letters = U"£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
constexpr std::u32string_view gsm_signs = U"@$_ !\"#%&'()*+,-./:;<=>?";
constexpr std::u32string_view gsm_doubled = U"€[]{}\\^~|";

struct Fold {
  char32_t from;
  std::string_view to;
};
constexpr auto folds = std::to_array<Fold>({
    {U'–', "-"},        {U'—', "-"},  {U'−', "-"},  {U'‐', "-"},  {U'‑', "-"},  {U'’', "'"},
    {U'‘', "'"},        {U'“', "\""}, {U'”', "\""}, {U'„', "\""}, {U'«', "\""}, {U'»', "\""},
    {U'…', "..."},      {U'•', "-"},  {U'·', "."},  {U'→', "->"}, {U'`', "'"},  {U'´', "'"},
    {U'°', " grader "}, {U'á', "a"},  {U'â', "a"},  {U'ã', "a"},  {U'ā', "a"},  {U'ą', "a"},
    {U'č', "c"},        {U'ć', "c"},  {U'ç', "c"},  {U'ď', "d"},  {U'đ', "d"},  {U'ð', "d"},
    {U'ê', "e"},        {U'ë', "e"},  {U'ě', "e"},  {U'ę', "e"},  {U'ē', "e"},  {U'ğ', "g"},
    {U'í', "i"},        {U'î', "i"},  {U'ï', "i"},  {U'ı', "i"},  {U'ī', "i"},  {U'ł', "l"},
    {U'ń', "n"},        {U'ň', "n"},  {U'ó', "o"},  {U'ô', "o"},  {U'õ', "o"},  {U'ő', "o"},
    {U'ř', "r"},        {U'š', "s"},  {U'ś', "s"},  {U'ş', "s"},  {U'ť', "t"},  {U'þ', "th"},
    {U'ú', "u"},        {U'û', "u"},  {U'ů', "u"},  {U'ű', "u"},  {U'ū', "u"},  {U'ý', "y"},
    {U'ÿ', "y"},        {U'ž', "z"},  {U'ź', "z"},  {U'ż', "z"},  {U'œ', "oe"}, {U'À', "A"},
    {U'Á', "A"},        {U'Â', "A"},  {U'Ã', "A"},  {U'Č', "C"},  {U'Ć', "C"},  {U'Ď', "D"},
    {U'Đ', "D"},        {U'Ð', "D"},  {U'È', "E"},  {U'Ê', "E"},  {U'Ë', "E"},  {U'Ě', "E"},
    {U'Í', "I"},        {U'Î', "I"},  {U'Ï', "I"},  {U'İ', "I"},  {U'Ł', "L"},  {U'Ń', "N"},
    {U'Ó', "O"},        {U'Ô', "O"},  {U'Õ', "O"},  {U'Ő', "O"},  {U'Ř', "R"},  {U'Š', "S"},
    {U'Ś', "S"},        {U'Ş', "S"},  {U'Ť', "T"},  {U'Þ', "Th"}, {U'Ú', "U"},  {U'Û', "U"},
    {U'Ů', "U"},        {U'Ý', "Y"},  {U'Ž', "Z"},  {U'Ź', "Z"},  {U'Ż', "Z"},  {U'Œ', "OE"},
});

bool is_alphanumeric(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
}

// Septets of a character, or 0 when GSM has no such character.
std::size_t width(char32_t c) {
  if (is_alphanumeric(c) || gsm_signs.contains(c) || gsm_letters.contains(c)) return 1;
  return gsm_doubled.contains(c) ? 2 : 0;
}

bool is_blank(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

// Left out without a trace: emoji and other pictures, joiners, selectors, directional marks.
bool is_left_out(char32_t c) {
  return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2190 && c <= 0x2BFF) ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE01EF) || (c >= 0x0300 && c <= 0x036F) || c == 0x20E3;
}

std::string_view fold_of(char32_t c) {
  const auto* found = std::ranges::find(folds, c, &Fold::from);
  if (found != folds.end()) return found->to;
  return is_left_out(c) ? std::string_view{} : std::string_view{"?"};
}

struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t smallest;
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return Lead{2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return Lead{3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return Lead{4, byte & 0x07U, 0x10000};
  return std::nullopt;
}

void append_blank(std::string& text) {
  if (!text.empty() && text.back() != ' ') text.push_back(' ');
}

void trim_end(std::string& text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
}

}  // namespace

char32_t take_code_point(std::string_view& text) {
  const auto lead = lead_of(static_cast<unsigned char>(text.front()));
  if (!lead || lead->length > text.size()) {
    text.remove_prefix(1);
    return replacement;
  }
  char32_t value = lead->bits;
  for (std::size_t i = 1; i < lead->length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) {
      text.remove_prefix(1);
      return replacement;
    }
    value = (value << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < lead->smallest || value > 0x10FFFF || surrogate) {
    text.remove_prefix(1);
    return replacement;
  }
  text.remove_prefix(lead->length);
  return value;
}

void append_code_point(std::string& text, char32_t c) {
  const bool known = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
  const char32_t value = known ? c : replacement;
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  const auto put_tail = [&](unsigned shift) { put(0x80U | ((value >> shift) & 0x3FU)); };
  if (value < 0x80) return put(value);
  if (value < 0x800) {
    put(0xC0U | (value >> 6U));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put_tail(6);
  } else {
    put(0xF0U | (value >> 18U));
    put_tail(12);
    put_tail(6);
  }
  put_tail(0);
}

std::string to_gsm(std::string_view utf8) {
  std::string result;
  while (!utf8.empty()) {
    const std::string_view before = utf8;
    const char32_t c = take_code_point(utf8);
    if (is_blank(c)) {
      append_blank(result);
    } else if (width(c) > 0) {
      result.append(before.substr(0, before.size() - utf8.size()));
    } else {
      const std::string_view fold = fold_of(c);
      if (fold.starts_with(' ')) append_blank(result);
      result.append(fold.substr(fold.starts_with(' ') ? 1 : 0));
    }
  }
  trim_end(result);
  return result;
}

bool is_gsm(std::string_view utf8) {
  while (!utf8.empty()) {
    const char32_t c = take_code_point(utf8);
    if (width(c) == 0 && c != U'\n' && c != U'\r') return false;
  }
  return true;
}

std::size_t septets(std::string_view gsm_text) {
  std::size_t total = 0;
  while (!gsm_text.empty()) {
    total += std::max<std::size_t>(1, width(take_code_point(gsm_text)));
  }
  return total;
}

std::string shorten(std::string_view gsm_text, std::size_t limit) {
  if (septets(gsm_text) <= limit) return std::string(gsm_text);
  if (limit <= ellipsis.size()) return {};
  std::size_t room = limit - ellipsis.size();
  std::string_view rest = gsm_text;
  std::string result;
  while (!rest.empty()) {
    const std::string_view before = rest;
    const std::size_t wide = std::max<std::size_t>(1, width(take_code_point(rest)));
    if (wide > room) break;
    room -= wide;
    result.append(before.substr(0, before.size() - rest.size()));
  }
  trim_end(result);
  return result + std::string(ellipsis);
}

std::string one_line(std::string_view utf8) {
  std::string result;
  while (!utf8.empty()) {
    const std::string_view before = utf8;
    const char32_t c = take_code_point(utf8);
    if (is_control(c) || c == U' ') {
      append_blank(result);
    } else if (c == replacement) {
      result.push_back('?');
    } else {
      result.append(before.substr(0, before.size() - utf8.size()));
    }
  }
  trim_end(result);
  return result;
}

}  // namespace ckl::delivery
