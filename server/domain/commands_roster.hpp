// Commands of the duty rosters. Included by commands.hpp, which holds the one list of all commands.
#pragma once

#include "domain/duty.hpp"

namespace ckl::domain {

// Anta en jourlista för en funktion: the expanded plan, as the preview showed it.
struct AdoptRoster {
  std::string function;
  std::string source;
  std::string source_hash;
  std::optional<Instant> from;
  std::optional<Instant> until;
  std::vector<DutySpan> spans;
};

// Ersätt: somebody else, or nobody, has the function for a time.
struct OverrideDuty {
  std::string function;
  PersonId person;    // empty = nobody
  PersonId replaces;  // empty = whoever has it
  std::optional<Instant> from;
  std::optional<Instant> until;
  std::string reason;
};

// Föreslå ett byte av eget pass.
struct ProposeSwap {
  std::string function;
  PersonId taker;
  std::optional<Instant> from;        // within the actor's own stretch
  std::optional<Instant> until;       // unset = its end
  std::optional<Instant> back_from;   // within the taker's stretch, given in return
  std::optional<Instant> back_until;  // unset = its end
  std::string reason;
};

// Godta eller avböj ett byte; the one who proposed it withdraws it.
struct AnswerSwap {
  SwapId swap;
  bool accept = false;
  std::string reason;
};

// Ta över jouren nu.
struct TakeOverDuty {
  std::string function;
  PersonId person;               // empty = the actor
  std::optional<Instant> until;  // unset = when the present turn ends
  std::string reason;
};

}  // namespace ckl::domain
