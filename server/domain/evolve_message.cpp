#include "domain/apply.hpp"
#include "domain/authority.hpp"
#include "domain/gateways.hpp"
#include "domain/index.hpp"

namespace ckl::domain {

Message* new_message(State& state, const MessageId& id) {
  const auto [place, added] = state.messages.try_emplace(id);
  if (!added) return nullptr;
  place->second.id = id;
  return &place->second;
}

void plan_message(State& state, Message& message, Instant at,
                  const std::vector<std::string>& avoid) {
  message.planned = at;
  if (const Person* person = find_person(state, message.person)) {
    message.ladder = avoiding(person->ladder, avoid);
  }
  settle_by_attempts(message);
  index::add(state, message);
}

void apply(State& state, const PersonNotified& event, const Entry& entry) {
  Message* message = new_message(state, event.message);
  if (message == nullptr) return;
  message->person = event.person;
  message->purpose = MessagePurpose::notice;
  message->incident = event.incident;
  message->subject = event.subject;
  message->text = event.text;
  plan_message(state, *message, entry.time, event.avoid);
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
