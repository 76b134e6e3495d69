// Commands: what people, timers and gateways ask of a workspace. Imperative names.
//
// The first group can be sent by clients (proto/ckl/v1/command.proto); the second group enters only
// from inside the server. A command is judged by `decide`; it never says who sends it: that is the
// `Actor` beside it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "domain/choice.hpp"
#include "domain/commands_disclosure.hpp"
#include "domain/commands_gateways.hpp"
#include "domain/commands_law.hpp"
#include "domain/commands_posts.hpp"
#include "domain/commands_relief.hpp"
#include "domain/commands_roster.hpp"
#include "domain/commands_signing.hpp"
#include "domain/commands_trial.hpp"
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
  std::optional<OralRecord> oral = std::nullopt;  // for the chair's lowering (T10)
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
  bool deputy = false;  // who cannot asks for the deputy to be called before those in turn
};

// Reads an unclear answer: as an answer of a person to a call-out, or (without `answer`) as none.
struct SettleAnswer {
  UnclearId unclear;
  CalloutId callout;
  PersonId person;
  std::optional<Answer> answer;
  std::uint32_t eta_minutes = 0;
  std::string reason;
};

struct EndCallout {
  CalloutId callout;
  std::string reason;
};

// Until then the person is not called; empty person = the actor. Without `until`, for somebody who
// rests the city's minimum rest, for others until it is ended.
struct NoteAbsence {
  PersonId person;
  AbsenceKind kind = AbsenceKind::away;
  std::optional<Instant> until;
  std::string reason;
};

struct EndAbsence {
  PersonId person;  // empty = the actor
  std::string reason;
};

struct TakeIn {
  CalloutId callout;
  PersonId person;
};

struct SendWord {
  CalloutId callout;
  WordKind kind = WordKind::other;
  WordAudience audience = WordAudience::asked;
  std::string text;
};

struct RecallCallout {
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
  refused = 4,
  unanswered = 5
};

// A gateway said what became of an attempt. `refused` is a failure that will not pass; `unanswered`
// one too, but the telephone rang: whoever is called is silent, not out of reach.
struct ReportAttempt {
  MessageId message;
  std::uint32_t attempt = 0;
  AttemptOutcome outcome = AttemptOutcome::handed_over;
  std::string gateway_ref;
  std::string reason;
};

// After a restart: attempts that had begun and whose outcome nobody knows.
struct DoubtAttempts {};

// Why the calls of a text message are not what it is certainly about.
enum class TextDoubt : std::uint8_t {
  none = 1,
  unknown_code = 2,   // it carries a code that no call has
  elsewhere_too = 3,  // a call in another workspace fits as well
};

// A text message came in from a telephone. `calls`: the one its code names, or else all open calls
// of those whose number it came from. The number itself stays outside.
struct TakeTextAnswer {
  std::string raw;
  std::string via;
  std::vector<CallRef> calls;
  TextDoubt doubt = TextDoubt::none;
};

using AnyCommand = std::variant<
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
    RecordReadiness, SettleSuccession, OrderReports, AdoptBoundaries, ProposeTakeover,
    WithdrawProposal, RequestWarning, SettleAnswer, TakeTextAnswer, NoteAbsence, EndAbsence, TakeIn,
    SendWord, RecallCallout, AdoptRoster, OverrideDuty, ProposeSwap, AnswerSwap, TakeOverDuty,
    NoteGateway, PinGateway, ReleaseGateway, ProposeRelief, AssignShift, ClearShift, AnswerShift,
    WriteHandover, SignHandover, EndRelief, TestContact, ConfirmContact, ForgetContact, PlanDrill,
    CancelDrill, YieldDrills, NoteDrill, AdoptProofKey, MarkSecrecy, LiftSecrecy, NotePost,
    NotePasskey>;

template <class Kind>
inline constexpr bool is_command = one_of<Kind, AnyCommand>;

// One of them; a class for the same reason as `Event`.
class Command : public AnyCommand {
 public:
  Command();
  template <class Kind>
    requires is_command<Kind>
  Command(Kind kind) : Command() {
    put(std::move(kind));
  }
  Command(const Command&);
  Command(Command&&) noexcept;
  Command& operator=(const Command&);
  Command& operator=(Command&&) noexcept;
  ~Command();

 private:
  template <class Kind>
  void put(Kind kind);
};

}  // namespace ckl::domain
