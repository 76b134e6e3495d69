// Kontaktstegen: which attempt of a message is owed, and when.
//
// Internal to the core; functions of one `Message` alone. The next rung follows evidence: it is due
// at its own delay, or at once when the rung before it failed, or when that rung's receipt is
// missing after `limits::receipt_within`. A rung that failed for the moment is tried again, later
// and later; one whose outcome is unknown is repeated at once with a mark. Rungs do not wait for
// each other's outcome.
#pragma once

#include <optional>

#include "domain/events.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

struct OwedAttempt {
  Instant due;
  std::uint32_t step = 0;
  bool repeated = false;
};

// When the rung is owed next, or nothing: it is under way, done, dead, or nothing more is owed.
[[nodiscard]] std::optional<OwedAttempt> owed_attempt(const Message& message, std::uint32_t step);

// The earliest of all rungs.
[[nodiscard]] std::optional<OwedAttempt> next_attempt(const Message& message);

// Every rung has failed for good, or there is none.
[[nodiscard]] bool all_rungs_dead(const Message& message);

// A notice or stand-down is settled by the first gateway that takes it, or when no rung is left; a
// call only by what becomes of the call.
void settle_by_attempts(Message& message);

[[nodiscard]] bool has_attempt_under_way(const Message& message);

[[nodiscard]] const Attempt* find_attempt(const Message& message, std::uint32_t number);

// Folding what became of an attempt. A later word never moves an attempt backwards: started,
// doubted, handed over, failed, delivered is the order.
void fold(Message& message, const AttemptStarted& event, Instant at);
void fold(Message& message, const AttemptHandedOver& event);
void fold(Message& message, const AttemptDelivered& event);
void fold(Message& message, const AttemptFailed& event);
void fold(Message& message, const AttemptDoubted& event);

// Whether an attempt in state `from` may go to state `to`.
[[nodiscard]] bool moves_forward(AttemptState from, AttemptState to);

}  // namespace ckl::domain
