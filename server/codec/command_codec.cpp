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
using domain::UnclearId;
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
  if (from.has_oral()) out.oral = read(from.oral(), "oral.", input);
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
      .raw = input.text("raw", from.raw(), limits::answer_raw_bytes),
      .deputy = from.deputy()};
}

domain::Command read(const v1::SettleAnswer& from, Input& input) {
  domain::SettleAnswer out{
      .unclear = input.id<UnclearId>("unclear", from.unclear()),
      .callout = input.id<CalloutId>("callout", from.callout(), Need::optional),
      .person = input.id<PersonId>("person", from.person(), Need::optional),
      .answer = std::nullopt,
      .eta_minutes = input.number("etaMinutes", from.eta_minutes(), limits::eta_minutes),
      .reason = input.text("reason", from.reason(), limits::reason_bytes)};
  if (from.answer() != v1::ANSWER_UNSPECIFIED) {
    out.answer = input.choice<domain::Answer>("answer", from.answer());
  }
  return out;
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

using C = v1::Command;
using Take = DecodedCommand (*)(const C&, Input&);

template <auto get>
DecodedCommand take(const C& command, Input& input) {
  return read_whole((command.*get)(), input);
}

struct Member {
  int number = 0;
  Take take = nullptr;
};

// Every member of the oneof; tests/codec finds one that is missing.
constexpr auto members = std::to_array<Member>({
    Member{C::kReportIncident, take<&C::report_incident>},
    Member{C::kChangeLevel, take<&C::change_level>},
    Member{C::kConfirmLevel, take<&C::confirm_level>},
    Member{C::kChangeCklState, take<&C::change_ckl_state>},
    Member{C::kDeclareExtraordinary, take<&C::declare_extraordinary>},
    Member{C::kStartCommittee, take<&C::start_committee>},
    Member{C::kRecordHindrance, take<&C::record_hindrance>},
    Member{C::kEndHindrance, take<&C::end_hindrance>},
    Member{C::kCloseIncident, take<&C::close_incident>},
    Member{C::kStartCallout, take<&C::start_callout>},
    Member{C::kAnswerCall, take<&C::answer_call>},
    Member{C::kEndCallout, take<&C::end_callout>},
    Member{C::kNoteAbsence, take<&C::note_absence>},
    Member{C::kEndAbsence, take<&C::end_absence>},
    Member{C::kTakeIn, take<&C::take_in>},
    Member{C::kSendWord, take<&C::send_word>},
    Member{C::kRecallCallout, take<&C::recall_callout>},
    Member{C::kCloseObligation, take<&C::close_obligation>},
    Member{C::kWriteLogEntry, take<&C::write_log_entry>},
    Member{C::kCallMeeting, take<&C::call_meeting>},
    Member{C::kOpenMeeting, take<&C::open_meeting>},
    Member{C::kChangeAttendance, take<&C::change_attendance>},
    Member{C::kDecideInMeeting, take<&C::decide_in_meeting>},
    Member{C::kCloseMeeting, take<&C::close_meeting>},
    Member{C::kRecordMinutes, take<&C::record_minutes>},
    Member{C::kNoteUrgentDecisions, take<&C::note_urgent_decisions>},
    Member{C::kDecideAlone, take<&C::decide_alone>},
    Member{C::kAcknowledgeHandback, take<&C::acknowledge_handback>},
    Member{C::kRequestContribution, take<&C::request_contribution>},
    Member{C::kAnswerContribution, take<&C::answer_contribution>},
    Member{C::kAssessNotExtraordinary, take<&C::assess_not_extraordinary>},
    Member{C::kEndCommittee, take<&C::end_committee>},
    Member{C::kDecideForUnit, take<&C::decide_for_unit>},
    Member{C::kConfirmOralDecision, take<&C::confirm_oral_decision>},
    Member{C::kDisputeOralDecision, take<&C::dispute_oral_decision>},
    Member{C::kRegisterCouncilMeeting, take<&C::register_council_meeting>},
    Member{C::kCancelCouncilMeeting, take<&C::cancel_council_meeting>},
    Member{C::kReportToCouncil, take<&C::report_to_council>},
    Member{C::kConfirmExternalDecision, take<&C::confirm_external_decision>},
    Member{C::kWithdrawExternalDecision, take<&C::withdraw_external_decision>},
    Member{C::kRegisterAlert, take<&C::register_alert>},
    Member{C::kRegisterReadinessAlarm, take<&C::register_readiness_alarm>},
    Member{C::kRegisterWartimeLaw, take<&C::register_wartime_law>},
    Member{C::kDecideForCouncil, take<&C::decide_for_council>},
    Member{C::kAssignTasks, take<&C::assign_tasks>},
    Member{C::kEndAssignment, take<&C::end_assignment>},
    Member{C::kJoinIncident, take<&C::join_incident>},
    Member{C::kRecordFact, take<&C::record_fact>},
    Member{C::kOfferCrisisSupport, take<&C::offer_crisis_support>},
    Member{C::kAcceptCrisisSupport, take<&C::accept_crisis_support>},
    Member{C::kGrantDelegation, take<&C::grant_delegation>},
    Member{C::kEndDelegation, take<&C::end_delegation>},
    Member{C::kBreakGlass, take<&C::break_glass>},
    Member{C::kRecordExercise, take<&C::record_exercise>},
    Member{C::kRecordReadiness, take<&C::record_readiness>},
    Member{C::kSettleSuccession, take<&C::settle_succession>},
    Member{C::kOrderReports, take<&C::order_reports>},
    Member{C::kProposeTakeover, take<&C::propose_takeover>},
    Member{C::kWithdrawProposal, take<&C::withdraw_proposal>},
    Member{C::kRequestWarning, take<&C::request_warning>},
    Member{C::kSettleAnswer, take<&C::settle_answer>},
    Member{C::kAdoptRoster, take<&C::adopt_roster>},
    Member{C::kOverrideDuty, take<&C::override_duty>},
    Member{C::kProposeSwap, take<&C::propose_swap>},
    Member{C::kAnswerSwap, take<&C::answer_swap>},
    Member{C::kTakeOverDuty, take<&C::take_over_duty>},
    Member{C::kPinGateway, take<&C::pin_gateway>},
    Member{C::kReleaseGateway, take<&C::release_gateway>},
    Member{C::kProposeRelief, take<&C::propose_relief>},
    Member{C::kAssignShift, take<&C::assign_shift>},
    Member{C::kClearShift, take<&C::clear_shift>},
    Member{C::kAnswerShift, take<&C::answer_shift>},
    Member{C::kWriteHandover, take<&C::write_handover>},
    Member{C::kSignHandover, take<&C::sign_handover>},
    Member{C::kEndRelief, take<&C::end_relief>},
    Member{C::kTestContact, take<&C::test_contact>},
    Member{C::kPlanDrill, take<&C::plan_drill>},
    Member{C::kCancelDrill, take<&C::cancel_drill>},
    Member{C::kMarkSecrecy, take<&C::mark_secrecy>},
    Member{C::kLiftSecrecy, take<&C::lift_secrecy>},
});

// By number, because a search per command would be felt.
constexpr auto by_number = [] {
  std::array<Take, 160> table{};
  for (const Member& member : members)
    table.at(static_cast<std::size_t>(member.number)) = member.take;
  return table;
}();

DecodedCommand read_member(const C& command, Input& input) {
  const auto number = static_cast<std::size_t>(command.command_case());
  if (number < by_number.size() && by_number.at(number) != nullptr) {
    return by_number.at(number)(command, input);
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
  const std::size_t body = take_varint(rest);
  const std::size_t before = rest.size();
  rest.remove_prefix(1);  // the id's tag
  rest.remove_prefix(take_varint(rest));
  const std::size_t without_id = body - (before - rest.size());
  std::array<std::uint8_t, 10> size{};
  const auto* end =
      google::protobuf::io::CodedOutputStream::WriteVarint64ToArray(without_id, size.data());
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
