// Folding one event into the state, one function per event.
//
// Internal to evolve. Grouped by procedure: evolve_incident.cpp, evolve_callout.cpp,
// evolve_message.cpp, evolve_adoption.cpp. None fails; what does not fit is ignored.
#pragma once

#include "domain/events.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

// What of an entry its event is folded with. Narrower than the entry on purpose: a replay decodes
// no more than this.
struct Stamp {
  Instant time;
  const PersonId& person;  // of the actor
};

void apply(State& state, const WorkspaceOpened& event, const Stamp& stamp);
void apply(State& state, const OrganisationAdopted& event, const Stamp& stamp);
void apply(State& state, const SettingsAdopted& event, const Stamp& stamp);
void apply(State& state, const PlanAdopted& event, const Stamp& stamp);
void apply(State& state, const IncidentReported& event, const Stamp& stamp);
void apply(State& state, const LevelChanged& event, const Stamp& stamp);
void apply(State& state, const LevelConfirmed& event, const Stamp& stamp);
void apply(State& state, const LevelLeftUnconfirmed& event, const Stamp& stamp);
void apply(State& state, const PhaseChanged& event, const Stamp& stamp);
void apply(State& state, const CklStateChanged& event, const Stamp& stamp);
void apply(State& state, const CklAttachmentChanged& event, const Stamp& stamp);
void apply(State& state, const ExtraordinaryDeclared& event, const Stamp& stamp);
void apply(State& state, const CommitteeStateChanged& event, const Stamp& stamp);
void apply(State& state, const HindranceRecorded& event, const Stamp& stamp);
void apply(State& state, const HindranceEnded& event, const Stamp& stamp);
void apply(State& state, const PowerRefused& event, const Stamp& stamp);
void apply(State& state, const ObligationOpened& event, const Stamp& stamp);
void apply(State& state, const ObligationReminded& event, const Stamp& stamp);
void apply(State& state, const ObligationOverdue& event, const Stamp& stamp);
void apply(State& state, const ObligationClosed& event, const Stamp& stamp);
void apply(State& state, const CalloutStarted& event, const Stamp& stamp);
void apply(State& state, const PersonCalled& event, const Stamp& stamp);
void apply(State& state, const PersonUnreachable& event, const Stamp& stamp);
void apply(State& state, const AnswerRecorded& event, const Stamp& stamp);
void apply(State& state, const SilenceNoted& event, const Stamp& stamp);
void apply(State& state, const PositionFilled& event, const Stamp& stamp);
void apply(State& state, const PositionReopened& event, const Stamp& stamp);
void apply(State& state, const PersonStoodDown& event, const Stamp& stamp);
void apply(State& state, const StaffingGapRaised& event, const Stamp& stamp);
void apply(State& state, const CalloutEnded& event, const Stamp& stamp);
void apply(State& state, const PersonPassedOver& event, const Stamp& stamp);
void apply(State& state, const PersonTakenIn& event, const Stamp& stamp);
void apply(State& state, const WordSent& event, const Stamp& stamp);
void apply(State& state, const CalloutRecalled& event, const Stamp& stamp);
void apply(State& state, const AbsenceNoted& event, const Stamp& stamp);
void apply(State& state, const AbsenceEnded& event, const Stamp& stamp);
void apply(State& state, const PersonNotified& event, const Stamp& stamp);
void apply(State& state, const AttemptStarted& event, const Stamp& stamp);
void apply(State& state, const AttemptHandedOver& event, const Stamp& stamp);
void apply(State& state, const AttemptDelivered& event, const Stamp& stamp);
void apply(State& state, const AttemptFailed& event, const Stamp& stamp);
void apply(State& state, const AttemptDoubted& event, const Stamp& stamp);
void apply(State& state, const GatewayLost& event, const Stamp& stamp);
void apply(State& state, const GatewayRecovered& event, const Stamp& stamp);
void apply(State& state, const GatewayPinned& event, const Stamp& stamp);
void apply(State& state, const GatewayReleased& event, const Stamp& stamp);
void apply(State& state, const LogEntryWritten& event, const Stamp& stamp);

void apply(State& state, const ObligationDated& event, const Stamp& stamp);
void apply(State& state, const MeetingCalled& event, const Stamp& stamp);
void apply(State& state, const MeetingOpened& event, const Stamp& stamp);
void apply(State& state, const AttendanceChanged& event, const Stamp& stamp);
void apply(State& state, const MeetingClosed& event, const Stamp& stamp);
void apply(State& state, const MinutesRecorded& event, const Stamp& stamp);
void apply(State& state, const DecisionMade& event, const Stamp& stamp);
void apply(State& state, const DecisionEnded& event, const Stamp& stamp);
void apply(State& state, const UrgentDecisionsNoted& event, const Stamp& stamp);
void apply(State& state, const TakeoverEntered& event, const Stamp& stamp);
void apply(State& state, const TakeoverExtended& event, const Stamp& stamp);
void apply(State& state, const TakeoverReturned& event, const Stamp& stamp);
void apply(State& state, const HandbackAcknowledged& event, const Stamp& stamp);
void apply(State& state, const ContributionRequested& event, const Stamp& stamp);
void apply(State& state, const ContributionAnswered& event, const Stamp& stamp);
void apply(State& state, const NotExtraordinaryAssessed& event, const Stamp& stamp);
void apply(State& state, const OralDecisionRecorded& event, const Stamp& stamp);
void apply(State& state, const OralDecisionSettled& event, const Stamp& stamp);
void apply(State& state, const CouncilMeetingRegistered& event, const Stamp& stamp);
void apply(State& state, const CouncilMeetingCancelled& event, const Stamp& stamp);
void apply(State& state, const CouncilReportMade& event, const Stamp& stamp);
void apply(State& state, const ExternalDecisionEntered& event, const Stamp& stamp);
void apply(State& state, const ExternalDecisionSettled& event, const Stamp& stamp);
void apply(State& state, const AlertChanged& event, const Stamp& stamp);
void apply(State& state, const ReadinessAlarmChanged& event, const Stamp& stamp);
void apply(State& state, const WartimeLawChanged& event, const Stamp& stamp);
void apply(State& state, const TasksAssigned& event, const Stamp& stamp);
void apply(State& state, const AssignmentEnded& event, const Stamp& stamp);
void apply(State& state, const ParticipantJoined& event, const Stamp& stamp);
void apply(State& state, const FactRecorded& event, const Stamp& stamp);
void apply(State& state, const CrisisSupportRouted& event, const Stamp& stamp);
void apply(State& state, const CrisisSupportOffered& event, const Stamp& stamp);
void apply(State& state, const CrisisSupportAccepted& event, const Stamp& stamp);
void apply(State& state, const DelegationGranted& event, const Stamp& stamp);
void apply(State& state, const DelegationEnded& event, const Stamp& stamp);
void apply(State& state, const ExerciseRecorded& event, const Stamp& stamp);
void apply(State& state, const ReadinessRecorded& event, const Stamp& stamp);
void apply(State& state, const MonthlySummaryMade& event, const Stamp& stamp);
void apply(State& state, const ReadinessYearBegan& event, const Stamp& stamp);
void apply(State& state, const MandatePeriodBegan& event, const Stamp& stamp);
void apply(State& state, const UnitSucceeded& event, const Stamp& stamp);
void apply(State& state, const SuccessionSettled& event, const Stamp& stamp);
void apply(State& state, const BoundariesAdopted& event, const Stamp& stamp);
void apply(State& state, const TakeoverProposed& event, const Stamp& stamp);
void apply(State& state, const TakeoverProposalDropped& event, const Stamp& stamp);
void apply(State& state, const WarningRequested& event, const Stamp& stamp);
void apply(State& state, const AnswerUnclear& event, const Stamp& stamp);
void apply(State& state, const AnswerSettled& event, const Stamp& stamp);

void apply(State& state, const RosterAdopted& event, const Stamp& stamp);
void apply(State& state, const DutyChanged& event, const Stamp& stamp);
void apply(State& state, const SwapProposed& event, const Stamp& stamp);
void apply(State& state, const SwapSettled& event, const Stamp& stamp);
void apply(State& state, const DutyGapFound& event, const Stamp& stamp);
void apply(State& state, const DutyGapFilled& event, const Stamp& stamp);

void apply(State& state, const ReliefProposed& event, const Stamp& stamp);
void apply(State& state, const ShiftAssigned& event, const Stamp& stamp);
void apply(State& state, const ShiftCleared& event, const Stamp& stamp);
void apply(State& state, const AvailabilityAnswered& event, const Stamp& stamp);
void apply(State& state, const ReliefGapFound& event, const Stamp& stamp);
void apply(State& state, const ReliefGapFilled& event, const Stamp& stamp);
void apply(State& state, const HandoverDue& event, const Stamp& stamp);
void apply(State& state, const HandoverWritten& event, const Stamp& stamp);
void apply(State& state, const HandoverSigned& event, const Stamp& stamp);
void apply(State& state, const ReliefEnded& event, const Stamp& stamp);

void apply(State& state, const ContactTested& event, const Stamp& stamp);
void apply(State& state, const ContactConfirmed& event, const Stamp& stamp);
void apply(State& state, const ContactForgotten& event, const Stamp& stamp);
void apply(State& state, const DutyContactsChecked& event, const Stamp& stamp);
void apply(State& state, const DrillPlanned& event, const Stamp& stamp);
void apply(State& state, const DrillStarted& event, const Stamp& stamp);
void apply(State& state, const DrillEnded& event, const Stamp& stamp);

void apply(State& state, const ProofKeyAdopted& event, const Stamp& stamp);
void apply(State& state, const SecrecyMarked& event, const Stamp& stamp);
void apply(State& state, const SecrecyLifted& event, const Stamp& stamp);

void apply(State& state, const PostLost& event, const Stamp& stamp);
void apply(State& state, const PostReturned& event, const Stamp& stamp);
void apply(State& state, const PasskeyChanged& event, const Stamp& stamp);
void apply(State& state, const DecisionSigned& event, const Stamp& stamp);

// Plans a new message, with the person's ladder as it is now.
void plan_message(State& state, Message& message, Instant at,
                  const std::vector<std::string>& avoid = {});

}  // namespace ckl::domain
