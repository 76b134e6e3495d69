#include "domain/apply.hpp"
#include "domain/authority.hpp"
#include "domain/index.hpp"

namespace ckl::domain {

void plan_message(State& state, Message message, Instant at) {
  message.planned = at;
  if (const Person* person = find_person(state, message.person)) message.ladder = person->ladder;
  settle_by_attempts(message);
  const MessageId id = message.id;
  const auto [place, added] = state.messages.emplace(id, std::move(message));
  if (added) index::add(state, place->second);
}

void apply(State& state, const PersonNotified& event, const Entry& entry) {
  Message message;
  message.id = event.message;
  message.person = event.person;
  message.purpose = MessagePurpose::notice;
  message.incident = event.incident;
  message.subject = event.subject;
  message.text = event.text;
  plan_message(state, std::move(message), entry.time);
}

void apply(State& state, const AttemptStarted& event, const Entry& entry) {
  index::change(state, state.messages, event.message,
                [&](Message& message) { fold(message, event, entry.time); });
}

void apply(State& state, const AttemptHandedOver& event, const Entry&) {
  index::change(state, state.messages, event.message,
                [&](Message& message) { fold(message, event); });
}

void apply(State& state, const AttemptDelivered& event, const Entry&) {
  index::change(state, state.messages, event.message,
                [&](Message& message) { fold(message, event); });
}

void apply(State& state, const AttemptFailed& event, const Entry&) {
  index::change(state, state.messages, event.message,
                [&](Message& message) { fold(message, event); });
}

void apply(State& state, const AttemptDoubted& event, const Entry&) {
  index::change(state, state.messages, event.message,
                [&](Message& message) { fold(message, event); });
}

}  // namespace ckl::domain
