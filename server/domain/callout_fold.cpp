#include "domain/callout_fold.hpp"

#include <algorithm>

namespace ckl::domain {
namespace {

// Moves `next_candidate` past the person, if the person stands at it or after. A person called
// again, from an earlier place in the pool, moves nothing.
void pass_candidate(CalloutPosition& position, const PersonId& person) {
  std::size_t before = 0;  // how many the waves so far hold
  for (const auto& wave : position.plan.waves) {
    const auto& persons = wave.persons;
    for (std::size_t at = std::max<std::size_t>(position.next_candidate, before) - before;
         at < persons.size(); ++at) {
      if (persons[at] != person) continue;
      position.next_candidate = static_cast<std::uint32_t>(before + at + 1);
      return;
    }
    before += persons.size();
  }
}

// The last answer counts; the one before it is kept beside it.
void keep_answer(Call& call) {
  if (!call.answered) return;
  call.earlier = std::optional(EarlierAnswer{.state = call.state,
                                             .eta = call.eta,
                                             .answered = *call.answered,
                                             .via = call.via,
                                             .raw = call.raw,
                                             .taken_by = call.taken_by});
}

template <class Event>
Call* call_of(Callout& callout, const Event& event) {
  CalloutPosition* position = position_to_change(callout, event.position);
  return position == nullptr ? nullptr : call_to_change(*position, event.person);
}

// Somebody of the pool whose turn it is and who is not called.
template <class Event>
void set_aside(Callout& callout, const Event& event, CallState state, Instant at) {
  CalloutPosition* position = position_to_change(callout, event.position);
  if (position == nullptr) return;
  if (Call* call = call_to_change(*position, event.person)) {
    call->state = state;
    call->reason = event.reason;
    return;
  }
  Call call;
  call.person = event.person;
  call.position = event.position;
  call.state = state;
  call.reason = event.reason;
  call.called = at;
  call.answer_by = at;
  position->calls.push_back(std::move(call));
  pass_candidate(*position, event.person);
}

}  // namespace

const CalloutPosition* find_position(const Callout& callout, const PositionId& id) {
  const auto found = std::ranges::find_if(
      callout.positions, [&](const CalloutPosition& one) { return one.plan.position == id; });
  return found == callout.positions.end() ? nullptr : &*found;
}

// What the call-out alone holds from now on.
CalloutPosition* position_to_change(Callout& callout, const PositionId& id) {
  for (std::size_t at = 0; at < callout.positions.size(); ++at) {
    if (callout.positions[at].plan.position == id) return &callout.positions.change(at);
  }
  return nullptr;
}

namespace {

// One past the place of the person's latest call; 0 = none.
std::size_t after_call(const CalloutPosition& position, const PersonId& person) {
  std::size_t at = position.calls.size();
  while (at > 0 && position.calls[at - 1].person != person) --at;
  return at;
}

}  // namespace

const Call* find_call(const CalloutPosition& position, const PersonId& person) {
  const std::size_t after = after_call(position, person);
  return after == 0 ? nullptr : &position.calls[after - 1];
}

Call* call_to_change(CalloutPosition& position, const PersonId& person) {
  const std::size_t after = after_call(position, person);
  return after == 0 ? nullptr : &position.calls.change(after - 1);
}

std::uint32_t count_calls(const CalloutPosition& position, CallState state) {
  return static_cast<std::uint32_t>(std::ranges::count(position.calls, state, &Call::state));
}

Callout make_callout(const CalloutStarted& event, Instant at, const PersonId& started_by) {
  Callout callout{.id = event.callout,
                  .incident = event.incident,
                  .plan = event.plan,
                  .message = event.message,
                  .started = at,
                  .deadline = event.deadline,
                  .positions = {},
                  .ended = false,
                  .started_by = started_by,
                  .recalled = {}};
  for (const auto& plan : event.positions) {
    CalloutPosition position;
    position.plan = plan;
    callout.positions.emplace_back(std::move(position));
  }
  return callout;
}

void fold(Callout& callout, const PersonCalled& event, Instant at) {
  CalloutPosition* position = position_to_change(callout, event.position);
  if (position == nullptr) return;
  Call call;
  call.person = event.person;
  call.position = event.position;
  call.called = at;
  call.answer_by = event.answer_by;
  call.message = event.message;
  position->calls.push_back(std::move(call));
  pass_candidate(*position, event.person);
}

void fold(Callout& callout, const PersonUnreachable& event, Instant at) {
  set_aside(callout, event, CallState::unreachable, at);
}

void fold(Callout& callout, const PersonPassedOver& event, Instant at) {
  set_aside(callout, event, CallState::passed_over, at);
}

void fold(Callout& callout, const PersonTakenIn& event, Instant at) {
  Call* call = call_of(callout, event);
  if (call == nullptr) return;
  call->state = CallState::coming;
  call->taken_in = at;
}

void fold(Callout& callout, const CalloutRecalled& event, Instant) {
  callout.recalled = event.reason;
}

void fold(Callout& callout, const AnswerRecorded& event, Instant at) {
  Call* call = call_of(callout, event);
  if (call == nullptr) return;
  keep_answer(*call);
  call->state = event.state;
  call->eta = event.eta;
  call->answered = at;
  call->via = event.via;
  call->raw = event.raw;
  call->taken_by = event.taken_by;
}

void fold(Callout& callout, const SilenceNoted& event, Instant) {
  if (Call* call = call_of(callout, event)) call->state = CallState::silent;
}

void fold(Callout& callout, const PositionFilled& event, Instant) {
  if (CalloutPosition* position = position_to_change(callout, event.position)) {
    position->filled = true;
    position->gap = false;
  }
}

void fold(Callout& callout, const PositionReopened& event, Instant) {
  if (CalloutPosition* position = position_to_change(callout, event.position))
    position->filled = false;
}

void fold(Callout& callout, const PersonStoodDown& event, Instant) {
  if (Call* call = call_of(callout, event)) call->state = CallState::stood_down;
}

void fold(Callout& callout, const StaffingGapRaised& event, Instant) {
  if (CalloutPosition* position = position_to_change(callout, event.position)) position->gap = true;
}

void fold(Callout& callout, const CalloutEnded&, Instant) { callout.ended = true; }

}  // namespace ckl::domain
