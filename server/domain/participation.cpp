// Deltagande: who takes part in an incident, at any level (A10).
#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

void refuse_joining(std::string_view rule, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = "unit"});
}

// The owner invites, the organisation joins by itself, and the city's own functions note it. Each
// of a unit's roles counts on the side of its unit only.
std::string require_inviter(const Case& c, const Incident& incident, const UnitId& unit,
                            Objections& objections) {
  Objections own(c.now);
  std::string capacity = require_side(c, "A10", unit, own);
  if (own.empty()) return capacity;
  constexpr std::array<std::string_view, 5> of_the_city{role::city_director, role::deputy_director,
                                                        role::chief_of_staff, role::duty_officer,
                                                        role::registrar};
  capacity = first_role(c, of_the_city);
  return capacity.empty() ? require_side(c, "A10", incident.owner, objections) : capacity;
}

}  // namespace

Decision decide_on(const Case& c, const JoinIncident& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  Objections objections(c.now);
  std::string capacity = require_inviter(c, incident, command.unit, objections);
  require_current(c, "unit", command.unit, objections);
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    refuse_joining("R49", {"Händelsen är avslutad", "The incident is closed"},
                   {"Rapportera en ny händelse som hänvisar till den",
                    "Report a new incident that refers to it"},
                   objections);
  }
  if (command.unit == incident.owner ||
      std::ranges::find(incident.participants, command.unit) != incident.participants.end()) {
    refuse_joining("A10", {"Organisationen deltar redan", "The organisation takes part already"},
                   {"Inget behöver göras", "Nothing needs doing"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("A10", ParticipantJoined{
                        .incident = incident.id, .unit = command.unit, .text = command.text});
  // R54: the evaluations were owed when the incident left an active CKL; this one from now.
  if (incident.was_on_ckl && !incident.on_ckl) {
    open_own_evaluation(ruling, incident, command.unit);
  }
  std::vector<PersonId> told = holders(c.state, role::org_duty_officer, c.now);
  std::erase_if(told, [&](const PersonId& person) {
    return !holds_for(c.state, person, {role::org_duty_officer, command.unit}, c.now);
  });
  notify(ruling,
         Notice{.rule = "A10",
                .incident = incident.id,
                .text = {"Ni deltar i händelsen: " + incident.headline,
                         "You take part in the incident: " + incident.headline}},
         told);
  return ruling.accept(std::move(capacity), incident.id.value);
}

}  // namespace ckl::domain
