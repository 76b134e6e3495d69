// The state of one workspace: a fold over its journal.
//
// Only `evolve` changes it. `Deadlines` and the indexes at the end are derived from the rest and
// are rebuilt, never stored
// (`reindex` in evolve.hpp). Separate variables, never one enum: level and phase per incident, CKL,
// KN, obligations, call-outs. It knows no addresses, no clocks and no gateways.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/contact_test.hpp"
#include "domain/disclosure.hpp"
#include "domain/drill.hpp"
#include "domain/duty.hpp"
#include "domain/gateways.hpp"
#include "domain/governance.hpp"
#include "domain/message.hpp"
#include "domain/organisation.hpp"
#include "domain/posts.hpp"
#include "domain/relief_plan.hpp"
#include "domain/shared.hpp"
#include "domain/shared_list.hpp"

namespace ckl::domain {

// Eskaleringsnivå. The order is the order of seriousness.
enum class Level : std::uint8_t { none = 1, disturbance = 2, serious = 3, extraordinary = 4 };

enum class Phase : std::uint8_t {
  reported = 1,
  assessing = 2,
  open = 3,
  recovering = 4,
  evaluating = 5,
  closed = 6,
  archived = 7,
};

enum class IncidentKind : std::uint8_t {
  violence = 1,
  accident = 2,
  supply = 3,
  digital = 4,
  weather = 5,
  health = 6,
  other = 7,
};

enum class CklState : std::uint8_t { inactive = 1, standby = 2, active = 3, winding_down = 4 };
enum class CommitteeState : std::uint8_t { dormant = 1, functioning = 2, ended = 3 };
enum class Answer : std::uint8_t { coming = 1, cannot = 2, later = 3 };

enum class CallState : std::uint8_t {
  calling = 1,
  coming = 2,
  declined = 3,
  later = 4,
  silent = 5,
  unreachable = 6,
  stood_down = 7,
  spare = 8,
  passed_over = 9,
};

enum class ObligationState : std::uint8_t { open = 1, overdue = 2, closed = 3 };

enum class LogKind : std::uint8_t {
  incoming = 1,
  outgoing = 2,
  observation = 3,
  decision = 4,
  task = 5,
  correction = 6,
};

// The three criteria of LEH 1:4, each with its written reason.
struct Criteria {
  std::string departs_from_normal;
  std::string serious_disturbance;
  std::string urgent_action;
  bool operator==(const Criteria&) const = default;
};

// The checklist of a de-escalation (G17).
struct Checklist {
  std::string needs_met;
  std::string forecast;
  std::string reserves;
  std::string staff_rest;
  std::string communication;
  std::string rest_work_owner;
  bool operator==(const Checklist&) const = default;
};

struct Incident {
  IncidentId id;
  std::uint32_t number = 0;
  IncidentKind kind = IncidentKind::other;
  std::string headline;
  std::string text;
  std::string place;
  UnitId owner;
  Level level = Level::none;
  bool provisional = false;
  bool unconfirmed = false;
  std::optional<Instant> confirm_by;
  Phase phase = Phase::reported;
  Instant event_time;
  Instant registered_time;
  Instant level_since;
  bool on_ckl = false;
  bool was_on_ckl = false;
  std::optional<Criteria> criteria;
  std::optional<GeoPoint> point;
  std::vector<UnitId> participants;  // organisations that joined, in order (A10)
  bool operator==(const Incident&) const = default;
};

struct Hindrance {
  HindranceId id;
  PersonId person;
  std::string kind;
  Instant from;
  std::optional<Instant> to;
  PersonId established_by;
  std::string attempts;
  bool ended = false;
  IncidentId incident;  // the matter that a conflict of interest concerns (R45)
  bool operator==(const Hindrance&) const = default;
};

struct Obligation {
  ObligationId id;
  RuleId rule;
  IncidentId incident;
  std::string owed_by_role;
  UnitId owed_by_unit;
  Text owed_to;
  Text what;
  Instant opened;
  std::optional<Instant> due;
  ObligationState state = ObligationState::open;
  std::string evidence;
  std::optional<Instant> done;
  bool reminded = false;
  std::string subject;             // decision, takeover, meeting or fact it concerns
  std::vector<Instant> remind_at;  // reminders still to be sent, rising
  UnitId inherited_by;             // provisional heir when the owing unit ended (R44)
  bool operator==(const Obligation&) const = default;
};

// What a person answered before the answer that counts.
struct EarlierAnswer {
  CallState state = CallState::coming;
  std::optional<Instant> eta;
  Instant answered;
  std::string via;
  std::string raw;
  PersonId taken_by;
  bool operator==(const EarlierAnswer&) const = default;
};

struct Call {
  PersonId person;
  PositionId position;
  CallState state = CallState::calling;
  Instant called;
  Instant answer_by;
  std::optional<Instant> eta;
  std::optional<Instant> answered;
  std::string via;
  std::string raw;
  PersonId taken_by;
  MessageId message;
  Shared<std::optional<EarlierAnswer>> earlier;  // the one before the last; the journal has all
  std::string reason;                            // why passed over, or not reached
  std::optional<Instant> taken_in;               // when a late yes was taken in
  bool operator==(const Call&) const = default;
};

// One person in one call-out.
struct CallRef {
  CalloutId callout;
  PersonId person;
  auto operator<=>(const CallRef&) const = default;
};

// An answer that no machine may read: it waits for a person (svar att tyda). Whose number it came
// from is not kept, only which calls it may be about. `reason`: UNREADABLE, NO_CALL, SEVERAL_CALLS,
// UNKNOWN_CODE, ENDED, NOT_CALLED or TOO_LONG.
struct UnclearAnswer {
  UnclearId id;
  std::string raw;
  std::string reason;
  std::string via;
  std::vector<CallRef> calls;
  Instant received;
  bool operator==(const UnclearAnswer&) const = default;
};

struct CalloutPosition {
  PlanPosition plan;
  SharedList<Call> calls;
  bool filled = false;
  bool gap = false;
  std::uint32_t next_candidate = 0;  // index into the pool laid end to end
  bool operator==(const CalloutPosition&) const = default;
};

// Why somebody is not called (frånvaro), and until when; without `until`, until it is ended.
enum class AbsenceKind : std::uint8_t { on_scene = 1, resting = 2, away = 3 };
struct Absence {
  PersonId person;
  AbsenceKind kind = AbsenceKind::away;
  Instant since;
  std::optional<Instant> until;
  std::string reason;
  PersonId noted_by;
  bool operator==(const Absence&) const = default;
};

// What those who were called are told later (besked), and which of them.
enum class WordKind : std::uint8_t { stand_by = 1, more_needed = 2, done = 3, other = 4 };
enum class WordAudience : std::uint8_t { asked = 1, coming = 2, open = 3 };

struct Callout {
  CalloutId id;
  IncidentId incident;
  PlanId plan;
  std::string message;
  Instant started;
  Instant deadline;
  SharedList<CalloutPosition> positions;
  bool ended = false;
  PersonId started_by;
  std::string recalled;  // why, if it was
  bool operator==(const Callout&) const = default;
};

// What a timer is for; `subject` is the id of the incident, obligation, call-out or person's call
// it belongs to.
enum class TimerKind : std::uint8_t {
  confirm_level,
  obligation_reminder,
  obligation_due,
  answer,
  callout_deadline,
  hindrance_end,
  decision_end,    // a decision's validity
  takeover_end,    // a takeover's validity
  month,           // the summary of the month before (O18)
  year,            // the exercises of a new calendar year (O14)
  mandate_period,  // the plans of a new mandate period (O15)
  law_end,         // lag 1988:97 is void unless referred, or approved (T16)
  assignment_end,  // a task assigned until then (T18)
  unit_end,        // a unit that ends while it holds something open (R44)
  absence_end,     // somebody may be called again
  duty_gap,        // a gap in a roster to be alarmed, or taken back (A15)
  relief,          // a handover, or a gap in a relief plan (R63, R65)
  duty_check,      // the day's check of contacts to those with duty (A15)
  drill,           // a drill that begins, or that has lasted as long as it may
};

struct Timer {
  Instant due;
  TimerKind kind = TimerKind::answer;
  std::string subject;  // incident, obligation, call-out or hindrance id
  PersonId person;      // for TimerKind::answer and absence_end
  auto operator<=>(const Timer&) const = default;
};

// For what is looked up by a text that nobody has a std::string of.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

// The place of what is not in the organisation.
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// Messages by the instant when something of them is owed. A comparison of the pair itself costs
// three times as much, and every message is put here and taken out again.
struct OwedSooner {
  using Owed = std::pair<Instant, MessageBook::Number>;
  bool operator()(const Owed& one, const Owed& other) const {
    return one.first != other.first ? one.first < other.first : one.second < other.second;
  }
};
using SendableMessages = std::set<OwedSooner::Owed, OwedSooner>;

// Derived: what is due when, and where things are found. Maintained by `evolve`, rebuilt by
// `reindex`. Each part is a function of the rest of the state alone.
struct Indexes {
  std::set<Timer> timers;
  // When the next attempt of a message is owed, one set per purpose in the order of priority.
  std::array<SendableMessages, 4> sendable;
  std::set<std::pair<RuleId, ObligationId>> open_duties;    // not closed
  std::set<std::pair<IncidentId, ObligationId>> duties_of;  // not closed, by incident
  std::set<MessageBook::Number> started_attempts;           // with an attempt without outcome
  std::unordered_map<PersonId, std::size_t> person_at;      // into organisation.persons
  // By place of the person: one for all who have the same.
  std::vector<Shared<std::vector<ContactStep>>> ladder_at;
  std::map<UnitId, std::size_t> unit_at;  // into organisation.units
  // Into organisation.mandates, in the order of the mandates' order and then of their place there.
  std::unordered_map<std::string, std::vector<std::size_t>, TextHash, std::equal_to<>>
      mandates_of_role;
  std::multimap<PersonId, std::size_t> mandates_of_person;
  std::vector<std::vector<std::size_t>> mandates_at;  // by place of the person
  std::vector<std::size_t> unit_of_mandate;           // place of its unit, or `nowhere`
  // By place of a unit: itself, all above and all below it.
  std::vector<std::vector<std::size_t>> side_of_unit;
  std::map<std::pair<std::string, std::size_t>, std::vector<std::size_t>>
      mandates_for;  // of a unit
  std::set<std::pair<IncidentId, FactId>> facts_of;
  std::set<std::pair<PersonId, DelegationId>> delegations_of_person;   // not ended
  std::set<std::pair<std::string, DelegationId>> delegations_of_role;  // not ended
  // Who is coming to call-outs under way, and since when.
  std::map<PersonId, std::map<CalloutId, Instant>> engaged;
  std::map<UnitId, std::uint32_t> held;  // how many open things a unit that will end holds (R44)

  bool operator==(const Indexes&) const = default;
};

// Made, copied and destroyed in state.cpp: compiled once.
struct State {
  State();
  State(const State&);
  State(State&&) noexcept;
  State& operator=(const State&);
  State& operator=(State&&) noexcept;
  ~State();

  WorkspaceId workspace;
  Mode mode = Mode::live;
  Text name;
  Sequence sequence = 0;
  Instant time;
  Organisation organisation;
  std::string configuration;
  Settings settings;
  std::map<PlanId, CalloutPlan> plans;
  std::map<IncidentId, Incident> incidents;
  CklState ckl = CklState::inactive;
  Instant ckl_since;
  CommitteeState committee = CommitteeState::dormant;
  Instant committee_since;
  std::set<IncidentId> committee_causes;
  std::map<HindranceId, Hindrance> hindrances;
  std::map<ObligationId, Obligation> obligations;
  std::map<CalloutId, Callout> callouts;
  MessageBook messages;
  std::uint32_t log_entries = 0;
  std::map<std::pair<PersonId, RuleId>, Instant> refused_attempts;
  std::map<MeetingId, Meeting> meetings;
  std::map<DecisionId, DecisionRecord> decisions;
  std::map<TakeoverId, Takeover> takeovers;
  std::map<ContributionId, Contribution> contributions;
  std::map<OralId, OralDecision> oral_decisions;
  std::map<RecordId, ExternalDecision> records;
  std::map<MeetingId, CouncilMeeting> council_meetings;
  Alert alert;
  std::vector<AlertStep> alert_steps;  // what each entered decision made of it, in order (R29)
  std::map<AssignmentId, Assignment> assignments;
  std::map<FactId, Fact> facts;
  std::map<IncidentId, CrisisSupport> crisis_support;
  std::map<DelegationId, Delegation> delegations;
  std::map<ExerciseId, ExerciseRecord> exercises;
  std::map<UnitId, Readiness> readiness;
  std::vector<District> districts;
  std::string districts_hash;
  std::map<UnitId, UnitId> successions;  // ended unit -> provisional heir, until settled (R44)
  std::map<UnitId, UnitId> settled_successions;  // ended unit -> heir, as decided (R44)
  std::string summary_month;                     // the last month summarised, "2026-10" (O18)
  std::uint32_t readiness_year = 0;              // the calendar year whose exercises are owed (O14)
  std::string mandate_period;                    // first day of the period under way (O15)
  std::map<PersonId, Absence> absences;
  std::map<std::string, LostGateway> lost_gateways;  // by gateway
  std::map<std::string, GatewayPin> gateway_pins;    // by kind

  std::map<UnclearId, UnclearAnswer> unclear_answers;  // that nobody has settled
  std::map<std::string, Roster> rosters;               // by duty function
  std::map<SwapId, DutySwap> swaps;
  std::uint32_t duty_changes = 0;  // made so far, whether remembered or not
  std::map<ReliefPlanId, ReliefPlan> relief_plans;
  std::map<HandoverId, Handover> handovers;
  std::map<PersonId, ContactRecord> contact_tests;
  // The last day whose check of contacts is done or was before it began, "2026-11-22" (A15).
  std::string duty_checked;
  std::map<DrillId, Drill> drills;
  std::map<std::uint32_t, SecrecyMark> secrecy_marks;  // by number in the log
  std::map<std::string, LostPost> lost_posts;

  Indexes index;
};

}  // namespace ckl::domain
