// What a feed (SMHI, VMA, krisinformation) may bring: a suggestion, never a decision (G03, R50).
//
// Called on the main thread by whatever reads a feed. A suggestion becomes an incoming entry in the
// staff's log, with its source, and nothing else: the type of the result is `WriteLogEntry`, so
// that no feed can set a level, whatever it says. Bounded: a text that is too long is cut at a
// character and marked, because a warning that is refused would be a warning that nobody sees.
#pragma once

#include <string>

#include "domain/commands.hpp"

namespace ckl::feeds {

struct Suggestion {
  std::string source;    // "SMHI"
  std::string headline;  // as published
  std::string text;
  std::string identifier;  // the publisher's own
};

// The command for the staff's log; the actor is the machine "feed".
[[nodiscard]] domain::WriteLogEntry as_log_entry(const Suggestion& suggestion);

}  // namespace ckl::feeds
