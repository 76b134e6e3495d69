// What a call says: the message, the keys, and what is said when a key has been pressed.
//
// Pure. The message is told from the state, the rest are fixed words that configuration can replace
// by recordings. No secrets and no names of persons: a machine may listen.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/state.hpp"

namespace ckl::delivery {

enum class Prompt : std::uint8_t {
  keys = 0,     // which keys there are, after the message
  confirm = 1,  // after a message that asks nothing
  when = 2,     // how many tens of minutes?
  coming = 3,   // thanks
  cannot = 4,   // thanks
  deputy = 5,   // thanks
  heard = 6,    // thanks, after `confirm`
  unclear = 7,  // no such key
  late = 8,     // nobody asks any more
  unsaved = 9,  // press once more
};

struct PromptWords {
  std::string_view name;  // in the configuration
  std::string_view sv;
  std::string_view en;
};
inline constexpr std::size_t prompt_count = 10;
[[nodiscard]] const std::array<PromptWords, prompt_count>& prompts();
[[nodiscard]] const PromptWords& words_of(Prompt prompt);

// What the message says, in both languages.
struct SpokenFacts {
  domain::MessagePurpose purpose = domain::MessagePurpose::notice;
  domain::Text sender;
  domain::Text position;
  std::string headline;
  std::string place;
  std::string recalled;  // why the alarm was recalled, if it was
  domain::Text words;    // of a notice, or of who started the call-out
  domain::Text own;      // the city's own words for all of it, after the marks; or empty
  bool exercise = false;
  bool repeated = false;
};
[[nodiscard]] domain::Text speech_of(const SpokenFacts& facts);

}  // namespace ckl::delivery
