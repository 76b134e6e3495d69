#include "domain/apply.hpp"
#include "domain/authority.hpp"
#include "domain/gateways.hpp"
#include "domain/index.hpp"

namespace ckl::domain {

void plan_message(State& state, Message& message, Instant at,
                  const std::vector<std::string>& avoid) {
  message.planned = at;
  const auto person = state.index.person_at.find(message.person);
  if (person != state.index.person_at.end()) {
    const auto& ladder = state.index.ladder_at[person->second];
    message.ladder = avoid.empty() ? ladder : Shared(avoiding(*ladder, avoid));
  }
  settle_by_attempts(message);
  index::add(state, message);
}

void apply(State& state, const PersonNotified& event, const Stamp& stamp) {
  Message* message = state.messages.add(event.message);
  if (message == nullptr) return;
  message->person = event.person;
  message->purpose = MessagePurpose::notice;
  message->incident = event.incident;
  message->subject = event.subject;
  message->text = event.text;
  plan_message(state, *message, stamp.time, event.avoid);
}

void apply(State& state, const AttemptStarted& event, const Stamp& stamp) {
  index::change_message(state, event.message,
                        [&](Message& message) { fold(message, event, stamp.time); });
}

void apply(State& state, const AttemptHandedOver& event, const Stamp&) {
  index::change_message(state, event.message, [&](Message& message) { fold(message, event); });
}

void apply(State& state, const AttemptDelivered& event, const Stamp&) {
  index::change_message(state, event.message, [&](Message& message) { fold(message, event); });
}

void apply(State& state, const AttemptFailed& event, const Stamp&) {
  index::change_message(state, event.message, [&](Message& message) { fold(message, event); });
}

void apply(State& state, const AttemptDoubted& event, const Stamp&) {
  index::change_message(state, event.message, [&](Message& message) { fold(message, event); });
}

}  // namespace ckl::domain
