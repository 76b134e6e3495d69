// Decisions of other bodies: entering, confirming, and KS or KF ending krisledningsnämnden (T09).
#include "domain/external.hpp"

#include <algorithm>
#include <vector>

#include "domain/capacity.hpp"
#include "domain/council.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/organisation.hpp"
#include "domain/procedure.hpp"
#include "domain/takeover.hpp"

namespace ckl::domain {
namespace {

// The registrar enters for every body; a body's own secretary for that body; the duty officer for
// the government, whose word reaches the city through that function.
bool enters_for(std::string_view role, DecidingBody body) {
  if (role == role::registrar) return true;
  switch (body) {
    case DecidingBody::executive_board:
      return role == role::board_secretary;
    case DecidingBody::board_for_council:
      return role == role::board_secretary || role == role::board_chair;
    case DecidingBody::city_council:
      return role == role::council_secretary;
    case DecidingBody::government:
      return role == role::duty_officer;
    case DecidingBody::committee:
    case DecidingBody::committee_chair:
    case DecidingBody::unit:
      return false;
  }
  return false;
}

std::vector<std::string_view> entering_roles(std::string_view rule, DecidingBody body) {
  std::vector<std::string_view> roles = find_rule(rule)->roles;
  std::erase_if(roles, [&](std::string_view role) { return !enters_for(role, body); });
  return roles;
}

void require_board_or_council(DecidingBody body, Objections& objections) {
  if (body == DecidingBody::executive_board || body == DecidingBody::city_council) return;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "G06",
      .message = {"Bara kommunstyrelsen eller fullmäktige beslutar att nämnden upphör",
                  "Only the executive board or the city council decides that the committee ends"},
      .what_now = {"Ange vilket av dem som har beslutat", "Name which of them has decided"},
      .field = "body"});
}

void require_functioning(const Case& c, const EndCommittee& command, Objections& objections) {
  if (c.state.committee != CommitteeState::functioning) {
    objections.add(Objection{
        .code = RejectionCode::precondition,
        .rule = "T09",
        .message = {"Krisledningsnämnden fungerar inte", "The committee does not function"},
        .what_now = {"Inget behöver göras", "Nothing needs doing"},
        .field = {}});
  } else if (command.decided && *command.decided < c.state.committee_since) {
    objections.add(
        Objection{.code = RejectionCode::invalid,
                  .rule = "T09",
                  .message = {"Beslutet är äldre än nämndens arbete",
                              "The decision is older than the committee's work"},
                  .what_now = {"Ange när beslutet fattades", "Give when the decision was made"},
                  .field = "decided"});
  }
}

// R35: the level stays; the chair of KN is asked to reassess it.
void ask_to_reassess(Ruling& ruling, const RecordId& record) {
  for (const auto& id : ruling.state().committee_causes) {
    open_duty(ruling,
              DutySpec{.rule = "R35",
                       .incident = id,
                       .subject = record.value,
                       .owed_by_role = role::committee_chair,
                       .owed_to = {"Staden", "The city"},
                       .what = {"Ompröva nivån: nämnden har upphört, händelsen är extraordinär",
                                "Reassess the level: the committee has ended, the event is "
                                "extraordinary"},
                       .due = ruling.now() + ruling.state().settings.at_once});
  }
}

// The final account of what the committee has done. It is no item of the list in O03 (R52).
void owe_final_report(Ruling& ruling, const RecordId& record) {
  open_duty(ruling, DutySpec{.rule = "T09",
                             .subject = record.value,
                             .owed_by_role = role::registrar,
                             .owed_to = {"Kommunfullmäktige", "The city council"},
                             .what = {"Slutredovisa krisledningsnämndens arbete för fullmäktige",
                                      "Account finally for the committee's work to the council"},
                             .due = council_day_after(ruling.state(), ruling.now())});
}

}  // namespace

std::string require_entry(const Case& c, const Entering& entering, Objections& objections) {
  const auto roles = entering_roles(entering.rule, entering.body);
  std::string capacity = first_role(c, roles);
  if (!capacity.empty()) return capacity;
  const bool of_another_body = !first_role(c, find_rule(entering.rule)->roles).empty();
  if (!of_another_body || entering.guard != "R29") {
    not_permitted(entering.guard,
                  {"Du är inte den som får detta: " + find_rule(entering.guard)->name.sv,
                   "You are not who may do this: " + find_rule(entering.guard)->name.en},
                  objections);
  }
  if (of_another_body) {
    not_permitted("R29",
                  {"Du för inte in det organets beslut", "You do not enter that body's decisions"},
                  objections);
  }
  return {};
}

RecordId enter(Ruling& ruling, const Entered& entered) {
  const RecordId id{numbered("record", ruling.state().records.size() + 1)};
  ruling.add("R29", ExternalDecisionEntered{ExternalDecision{.id = id,
                                                             .body = entered.body,
                                                             .reference = entered.reference,
                                                             .decided = entered.decided,
                                                             .what = std::string(entered.what),
                                                             .subject = entered.subject,
                                                             .entered_by = ruling.actor().person,
                                                             .state = Confirmation::unconfirmed,
                                                             .confirmed_by = {},
                                                             .reason = {}}});
  return id;
}

void tell_of_restart(Ruling& ruling, const Incident& incident) {
  if (ruling.state().committee != CommitteeState::ended) return;
  inform(ruling,
         Notice{.rule = "R24",
                .incident = incident.id,
                .text = {"Krisledningsnämnden träder åter i funktion: " + incident.headline,
                         "The crisis management committee functions again: " + incident.headline}});
}

void level_reassessed(Ruling& ruling, const IncidentId& incident, const std::string& evidence) {
  for (const Obligation* duty : unfulfilled(ruling.state(), {.rule = "R35"})) {
    if (duty->incident != incident) continue;
    ruling.add("R35", ObligationClosed{
                          .obligation = duty->id, .evidence = evidence, .done = ruling.now()});
  }
}

// R23: one committee for the city, ended whole; every takeover returns at that moment.
Decision decide_on(const Case& c, const EndCommittee& command) {
  Objections objections(c.now);
  std::string capacity =
      require_entry(c, {.rule = "T09", .guard = "G06", .body = command.body}, objections);
  require_board_or_council(command.body, objections);
  require_functioning(c, command, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const RecordId record = enter(ruling, Entered{.body = command.body,
                                                .reference = command.reference,
                                                .decided = command.decided.value_or(c.now),
                                                .what = "CommitteeStateChanged"});
  return_all(ruling, "Krisledningsnämnden har upphört: " + command.reference);
  ruling.add("T09", CommitteeStateChanged{.from = c.state.committee,
                                          .to = CommitteeState::ended,
                                          .cause = {},
                                          .reason = command.reason});
  ask_to_reassess(ruling, record);
  owe_final_report(ruling, record);
  inform(ruling,
         Notice{.rule = "T09",
                .incident = {},
                .text = {"Krisledningsnämnden har upphört; allt den tagit över är återlämnat",
                         "The crisis management committee has ended; all it took over is "
                         "returned"}});
  return ruling.accept(std::move(capacity), record.value);
}

Decision decide_on(const Case& c, const ConfirmExternalDecision& command) {
  const ExternalDecision& record = c.state.records.at(command.record);
  Objections objections(c.now);
  std::string capacity =
      require_entry(c, {.rule = "R29", .guard = "R29", .body = record.body}, objections);
  if (record.entered_by == c.actor.person) {
    not_permitted("R29",
                  {"Den som förde in beslutet bekräftar det inte; en andra person jämför med "
                   "handlingen",
                   "Who entered the decision does not confirm it; a second person compares with "
                   "the document"},
                  objections);
  }
  if (record.state != Confirmation::unconfirmed) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R29",
                             .message = {"Införandet är redan bekräftat eller återtaget",
                                         "The entry is already confirmed or withdrawn"},
                             .what_now = {"Inget behöver göras", "Nothing needs doing"},
                             .field = "record"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R29", ExternalDecisionSettled{
                        .record = record.id, .state = Confirmation::confirmed, .reason = {}});
  return ruling.accept(std::move(capacity), record.id.value);
}

}  // namespace ckl::domain
