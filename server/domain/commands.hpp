// Commands: what people, timers and gateways ask of a workspace. Imperative names.
//
// The first group can be sent by clients (proto/ckl/v1/command.proto); the second group enters only
// from inside the server. A command is judged by `decide`; it never says who sends it: that is the
// `Actor` beside it.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "domain/commands_law.hpp"
#include "domain/organisation.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

struct ReportIncident {
  IncidentKind kind = IncidentKind::other;
  std::string headline;
  std::string text;
  std::string place;
  UnitId owner;
  std::optional<Instant> event_time;
  Level level = Level::disturbance;
  bool call_out = false;
  PlanId plan;
  std::optional<GeoPoint> point = std::nullopt;
};

struct ChangeLevel {
  IncidentId incident;
  Level to = Level::none;
  std::string reason;
  std::optional<Checklist> checklist;
};

struct ConfirmLevel {
  IncidentId incident;
};

struct ChangeCklState {
  CklState to = CklState::active;
  std::string reason;
};

struct DeclareExtraordinary {
  IncidentId incident;
  Criteria criteria;
  bool committee_functions = true;
  std::optional<OralRecord> oral = std::nullopt;
};

struct StartCommittee {
  IncidentId incident;
  std::string reason;
  std::optional<OralRecord> oral = std::nullopt;
};

struct RecordHindrance {
  PersonId person;
  std::string kind;  // ABSENT, ILL, UNREACHABLE, CONFLICT
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::string attempts;
  IncidentId incident = {};  // the matter, for CONFLICT (R45)
};

struct EndHindrance {
  HindranceId hindrance;
  std::string reason;
};

struct CloseIncident {
  IncidentId incident;
  std::string reason;
};

struct StartCallout {
  IncidentId incident;
  PlanId plan;
  std::string message;
};

struct AnswerCall {
  CalloutId callout;
  PersonId person;  // empty = the actor
  Answer answer = Answer::coming;
  std::uint32_t eta_minutes = 0;
  std::string raw;
};

struct EndCallout {
  CalloutId callout;
  std::string reason;
};

struct CloseObligation {
  ObligationId obligation;
  std::string evidence;
  std::optional<Instant> done;
};

struct WriteLogEntry {
  IncidentId incident;
  LogKind kind = LogKind::observation;
  std::string text;
  std::optional<Instant> event_time;
  std::string source;
  std::uint32_t corrects = 0;
  std::string reason;
};

// From inside the server only.

struct OpenWorkspace {
  WorkspaceId workspace;
  Mode mode = Mode::live;
  Text name;
};

struct AdoptOrganisation {
  Organisation organisation;
  std::string source_hash;
};

struct AdoptSettings {
  Settings settings;
};

struct AdoptPlan {
  CalloutPlan plan;
};

// The scheduler: something is due. The core works off what is due at `now`.
struct NoteDeadlines {};

// The dispatcher: the next attempt of a message begins. Durable before anything leaves.
struct BeginAttempt {
  MessageId message;
  std::uint32_t step = 0;
  std::string gateway;
};

enum class AttemptOutcome : std::uint8_t {
  handed_over = 1,
  delivered = 2,
  failed = 3,
  refused = 4
};

// A gateway said what became of an attempt. `refused` is a failure that will not pass.
struct ReportAttempt {
  MessageId message;
  std::uint32_t attempt = 0;
  AttemptOutcome outcome = AttemptOutcome::handed_over;
  std::string gateway_ref;
  std::string reason;
};

// After a restart: attempts that had begun and whose outcome nobody knows.
struct DoubtAttempts {};

using Command = std::variant<
    ReportIncident, ChangeLevel, ConfirmLevel, ChangeCklState, DeclareExtraordinary, StartCommittee,
    RecordHindrance, EndHindrance, CloseIncident, StartCallout, AnswerCall, EndCallout,
    CloseObligation, WriteLogEntry, OpenWorkspace, AdoptOrganisation, AdoptSettings, AdoptPlan,
    NoteDeadlines, BeginAttempt, ReportAttempt, DoubtAttempts, CallMeeting, OpenMeeting,
    ChangeAttendance, DecideInMeeting, CloseMeeting, RecordMinutes, NoteUrgentDecisions,
    DecideAlone, AcknowledgeHandback, RequestContribution, AnswerContribution,
    AssessNotExtraordinary, EndCommittee, DecideForUnit, ConfirmOralDecision, DisputeOralDecision,
    RegisterCouncilMeeting, CancelCouncilMeeting, ReportToCouncil, ConfirmExternalDecision,
    WithdrawExternalDecision, RegisterAlert, RegisterReadinessAlarm, RegisterWartimeLaw,
    DecideForCouncil, AssignTasks, EndAssignment, JoinIncident, RecordFact, OfferCrisisSupport,
    AcceptCrisisSupport, GrantDelegation, EndDelegation, BreakGlass, RecordExercise,
    RecordReadiness, SettleSuccession, OrderReports, AdoptBoundaries>;

}  // namespace ckl::domain
