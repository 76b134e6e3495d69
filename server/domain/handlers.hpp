// One handler per command; `decide` dispatches to them after the input checks.
//
// Internal to the core. Each is defined in the file of its procedure: incident.cpp,
// deescalation.cpp, ckl.cpp, committee.cpp, hindrance.cpp, callout.cpp, obligations.cpp, log.cpp,
// adoption.cpp, deadlines.cpp, delivery.cpp, gateways.cpp, roster_commands.cpp. A handler may rely
// on its input being well formed and on every id it names being known.
#pragma once

#include "domain/ruling.hpp"

namespace ckl::domain {

[[nodiscard]] Decision decide_on(const Case& c, const ReportIncident& command);
[[nodiscard]] Decision decide_on(const Case& c, const ChangeLevel& command);
[[nodiscard]] Decision decide_on(const Case& c, const ConfirmLevel& command);
[[nodiscard]] Decision decide_on(const Case& c, const ChangeCklState& command);
[[nodiscard]] Decision decide_on(const Case& c, const DeclareExtraordinary& command);
[[nodiscard]] Decision decide_on(const Case& c, const StartCommittee& command);
[[nodiscard]] Decision decide_on(const Case& c, const RecordHindrance& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndHindrance& command);
[[nodiscard]] Decision decide_on(const Case& c, const CloseIncident& command);
[[nodiscard]] Decision decide_on(const Case& c, const StartCallout& command);
[[nodiscard]] Decision decide_on(const Case& c, const AnswerCall& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndCallout& command);
[[nodiscard]] Decision decide_on(const Case& c, const NoteAbsence& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndAbsence& command);
[[nodiscard]] Decision decide_on(const Case& c, const TakeIn& command);
[[nodiscard]] Decision decide_on(const Case& c, const SendWord& command);
[[nodiscard]] Decision decide_on(const Case& c, const RecallCallout& command);
[[nodiscard]] Decision decide_on(const Case& c, const CloseObligation& command);
[[nodiscard]] Decision decide_on(const Case& c, const WriteLogEntry& command);
[[nodiscard]] Decision decide_on(const Case& c, const OpenWorkspace& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptOrganisation& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptSettings& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptPlan& command);
[[nodiscard]] Decision decide_on(const Case& c, const NoteDeadlines& command);
[[nodiscard]] Decision decide_on(const Case& c, const BeginAttempt& command);
[[nodiscard]] Decision decide_on(const Case& c, const ReportAttempt& command);
[[nodiscard]] Decision decide_on(const Case& c, const DoubtAttempts& command);

[[nodiscard]] Decision decide_on(const Case& c, const CallMeeting& command);
[[nodiscard]] Decision decide_on(const Case& c, const OpenMeeting& command);
[[nodiscard]] Decision decide_on(const Case& c, const ChangeAttendance& command);
[[nodiscard]] Decision decide_on(const Case& c, const DecideInMeeting& command);
[[nodiscard]] Decision decide_on(const Case& c, const CloseMeeting& command);
[[nodiscard]] Decision decide_on(const Case& c, const RecordMinutes& command);
[[nodiscard]] Decision decide_on(const Case& c, const NoteUrgentDecisions& command);
[[nodiscard]] Decision decide_on(const Case& c, const DecideAlone& command);
[[nodiscard]] Decision decide_on(const Case& c, const AcknowledgeHandback& command);
[[nodiscard]] Decision decide_on(const Case& c, const RequestContribution& command);
[[nodiscard]] Decision decide_on(const Case& c, const AnswerContribution& command);
[[nodiscard]] Decision decide_on(const Case& c, const AssessNotExtraordinary& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndCommittee& command);
[[nodiscard]] Decision decide_on(const Case& c, const DecideForUnit& command);
[[nodiscard]] Decision decide_on(const Case& c, const ConfirmOralDecision& command);
[[nodiscard]] Decision decide_on(const Case& c, const DisputeOralDecision& command);
[[nodiscard]] Decision decide_on(const Case& c, const RegisterCouncilMeeting& command);
[[nodiscard]] Decision decide_on(const Case& c, const CancelCouncilMeeting& command);
[[nodiscard]] Decision decide_on(const Case& c, const ReportToCouncil& command);
[[nodiscard]] Decision decide_on(const Case& c, const ConfirmExternalDecision& command);
[[nodiscard]] Decision decide_on(const Case& c, const WithdrawExternalDecision& command);
[[nodiscard]] Decision decide_on(const Case& c, const RegisterAlert& command);
[[nodiscard]] Decision decide_on(const Case& c, const RegisterReadinessAlarm& command);
[[nodiscard]] Decision decide_on(const Case& c, const RegisterWartimeLaw& command);
[[nodiscard]] Decision decide_on(const Case& c, const DecideForCouncil& command);
[[nodiscard]] Decision decide_on(const Case& c, const AssignTasks& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndAssignment& command);
[[nodiscard]] Decision decide_on(const Case& c, const JoinIncident& command);
[[nodiscard]] Decision decide_on(const Case& c, const RecordFact& command);
[[nodiscard]] Decision decide_on(const Case& c, const OfferCrisisSupport& command);
[[nodiscard]] Decision decide_on(const Case& c, const AcceptCrisisSupport& command);
[[nodiscard]] Decision decide_on(const Case& c, const GrantDelegation& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndDelegation& command);
[[nodiscard]] Decision decide_on(const Case& c, const BreakGlass& command);
[[nodiscard]] Decision decide_on(const Case& c, const RecordExercise& command);
[[nodiscard]] Decision decide_on(const Case& c, const RecordReadiness& command);
[[nodiscard]] Decision decide_on(const Case& c, const SettleSuccession& command);
[[nodiscard]] Decision decide_on(const Case& c, const OrderReports& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptBoundaries& command);
[[nodiscard]] Decision decide_on(const Case& c, const ProposeTakeover& command);
[[nodiscard]] Decision decide_on(const Case& c, const WithdrawProposal& command);
[[nodiscard]] Decision decide_on(const Case& c, const RequestWarning& command);

[[nodiscard]] Decision decide_on(const Case& c, const SettleAnswer& command);
[[nodiscard]] Decision decide_on(const Case& c, const TakeTextAnswer& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptRoster& command);
[[nodiscard]] Decision decide_on(const Case& c, const OverrideDuty& command);
[[nodiscard]] Decision decide_on(const Case& c, const ProposeSwap& command);
[[nodiscard]] Decision decide_on(const Case& c, const AnswerSwap& command);
[[nodiscard]] Decision decide_on(const Case& c, const TakeOverDuty& command);
[[nodiscard]] Decision decide_on(const Case& c, const NoteGateway& command);
[[nodiscard]] Decision decide_on(const Case& c, const PinGateway& command);
[[nodiscard]] Decision decide_on(const Case& c, const ReleaseGateway& command);
[[nodiscard]] Decision decide_on(const Case& c, const ProposeRelief& command);
[[nodiscard]] Decision decide_on(const Case& c, const AssignShift& command);
[[nodiscard]] Decision decide_on(const Case& c, const ClearShift& command);
[[nodiscard]] Decision decide_on(const Case& c, const AnswerShift& command);
[[nodiscard]] Decision decide_on(const Case& c, const WriteHandover& command);
[[nodiscard]] Decision decide_on(const Case& c, const SignHandover& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndRelief& command);
[[nodiscard]] Decision decide_on(const Case& c, const TestContact& command);
[[nodiscard]] Decision decide_on(const Case& c, const ConfirmContact& command);
[[nodiscard]] Decision decide_on(const Case& c, const ForgetContact& command);
[[nodiscard]] Decision decide_on(const Case& c, const PlanDrill& command);
[[nodiscard]] Decision decide_on(const Case& c, const CancelDrill& command);
[[nodiscard]] Decision decide_on(const Case& c, const YieldDrills& command);
[[nodiscard]] Decision decide_on(const Case& c, const NoteDrill& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptProofKey& command);
[[nodiscard]] Decision decide_on(const Case& c, const MarkSecrecy& command);
[[nodiscard]] Decision decide_on(const Case& c, const LiftSecrecy& command);
[[nodiscard]] Decision decide_on(const Case& c, const NotePost& command);
[[nodiscard]] Decision decide_on(const Case& c, const NotePasskey& command);

// The lowerings of ChangeLevel, in deescalation.cpp.
[[nodiscard]] Decision lower_from_extraordinary(const Case& c, const ChangeLevel& command);
[[nodiscard]] Decision lower_from_serious(const Case& c, const ChangeLevel& command);
[[nodiscard]] Decision end_disturbance(const Case& c, const ChangeLevel& command);

}  // namespace ckl::domain
