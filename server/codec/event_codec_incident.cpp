// Events of the workspace, of incidents and of the committee.
#include "codec/events.hpp"

namespace ckl::codec {

void write(const domain::WorkspaceOpened& from, v1::WorkspaceOpened& to) {
  to.set_workspace(from.workspace.value);
  to.set_mode(wire(from.mode));
  write(from.name, *to.mutable_name());
}

void read(const v1::WorkspaceOpened& from, domain::WorkspaceOpened& to, Reader& reader) {
  reader.complete(from);
  to.workspace.value = from.workspace();
  reader.choice(from.mode(), to.mode);
  read(from.name(), to.name, reader);
}

void write(const domain::OrganisationAdopted& from, v1::OrganisationAdopted& to) {
  write(from.organisation, *to.mutable_organisation());
  to.set_source_hash(from.source_hash);
}

void read(const v1::OrganisationAdopted& from, domain::OrganisationAdopted& to, Reader& reader) {
  reader.complete(from);
  read(from.organisation(), to.organisation, reader);
  to.source_hash = from.source_hash();
}

void write(const domain::SettingsAdopted& from, v1::SettingsAdopted& to) {
  write(from.settings, *to.mutable_settings());
}

void read(const v1::SettingsAdopted& from, domain::SettingsAdopted& to, Reader& reader) {
  reader.complete(from);
  read(from.settings(), to.settings, reader);
}

void write(const domain::PlanAdopted& from, v1::PlanAdopted& to) {
  write(from.plan, *to.mutable_plan());
}

void read(const v1::PlanAdopted& from, domain::PlanAdopted& to, Reader& reader) {
  reader.complete(from);
  read(from.plan(), to.plan, reader);
}

void write(const domain::IncidentReported& from, v1::IncidentReported& to) {
  to.set_incident(from.incident.value);
  to.set_number(from.number);
  to.set_kind(wire(from.kind));
  to.set_headline(from.headline);
  to.set_text(from.text);
  to.set_place(from.place);
  to.set_owner(from.owner.value);
  encode(from.event_time, *to.mutable_event_time());
  if (from.point) write(*from.point, *to.mutable_point());
}

void read(const v1::IncidentReported& from, domain::IncidentReported& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  to.number = from.number();
  reader.choice(from.kind(), to.kind);
  to.headline = from.headline();
  to.text = from.text();
  to.place = from.place();
  to.owner.value = from.owner();
  reader.instant(from.has_event_time(), from.event_time(), to.event_time);
  if (from.has_point()) read(from.point(), to.point.emplace(), reader);
}

void write(const domain::LevelChanged& from, v1::LevelChanged& to) {
  to.set_incident(from.incident.value);
  to.set_from(wire(from.from));
  to.set_to(wire(from.to));
  to.set_reason(from.reason);
  to.set_provisional(from.provisional);
  if (from.confirm_by) encode(*from.confirm_by, *to.mutable_confirm_by());
  if (from.checklist) write(*from.checklist, *to.mutable_checklist());
}

void read(const v1::LevelChanged& from, domain::LevelChanged& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  reader.choice(from.from(), to.from);
  reader.choice(from.to(), to.to);
  to.reason = from.reason();
  to.provisional = from.provisional();
  reader.instant(from.has_confirm_by(), from.confirm_by(), to.confirm_by);
  if (from.has_checklist()) read(from.checklist(), to.checklist.emplace(), reader);
}

void write(const domain::LevelConfirmed& from, v1::LevelConfirmed& to) {
  to.set_incident(from.incident.value);
}

void read(const v1::LevelConfirmed& from, domain::LevelConfirmed& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
}

void write(const domain::LevelLeftUnconfirmed& from, v1::LevelLeftUnconfirmed& to) {
  to.set_incident(from.incident.value);
}

void read(const v1::LevelLeftUnconfirmed& from, domain::LevelLeftUnconfirmed& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
}

void write(const domain::PhaseChanged& from, v1::PhaseChanged& to) {
  to.set_incident(from.incident.value);
  to.set_from(wire(from.from));
  to.set_to(wire(from.to));
  to.set_reason(from.reason);
}

void read(const v1::PhaseChanged& from, domain::PhaseChanged& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  reader.choice(from.from(), to.from);
  reader.choice(from.to(), to.to);
  to.reason = from.reason();
}

void write(const domain::CklStateChanged& from, v1::CklStateChanged& to) {
  to.set_from(wire(from.from));
  to.set_to(wire(from.to));
  to.set_reason(from.reason);
  to.set_instruction(from.instruction);
}

void read(const v1::CklStateChanged& from, domain::CklStateChanged& to, Reader& reader) {
  reader.complete(from);
  reader.choice(from.from(), to.from);
  reader.choice(from.to(), to.to);
  to.reason = from.reason();
  to.instruction = from.instruction();
}

void write(const domain::CklAttachmentChanged& from, v1::CklAttachmentChanged& to) {
  to.set_incident(from.incident.value);
  to.set_attached(from.attached);
}

void read(const v1::CklAttachmentChanged& from, domain::CklAttachmentChanged& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  to.attached = from.attached();
}

void write(const domain::ExtraordinaryDeclared& from, v1::ExtraordinaryDeclared& to) {
  to.set_incident(from.incident.value);
  write(from.criteria, *to.mutable_criteria());
  to.set_committee_functions(from.committee_functions);
  to.set_hindrance(from.hindrance.value);
  to.set_oral(from.oral.value);
}

void read(const v1::ExtraordinaryDeclared& from, domain::ExtraordinaryDeclared& to,
          Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  read(from.criteria(), to.criteria, reader);
  to.committee_functions = from.committee_functions();
  to.hindrance.value = from.hindrance();
  to.oral.value = from.oral();
}

void write(const domain::CommitteeStateChanged& from, v1::CommitteeStateChanged& to) {
  to.set_from(wire(from.from));
  to.set_to(wire(from.to));
  to.set_cause(from.cause.value);
  to.set_reason(from.reason);
}

void read(const v1::CommitteeStateChanged& from, domain::CommitteeStateChanged& to,
          Reader& reader) {
  reader.complete(from);
  reader.choice(from.from(), to.from);
  reader.choice(from.to(), to.to);
  to.cause.value = from.cause();
  to.reason = from.reason();
}

void write(const domain::HindranceRecorded& from, v1::HindranceRecorded& to) {
  write(from.hindrance, *to.mutable_hindrance());
}

void read(const v1::HindranceRecorded& from, domain::HindranceRecorded& to, Reader& reader) {
  reader.complete(from);
  read(from.hindrance(), to.hindrance, reader);
}

void write(const domain::HindranceEnded& from, v1::HindranceEnded& to) {
  to.set_hindrance(from.hindrance.value);
  to.set_reason(from.reason);
}

void read(const v1::HindranceEnded& from, domain::HindranceEnded& to, Reader& reader) {
  reader.complete(from);
  to.hindrance.value = from.hindrance();
  to.reason = from.reason();
}

void write(const domain::PowerRefused& from, v1::PowerRefused& to) {
  to.set_person(from.person.value);
  to.set_command(from.command);
  to.set_incident(from.incident.value);
  write_ids(from.rules, *to.mutable_rules());
}

void read(const v1::PowerRefused& from, domain::PowerRefused& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.command = from.command();
  to.incident.value = from.incident();
  read_ids(from.rules(), to.rules);
}

void write(const domain::ObligationOpened& from, v1::ObligationOpened& to) {
  write(from.obligation, *to.mutable_obligation());
}

void read(const v1::ObligationOpened& from, domain::ObligationOpened& to, Reader& reader) {
  reader.complete(from);
  read(from.obligation(), to.obligation, reader);
}

void write(const domain::ObligationReminded& from, v1::ObligationReminded& to) {
  to.set_obligation(from.obligation.value);
}

void read(const v1::ObligationReminded& from, domain::ObligationReminded& to, Reader& reader) {
  reader.complete(from);
  to.obligation.value = from.obligation();
}

void write(const domain::ObligationOverdue& from, v1::ObligationOverdue& to) {
  to.set_obligation(from.obligation.value);
}

void read(const v1::ObligationOverdue& from, domain::ObligationOverdue& to, Reader& reader) {
  reader.complete(from);
  to.obligation.value = from.obligation();
}

void write(const domain::ObligationClosed& from, v1::ObligationClosed& to) {
  to.set_obligation(from.obligation.value);
  to.set_evidence(from.evidence);
  encode(from.done, *to.mutable_done());
}

void read(const v1::ObligationClosed& from, domain::ObligationClosed& to, Reader& reader) {
  reader.complete(from);
  to.obligation.value = from.obligation();
  to.evidence = from.evidence();
  reader.instant(from.has_done(), from.done(), to.done);
}

}  // namespace ckl::codec
