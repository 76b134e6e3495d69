// Events of call-outs, of messages and of the staff's log.
#include "codec/events.hpp"

namespace ckl::codec {

void write(const domain::CalloutStarted& from, v1::CalloutStarted& to) {
  to.set_callout(from.callout.value);
  to.set_incident(from.incident.value);
  to.set_plan(from.plan.value);
  write_all(from.positions, *to.mutable_positions());
  to.set_message(from.message);
  encode(from.deadline, *to.mutable_deadline());
}

void read(const v1::CalloutStarted& from, domain::CalloutStarted& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.incident.value = from.incident();
  to.plan.value = from.plan();
  read_all(from.positions(), to.positions, reader);
  to.message = from.message();
  reader.instant(from.has_deadline(), from.deadline(), to.deadline);
}

void write(const domain::PersonCalled& from, v1::PersonCalled& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_person(from.person.value);
  to.set_message(from.message.value);
  encode(from.answer_by, *to.mutable_answer_by());
}

void read(const v1::PersonCalled& from, domain::PersonCalled& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.person.value = from.person();
  to.message.value = from.message();
  reader.instant(from.has_answer_by(), from.answer_by(), to.answer_by);
}

void write(const domain::PersonUnreachable& from, v1::PersonUnreachable& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_person(from.person.value);
  to.set_reason(from.reason);
}

void read(const v1::PersonUnreachable& from, domain::PersonUnreachable& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.person.value = from.person();
  to.reason = from.reason();
}

void write(const domain::AnswerRecorded& from, v1::AnswerRecorded& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_person(from.person.value);
  to.set_answer(wire(from.answer));
  to.set_state(wire(from.state));
  if (from.eta) encode(*from.eta, *to.mutable_eta());
  to.set_via(from.via);
  to.set_raw(from.raw);
  to.set_taken_by(from.taken_by.value);
}

void read(const v1::AnswerRecorded& from, domain::AnswerRecorded& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.person.value = from.person();
  reader.choice(from.answer(), to.answer);
  reader.choice(from.state(), to.state);
  reader.instant(from.has_eta(), from.eta(), to.eta);
  to.via = from.via();
  to.raw = from.raw();
  to.taken_by.value = from.taken_by();
}

void write(const domain::AnswerUnclear& from, v1::AnswerUnclear& to) {
  write(from.answer, *to.mutable_answer());
}

void read(const v1::AnswerUnclear& from, domain::AnswerUnclear& to, Reader& reader) {
  reader.complete(from);
  read(from.answer(), to.answer, reader);
}

void write(const domain::AnswerSettled& from, v1::AnswerSettled& to) {
  to.set_unclear(from.unclear.value);
  to.set_callout(from.callout.value);
  to.set_person(from.person.value);
  to.set_dismissed(from.dismissed);
  to.set_reason(from.reason);
}

void read(const v1::AnswerSettled& from, domain::AnswerSettled& to, Reader& reader) {
  reader.complete(from);
  to.unclear.value = from.unclear();
  to.callout.value = from.callout();
  to.person.value = from.person();
  to.dismissed = from.dismissed();
  to.reason = from.reason();
}

void write(const domain::SilenceNoted& from, v1::SilenceNoted& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_person(from.person.value);
}

void read(const v1::SilenceNoted& from, domain::SilenceNoted& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.person.value = from.person();
}

void write(const domain::PositionFilled& from, v1::PositionFilled& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
}

void read(const v1::PositionFilled& from, domain::PositionFilled& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
}

void write(const domain::PositionReopened& from, v1::PositionReopened& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
}

void read(const v1::PositionReopened& from, domain::PositionReopened& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
}

void write(const domain::PersonStoodDown& from, v1::PersonStoodDown& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_person(from.person.value);
  to.set_message(from.message.value);
}

void read(const v1::PersonStoodDown& from, domain::PersonStoodDown& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.person.value = from.person();
  to.message.value = from.message();
}

void write(const domain::StaffingGapRaised& from, v1::StaffingGapRaised& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_missing(from.missing);
  to.set_reason(from.reason);
}

void read(const v1::StaffingGapRaised& from, domain::StaffingGapRaised& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.missing = from.missing();
  to.reason = from.reason();
}

void write(const domain::CalloutEnded& from, v1::CalloutEnded& to) {
  to.set_callout(from.callout.value);
  to.set_reason(from.reason);
}

void read(const v1::CalloutEnded& from, domain::CalloutEnded& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.reason = from.reason();
}

void write(const domain::PersonNotified& from, v1::PersonNotified& to) {
  to.set_message(from.message.value);
  to.set_person(from.person.value);
  to.set_subject(from.subject);
  to.set_incident(from.incident.value);
  write(*from.text, *to.mutable_text());
  for (const auto& kind : from.avoid) to.add_avoid(kind);
}

void read(const v1::PersonNotified& from, domain::PersonNotified& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.person.value = from.person();
  to.subject = from.subject();
  to.incident.value = from.incident();
  domain::Text text;
  read(from.text(), text, reader);
  to.text = std::move(text);
  to.avoid.assign(from.avoid().begin(), from.avoid().end());
}

void write(const domain::AttemptStarted& from, v1::AttemptStarted& to) {
  to.set_message(from.message.value);
  to.set_attempt(from.attempt);
  to.set_step(from.step);
  to.set_channel(from.channel);
  to.set_gateway(from.gateway);
  to.set_repeated(from.repeated);
}

void read(const v1::AttemptStarted& from, domain::AttemptStarted& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.attempt = from.attempt();
  to.step = from.step();
  to.channel = from.channel();
  to.gateway = from.gateway();
  to.repeated = from.repeated();
}

void write(const domain::AttemptHandedOver& from, v1::AttemptHandedOver& to) {
  to.set_message(from.message.value);
  to.set_attempt(from.attempt);
  to.set_gateway_ref(from.gateway_ref);
}

void read(const v1::AttemptHandedOver& from, domain::AttemptHandedOver& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.attempt = from.attempt();
  to.gateway_ref = from.gateway_ref();
}

void write(const domain::AttemptDelivered& from, v1::AttemptDelivered& to) {
  to.set_message(from.message.value);
  to.set_attempt(from.attempt);
}

void read(const v1::AttemptDelivered& from, domain::AttemptDelivered& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.attempt = from.attempt();
}

void write(const domain::AttemptFailed& from, v1::AttemptFailed& to) {
  to.set_message(from.message.value);
  to.set_attempt(from.attempt);
  to.set_permanent(from.permanent);
  to.set_reason(from.reason);
}

void read(const v1::AttemptFailed& from, domain::AttemptFailed& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.attempt = from.attempt();
  to.permanent = from.permanent();
  to.reason = from.reason();
}

void write(const domain::AttemptDoubted& from, v1::AttemptDoubted& to) {
  to.set_message(from.message.value);
  to.set_attempt(from.attempt);
}

void read(const v1::AttemptDoubted& from, domain::AttemptDoubted& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.attempt = from.attempt();
}

void write(const domain::LogEntryWritten& from, v1::LogEntryWritten& to) {
  to.set_number(from.number);
  to.set_incident(from.incident.value);
  to.set_kind(wire(from.kind));
  to.set_text(from.text);
  encode(from.event_time, *to.mutable_event_time());
  to.set_source(from.source);
  to.set_corrects(from.corrects);
  to.set_reason(from.reason);
}

void read(const v1::LogEntryWritten& from, domain::LogEntryWritten& to, Reader& reader) {
  reader.complete(from);
  to.number = from.number();
  to.incident.value = from.incident();
  reader.choice(from.kind(), to.kind);
  to.text = from.text();
  reader.instant(from.has_event_time(), from.event_time(), to.event_time);
  to.source = from.source();
  to.corrects = from.corrects();
  to.reason = from.reason();
}

}  // namespace ckl::codec
