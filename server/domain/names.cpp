#include <array>
#include <string_view>

#include "domain/decide.hpp"

namespace ckl::domain {
namespace {

// In the order of the variants.
constexpr std::array command_names{
    "ReportIncident",       "ChangeLevel",    "ConfirmLevel",    "ChangeCklState",
    "DeclareExtraordinary", "StartCommittee", "RecordHindrance", "EndHindrance",
    "CloseIncident",        "StartCallout",   "AnswerCall",      "EndCallout",
    "CloseObligation",      "WriteLogEntry",  "OpenWorkspace",   "AdoptOrganisation",
    "AdoptSettings",        "AdoptPlan",      "NoteDeadlines",   "BeginAttempt",
    "ReportAttempt",        "DoubtAttempts"};
static_assert(command_names.size() == std::variant_size_v<Command>);

constexpr std::array event_names{
    "WorkspaceOpened",       "OrganisationAdopted", "SettingsAdopted",      "PlanAdopted",
    "IncidentReported",      "LevelChanged",        "LevelConfirmed",       "LevelLeftUnconfirmed",
    "PhaseChanged",          "CklStateChanged",     "CklAttachmentChanged", "ExtraordinaryDeclared",
    "CommitteeStateChanged", "HindranceRecorded",   "HindranceEnded",       "PowerRefused",
    "ObligationOpened",      "ObligationReminded",  "ObligationOverdue",    "ObligationClosed",
    "CalloutStarted",        "PersonCalled",        "PersonUnreachable",    "AnswerRecorded",
    "SilenceNoted",          "PositionFilled",      "PositionReopened",     "PersonStoodDown",
    "StaffingGapRaised",     "CalloutEnded",        "PersonNotified",       "AttemptStarted",
    "AttemptHandedOver",     "AttemptDelivered",    "AttemptFailed",        "AttemptDoubted",
    "LogEntryWritten"};
static_assert(event_names.size() == std::variant_size_v<Event>);

}  // namespace

const char* name_of(const Command& command) { return command_names.at(command.index()); }

const char* name_of(const Event& event) { return event_names.at(event.index()); }

}  // namespace ckl::domain
