// Checks of input: what is malformed is refused before anything else is looked at.
//
// Internal to the core. Limits stand in limits.hpp. Every fault found is added, each with its field
// (R21). The rule of such a breach is an INPUT_* name: INPUT_MISSING, INPUT_TEXT_TOO_LONG,
// INPUT_NOT_UTF8, INPUT_UNKNOWN_VALUE, INPUT_OUT_OF_RANGE, INPUT_TIME_FUTURE, INPUT_TIME_TOO_OLD,
// INPUT_TIME_ORDER, INPUT_DUPLICATE, INPUT_OVERLAPPING_MANDATES, INPUT_POOL_TOO_SMALL, and
// INPUT_UNKNOWN_<thing> for an id that nothing has. A text marked with a security class is G14.
// Fields are named as in protobuf JSON
// ("eventTime", "criteria.urgentAction").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] bool is_blank(std::string_view text);

// A text that a gateway gave: kept when sound, otherwise cut to what is.
[[nodiscard]] std::string foreign_text(std::string_view text, std::size_t limit);

struct TextField {
  std::string_view name;
  std::string_view text;
  std::size_t limit = 0;
  bool required = false;
};

void check_text(const TextField& field, Objections& objections);
void check_missing(std::string_view field, Objections& objections);
void check_unknown(std::string_view thing, std::string_view field, std::string_view id,
                   Objections& objections);
void check_duplicate(std::string_view field, std::string_view id, Objections& objections);

// When something happened: not in the future, not impossibly long ago.
void check_time(const Case& c, std::string_view field, const std::optional<Instant>& time,
                Objections& objections);

// The capacity that the actor names is a role that the law or the city knows (R27).
void check_capacity(const Case& c, Objections& objections);

void check_input(const Case& c, const ReportIncident& command, Objections& objections);
void check_input(const Case& c, const ChangeLevel& command, Objections& objections);
void check_input(const Case& c, const ConfirmLevel& command, Objections& objections);
void check_input(const Case& c, const ChangeCklState& command, Objections& objections);
void check_input(const Case& c, const DeclareExtraordinary& command, Objections& objections);
void check_input(const Case& c, const StartCommittee& command, Objections& objections);
void check_input(const Case& c, const RecordHindrance& command, Objections& objections);
void check_input(const Case& c, const EndHindrance& command, Objections& objections);
void check_input(const Case& c, const CloseIncident& command, Objections& objections);
void check_input(const Case& c, const StartCallout& command, Objections& objections);
void check_input(const Case& c, const AnswerCall& command, Objections& objections);
void check_input(const Case& c, const EndCallout& command, Objections& objections);
void check_input(const Case& c, const NoteAbsence& command, Objections& objections);
void check_input(const Case& c, const EndAbsence& command, Objections& objections);
void check_input(const Case& c, const TakeIn& command, Objections& objections);
void check_input(const Case& c, const SendWord& command, Objections& objections);
void check_input(const Case& c, const RecallCallout& command, Objections& objections);
void check_input(const Case& c, const CloseObligation& command, Objections& objections);
void check_input(const Case& c, const WriteLogEntry& command, Objections& objections);
void check_input(const Case& c, const OpenWorkspace& command, Objections& objections);
void check_input(const Case& c, const AdoptOrganisation& command, Objections& objections);
void check_input(const Case& c, const AdoptSettings& command, Objections& objections);
void check_input(const Case& c, const AdoptPlan& command, Objections& objections);
void check_input(const Case& c, const NoteDeadlines& command, Objections& objections);
void check_input(const Case& c, const BeginAttempt& command, Objections& objections);
void check_input(const Case& c, const ReportAttempt& command, Objections& objections);
void check_input(const Case& c, const DoubtAttempts& command, Objections& objections);
void check_input(const Case& c, const CallMeeting& command, Objections& objections);
void check_input(const Case& c, const OpenMeeting& command, Objections& objections);
void check_input(const Case& c, const ChangeAttendance& command, Objections& objections);
void check_input(const Case& c, const DecideInMeeting& command, Objections& objections);
void check_input(const Case& c, const CloseMeeting& command, Objections& objections);
void check_input(const Case& c, const RecordMinutes& command, Objections& objections);
void check_input(const Case& c, const NoteUrgentDecisions& command, Objections& objections);
void check_input(const Case& c, const DecideAlone& command, Objections& objections);
void check_input(const Case& c, const AcknowledgeHandback& command, Objections& objections);
void check_input(const Case& c, const RequestContribution& command, Objections& objections);
void check_input(const Case& c, const AnswerContribution& command, Objections& objections);
void check_input(const Case& c, const AssessNotExtraordinary& command, Objections& objections);
void check_input(const Case& c, const EndCommittee& command, Objections& objections);
void check_input(const Case& c, const DecideForUnit& command, Objections& objections);
void check_input(const Case& c, const ConfirmOralDecision& command, Objections& objections);
void check_input(const Case& c, const DisputeOralDecision& command, Objections& objections);
void check_input(const Case& c, const RegisterCouncilMeeting& command, Objections& objections);
void check_input(const Case& c, const CancelCouncilMeeting& command, Objections& objections);
void check_input(const Case& c, const ReportToCouncil& command, Objections& objections);
void check_input(const Case& c, const ConfirmExternalDecision& command, Objections& objections);
void check_input(const Case& c, const WithdrawExternalDecision& command, Objections& objections);
void check_input(const Case& c, const RegisterAlert& command, Objections& objections);
void check_input(const Case& c, const RegisterReadinessAlarm& command, Objections& objections);
void check_input(const Case& c, const RegisterWartimeLaw& command, Objections& objections);
void check_input(const Case& c, const DecideForCouncil& command, Objections& objections);
void check_input(const Case& c, const AssignTasks& command, Objections& objections);
void check_input(const Case& c, const EndAssignment& command, Objections& objections);
void check_input(const Case& c, const JoinIncident& command, Objections& objections);
void check_input(const Case& c, const RecordFact& command, Objections& objections);
void check_input(const Case& c, const OfferCrisisSupport& command, Objections& objections);
void check_input(const Case& c, const AcceptCrisisSupport& command, Objections& objections);
void check_input(const Case& c, const GrantDelegation& command, Objections& objections);
void check_input(const Case& c, const EndDelegation& command, Objections& objections);
void check_input(const Case& c, const BreakGlass& command, Objections& objections);
void check_input(const Case& c, const RecordExercise& command, Objections& objections);
void check_input(const Case& c, const RecordReadiness& command, Objections& objections);
void check_input(const Case& c, const SettleSuccession& command, Objections& objections);
void check_input(const Case& c, const OrderReports& command, Objections& objections);
void check_input(const Case& c, const AdoptBoundaries& command, Objections& objections);
void check_input(const Case& c, const ProposeTakeover& command, Objections& objections);
void check_input(const Case& c, const WithdrawProposal& command, Objections& objections);
void check_input(const Case& c, const RequestWarning& command, Objections& objections);
void check_input(const Case& c, const SettleAnswer& command, Objections& objections);
void check_input(const Case& c, const TakeTextAnswer& command, Objections& objections);
void check_input(const Case& c, const AdoptRoster& command, Objections& objections);
void check_input(const Case& c, const OverrideDuty& command, Objections& objections);
void check_input(const Case& c, const ProposeSwap& command, Objections& objections);
void check_input(const Case& c, const AnswerSwap& command, Objections& objections);
void check_input(const Case& c, const TakeOverDuty& command, Objections& objections);
void check_input(const Case& c, const NoteGateway& command, Objections& objections);
void check_input(const Case& c, const PinGateway& command, Objections& objections);
void check_input(const Case& c, const ReleaseGateway& command, Objections& objections);
void check_input(const Case& c, const ProposeRelief& command, Objections& objections);
void check_input(const Case& c, const AssignShift& command, Objections& objections);
void check_input(const Case& c, const ClearShift& command, Objections& objections);
void check_input(const Case& c, const AnswerShift& command, Objections& objections);
void check_input(const Case& c, const WriteHandover& command, Objections& objections);
void check_input(const Case& c, const SignHandover& command, Objections& objections);
void check_input(const Case& c, const EndRelief& command, Objections& objections);
void check_input(const Case& c, const TestContact& command, Objections& objections);
void check_input(const Case& c, const ConfirmContact& command, Objections& objections);
void check_input(const Case& c, const ForgetContact& command, Objections& objections);
void check_input(const Case& c, const PlanDrill& command, Objections& objections);
void check_input(const Case& c, const CancelDrill& command, Objections& objections);
void check_input(const Case& c, const YieldDrills& command, Objections& objections);
void check_input(const Case& c, const NoteDrill& command, Objections& objections);
void check_input(const Case& c, const AdoptProofKey& command, Objections& objections);
void check_input(const Case& c, const MarkSecrecy& command, Objections& objections);
void check_input(const Case& c, const LiftSecrecy& command, Objections& objections);
void check_input(const Case& c, const NotePost& command, Objections& objections);
void check_input(const Case& c, const NotePasskey& command, Objections& objections);

}  // namespace ckl::domain
