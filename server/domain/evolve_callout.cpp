#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {
namespace {

// The call that the event is about: the person's latest for the position.
template <class Event>
const Call* call_of(const Callout& callout, const Event& event) {
  const CalloutPosition* position = find_position(callout, event.position);
  return position == nullptr ? nullptr : find_call(*position, event.person);
}

// Folds an event about a whole position; only the call-out's deadline can move by it.
template <class Event>
void fold_position(State& state, const Event& event, const Stamp& stamp) {
  const auto found = state.callouts.find(event.callout);
  if (found == state.callouts.end()) return;
  index::remove_deadline(state, found->second);
  fold(found->second, event, stamp.time);
  index::add_deadline(state, found->second);
}

enum class Sending : std::uint8_t { goes_on, ends };

// Folds an event about one person's call; the answer it waited for no longer is. Where sending
// ends, nothing more is sent of the message that called the person.
template <class Event>
void fold_call(State& state, const Event& event, const Stamp& stamp, Sending sending) {
  const auto found = state.callouts.find(event.callout);
  if (found == state.callouts.end()) return;
  Callout& callout = found->second;
  if (const Call* before = call_of(callout, event)) index::remove_answer(state, callout, *before);
  fold(callout, event, stamp.time);
  const Call* after = call_of(callout, event);
  if (after == nullptr) return;
  index::add_answer(state, callout, *after);
  if (sending == Sending::goes_on) return;
  index::change_message(state, after->message, [](Message& message) { message.settled = true; });
}

template <class Event>
void plan_for(State& state, const Event& event, MessagePurpose purpose, Instant at) {
  const auto found = state.callouts.find(event.callout);
  if (event.message.empty() || found == state.callouts.end()) return;
  Message* message = state.messages.add(event.message);
  if (message == nullptr) return;
  message->person = event.person;
  message->purpose = purpose;
  message->incident = found->second.incident;
  message->callout = event.callout;
  message->position = event.position;
  plan_message(state, *message, at);
}

}  // namespace

void apply(State& state, const CalloutStarted& event, const Stamp& stamp) {
  const auto [at, added] =
      state.callouts.emplace(event.callout, make_callout(event, stamp.time, stamp.person));
  if (added) index::add_deadline(state, at->second);
}

void apply(State& state, const PersonCalled& event, const Stamp& stamp) {
  // The new call stands beside an earlier one, whose timer is already gone: it was no longer open.
  const auto found = state.callouts.find(event.callout);
  if (found == state.callouts.end()) return;
  fold(found->second, event, stamp.time);
  if (const Call* call = call_of(found->second, event)) {
    index::add_answer(state, found->second, *call);
  }
  plan_for(state, event, MessagePurpose::call, stamp.time);
}

void apply(State& state, const PersonUnreachable& event, const Stamp& stamp) {
  fold_call(state, event, stamp, Sending::ends);
}

void apply(State& state, const AnswerRecorded& event, const Stamp& stamp) {
  fold_call(state, event, stamp, Sending::ends);
}

void apply(State& state, const AnswerUnclear& event, const Stamp&) {
  state.unclear_answers.emplace(event.answer.id, event.answer);
}

void apply(State& state, const AnswerSettled& event, const Stamp&) {
  state.unclear_answers.erase(event.unclear);
}

void apply(State& state, const SilenceNoted& event, const Stamp& stamp) {
  fold_call(state, event, stamp, Sending::ends);
}

void apply(State& state, const PersonStoodDown& event, const Stamp& stamp) {
  fold_call(state, event, stamp, Sending::ends);
  plan_for(state, event, MessagePurpose::stand_down, stamp.time);
}

void apply(State& state, const PositionFilled& event, const Stamp& stamp) {
  fold_position(state, event, stamp);
}

void apply(State& state, const PositionReopened& event, const Stamp& stamp) {
  fold_position(state, event, stamp);
}

void apply(State& state, const StaffingGapRaised& event, const Stamp& stamp) {
  fold_position(state, event, stamp);
}

void apply(State& state, const CalloutEnded& event, const Stamp& stamp) {
  const auto found = state.callouts.find(event.callout);
  if (found == state.callouts.end()) return;
  Callout& callout = found->second;
  index::remove_deadline(state, callout);
  for (const auto& position : callout.positions) {
    for (const auto& call : position.calls) {
      index::remove_answer(state, callout, call);
      if (call.state != CallState::calling) continue;
      index::change_message(state, call.message, [](Message& message) { message.settled = true; });
    }
  }
  fold(callout, event, stamp.time);
}

void apply(State& state, const PersonPassedOver& event, const Stamp& stamp) {
  fold_call(state, event, stamp, Sending::ends);
}

void apply(State& state, const PersonTakenIn& event, const Stamp& stamp) {
  fold_call(state, event, stamp, Sending::goes_on);
}

void apply(State&, const WordSent&, const Stamp&) {}

void apply(State& state, const CalloutRecalled& event, const Stamp& stamp) {
  const auto found = state.callouts.find(event.callout);
  if (found != state.callouts.end()) fold(found->second, event, stamp.time);
}

void apply(State& state, const AbsenceNoted& event, const Stamp&) {
  const auto [at, added] = state.absences.try_emplace(event.absence.person);
  if (!added) index::remove(state, at->second);
  at->second = event.absence;
  index::add(state, at->second);
}

void apply(State& state, const AbsenceEnded& event, const Stamp&) {
  const auto found = state.absences.find(event.person);
  if (found == state.absences.end()) return;
  index::remove(state, found->second);
  state.absences.erase(found);
}

}  // namespace ckl::domain
