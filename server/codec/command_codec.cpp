// Commands as clients send them.
#include "codec/command_codec.hpp"

#include <array>

#include <google/protobuf/io/coded_stream.h>

#include "codec/codec.hpp"
#include "codec/input.hpp"

namespace ckl::codec {

namespace {

namespace limits = domain::limits;

using domain::CalloutId;
using domain::HindranceId;
using domain::IncidentId;
using domain::ObligationId;
using domain::PersonId;
using domain::PlanId;
using domain::UnitId;

domain::Command read(const v1::ReportIncident& from, Input& input) {
  return domain::ReportIncident{
      .kind = input.choice<domain::IncidentKind>("kind", from.kind()),
      .headline = input.line("headline", from.headline(), limits::headline_bytes),
      .text = input.text("text", from.text(), limits::text_bytes),
      .place = input.line("place", from.place(), limits::place_bytes),
      .owner = input.id<UnitId>("owner", from.owner(), Need::optional),
      .event_time = input.instant("eventTime", from.has_event_time(), from.event_time()),
      .level = input.choice<domain::Level>("level", from.level()),
      .call_out = from.call_out(),
      .plan = input.id<PlanId>("plan", from.plan(), Need::optional),
      .point =
          from.has_point() ? std::optional(read(from.point(), "point.", input)) : std::nullopt};
}

domain::Checklist read(const v1::DeescalationChecklist& from, Input& input) {
  const auto part = [&](const char* field, const std::string& value) {
    return input.text(std::string{"checklist."} + field, value, limits::reason_bytes);
  };
  return {.needs_met = part("needsMet", from.needs_met()),
          .forecast = part("forecast", from.forecast()),
          .reserves = part("reserves", from.reserves()),
          .staff_rest = part("staffRest", from.staff_rest()),
          .communication = part("communication", from.communication()),
          .rest_work_owner = part("restWorkOwner", from.rest_work_owner())};
}

domain::Command read(const v1::ChangeLevel& from, Input& input) {
  domain::ChangeLevel out{.incident = input.id<IncidentId>("incident", from.incident()),
                          .to = input.choice<domain::Level>("to", from.to()),
                          .reason = input.text("reason", from.reason(), limits::reason_bytes),
                          .checklist = std::nullopt};
  if (from.has_checklist()) out.checklist = read(from.checklist(), input);
  return out;
}

domain::Command read(const v1::ConfirmLevel& from, Input& input) {
  return domain::ConfirmLevel{.incident = input.id<IncidentId>("incident", from.incident())};
}

domain::Command read(const v1::ChangeCklState& from, Input& input) {
  return domain::ChangeCklState{
      .to = input.choice<domain::CklState>("to", from.to()),
      .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Criteria read(const v1::Criteria& from, Input& input) {
  const auto part = [&](const char* field, const std::string& value) {
    return input.text(std::string{"criteria."} + field, value, limits::criterion_bytes);
  };
  return {.departs_from_normal = part("departsFromNormal", from.departs_from_normal()),
          .serious_disturbance = part("seriousDisturbance", from.serious_disturbance()),
          .urgent_action = part("urgentAction", from.urgent_action())};
}

domain::Command read(const v1::DeclareExtraordinary& from, Input& input) {
  return domain::DeclareExtraordinary{
      .incident = input.id<IncidentId>("incident", from.incident()),
      .criteria = read(from.criteria(), input),
      .committee_functions = from.committee_functions(),
      .oral = from.has_oral() ? std::optional(read(from.oral(), "oral.", input)) : std::nullopt};
}

domain::Command read(const v1::StartCommittee& from, Input& input) {
  return domain::StartCommittee{
      .incident = input.id<IncidentId>("incident", from.incident()),
      .reason = input.text("reason", from.reason(), limits::reason_bytes),
      .oral = from.has_oral() ? std::optional(read(from.oral(), "oral.", input)) : std::nullopt};
}

domain::Command read(const v1::RecordHindrance& from, Input& input) {
  static constexpr std::array<std::string_view, 4> kinds = {"ABSENT", "ILL", "UNREACHABLE",
                                                            "CONFLICT"};
  return domain::RecordHindrance{
      .person = input.id<PersonId>("person", from.person()),
      .kind = input.word("kind", from.kind(), kinds),
      .from = input.instant("from", from.has_from(), from.from()),
      .to = input.instant("to", from.has_to(), from.to()),
      .attempts = input.text("attempts", from.attempts(), limits::reason_bytes),
      .incident = input.id<IncidentId>("incident", from.incident(), Need::optional)};
}

domain::Command read(const v1::EndHindrance& from, Input& input) {
  return domain::EndHindrance{.hindrance = input.id<HindranceId>("hindrance", from.hindrance()),
                              .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Command read(const v1::CloseIncident& from, Input& input) {
  return domain::CloseIncident{.incident = input.id<IncidentId>("incident", from.incident()),
                               .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Command read(const v1::StartCallout& from, Input& input) {
  return domain::StartCallout{
      .incident = input.id<IncidentId>("incident", from.incident()),
      .plan = input.id<PlanId>("plan", from.plan(), Need::optional),
      .message = input.text("message", from.message(), limits::message_bytes)};
}

domain::Command read(const v1::AnswerCall& from, Input& input) {
  return domain::AnswerCall{
      .callout = input.id<CalloutId>("callout", from.callout()),
      .person = input.id<PersonId>("person", from.person(), Need::optional),
      .answer = input.choice<domain::Answer>("answer", from.answer()),
      .eta_minutes = input.number("etaMinutes", from.eta_minutes(), limits::eta_minutes),
      .raw = input.text("raw", from.raw(), limits::answer_raw_bytes)};
}

domain::Command read(const v1::EndCallout& from, Input& input) {
  return domain::EndCallout{.callout = input.id<CalloutId>("callout", from.callout()),
                            .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Command read(const v1::CloseObligation& from, Input& input) {
  return domain::CloseObligation{
      .obligation = input.id<ObligationId>("obligation", from.obligation()),
      .evidence = input.text("evidence", from.evidence(), limits::evidence_bytes),
      .done = input.instant("done", from.has_done(), from.done())};
}

domain::Command read(const v1::WriteLogEntry& from, Input& input) {
  return domain::WriteLogEntry{
      .incident = input.id<IncidentId>("incident", from.incident(), Need::optional),
      .kind = input.choice<domain::LogKind>("kind", from.kind()),
      .text = input.text("text", from.text(), limits::text_bytes),
      .event_time = input.instant("eventTime", from.has_event_time(), from.event_time()),
      .source = input.line("source", from.source(), limits::source_bytes),
      .corrects = from.corrects(),
      .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

template <class Message>
DecodedCommand read_whole(const Message& from, Input& input) {
  input.no_unknown_fields(from);
  DecodedCommand out;
  out.command_id = input.command_id(from.command_id());
  out.workspace = input.id<domain::WorkspaceId>("workspace", from.workspace());
  out.capacity = input.line("capacity", from.capacity(), limits::id_bytes);
  out.command = read(from, input);
  return out;
}

DecodedCommand read_member(const v1::Command& command, Input& input) {
  switch (command.command_case()) {
    case v1::Command::kReportIncident:
      return read_whole(command.report_incident(), input);
    case v1::Command::kChangeLevel:
      return read_whole(command.change_level(), input);
    case v1::Command::kConfirmLevel:
      return read_whole(command.confirm_level(), input);
    case v1::Command::kChangeCklState:
      return read_whole(command.change_ckl_state(), input);
    case v1::Command::kDeclareExtraordinary:
      return read_whole(command.declare_extraordinary(), input);
    case v1::Command::kStartCommittee:
      return read_whole(command.start_committee(), input);
    case v1::Command::kRecordHindrance:
      return read_whole(command.record_hindrance(), input);
    case v1::Command::kEndHindrance:
      return read_whole(command.end_hindrance(), input);
    case v1::Command::kCloseIncident:
      return read_whole(command.close_incident(), input);
    case v1::Command::kStartCallout:
      return read_whole(command.start_callout(), input);
    case v1::Command::kAnswerCall:
      return read_whole(command.answer_call(), input);
    case v1::Command::kEndCallout:
      return read_whole(command.end_callout(), input);
    case v1::Command::kCloseObligation:
      return read_whole(command.close_obligation(), input);
    case v1::Command::kWriteLogEntry:
      return read_whole(command.write_log_entry(), input);
    case v1::Command::kCallMeeting:
      return read_whole(command.call_meeting(), input);
    case v1::Command::kOpenMeeting:
      return read_whole(command.open_meeting(), input);
    case v1::Command::kChangeAttendance:
      return read_whole(command.change_attendance(), input);
    case v1::Command::kDecideInMeeting:
      return read_whole(command.decide_in_meeting(), input);
    case v1::Command::kCloseMeeting:
      return read_whole(command.close_meeting(), input);
    case v1::Command::kRecordMinutes:
      return read_whole(command.record_minutes(), input);
    case v1::Command::kNoteUrgentDecisions:
      return read_whole(command.note_urgent_decisions(), input);
    case v1::Command::kDecideAlone:
      return read_whole(command.decide_alone(), input);
    case v1::Command::kAcknowledgeHandback:
      return read_whole(command.acknowledge_handback(), input);
    case v1::Command::kRequestContribution:
      return read_whole(command.request_contribution(), input);
    case v1::Command::kAnswerContribution:
      return read_whole(command.answer_contribution(), input);
    case v1::Command::kAssessNotExtraordinary:
      return read_whole(command.assess_not_extraordinary(), input);
    case v1::Command::kEndCommittee:
      return read_whole(command.end_committee(), input);
    case v1::Command::kDecideForUnit:
      return read_whole(command.decide_for_unit(), input);
    case v1::Command::kConfirmOralDecision:
      return read_whole(command.confirm_oral_decision(), input);
    case v1::Command::kDisputeOralDecision:
      return read_whole(command.dispute_oral_decision(), input);
    case v1::Command::kRegisterCouncilMeeting:
      return read_whole(command.register_council_meeting(), input);
    case v1::Command::kCancelCouncilMeeting:
      return read_whole(command.cancel_council_meeting(), input);
    case v1::Command::kReportToCouncil:
      return read_whole(command.report_to_council(), input);
    case v1::Command::kConfirmExternalDecision:
      return read_whole(command.confirm_external_decision(), input);
    case v1::Command::kWithdrawExternalDecision:
      return read_whole(command.withdraw_external_decision(), input);
    case v1::Command::kRegisterAlert:
      return read_whole(command.register_alert(), input);
    case v1::Command::kRegisterReadinessAlarm:
      return read_whole(command.register_readiness_alarm(), input);
    case v1::Command::kRegisterWartimeLaw:
      return read_whole(command.register_wartime_law(), input);
    case v1::Command::kDecideForCouncil:
      return read_whole(command.decide_for_council(), input);
    case v1::Command::kAssignTasks:
      return read_whole(command.assign_tasks(), input);
    case v1::Command::kEndAssignment:
      return read_whole(command.end_assignment(), input);
    case v1::Command::kJoinIncident:
      return read_whole(command.join_incident(), input);
    case v1::Command::kRecordFact:
      return read_whole(command.record_fact(), input);
    case v1::Command::kOfferCrisisSupport:
      return read_whole(command.offer_crisis_support(), input);
    case v1::Command::kAcceptCrisisSupport:
      return read_whole(command.accept_crisis_support(), input);
    case v1::Command::kGrantDelegation:
      return read_whole(command.grant_delegation(), input);
    case v1::Command::kEndDelegation:
      return read_whole(command.end_delegation(), input);
    case v1::Command::kBreakGlass:
      return read_whole(command.break_glass(), input);
    case v1::Command::kRecordExercise:
      return read_whole(command.record_exercise(), input);
    case v1::Command::kRecordReadiness:
      return read_whole(command.record_readiness(), input);
    case v1::Command::kSettleSuccession:
      return read_whole(command.settle_succession(), input);
    case v1::Command::kOrderReports:
      return read_whole(command.order_reports(), input);
    case v1::Command::COMMAND_NOT_SET:
      break;
  }
  input.breach(
      "INPUT_NO_COMMAND", {},
      {"Inget kommando, eller ett som servern inte känner till.",
       "No command, or one that the server does not know."},
      {"Skicka ett av kommandona i command.proto.", "Send one of the commands of command.proto."});
  return {};
}

// FNV-1a, 64 bits: tells a repeat from a reuse by mistake. It is no defence, and needs to be none:
// command ids belong to the person who chose them.
std::uint64_t hash_of(std::string_view bytes, std::uint64_t hash) {
  for (const char byte : bytes) {
    hash ^= static_cast<std::uint8_t>(byte);
    hash *= 0x100000001B3U;
  }
  return hash;
}

// The number that begins `bytes`, taken off; the bytes were written by protobuf a moment ago.
std::size_t take_varint(std::string_view& bytes) {
  std::size_t number = 0;
  for (unsigned shift = 0; !bytes.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::size_t>(byte & 0x7FU) << shift;
    if (byte < 0x80U) break;
  }
  return number;
}

// Of the whole command as it would be written without its id, which is the first field of every
// command and so can be left out of the bytes. Protobuf writes fields in the order of their
// numbers: two commands that mean the same have the same bytes here, in whatever order they came.
std::uint64_t fingerprint_of(const v1::Command& command) {
  const std::string bytes = command.SerializeAsString();
  std::string_view rest = bytes;
  take_varint(rest);
  std::string head = bytes.substr(0, bytes.size() - rest.size());
  take_varint(rest);
  rest.remove_prefix(1);  // the id's tag
  rest.remove_prefix(take_varint(rest));
  std::array<std::uint8_t, 10> size{};
  const auto* end =
      google::protobuf::io::CodedOutputStream::WriteVarint64ToArray(rest.size(), size.data());
  for (const auto* byte = size.data(); byte != end; ++byte) {
    head.push_back(static_cast<char>(*byte));
  }
  return hash_of(rest, hash_of(head, 0xCBF29CE484222325U));
}

}  // namespace

std::expected<DecodedCommand, domain::Rejection> decode_command(const v1::Command& command) {
  Input input;
  DecodedCommand out = read_member(command, input);
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  out.fingerprint = fingerprint_of(command);
  return out;
}

}  // namespace ckl::codec
