// The adopted organisation, settings and call-out plans: everything outside the law that sways a
// decision.
//
// Pure values that enter the journal when adopted (`OrganisationAdopted`, `SettingsAdopted`,
// `PlanAdopted`). Contact addresses are deliberately absent: they live in the directory beside the
// journal, so that they can be erased.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/shared_list.hpp"

namespace ckl::domain {

enum class Mode : std::uint8_t { live = 1, exercise = 2, test = 3 };

enum class UnitKind : std::uint8_t {
  city_council = 1,          // kommunfullmäktige
  executive_board = 2,       // kommunstyrelsen
  crisis_committee = 3,      // krisledningsnämnden
  specialist_committee = 4,  // facknämnd
  district_council = 5,      // stadsdelsnämnd
  administration = 6,        // förvaltning, kontor
  company = 7,               // bolag
  federation = 8,            // kommunalförbund
  external = 9,              // aktör utanför kommunen
  staff = 10,                // stab, funktion
  mayors_council = 11,       // borgarrådsberedningen
};

// A part of the organisation, valid from one date until the day before another (ISO dates; empty =
// unbounded).
struct Unit {
  UnitId id;
  Text name;
  UnitKind kind = UnitKind::staff;
  bool legal_person = false;
  UnitId parent;
  std::string valid_from;
  std::string valid_to;
  std::vector<UnitId> successors;

  bool operator==(const Unit&) const = default;
};

// One rung of a contact ladder: channel kind, delay after the call, which address of that kind.
struct ContactStep {
  std::string channel;
  Seconds after{0};
  std::uint32_t contact = 0;

  bool operator==(const ContactStep&) const = default;
};

struct Person {
  PersonId id;
  std::string name;
  Text title;
  UnitId unit;
  std::vector<ContactStep> ladder;
  std::vector<std::string> qualifications;

  bool operator==(const Person&) const = default;
};

// Roles are names, because a city has its own; the ones that the law and the table know stand here.
namespace role {
inline constexpr const char* duty_officer = "DUTY_OFFICER";             // TiB
inline constexpr const char* city_director = "CITY_DIRECTOR";           // stadsdirektören
inline constexpr const char* deputy_director = "DEPUTY_CITY_DIRECTOR";  // ställföreträdare
inline constexpr const char* chief_of_staff = "CHIEF_OF_STAFF";         // stabschef
inline constexpr const char* committee_chair = "KN_CHAIR";              // KN:s ordförande
inline constexpr const char* committee_vice_chair = "KN_VICE_CHAIR";    // KN:s vice ordförande
inline constexpr const char* committee_member = "KN_MEMBER";
inline constexpr const char* committee_substitute = "KN_SUBSTITUTE";
inline constexpr const char* committee_secretary = "KN_SECRETARY";
inline constexpr const char* board_chair = "KS_CHAIR";
inline constexpr const char* board_secretary = "KS_SECRETARY";
inline constexpr const char* council_chair = "KF_CHAIR";
inline constexpr const char* council_vice_chair = "KF_VICE_CHAIR";
inline constexpr const char* council_secretary = "KF_SECRETARY";
inline constexpr const char* unit_chair = "UNIT_CHAIR";  // nämnds eller bolags ordf.
inline constexpr const char* administration_head = "ADMINISTRATION_HEAD";    // förvaltningschef
inline constexpr const char* union_representative = "UNION_REPRESENTATIVE";  // fackligt ombud
inline constexpr const char* registrar = "REGISTRAR";                        // registrator
inline constexpr const char* org_duty_officer = "ORG_DUTY_OFFICER";          // lokal beredskap
inline constexpr const char* security_coordinator = "SECURITY_COORDINATOR";
inline constexpr const char* staff = "STAFF";  // stabsmedlem
inline constexpr const char* administrator = "ADMINISTRATOR";
inline constexpr const char* security_chief = "SECURITY_CHIEF";        // säkerhetsskyddschef
inline constexpr const char* warning_requester = "WARNING_REQUESTER";  // får begära VMA (G16)
}  // namespace role

struct Mandate {
  PersonId person;
  std::string role;
  UnitId unit;
  std::uint32_t order = 0;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_to;  // exclusive

  bool operator==(const Mandate&) const = default;
};

struct Position {
  PositionId id;
  Text name;

  bool operator==(const Position&) const = default;
};

struct DutyFunction {
  std::string id;
  Text name;
  UnitId unit;
  std::vector<PersonId> persons;
  std::string role;  // who is on duty is told what the holders of this role are told; or empty
  bool mandatory = false;  // always somebody: a gap in its roster is alarmed (A15)

  bool operator==(const DutyFunction&) const = default;
};

struct Organisation {
  Text name;
  std::vector<Unit> units;
  std::vector<Person> persons;
  std::vector<Mandate> mandates;
  std::vector<Position> positions;
  std::vector<DutyFunction> duty_functions;

  bool operator==(const Organisation&) const = default;
};

// The city's own choices; presets are the readings R03, R38 and R54.
// A way out as configured (port), in the order of use. Its secrets and its pace are not here.
struct GatewayEntry {
  std::string id;
  std::string kind;  // "sms"
  bool reserve = false;
  bool operator==(const GatewayEntry&) const = default;
};

struct Settings {
  Seconds confirm_level_within{3'600};
  Seconds inform_chair_within{900};
  Seconds inform_chair_every{7'200};
  Seconds evaluation_within{90 * 24 * 3'600};
  Seconds remind_before{300};
  std::string ckl_instruction;
  PlanId default_plan;
  // What the city council has decided about KN.
  std::uint32_t committee_seats = 0;     // seats fixed (R34); 0 = as many as hold a seat now
  bool remote_meetings = false;          // KL 6:24
  PersonId presiding_substitute;         // KL 6:22, leads when chair and vice chairs are absent
  std::vector<UnitId> never_taken_over;  // policy table of G02 (R11)
  std::vector<std::string> committee_own_matters;  // R47
  // Clocks that the law leaves to the city.
  Seconds note_urgent_within{24 * 3'600};   // O02
  Seconds confirm_oral_within{24 * 3'600};  // R48
  Seconds at_once{3'600};                   // R40
  Seconds county_report_every{24 * 3'600};  // O04, O17, until the county board has ordered
  Seconds first_picture_within{90 * 60};    // A21, after a serious event
  std::vector<Seconds> warn_ahead{Seconds{24 * 3'600}, Seconds{3'600}};  // R55
  Seconds break_glass_lasts{4 * 3'600};
  Seconds minimum_rest{11 * 3'600};  // how long somebody noted as resting is left alone
  // Avlösning (R63, R64): shifts as proposed and at most, overlap, how far plans reach, and how
  // long before a position runs dry that is alarmed.
  Seconds relief_shift{8 * 3'600};
  Seconds relief_shift_most{12 * 3'600};
  Seconds relief_overlap{30 * 60};
  Seconds relief_horizon{72 * 3'600};
  Seconds relief_warn_ahead{12 * 3'600};
  // Krisstöd (A17): office hours on working days, minutes from midnight in Stockholm.
  std::uint32_t office_opens = 8 * 60;
  std::uint32_t office_closes = 17 * 60;
  UnitId crisis_support_unit;  // socialnämnden
  // Höjd beredskap: what counts as the city (R43).
  std::vector<std::string> area_codes;          // "0180", "01", "SE"
  std::vector<std::string> carried_activities;  // activities the city carries on
  // Nämnder whose chair may decide alone what can not wait, by their own decision (KL 6:39).
  std::vector<UnitId> urgent_chair_units;
  // First days of mandate periods, ISO dates (O15).
  std::vector<std::string> mandate_periods;
  std::vector<GatewayEntry> gateways;
  // Beredskapsprov, each off when 0: the time of day of the check of contacts, in Stockholm; how
  // long a good test counts; how often each route is drilled (exercise workspaces).
  Seconds duty_check_at{0};
  Seconds contact_good_for{0};
  Seconds drill_every{0};

  bool operator==(const Settings&) const = default;
};

// A part of a pool: called all at once (parallel) or one by one as needed.
struct Wave {
  bool parallel = false;
  std::vector<PersonId> persons;
  std::string duty;  // a duty function: who is on duty when the call-out starts, else `persons`

  bool operator==(const Wave&) const = default;
};

struct PlanPosition {
  PositionId position;
  std::uint32_t wanted = 1;
  Seconds answer_within{300};
  SharedList<Wave> waves;
  std::vector<std::string> qualifications;  // that everybody called for it must have

  bool operator==(const PlanPosition&) const = default;
};

struct CalloutPlan {
  PlanId id;
  Text name;
  std::vector<PlanPosition> positions;
  Seconds deadline{3'600};

  bool operator==(const CalloutPlan&) const = default;
};

}  // namespace ckl::domain
