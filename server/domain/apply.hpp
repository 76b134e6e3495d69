// Folding one event into the state, one function per event.
//
// Internal to evolve. Grouped by procedure: evolve_incident.cpp, evolve_callout.cpp,
// evolve_message.cpp, evolve_adoption.cpp. None fails; what does not fit is ignored.
#pragma once

#include "domain/events.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

void apply(State& state, const WorkspaceOpened& event, const Entry& entry);
void apply(State& state, const OrganisationAdopted& event, const Entry& entry);
void apply(State& state, const SettingsAdopted& event, const Entry& entry);
void apply(State& state, const PlanAdopted& event, const Entry& entry);
void apply(State& state, const IncidentReported& event, const Entry& entry);
void apply(State& state, const LevelChanged& event, const Entry& entry);
void apply(State& state, const LevelConfirmed& event, const Entry& entry);
void apply(State& state, const LevelLeftUnconfirmed& event, const Entry& entry);
void apply(State& state, const PhaseChanged& event, const Entry& entry);
void apply(State& state, const CklStateChanged& event, const Entry& entry);
void apply(State& state, const CklAttachmentChanged& event, const Entry& entry);
void apply(State& state, const ExtraordinaryDeclared& event, const Entry& entry);
void apply(State& state, const CommitteeStateChanged& event, const Entry& entry);
void apply(State& state, const HindranceRecorded& event, const Entry& entry);
void apply(State& state, const HindranceEnded& event, const Entry& entry);
void apply(State& state, const PowerRefused& event, const Entry& entry);
void apply(State& state, const ObligationOpened& event, const Entry& entry);
void apply(State& state, const ObligationReminded& event, const Entry& entry);
void apply(State& state, const ObligationOverdue& event, const Entry& entry);
void apply(State& state, const ObligationClosed& event, const Entry& entry);
void apply(State& state, const CalloutStarted& event, const Entry& entry);
void apply(State& state, const PersonCalled& event, const Entry& entry);
void apply(State& state, const PersonUnreachable& event, const Entry& entry);
void apply(State& state, const AnswerRecorded& event, const Entry& entry);
void apply(State& state, const SilenceNoted& event, const Entry& entry);
void apply(State& state, const PositionFilled& event, const Entry& entry);
void apply(State& state, const PositionReopened& event, const Entry& entry);
void apply(State& state, const PersonStoodDown& event, const Entry& entry);
void apply(State& state, const StaffingGapRaised& event, const Entry& entry);
void apply(State& state, const CalloutEnded& event, const Entry& entry);
void apply(State& state, const PersonPassedOver& event, const Entry& entry);
void apply(State& state, const PersonTakenIn& event, const Entry& entry);
void apply(State& state, const WordSent& event, const Entry& entry);
void apply(State& state, const CalloutRecalled& event, const Entry& entry);
void apply(State& state, const AbsenceNoted& event, const Entry& entry);
void apply(State& state, const AbsenceEnded& event, const Entry& entry);
void apply(State& state, const PersonNotified& event, const Entry& entry);
void apply(State& state, const AttemptStarted& event, const Entry& entry);
void apply(State& state, const AttemptHandedOver& event, const Entry& entry);
void apply(State& state, const AttemptDelivered& event, const Entry& entry);
void apply(State& state, const AttemptFailed& event, const Entry& entry);
void apply(State& state, const AttemptDoubted& event, const Entry& entry);
void apply(State& state, const GatewayLost& event, const Entry& entry);
void apply(State& state, const GatewayRecovered& event, const Entry& entry);
void apply(State& state, const GatewayPinned& event, const Entry& entry);
void apply(State& state, const GatewayReleased& event, const Entry& entry);
void apply(State& state, const LogEntryWritten& event, const Entry& entry);

void apply(State& state, const ObligationDated& event, const Entry& entry);
void apply(State& state, const MeetingCalled& event, const Entry& entry);
void apply(State& state, const MeetingOpened& event, const Entry& entry);
void apply(State& state, const AttendanceChanged& event, const Entry& entry);
void apply(State& state, const MeetingClosed& event, const Entry& entry);
void apply(State& state, const MinutesRecorded& event, const Entry& entry);
void apply(State& state, const DecisionMade& event, const Entry& entry);
void apply(State& state, const DecisionEnded& event, const Entry& entry);
void apply(State& state, const UrgentDecisionsNoted& event, const Entry& entry);
void apply(State& state, const TakeoverEntered& event, const Entry& entry);
void apply(State& state, const TakeoverExtended& event, const Entry& entry);
void apply(State& state, const TakeoverReturned& event, const Entry& entry);
void apply(State& state, const HandbackAcknowledged& event, const Entry& entry);
void apply(State& state, const ContributionRequested& event, const Entry& entry);
void apply(State& state, const ContributionAnswered& event, const Entry& entry);
void apply(State& state, const NotExtraordinaryAssessed& event, const Entry& entry);
void apply(State& state, const OralDecisionRecorded& event, const Entry& entry);
void apply(State& state, const OralDecisionSettled& event, const Entry& entry);
void apply(State& state, const CouncilMeetingRegistered& event, const Entry& entry);
void apply(State& state, const CouncilMeetingCancelled& event, const Entry& entry);
void apply(State& state, const CouncilReportMade& event, const Entry& entry);
void apply(State& state, const ExternalDecisionEntered& event, const Entry& entry);
void apply(State& state, const ExternalDecisionSettled& event, const Entry& entry);
void apply(State& state, const AlertChanged& event, const Entry& entry);
void apply(State& state, const ReadinessAlarmChanged& event, const Entry& entry);
void apply(State& state, const WartimeLawChanged& event, const Entry& entry);
void apply(State& state, const TasksAssigned& event, const Entry& entry);
void apply(State& state, const AssignmentEnded& event, const Entry& entry);
void apply(State& state, const ParticipantJoined& event, const Entry& entry);
void apply(State& state, const FactRecorded& event, const Entry& entry);
void apply(State& state, const CrisisSupportRouted& event, const Entry& entry);
void apply(State& state, const CrisisSupportOffered& event, const Entry& entry);
void apply(State& state, const CrisisSupportAccepted& event, const Entry& entry);
void apply(State& state, const DelegationGranted& event, const Entry& entry);
void apply(State& state, const DelegationEnded& event, const Entry& entry);
void apply(State& state, const ExerciseRecorded& event, const Entry& entry);
void apply(State& state, const ReadinessRecorded& event, const Entry& entry);
void apply(State& state, const MonthlySummaryMade& event, const Entry& entry);
void apply(State& state, const ReadinessYearBegan& event, const Entry& entry);
void apply(State& state, const MandatePeriodBegan& event, const Entry& entry);
void apply(State& state, const UnitSucceeded& event, const Entry& entry);
void apply(State& state, const SuccessionSettled& event, const Entry& entry);
void apply(State& state, const BoundariesAdopted& event, const Entry& entry);
void apply(State& state, const TakeoverProposed& event, const Entry& entry);
void apply(State& state, const TakeoverProposalDropped& event, const Entry& entry);
void apply(State& state, const WarningRequested& event, const Entry& entry);
void apply(State& state, const AnswerUnclear& event, const Entry& entry);
void apply(State& state, const AnswerSettled& event, const Entry& entry);

void apply(State& state, const RosterAdopted& event, const Entry& entry);
void apply(State& state, const DutyChanged& event, const Entry& entry);
void apply(State& state, const SwapProposed& event, const Entry& entry);
void apply(State& state, const SwapSettled& event, const Entry& entry);
void apply(State& state, const DutyGapFound& event, const Entry& entry);
void apply(State& state, const DutyGapFilled& event, const Entry& entry);

void apply(State& state, const ReliefProposed& event, const Entry& entry);
void apply(State& state, const ShiftAssigned& event, const Entry& entry);
void apply(State& state, const ShiftCleared& event, const Entry& entry);
void apply(State& state, const AvailabilityAnswered& event, const Entry& entry);
void apply(State& state, const ReliefGapFound& event, const Entry& entry);
void apply(State& state, const ReliefGapFilled& event, const Entry& entry);
void apply(State& state, const HandoverDue& event, const Entry& entry);
void apply(State& state, const HandoverWritten& event, const Entry& entry);
void apply(State& state, const HandoverSigned& event, const Entry& entry);
void apply(State& state, const ReliefEnded& event, const Entry& entry);

// A message that is new to the state, to be filled in and planned; nullptr when it is there.
[[nodiscard]] Message* new_message(State& state, const MessageId& id);

// Plans a new message, with the person's ladder as it is now.
void plan_message(State& state, Message& message, Instant at,
                  const std::vector<std::string>& avoid = {});

}  // namespace ckl::domain
