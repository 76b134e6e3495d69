// Events of absence, of those passed over or taken in, and of what is said later.
#include "codec/events.hpp"

namespace ckl::codec {

void write(const domain::PersonPassedOver& from, v1::PersonPassedOver& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_person(from.person.value);
  to.set_reason(from.reason);
}

void read(const v1::PersonPassedOver& from, domain::PersonPassedOver& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.person.value = from.person();
  to.reason = from.reason();
}

void write(const domain::PersonTakenIn& from, v1::PersonTakenIn& to) {
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_person(from.person.value);
}

void read(const v1::PersonTakenIn& from, domain::PersonTakenIn& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.person.value = from.person();
}

void write(const domain::WordSent& from, v1::WordSent& to) {
  to.set_callout(from.callout.value);
  to.set_kind(wire(from.kind));
  to.set_audience(wire(from.audience));
  to.set_text(from.text);
  to.set_persons(from.persons);
}

void read(const v1::WordSent& from, domain::WordSent& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  reader.choice(from.kind(), to.kind);
  reader.choice(from.audience(), to.audience);
  to.text = from.text();
  to.persons = from.persons();
}

void write(const domain::CalloutRecalled& from, v1::CalloutRecalled& to) {
  to.set_callout(from.callout.value);
  to.set_reason(from.reason);
}

void read(const v1::CalloutRecalled& from, domain::CalloutRecalled& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.reason = from.reason();
}

void write(const domain::AbsenceNoted& from, v1::AbsenceNoted& to) {
  write(from.absence, *to.mutable_absence());
}

void read(const v1::AbsenceNoted& from, domain::AbsenceNoted& to, Reader& reader) {
  reader.complete(from);
  read(from.absence(), to.absence, reader);
}

void write(const domain::AbsenceEnded& from, v1::AbsenceEnded& to) {
  to.set_person(from.person.value);
  to.set_reason(from.reason);
}

void read(const v1::AbsenceEnded& from, domain::AbsenceEnded& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.reason = from.reason();
}

void write(const domain::Absence& from, v1::Absence& to) {
  to.set_person(from.person.value);
  to.set_kind(wire(from.kind));
  encode(from.since, *to.mutable_since());
  if (from.until) encode(*from.until, *to.mutable_until());
  to.set_reason(from.reason);
  to.set_noted_by(from.noted_by.value);
}

void read(const v1::Absence& from, domain::Absence& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  reader.choice(from.kind(), to.kind);
  reader.instant(from.has_since(), from.since(), to.since);
  reader.instant(from.has_until(), from.until(), to.until);
  to.reason = from.reason();
  to.noted_by.value = from.noted_by();
}

}  // namespace ckl::codec
