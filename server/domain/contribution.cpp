// Begäran om medverkan: a legal person is asked, never taken over, and decides itself (A07, G01).
#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/leads.hpp"

namespace ckl::domain {
namespace {

constexpr std::array<std::string_view, 3> answering{role::unit_chair, role::administration_head,
                                                    role::org_duty_officer};

void object(std::string_view field, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = "A07",
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = std::string(field)});
}

// A legal person is asked (A07). So is a nämnd of the municipality: central crisis management gives
// it no orders (G10).
bool is_legal(const Unit& unit) {
  return unit.legal_person || unit.kind == UnitKind::company || unit.kind == UnitKind::federation ||
         unit.kind == UnitKind::external;
}

bool is_asked(const Unit& unit) {
  return is_legal(unit) || is_committee(unit) || unit.kind == UnitKind::executive_board;
}

Text answered(bool agreed, const UnitId& id, const Unit* unit) {
  const Text name = unit == nullptr ? Text{id.value, id.value} : unit->name;
  return agreed ? Text{"Medverkar: " + name.sv, "Contributes: " + name.en}
                : Text{"Medverkar inte: " + name.sv, "Does not contribute: " + name.en};
}

std::string_view rule_of(const Unit& unit) { return is_legal(unit) ? "A07" : "G10"; }

// Those who can answer for the company.
std::vector<PersonId> answering_for(const Ruling& ruling, const UnitId& unit) {
  std::vector<PersonId> persons;
  for (const auto role : answering) {
    for (const auto& person : holders(ruling.state(), role, ruling.now())) {
      if (!holds_for(ruling.state(), person, {role, unit}, ruling.now())) continue;
      if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
    }
  }
  return persons;
}

}  // namespace

Decision decide_on(const Case& c, const RequestContribution& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  const Unit* unit = find_unit(c.state, command.unit);
  Objections objections(c.now);
  std::string capacity = require_any(c, "A07", objections);
  if (unit != nullptr && !is_asked(*unit)) {
    object("unit", {"Enheten ombeds genom sin nämnd", "The unit is asked through its committee"},
           {"Begär medverkan av en nämnd, ett bolag eller en annan juridisk person",
            "Request contributions of a committee, a company or another legal person"},
           objections);
  }
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    object("incident", {"Händelsen är avslutad", "The incident is closed"},
           {"Rapportera en ny händelse", "Report a new incident"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Contribution asked{
      .id = ContributionId{numbered("contribution", c.state.contributions.size() + 1)},
      .incident = incident.id,
      .unit = command.unit,
      .request = command.text,
      .requested = c.now,
      .answered = {},
      .agreed = false,
      .answer = {}};
  const std::string_view rule = unit == nullptr ? "A07" : rule_of(*unit);
  ruling.add(rule, ContributionRequested{asked});
  notify(ruling,
         Notice{.rule = rule,
                .incident = incident.id,
                .text = {"Staden begär er medverkan: " + incident.headline + ". Ni beslutar själva",
                         "The city requests your contribution: " + incident.headline +
                             ". You decide yourselves"}},
         answering_for(ruling, command.unit));
  return ruling.accept(std::move(capacity), asked.id.value);
}

Decision decide_on(const Case& c, const AnswerContribution& command) {
  const Contribution& asked = c.state.contributions.at(command.contribution);
  Objections objections(c.now);
  std::string capacity = require_side(c, "A06", asked.unit, objections);
  if (asked.answered) {
    object("contribution", {"Begäran är redan besvarad", "The request has been answered already"},
           {"Gör en ny begäran", "Make a new request"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Unit* unit = find_unit(c.state, asked.unit);
  const std::string_view rule = unit == nullptr ? "A07" : rule_of(*unit);
  ruling.add(rule, ContributionAnswered{
                       .contribution = asked.id, .agreed = command.agreed, .text = command.text});
  const Incident& incident = c.state.incidents.at(asked.incident);
  const bool joins =
      command.agreed && incident.owner != asked.unit &&
      std::ranges::find(incident.participants, asked.unit) == incident.participants.end();
  if (joins) {
    ruling.add("R54", ParticipantJoined{
                          .incident = incident.id, .unit = asked.unit, .text = command.text});
  }
  inform(ruling, Notice{.rule = "A07",
                        .incident = incident.id,
                        .text = answered(command.agreed, asked.unit, unit)});
  return ruling.accept(std::move(capacity), asked.id.value);
}

}  // namespace ckl::domain
