// Decisions of other bodies; höjd beredskap, lag 1988:97 and the tasks assigned under it; parts
// handed back, and public warnings.
#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::ExternalDecision& from, v1::ExternalDecision& to) {
  to.set_id(from.id.value);
  to.set_body(wire(from.body));
  to.set_reference(from.reference);
  encode(from.decided, *to.mutable_decided());
  to.set_what(from.what);
  to.set_subject(from.subject);
  to.set_entered_by(from.entered_by.value);
  to.set_state(wire(from.state));
  to.set_confirmed_by(from.confirmed_by.value);
  to.set_reason(from.reason);
}

void read(const v1::ExternalDecision& from, domain::ExternalDecision& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  reader.choice(from.body(), to.body);
  to.reference = from.reference();
  reader.instant(from.has_decided(), from.decided(), to.decided);
  to.what = from.what();
  to.subject = from.subject();
  to.entered_by.value = from.entered_by();
  reader.choice(from.state(), to.state);
  to.confirmed_by.value = from.confirmed_by();
  to.reason = from.reason();
}

void write(const domain::WartimeLaw& from, v1::WartimeLaw& to) {
  to.set_on(from.on);
  to.set_cause(wire(from.cause));
  write_words(from.sections, *to.mutable_sections());
  encode(from.since, *to.mutable_since());
  to.set_reference(from.reference);
  if (from.refer_by) encode(*from.refer_by, *to.mutable_refer_by());
  if (from.referred) encode(*from.referred, *to.mutable_referred());
  if (from.approve_by) encode(*from.approve_by, *to.mutable_approve_by());
  to.set_approved(from.approved);
}

void read(const v1::WartimeLaw& from, domain::WartimeLaw& to, Reader& reader) {
  reader.complete(from);
  to.on = from.on();
  reader.choice(from.cause(), to.cause);
  to.sections.assign(from.sections().begin(), from.sections().end());
  reader.instant(from.has_since(), from.since(), to.since);
  to.reference = from.reference();
  reader.instant(from.has_refer_by(), from.refer_by(), to.refer_by);
  reader.instant(from.has_referred(), from.referred(), to.referred);
  reader.instant(from.has_approve_by(), from.approve_by(), to.approve_by);
  to.approved = from.approved();
}

void write(const domain::Alert& from, v1::Alert& to) {
  to.set_grade(wire(from.grade));
  to.set_reference(from.reference);
  encode(from.decided, *to.mutable_decided());
  encode(from.from, *to.mutable_from());
  write_words(from.areas, *to.mutable_areas());
  to.set_activity(from.activity);
  to.set_in_area(from.in_area);
  to.set_at_war(from.at_war);
  to.set_readiness_alarm(from.readiness_alarm);
  write(from.law, *to.mutable_law());
  to.set_record(from.record.value);
}

void read(const v1::Alert& from, domain::Alert& to, Reader& reader) {
  reader.complete(from);
  reader.choice(from.grade(), to.grade);
  to.reference = from.reference();
  reader.instant(from.has_decided(), from.decided(), to.decided);
  reader.instant(from.has_from(), from.from(), to.from);
  to.areas.assign(from.areas().begin(), from.areas().end());
  to.activity = from.activity();
  to.in_area = from.in_area();
  to.at_war = from.at_war();
  to.readiness_alarm = from.readiness_alarm();
  read(from.law(), to.law, reader);
  to.record.value = from.record();
}

void write(const domain::AlertStep& from, v1::AlertStep& to) {
  to.set_record(from.record.value);
  to.set_aspect(wire(from.aspect));
  write(from.after, *to.mutable_after());
}

void read(const v1::AlertStep& from, domain::AlertStep& to, Reader& reader) {
  reader.complete(from);
  to.record.value = from.record();
  reader.choice(from.aspect(), to.aspect);
  read(from.after(), to.after, reader);
}

void write(const domain::Assignment& from, v1::Assignment& to) {
  to.set_id(from.id.value);
  to.set_task(from.task);
  to.set_from(from.from.value);
  to.set_to(from.to.value);
  to.set_reference(from.reference);
  encode(from.since, *to.mutable_since());
  if (from.until) encode(*from.until, *to.mutable_until());
  to.set_ended(from.ended);
  to.set_end_reason(from.end_reason);
  to.set_whole(from.whole);
}

void read(const v1::Assignment& from, domain::Assignment& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.task = from.task();
  to.from.value = from.from();
  to.to.value = from.to();
  to.reference = from.reference();
  reader.instant(from.has_since(), from.since(), to.since);
  reader.instant(from.has_until(), from.until(), to.until);
  to.ended = from.ended();
  to.end_reason = from.end_reason();
  to.whole = from.whole();
}

void write(const domain::HandedBackPart& from, v1::HandedBackPart& to) {
  to.set_part(from.part);
  encode(from.at, *to.mutable_at());
  to.set_decision(from.decision.value);
  write(from.handback, *to.mutable_handback());
  if (from.acknowledged) encode(*from.acknowledged, *to.mutable_acknowledged());
}

void read(const v1::HandedBackPart& from, domain::HandedBackPart& to, Reader& reader) {
  reader.complete(from);
  to.part = from.part();
  reader.instant(from.has_at(), from.at(), to.at);
  to.decision.value = from.decision();
  read(from.handback(), to.handback, reader);
  reader.instant(from.has_acknowledged(), from.acknowledged(), to.acknowledged);
}

void write(const domain::WarningRequest& from, v1::WarningRequest& to) {
  to.set_incident(from.incident.value);
  to.set_place(from.place);
  to.set_danger(from.danger);
  to.set_action(from.action);
  to.set_time(from.time);
}

void read(const v1::WarningRequest& from, domain::WarningRequest& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  to.place = from.place();
  to.danger = from.danger();
  to.action = from.action();
  to.time = from.time();
}

}  // namespace ckl::codec
