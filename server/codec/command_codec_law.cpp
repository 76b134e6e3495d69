// The commands of the law, as clients send them.
#include "codec/command_codec.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

namespace {

domain::Seat read(const v1::Seat& from, const std::string& at, Input& input);
domain::Ballot read(const v1::Ballot& from, const std::string& at, Input& input);
domain::Dissent read(const v1::Dissent& from, const std::string& at, Input& input);
domain::Scope read(const v1::Scope& from, const std::string& at, Input& input);
domain::Matter read(const v1::Matter& from, const std::string& at, Input& input);
domain::Handback read(const v1::Handback& from, const std::string& at, Input& input);
std::optional<domain::SpecialPower> read_power(int number, const std::string& field, Input& input);

template <class Proto>
auto read_each(const google::protobuf::RepeatedPtrField<Proto>& from, const std::string& field,
               Input& input) {
  std::vector<decltype(read(from.Get(0), field, input))> out;
  if (from.size() > limits::items_per_list) {
    input.too_many(field, from.size());
    return out;
  }
  int at = 0;
  for (const Proto& item : from) {
    out.push_back(read(item, field + "[" + std::to_string(at++) + "].", input));
  }
  return out;
}

std::vector<std::string> read_lines(const google::protobuf::RepeatedPtrField<std::string>& from,
                                    const std::string& field, Input& input) {
  std::vector<std::string> out;
  if (from.size() > limits::items_per_list) {
    input.too_many(field, from.size());
    return out;
  }
  for (const std::string& item : from) {
    out.push_back(input.line(field, item, limits::headline_bytes));
  }
  return out;
}

domain::Seat read(const v1::Seat& from, const std::string& at, Input& input) {
  domain::Seat out;
  out.person = input.id<domain::PersonId>(at + "person", from.person(), Need::optional);
  out.remote = from.remote();
  out.serves_for = input.id<domain::PersonId>(at + "servesFor", from.serves_for(), Need::optional);
  return out;
}

domain::Ballot read(const v1::Ballot& from, const std::string& at, Input& input) {
  domain::Ballot out;
  out.person = input.id<domain::PersonId>(at + "person", from.person(), Need::optional);
  out.vote = input.choice<domain::Vote>(at + "vote", from.vote());
  return out;
}

domain::Dissent read(const v1::Dissent& from, const std::string& at, Input& input) {
  domain::Dissent out;
  out.person = input.id<domain::PersonId>(at + "person", from.person(), Need::optional);
  out.text = input.text(at + "text", from.text(), limits::text_bytes);
  return out;
}

domain::Scope read(const v1::Scope& from, const std::string& at, Input& input) {
  domain::Scope out;
  out.unit = input.id<domain::UnitId>(at + "unit", from.unit(), Need::optional);
  out.whole = from.whole();
  out.parts = read_lines(from.parts(), at + "parts", input);
  return out;
}

domain::Matter read(const v1::Matter& from, const std::string& at, Input& input) {
  domain::Matter out;
  out.kind = input.choice<domain::MatterKind>(at + "kind", from.kind());
  out.title = input.text(at + "title", from.title(), limits::text_bytes);
  out.text = input.text(at + "text", from.text(), limits::text_bytes);
  out.necessity = input.text(at + "necessity", from.necessity(), limits::text_bytes);
  out.valid_from = input.instant(at + "validFrom", from.has_valid_from(), from.valid_from());
  out.valid_until = input.instant(at + "validUntil", from.has_valid_until(), from.valid_until());
  out.review = input.instant(at + "review", from.has_review(), from.review());
  out.executors = read_ids<domain::UnitId>(from.executors(), at + "executors", input);
  out.scope = read(from.scope(), at + "scope" + ".", input);
  out.takeover = input.id<domain::TakeoverId>(at + "takeover", from.takeover(), Need::optional);
  out.decision = input.id<domain::DecisionId>(at + "decision", from.decision(), Need::optional);
  out.delegation = input.text(at + "delegation", from.delegation(), limits::text_bytes);
  out.power = read_power(from.power(), at + "power", input);
  return out;
}

std::optional<domain::SpecialPower> read_power(int number, const std::string& field, Input& input) {
  if (number == 0) return std::nullopt;
  return input.choice<domain::SpecialPower>(field, number);
}

domain::Handback read(const v1::Handback& from, const std::string& at, Input& input) {
  domain::Handback out;
  out.open_decisions = input.text(at + "openDecisions", from.open_decisions(), limits::text_bytes);
  out.costs = input.text(at + "costs", from.costs(), limits::text_bytes);
  out.staff = input.text(at + "staff", from.staff(), limits::text_bytes);
  out.deadlines = input.text(at + "deadlines", from.deadlines(), limits::text_bytes);
  return out;
}

}  // namespace

domain::OralRecord read(const v1::OralRecord& from, const std::string& at, Input& input) {
  domain::OralRecord out;
  out.speaker = input.id<domain::PersonId>(at + "speaker", from.speaker(), Need::optional);
  out.witness = input.id<domain::PersonId>(at + "witness", from.witness(), Need::optional);
  out.wording = input.text(at + "wording", from.wording(), limits::text_bytes);
  out.read_back = from.read_back();
  out.heard_via = input.text(at + "heardVia", from.heard_via(), limits::text_bytes);
  out.heard = input.instant(at + "heard", from.has_heard(), from.heard());
  return out;
}

domain::GeoPoint read(const v1::GeoPoint& from, const std::string& at, Input& input) {
  domain::GeoPoint out;
  if (!(from.latitude() >= -90 && from.latitude() <= 90 && from.longitude() >= -180 &&
        from.longitude() <= 180)) {
    input.breach("INPUT_OUT_OF_RANGE", at + "latitude",
                 {"Platsen finns inte på jorden.", "The place is not on the earth."},
                 {"Ange latitud och longitud i grader, WGS 84.",
                  "Give latitude and longitude in degrees, WGS 84."});
    return out;
  }
  out.latitude = from.latitude();
  out.longitude = from.longitude();
  return out;
}

domain::Command read(const v1::CallMeeting& from, Input& input) {
  domain::CallMeeting out;
  out.time = input.instant("time", from.has_time(), from.time());
  out.place = input.line("place", from.place(), limits::headline_bytes);
  out.agenda = input.text("agenda", from.agenda(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::OpenMeeting& from, Input& input) {
  domain::OpenMeeting out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  out.presiding = input.id<domain::PersonId>("presiding", from.presiding(), Need::optional);
  out.present = read_each(from.present(), "present", input);
  return out;
}

domain::Command read(const v1::ChangeAttendance& from, Input& input) {
  domain::ChangeAttendance out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  out.seat = read(from.seat(), "seat.", input);
  out.present = from.present();
  return out;
}

domain::Command read(const v1::DecideInMeeting& from, Input& input) {
  domain::DecideInMeeting out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  out.incident = input.id<domain::IncidentId>("incident", from.incident(), Need::optional);
  out.matter = read(from.matter(), "matter.", input);
  out.ballots = read_each(from.ballots(), "ballots", input);
  out.conflicted = read_ids<domain::PersonId>(from.conflicted(), "conflicted", input);
  out.dissents = read_each(from.dissents(), "dissents", input);
  out.handback = read(from.handback(), "handback.", input);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  return out;
}

domain::Command read(const v1::CloseMeeting& from, Input& input) {
  domain::CloseMeeting out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  return out;
}

domain::Command read(const v1::RecordMinutes& from, Input& input) {
  domain::RecordMinutes out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  out.step = input.choice<domain::MinutesStep>("step", from.step());
  out.done = input.instant("done", from.has_done(), from.done());
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  return out;
}

domain::Command read(const v1::NoteUrgentDecisions& from, Input& input) {
  domain::NoteUrgentDecisions out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  out.decisions = read_ids<domain::DecisionId>(from.decisions(), "decisions", input);
  return out;
}

domain::Command read(const v1::DecideAlone& from, Input& input) {
  domain::DecideAlone out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident(), Need::optional);
  out.matter = read(from.matter(), "matter.", input);
  out.urgency_reason = input.text("urgencyReason", from.urgency_reason(), limits::text_bytes);
  out.handback = read(from.handback(), "handback.", input);
  out.oral = from.has_oral() ? std::optional(read(from.oral(), "oral.", input)) : std::nullopt;
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  return out;
}

domain::Command read(const v1::ProposeTakeover& from, Input& input) {
  domain::ProposeTakeover out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  out.matter = read(from.matter(), "matter.", input);
  return out;
}

domain::Command read(const v1::WithdrawProposal& from, Input& input) {
  domain::WithdrawProposal out;
  out.takeover = input.id<domain::TakeoverId>("takeover", from.takeover());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::RequestWarning& from, Input& input) {
  domain::RequestWarning out;
  const v1::WarningRequest& warning = from.warning();
  out.warning.incident = input.id<domain::IncidentId>("warning.incident", warning.incident());
  out.warning.place = input.line("warning.place", warning.place(), limits::place_bytes);
  out.warning.danger = input.text("warning.danger", warning.danger(), limits::reason_bytes);
  out.warning.action = input.text("warning.action", warning.action(), limits::reason_bytes);
  out.warning.time = input.line("warning.time", warning.time(), limits::place_bytes);
  return out;
}

domain::Command read(const v1::AcknowledgeHandback& from, Input& input) {
  domain::AcknowledgeHandback out;
  out.takeover = input.id<domain::TakeoverId>("takeover", from.takeover());
  out.text = input.text("text", from.text(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::RequestContribution& from, Input& input) {
  domain::RequestContribution out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  out.unit = input.id<domain::UnitId>("unit", from.unit());
  out.text = input.text("text", from.text(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::AnswerContribution& from, Input& input) {
  domain::AnswerContribution out;
  out.contribution = input.id<domain::ContributionId>("contribution", from.contribution());
  out.agreed = from.agreed();
  out.text = input.text("text", from.text(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::AssessNotExtraordinary& from, Input& input) {
  domain::AssessNotExtraordinary out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  out.oral = from.has_oral() ? std::optional(read(from.oral(), "oral.", input)) : std::nullopt;
  return out;
}

domain::Command read(const v1::EndCommittee& from, Input& input) {
  domain::EndCommittee out;
  out.body = input.choice<domain::DecidingBody>("body", from.body());
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::DecideForUnit& from, Input& input) {
  domain::DecideForUnit out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident(), Need::optional);
  out.unit = input.id<domain::UnitId>("unit", from.unit());
  out.part = input.line("part", from.part(), limits::headline_bytes);
  out.title = input.line("title", from.title(), limits::headline_bytes);
  out.text = input.text("text", from.text(), limits::text_bytes);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  out.review = input.instant("review", from.has_review(), from.review());
  out.power = read_power(from.power(), "power", input);
  return out;
}

domain::Command read(const v1::ConfirmOralDecision& from, Input& input) {
  domain::ConfirmOralDecision out;
  out.oral = input.id<domain::OralId>("oral", from.oral());
  return out;
}

domain::Command read(const v1::DisputeOralDecision& from, Input& input) {
  domain::DisputeOralDecision out;
  out.oral = input.id<domain::OralId>("oral", from.oral());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::RegisterCouncilMeeting& from, Input& input) {
  domain::RegisterCouncilMeeting out;
  out.time = input.instant("time", from.has_time(), from.time());
  return out;
}

domain::Command read(const v1::CancelCouncilMeeting& from, Input& input) {
  domain::CancelCouncilMeeting out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::ReportToCouncil& from, Input& input) {
  domain::ReportToCouncil out;
  out.meeting = input.id<domain::MeetingId>("meeting", from.meeting());
  out.decisions = read_ids<domain::DecisionId>(from.decisions(), "decisions", input);
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  return out;
}

domain::Command read(const v1::ConfirmExternalDecision& from, Input& input) {
  domain::ConfirmExternalDecision out;
  out.record = input.id<domain::RecordId>("record", from.record());
  return out;
}

domain::Command read(const v1::WithdrawExternalDecision& from, Input& input) {
  domain::WithdrawExternalDecision out;
  out.record = input.id<domain::RecordId>("record", from.record());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::RegisterAlert& from, Input& input) {
  domain::RegisterAlert out;
  out.grade = input.choice<domain::AlertGrade>("grade", from.grade());
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  out.from = input.instant("from", from.has_from(), from.from());
  out.areas = read_lines(from.areas(), "areas", input);
  out.activity = input.line("activity", from.activity(), limits::headline_bytes);
  out.at_war = from.at_war();
  out.law_after = from.law_after() == 0
                      ? std::nullopt
                      : std::optional(input.choice<domain::LawAfter>("lawAfter", from.law_after()));
  return out;
}

domain::Command read(const v1::RegisterReadinessAlarm& from, Input& input) {
  domain::RegisterReadinessAlarm out;
  out.sounding = from.sounding();
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  return out;
}

domain::Command read(const v1::RegisterWartimeLaw& from, Input& input) {
  domain::RegisterWartimeLaw out;
  out.on = from.on();
  out.cause = from.cause() == 0
                  ? std::nullopt
                  : std::optional(input.choice<domain::LawCause>("cause", from.cause()));
  out.sections = read_lines(from.sections(), "sections", input);
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  out.referred = input.instant("referred", from.has_referred(), from.referred());
  out.approved = from.approved();
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::DecideForCouncil& from, Input& input) {
  domain::DecideForCouncil out;
  out.council_matter = input.choice<domain::CouncilMatter>("councilMatter", from.council_matter());
  out.title = input.line("title", from.title(), limits::headline_bytes);
  out.text = input.text("text", from.text(), limits::text_bytes);
  out.urgency_reason = input.text("urgencyReason", from.urgency_reason(), limits::text_bytes);
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  return out;
}

domain::Command read(const v1::AssignTasks& from, Input& input) {
  domain::AssignTasks out;
  out.task = input.line("task", from.task(), limits::headline_bytes);
  out.from = input.id<domain::UnitId>("from", from.from());
  out.to = input.id<domain::UnitId>("to", from.to());
  out.until = input.instant("until", from.has_until(), from.until());
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  out.decided = input.instant("decided", from.has_decided(), from.decided());
  out.whole = from.whole();
  return out;
}

domain::Command read(const v1::EndAssignment& from, Input& input) {
  domain::EndAssignment out;
  out.assignment = input.id<domain::AssignmentId>("assignment", from.assignment());
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::JoinIncident& from, Input& input) {
  domain::JoinIncident out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  out.unit = input.id<domain::UnitId>("unit", from.unit());
  out.text = input.text("text", from.text(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::RecordFact& from, Input& input) {
  domain::RecordFact out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  out.kind = input.choice<domain::FactKind>("kind", from.kind());
  out.unit = input.id<domain::UnitId>("unit", from.unit(), Need::optional);
  out.serious = from.serious();
  out.text = input.text("text", from.text(), limits::text_bytes);
  out.known = input.instant("known", from.has_known(), from.known());
  return out;
}

domain::Command read(const v1::OfferCrisisSupport& from, Input& input) {
  domain::OfferCrisisSupport out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  out.to = input.id<domain::UnitId>("to", from.to());
  return out;
}

domain::Command read(const v1::AcceptCrisisSupport& from, Input& input) {
  domain::AcceptCrisisSupport out;
  out.incident = input.id<domain::IncidentId>("incident", from.incident());
  return out;
}

}  // namespace ckl::codec
