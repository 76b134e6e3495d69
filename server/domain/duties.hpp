// Shared steps of several procedures: telling people, opening and ending duties, putting incidents
// on central crisis management.
//
// Internal to the core; each writes on a ruling and decides nothing about who may.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ruling.hpp"

namespace ckl::domain {

struct Notice {
  std::string_view rule;  // also the subject, unless one is given
  IncidentId incident;
  Text text;
  std::string_view subject = {};
  std::vector<std::string> avoid = {};  // kinds of channel to be used last
};

// Tells each person but the one who acts.
void notify(Ruling& ruling, const Notice& notice, std::span<const PersonId> persons);

// Tells everyone whom the table says the rule informs.
void inform(Ruling& ruling, const Notice& notice);

// O01: the chair is to be informed, counted from `from`; nothing if such a duty is open already.
void open_chair_information(Ruling& ruling, const IncidentId& incident);
void open_next_chair_information(Ruling& ruling, const Obligation& last, Instant done);
void end_chair_information(Ruling& ruling);

// O12 and O13: evaluations owed when an incident leaves an active CKL (R54).
void open_evaluations(Ruling& ruling, const Incident& incident);
// O13 of one organisation that took part, unless it is owed already.
void open_own_evaluation(Ruling& ruling, const Incident& incident, const UnitId& unit);
// A18 and A21: a serious event needs a stand on collaboration and a first picture, each once.
void open_serious_duties(Ruling& ruling, const Incident& incident);
// A24, LEH 2:7: information to the public is coordinated in an extraordinary event.
void open_public_information(Ruling& ruling, const IncidentId& incident);
// The owner of the incident and every organisation that takes part, of what changes for them.
void tell_affected(Ruling& ruling, const Incident& incident, const Notice& notice);
// O12 for a CKL period that held no incident.
void open_evaluation_of_ckl(Ruling& ruling);

// A duty with a clock. What it needs of time is given by who opens it: nothing is counted from the
// moment of registration unless that is what the law says.
struct DutySpec {
  std::string_view rule;
  IncidentId incident = {};
  std::string subject = {};  // decision, takeover, meeting, fact or year it concerns
  std::string_view owed_by_role;
  UnitId owed_by_unit = {};  // narrows the role to that unit's side
  Text owed_to;
  Text what;
  std::optional<Instant> opened = {};  // the stored instant the clock counts from; unset = now
  std::optional<Instant> due = {};     // unset = as soon as possible, or when its date is known
};
// Opens it, with reminders before its due time; it is never deleted.
ObligationId open_duty(Ruling& ruling, const DutySpec& spec);

// The duties of that rule that are not fulfilled; about that subject and of that incident, unless
// they are empty. Naming the incident is quick however many there are.
struct DutyKey {
  std::string_view rule;
  std::string_view subject = {};
  IncidentId incident = {};
};
[[nodiscard]] std::vector<const Obligation*> unfulfilled(const State& state, const DutyKey& key);
// Fulfils them with evidence; `done` unset = now.
void close_duties(Ruling& ruling, const DutyKey& key, const std::string& evidence,
                  std::optional<Instant> done = {});
// Gives a duty a (new) due time with its reminders, or takes it away (R14).
void date_duty(Ruling& ruling, const Obligation& duty, std::optional<Instant> due);
// When somebody is reminded of a duty that opens now and is due then, rising (R55).
[[nodiscard]] std::vector<Instant> reminders_before(const Ruling& ruling, Instant due);

// O02: the chair's urgent decision is reported to the committee.
void open_urgent_note(Ruling& ruling, const DecisionRecord& decision);
// R39: at the end of a meeting that did not note them, they are overdue.
void hasten_urgent_notes(Ruling& ruling);
// O03: what the city council must be told (R52). `subject` is the decision's id;
// "declaration-<incident>" and "committee-<incident>" for the two that are no DecisionRecord.
struct CouncilItem {
  std::string subject;
  IncidentId incident = {};
  Text what;
  Instant decided;
};
void open_council_report(Ruling& ruling, const CouncilItem& item);
// O16: the executive board decided in the council's place.
void open_board_report(Ruling& ruling, const CouncilItem& item);
// O04: situation reports to the county board, until it releases the city from them.
void open_county_reports(Ruling& ruling, const IncidentId& incident);
// O17: reports on preparedness while an alert covers the city.
void open_alert_reports(Ruling& ruling);
void end_alert_reports(Ruling& ruling, const std::string& reason);
// O05: minutes of a closed meeting are adjusted, then posted; then three weeks to appeal.
void open_minutes(Ruling& ruling, const MeetingId& meeting, Instant closed);
void minutes_adjusted(Ruling& ruling, const MeetingId& meeting, Instant done);
void minutes_posted(Ruling& ruling, const MeetingId& meeting, Instant done);

// R30: an open duty of that rule keeps its incident from being closed.
[[nodiscard]] bool blocks_closing(const RuleId& rule);
// All that name the incident and are not fulfilled, whatever the rule.
[[nodiscard]] std::vector<const Obligation*> unfulfilled_of(const State& state,
                                                            const IncidentId& incident);

// Who is told when a duty is due or overdue.
[[nodiscard]] std::vector<PersonId> owing(const State& state, const Obligation& obligation,
                                          Instant now);

// CKL becomes ACTIVE, if it is not: `cause` and every other incident at SERIOUS or above are put on
// it, and the chair's information begins.
void activate_ckl(Ruling& ruling, const std::string& reason, const Incident* cause);
void change_ckl(Ruling& ruling, CklState to, const std::string& reason);
void attach(Ruling& ruling, const Incident& incident);
// The incident leaves CKL; its evaluations are owed from now.
void detach(Ruling& ruling, const Incident& incident);

// Raising a level opens an incident that was recovering (R49).
void reopen_phase(Ruling& ruling, const Incident& incident, std::string_view reason);

}  // namespace ckl::domain
