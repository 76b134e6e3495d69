#include "domain/input.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// A word in capitals, alone, as a security class is marked on a document.
bool has_mark(std::string_view text, std::string_view mark) {
  const auto is_letter = [](char byte) {
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           static_cast<unsigned char>(byte) >= 0x80U;
  };
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
    const auto after = at + mark.size();
    const bool begins = at == 0 || !is_letter(text[at - 1]);
    if (begins && (after == text.size() || !is_letter(text[after]))) return true;
  }
  return false;
}

// The four classes of säkerhetsskyddslagen: BEGRÄNSAT HEMLIG, KONFIDENTIELL, HEMLIG, KVALIFICERAT
// HEMLIG.
bool is_classified(std::string_view text) {
  return has_mark(text, "HEMLIG") || has_mark(text, "KONFIDENTIELL");
}

// Length of the well-formed sequence at the beginning of `text`, or 0 (RFC 3629, table of 4).
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80U) return 1;
  std::size_t length = 0;
  if (lead >= 0xC2U && lead <= 0xDFU) length = 2;
  if (lead >= 0xE0U && lead <= 0xEFU) length = 3;
  if (lead >= 0xF0U && lead <= 0xF4U) length = 4;
  if (length == 0 || text.size() < length) return 0;
  const std::string_view rest = text.substr(1, length - 1);
  if (!std::ranges::all_of(rest, is_continuation)) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (lead == 0xE0U && second < 0xA0U) || (lead == 0xF0U && second < 0x90U);
  const bool surrogate = lead == 0xEDU && second >= 0xA0U;
  const bool beyond = lead == 0xF4U && second >= 0x90U;
  return overlong || surrogate || beyond ? 0 : length;
}

void fault(std::string_view rule, std::string_view field, Text message, Objections& objections) {
  objections.add(
      Objection{.code = RejectionCode::invalid,
                .rule = rule,
                .message = std::move(message),
                .what_now = {"Rätta fältet och skicka igen", "Mend the field and resend"},
                .field = std::string(field)});
}

}  // namespace

// Eight bytes of ASCII at a time, where there are so many.
bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    std::uint64_t word = 0;
    if (text.size() >= sizeof word) {
      std::memcpy(&word, text.data(), sizeof word);
      if ((word & 0x8080808080808080U) == 0) {
        text.remove_prefix(sizeof word);
        continue;
      }
    }
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string foreign_text(std::string_view text, std::size_t limit) {
  std::size_t sound = 0;
  while (sound < text.size()) {
    const std::size_t length = sequence_length(text.substr(sound));
    if (length == 0 || sound + length > limit) break;
    sound += length;
  }
  return std::string(text.substr(0, sound));
}

void check_missing(std::string_view field, Objections& objections) {
  fault("INPUT_MISSING", field, {"Uppgiften saknas", "This is missing"}, objections);
}

void check_text(const TextField& field, Objections& objections) {
  if (field.text.size() > field.limit) {
    const std::string limit = std::to_string(field.limit);
    fault("INPUT_TEXT_TOO_LONG", field.name,
          {"Texten är för lång; högst " + limit + " byte",
           "The text is too long; at most " + limit + " bytes"},
          objections);
  } else if (!is_utf8(field.text)) {
    fault("INPUT_NOT_UTF8", field.name,
          {"Texten är inte giltig UTF-8", "The text is not valid UTF-8"}, objections);
  } else if (field.required && is_blank(field.text)) {
    check_missing(field.name, objections);
  } else if (is_classified(field.text)) {
    objections.add(Objection{
        .code = RejectionCode::invalid,
        .rule = "G14",
        .message = {"Texten är märkt med säkerhetsskyddsklass; sådant tas inte emot här",
                    "The text is marked with a security class; such is not taken here"},
        .what_now = {"Skriv det i ett godkänt system. Underrätta säkerhetsskyddschefen om vem som "
                     "ska ringas",
                     "Write it in an approved system. Tell the head of protective security whom to "
                     "call"},
        .field = std::string(field.name)});
  }
}

void check_unknown(std::string_view thing, std::string_view field, std::string_view id,
                   Objections& objections) {
  const std::string shown = foreign_text(id, limits::id_bytes);
  objections.add(
      Objection{.code = RejectionCode::not_found,
                .rule = thing,
                .message = {"Finns inte: «" + shown + "»", "No such thing: “" + shown + "”"},
                .what_now = {"Välj något som finns", "Choose one that exists"},
                .field = std::string(field)});
}

void check_duplicate(std::string_view field, std::string_view id, Objections& objections) {
  const std::string shown = foreign_text(id, limits::id_bytes);
  fault("INPUT_DUPLICATE", field,
        {"Står mer än en gång: «" + shown + "»", "Stands more than once: “" + shown + "”"},
        objections);
}

void check_time(const Case& c, std::string_view field, const std::optional<Instant>& time,
                Objections& objections) {
  if (!time) return;
  if (*time > c.now + limits::clock_tolerance) {
    fault("INPUT_TIME_FUTURE", field, {"Tiden ligger i framtiden", "The time lies in the future"},
          objections);
  } else if (*time < c.now - limits::oldest_event_time) {
    fault("INPUT_TIME_TOO_OLD", field,
          {"Tiden ligger mer än ett år tillbaka", "The time lies more than a year back"},
          objections);
  }
}

}  // namespace ckl::domain
