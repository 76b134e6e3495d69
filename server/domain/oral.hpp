// Muntliga beslut: what is decided by voice, recorded by two (G23, R48).
//
// Internal to the core; used by every command that can be given orally. The mandate is judged for
// the speaker, never for whoever records: a handler builds a second `Case` on `speaker_of` and asks
// that one about powers. The decision is in force at once, marked unconfirmed, and the speaker owes
// a confirmation. Without an oral record every function here leaves things as they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

// For whom the mandate is judged: the speaker of the oral record, otherwise the actor.
[[nodiscard]] Actor speaker_of(const Case& c, const std::optional<OralRecord>& oral);

// G23: a registrar who records, another person as witness, a third who speaks; read back. Gives the
// capacity of whoever records, empty when nothing oral was given.
std::string require_oral(const Case& c, const std::optional<OralRecord>& oral,
                         Objections& objections);

// What was said: the command's name, the speaker's capacity and what it concerns.
struct SpokenDecision {
  std::string_view command;
  std::string capacity;
  IncidentId incident;
  std::string subject;
};

// Journals the oral decision, opens the duty to confirm it and ends the speaker's own hindrance
// (R28). Call it first on the ruling. Empty when nothing oral was given.
OralId record_oral(Ruling& ruling, const std::optional<OralRecord>& oral,
                   const SpokenDecision& decision);

// R48: evidence does not take the place of the speaker's own confirmation; the next holder of the
// mandate may close the duty by having decided anew.
void require_not_own_words(const Case& c, const Obligation& duty, Objections& objections);

}  // namespace ckl::domain
