// Every event with its place in `JournalEntry`. Internal to the codec.
//
// `Slots` is the one list. An event of the domain without a slot, or without `write` and `read`,
// does not compile; a member of the oneof without a slot is found by tests/codec.
#pragma once

#include <tuple>
#include <variant>

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

// One member of the oneof: the event, its number and how to reach it.
template <class Event, class Proto, auto number_, auto get_, auto open_>
struct Slot {
  using Domain = Event;
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
         &J::mutable_log_entry_written>>;

static_assert(std::tuple_size_v<Slots> == std::variant_size_v<domain::Event>,
              "every event has one slot");

}  // namespace ckl::codec
