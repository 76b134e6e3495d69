// The nouns of the law.
#include "codec/parts.hpp"

namespace ckl::codec {

void write_words(const std::vector<std::string>& from,
                 google::protobuf::RepeatedPtrField<std::string>& to) {
  to.Assign(from.begin(), from.end());
}

void write(const domain::GeoPoint& from, v1::GeoPoint& to) {
  to.set_latitude(from.latitude);
  to.set_longitude(from.longitude);
}

void read(const v1::GeoPoint& from, domain::GeoPoint& to, Reader& reader) {
  reader.complete(from);
  to.latitude = from.latitude();
  to.longitude = from.longitude();
}

void write(const domain::Seat& from, v1::Seat& to) {
  to.set_person(from.person.value);
  to.set_remote(from.remote);
  to.set_serves_for(from.serves_for.value);
}

void read(const v1::Seat& from, domain::Seat& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.remote = from.remote();
  to.serves_for.value = from.serves_for();
}

void write(const domain::Ballot& from, v1::Ballot& to) {
  to.set_person(from.person.value);
  to.set_vote(wire(from.vote));
}

void read(const v1::Ballot& from, domain::Ballot& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  reader.choice(from.vote(), to.vote);
}

void write(const domain::Dissent& from, v1::Dissent& to) {
  to.set_person(from.person.value);
  to.set_text(from.text);
}

void read(const v1::Dissent& from, domain::Dissent& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.text = from.text();
}

void write(const domain::Scope& from, v1::Scope& to) {
  to.set_unit(from.unit.value);
  to.set_whole(from.whole);
  write_words(from.parts, *to.mutable_parts());
}

void read(const v1::Scope& from, domain::Scope& to, Reader& reader) {
  reader.complete(from);
  to.unit.value = from.unit();
  to.whole = from.whole();
  to.parts.assign(from.parts().begin(), from.parts().end());
}

void write(const domain::Matter& from, v1::Matter& to) {
  to.set_kind(wire(from.kind));
  to.set_title(from.title);
  to.set_text(from.text);
  to.set_necessity(from.necessity);
  if (from.valid_from) encode(*from.valid_from, *to.mutable_valid_from());
  if (from.valid_until) encode(*from.valid_until, *to.mutable_valid_until());
  if (from.review) encode(*from.review, *to.mutable_review());
  write_ids(from.executors, *to.mutable_executors());
  write(from.scope, *to.mutable_scope());
  to.set_takeover(from.takeover.value);
  to.set_decision(from.decision.value);
  to.set_delegation(from.delegation);
  if (from.power) to.set_power(wire(*from.power));
}

void read(const v1::Matter& from, domain::Matter& to, Reader& reader) {
  reader.complete(from);
  reader.choice(from.kind(), to.kind);
  to.title = from.title();
  to.text = from.text();
  to.necessity = from.necessity();
  reader.instant(from.has_valid_from(), from.valid_from(), to.valid_from);
  reader.instant(from.has_valid_until(), from.valid_until(), to.valid_until);
  reader.instant(from.has_review(), from.review(), to.review);
  read_ids(from.executors(), to.executors);
  read(from.scope(), to.scope, reader);
  to.takeover.value = from.takeover();
  to.decision.value = from.decision();
  to.delegation = from.delegation();
  reader.choice(from.power(), to.power);
}

void write(const domain::Meeting& from, v1::Meeting& to) {
  to.set_id(from.id.value);
  to.set_number(from.number);
  encode(from.time, *to.mutable_time());
  to.set_place(from.place);
  to.set_agenda(from.agenda);
  to.set_remote_allowed(from.remote_allowed);
  to.set_presiding(from.presiding.value);
  write_all(from.present, *to.mutable_present());
  if (from.opened) encode(*from.opened, *to.mutable_opened());
  if (from.closed) encode(*from.closed, *to.mutable_closed());
  if (from.adjusted) encode(*from.adjusted, *to.mutable_adjusted());
  if (from.posted) encode(*from.posted, *to.mutable_posted());
  to.set_minutes(from.minutes);
}

void read(const v1::Meeting& from, domain::Meeting& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.number = from.number();
  reader.instant(from.has_time(), from.time(), to.time);
  to.place = from.place();
  to.agenda = from.agenda();
  to.remote_allowed = from.remote_allowed();
  to.presiding.value = from.presiding();
  read_all(from.present(), to.present, reader);
  reader.instant(from.has_opened(), from.opened(), to.opened);
  reader.instant(from.has_closed(), from.closed(), to.closed);
  reader.instant(from.has_adjusted(), from.adjusted(), to.adjusted);
  reader.instant(from.has_posted(), from.posted(), to.posted);
  to.minutes = from.minutes();
}

void write(const domain::DecisionRecord& from, v1::DecisionRecord& to) {
  to.set_id(from.id.value);
  to.set_number(from.number);
  to.set_body(wire(from.body));
  to.set_person(from.person.value);
  to.set_capacity(from.capacity);
  to.set_unit(from.unit.value);
  to.set_part(from.part);
  to.set_incident(from.incident.value);
  to.set_meeting(from.meeting.value);
  write(from.matter, *to.mutable_matter());
  to.set_urgency_reason(from.urgency_reason);
  write_all(from.ballots, *to.mutable_ballots());
  write_ids(from.conflicted, *to.mutable_conflicted());
  write_all(from.dissents, *to.mutable_dissents());
  to.set_adopted(from.adopted);
  to.set_state(wire(from.state));
  encode(from.decided, *to.mutable_decided());
  encode(from.registered, *to.mutable_registered());
  to.set_oral(from.oral.value);
  to.set_hindrance(from.hindrance.value);
  to.set_noted(from.noted);
  to.set_council_reference(from.council_reference);
  to.set_council_matter(wire(from.council_matter));
  write_ids(from.conflicts, *to.mutable_conflicts());
}

void read(const v1::DecisionRecord& from, domain::DecisionRecord& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.number = from.number();
  reader.choice(from.body(), to.body);
  to.person.value = from.person();
  to.capacity = from.capacity();
  to.unit.value = from.unit();
  to.part = from.part();
  to.incident.value = from.incident();
  to.meeting.value = from.meeting();
  read(from.matter(), to.matter, reader);
  to.urgency_reason = from.urgency_reason();
  read_all(from.ballots(), to.ballots, reader);
  read_ids(from.conflicted(), to.conflicted);
  read_all(from.dissents(), to.dissents, reader);
  to.adopted = from.adopted();
  reader.choice(from.state(), to.state);
  reader.instant(from.has_decided(), from.decided(), to.decided);
  reader.instant(from.has_registered(), from.registered(), to.registered);
  to.oral.value = from.oral();
  to.hindrance.value = from.hindrance();
  to.noted = from.noted();
  to.council_reference = from.council_reference();
  reader.choice(from.council_matter(), to.council_matter);
  read_ids(from.conflicts(), to.conflicts);
}

void write(const domain::Handback& from, v1::Handback& to) {
  to.set_open_decisions(from.open_decisions);
  to.set_costs(from.costs);
  to.set_staff(from.staff);
  to.set_deadlines(from.deadlines);
}

void read(const v1::Handback& from, domain::Handback& to, Reader& reader) {
  reader.complete(from);
  to.open_decisions = from.open_decisions();
  to.costs = from.costs();
  to.staff = from.staff();
  to.deadlines = from.deadlines();
}

void write(const domain::Takeover& from, v1::Takeover& to) {
  to.set_id(from.id.value);
  to.set_incident(from.incident.value);
  write(from.scope, *to.mutable_scope());
  to.set_decision(from.decision.value);
  to.set_necessity(from.necessity);
  encode(from.since, *to.mutable_since());
  if (from.valid_until) encode(*from.valid_until, *to.mutable_valid_until());
  if (from.review) encode(*from.review, *to.mutable_review());
  to.set_state(wire(from.state));
  if (from.returned) encode(*from.returned, *to.mutable_returned());
  write(from.handback, *to.mutable_handback());
  if (from.acknowledged) encode(*from.acknowledged, *to.mutable_acknowledged());
  to.set_acknowledged_by(from.acknowledged_by.value);
  to.set_successor(from.successor.value);
  to.set_succession_settled(from.succession_settled);
  write_all(from.handed_back, *to.mutable_handed_back());
}

void read(const v1::Takeover& from, domain::Takeover& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.incident.value = from.incident();
  read(from.scope(), to.scope, reader);
  to.decision.value = from.decision();
  to.necessity = from.necessity();
  reader.instant(from.has_since(), from.since(), to.since);
  reader.instant(from.has_valid_until(), from.valid_until(), to.valid_until);
  reader.instant(from.has_review(), from.review(), to.review);
  reader.choice(from.state(), to.state);
  reader.instant(from.has_returned(), from.returned(), to.returned);
  read(from.handback(), to.handback, reader);
  reader.instant(from.has_acknowledged(), from.acknowledged(), to.acknowledged);
  to.acknowledged_by.value = from.acknowledged_by();
  to.successor.value = from.successor();
  to.succession_settled = from.succession_settled();
  read_all(from.handed_back(), to.handed_back, reader);
}

void write(const domain::Contribution& from, v1::Contribution& to) {
  to.set_id(from.id.value);
  to.set_incident(from.incident.value);
  to.set_unit(from.unit.value);
  to.set_request(from.request);
  encode(from.requested, *to.mutable_requested());
  if (from.answered) encode(*from.answered, *to.mutable_answered());
  to.set_agreed(from.agreed);
  to.set_answer(from.answer);
}

void read(const v1::Contribution& from, domain::Contribution& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.incident.value = from.incident();
  to.unit.value = from.unit();
  to.request = from.request();
  reader.instant(from.has_requested(), from.requested(), to.requested);
  reader.instant(from.has_answered(), from.answered(), to.answered);
  to.agreed = from.agreed();
  to.answer = from.answer();
}

void write(const domain::OralRecord& from, v1::OralRecord& to) {
  to.set_speaker(from.speaker.value);
  to.set_witness(from.witness.value);
  to.set_wording(from.wording);
  to.set_read_back(from.read_back);
  to.set_heard_via(from.heard_via);
  if (from.heard) encode(*from.heard, *to.mutable_heard());
}

void read(const v1::OralRecord& from, domain::OralRecord& to, Reader& reader) {
  reader.complete(from);
  to.speaker.value = from.speaker();
  to.witness.value = from.witness();
  to.wording = from.wording();
  to.read_back = from.read_back();
  to.heard_via = from.heard_via();
  reader.instant(from.has_heard(), from.heard(), to.heard);
}

void write(const domain::OralDecision& from, v1::OralDecision& to) {
  to.set_id(from.id.value);
  to.set_speaker(from.speaker.value);
  to.set_registrar(from.registrar.value);
  to.set_witness(from.witness.value);
  to.set_capacity(from.capacity);
  to.set_command(from.command);
  to.set_subject(from.subject);
  to.set_incident(from.incident.value);
  to.set_wording(from.wording);
  to.set_heard_via(from.heard_via);
  encode(from.heard, *to.mutable_heard());
  to.set_state(wire(from.state));
  to.set_reason(from.reason);
}

void read(const v1::OralDecision& from, domain::OralDecision& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.speaker.value = from.speaker();
  to.registrar.value = from.registrar();
  to.witness.value = from.witness();
  to.capacity = from.capacity();
  to.command = from.command();
  to.subject = from.subject();
  to.incident.value = from.incident();
  to.wording = from.wording();
  to.heard_via = from.heard_via();
  reader.instant(from.has_heard(), from.heard(), to.heard);
  reader.choice(from.state(), to.state);
  to.reason = from.reason();
}

void write(const domain::CouncilMeeting& from, v1::CouncilMeeting& to) {
  to.set_id(from.id.value);
  encode(from.time, *to.mutable_time());
  to.set_cancelled(from.cancelled);
  to.set_reported(from.reported);
}

void read(const v1::CouncilMeeting& from, domain::CouncilMeeting& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  reader.instant(from.has_time(), from.time(), to.time);
  to.cancelled = from.cancelled();
  to.reported = from.reported();
}

void write(const domain::Fact& from, v1::Fact& to) {
  to.set_id(from.id.value);
  to.set_incident(from.incident.value);
  to.set_kind(wire(from.kind));
  to.set_unit(from.unit.value);
  to.set_serious(from.serious);
  to.set_text(from.text);
  encode(from.known, *to.mutable_known());
  to.set_by(from.by.value);
}

void read(const v1::Fact& from, domain::Fact& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.incident.value = from.incident();
  reader.choice(from.kind(), to.kind);
  to.unit.value = from.unit();
  to.serious = from.serious();
  to.text = from.text();
  reader.instant(from.has_known(), from.known(), to.known);
  to.by.value = from.by();
}

void write(const domain::CrisisSupport& from, v1::CrisisSupport& to) {
  to.set_id(from.id.value);
  to.set_district(from.district.value);
  to.set_responsible(from.responsible.value);
  to.set_office_hours(from.office_hours);
  to.set_offered_to(from.offered_to.value);
  encode(from.since, *to.mutable_since());
}

void read(const v1::CrisisSupport& from, domain::CrisisSupport& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.district.value = from.district();
  to.responsible.value = from.responsible();
  to.office_hours = from.office_hours();
  to.offered_to.value = from.offered_to();
  reader.instant(from.has_since(), from.since(), to.since);
}

void write(const domain::Delegation& from, v1::Delegation& to) {
  to.set_id(from.id.value);
  to.set_person(from.person.value);
  to.set_role(from.role);
  to.set_unit(from.unit.value);
  to.set_scope(from.scope);
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
  to.set_reference(from.reference);
  to.set_granted_by(from.granted_by.value);
  to.set_break_glass(from.break_glass);
  to.set_ended(from.ended);
}

void read(const v1::Delegation& from, domain::Delegation& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.person.value = from.person();
  to.role = from.role();
  to.unit.value = from.unit();
  to.scope = from.scope();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  to.reference = from.reference();
  to.granted_by.value = from.granted_by();
  to.break_glass = from.break_glass();
  to.ended = from.ended();
}

void write(const domain::ExerciseRecord& from, v1::ExerciseRecord& to) {
  to.set_id(from.id.value);
  write_ids(from.units, *to.mutable_units());
  to.set_kind(from.kind);
  encode(from.held, *to.mutable_held());
  to.set_reference(from.reference);
}

void read(const v1::ExerciseRecord& from, domain::ExerciseRecord& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  read_ids(from.units(), to.units);
  to.kind = from.kind();
  reader.instant(from.has_held(), from.held(), to.held);
  to.reference = from.reference();
}

void write(const domain::Readiness& from, v1::Readiness& to) {
  to.set_id(from.id.value);
  to.set_organisation_designated(from.organisation_designated);
  if (from.plan_reviewed) encode(*from.plan_reviewed, *to.mutable_plan_reviewed());
  if (from.review_by) encode(*from.review_by, *to.mutable_review_by());
  to.set_endurance_planned(from.endurance_planned);
  to.set_reference(from.reference);
}

void read(const v1::Readiness& from, domain::Readiness& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.organisation_designated = from.organisation_designated();
  reader.instant(from.has_plan_reviewed(), from.plan_reviewed(), to.plan_reviewed);
  reader.instant(from.has_review_by(), from.review_by(), to.review_by);
  to.endurance_planned = from.endurance_planned();
  to.reference = from.reference();
}

void write(const domain::SummaryRow& from, v1::SummaryRow& to) {
  to.set_unit(from.unit.value);
  to.set_incidents(from.incidents);
  to.set_significant(from.significant);
}

void read(const v1::SummaryRow& from, domain::SummaryRow& to, Reader& reader) {
  reader.complete(from);
  to.unit.value = from.unit();
  to.incidents = from.incidents();
  to.significant = from.significant();
}

void write(const domain::MonthlySummary& from, v1::MonthlySummary& to) {
  to.set_month(from.month);
  write_all(from.rows, *to.mutable_rows());
}

void read(const v1::MonthlySummary& from, domain::MonthlySummary& to, Reader& reader) {
  reader.complete(from);
  to.month = from.month();
  read_all(from.rows(), to.rows, reader);
}

void write(const domain::Ring& from, v1::Ring& to) { write_all(from.points, *to.mutable_points()); }

void read(const v1::Ring& from, domain::Ring& to, Reader& reader) {
  reader.complete(from);
  read_all(from.points(), to.points, reader);
}

void write(const domain::District& from, v1::District& to) {
  to.set_unit(from.unit.value);
  to.set_valid_from(from.valid_from);
  to.set_valid_to(from.valid_to);
  write_all(from.rings, *to.mutable_rings());
}

void read(const v1::District& from, domain::District& to, Reader& reader) {
  reader.complete(from);
  to.unit.value = from.unit();
  to.valid_from = from.valid_from();
  to.valid_to = from.valid_to();
  read_all(from.rings(), to.rings, reader);
}

void encode(const domain::DecisionRecord& decision, v1::DecisionRecord& out) {
  write(decision, out);
}

void encode(const domain::Obligation& obligation, v1::Obligation& out) { write(obligation, out); }

}  // namespace ckl::codec
