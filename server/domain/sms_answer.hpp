// Svar som sms: what a short text says, in Swedish or English, without guessing.
//
// Pure and total: any bytes may come. A text is an answer only when every word of it is understood
// and all of it says one thing: «ja 40», «J», «nej», «nej men kl 14», «kommer om en timme»,
// «kommer 14.30», «senare», "yes 40", "can come at 14". Anything else is unclear and is read by a
// person: a question, a word too many, two times, yes and no at once. A number without a unit is
// minutes. It knows neither calls nor clocks; text_answer.cpp does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

// A time of day. `sure`: no other hour can be meant, as with 14.30, "2 pm" or 07.30.
struct TimeOfDay {
  std::uint32_t hour = 0;
  std::uint32_t minute = 0;
  bool sure = false;
  bool operator==(const TimeOfDay&) const = default;
};

struct TextReading {
  std::optional<Answer> answer;  // nothing: unclear
  std::uint32_t minutes = 0;     // 0 = none were said
  std::optional<TimeOfDay> at;
  bool operator==(const TextReading&) const = default;
};

[[nodiscard]] TextReading read_text_answer(std::string_view raw);

// The short codes in a text, in capitals ("K7BD"), each once. A code is K, digits and up to three
// letters; whether it belongs to a call is for others to say.
[[nodiscard]] std::vector<std::string> answer_codes(std::string_view raw);

}  // namespace ckl::domain
