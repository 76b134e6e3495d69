// Folding the events of a call-out into one `Callout`.
//
// Internal to the core. Both `evolve` and the decision itself use it: a decision folds its own
// drafts into a working copy of the one call-out it concerns, so that what it decides next follows
// from what it decided before. Events that do not fit are ignored, as replay must never fail.
#pragma once

#include "domain/events.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

[[nodiscard]] const CalloutPosition* find_position(const Callout& callout, const PositionId& id);

// The person's latest call for the position.
[[nodiscard]] const Call* find_call(const CalloutPosition& position, const PersonId& person);
// The same, held by this call-out alone from now on.
[[nodiscard]] Call* call_to_change(CalloutPosition& position, const PersonId& person);

[[nodiscard]] std::uint32_t count_calls(const CalloutPosition& position, CallState state);

[[nodiscard]] Callout make_callout(const CalloutStarted& event, Instant at,
                                   const PersonId& started_by);

void fold(Callout& callout, const PersonCalled& event, Instant at);
void fold(Callout& callout, const PersonUnreachable& event, Instant at);
void fold(Callout& callout, const AnswerRecorded& event, Instant at);
void fold(Callout& callout, const SilenceNoted& event, Instant at);
void fold(Callout& callout, const PositionFilled& event, Instant at);
void fold(Callout& callout, const PositionReopened& event, Instant at);
void fold(Callout& callout, const PersonStoodDown& event, Instant at);
void fold(Callout& callout, const StaffingGapRaised& event, Instant at);
void fold(Callout& callout, const CalloutEnded& event, Instant at);
void fold(Callout& callout, const PersonPassedOver& event, Instant at);
void fold(Callout& callout, const PersonTakenIn& event, Instant at);
void fold(Callout& callout, const CalloutRecalled& event, Instant at);

}  // namespace ckl::domain
