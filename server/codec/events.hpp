// Every event with its place in `JournalEntry`. Internal to the codec.
//
// `Slots` is the one list. An event of the domain without a slot, or without `write` and `read`,
// does not compile; a member of the oneof without a slot is found by tests/codec.
#pragma once

#include <tuple>
#include <variant>

#include "codec/events_disclosure.hpp"
#include "codec/events_gateways.hpp"
#include "codec/events_posts.hpp"
#include "codec/events_roster.hpp"
#include "codec/events_signing.hpp"
#include "codec/events_trial.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::WorkspaceOpened& from, v1::WorkspaceOpened& to);
void write(const domain::OrganisationAdopted& from, v1::OrganisationAdopted& to);
void write(const domain::SettingsAdopted& from, v1::SettingsAdopted& to);
void write(const domain::PlanAdopted& from, v1::PlanAdopted& to);
void write(const domain::IncidentReported& from, v1::IncidentReported& to);
void write(const domain::LevelChanged& from, v1::LevelChanged& to);
void write(const domain::LevelConfirmed& from, v1::LevelConfirmed& to);
void write(const domain::LevelLeftUnconfirmed& from, v1::LevelLeftUnconfirmed& to);
void write(const domain::PhaseChanged& from, v1::PhaseChanged& to);
void write(const domain::CklStateChanged& from, v1::CklStateChanged& to);
void write(const domain::CklAttachmentChanged& from, v1::CklAttachmentChanged& to);
void write(const domain::ExtraordinaryDeclared& from, v1::ExtraordinaryDeclared& to);
void write(const domain::CommitteeStateChanged& from, v1::CommitteeStateChanged& to);
void write(const domain::HindranceRecorded& from, v1::HindranceRecorded& to);
void write(const domain::HindranceEnded& from, v1::HindranceEnded& to);
void write(const domain::PowerRefused& from, v1::PowerRefused& to);
void write(const domain::ObligationOpened& from, v1::ObligationOpened& to);
void write(const domain::ObligationReminded& from, v1::ObligationReminded& to);
void write(const domain::ObligationOverdue& from, v1::ObligationOverdue& to);
void write(const domain::ObligationClosed& from, v1::ObligationClosed& to);
void write(const domain::CalloutStarted& from, v1::CalloutStarted& to);
void write(const domain::PersonCalled& from, v1::PersonCalled& to);
void write(const domain::PersonUnreachable& from, v1::PersonUnreachable& to);
void write(const domain::AnswerRecorded& from, v1::AnswerRecorded& to);
void write(const domain::AnswerUnclear& from, v1::AnswerUnclear& to);
void write(const domain::AnswerSettled& from, v1::AnswerSettled& to);
void write(const domain::SilenceNoted& from, v1::SilenceNoted& to);
void write(const domain::PositionFilled& from, v1::PositionFilled& to);
void write(const domain::PositionReopened& from, v1::PositionReopened& to);
void write(const domain::PersonStoodDown& from, v1::PersonStoodDown& to);
void write(const domain::StaffingGapRaised& from, v1::StaffingGapRaised& to);
void write(const domain::CalloutEnded& from, v1::CalloutEnded& to);
void write(const domain::PersonNotified& from, v1::PersonNotified& to);
void write(const domain::AttemptStarted& from, v1::AttemptStarted& to);
void write(const domain::AttemptHandedOver& from, v1::AttemptHandedOver& to);
void write(const domain::AttemptDelivered& from, v1::AttemptDelivered& to);
void write(const domain::AttemptFailed& from, v1::AttemptFailed& to);
void write(const domain::AttemptDoubted& from, v1::AttemptDoubted& to);
void write(const domain::LogEntryWritten& from, v1::LogEntryWritten& to);
void write(const domain::ObligationDated& from, v1::ObligationDated& to);
void write(const domain::MeetingCalled& from, v1::MeetingCalled& to);
void write(const domain::MeetingOpened& from, v1::MeetingOpened& to);
void write(const domain::AttendanceChanged& from, v1::AttendanceChanged& to);
void write(const domain::MeetingClosed& from, v1::MeetingClosed& to);
void write(const domain::MinutesRecorded& from, v1::MinutesRecorded& to);
void write(const domain::DecisionMade& from, v1::DecisionMade& to);
void write(const domain::DecisionEnded& from, v1::DecisionEnded& to);
void write(const domain::UrgentDecisionsNoted& from, v1::UrgentDecisionsNoted& to);
void write(const domain::TakeoverEntered& from, v1::TakeoverEntered& to);
void write(const domain::TakeoverExtended& from, v1::TakeoverExtended& to);
void write(const domain::TakeoverReturned& from, v1::TakeoverReturned& to);
void write(const domain::HandbackAcknowledged& from, v1::HandbackAcknowledged& to);
void write(const domain::ContributionRequested& from, v1::ContributionRequested& to);
void write(const domain::ContributionAnswered& from, v1::ContributionAnswered& to);
void write(const domain::NotExtraordinaryAssessed& from, v1::NotExtraordinaryAssessed& to);
void write(const domain::OralDecisionRecorded& from, v1::OralDecisionRecorded& to);
void write(const domain::OralDecisionSettled& from, v1::OralDecisionSettled& to);
void write(const domain::CouncilMeetingRegistered& from, v1::CouncilMeetingRegistered& to);
void write(const domain::CouncilMeetingCancelled& from, v1::CouncilMeetingCancelled& to);
void write(const domain::CouncilReportMade& from, v1::CouncilReportMade& to);
void write(const domain::ExternalDecisionEntered& from, v1::ExternalDecisionEntered& to);
void write(const domain::ExternalDecisionSettled& from, v1::ExternalDecisionSettled& to);
void write(const domain::AlertChanged& from, v1::AlertChanged& to);
void write(const domain::ReadinessAlarmChanged& from, v1::ReadinessAlarmChanged& to);
void write(const domain::WartimeLawChanged& from, v1::WartimeLawChanged& to);
void write(const domain::TasksAssigned& from, v1::TasksAssigned& to);
void write(const domain::AssignmentEnded& from, v1::AssignmentEnded& to);
void write(const domain::ParticipantJoined& from, v1::ParticipantJoined& to);
void write(const domain::FactRecorded& from, v1::FactRecorded& to);
void write(const domain::CrisisSupportRouted& from, v1::CrisisSupportRouted& to);
void write(const domain::CrisisSupportOffered& from, v1::CrisisSupportOffered& to);
void write(const domain::CrisisSupportAccepted& from, v1::CrisisSupportAccepted& to);
void write(const domain::DelegationGranted& from, v1::DelegationGranted& to);
void write(const domain::DelegationEnded& from, v1::DelegationEnded& to);
void write(const domain::ExerciseRecorded& from, v1::ExerciseRecorded& to);
void write(const domain::ReadinessRecorded& from, v1::ReadinessRecorded& to);
void write(const domain::MonthlySummaryMade& from, v1::MonthlySummaryMade& to);
void write(const domain::ReadinessYearBegan& from, v1::ReadinessYearBegan& to);
void write(const domain::MandatePeriodBegan& from, v1::MandatePeriodBegan& to);
void write(const domain::UnitSucceeded& from, v1::UnitSucceeded& to);
void write(const domain::SuccessionSettled& from, v1::SuccessionSettled& to);
void write(const domain::BoundariesAdopted& from, v1::BoundariesAdopted& to);
void write(const domain::TakeoverProposed& from, v1::TakeoverProposed& to);
void write(const domain::TakeoverProposalDropped& from, v1::TakeoverProposalDropped& to);
void write(const domain::WarningRequested& from, v1::WarningRequested& to);
void write(const domain::PersonPassedOver& from, v1::PersonPassedOver& to);
void write(const domain::PersonTakenIn& from, v1::PersonTakenIn& to);
void write(const domain::WordSent& from, v1::WordSent& to);
void write(const domain::CalloutRecalled& from, v1::CalloutRecalled& to);
void write(const domain::AbsenceNoted& from, v1::AbsenceNoted& to);
void write(const domain::AbsenceEnded& from, v1::AbsenceEnded& to);
void write(const domain::ReliefProposed& from, v1::ReliefProposed& to);
void write(const domain::ShiftAssigned& from, v1::ShiftAssigned& to);
void write(const domain::ShiftCleared& from, v1::ShiftCleared& to);
void write(const domain::AvailabilityAnswered& from, v1::AvailabilityAnswered& to);
void write(const domain::ReliefGapFound& from, v1::ReliefGapFound& to);
void write(const domain::ReliefGapFilled& from, v1::ReliefGapFilled& to);
void write(const domain::HandoverDue& from, v1::HandoverDue& to);
void write(const domain::HandoverWritten& from, v1::HandoverWritten& to);
void write(const domain::HandoverSigned& from, v1::HandoverSigned& to);
void write(const domain::ReliefEnded& from, v1::ReliefEnded& to);

void read(const v1::WorkspaceOpened& from, domain::WorkspaceOpened& to, Reader& reader);
void read(const v1::OrganisationAdopted& from, domain::OrganisationAdopted& to, Reader& reader);
void read(const v1::SettingsAdopted& from, domain::SettingsAdopted& to, Reader& reader);
void read(const v1::PlanAdopted& from, domain::PlanAdopted& to, Reader& reader);
void read(const v1::IncidentReported& from, domain::IncidentReported& to, Reader& reader);
void read(const v1::LevelChanged& from, domain::LevelChanged& to, Reader& reader);
void read(const v1::LevelConfirmed& from, domain::LevelConfirmed& to, Reader& reader);
void read(const v1::LevelLeftUnconfirmed& from, domain::LevelLeftUnconfirmed& to, Reader& reader);
void read(const v1::PhaseChanged& from, domain::PhaseChanged& to, Reader& reader);
void read(const v1::CklStateChanged& from, domain::CklStateChanged& to, Reader& reader);
void read(const v1::CklAttachmentChanged& from, domain::CklAttachmentChanged& to, Reader& reader);
void read(const v1::ExtraordinaryDeclared& from, domain::ExtraordinaryDeclared& to, Reader& reader);
void read(const v1::CommitteeStateChanged& from, domain::CommitteeStateChanged& to, Reader& reader);
void read(const v1::HindranceRecorded& from, domain::HindranceRecorded& to, Reader& reader);
void read(const v1::HindranceEnded& from, domain::HindranceEnded& to, Reader& reader);
void read(const v1::PowerRefused& from, domain::PowerRefused& to, Reader& reader);
void read(const v1::ObligationOpened& from, domain::ObligationOpened& to, Reader& reader);
void read(const v1::ObligationReminded& from, domain::ObligationReminded& to, Reader& reader);
void read(const v1::ObligationOverdue& from, domain::ObligationOverdue& to, Reader& reader);
void read(const v1::ObligationClosed& from, domain::ObligationClosed& to, Reader& reader);
void read(const v1::CalloutStarted& from, domain::CalloutStarted& to, Reader& reader);
void read(const v1::PersonCalled& from, domain::PersonCalled& to, Reader& reader);
void read(const v1::PersonUnreachable& from, domain::PersonUnreachable& to, Reader& reader);
void read(const v1::AnswerRecorded& from, domain::AnswerRecorded& to, Reader& reader);
void read(const v1::AnswerUnclear& from, domain::AnswerUnclear& to, Reader& reader);
void read(const v1::AnswerSettled& from, domain::AnswerSettled& to, Reader& reader);
void read(const v1::SilenceNoted& from, domain::SilenceNoted& to, Reader& reader);
void read(const v1::PositionFilled& from, domain::PositionFilled& to, Reader& reader);
void read(const v1::PositionReopened& from, domain::PositionReopened& to, Reader& reader);
void read(const v1::PersonStoodDown& from, domain::PersonStoodDown& to, Reader& reader);
void read(const v1::StaffingGapRaised& from, domain::StaffingGapRaised& to, Reader& reader);
void read(const v1::CalloutEnded& from, domain::CalloutEnded& to, Reader& reader);
void read(const v1::PersonNotified& from, domain::PersonNotified& to, Reader& reader);
void read(const v1::AttemptStarted& from, domain::AttemptStarted& to, Reader& reader);
void read(const v1::AttemptHandedOver& from, domain::AttemptHandedOver& to, Reader& reader);
void read(const v1::AttemptDelivered& from, domain::AttemptDelivered& to, Reader& reader);
void read(const v1::AttemptFailed& from, domain::AttemptFailed& to, Reader& reader);
void read(const v1::AttemptDoubted& from, domain::AttemptDoubted& to, Reader& reader);
void read(const v1::LogEntryWritten& from, domain::LogEntryWritten& to, Reader& reader);

void read(const v1::ObligationDated& from, domain::ObligationDated& to, Reader& reader);
void read(const v1::MeetingCalled& from, domain::MeetingCalled& to, Reader& reader);
void read(const v1::MeetingOpened& from, domain::MeetingOpened& to, Reader& reader);
void read(const v1::AttendanceChanged& from, domain::AttendanceChanged& to, Reader& reader);
void read(const v1::MeetingClosed& from, domain::MeetingClosed& to, Reader& reader);
void read(const v1::MinutesRecorded& from, domain::MinutesRecorded& to, Reader& reader);
void read(const v1::DecisionMade& from, domain::DecisionMade& to, Reader& reader);
void read(const v1::DecisionEnded& from, domain::DecisionEnded& to, Reader& reader);
void read(const v1::UrgentDecisionsNoted& from, domain::UrgentDecisionsNoted& to, Reader& reader);
void read(const v1::TakeoverEntered& from, domain::TakeoverEntered& to, Reader& reader);
void read(const v1::TakeoverExtended& from, domain::TakeoverExtended& to, Reader& reader);
void read(const v1::TakeoverReturned& from, domain::TakeoverReturned& to, Reader& reader);
void read(const v1::HandbackAcknowledged& from, domain::HandbackAcknowledged& to, Reader& reader);
void read(const v1::ContributionRequested& from, domain::ContributionRequested& to, Reader& reader);
void read(const v1::ContributionAnswered& from, domain::ContributionAnswered& to, Reader& reader);
void read(const v1::NotExtraordinaryAssessed& from, domain::NotExtraordinaryAssessed& to,
          Reader& reader);
void read(const v1::OralDecisionRecorded& from, domain::OralDecisionRecorded& to, Reader& reader);
void read(const v1::OralDecisionSettled& from, domain::OralDecisionSettled& to, Reader& reader);
void read(const v1::CouncilMeetingRegistered& from, domain::CouncilMeetingRegistered& to,
          Reader& reader);
void read(const v1::CouncilMeetingCancelled& from, domain::CouncilMeetingCancelled& to,
          Reader& reader);
void read(const v1::CouncilReportMade& from, domain::CouncilReportMade& to, Reader& reader);
void read(const v1::ExternalDecisionEntered& from, domain::ExternalDecisionEntered& to,
          Reader& reader);
void read(const v1::ExternalDecisionSettled& from, domain::ExternalDecisionSettled& to,
          Reader& reader);
void read(const v1::AlertChanged& from, domain::AlertChanged& to, Reader& reader);
void read(const v1::ReadinessAlarmChanged& from, domain::ReadinessAlarmChanged& to, Reader& reader);
void read(const v1::WartimeLawChanged& from, domain::WartimeLawChanged& to, Reader& reader);
void read(const v1::TasksAssigned& from, domain::TasksAssigned& to, Reader& reader);
void read(const v1::AssignmentEnded& from, domain::AssignmentEnded& to, Reader& reader);
void read(const v1::ParticipantJoined& from, domain::ParticipantJoined& to, Reader& reader);
void read(const v1::FactRecorded& from, domain::FactRecorded& to, Reader& reader);
void read(const v1::CrisisSupportRouted& from, domain::CrisisSupportRouted& to, Reader& reader);
void read(const v1::CrisisSupportOffered& from, domain::CrisisSupportOffered& to, Reader& reader);
void read(const v1::CrisisSupportAccepted& from, domain::CrisisSupportAccepted& to, Reader& reader);
void read(const v1::DelegationGranted& from, domain::DelegationGranted& to, Reader& reader);
void read(const v1::DelegationEnded& from, domain::DelegationEnded& to, Reader& reader);
void read(const v1::ExerciseRecorded& from, domain::ExerciseRecorded& to, Reader& reader);
void read(const v1::ReadinessRecorded& from, domain::ReadinessRecorded& to, Reader& reader);
void read(const v1::MonthlySummaryMade& from, domain::MonthlySummaryMade& to, Reader& reader);
void read(const v1::ReadinessYearBegan& from, domain::ReadinessYearBegan& to, Reader& reader);
void read(const v1::MandatePeriodBegan& from, domain::MandatePeriodBegan& to, Reader& reader);
void read(const v1::UnitSucceeded& from, domain::UnitSucceeded& to, Reader& reader);
void read(const v1::SuccessionSettled& from, domain::SuccessionSettled& to, Reader& reader);
void read(const v1::BoundariesAdopted& from, domain::BoundariesAdopted& to, Reader& reader);
void read(const v1::TakeoverProposed& from, domain::TakeoverProposed& to, Reader& reader);
void read(const v1::TakeoverProposalDropped& from, domain::TakeoverProposalDropped& to,
          Reader& reader);
void read(const v1::WarningRequested& from, domain::WarningRequested& to, Reader& reader);
void read(const v1::PersonPassedOver& from, domain::PersonPassedOver& to, Reader& reader);
void read(const v1::PersonTakenIn& from, domain::PersonTakenIn& to, Reader& reader);
void read(const v1::WordSent& from, domain::WordSent& to, Reader& reader);
void read(const v1::CalloutRecalled& from, domain::CalloutRecalled& to, Reader& reader);
void read(const v1::AbsenceNoted& from, domain::AbsenceNoted& to, Reader& reader);
void read(const v1::AbsenceEnded& from, domain::AbsenceEnded& to, Reader& reader);
void read(const v1::ReliefProposed& from, domain::ReliefProposed& to, Reader& reader);
void read(const v1::ShiftAssigned& from, domain::ShiftAssigned& to, Reader& reader);
void read(const v1::ShiftCleared& from, domain::ShiftCleared& to, Reader& reader);
void read(const v1::AvailabilityAnswered& from, domain::AvailabilityAnswered& to, Reader& reader);
void read(const v1::ReliefGapFound& from, domain::ReliefGapFound& to, Reader& reader);
void read(const v1::ReliefGapFilled& from, domain::ReliefGapFilled& to, Reader& reader);
void read(const v1::HandoverDue& from, domain::HandoverDue& to, Reader& reader);
void read(const v1::HandoverWritten& from, domain::HandoverWritten& to, Reader& reader);
void read(const v1::HandoverSigned& from, domain::HandoverSigned& to, Reader& reader);
void read(const v1::ReliefEnded& from, domain::ReliefEnded& to, Reader& reader);

// One member of the oneof: the event, its number and how to reach it.
template <class Event, class Proto, auto number_, auto get_, auto open_>
struct Slot {
  using Domain = Event;
  using Message = Proto;
  static constexpr int number = number_;
  [[nodiscard]] static const Proto& get(const v1::JournalEntry& entry) { return (entry.*get_)(); }
  [[nodiscard]] static Proto& open(v1::JournalEntry& entry) { return *(entry.*open_)(); }
};

using J = v1::JournalEntry;
using Slots = std::tuple<
    Slot<domain::WorkspaceOpened, v1::WorkspaceOpened, J::kWorkspaceOpened, &J::workspace_opened,
         &J::mutable_workspace_opened>,
    Slot<domain::OrganisationAdopted, v1::OrganisationAdopted, J::kOrganisationAdopted,
         &J::organisation_adopted, &J::mutable_organisation_adopted>,
    Slot<domain::SettingsAdopted, v1::SettingsAdopted, J::kSettingsAdopted, &J::settings_adopted,
         &J::mutable_settings_adopted>,
    Slot<domain::PlanAdopted, v1::PlanAdopted, J::kPlanAdopted, &J::plan_adopted,
         &J::mutable_plan_adopted>,
    Slot<domain::IncidentReported, v1::IncidentReported, J::kIncidentReported,
         &J::incident_reported, &J::mutable_incident_reported>,
    Slot<domain::LevelChanged, v1::LevelChanged, J::kLevelChanged, &J::level_changed,
         &J::mutable_level_changed>,
    Slot<domain::LevelConfirmed, v1::LevelConfirmed, J::kLevelConfirmed, &J::level_confirmed,
         &J::mutable_level_confirmed>,
    Slot<domain::LevelLeftUnconfirmed, v1::LevelLeftUnconfirmed, J::kLevelLeftUnconfirmed,
         &J::level_left_unconfirmed, &J::mutable_level_left_unconfirmed>,
    Slot<domain::PhaseChanged, v1::PhaseChanged, J::kPhaseChanged, &J::phase_changed,
         &J::mutable_phase_changed>,
    Slot<domain::CklStateChanged, v1::CklStateChanged, J::kCklStateChanged, &J::ckl_state_changed,
         &J::mutable_ckl_state_changed>,
    Slot<domain::CklAttachmentChanged, v1::CklAttachmentChanged, J::kCklAttachmentChanged,
         &J::ckl_attachment_changed, &J::mutable_ckl_attachment_changed>,
    Slot<domain::ExtraordinaryDeclared, v1::ExtraordinaryDeclared, J::kExtraordinaryDeclared,
         &J::extraordinary_declared, &J::mutable_extraordinary_declared>,
    Slot<domain::CommitteeStateChanged, v1::CommitteeStateChanged, J::kCommitteeStateChanged,
         &J::committee_state_changed, &J::mutable_committee_state_changed>,
    Slot<domain::HindranceRecorded, v1::HindranceRecorded, J::kHindranceRecorded,
         &J::hindrance_recorded, &J::mutable_hindrance_recorded>,
    Slot<domain::HindranceEnded, v1::HindranceEnded, J::kHindranceEnded, &J::hindrance_ended,
         &J::mutable_hindrance_ended>,
    Slot<domain::PowerRefused, v1::PowerRefused, J::kPowerRefused, &J::power_refused,
         &J::mutable_power_refused>,
    Slot<domain::ObligationOpened, v1::ObligationOpened, J::kObligationOpened,
         &J::obligation_opened, &J::mutable_obligation_opened>,
    Slot<domain::ObligationReminded, v1::ObligationReminded, J::kObligationReminded,
         &J::obligation_reminded, &J::mutable_obligation_reminded>,
    Slot<domain::ObligationOverdue, v1::ObligationOverdue, J::kObligationOverdue,
         &J::obligation_overdue, &J::mutable_obligation_overdue>,
    Slot<domain::ObligationClosed, v1::ObligationClosed, J::kObligationClosed,
         &J::obligation_closed, &J::mutable_obligation_closed>,
    Slot<domain::CalloutStarted, v1::CalloutStarted, J::kCalloutStarted, &J::callout_started,
         &J::mutable_callout_started>,
    Slot<domain::PersonCalled, v1::PersonCalled, J::kPersonCalled, &J::person_called,
         &J::mutable_person_called>,
    Slot<domain::PersonUnreachable, v1::PersonUnreachable, J::kPersonUnreachable,
         &J::person_unreachable, &J::mutable_person_unreachable>,
    Slot<domain::AnswerRecorded, v1::AnswerRecorded, J::kAnswerRecorded, &J::answer_recorded,
         &J::mutable_answer_recorded>,
    Slot<domain::SilenceNoted, v1::SilenceNoted, J::kSilenceNoted, &J::silence_noted,
         &J::mutable_silence_noted>,
    Slot<domain::PositionFilled, v1::PositionFilled, J::kPositionFilled, &J::position_filled,
         &J::mutable_position_filled>,
    Slot<domain::PositionReopened, v1::PositionReopened, J::kPositionReopened,
         &J::position_reopened, &J::mutable_position_reopened>,
    Slot<domain::PersonStoodDown, v1::PersonStoodDown, J::kPersonStoodDown, &J::person_stood_down,
         &J::mutable_person_stood_down>,
    Slot<domain::StaffingGapRaised, v1::StaffingGapRaised, J::kStaffingGapRaised,
         &J::staffing_gap_raised, &J::mutable_staffing_gap_raised>,
    Slot<domain::CalloutEnded, v1::CalloutEnded, J::kCalloutEnded, &J::callout_ended,
         &J::mutable_callout_ended>,
    Slot<domain::PersonNotified, v1::PersonNotified, J::kPersonNotified, &J::person_notified,
         &J::mutable_person_notified>,
    Slot<domain::AttemptStarted, v1::AttemptStarted, J::kAttemptStarted, &J::attempt_started,
         &J::mutable_attempt_started>,
    Slot<domain::AttemptHandedOver, v1::AttemptHandedOver, J::kAttemptHandedOver,
         &J::attempt_handed_over, &J::mutable_attempt_handed_over>,
    Slot<domain::AttemptDelivered, v1::AttemptDelivered, J::kAttemptDelivered,
         &J::attempt_delivered, &J::mutable_attempt_delivered>,
    Slot<domain::AttemptFailed, v1::AttemptFailed, J::kAttemptFailed, &J::attempt_failed,
         &J::mutable_attempt_failed>,
    Slot<domain::AttemptDoubted, v1::AttemptDoubted, J::kAttemptDoubted, &J::attempt_doubted,
         &J::mutable_attempt_doubted>,
    Slot<domain::LogEntryWritten, v1::LogEntryWritten, J::kLogEntryWritten, &J::log_entry_written,
         &J::mutable_log_entry_written>,
    Slot<domain::ObligationDated, v1::ObligationDated, J::kObligationDated, &J::obligation_dated,
         &J::mutable_obligation_dated>,
    Slot<domain::MeetingCalled, v1::MeetingCalled, J::kMeetingCalled, &J::meeting_called,
         &J::mutable_meeting_called>,
    Slot<domain::MeetingOpened, v1::MeetingOpened, J::kMeetingOpened, &J::meeting_opened,
         &J::mutable_meeting_opened>,
    Slot<domain::AttendanceChanged, v1::AttendanceChanged, J::kAttendanceChanged,
         &J::attendance_changed, &J::mutable_attendance_changed>,
    Slot<domain::MeetingClosed, v1::MeetingClosed, J::kMeetingClosed, &J::meeting_closed,
         &J::mutable_meeting_closed>,
    Slot<domain::MinutesRecorded, v1::MinutesRecorded, J::kMinutesRecorded, &J::minutes_recorded,
         &J::mutable_minutes_recorded>,
    Slot<domain::DecisionMade, v1::DecisionMade, J::kDecisionMade, &J::decision_made,
         &J::mutable_decision_made>,
    Slot<domain::DecisionEnded, v1::DecisionEnded, J::kDecisionEnded, &J::decision_ended,
         &J::mutable_decision_ended>,
    Slot<domain::UrgentDecisionsNoted, v1::UrgentDecisionsNoted, J::kUrgentDecisionsNoted,
         &J::urgent_decisions_noted, &J::mutable_urgent_decisions_noted>,
    Slot<domain::TakeoverEntered, v1::TakeoverEntered, J::kTakeoverEntered, &J::takeover_entered,
         &J::mutable_takeover_entered>,
    Slot<domain::TakeoverExtended, v1::TakeoverExtended, J::kTakeoverExtended,
         &J::takeover_extended, &J::mutable_takeover_extended>,
    Slot<domain::TakeoverReturned, v1::TakeoverReturned, J::kTakeoverReturned,
         &J::takeover_returned, &J::mutable_takeover_returned>,
    Slot<domain::HandbackAcknowledged, v1::HandbackAcknowledged, J::kHandbackAcknowledged,
         &J::handback_acknowledged, &J::mutable_handback_acknowledged>,
    Slot<domain::ContributionRequested, v1::ContributionRequested, J::kContributionRequested,
         &J::contribution_requested, &J::mutable_contribution_requested>,
    Slot<domain::ContributionAnswered, v1::ContributionAnswered, J::kContributionAnswered,
         &J::contribution_answered, &J::mutable_contribution_answered>,
    Slot<domain::NotExtraordinaryAssessed, v1::NotExtraordinaryAssessed,
         J::kNotExtraordinaryAssessed, &J::not_extraordinary_assessed,
         &J::mutable_not_extraordinary_assessed>,
    Slot<domain::OralDecisionRecorded, v1::OralDecisionRecorded, J::kOralDecisionRecorded,
         &J::oral_decision_recorded, &J::mutable_oral_decision_recorded>,
    Slot<domain::OralDecisionSettled, v1::OralDecisionSettled, J::kOralDecisionSettled,
         &J::oral_decision_settled, &J::mutable_oral_decision_settled>,
    Slot<domain::CouncilMeetingRegistered, v1::CouncilMeetingRegistered,
         J::kCouncilMeetingRegistered, &J::council_meeting_registered,
         &J::mutable_council_meeting_registered>,
    Slot<domain::CouncilMeetingCancelled, v1::CouncilMeetingCancelled, J::kCouncilMeetingCancelled,
         &J::council_meeting_cancelled, &J::mutable_council_meeting_cancelled>,
    Slot<domain::CouncilReportMade, v1::CouncilReportMade, J::kCouncilReportMade,
         &J::council_report_made, &J::mutable_council_report_made>,
    Slot<domain::ExternalDecisionEntered, v1::ExternalDecisionEntered, J::kExternalDecisionEntered,
         &J::external_decision_entered, &J::mutable_external_decision_entered>,
    Slot<domain::ExternalDecisionSettled, v1::ExternalDecisionSettled, J::kExternalDecisionSettled,
         &J::external_decision_settled, &J::mutable_external_decision_settled>,
    Slot<domain::AlertChanged, v1::AlertChanged, J::kAlertChanged, &J::alert_changed,
         &J::mutable_alert_changed>,
    Slot<domain::ReadinessAlarmChanged, v1::ReadinessAlarmChanged, J::kReadinessAlarmChanged,
         &J::readiness_alarm_changed, &J::mutable_readiness_alarm_changed>,
    Slot<domain::WartimeLawChanged, v1::WartimeLawChanged, J::kWartimeLawChanged,
         &J::wartime_law_changed, &J::mutable_wartime_law_changed>,
    Slot<domain::TasksAssigned, v1::TasksAssigned, J::kTasksAssigned, &J::tasks_assigned,
         &J::mutable_tasks_assigned>,
    Slot<domain::AssignmentEnded, v1::AssignmentEnded, J::kAssignmentEnded, &J::assignment_ended,
         &J::mutable_assignment_ended>,
    Slot<domain::ParticipantJoined, v1::ParticipantJoined, J::kParticipantJoined,
         &J::participant_joined, &J::mutable_participant_joined>,
    Slot<domain::FactRecorded, v1::FactRecorded, J::kFactRecorded, &J::fact_recorded,
         &J::mutable_fact_recorded>,
    Slot<domain::CrisisSupportRouted, v1::CrisisSupportRouted, J::kCrisisSupportRouted,
         &J::crisis_support_routed, &J::mutable_crisis_support_routed>,
    Slot<domain::CrisisSupportOffered, v1::CrisisSupportOffered, J::kCrisisSupportOffered,
         &J::crisis_support_offered, &J::mutable_crisis_support_offered>,
    Slot<domain::CrisisSupportAccepted, v1::CrisisSupportAccepted, J::kCrisisSupportAccepted,
         &J::crisis_support_accepted, &J::mutable_crisis_support_accepted>,
    Slot<domain::DelegationGranted, v1::DelegationGranted, J::kDelegationGranted,
         &J::delegation_granted, &J::mutable_delegation_granted>,
    Slot<domain::DelegationEnded, v1::DelegationEnded, J::kDelegationEnded, &J::delegation_ended,
         &J::mutable_delegation_ended>,
    Slot<domain::ExerciseRecorded, v1::ExerciseRecorded, J::kExerciseRecorded,
         &J::exercise_recorded, &J::mutable_exercise_recorded>,
    Slot<domain::ReadinessRecorded, v1::ReadinessRecorded, J::kReadinessRecorded,
         &J::readiness_recorded, &J::mutable_readiness_recorded>,
    Slot<domain::MonthlySummaryMade, v1::MonthlySummaryMade, J::kMonthlySummaryMade,
         &J::monthly_summary_made, &J::mutable_monthly_summary_made>,
    Slot<domain::ReadinessYearBegan, v1::ReadinessYearBegan, J::kReadinessYearBegan,
         &J::readiness_year_began, &J::mutable_readiness_year_began>,
    Slot<domain::MandatePeriodBegan, v1::MandatePeriodBegan, J::kMandatePeriodBegan,
         &J::mandate_period_began, &J::mutable_mandate_period_began>,
    Slot<domain::UnitSucceeded, v1::UnitSucceeded, J::kUnitSucceeded, &J::unit_succeeded,
         &J::mutable_unit_succeeded>,
    Slot<domain::SuccessionSettled, v1::SuccessionSettled, J::kSuccessionSettled,
         &J::succession_settled, &J::mutable_succession_settled>,
    Slot<domain::BoundariesAdopted, v1::BoundariesAdopted, J::kBoundariesAdopted,
         &J::boundaries_adopted, &J::mutable_boundaries_adopted>,
    Slot<domain::TakeoverProposed, v1::TakeoverProposed, J::kTakeoverProposed,
         &J::takeover_proposed, &J::mutable_takeover_proposed>,
    Slot<domain::TakeoverProposalDropped, v1::TakeoverProposalDropped, J::kTakeoverProposalDropped,
         &J::takeover_proposal_dropped, &J::mutable_takeover_proposal_dropped>,
    Slot<domain::WarningRequested, v1::WarningRequested, J::kWarningRequested,
         &J::warning_requested, &J::mutable_warning_requested>,
    Slot<domain::AnswerUnclear, v1::AnswerUnclear, J::kAnswerUnclear, &J::answer_unclear,
         &J::mutable_answer_unclear>,
    Slot<domain::AnswerSettled, v1::AnswerSettled, J::kAnswerSettled, &J::answer_settled,
         &J::mutable_answer_settled>,
    Slot<domain::PersonPassedOver, v1::PersonPassedOver, J::kPersonPassedOver,
         &J::person_passed_over, &J::mutable_person_passed_over>,
    Slot<domain::PersonTakenIn, v1::PersonTakenIn, J::kPersonTakenIn, &J::person_taken_in,
         &J::mutable_person_taken_in>,
    Slot<domain::WordSent, v1::WordSent, J::kWordSent, &J::word_sent, &J::mutable_word_sent>,
    Slot<domain::CalloutRecalled, v1::CalloutRecalled, J::kCalloutRecalled, &J::callout_recalled,
         &J::mutable_callout_recalled>,
    Slot<domain::AbsenceNoted, v1::AbsenceNoted, J::kAbsenceNoted, &J::absence_noted,
         &J::mutable_absence_noted>,
    Slot<domain::AbsenceEnded, v1::AbsenceEnded, J::kAbsenceEnded, &J::absence_ended,
         &J::mutable_absence_ended>,
    Slot<domain::RosterAdopted, v1::RosterAdopted, J::kRosterAdopted, &J::roster_adopted,
         &J::mutable_roster_adopted>,
    Slot<domain::DutyChanged, v1::DutyChanged, J::kDutyChanged, &J::duty_changed,
         &J::mutable_duty_changed>,
    Slot<domain::SwapProposed, v1::SwapProposed, J::kSwapProposed, &J::swap_proposed,
         &J::mutable_swap_proposed>,
    Slot<domain::SwapSettled, v1::SwapSettled, J::kSwapSettled, &J::swap_settled,
         &J::mutable_swap_settled>,
    Slot<domain::DutyGapFound, v1::DutyGapFound, J::kDutyGapFound, &J::duty_gap_found,
         &J::mutable_duty_gap_found>,
    Slot<domain::DutyGapFilled, v1::DutyGapFilled, J::kDutyGapFilled, &J::duty_gap_filled,
         &J::mutable_duty_gap_filled>,
    Slot<domain::GatewayLost, v1::GatewayLost, J::kGatewayLost, &J::gateway_lost,
         &J::mutable_gateway_lost>,
    Slot<domain::GatewayRecovered, v1::GatewayRecovered, J::kGatewayRecovered,
         &J::gateway_recovered, &J::mutable_gateway_recovered>,
    Slot<domain::GatewayPinned, v1::GatewayPinned, J::kGatewayPinned, &J::gateway_pinned,
         &J::mutable_gateway_pinned>,
    Slot<domain::GatewayReleased, v1::GatewayReleased, J::kGatewayReleased, &J::gateway_released,
         &J::mutable_gateway_released>,
    Slot<domain::ReliefProposed, v1::ReliefProposed, J::kReliefProposed, &J::relief_proposed,
         &J::mutable_relief_proposed>,
    Slot<domain::ShiftAssigned, v1::ShiftAssigned, J::kShiftAssigned, &J::shift_assigned,
         &J::mutable_shift_assigned>,
    Slot<domain::ShiftCleared, v1::ShiftCleared, J::kShiftCleared, &J::shift_cleared,
         &J::mutable_shift_cleared>,
    Slot<domain::AvailabilityAnswered, v1::AvailabilityAnswered, J::kAvailabilityAnswered,
         &J::availability_answered, &J::mutable_availability_answered>,
    Slot<domain::ReliefGapFound, v1::ReliefGapFound, J::kReliefGapFound, &J::relief_gap_found,
         &J::mutable_relief_gap_found>,
    Slot<domain::ReliefGapFilled, v1::ReliefGapFilled, J::kReliefGapFilled, &J::relief_gap_filled,
         &J::mutable_relief_gap_filled>,
    Slot<domain::HandoverDue, v1::HandoverDue, J::kHandoverDue, &J::handover_due,
         &J::mutable_handover_due>,
    Slot<domain::HandoverWritten, v1::HandoverWritten, J::kHandoverWritten, &J::handover_written,
         &J::mutable_handover_written>,
    Slot<domain::HandoverSigned, v1::HandoverSigned, J::kHandoverSigned, &J::handover_signed,
         &J::mutable_handover_signed>,
    Slot<domain::ReliefEnded, v1::ReliefEnded, J::kReliefEnded, &J::relief_ended,
         &J::mutable_relief_ended>,
    Slot<domain::ContactTested, v1::ContactTested, J::kContactTested, &J::contact_tested,
         &J::mutable_contact_tested>,
    Slot<domain::ContactConfirmed, v1::ContactConfirmed, J::kContactConfirmed,
         &J::contact_confirmed, &J::mutable_contact_confirmed>,
    Slot<domain::ContactForgotten, v1::ContactForgotten, J::kContactForgotten,
         &J::contact_forgotten, &J::mutable_contact_forgotten>,
    Slot<domain::DutyContactsChecked, v1::DutyContactsChecked, J::kDutyContactsChecked,
         &J::duty_contacts_checked, &J::mutable_duty_contacts_checked>,
    Slot<domain::DrillPlanned, v1::DrillPlanned, J::kDrillPlanned, &J::drill_planned,
         &J::mutable_drill_planned>,
    Slot<domain::DrillStarted, v1::DrillStarted, J::kDrillStarted, &J::drill_started,
         &J::mutable_drill_started>,
    Slot<domain::DrillEnded, v1::DrillEnded, J::kDrillEnded, &J::drill_ended,
         &J::mutable_drill_ended>,
    Slot<domain::ProofKeyAdopted, v1::ProofKeyAdopted, J::kProofKeyAdopted, &J::proof_key_adopted,
         &J::mutable_proof_key_adopted>,
    Slot<domain::SecrecyMarked, v1::SecrecyMarked, J::kSecrecyMarked, &J::secrecy_marked,
         &J::mutable_secrecy_marked>,
    Slot<domain::SecrecyLifted, v1::SecrecyLifted, J::kSecrecyLifted, &J::secrecy_lifted,
         &J::mutable_secrecy_lifted>,
    Slot<domain::PostLost, v1::PostLost, J::kPostLost, &J::post_lost, &J::mutable_post_lost>,
    Slot<domain::PostReturned, v1::PostReturned, J::kPostReturned, &J::post_returned,
         &J::mutable_post_returned>,
    Slot<domain::PasskeyChanged, v1::PasskeyChanged, J::kPasskeyChanged, &J::passkey_changed,
         &J::mutable_passkey_changed>,
    Slot<domain::DecisionSigned, v1::DecisionSigned, J::kDecisionSigned, &J::decision_signed,
         &J::mutable_decision_signed>>;

static_assert(std::tuple_size_v<Slots> == std::variant_size_v<domain::AnyEvent>,
              "every event has one slot");

}  // namespace ckl::codec
