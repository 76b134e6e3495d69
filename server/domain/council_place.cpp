// Under law 1988:97: KS in the council's place (T17), tasks that the council assigns (T18), G09.
#include "domain/alert.hpp"
#include "domain/authority.hpp"
#include "domain/duties.hpp"
#include "domain/external.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/leads.hpp"
#include "domain/organisation.hpp"

namespace ckl::domain {
namespace {

// Sections of law 1988:97.
constexpr std::string_view in_place_of_council = "7";
constexpr std::string_view assigning_tasks = "6";  // «verify»

void require_law(const Case& c, std::string_view section, Objections& objections) {
  if (law_applies(c.state, section)) return;
  const std::string text(section);
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "G09",
      .message = {"Lag 1988:97 " + text + " § tillämpas inte nu",
                  "Section " + text + " of law 1988:97 does not apply now"},
      .what_now = {"Ärendet avgörs i vanlig ordning", "The matter is decided in the usual order"},
      .field = {}});
}

Text name_of(CouncilMatter matter) {
  switch (matter) {
    case CouncilMatter::ordinary:
      break;
    case CouncilMatter::election:
      return {"Val av ledamöter, ersättare eller revisorer",
              "Election of members, substitutes or auditors"};
    case CouncilMatter::discharge:
      return {"Entledigande av ledamöter", "Discharge of members"};
    case CouncilMatter::municipal_rights:
      return {"Åtgärder för att bevaka kommunens rätt",
              "Action to preserve the municipality's rights"};
  }
  return {"Annat ärende", "Another matter"};
}

void require_not_excluded(CouncilMatter matter, Objections& objections) {
  if (matter == CouncilMatter::ordinary) return;
  const Text name = name_of(matter);
  objections.add(Objection{.code = RejectionCode::not_permitted,
                           .rule = "G09",
                           .message = {name.sv + " avgörs aldrig i fullmäktiges ställe",
                                       name.en + " is never decided in the council's place"},
                           .what_now = {"Vänta på fullmäktige", "Wait for the city council"},
                           .field = "councilMatter"});
}

void require_urgency(const std::string& reason, Objections& objections) {
  if (!is_blank(reason)) return;
  objections.add(Objection{.code = RejectionCode::invalid,
                           .rule = "T17",
                           .message = {"Varför ärendet inte kan vänta på fullmäktige saknas",
                                       "Why the matter can not wait for the council is missing"},
                           .what_now = {"Skriv skälet", "Write the reason"},
                           .field = "urgencyReason"});
}

DecisionRecord decision_of(const Case& c, const DecideForCouncil& command) {
  DecisionRecord decision;
  const std::size_t number = c.state.decisions.size() + 1;
  decision.id = DecisionId{numbered("decision", number)};
  decision.number = static_cast<std::uint32_t>(number);
  decision.body = DecidingBody::board_for_council;
  decision.person = c.actor.person;
  decision.matter.title = command.title;
  decision.matter.text = command.text;
  decision.urgency_reason = command.urgency_reason;
  decision.adopted = true;
  decision.decided = command.decided.value_or(c.now);
  decision.registered = c.now;
  decision.council_matter = command.council_matter;
  return decision;
}

void require_assignable(const Case& c, const AssignTasks& command, Objections& objections) {
  const auto object = [&](std::string_view field, Text message) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "T18",
                             .message = std::move(message),
                             .what_now = {"Välj en annan enhet", "Choose another unit"},
                             .field = std::string(field)});
  };
  const Unit& from = *find_unit(c.state, command.from);
  const Unit& to = *find_unit(c.state, command.to);
  if (to.kind != UnitKind::executive_board && to.kind != UnitKind::mayors_council) {
    object("to", {"Uppgifter flyttas bara till kommunstyrelsen eller borgarrådsberedningen",
                  "Tasks are assigned only to the executive board or the council of mayors"});
  }
  const bool of_a_committee = from.kind == UnitKind::specialist_committee ||
                              from.kind == UnitKind::district_council ||
                              from.kind == UnitKind::executive_board;
  if (!of_a_committee || command.from == command.to) {
    object("from", {"Uppgiften flyttas från en annan nämnd",
                    "The task is assigned from another "
                    "committee"});
  }
  if (command.until && *command.until <= c.now) {
    objections.add(Objection{.code = RejectionCode::invalid,
                             .rule = "T18",
                             .message = {"Slutet har redan passerat", "The end has passed already"},
                             .what_now = {"Ange ett senare slut", "Give a later end"},
                             .field = "until"});
  }
}

void tell_unit(Ruling& ruling, std::string_view rule, const UnitId& unit, const Text& text) {
  std::vector<PersonId> persons;
  for (const std::string_view role : {role::unit_chair, role::security_coordinator}) {
    for (const auto& person : holders(ruling.state(), role, ruling.now())) {
      if (holds_for(ruling.state(), person, {role, unit}, ruling.now())) persons.push_back(person);
    }
  }
  notify(ruling, Notice{.rule = rule, .incident = {}, .text = text}, persons);
}

// R37: the assignment goes before a takeover in the same area; people are asked to look at it.
void flag_takeovers(Ruling& ruling, const UnitId& from, const std::string& subject) {
  for (const auto& [id, takeover] : ruling.state().takeovers) {
    if (takeover.scope.unit != from || !in_force(takeover, ruling.now())) continue;
    raise_conflict(ruling, subject,
                   {"En uppgift som fullmäktige flyttat möter ett övertagande; flytten går före: "
                    "behåll, återlämna eller avsluta",
                    "A task that the city council assigned meets a takeover; the assignment goes "
                    "before: keep, return or end"});
    return;
  }
}

}  // namespace

Decision decide_on(const Case& c, const DecideForCouncil& command) {
  Objections objections(c.now);
  std::string capacity = require_entry(
      c, {.rule = "T17", .guard = "T17", .body = DecidingBody::board_for_council}, objections);
  require_law(c, in_place_of_council, objections);
  require_not_excluded(command.council_matter, objections);
  require_urgency(command.urgency_reason, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  DecisionRecord decision = decision_of(c, command);
  decision.capacity = capacity;
  enter(ruling, Entered{.body = DecidingBody::board_for_council,
                        .reference = command.reference,
                        .decided = decision.decided,
                        .what = "DecisionMade",
                        .subject = decision.id.value});
  ruling.add("T17", DecisionMade{decision});
  open_board_report(ruling, CouncilItem{.subject = decision.id.value,
                                        .what = {"Anmäl i fullmäktige: " + command.title,
                                                 "Report to the city council: " + command.title},
                                        .decided = decision.decided});
  inform(
      ruling,
      Notice{.rule = "T17",
             .incident = {},
             .text = {"Kommunstyrelsen har beslutat i fullmäktiges ställe: " + command.title,
                      "The executive board has decided in the council's place: " + command.title}});
  return ruling.accept(std::move(capacity), decision.id.value);
}

Decision decide_on(const Case& c, const AssignTasks& command) {
  Objections objections(c.now);
  std::string capacity = require_entry(
      c, {.rule = "T18", .guard = "T18", .body = DecidingBody::city_council}, objections);
  require_law(c, assigning_tasks, objections);
  require_assignable(c, command, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const AssignmentId id{numbered("assignment", c.state.assignments.size() + 1)};
  const RecordId record = enter(ruling, Entered{.body = DecidingBody::city_council,
                                                .reference = command.reference,
                                                .decided = command.decided.value_or(c.now),
                                                .what = "TasksAssigned",
                                                .subject = id.value});
  ruling.add("T18", TasksAssigned{.assignment = Assignment{.id = id,
                                                           .task = command.task,
                                                           .from = command.from,
                                                           .to = command.to,
                                                           .reference = command.reference,
                                                           .since = c.now,
                                                           .until = command.until,
                                                           .ended = false,
                                                           .end_reason = {},
                                                           .whole = command.whole},
                                  .record = record});
  flag_takeovers(ruling, command.from, id.value);
  const Text text{"Fullmäktige har flyttat en uppgift: " + command.task,
                  "The city council has assigned a task: " + command.task};
  inform(ruling, Notice{.rule = "T18", .incident = {}, .text = text});
  tell_unit(ruling, "T18", command.from, text);
  return ruling.accept(std::move(capacity), id.value);
}

Decision decide_on(const Case& c, const EndAssignment& command) {
  const Assignment& assignment = c.state.assignments.at(command.assignment);
  Objections objections(c.now);
  std::string capacity = require_entry(
      c, {.rule = "T18", .guard = "T18", .body = DecidingBody::city_council}, objections);
  if (assignment.ended) {
    objections.add(Objection{
        .code = RejectionCode::precondition,
        .rule = "T18",
        .message = {"Uppgiften har redan gått tillbaka", "The task has already gone back"},
        .what_now = {"Inget behöver göras", "Nothing needs doing"},
        .field = "assignment"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  enter(ruling, Entered{.body = DecidingBody::city_council,
                        .reference = command.reference,
                        .decided = c.now,
                        .what = "AssignmentEnded",
                        .subject = assignment.id.value});
  ruling.add("T18", AssignmentEnded{.assignment = assignment.id, .reason = command.reason});
  const Text text{"Uppgiften har gått tillbaka: " + assignment.task,
                  "The task has gone back: " + assignment.task};
  inform(ruling, Notice{.rule = "T18", .incident = {}, .text = text});
  tell_unit(ruling, "T18", assignment.from, text);
  return ruling.accept(std::move(capacity), assignment.id.value);
}

}  // namespace ckl::domain
