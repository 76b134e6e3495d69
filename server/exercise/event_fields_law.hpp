// The fields of the events of the law as words. Internal to event_fields.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "exercise/event_fields.hpp"
#include "exercise/words.hpp"

namespace ckl::exercise {

// Gathers fields: each `put` gives one its name.
class Row {
 public:
  void put(const char* name, const std::string& value) { fields_.push_back({name, value, {}}); }
  void put(const char* name, std::uint32_t value) { put(name, std::to_string(value)); }
  void put(const char* name, bool value) { put(name, std::string(value ? "yes" : "no")); }
  void put(const char* name, domain::Instant value) { fields_.push_back({name, {}, value}); }
  void put(const char* name, const std::optional<domain::Instant>& value) {
    fields_.push_back({name, {}, value});
  }
  void put(const char* name, const domain::Text& value) { put(name, value.sv); }
  template <class Tag>
  void put(const char* name, const domain::Id<Tag>& id) {
    put(name, id.value);
  }
  template <class Tag>
  void put(const char* name, const std::vector<domain::Id<Tag>>& ids) {
    std::string all;
    for (const auto& id : ids) all += (all.empty() ? "" : " ") + id.value;
    put(name, all);
  }
  void put(const char* name, const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts) all += (all.empty() ? "" : "; ") + text;
    put(name, all);
  }
  template <class Enum>
    requires(Words<Enum>::table.size() > 0)
  void put(const char* name, Enum value) {
    put(name, word_of(value));
  }

  [[nodiscard]] std::vector<EventField> take() { return std::move(fields_); }

 private:
  std::vector<EventField> fields_;
};

// A nested noun's fields stand beside the event's own; where two have one name, the first is kept.
struct DescribeLaw {
  Row row;

  void operator()(const domain::ObligationDated& e) {
    row.put("obligation", e.obligation);
    row.put("due", e.due);
  }
  void operator()(const domain::MeetingCalled& e) {
    row.put("id", e.meeting.id);
    row.put("number", e.meeting.number);
    row.put("time", e.meeting.time);
    row.put("place", e.meeting.place);
    row.put("agenda", e.meeting.agenda);
    row.put("remote-allowed", e.meeting.remote_allowed);
    row.put("presiding", e.meeting.presiding);
    row.put("opened", e.meeting.opened);
    row.put("closed", e.meeting.closed);
    row.put("adjusted", e.meeting.adjusted);
    row.put("posted", e.meeting.posted);
    row.put("minutes", e.meeting.minutes);
  }
  void operator()(const domain::MeetingOpened& e) {
    row.put("meeting", e.meeting);
    row.put("presiding", e.presiding);
    row.put("remote-allowed", e.remote_allowed);
    row.put("present", static_cast<std::uint32_t>(e.present.size()));
  }
  void operator()(const domain::AttendanceChanged& e) {
    row.put("meeting", e.meeting);
    row.put("person", e.seat.person);
    row.put("remote", e.seat.remote);
    row.put("serves-for", e.seat.serves_for);
    row.put("present", e.present);
  }
  void operator()(const domain::MeetingClosed& e) { row.put("meeting", e.meeting); }
  void operator()(const domain::MinutesRecorded& e) {
    row.put("meeting", e.meeting);
    row.put("step", e.step);
    row.put("done", e.done);
    row.put("reference", e.reference);
  }
  void operator()(const domain::DecisionMade& e) {
    row.put("id", e.decision.id);
    row.put("number", e.decision.number);
    row.put("body", e.decision.body);
    row.put("person", e.decision.person);
    row.put("capacity", e.decision.capacity);
    row.put("unit", e.decision.unit);
    row.put("part", e.decision.part);
    row.put("incident", e.decision.incident);
    row.put("meeting", e.decision.meeting);
    row.put("kind", e.decision.matter.kind);
    row.put("title", e.decision.matter.title);
    row.put("text", e.decision.matter.text);
    row.put("necessity", e.decision.matter.necessity);
    row.put("valid-from", e.decision.matter.valid_from);
    row.put("valid-until", e.decision.matter.valid_until);
    row.put("review", e.decision.matter.review);
    row.put("executors", e.decision.matter.executors);
    row.put("whole", e.decision.matter.scope.whole);
    row.put("parts", e.decision.matter.scope.parts);
    row.put("takeover", e.decision.matter.takeover);
    row.put("decision", e.decision.matter.decision);
    row.put("urgency-reason", e.decision.urgency_reason);
    row.put("conflicted", e.decision.conflicted);
    row.put("adopted", e.decision.adopted);
    row.put("state", e.decision.state);
    row.put("decided", e.decision.decided);
    row.put("registered", e.decision.registered);
    row.put("oral", e.decision.oral);
    row.put("hindrance", e.decision.hindrance);
    row.put("noted", e.decision.noted);
    row.put("council-reference", e.decision.council_reference);
    row.put("council-matter", e.decision.council_matter);
    row.put("delegation", e.decision.matter.delegation);
    row.put("conflicts", e.decision.conflicts);
    if (e.decision.matter.power) row.put("power", *e.decision.matter.power);
  }
  void operator()(const domain::DecisionEnded& e) {
    row.put("decision", e.decision);
    row.put("state", e.state);
    row.put("reason", e.reason);
  }
  void operator()(const domain::UrgentDecisionsNoted& e) {
    row.put("meeting", e.meeting);
    row.put("decisions", e.decisions);
  }
  void operator()(const domain::TakeoverEntered& e) {
    row.put("id", e.takeover.id);
    row.put("incident", e.takeover.incident);
    row.put("unit", e.takeover.scope.unit);
    row.put("whole", e.takeover.scope.whole);
    row.put("parts", e.takeover.scope.parts);
    row.put("decision", e.takeover.decision);
    row.put("necessity", e.takeover.necessity);
    row.put("since", e.takeover.since);
    row.put("valid-until", e.takeover.valid_until);
    row.put("review", e.takeover.review);
    row.put("state", e.takeover.state);
    row.put("returned", e.takeover.returned);
    row.put("open-decisions", e.takeover.handback.open_decisions);
    row.put("costs", e.takeover.handback.costs);
    row.put("staff", e.takeover.handback.staff);
    row.put("deadlines", e.takeover.handback.deadlines);
    row.put("acknowledged", e.takeover.acknowledged);
    row.put("acknowledged-by", e.takeover.acknowledged_by);
    row.put("successor", e.takeover.successor);
    row.put("succession-settled", e.takeover.succession_settled);
  }
  void operator()(const domain::TakeoverExtended& e) {
    row.put("takeover", e.takeover);
    row.put("decision", e.decision);
    row.put("review", e.review);
    row.put("valid-until", e.valid_until);
  }
  void operator()(const domain::TakeoverReturned& e) {
    row.put("takeover", e.takeover);
    row.put("decision", e.decision);
    row.put("open-decisions", e.handback.open_decisions);
    row.put("costs", e.handback.costs);
    row.put("staff", e.handback.staff);
    row.put("deadlines", e.handback.deadlines);
    row.put("reason", e.reason);
    row.put("parts", e.parts);
  }
  void operator()(const domain::TakeoverProposed& e) {
    row.put("id", e.takeover.id);
    row.put("incident", e.takeover.incident);
    row.put("unit", e.takeover.scope.unit);
    row.put("whole", e.takeover.scope.whole);
    row.put("parts", e.takeover.scope.parts);
    row.put("necessity", e.takeover.necessity);
    row.put("state", e.takeover.state);
    row.put("title", e.title);
    row.put("text", e.text);
  }
  void operator()(const domain::TakeoverProposalDropped& e) {
    row.put("takeover", e.takeover);
    row.put("decision", e.decision);
    row.put("reason", e.reason);
  }
  void operator()(const domain::WarningRequested& e) {
    row.put("incident", e.warning.incident);
    row.put("place", e.warning.place);
    row.put("danger", e.warning.danger);
    row.put("action", e.warning.action);
    row.put("time", e.warning.time);
  }
  void operator()(const domain::HandbackAcknowledged& e) {
    row.put("takeover", e.takeover);
    row.put("text", e.text);
  }
  void operator()(const domain::ContributionRequested& e) {
    row.put("id", e.contribution.id);
    row.put("incident", e.contribution.incident);
    row.put("unit", e.contribution.unit);
    row.put("request", e.contribution.request);
    row.put("requested", e.contribution.requested);
    row.put("answered", e.contribution.answered);
    row.put("agreed", e.contribution.agreed);
    row.put("answer", e.contribution.answer);
  }
  void operator()(const domain::ContributionAnswered& e) {
    row.put("contribution", e.contribution);
    row.put("agreed", e.agreed);
    row.put("text", e.text);
  }
  void operator()(const domain::NotExtraordinaryAssessed& e) {
    row.put("incident", e.incident);
    row.put("reason", e.reason);
    row.put("hindrance", e.hindrance);
  }
  void operator()(const domain::OralDecisionRecorded& e) {
    row.put("id", e.oral.id);
    row.put("speaker", e.oral.speaker);
    row.put("registrar", e.oral.registrar);
    row.put("witness", e.oral.witness);
    row.put("capacity", e.oral.capacity);
    row.put("command", e.oral.command);
    row.put("subject", e.oral.subject);
    row.put("incident", e.oral.incident);
    row.put("wording", e.oral.wording);
    row.put("heard-via", e.oral.heard_via);
    row.put("heard", e.oral.heard);
    row.put("state", e.oral.state);
    row.put("reason", e.oral.reason);
  }
  void operator()(const domain::OralDecisionSettled& e) {
    row.put("oral", e.oral);
    row.put("state", e.state);
    row.put("reason", e.reason);
  }
  void operator()(const domain::CouncilMeetingRegistered& e) {
    row.put("id", e.meeting.id);
    row.put("time", e.meeting.time);
    row.put("cancelled", e.meeting.cancelled);
    row.put("reported", e.meeting.reported);
  }
  void operator()(const domain::CouncilMeetingCancelled& e) {
    row.put("meeting", e.meeting);
    row.put("reason", e.reason);
  }
  void operator()(const domain::CouncilReportMade& e) {
    row.put("meeting", e.meeting);
    row.put("decisions", e.decisions);
    row.put("reference", e.reference);
  }
  void operator()(const domain::ExternalDecisionEntered& e) {
    row.put("id", e.record.id);
    row.put("body", e.record.body);
    row.put("reference", e.record.reference);
    row.put("decided", e.record.decided);
    row.put("what", e.record.what);
    row.put("subject", e.record.subject);
    row.put("entered-by", e.record.entered_by);
    row.put("state", e.record.state);
    row.put("confirmed-by", e.record.confirmed_by);
    row.put("reason", e.record.reason);
  }
  void operator()(const domain::ExternalDecisionSettled& e) {
    row.put("record", e.record);
    row.put("state", e.state);
    row.put("reason", e.reason);
  }
  void operator()(const domain::AlertChanged& e) {
    row.put("grade", e.grade);
    row.put("reference", e.reference);
    row.put("decided", e.decided);
    row.put("from", e.from);
    row.put("areas", e.areas);
    row.put("activity", e.activity);
    row.put("in-area", e.in_area);
    row.put("at-war", e.at_war);
    row.put("record", e.record);
  }
  void operator()(const domain::ReadinessAlarmChanged& e) {
    row.put("sounding", e.sounding);
    row.put("reference", e.reference);
    row.put("record", e.record);
  }
  void operator()(const domain::WartimeLawChanged& e) {
    row.put("on", e.law.on);
    row.put("cause", e.law.cause);
    row.put("sections", e.law.sections);
    row.put("since", e.law.since);
    row.put("reference", e.law.reference);
    row.put("refer-by", e.law.refer_by);
    row.put("referred", e.law.referred);
    row.put("approve-by", e.law.approve_by);
    row.put("approved", e.law.approved);
    row.put("reason", e.reason);
    row.put("record", e.record);
  }
  void operator()(const domain::TasksAssigned& e) {
    row.put("id", e.assignment.id);
    row.put("task", e.assignment.task);
    row.put("from", e.assignment.from);
    row.put("to", e.assignment.to);
    row.put("reference", e.assignment.reference);
    row.put("since", e.assignment.since);
    row.put("until", e.assignment.until);
    row.put("ended", e.assignment.ended);
    row.put("end-reason", e.assignment.end_reason);
    row.put("whole", e.assignment.whole);
    row.put("record", e.record);
  }
  void operator()(const domain::AssignmentEnded& e) {
    row.put("assignment", e.assignment);
    row.put("reason", e.reason);
  }
  void operator()(const domain::ParticipantJoined& e) {
    row.put("incident", e.incident);
    row.put("unit", e.unit);
    row.put("text", e.text);
  }
  void operator()(const domain::FactRecorded& e) {
    row.put("id", e.fact.id);
    row.put("incident", e.fact.incident);
    row.put("kind", e.fact.kind);
    row.put("unit", e.fact.unit);
    row.put("serious", e.fact.serious);
    row.put("text", e.fact.text);
    row.put("known", e.fact.known);
    row.put("by", e.fact.by);
  }
  void operator()(const domain::CrisisSupportRouted& e) {
    row.put("id", e.support.id);
    row.put("district", e.support.district);
    row.put("responsible", e.support.responsible);
    row.put("office-hours", e.support.office_hours);
    row.put("offered-to", e.support.offered_to);
    row.put("since", e.support.since);
  }
  void operator()(const domain::CrisisSupportOffered& e) {
    row.put("incident", e.incident);
    row.put("to", e.to);
  }
  void operator()(const domain::CrisisSupportAccepted& e) {
    row.put("incident", e.incident);
    row.put("unit", e.unit);
  }
  void operator()(const domain::DelegationGranted& e) {
    row.put("id", e.delegation.id);
    row.put("person", e.delegation.person);
    row.put("role", e.delegation.role);
    row.put("unit", e.delegation.unit);
    row.put("scope", e.delegation.scope);
    row.put("from", e.delegation.from);
    row.put("until", e.delegation.until);
    row.put("reference", e.delegation.reference);
    row.put("granted-by", e.delegation.granted_by);
    row.put("break-glass", e.delegation.break_glass);
    row.put("ended", e.delegation.ended);
  }
  void operator()(const domain::DelegationEnded& e) {
    row.put("delegation", e.delegation);
    row.put("reason", e.reason);
  }
  void operator()(const domain::ExerciseRecorded& e) {
    row.put("id", e.exercise.id);
    row.put("units", e.exercise.units);
    row.put("kind", e.exercise.kind);
    row.put("held", e.exercise.held);
    row.put("reference", e.exercise.reference);
  }
  void operator()(const domain::ReadinessRecorded& e) {
    row.put("id", e.readiness.id);
    row.put("organisation-designated", e.readiness.organisation_designated);
    row.put("plan-reviewed", e.readiness.plan_reviewed);
    row.put("review-by", e.readiness.review_by);
    row.put("endurance-planned", e.readiness.endurance_planned);
    row.put("reference", e.readiness.reference);
  }
  void operator()(const domain::MonthlySummaryMade& e) { row.put("month", e.summary.month); }
  void operator()(const domain::ReadinessYearBegan& e) { row.put("year", e.year); }
  void operator()(const domain::MandatePeriodBegan& e) { row.put("period", e.period); }
  void operator()(const domain::UnitSucceeded& e) {
    row.put("unit", e.unit);
    row.put("successor", e.successor);
  }
  void operator()(const domain::SuccessionSettled& e) {
    row.put("unit", e.unit);
    row.put("successor", e.successor);
    row.put("reason", e.reason);
  }
  void operator()(const domain::BoundariesAdopted& e) {
    row.put("districts", static_cast<std::uint32_t>(e.districts.size()));
    row.put("source-hash", e.source_hash);
  }
  void operator()(const domain::RosterAdopted& e) {
    row.put("function", e.function);
    row.put("source", e.source);
    row.put("source-hash", e.source_hash);
    row.put("from", e.from);
    row.put("until", e.until);
    row.put("spans", static_cast<std::uint32_t>(e.spans.size()));
  }
  void operator()(const domain::DutyChanged& e) {
    row.put("id", e.change.id);
    row.put("function", e.change.function);
    row.put("kind", e.change.kind);
    row.put("person", e.change.person);
    row.put("replaces", e.change.replaces);
    row.put("from", e.change.from);
    row.put("until", e.change.until);
    row.put("reason", e.change.reason);
    row.put("by", e.change.by);
    row.put("swap", e.change.swap);
  }
  void operator()(const domain::SwapProposed& e) {
    row.put("id", e.swap.id);
    row.put("function", e.swap.function);
    row.put("giver", e.swap.giver);
    row.put("taker", e.swap.taker);
    row.put("from", e.swap.from);
    row.put("until", e.swap.until);
    row.put("back-from", e.swap.back_from);
    row.put("back-until", e.swap.back_until);
  }
  void operator()(const domain::SwapSettled& e) {
    row.put("swap", e.swap);
    row.put("state", e.state);
    row.put("reason", e.reason);
  }
  void operator()(const domain::DutyGapFound& e) {
    row.put("function", e.function);
    row.put("from", e.from);
    row.put("until", e.until);
    row.put("obligation", e.obligation);
  }
  void operator()(const domain::DutyGapFilled& e) {
    row.put("function", e.function);
    row.put("from", e.from);
  }
};

}  // namespace ckl::exercise
