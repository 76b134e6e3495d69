// Relief: nouns, events and commands.
#include "codec/codec.hpp"
#include "codec/command_codec.hpp"
#include "codec/events.hpp"
#include "codec/input.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

void write(const domain::ReliefShift& from, v1::ReliefShift& to) {
  to.set_id(from.id.value);
  to.set_person(from.person.value);
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
  to.set_state(wire(from.state));
  write_ids(from.declined, *to.mutable_declined());
  to.set_override_reason(from.override_reason);
  to.set_changed_over(from.changed_over);
}

void read(const v1::ReliefShift& from, domain::ReliefShift& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.person.value = from.person();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  reader.choice(from.state(), to.state);
  read_ids(from.declined(), to.declined);
  to.override_reason = from.override_reason();
  to.changed_over = from.changed_over();
}

void write(const domain::ReliefGap& from, v1::ReliefGap& to) {
  encode(from.from, *to.mutable_from());
  if (from.until) encode(*from.until, *to.mutable_until());
  to.set_missing(from.missing);
  to.set_obligation(from.obligation.value);
}

void read(const v1::ReliefGap& from, domain::ReliefGap& to, Reader& reader) {
  reader.complete(from);
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  to.missing = from.missing();
  to.obligation.value = from.obligation();
}

void write(const domain::ReliefPlan& from, v1::ReliefPlan& to) {
  to.set_id(from.id.value);
  to.set_incident(from.incident.value);
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_wanted(from.wanted);
  to.set_shift_seconds(static_cast<std::uint32_t>(from.shift.count()));
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
  write_all(from.shifts, *to.mutable_shifts());
  write_all(from.alarmed, *to.mutable_alarmed());
  to.set_numbered(from.numbered);
  encode(from.changed, *to.mutable_changed());
  to.set_ended(from.ended);
}

void read(const v1::ReliefPlan& from, domain::ReliefPlan& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.incident.value = from.incident();
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.wanted = from.wanted();
  to.shift = domain::Seconds{from.shift_seconds()};
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  read_all(from.shifts(), to.shifts, reader);
  read_all(from.alarmed(), to.alarmed, reader);
  to.numbered = from.numbered();
  reader.instant(from.has_changed(), from.changed(), to.changed);
  to.ended = from.ended();
}

void write(const domain::HandoverNote& from, v1::HandoverNote& to) {
  to.set_picture(from.picture);
  to.set_open_tasks(from.open_tasks);
  to.set_pending_decisions(from.pending_decisions);
  to.set_promises(from.promises);
  to.set_contacts(from.contacts);
  to.set_next_clock(from.next_clock);
}

void read(const v1::HandoverNote& from, domain::HandoverNote& to, Reader& reader) {
  reader.complete(from);
  to.picture = from.picture();
  to.open_tasks = from.open_tasks();
  to.pending_decisions = from.pending_decisions();
  to.promises = from.promises();
  to.contacts = from.contacts();
  to.next_clock = from.next_clock();
}

void write(const domain::Handover& from, v1::Handover& to) {
  to.set_id(from.id.value);
  to.set_shift(from.shift.value);
  to.set_outgoing(from.outgoing.value);
  to.set_incoming(from.incoming.value);
  write(from.note, *to.mutable_note());
  encode(from.written, *to.mutable_written());
  if (from.signed_off) encode(*from.signed_off, *to.mutable_signed_off());
}

void read(const v1::Handover& from, domain::Handover& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.shift.value = from.shift();
  to.outgoing.value = from.outgoing();
  to.incoming.value = from.incoming();
  read(from.note(), to.note, reader);
  reader.instant(from.has_written(), from.written(), to.written);
  reader.instant(from.has_signed_off(), from.signed_off(), to.signed_off);
}

void write(const domain::ReliefProposed& from, v1::ReliefProposed& to) {
  write(from.plan, *to.mutable_plan());
}

void read(const v1::ReliefProposed& from, domain::ReliefProposed& to, Reader& reader) {
  reader.complete(from);
  read(from.plan(), to.plan, reader);
}

void write(const domain::ShiftAssigned& from, v1::ShiftAssigned& to) {
  to.set_plan(from.plan.value);
  write(from.shift, *to.mutable_shift());
  to.set_reason(from.reason);
}

void read(const v1::ShiftAssigned& from, domain::ShiftAssigned& to, Reader& reader) {
  reader.complete(from);
  to.plan.value = from.plan();
  read(from.shift(), to.shift, reader);
  to.reason = from.reason();
}

void write(const domain::ShiftCleared& from, v1::ShiftCleared& to) {
  to.set_shift(from.shift.value);
  to.set_person(from.person.value);
  to.set_reason(from.reason);
}

void read(const v1::ShiftCleared& from, domain::ShiftCleared& to, Reader& reader) {
  reader.complete(from);
  to.shift.value = from.shift();
  to.person.value = from.person();
  to.reason = from.reason();
}

void write(const domain::AvailabilityAnswered& from, v1::AvailabilityAnswered& to) {
  to.set_shift(from.shift.value);
  to.set_person(from.person.value);
  to.set_available(from.available);
  to.set_reason(from.reason);
  to.set_taken_by(from.taken_by.value);
}

void read(const v1::AvailabilityAnswered& from, domain::AvailabilityAnswered& to, Reader& reader) {
  reader.complete(from);
  to.shift.value = from.shift();
  to.person.value = from.person();
  to.available = from.available();
  to.reason = from.reason();
  to.taken_by.value = from.taken_by();
}

void write(const domain::ReliefGapFound& from, v1::ReliefGapFound& to) {
  to.set_plan(from.plan.value);
  write(from.gap, *to.mutable_gap());
}

void read(const v1::ReliefGapFound& from, domain::ReliefGapFound& to, Reader& reader) {
  reader.complete(from);
  to.plan.value = from.plan();
  read(from.gap(), to.gap, reader);
}

void write(const domain::ReliefGapFilled& from, v1::ReliefGapFilled& to) {
  to.set_plan(from.plan.value);
  encode(from.from, *to.mutable_from());
}

void read(const v1::ReliefGapFilled& from, domain::ReliefGapFilled& to, Reader& reader) {
  reader.complete(from);
  to.plan.value = from.plan();
  reader.instant(from.has_from(), from.from(), to.from);
}

void write(const domain::HandoverDue& from, v1::HandoverDue& to) {
  to.set_shift(from.shift.value);
  to.set_incoming(from.incoming.value);
  to.set_obligation(from.obligation.value);
}

void read(const v1::HandoverDue& from, domain::HandoverDue& to, Reader& reader) {
  reader.complete(from);
  to.shift.value = from.shift();
  to.incoming.value = from.incoming();
  to.obligation.value = from.obligation();
}

void write(const domain::HandoverWritten& from, v1::HandoverWritten& to) {
  write(from.handover, *to.mutable_handover());
}

void read(const v1::HandoverWritten& from, domain::HandoverWritten& to, Reader& reader) {
  reader.complete(from);
  read(from.handover(), to.handover, reader);
}

void write(const domain::HandoverSigned& from, v1::HandoverSigned& to) {
  to.set_handover(from.handover.value);
}

void read(const v1::HandoverSigned& from, domain::HandoverSigned& to, Reader& reader) {
  reader.complete(from);
  to.handover.value = from.handover();
}

void write(const domain::ReliefEnded& from, v1::ReliefEnded& to) {
  to.set_plan(from.plan.value);
  to.set_reason(from.reason);
}

void read(const v1::ReliefEnded& from, domain::ReliefEnded& to, Reader& reader) {
  reader.complete(from);
  to.plan.value = from.plan();
  to.reason = from.reason();
}

void encode(const domain::ReliefShift& shift, v1::ReliefShift& out) { write(shift, out); }
void encode(const domain::ReliefPlan& plan, v1::ReliefPlan& out) { write(plan, out); }
void encode(const domain::Handover& handover, v1::Handover& out) { write(handover, out); }

domain::Command read(const v1::ProposeRelief& from, Input& input) {
  domain::ProposeRelief out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  out.position = input.id<domain::PositionId>("position", from.position(), Need::optional);
  return out;
}

domain::Command read(const v1::AssignShift& from, Input& input) {
  domain::AssignShift out;
  const bool is_new = from.shift().empty();
  out.plan =
      input.id<domain::ReliefPlanId>("plan", from.plan(), is_new ? Need::required : Need::optional);
  out.shift = input.id<domain::ReliefShiftId>("shift", from.shift(), Need::optional);
  out.person = input.id<domain::PersonId>("person", from.person());
  out.from = input.instant("from", from.has_from(), from.from());
  out.until = input.instant("until", from.has_until(), from.until());
  out.override_reason = input.text("overrideReason", from.override_reason(), limits::reason_bytes);
  return out;
}

domain::Command read(const v1::ClearShift& from, Input& input) {
  domain::ClearShift out;
  out.shift = input.id<domain::ReliefShiftId>("shift", from.shift());
  out.reason = input.text("reason", from.reason(), limits::reason_bytes);
  return out;
}

domain::Command read(const v1::AnswerShift& from, Input& input) {
  domain::AnswerShift out;
  out.shift = input.id<domain::ReliefShiftId>("shift", from.shift());
  out.person = input.id<domain::PersonId>("person", from.person(), Need::optional);
  out.available = from.available();
  out.reason = input.text("reason", from.reason(), limits::reason_bytes);
  return out;
}

domain::Command read(const v1::WriteHandover& from, Input& input) {
  domain::WriteHandover out;
  out.shift = input.id<domain::ReliefShiftId>("shift", from.shift());
  out.incoming = input.id<domain::PersonId>("incoming", from.incoming(), Need::optional);
  const auto take = [&](const char* field, const std::string& text) {
    return input.text(std::string("note.") + field, text, limits::reason_bytes);
  };
  const v1::HandoverNote& note = from.note();
  out.note = {.picture = take("picture", note.picture()),
              .open_tasks = take("openTasks", note.open_tasks()),
              .pending_decisions = take("pendingDecisions", note.pending_decisions()),
              .promises = take("promises", note.promises()),
              .contacts = take("contacts", note.contacts()),
              .next_clock = take("nextClock", note.next_clock())};
  return out;
}

domain::Command read(const v1::SignHandover& from, Input& input) {
  return domain::SignHandover{.handover =
                                  input.id<domain::HandoverId>("handover", from.handover())};
}

domain::Command read(const v1::EndRelief& from, Input& input) {
  return domain::EndRelief{.plan = input.id<domain::ReliefPlanId>("plan", from.plan()),
                           .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

}  // namespace ckl::codec
