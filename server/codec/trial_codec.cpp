// Contact tests and drills: nouns, events and commands.
#include "codec/codec.hpp"
#include "codec/command_codec.hpp"
#include "codec/events.hpp"
#include "codec/input.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

void write(const domain::TestedPath& from, v1::TestedPath& to) {
  to.set_channel(from.channel);
  to.set_contact(from.contact);
  to.set_message(from.message.value);
  encode(from.sent, *to.mutable_sent());
  if (from.good) encode(*from.good, *to.mutable_good());
  to.set_via(from.via);
  to.set_mark(from.mark);
}

void read(const v1::TestedPath& from, domain::TestedPath& to, Reader& reader) {
  reader.complete(from);
  to.channel = from.channel();
  to.contact = from.contact();
  to.message.value = from.message();
  reader.instant(from.has_sent(), from.sent(), to.sent);
  reader.instant(from.has_good(), from.good(), to.good);
  to.via = from.via();
  to.mark = from.mark();
}

void write(const domain::ContactRecord& from, v1::ContactRecord& to) {
  to.set_id(from.id.value);
  write_all(from.paths, *to.mutable_paths());
}

void read(const v1::ContactRecord& from, domain::ContactRecord& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  read_all(from.paths(), to.paths, reader);
}

void write(const domain::DrillOutcome& from, v1::DrillOutcome& to) {
  to.set_called(from.called);
  to.set_answered(from.answered);
  to.set_coming(from.coming);
  to.set_missing(from.missing);
  to.set_half_seconds(whole_seconds(from.half));
  to.set_most_seconds(whole_seconds(from.most));
  write_ids(from.silent, *to.mutable_silent());
  write_ids(from.units, *to.mutable_units());
}

void read(const v1::DrillOutcome& from, domain::DrillOutcome& to, Reader& reader) {
  reader.complete(from);
  to.called = from.called();
  to.answered = from.answered();
  to.coming = from.coming();
  to.missing = from.missing();
  to.half = domain::Seconds{from.half_seconds()};
  to.most = domain::Seconds{from.most_seconds()};
  read_ids(from.silent(), to.silent);
  read_ids(from.units(), to.units);
}

void write(const domain::Drill& from, v1::Drill& to) {
  to.set_id(from.id.value);
  to.set_plan(from.plan.value);
  to.set_state(wire(from.state));
  encode(from.at, *to.mutable_at());
  to.set_incident(from.incident.value);
  to.set_callout(from.callout.value);
  if (from.until) encode(*from.until, *to.mutable_until());
  if (from.ended) encode(*from.ended, *to.mutable_ended());
  to.set_reason(from.reason);
  write(from.outcome, *to.mutable_outcome());
}

void read(const v1::Drill& from, domain::Drill& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.plan.value = from.plan();
  reader.choice(from.state(), to.state);
  reader.instant(from.has_at(), from.at(), to.at);
  to.incident.value = from.incident();
  to.callout.value = from.callout();
  reader.instant(from.has_until(), from.until(), to.until);
  reader.instant(from.has_ended(), from.ended(), to.ended);
  to.reason = from.reason();
  read(from.outcome(), to.outcome, reader);
}

void write(const domain::ContactTested& from, v1::ContactTested& to) {
  to.set_message(from.message.value);
  to.set_person(from.person.value);
  to.set_channel(from.channel);
  to.set_contact(from.contact);
}

void read(const v1::ContactTested& from, domain::ContactTested& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.person.value = from.person();
  to.channel = from.channel();
  to.contact = from.contact();
}

void write(const domain::ContactConfirmed& from, v1::ContactConfirmed& to) {
  to.set_message(from.message.value);
  to.set_person(from.person.value);
  to.set_via(from.via);
  to.set_mark(from.mark);
}

void read(const v1::ContactConfirmed& from, domain::ContactConfirmed& to, Reader& reader) {
  reader.complete(from);
  to.message.value = from.message();
  to.person.value = from.person();
  to.via = from.via();
  to.mark = from.mark();
}

void write(const domain::ContactForgotten& from, v1::ContactForgotten& to) {
  to.set_person(from.person.value);
  to.set_channel(from.channel);
  to.set_contact(from.contact);
}

void read(const v1::ContactForgotten& from, domain::ContactForgotten& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.channel = from.channel();
  to.contact = from.contact();
}

void write(const domain::DutyContactsChecked& from, v1::DutyContactsChecked& to) {
  to.set_day(from.day);
  to.set_on_duty(from.on_duty);
  write_ids(from.lacking, *to.mutable_lacking());
}

void read(const v1::DutyContactsChecked& from, domain::DutyContactsChecked& to, Reader& reader) {
  reader.complete(from);
  to.day = from.day();
  to.on_duty = from.on_duty();
  read_ids(from.lacking(), to.lacking);
}

void write(const domain::DrillPlanned& from, v1::DrillPlanned& to) {
  to.set_drill(from.drill.value);
  to.set_plan(from.plan.value);
  encode(from.at, *to.mutable_at());
  to.set_reason(from.reason);
}

void read(const v1::DrillPlanned& from, domain::DrillPlanned& to, Reader& reader) {
  reader.complete(from);
  to.drill.value = from.drill();
  to.plan.value = from.plan();
  reader.instant(from.has_at(), from.at(), to.at);
  to.reason = from.reason();
}

void write(const domain::DrillStarted& from, v1::DrillStarted& to) {
  to.set_drill(from.drill.value);
  to.set_incident(from.incident.value);
  to.set_callout(from.callout.value);
  encode(from.until, *to.mutable_until());
}

void read(const v1::DrillStarted& from, domain::DrillStarted& to, Reader& reader) {
  reader.complete(from);
  to.drill.value = from.drill();
  to.incident.value = from.incident();
  to.callout.value = from.callout();
  reader.instant(from.has_until(), from.until(), to.until);
}

void write(const domain::DrillEnded& from, v1::DrillEnded& to) {
  to.set_drill(from.drill.value);
  to.set_cancelled(from.cancelled);
  to.set_reason(from.reason);
  write(from.outcome, *to.mutable_outcome());
}

void read(const v1::DrillEnded& from, domain::DrillEnded& to, Reader& reader) {
  reader.complete(from);
  to.drill.value = from.drill();
  to.cancelled = from.cancelled();
  to.reason = from.reason();
  read(from.outcome(), to.outcome, reader);
}

void encode(const domain::Drill& drill, v1::Drill& out) { write(drill, out); }

domain::Command read(const v1::TestContact& from, Input& input) {
  return domain::TestContact{
      .person = input.id<domain::PersonId>("person", from.person(), Need::optional),
      .channel = input.id<domain::Id<struct ChannelTag>>("channel", from.channel()).value,
      .contact = from.contact()};
}

domain::Command read(const v1::PlanDrill& from, Input& input) {
  return domain::PlanDrill{.plan = input.id<domain::PlanId>("plan", from.plan()),
                           .at = input.instant("at", from.has_at(), from.at())};
}

domain::Command read(const v1::CancelDrill& from, Input& input) {
  return domain::CancelDrill{.drill = input.id<domain::DrillId>("drill", from.drill()),
                             .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

}  // namespace ckl::codec
