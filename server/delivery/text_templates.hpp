// Texts that a city words itself (textmallar): by occasion, form and language.
//
// Pure; read once at the start, used by the dispatcher on the strand at the moment of sending. A
// template is a text with fields in braces ("{headline}") and optional parts in brackets: such a
// part is left out when one of its fields has nothing to say ("[, {place}]"). Doubled, a brace or
// bracket stands for itself. What a template does not say cannot be lost: the marks of exercises
// and repetitions are put before it, and a call without a way to answer is refused when read. What
// has no template is said in the words of texts.cpp.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::delivery {

enum class Occasion : std::uint8_t { call, stand_down, recall, notice };
enum class TextForm : std::uint8_t { subject, mail, sms, speech };
inline constexpr std::array all_occasions{Occasion::call, Occasion::stand_down, Occasion::recall,
                                          Occasion::notice};
inline constexpr std::array all_text_forms{TextForm::subject, TextForm::mail, TextForm::sms,
                                           TextForm::speech};

// An SMS is in Swedish alone.
struct TextPlace {
  Occasion occasion = Occasion::call;
  TextForm form = TextForm::mail;
  bool english = false;
  auto operator<=>(const TextPlace&) const = default;
};

// The words of the configuration: "call", "stand_down", ...; "subject", "mail", ...
[[nodiscard]] std::string_view word_of(Occasion occasion);
[[nodiscard]] std::string_view word_of(TextForm form);

// What the fields of a template become; a field that has nothing to say is empty.
struct TextValues {
  std::string sender;
  std::string position;
  std::string headline;
  std::string place;
  std::string words;   // of a notice, or of who started the call-out
  std::string reason;  // why the alarm was recalled
  std::string link;
  std::string code;       // what a text message must carry
  std::string answer_by;  // "03:40"
};

class TextTemplate {
 public:
  // Longer ones are refused.
  static constexpr std::size_t longest = 2'000;

  struct Problem {
    domain::Text what;
    domain::Text right;
  };
  [[nodiscard]] static std::expected<TextTemplate, Problem> read(const TextPlace& place,
                                                                 std::string_view text);

  [[nodiscard]] std::string fill(const TextValues& values) const;

  // For an SMS: GSM characters, and one part if that can be had by leaving out the place and
  // cutting the headline. Never cuts anything else. `taken` septets stand before it.
  [[nodiscard]] std::string fill_sms(const TextValues& values, std::size_t taken = 0) const;

 private:
  using Field = std::string TextValues::*;
  struct Piece {
    std::string text;  // literal, when there is no field
    Field field = nullptr;
    std::size_t part = 0;  // the optional part it stands in, from 1; 0 = none
  };
  class Reader;

  std::vector<Piece> pieces_;
};

using TextTemplates = std::map<TextPlace, TextTemplate>;

}  // namespace ckl::delivery
