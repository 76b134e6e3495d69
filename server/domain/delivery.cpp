// Leveransförsök: beginning one, hearing what became of it, doubting it after a restart.
#include "domain/authority.hpp"
#include "domain/callout_fold.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/ladder.hpp"
#include "domain/limits.hpp"
#include "domain/procedure.hpp"
#include "domain/roll.hpp"
#include "domain/wording.hpp"

namespace ckl::domain {
namespace {

constexpr std::string_view undeliverable_subject = "undeliverable";

// The call that the message asks an answer to, while it is open.
const Call* open_call(const Callout& callout, const Message& message) {
  const CalloutPosition* position = find_position(callout, message.position);
  const Call* call = position == nullptr ? nullptr : find_call(*position, message.person);
  const bool open = call != nullptr && call->message == message.id &&
                    call->state == CallState::calling && !callout.ended;
  return open ? call : nullptr;
}

// No rung is left: the next is called at once. Whose telephone rang in vain may still answer.
void give_up_call(Ruling& ruling, const Message& message, AttemptOutcome outcome) {
  const auto found = ruling.state().callouts.find(message.callout);
  if (found == ruling.state().callouts.end() || open_call(found->second, message) == nullptr) {
    return;
  }
  Roll roll(ruling, found->second);
  if (outcome == AttemptOutcome::unanswered) {
    roll.silence(message.position, message.person);
  } else {
    roll.unreachable(message.position, message.person, "ALL_STEPS_FAILED");
  }
  roll.settle();
}

// Nobody is left untold in silence; but no notice about such a notice follows.
void give_up_notice(Ruling& ruling, const Message& message) {
  if (message.subject == undeliverable_subject) return;
  const Person* person = find_person(ruling.state(), message.person);
  const std::string name = person == nullptr ? message.person.value : person->name;
  auto persons = holders_of(ruling.state(), find_rule("A15")->informs, ruling.now());
  std::erase(persons, message.person);
  notify(ruling,
         Notice{.rule = "A15",
                .incident = message.incident,
                .text = wording::undeliverable(name, message),
                .subject = undeliverable_subject},
         persons);
}

void note_failure(Ruling& ruling, const Message& message, const AttemptFailed& failure,
                  AttemptOutcome outcome) {
  ruling.add("A16", failure);
  Message after = message;
  fold(after, failure);
  if (!all_rungs_dead(after) || all_rungs_dead(message)) return;
  if (message.purpose == MessagePurpose::call) give_up_call(ruling, message, outcome);
  if (message.purpose == MessagePurpose::notice) give_up_notice(ruling, message);
}

AttemptState state_after(AttemptOutcome outcome) {
  switch (outcome) {
    case AttemptOutcome::handed_over:
      return AttemptState::handed_over;
    case AttemptOutcome::delivered:
      return AttemptState::delivered;
    case AttemptOutcome::failed:
    case AttemptOutcome::refused:
    case AttemptOutcome::unanswered:
      return AttemptState::failed;
  }
  return AttemptState::failed;
}

}  // namespace

Decision decide_on(const Case& c, const BeginAttempt& command) {
  const Message& message = c.state.messages.at(command.message);
  const auto owed = owed_attempt(message, command.step);
  if (!owed || owed->due > c.now) {
    return refuse(
        c.now,
        Objection{.code = RejectionCode::precondition,
                  .rule = "A16",
                  .message = {"Försöket behövs inte nu", "The attempt is not owed now"},
                  .what_now = {"Fråga på nytt vad som ska sändas", "Ask again what is to be sent"},
                  .field = "step"});
  }
  Ruling ruling(c);
  ruling.add("A16",
             AttemptStarted{.message = message.id,
                            .attempt = static_cast<std::uint32_t>(message.attempts.size()) + 1,
                            .step = command.step,
                            .channel = (*message.ladder)[command.step].channel,
                            .gateway = command.gateway,
                            .repeated = owed->repeated});
  return ruling.accept({}, message.id.value);
}

Decision decide_on(const Case& c, const ReportAttempt& command) {
  const Message& message = c.state.messages.at(command.message);
  const Attempt& attempt = *find_attempt(message, command.attempt);
  Ruling ruling(c);
  const AttemptState after = state_after(command.outcome);
  // Late, doubled or out of order: nothing new.
  if (!moves_forward(attempt.state, after)) return ruling.accept({}, message.id.value);
  if (after == AttemptState::handed_over) {
    ruling.add("A16", AttemptHandedOver{
                          .message = message.id,
                          .attempt = attempt.number,
                          .gateway_ref = foreign_text(command.gateway_ref, limits::source_bytes)});
  } else if (after == AttemptState::delivered) {
    ruling.add("A16", AttemptDelivered{.message = message.id, .attempt = attempt.number});
  } else {
    note_failure(ruling, message,
                 AttemptFailed{.message = message.id,
                               .attempt = attempt.number,
                               .permanent = command.outcome != AttemptOutcome::failed,
                               .reason = foreign_text(command.reason, limits::source_bytes)},
                 command.outcome);
  }
  return ruling.accept({}, message.id.value);
}

Decision decide_on(const Case& c, const DoubtAttempts&) {
  Ruling ruling(c);
  for (const auto number : c.state.index.started_attempts) {
    const Message& message = c.state.messages.at(number);
    for (const auto& attempt : message.attempts) {
      if (attempt.state != AttemptState::started) continue;
      ruling.add("A16", AttemptDoubted{.message = message.id, .attempt = attempt.number});
    }
  }
  return ruling.accept({}, {});
}

}  // namespace ckl::domain
