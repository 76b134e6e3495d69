// Events: what has happened. Past tense. One struct per member of the `event` oneof in
// proto/ckl/v1/journal.proto.
//
// An `Entry` is an event with its number, time, actor, rule and basis: one line of the journal.
// `evolve` must be able to fold every event ever written; fields are added, never changed in
// meaning.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/choice.hpp"
#include "domain/events_disclosure.hpp"
#include "domain/events_gateways.hpp"
#include "domain/events_law.hpp"
#include "domain/events_posts.hpp"
#include "domain/events_relief.hpp"
#include "domain/events_roster.hpp"
#include "domain/events_signing.hpp"
#include "domain/events_staffing.hpp"
#include "domain/events_trial.hpp"
#include "domain/organisation.hpp"
#include "domain/shared.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

struct WorkspaceOpened {
  WorkspaceId workspace;
  Mode mode = Mode::live;
  Text name;
  bool operator==(const WorkspaceOpened&) const = default;
};
struct OrganisationAdopted {
  Organisation organisation;
  std::string source_hash;
  bool operator==(const OrganisationAdopted&) const = default;
};
struct SettingsAdopted {
  Settings settings;
  bool operator==(const SettingsAdopted&) const = default;
};
struct PlanAdopted {
  CalloutPlan plan;
  bool operator==(const PlanAdopted&) const = default;
};

struct IncidentReported {
  IncidentId incident;
  std::uint32_t number = 0;
  IncidentKind kind = IncidentKind::other;
  std::string headline;
  std::string text;
  std::string place;
  UnitId owner;
  Instant event_time;
  std::optional<GeoPoint> point;
  bool operator==(const IncidentReported&) const = default;
};
struct LevelChanged {
  IncidentId incident;
  Level from = Level::none;
  Level to = Level::none;
  std::string reason;
  bool provisional = false;
  std::optional<Instant> confirm_by;
  std::optional<Checklist> checklist;
  bool operator==(const LevelChanged&) const = default;
};
struct LevelConfirmed {
  IncidentId incident;
  bool operator==(const LevelConfirmed&) const = default;
};
struct LevelLeftUnconfirmed {
  IncidentId incident;
  bool operator==(const LevelLeftUnconfirmed&) const = default;
};
struct PhaseChanged {
  IncidentId incident;
  Phase from = Phase::open;
  Phase to = Phase::open;
  std::string reason;
  bool operator==(const PhaseChanged&) const = default;
};
struct CklStateChanged {
  CklState from = CklState::inactive;
  CklState to = CklState::inactive;
  std::string reason;
  std::string instruction;
  bool operator==(const CklStateChanged&) const = default;
};
struct CklAttachmentChanged {
  IncidentId incident;
  bool attached = false;
  bool operator==(const CklAttachmentChanged&) const = default;
};

struct ExtraordinaryDeclared {
  IncidentId incident;
  Criteria criteria;
  bool committee_functions = false;
  HindranceId hindrance;
  OralId oral;
  bool operator==(const ExtraordinaryDeclared&) const = default;
};
struct CommitteeStateChanged {
  CommitteeState from = CommitteeState::dormant;
  CommitteeState to = CommitteeState::dormant;
  IncidentId cause;
  std::string reason;
  bool operator==(const CommitteeStateChanged&) const = default;
};
struct HindranceRecorded {
  Hindrance hindrance;
  bool operator==(const HindranceRecorded&) const = default;
};
struct HindranceEnded {
  HindranceId hindrance;
  std::string reason;
  bool operator==(const HindranceEnded&) const = default;
};
struct PowerRefused {
  PersonId person;
  std::string command;
  IncidentId incident;
  std::vector<RuleId> rules;
  bool operator==(const PowerRefused&) const = default;
};

struct ObligationOpened {
  Obligation obligation;
  bool operator==(const ObligationOpened&) const = default;
};
struct ObligationReminded {
  ObligationId obligation;
  bool operator==(const ObligationReminded&) const = default;
};
struct ObligationOverdue {
  ObligationId obligation;
  bool operator==(const ObligationOverdue&) const = default;
};
struct ObligationClosed {
  ObligationId obligation;
  std::string evidence;
  Instant done;
  bool operator==(const ObligationClosed&) const = default;
};

struct CalloutStarted {
  CalloutId callout;
  IncidentId incident;
  PlanId plan;
  std::vector<PlanPosition> positions;
  std::string message;
  Instant deadline;
  bool operator==(const CalloutStarted&) const = default;
};
struct PersonCalled {
  CalloutId callout;
  PositionId position;
  PersonId person;
  MessageId message;
  Instant answer_by;
  bool operator==(const PersonCalled&) const = default;
};
// `reason`: NO_LADDER, or ALL_STEPS_FAILED.
struct PersonUnreachable {
  CalloutId callout;
  PositionId position;
  PersonId person;
  std::string reason;
  bool operator==(const PersonUnreachable&) const = default;
};
struct AnswerRecorded {
  CalloutId callout;
  PositionId position;
  PersonId person;
  Answer answer = Answer::coming;
  CallState state = CallState::coming;
  std::optional<Instant> eta;
  std::string via;
  std::string raw;
  PersonId taken_by;
  bool operator==(const AnswerRecorded&) const = default;
};
struct AnswerUnclear {
  UnclearAnswer answer;
  bool operator==(const AnswerUnclear&) const = default;
};
// A person read it. Read as an answer, an `AnswerRecorded` follows; otherwise `reason` says what
// it was.
struct AnswerSettled {
  UnclearId unclear;
  CalloutId callout;
  PersonId person;
  bool dismissed = false;
  std::string reason;
  bool operator==(const AnswerSettled&) const = default;
};
struct SilenceNoted {
  CalloutId callout;
  PositionId position;
  PersonId person;
  bool operator==(const SilenceNoted&) const = default;
};
struct PositionFilled {
  CalloutId callout;
  PositionId position;
  bool operator==(const PositionFilled&) const = default;
};
struct PositionReopened {
  CalloutId callout;
  PositionId position;
  bool operator==(const PositionReopened&) const = default;
};
struct PersonStoodDown {
  CalloutId callout;
  PositionId position;
  PersonId person;
  MessageId message;
  bool operator==(const PersonStoodDown&) const = default;
};
// `reason`: EXHAUSTED (no candidate remains), or DEADLINE.
struct StaffingGapRaised {
  CalloutId callout;
  PositionId position;
  std::uint32_t missing = 0;
  std::string reason;
  bool operator==(const StaffingGapRaised&) const = default;
};
struct CalloutEnded {
  CalloutId callout;
  std::string reason;
  bool operator==(const CalloutEnded&) const = default;
};

struct PersonNotified {
  MessageId message;
  PersonId person;
  std::string subject;
  IncidentId incident;
  Shared<Text> text;
  std::vector<std::string> avoid;  // kinds to be used last
  bool operator==(const PersonNotified&) const = default;
};
struct AttemptStarted {
  MessageId message;
  std::uint32_t attempt = 0;
  std::uint32_t step = 0;
  std::string channel;
  std::string gateway;
  bool repeated = false;
  bool operator==(const AttemptStarted&) const = default;
};
struct AttemptHandedOver {
  MessageId message;
  std::uint32_t attempt = 0;
  std::string gateway_ref;
  bool operator==(const AttemptHandedOver&) const = default;
};
struct AttemptDelivered {
  MessageId message;
  std::uint32_t attempt = 0;
  bool operator==(const AttemptDelivered&) const = default;
};
struct AttemptFailed {
  MessageId message;
  std::uint32_t attempt = 0;
  bool permanent = false;
  std::string reason;
  bool operator==(const AttemptFailed&) const = default;
};
struct AttemptDoubted {
  MessageId message;
  std::uint32_t attempt = 0;
  bool operator==(const AttemptDoubted&) const = default;
};

struct LogEntryWritten {
  std::uint32_t number = 0;
  IncidentId incident;
  LogKind kind = LogKind::observation;
  std::string text;
  Instant event_time;
  std::string source;
  std::uint32_t corrects = 0;
  std::string reason;
  bool operator==(const LogEntryWritten&) const = default;
};

using AnyEvent = std::variant<
    WorkspaceOpened, OrganisationAdopted, SettingsAdopted, PlanAdopted, IncidentReported,
    LevelChanged, LevelConfirmed, LevelLeftUnconfirmed, PhaseChanged, CklStateChanged,
    CklAttachmentChanged, ExtraordinaryDeclared, CommitteeStateChanged, HindranceRecorded,
    HindranceEnded, PowerRefused, ObligationOpened, ObligationReminded, ObligationOverdue,
    ObligationClosed, CalloutStarted, PersonCalled, PersonUnreachable, AnswerRecorded, SilenceNoted,
    PositionFilled, PositionReopened, PersonStoodDown, StaffingGapRaised, CalloutEnded,
    PersonNotified, AttemptStarted, AttemptHandedOver, AttemptDelivered, AttemptFailed,
    AttemptDoubted, LogEntryWritten, ObligationDated, MeetingCalled, MeetingOpened,
    AttendanceChanged, MeetingClosed, MinutesRecorded, DecisionMade, DecisionEnded,
    UrgentDecisionsNoted, TakeoverEntered, TakeoverExtended, TakeoverReturned, HandbackAcknowledged,
    ContributionRequested, ContributionAnswered, NotExtraordinaryAssessed, OralDecisionRecorded,
    OralDecisionSettled, CouncilMeetingRegistered, CouncilMeetingCancelled, CouncilReportMade,
    ExternalDecisionEntered, ExternalDecisionSettled, AlertChanged, ReadinessAlarmChanged,
    WartimeLawChanged, TasksAssigned, AssignmentEnded, ParticipantJoined, FactRecorded,
    CrisisSupportRouted, CrisisSupportOffered, CrisisSupportAccepted, DelegationGranted,
    DelegationEnded, ExerciseRecorded, ReadinessRecorded, MonthlySummaryMade, ReadinessYearBegan,
    MandatePeriodBegan, UnitSucceeded, SuccessionSettled, BoundariesAdopted, TakeoverProposed,
    TakeoverProposalDropped, WarningRequested, AnswerUnclear, AnswerSettled, PersonPassedOver,
    PersonTakenIn, WordSent, CalloutRecalled, AbsenceNoted, AbsenceEnded, RosterAdopted,
    DutyChanged, SwapProposed, SwapSettled, DutyGapFound, DutyGapFilled, GatewayLost,
    GatewayRecovered, GatewayPinned, GatewayReleased, ReliefProposed, ShiftAssigned, ShiftCleared,
    AvailabilityAnswered, ReliefGapFound, ReliefGapFilled, HandoverDue, HandoverWritten,
    HandoverSigned, ReliefEnded, ContactTested, ContactConfirmed, ContactForgotten,
    DutyContactsChecked, DrillPlanned, DrillStarted, DrillEnded, ProofKeyAdopted, SecrecyMarked,
    SecrecyLifted, PostLost, PostReturned, PasskeyChanged, DecisionSigned>;

// A short word for it: what a function asks of its arguments is part of its name in the program.
template <class Kind>
inline constexpr bool is_event = one_of<Kind, AnyEvent>;

// One of them. A class of its own, because making, copying and destroying a choice of a hundred is
// a lot of code: it is compiled once, in events.cpp, and not in every file that has an event in
// hand.
class Event : public AnyEvent {
 public:
  Event();
  template <class Kind>
    requires is_event<Kind>
  Event(Kind kind) : Event() {
    put(kind);
  }
  Event(const Event&);
  Event(Event&&) noexcept;
  Event& operator=(const Event&);
  Event& operator=(Event&&) noexcept;
  ~Event();

 private:
  template <class Kind>
  void put(Kind& kind);  // moves from it
};

// Who acts, and in what capacity. `person` is empty when the server itself acts; then `machine`
// names the part.
struct Actor {
  PersonId person;
  std::string capacity;
  std::string machine;  // "timer", "delivery", "configuration", "scenario"
  std::string via;      // "grpc", "connect", "websocket", "link", "voice", "internal"

  bool operator==(const Actor&) const = default;
};

// One line of the journal.
struct Entry {
  Sequence sequence = 0;
  Instant time;
  Actor actor;
  std::string command_id;
  RuleId rule;
  std::vector<std::string> basis;
  Event event;

  bool operator==(const Entry&) const = default;
};

}  // namespace ckl::domain
