// Uppropet: one call-out while a decision works on it.
//
// Internal to the core. Keeps a working copy of the call-out, folds every draft into it at once,
// and sees to the contract: confirmed + being called never drops below the wanted number while
// candidates remain; nobody has two open calls; whoever is still called when a position is filled
// is stood down; a position without candidates raises a staffing gap in the same decision.
//
// Candidates of a position, in order: those of its pool never called in this call-out; then those
// who were passed over and no longer need be; then those who offered when it was full; then those
// stood down; then those who said "later" (once the time they gave has come, or when the position
// was reopened). Never those who declined or could not be reached; the silent may still answer.
//
// Passed over is who lacks a qualification that the position asks for, is absent (on scene, resting
// or away), or is coming to another call-out. That is recorded, so that everybody sees why.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/ruling.hpp"

namespace ckl::domain {

// Persons who may be called again. `from`: the call-out they no longer come to; empty = they were
// absent.
struct Freed {
  std::vector<PersonId> persons;
  CalloutId from;
};

class Roll {
 public:
  // `callout` begins in this ruling, or stands in the state.
  Roll(Ruling& ruling, Callout callout);

  [[nodiscard]] const Callout& callout() const { return callout_; }

  // What happened to one person. `settle` then draws the consequences.
  void answer(const AnswerRecorded& event);
  void silence(const PositionId& position, const PersonId& person);
  void unreachable(const PositionId& position, const PersonId& person, std::string_view reason);
  void pass_over(const PositionId& position, const PersonId& person, std::string_view reason);

  // Those who are asked before whoever's turn it is, the first that the position's pool has and
  // that was never asked (the deputies of somebody who cannot come).
  void prefer(const PositionId& position, std::vector<PersonId> persons);

  // Fills, stands down, reopens, calls the next, raises gaps: until nothing follows any more.
  void settle();

  // Unfilled positions when the deadline passed, each once.
  void deadline();

  void end(std::string_view rule, std::string reason);

  // Somebody who offered when the position was full comes all the same.
  void take_in(const PositionId& position, const PersonId& person);

  // Whomever the alarm has reached is told that it no longer holds, and the call-out ends.
  void recall(std::string reason);

  // Becomes absent, or comes elsewhere, in this ruling: no longer waited for, and not called.
  void hold(const PersonId& person, std::string_view reason);
  // What kept them from being called ends in this ruling: an absence, or another call-out.
  void free(Freed freed) { freed_.push_back(std::move(freed)); }

 private:
  // Where a person stands in the whole call-out.
  enum class Standing : std::uint8_t {
    open,
    refused,
    silent,
    passed_over,  // the first of those who may be asked again
    spare,
    stood_down,
    later
  };

  static Standing standing_of(CallState state);
  void know_standings();

  template <class Event>
  void emit(std::string_view rule, const Event& event);
  template <class Event>
  void emit_call(const Event& event);

  // True if the position was reopened.
  bool fill_or_reopen(const CalloutPosition& position);
  // The position is this roll's own: what is folded is seen in it at once.
  void seek(const CalloutPosition& position, bool reopened);
  // The one preferred, if somebody is.
  [[nodiscard]] std::vector<PersonId> next_preferred(const CalloutPosition& position) const;
  // The place in the pool of the first who was never asked; a deputy may have gone before.
  [[nodiscard]] std::uint32_t first_uncalled(const CalloutPosition& position) const;
  [[nodiscard]] std::vector<PersonId> next_uncalled(const CalloutPosition& position,
                                                    std::uint32_t from) const;
  [[nodiscard]] std::vector<PersonId> next_again(const CalloutPosition& position,
                                                 bool reopened) const;
  [[nodiscard]] bool may_ask_later(const PersonId& person, bool reopened) const;
  // Why the person is not called for the position, or empty.
  [[nodiscard]] std::string_view bar(const CalloutPosition& position, const PersonId& person) const;
  [[nodiscard]] bool has_been_asked(const PersonId& person) const;
  [[nodiscard]] bool is_freed(const PersonId& person, const CalloutId& from) const;
  void call(const CalloutPosition& position, const PersonId& person);
  void stand_down(const CalloutPosition& position);
  // `tell`: with a word to those who had heard of it.
  void stand_down(const Call& call, bool tell);
  void raise_gap(const CalloutPosition& position, std::uint32_t missing, bool exhausted);

  Ruling& ruling_;
  Callout callout_;
  // Of everybody ever called, once they are known; until then, of those changed by this ruling.
  std::unordered_map<PersonId, Standing> standing_;
  bool knows_standings_ = false;
  std::vector<bool> had_enough_;  // by position, when the decision began
  std::vector<PersonId> just_answered_;
  PositionId preferred_at_;
  std::vector<PersonId> preferred_;
  std::vector<Freed> freed_;
  std::unordered_map<PersonId, std::string_view> held_;
};

// Starts a call-out by a plan, in this ruling.
CalloutId begin_callout(Ruling& ruling, const Incident& incident, const CalloutPlan& plan,
                        const std::string& message);

// As PersonPassedOver names it.
[[nodiscard]] std::string_view word_of(AbsenceKind kind);
// Whoever is absent now, or comes to the call-out `but`, is no longer waited for by the others.
void let_go(Ruling& ruling, const PersonId& person, std::string_view reason,
            const CalloutId& but = {});
// Positions under way that lack people and passed over one of them look at them again. Call-outs of
// `ending` call nobody any more. Once in a ruling, with all who are freed by it.
void reconsider(Ruling& ruling, const std::vector<Freed>& freed, const IncidentId& ending = {});
// Such a position of the call-out was passed over by one of them.
[[nodiscard]] bool lacks_one_of(const Callout& callout, const std::vector<PersonId>& persons);
// Those who are coming to the call-out.
[[nodiscard]] std::vector<PersonId> coming_to(const Callout& callout);

// Ends every call-out of the incident that still runs.
void end_callouts(Ruling& ruling, const IncidentId& incident, std::string_view reason);

}  // namespace ckl::domain
