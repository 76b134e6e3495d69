// What must hold after a step: events, their absence, refusals, messages, the state.
//
// Pure. `judge` compares a step's expectations with what was observed and says in words what is
// missing. Used by the test runner and by the live player alike.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exercise/scenario.hpp"
#include "ports/journal.hpp"

namespace ckl::exercise {

// A message that left, as a scripted gateway saw it.
struct SentLetter {
  std::string channel;
  domain::PersonId person;
  std::string subject;
  std::string text;
  bool repeated = false;
};

struct Observation {
  std::span<const domain::Entry> entries;  // since the step before
  std::span<const SentLetter> sent;        // likewise
  const ports::Reply* reply = nullptr;     // of the step's act, if it has one
  const domain::State* state = nullptr;
  bool sees_letters = true;      // false in a live play: `sent` is not judged
  domain::Seconds tolerance{0};  // how far a time may be from the one expected
};

// What does not hold, one text each; empty when all is well. An act that was refused although no
// refusal was expected is one of them.
[[nodiscard]] std::vector<std::string> judge(const Scenario& scenario, const Step& step,
                                             const Observation& seen);

// One line per entry, for showing beside what was expected.
[[nodiscard]] std::string describe(const domain::Entry& entry, const CivilTime& civil);

// The value of "level(incident-1)" and the like, or nothing when there is no such thing to ask.
[[nodiscard]] std::optional<std::string> state_value(const domain::State& state,
                                                     std::string_view question);

// What can be asked of the state: "level()", "ckl" and so on.
[[nodiscard]] std::set<std::string> state_questions();

}  // namespace ckl::exercise
