// Events of the law.
#include "codec/events.hpp"

namespace ckl::codec {

void write(const domain::ObligationDated& from, v1::ObligationDated& to) {
  to.set_obligation(from.obligation.value);
  if (from.due) encode(*from.due, *to.mutable_due());
  for (const auto at : from.remind_at) encode(at, *to.add_remind_at());
}

void read(const v1::ObligationDated& from, domain::ObligationDated& to, Reader& reader) {
  reader.complete(from);
  to.obligation.value = from.obligation();
  reader.instant(from.has_due(), from.due(), to.due);
  for (const auto& at : from.remind_at()) {
    reader.instant(true, at, to.remind_at.emplace_back());
  }
}

void write(const domain::MeetingCalled& from, v1::MeetingCalled& to) {
  write(from.meeting, *to.mutable_meeting());
}

void read(const v1::MeetingCalled& from, domain::MeetingCalled& to, Reader& reader) {
  reader.complete(from);
  read(from.meeting(), to.meeting, reader);
}

void write(const domain::MeetingOpened& from, v1::MeetingOpened& to) {
  to.set_meeting(from.meeting.value);
  to.set_presiding(from.presiding.value);
  to.set_remote_allowed(from.remote_allowed);
  write_all(from.present, *to.mutable_present());
}

void read(const v1::MeetingOpened& from, domain::MeetingOpened& to, Reader& reader) {
  reader.complete(from);
  to.meeting.value = from.meeting();
  to.presiding.value = from.presiding();
  to.remote_allowed = from.remote_allowed();
  read_all(from.present(), to.present, reader);
}

void write(const domain::AttendanceChanged& from, v1::AttendanceChanged& to) {
  to.set_meeting(from.meeting.value);
  write(from.seat, *to.mutable_seat());
  to.set_present(from.present);
}

void read(const v1::AttendanceChanged& from, domain::AttendanceChanged& to, Reader& reader) {
  reader.complete(from);
  to.meeting.value = from.meeting();
  read(from.seat(), to.seat, reader);
  to.present = from.present();
}

void write(const domain::MeetingClosed& from, v1::MeetingClosed& to) {
  to.set_meeting(from.meeting.value);
}

void read(const v1::MeetingClosed& from, domain::MeetingClosed& to, Reader& reader) {
  reader.complete(from);
  to.meeting.value = from.meeting();
}

void write(const domain::MinutesRecorded& from, v1::MinutesRecorded& to) {
  to.set_meeting(from.meeting.value);
  to.set_step(wire(from.step));
  encode(from.done, *to.mutable_done());
  to.set_reference(from.reference);
}

void read(const v1::MinutesRecorded& from, domain::MinutesRecorded& to, Reader& reader) {
  reader.complete(from);
  to.meeting.value = from.meeting();
  reader.choice(from.step(), to.step);
  reader.instant(from.has_done(), from.done(), to.done);
  to.reference = from.reference();
}

void write(const domain::DecisionMade& from, v1::DecisionMade& to) {
  write(from.decision, *to.mutable_decision());
}

void read(const v1::DecisionMade& from, domain::DecisionMade& to, Reader& reader) {
  reader.complete(from);
  read(from.decision(), to.decision, reader);
}

void write(const domain::DecisionEnded& from, v1::DecisionEnded& to) {
  to.set_decision(from.decision.value);
  to.set_state(wire(from.state));
  to.set_reason(from.reason);
}

void read(const v1::DecisionEnded& from, domain::DecisionEnded& to, Reader& reader) {
  reader.complete(from);
  to.decision.value = from.decision();
  reader.choice(from.state(), to.state);
  to.reason = from.reason();
}

void write(const domain::UrgentDecisionsNoted& from, v1::UrgentDecisionsNoted& to) {
  to.set_meeting(from.meeting.value);
  write_ids(from.decisions, *to.mutable_decisions());
}

void read(const v1::UrgentDecisionsNoted& from, domain::UrgentDecisionsNoted& to, Reader& reader) {
  reader.complete(from);
  to.meeting.value = from.meeting();
  read_ids(from.decisions(), to.decisions);
}

void write(const domain::TakeoverEntered& from, v1::TakeoverEntered& to) {
  write(from.takeover, *to.mutable_takeover());
}

void read(const v1::TakeoverEntered& from, domain::TakeoverEntered& to, Reader& reader) {
  reader.complete(from);
  read(from.takeover(), to.takeover, reader);
}

void write(const domain::TakeoverExtended& from, v1::TakeoverExtended& to) {
  to.set_takeover(from.takeover.value);
  to.set_decision(from.decision.value);
  if (from.review) encode(*from.review, *to.mutable_review());
  if (from.valid_until) encode(*from.valid_until, *to.mutable_valid_until());
}

void read(const v1::TakeoverExtended& from, domain::TakeoverExtended& to, Reader& reader) {
  reader.complete(from);
  to.takeover.value = from.takeover();
  to.decision.value = from.decision();
  reader.instant(from.has_review(), from.review(), to.review);
  reader.instant(from.has_valid_until(), from.valid_until(), to.valid_until);
}

void write(const domain::TakeoverReturned& from, v1::TakeoverReturned& to) {
  to.set_takeover(from.takeover.value);
  to.set_decision(from.decision.value);
  write(from.handback, *to.mutable_handback());
  to.set_reason(from.reason);
  write_words(from.parts, *to.mutable_parts());
}

void read(const v1::TakeoverReturned& from, domain::TakeoverReturned& to, Reader& reader) {
  reader.complete(from);
  to.takeover.value = from.takeover();
  to.decision.value = from.decision();
  read(from.handback(), to.handback, reader);
  to.reason = from.reason();
  to.parts.assign(from.parts().begin(), from.parts().end());
}

void write(const domain::TakeoverProposed& from, v1::TakeoverProposed& to) {
  write(from.takeover, *to.mutable_takeover());
  to.set_title(from.title);
  to.set_text(from.text);
}

void read(const v1::TakeoverProposed& from, domain::TakeoverProposed& to, Reader& reader) {
  reader.complete(from);
  read(from.takeover(), to.takeover, reader);
  to.title = from.title();
  to.text = from.text();
}

void write(const domain::TakeoverProposalDropped& from, v1::TakeoverProposalDropped& to) {
  to.set_takeover(from.takeover.value);
  to.set_decision(from.decision.value);
  to.set_reason(from.reason);
}

void read(const v1::TakeoverProposalDropped& from, domain::TakeoverProposalDropped& to,
          Reader& reader) {
  reader.complete(from);
  to.takeover.value = from.takeover();
  to.decision.value = from.decision();
  to.reason = from.reason();
}

void write(const domain::WarningRequested& from, v1::WarningRequested& to) {
  write(from.warning, *to.mutable_warning());
}

void read(const v1::WarningRequested& from, domain::WarningRequested& to, Reader& reader) {
  reader.complete(from);
  read(from.warning(), to.warning, reader);
}

void write(const domain::HandbackAcknowledged& from, v1::HandbackAcknowledged& to) {
  to.set_takeover(from.takeover.value);
  to.set_text(from.text);
}

void read(const v1::HandbackAcknowledged& from, domain::HandbackAcknowledged& to, Reader& reader) {
  reader.complete(from);
  to.takeover.value = from.takeover();
  to.text = from.text();
}

void write(const domain::ContributionRequested& from, v1::ContributionRequested& to) {
  write(from.contribution, *to.mutable_contribution());
}

void read(const v1::ContributionRequested& from, domain::ContributionRequested& to,
          Reader& reader) {
  reader.complete(from);
  read(from.contribution(), to.contribution, reader);
}

void write(const domain::ContributionAnswered& from, v1::ContributionAnswered& to) {
  to.set_contribution(from.contribution.value);
  to.set_agreed(from.agreed);
  to.set_text(from.text);
}

void read(const v1::ContributionAnswered& from, domain::ContributionAnswered& to, Reader& reader) {
  reader.complete(from);
  to.contribution.value = from.contribution();
  to.agreed = from.agreed();
  to.text = from.text();
}

void write(const domain::NotExtraordinaryAssessed& from, v1::NotExtraordinaryAssessed& to) {
  to.set_incident(from.incident.value);
  to.set_reason(from.reason);
  to.set_hindrance(from.hindrance.value);
}

void read(const v1::NotExtraordinaryAssessed& from, domain::NotExtraordinaryAssessed& to,
          Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  to.reason = from.reason();
  to.hindrance.value = from.hindrance();
}

void write(const domain::OralDecisionRecorded& from, v1::OralDecisionRecorded& to) {
  write(from.oral, *to.mutable_oral());
}

void read(const v1::OralDecisionRecorded& from, domain::OralDecisionRecorded& to, Reader& reader) {
  reader.complete(from);
  read(from.oral(), to.oral, reader);
}

void write(const domain::OralDecisionSettled& from, v1::OralDecisionSettled& to) {
  to.set_oral(from.oral.value);
  to.set_state(wire(from.state));
  to.set_reason(from.reason);
}

void read(const v1::OralDecisionSettled& from, domain::OralDecisionSettled& to, Reader& reader) {
  reader.complete(from);
  to.oral.value = from.oral();
  reader.choice(from.state(), to.state);
  to.reason = from.reason();
}

void write(const domain::CouncilMeetingRegistered& from, v1::CouncilMeetingRegistered& to) {
  write(from.meeting, *to.mutable_meeting());
}

void read(const v1::CouncilMeetingRegistered& from, domain::CouncilMeetingRegistered& to,
          Reader& reader) {
  reader.complete(from);
  read(from.meeting(), to.meeting, reader);
}

void write(const domain::CouncilMeetingCancelled& from, v1::CouncilMeetingCancelled& to) {
  to.set_meeting(from.meeting.value);
  to.set_reason(from.reason);
}

void read(const v1::CouncilMeetingCancelled& from, domain::CouncilMeetingCancelled& to,
          Reader& reader) {
  reader.complete(from);
  to.meeting.value = from.meeting();
  to.reason = from.reason();
}

void write(const domain::CouncilReportMade& from, v1::CouncilReportMade& to) {
  to.set_meeting(from.meeting.value);
  write_ids(from.decisions, *to.mutable_decisions());
  to.set_reference(from.reference);
}

void read(const v1::CouncilReportMade& from, domain::CouncilReportMade& to, Reader& reader) {
  reader.complete(from);
  to.meeting.value = from.meeting();
  read_ids(from.decisions(), to.decisions);
  to.reference = from.reference();
}

void write(const domain::ExternalDecisionEntered& from, v1::ExternalDecisionEntered& to) {
  write(from.record, *to.mutable_record());
}

void read(const v1::ExternalDecisionEntered& from, domain::ExternalDecisionEntered& to,
          Reader& reader) {
  reader.complete(from);
  read(from.record(), to.record, reader);
}

void write(const domain::ExternalDecisionSettled& from, v1::ExternalDecisionSettled& to) {
  to.set_record(from.record.value);
  to.set_state(wire(from.state));
  to.set_reason(from.reason);
}

void read(const v1::ExternalDecisionSettled& from, domain::ExternalDecisionSettled& to,
          Reader& reader) {
  reader.complete(from);
  to.record.value = from.record();
  reader.choice(from.state(), to.state);
  to.reason = from.reason();
}

void write(const domain::AlertChanged& from, v1::AlertChanged& to) {
  to.set_grade(wire(from.grade));
  to.set_reference(from.reference);
  encode(from.decided, *to.mutable_decided());
  encode(from.from, *to.mutable_from());
  write_words(from.areas, *to.mutable_areas());
  to.set_activity(from.activity);
  to.set_in_area(from.in_area);
  to.set_at_war(from.at_war);
  to.set_record(from.record.value);
}

void read(const v1::AlertChanged& from, domain::AlertChanged& to, Reader& reader) {
  reader.complete(from);
  reader.choice(from.grade(), to.grade);
  to.reference = from.reference();
  reader.instant(from.has_decided(), from.decided(), to.decided);
  reader.instant(from.has_from(), from.from(), to.from);
  to.areas.assign(from.areas().begin(), from.areas().end());
  to.activity = from.activity();
  to.in_area = from.in_area();
  to.at_war = from.at_war();
  to.record.value = from.record();
}

void write(const domain::ReadinessAlarmChanged& from, v1::ReadinessAlarmChanged& to) {
  to.set_sounding(from.sounding);
  to.set_reference(from.reference);
  to.set_record(from.record.value);
}

void read(const v1::ReadinessAlarmChanged& from, domain::ReadinessAlarmChanged& to,
          Reader& reader) {
  reader.complete(from);
  to.sounding = from.sounding();
  to.reference = from.reference();
  to.record.value = from.record();
}

void write(const domain::WartimeLawChanged& from, v1::WartimeLawChanged& to) {
  write(from.law, *to.mutable_law());
  to.set_reason(from.reason);
  to.set_record(from.record.value);
}

void read(const v1::WartimeLawChanged& from, domain::WartimeLawChanged& to, Reader& reader) {
  reader.complete(from);
  read(from.law(), to.law, reader);
  to.reason = from.reason();
  to.record.value = from.record();
}

void write(const domain::TasksAssigned& from, v1::TasksAssigned& to) {
  write(from.assignment, *to.mutable_assignment());
  to.set_record(from.record.value);
}

void read(const v1::TasksAssigned& from, domain::TasksAssigned& to, Reader& reader) {
  reader.complete(from);
  read(from.assignment(), to.assignment, reader);
  to.record.value = from.record();
}

void write(const domain::AssignmentEnded& from, v1::AssignmentEnded& to) {
  to.set_assignment(from.assignment.value);
  to.set_reason(from.reason);
}

void read(const v1::AssignmentEnded& from, domain::AssignmentEnded& to, Reader& reader) {
  reader.complete(from);
  to.assignment.value = from.assignment();
  to.reason = from.reason();
}

void write(const domain::ParticipantJoined& from, v1::ParticipantJoined& to) {
  to.set_incident(from.incident.value);
  to.set_unit(from.unit.value);
  to.set_text(from.text);
}

void read(const v1::ParticipantJoined& from, domain::ParticipantJoined& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  to.unit.value = from.unit();
  to.text = from.text();
}

}  // namespace ckl::codec
