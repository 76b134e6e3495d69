// Incidents, hindrances, obligations, call-outs and messages.
#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::Criteria& from, v1::Criteria& to) {
  to.set_departs_from_normal(from.departs_from_normal);
  to.set_serious_disturbance(from.serious_disturbance);
  to.set_urgent_action(from.urgent_action);
}

void read(const v1::Criteria& from, domain::Criteria& to, Reader& reader) {
  reader.complete(from);
  to.departs_from_normal = from.departs_from_normal();
  to.serious_disturbance = from.serious_disturbance();
  to.urgent_action = from.urgent_action();
}

void write(const domain::Checklist& from, v1::DeescalationChecklist& to) {
  to.set_needs_met(from.needs_met);
  to.set_forecast(from.forecast);
  to.set_reserves(from.reserves);
  to.set_staff_rest(from.staff_rest);
  to.set_communication(from.communication);
  to.set_rest_work_owner(from.rest_work_owner);
}

void read(const v1::DeescalationChecklist& from, domain::Checklist& to, Reader& reader) {
  reader.complete(from);
  to.needs_met = from.needs_met();
  to.forecast = from.forecast();
  to.reserves = from.reserves();
  to.staff_rest = from.staff_rest();
  to.communication = from.communication();
  to.rest_work_owner = from.rest_work_owner();
}

void write(const domain::Incident& from, v1::Incident& to) {
  to.set_id(from.id.value);
  to.set_number(from.number);
  to.set_kind(wire(from.kind));
  to.set_headline(from.headline);
  to.set_text(from.text);
  to.set_place(from.place);
  to.set_owner(from.owner.value);
  to.set_level(wire(from.level));
  to.set_provisional(from.provisional);
  to.set_unconfirmed(from.unconfirmed);
  if (from.confirm_by) encode(*from.confirm_by, *to.mutable_confirm_by());
  to.set_phase(wire(from.phase));
  encode(from.event_time, *to.mutable_event_time());
  encode(from.registered_time, *to.mutable_registered_time());
  encode(from.level_since, *to.mutable_level_since());
  to.set_on_ckl(from.on_ckl);
  to.set_was_on_ckl(from.was_on_ckl);
  if (from.criteria) write(*from.criteria, *to.mutable_criteria());
  if (from.point) write(*from.point, *to.mutable_point());
  write_ids(from.participants, *to.mutable_participants());
}

void read(const v1::Incident& from, domain::Incident& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.number = from.number();
  reader.choice(from.kind(), to.kind);
  to.headline = from.headline();
  to.text = from.text();
  to.place = from.place();
  to.owner.value = from.owner();
  reader.choice(from.level(), to.level);
  to.provisional = from.provisional();
  to.unconfirmed = from.unconfirmed();
  reader.instant(from.has_confirm_by(), from.confirm_by(), to.confirm_by);
  reader.choice(from.phase(), to.phase);
  reader.instant(from.has_event_time(), from.event_time(), to.event_time);
  reader.instant(from.has_registered_time(), from.registered_time(), to.registered_time);
  reader.instant(from.has_level_since(), from.level_since(), to.level_since);
  to.on_ckl = from.on_ckl();
  to.was_on_ckl = from.was_on_ckl();
  if (from.has_criteria()) read(from.criteria(), to.criteria.emplace(), reader);
  if (from.has_point()) read(from.point(), to.point.emplace(), reader);
  read_ids(from.participants(), to.participants);
}

void write(const domain::Hindrance& from, v1::Hindrance& to) {
  to.set_id(from.id.value);
  to.set_person(from.person.value);
  to.set_kind(from.kind);
  encode(from.from, *to.mutable_from());
  if (from.to) encode(*from.to, *to.mutable_to());
  to.set_established_by(from.established_by.value);
  to.set_attempts(from.attempts);
  to.set_ended(from.ended);
  to.set_incident(from.incident.value);
}

void read(const v1::Hindrance& from, domain::Hindrance& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.person.value = from.person();
  to.kind = from.kind();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_to(), from.to(), to.to);
  to.established_by.value = from.established_by();
  to.attempts = from.attempts();
  to.ended = from.ended();
  to.incident.value = from.incident();
}

void write(const domain::Obligation& from, v1::Obligation& to) {
  to.set_id(from.id.value);
  to.set_rule(from.rule.value);
  to.set_incident(from.incident.value);
  to.set_owed_by_role(from.owed_by_role);
  to.set_owed_by_unit(from.owed_by_unit.value);
  write(from.owed_to, *to.mutable_owed_to());
  write(from.what, *to.mutable_what());
  encode(from.opened, *to.mutable_opened());
  if (from.due) encode(*from.due, *to.mutable_due());
  to.set_state(wire(from.state));
  to.set_evidence(from.evidence);
  if (from.done) encode(*from.done, *to.mutable_done());
  to.set_reminded(from.reminded);
  to.set_subject(from.subject);
  for (const auto at : from.remind_at) encode(at, *to.add_remind_at());
  to.set_inherited_by(from.inherited_by.value);
}

void read(const v1::Obligation& from, domain::Obligation& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.rule.value = from.rule();
  to.incident.value = from.incident();
  to.owed_by_role = from.owed_by_role();
  to.owed_by_unit.value = from.owed_by_unit();
  read(from.owed_to(), to.owed_to, reader);
  read(from.what(), to.what, reader);
  reader.instant(from.has_opened(), from.opened(), to.opened);
  reader.instant(from.has_due(), from.due(), to.due);
  reader.choice(from.state(), to.state);
  to.evidence = from.evidence();
  reader.instant(from.has_done(), from.done(), to.done);
  to.reminded = from.reminded();
  to.subject = from.subject();
  for (const auto& at : from.remind_at()) {
    reader.instant(true, at, to.remind_at.emplace_back());
  }
  to.inherited_by.value = from.inherited_by();
}

void write(const domain::EarlierAnswer& from, v1::EarlierAnswer& to) {
  to.set_state(wire(from.state));
  if (from.eta) encode(*from.eta, *to.mutable_eta());
  encode(from.answered, *to.mutable_answered());
  to.set_via(from.via);
  to.set_raw(from.raw);
  to.set_taken_by(from.taken_by.value);
}

void read(const v1::EarlierAnswer& from, domain::EarlierAnswer& to, Reader& reader) {
  reader.complete(from);
  reader.choice(from.state(), to.state);
  reader.instant(from.has_eta(), from.eta(), to.eta);
  reader.instant(from.has_answered(), from.answered(), to.answered);
  to.via = from.via();
  to.raw = from.raw();
  to.taken_by.value = from.taken_by();
}

void write(const domain::CallRef& from, v1::CallRef& to) {
  to.set_callout(from.callout.value);
  to.set_person(from.person.value);
}

void read(const v1::CallRef& from, domain::CallRef& to, Reader& reader) {
  reader.complete(from);
  to.callout.value = from.callout();
  to.person.value = from.person();
}

void write(const domain::UnclearAnswer& from, v1::UnclearAnswer& to) {
  to.set_id(from.id.value);
  to.set_raw(from.raw);
  to.set_reason(from.reason);
  to.set_via(from.via);
  write_all(from.calls, *to.mutable_calls());
  encode(from.received, *to.mutable_received());
}

void encode(const domain::UnclearAnswer& answer, v1::UnclearAnswer& out) { write(answer, out); }

void read(const v1::UnclearAnswer& from, domain::UnclearAnswer& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.raw = from.raw();
  to.reason = from.reason();
  to.via = from.via();
  read_all(from.calls(), to.calls, reader);
  reader.instant(from.has_received(), from.received(), to.received);
}

void write(const domain::Call& from, v1::Call& to) {
  to.set_person(from.person.value);
  to.set_position(from.position.value);
  to.set_state(wire(from.state));
  encode(from.called, *to.mutable_called());
  encode(from.answer_by, *to.mutable_answer_by());
  if (from.eta) encode(*from.eta, *to.mutable_eta());
  if (from.answered) encode(*from.answered, *to.mutable_answered());
  to.set_via(from.via);
  to.set_raw(from.raw);
  to.set_taken_by(from.taken_by.value);
  to.set_message(from.message.value);
  if (*from.earlier) write(**from.earlier, *to.mutable_earlier());
  if (from.taken_in) encode(*from.taken_in, *to.mutable_taken_in());
  to.set_reason(from.reason);
}

void read(const v1::Call& from, domain::Call& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.position.value = from.position();
  reader.choice(from.state(), to.state);
  reader.instant(from.has_called(), from.called(), to.called);
  reader.instant(from.has_answer_by(), from.answer_by(), to.answer_by);
  reader.instant(from.has_eta(), from.eta(), to.eta);
  reader.instant(from.has_answered(), from.answered(), to.answered);
  to.via = from.via();
  to.raw = from.raw();
  to.taken_by.value = from.taken_by();
  to.message.value = from.message();
  if (from.has_earlier()) {
    domain::EarlierAnswer earlier;
    read(from.earlier(), earlier, reader);
    to.earlier = std::optional(std::move(earlier));
  }
  reader.instant(from.has_taken_in(), from.taken_in(), to.taken_in);
  to.reason = from.reason();
}

void write(const domain::CalloutPosition& from, v1::CalloutPosition& to) {
  write(from.plan, *to.mutable_plan());
  write_all(from.calls, *to.mutable_calls());
  to.set_filled(from.filled);
  to.set_gap(from.gap);
  to.set_next_candidate(from.next_candidate);
}

void read(const v1::CalloutPosition& from, domain::CalloutPosition& to, Reader& reader) {
  reader.complete(from);
  read(from.plan(), to.plan, reader);
  read_all(from.calls(), to.calls, reader);
  to.filled = from.filled();
  to.gap = from.gap();
  to.next_candidate = from.next_candidate();
}

void write(const domain::Callout& from, v1::Callout& to) {
  to.set_id(from.id.value);
  to.set_incident(from.incident.value);
  to.set_plan(from.plan.value);
  to.set_message(from.message);
  encode(from.started, *to.mutable_started());
  encode(from.deadline, *to.mutable_deadline());
  write_all(from.positions, *to.mutable_positions());
  to.set_ended(from.ended);
  to.set_started_by(from.started_by.value);
  to.set_recalled(from.recalled);
}

void read(const v1::Callout& from, domain::Callout& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.incident.value = from.incident();
  to.plan.value = from.plan();
  to.message = from.message();
  reader.instant(from.has_started(), from.started(), to.started);
  reader.instant(from.has_deadline(), from.deadline(), to.deadline);
  read_all(from.positions(), to.positions, reader);
  to.ended = from.ended();
  to.started_by.value = from.started_by();
  to.recalled = from.recalled();
}

void write(const domain::Attempt& from, v1::Attempt& to) {
  to.set_number(from.number);
  to.set_step(from.step);
  to.set_channel(from.channel);
  to.set_gateway(from.gateway);
  to.set_state(wire(from.state));
  to.set_repeated(from.repeated);
  to.set_permanent(from.permanent);
  to.set_reason(from.reason);
  to.set_gateway_ref(from.gateway_ref);
  encode(from.started, *to.mutable_started());
}

void read(const v1::Attempt& from, domain::Attempt& to, Reader& reader) {
  reader.complete(from);
  to.number = from.number();
  to.step = from.step();
  to.channel = from.channel();
  to.gateway = from.gateway();
  reader.choice(from.state(), to.state);
  to.repeated = from.repeated();
  to.permanent = from.permanent();
  to.reason = from.reason();
  to.gateway_ref = from.gateway_ref();
  reader.instant(from.has_started(), from.started(), to.started);
}

void write(const domain::Message& from, v1::Message& to) {
  to.set_id(from.id.value);
  to.set_person(from.person.value);
  to.set_purpose(wire(from.purpose));
  to.set_incident(from.incident.value);
  to.set_callout(from.callout.value);
  to.set_position(from.position.value);
  to.set_subject(from.subject);
  write(*from.text, *to.mutable_text());
  encode(from.planned, *to.mutable_planned());
  write_all(*from.ladder, *to.mutable_ladder());
  write_all(from.attempts, *to.mutable_attempts());
  to.set_settled(from.settled);
}

void read(const v1::Message& from, domain::Message& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.person.value = from.person();
  reader.choice(from.purpose(), to.purpose);
  to.incident.value = from.incident();
  to.callout.value = from.callout();
  to.position.value = from.position();
  to.subject = from.subject();
  domain::Text text;
  read(from.text(), text, reader);
  to.text = std::move(text);
  reader.instant(from.has_planned(), from.planned(), to.planned);
  std::vector<domain::ContactStep> ladder;
  read_all(from.ladder(), ladder, reader);
  to.ladder = std::move(ladder);
  read_all(from.attempts(), to.attempts, reader);
  to.settled = from.settled();
}

}  // namespace ckl::codec
