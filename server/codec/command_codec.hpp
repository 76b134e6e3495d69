// The commands of the law and of the rosters to the domain. Internal to the codec; the bodies stand
// in command_codec_law.cpp and roster_codec.cpp.
#pragma once

#include "codec/codec.hpp"
#include "codec/input.hpp"

namespace ckl::codec {

template <class Id>
std::vector<Id> read_ids(const google::protobuf::RepeatedPtrField<std::string>& from,
                         const std::string& field, Input& input) {
  std::vector<Id> out;
  if (from.size() > domain::limits::items_per_list) {
    input.too_many(field, from.size());
    return out;
  }
  for (const std::string& item : from) out.push_back(input.id<Id>(field, item));
  return out;
}

[[nodiscard]] domain::OralRecord read(const v1::OralRecord& from, const std::string& at,
                                      Input& input);
[[nodiscard]] domain::GeoPoint read(const v1::GeoPoint& from, const std::string& at, Input& input);

[[nodiscard]] domain::Command read(const v1::CallMeeting& from, Input& input);
[[nodiscard]] domain::Command read(const v1::OpenMeeting& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ChangeAttendance& from, Input& input);
[[nodiscard]] domain::Command read(const v1::DecideInMeeting& from, Input& input);
[[nodiscard]] domain::Command read(const v1::CloseMeeting& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RecordMinutes& from, Input& input);
[[nodiscard]] domain::Command read(const v1::NoteUrgentDecisions& from, Input& input);
[[nodiscard]] domain::Command read(const v1::DecideAlone& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AcknowledgeHandback& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ProposeTakeover& from, Input& input);
[[nodiscard]] domain::Command read(const v1::WithdrawProposal& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RequestWarning& from, Input& input);
[[nodiscard]] domain::Command read(const v1::NoteAbsence& from, Input& input);
[[nodiscard]] domain::Command read(const v1::EndAbsence& from, Input& input);
[[nodiscard]] domain::Command read(const v1::TakeIn& from, Input& input);
[[nodiscard]] domain::Command read(const v1::SendWord& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RecallCallout& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RequestContribution& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AnswerContribution& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AssessNotExtraordinary& from, Input& input);
[[nodiscard]] domain::Command read(const v1::EndCommittee& from, Input& input);
[[nodiscard]] domain::Command read(const v1::DecideForUnit& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ConfirmOralDecision& from, Input& input);
[[nodiscard]] domain::Command read(const v1::DisputeOralDecision& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RegisterCouncilMeeting& from, Input& input);
[[nodiscard]] domain::Command read(const v1::CancelCouncilMeeting& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ReportToCouncil& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ConfirmExternalDecision& from, Input& input);
[[nodiscard]] domain::Command read(const v1::WithdrawExternalDecision& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RegisterAlert& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RegisterReadinessAlarm& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RegisterWartimeLaw& from, Input& input);
[[nodiscard]] domain::Command read(const v1::DecideForCouncil& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AssignTasks& from, Input& input);
[[nodiscard]] domain::Command read(const v1::EndAssignment& from, Input& input);
[[nodiscard]] domain::Command read(const v1::JoinIncident& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RecordFact& from, Input& input);
[[nodiscard]] domain::Command read(const v1::OfferCrisisSupport& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AcceptCrisisSupport& from, Input& input);
[[nodiscard]] domain::Command read(const v1::GrantDelegation& from, Input& input);
[[nodiscard]] domain::Command read(const v1::EndDelegation& from, Input& input);
[[nodiscard]] domain::Command read(const v1::BreakGlass& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RecordExercise& from, Input& input);
[[nodiscard]] domain::Command read(const v1::RecordReadiness& from, Input& input);
[[nodiscard]] domain::Command read(const v1::SettleSuccession& from, Input& input);
[[nodiscard]] domain::Command read(const v1::OrderReports& from, Input& input);

[[nodiscard]] domain::Command read(const v1::AdoptRoster& from, Input& input);
[[nodiscard]] domain::Command read(const v1::OverrideDuty& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ProposeSwap& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AnswerSwap& from, Input& input);
[[nodiscard]] domain::Command read(const v1::TakeOverDuty& from, Input& input);
[[nodiscard]] domain::Command read(const v1::TestContact& from, Input& input);
[[nodiscard]] domain::Command read(const v1::PlanDrill& from, Input& input);
[[nodiscard]] domain::Command read(const v1::CancelDrill& from, Input& input);
[[nodiscard]] domain::Command read(const v1::MarkSecrecy& from, Input& input);
[[nodiscard]] domain::Command read(const v1::LiftSecrecy& from, Input& input);
[[nodiscard]] domain::Command read(const v1::PinGateway& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ReleaseGateway& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ProposeRelief& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AssignShift& from, Input& input);
[[nodiscard]] domain::Command read(const v1::ClearShift& from, Input& input);
[[nodiscard]] domain::Command read(const v1::AnswerShift& from, Input& input);
[[nodiscard]] domain::Command read(const v1::WriteHandover& from, Input& input);
[[nodiscard]] domain::Command read(const v1::SignHandover& from, Input& input);
[[nodiscard]] domain::Command read(const v1::EndRelief& from, Input& input);

}  // namespace ckl::codec
