#include "domain/ladder.hpp"

#include <algorithm>

#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

// What the attempts at one rung amount to.
struct RungHistory {
  const Attempt* last = nullptr;
  std::uint32_t failures = 0;
  bool may_have_arrived = false;  // an earlier one: whoever gets it again must see that
};

// Of a doubted one nobody knows; the gateway took the others.
bool may_have_arrived(AttemptState state) {
  return state == AttemptState::doubted || state == AttemptState::handed_over ||
         state == AttemptState::delivered;
}

RungHistory history_of(const Message& message, std::uint32_t step) {
  RungHistory history;
  for (const auto& attempt : message.attempts) {
    if (attempt.step != step) continue;
    history.last = &attempt;
    if (attempt.state == AttemptState::failed) ++history.failures;
    if (may_have_arrived(attempt.state)) history.may_have_arrived = true;
  }
  return history;
}

bool failed(const RungHistory& history) {
  return history.last != nullptr && history.last->state == AttemptState::failed;
}

// A doubted attempt is always repeated: each doubt needs a restart of the server, which bounds it.
bool dead(const RungHistory& history) {
  return failed(history) &&
         (history.last->permanent || history.failures >= limits::attempts_per_step);
}

Instant retry_at(const RungHistory& history) {
  Seconds pause = limits::first_retry;
  for (std::uint32_t n = 1; n < history.failures && pause < limits::longest_retry; ++n) pause *= 2;
  return history.last->started + std::min(pause, limits::longest_retry);
}

// When a rung that has not been tried is due.
Instant first_due(const Message& message, std::uint32_t step) {
  const Instant own = message.planned + (*message.ladder)[step].after;
  if (step == 0) return own;
  const RungHistory before = history_of(message, step - 1);
  if (before.last == nullptr) return own;
  if (failed(before)) return std::min(own, before.last->started);
  if (before.last->state == AttemptState::handed_over) {
    return std::min(own, before.last->started + limits::receipt_within);
  }
  return own;
}

Attempt* attempt_in(Message& message, std::uint32_t number) {
  const auto found = std::ranges::find(message.attempts, number, &Attempt::number);
  return found == message.attempts.end() ? nullptr : &*found;
}

int order(AttemptState state) {
  switch (state) {
    case AttemptState::started:
      return 0;
    case AttemptState::doubted:
      return 1;
    case AttemptState::handed_over:
      return 2;
    case AttemptState::failed:
      return 3;
    case AttemptState::delivered:
      return 4;
  }
  return 0;
}

Attempt* advance(Message& message, std::uint32_t number, AttemptState to) {
  Attempt* attempt = attempt_in(message, number);
  if (attempt == nullptr || !moves_forward(attempt->state, to)) return nullptr;
  attempt->state = to;
  return attempt;
}

}  // namespace

bool moves_forward(AttemptState from, AttemptState to) { return order(from) < order(to); }

std::optional<OwedAttempt> owed_attempt(const Message& message, std::uint32_t step) {
  if (message.settled || step >= message.ladder->size()) return std::nullopt;
  const RungHistory history = history_of(message, step);
  if (history.last == nullptr) return OwedAttempt{.due = first_due(message, step), .step = step};
  if (history.last->state == AttemptState::doubted) {
    return OwedAttempt{.due = history.last->started, .step = step, .repeated = true};
  }
  if (failed(history) && !dead(history)) {
    return OwedAttempt{
        .due = retry_at(history), .step = step, .repeated = history.may_have_arrived};
  }
  return std::nullopt;
}

std::optional<OwedAttempt> next_attempt(const Message& message) {
  std::optional<OwedAttempt> next;
  for (std::uint32_t step = 0; step < message.ladder->size(); ++step) {
    const auto owed = owed_attempt(message, step);
    if (owed && (!next || owed->due < next->due)) next = owed;
  }
  return next;
}

bool all_rungs_dead(const Message& message) {
  for (std::uint32_t step = 0; step < message.ladder->size(); ++step) {
    if (!dead(history_of(message, step))) return false;
  }
  return true;
}

void settle_by_attempts(Message& message) {
  if (message.purpose == MessagePurpose::call) return;
  const bool taken = std::ranges::any_of(message.attempts, [](const Attempt& attempt) {
    return attempt.state == AttemptState::handed_over || attempt.state == AttemptState::delivered;
  });
  message.settled = taken || all_rungs_dead(message);
}

bool has_attempt_under_way(const Message& message) {
  return std::ranges::any_of(message.attempts, [](const Attempt& attempt) {
    return attempt.state == AttemptState::started;
  });
}

const Attempt* find_attempt(const Message& message, std::uint32_t number) {
  const auto found = std::ranges::find(message.attempts, number, &Attempt::number);
  return found == message.attempts.end() ? nullptr : &*found;
}

void fold(Message& message, const AttemptStarted& event, Instant at) {
  message.attempts.push_back(Attempt{.number = event.attempt,
                                     .step = event.step,
                                     .channel = event.channel,
                                     .gateway = event.gateway,
                                     .state = AttemptState::started,
                                     .repeated = event.repeated,
                                     .permanent = false,
                                     .reason = {},
                                     .gateway_ref = {},
                                     .started = at});
}

void fold(Message& message, const AttemptHandedOver& event) {
  if (Attempt* attempt = advance(message, event.attempt, AttemptState::handed_over)) {
    attempt->gateway_ref = event.gateway_ref;
  }
  settle_by_attempts(message);
}

void fold(Message& message, const AttemptDelivered& event) {
  advance(message, event.attempt, AttemptState::delivered);
  settle_by_attempts(message);
}

void fold(Message& message, const AttemptFailed& event) {
  if (Attempt* attempt = advance(message, event.attempt, AttemptState::failed)) {
    attempt->permanent = event.permanent;
    attempt->reason = event.reason;
  }
  settle_by_attempts(message);
}

void fold(Message& message, const AttemptDoubted& event) {
  advance(message, event.attempt, AttemptState::doubted);
}

}  // namespace ckl::domain
