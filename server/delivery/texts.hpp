// What the receiver reads: the text of a call, a stand-down or a notice.
//
// Pure; called by the dispatcher on the strand at the moment of sending. Swedish first, English
// after it; the short text is Swedish alone. Marks come first: ÖVNING / EXERCISE when the workspace
// is not LIVE, UPPREPNING / REPEATED when the receiver may have got it before. A text holds no
// secret but the answer link, no addresses and no names of other persons.
#pragma once

#include <string>
#include <string_view>

#include "delivery/text_templates.hpp"
#include "domain/state.hpp"
#include "ports/channel.hpp"

namespace ckl::delivery {

struct Rendered {
  std::string sender;      // "Stockholms stad, krisledning"
  std::string subject;     // one line
  std::string text;        // lines end with \n
  std::string short_text;  // GSM characters; one SMS part unless the link alone is too long for it
  domain::Text speech = {};  // what a telephone says
  ports::LetterParts parts;  // purpose and words
};

// How the receiver can answer. Either may be empty; when both are, the text says where else.
struct AnswerWays {
  std::string_view link;
  std::string_view code = {};  // what a text message must carry
};

// What else decides the wording.
struct Manner {
  bool repeated = false;                     // the receiver may have got it before
  const TextTemplates* templates = nullptr;  // the city's own; none = ours alone
};
[[nodiscard]] Rendered render(const domain::State& state, const domain::Message& message,
                              const AnswerWays& ways, const Manner& manner = {});

// "Stockholms stad, krisledning" / "City of Stockholm, crisis management".
[[nodiscard]] domain::Text sender_of(const domain::State& state);

}  // namespace ckl::delivery
