// Uppropet: one call-out while a decision works on it.
//
// Internal to the core. Keeps a working copy of the call-out, folds every draft into it at once,
// and sees to the contract: confirmed + being called never drops below the wanted number while
// candidates remain; nobody has two open calls; whoever is still called when a position is filled
// is stood down; a position without candidates raises a staffing gap in the same decision.
//
// Candidates of a position, in order: those of its pool never called in this call-out; then those
// who offered when it was full; then those stood down; then those who said "later" (once the time
// they gave has come, or when the position was reopened). Never those who declined or could not be
// reached; the silent may still answer.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/ruling.hpp"

namespace ckl::domain {

class Roll {
 public:
  // `callout` begins in this ruling, or stands in the state.
  Roll(Ruling& ruling, Callout callout);

  [[nodiscard]] const Callout& callout() const { return callout_; }

  // What happened to one person. `settle` then draws the consequences.
  void answer(const AnswerRecorded& event);
  void silence(const PositionId& position, const PersonId& person);
  void unreachable(const PositionId& position, const PersonId& person, std::string_view reason);

  // Fills, stands down, reopens, calls the next, raises gaps: until nothing follows any more.
  void settle();

  // Unfilled positions when the deadline passed, each once.
  void deadline();

  void end(std::string_view rule, std::string reason);

 private:
  // Where a person stands in the whole call-out.
  enum class Standing : std::uint8_t { open, refused, silent, spare, stood_down, later };

  static Standing standing_of(CallState state);

  template <class Event>
  void emit(std::string_view rule, const Event& event);
  template <class Event>
  void emit_call(const Event& event);

  // True if the position was reopened.
  bool fill_or_reopen(CalloutPosition& position);
  void seek(const CalloutPosition& position, bool reopened);
  [[nodiscard]] std::vector<PersonId> next_uncalled(const CalloutPosition& position) const;
  [[nodiscard]] std::vector<PersonId> next_again(const CalloutPosition& position,
                                                 bool reopened) const;
  [[nodiscard]] bool may_ask_later(const PersonId& person, bool reopened) const;
  void call(const CalloutPosition& position, const PersonId& person);
  void stand_down(const CalloutPosition& position);
  void raise_gap(const CalloutPosition& position, std::uint32_t missing, bool exhausted);

  Ruling& ruling_;
  Callout callout_;
  std::unordered_map<PersonId, Standing> standing_;
  std::vector<bool> had_enough_;  // by position, when the decision began
  std::vector<PersonId> just_answered_;
};

// Starts a call-out by a plan, in this ruling.
CalloutId begin_callout(Ruling& ruling, const Incident& incident, const CalloutPlan& plan,
                        const std::string& message);

// Ends every call-out of the incident that still runs.
void end_callouts(Ruling& ruling, const IncidentId& incident, std::string_view reason);

}  // namespace ckl::domain
