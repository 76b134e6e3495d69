// Delegation of roles, and roles taken in an emergency (A42).
#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/procedure.hpp"
#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

// Operational roles that somebody must be able to fill when nobody who holds them can be reached.
constexpr std::array<std::string_view, 4> emergency_roles{
    role::duty_officer, role::org_duty_officer, role::chief_of_staff, role::registrar};

constexpr std::array<std::string_view, 2> record_roles{role::administrator, role::registrar};

void refuse_state(std::string_view field, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = "A42",
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = std::string(field)});
}

// KL 6:38, G04, G22: what the elected decide can not be handed to anybody.
void refuse_elected(std::string_view role, Objections& objections) {
  if (!is_elected(role)) return;
  for (const std::string_view rule : {"G04", "G22"}) {
    objections.add(
        Objection{.code = RejectionCode::not_permitted,
                  .rule = rule,
                  .message = {"Förtroendevaldas befogenheter kan inte delegeras som en roll",
                              "The powers of the elected can not be delegated as a role"},
                  .what_now = {"Bara kommunfullmäktige väljer; vid förhinder träder vice "
                               "ordföranden in",
                               "Only the city council elects; the vice chair steps in for a "
                               "hindered chair"},
                  .field = "role"});
  }
}

// A holder by mandate on that side, or who keeps the records, with the decision's reference. A
// delegate does not delegate on.
std::string require_granter(const Case& c, const GrantDelegation& command, Objections& objections) {
  const bool as_holder = c.actor.capacity.empty() || c.actor.capacity == command.role;
  if (as_holder && holds_by_mandate(c.state, c.actor.person, command.role, c.now) &&
      (command.unit.empty() ||
       holds_for(c.state, c.actor.person, {command.role, command.unit}, c.now))) {
    return command.role;
  }
  const std::string capacity = first_role(c, record_roles);
  if (capacity.empty()) {
    not_permitted("A42",
                  {"Du innehar inte rollen och för inte in beslut om delegation",
                   "You do not hold the role and do not record decisions on delegation"},
                  objections);
  }
  return capacity;
}

UnitId unit_of(const Case& c, const GrantDelegation& command) {
  if (!command.unit.empty()) return command.unit;
  const auto [first, last] = c.state.index.mandates_of_person.equal_range(c.actor.person);
  for (auto it = first; it != last; ++it) {
    const Mandate& mandate = c.state.organisation.mandates[it->second];
    if (mandate.role == command.role) return mandate.unit;
  }
  const auto found = c.state.index.mandates_of_role.find(command.role);
  return found == c.state.index.mandates_of_role.end()
             ? UnitId{}
             : c.state.organisation.mandates[*std::ranges::min_element(found->second)].unit;
}

void check_delegate(const Case& c, const GrantDelegation& command, Objections& objections) {
  if (command.person == c.actor.person) {
    not_permitted("A42",
                  {"Ingen delegerar en roll till sig själv", "Nobody delegates a role to oneself"},
                  objections);
  }
  if (holds_by_mandate(c.state, command.person, command.role, c.now) &&
      (command.unit.empty() ||
       holds_for(c.state, command.person, {command.role, command.unit}, c.now))) {
    refuse_state("person", {"Personen innehar redan rollen", "The person holds the role already"},
                 {"Inget behöver göras", "Nothing needs doing"}, objections);
  }
  if (command.until && *command.until <= c.now) {
    refuse_state(
        "until",
        {"Delegationen skulle redan ha gått ut", "The delegation would have run out already"},
        {"Ange en senare tid", "Give a later time"}, objections);
  }
}

DelegationId next_id(const State& state) {
  return DelegationId{numbered("delegation", state.delegations.size() + 1)};
}

void tell_of(Ruling& ruling, const PersonId& person, const Text& text) {
  const std::array persons{person};
  notify(ruling, Notice{.rule = "A42", .incident = {}, .text = text}, persons);
}

bool may_end(const Case& c, const Delegation& delegation) {
  const PersonId& actor = c.actor.person;
  return actor == delegation.person || actor == delegation.granted_by ||
         holds_by_mandate(c.state, actor, delegation.role, c.now);
}

// The unit whose role is taken: for a unit's own role the person's own, by its mandate.
UnitId own_unit(const State& state, const PersonId& person, Instant now) {
  const auto [first, last] = state.index.mandates_of_person.equal_range(person);
  for (auto it = first; it != last; ++it) {
    const Mandate& mandate = state.organisation.mandates[it->second];
    const bool begun = !mandate.valid_from || *mandate.valid_from <= now;
    if (begun && (!mandate.valid_to || now < *mandate.valid_to)) return mandate.unit;
  }
  return {};
}

void check_emergency(const Case& c, const BreakGlass& command, Objections& objections) {
  refuse_elected(command.role, objections);
  if (std::ranges::find(emergency_roles, command.role) == emergency_roles.end()) {
    not_permitted("A42",
                  {"Rollen kan inte tas i nödläge; bara tjänsteman i beredskap, lokal beredskap, "
                   "stabschef och registrator",
                   "The role can not be taken in an emergency; only duty officer, local duty "
                   "officer, chief of staff and registrar"},
                  objections);
  }
  if (!has_mandate(c.state, c.actor.person, c.now)) {
    not_permitted(
        "A42", {"Du har inget uppdrag i organisationen", "You have no mandate in the organisation"},
        objections);
  }
  if (holds(c.state, c.actor.person, command.role, c.now)) {
    refuse_state("role", {"Du innehar redan rollen", "You hold the role already"},
                 {"Handla i den", "Act in it"}, objections);
  }
}

}  // namespace

Decision decide_on(const Case& c, const GrantDelegation& command) {
  Objections objections(c.now);
  refuse_elected(command.role, objections);
  std::string capacity = require_granter(c, command, objections);
  check_delegate(c, command, objections);
  if (!command.unit.empty()) require_current(c, "unit", command.unit, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  Delegation delegation;
  delegation.id = next_id(c.state);
  delegation.person = command.person;
  delegation.role = command.role;
  delegation.unit = unit_of(c, command);
  delegation.scope = command.scope;
  delegation.from = command.from.value_or(c.now);
  delegation.until = *command.until;
  delegation.reference = command.reference;
  delegation.granted_by = c.actor.person;
  ruling.add("A42", DelegationGranted{delegation});
  tell_of(ruling, command.person,
          {"Rollen " + command.role + " är delegerad till dig: " + command.reference,
           "The role " + command.role + " is delegated to you: " + command.reference});
  return ruling.accept(std::move(capacity), delegation.id.value);
}

Decision decide_on(const Case& c, const EndDelegation& command) {
  const Delegation& delegation = c.state.delegations.at(command.delegation);
  Objections objections(c.now);
  std::string capacity;
  if (!may_end(c, delegation)) {
    capacity = require_any(c, "A42", objections);
  } else if (holds(c.state, c.actor.person, delegation.role, c.now)) {
    capacity = delegation.role;
  }
  if (delegation.ended || delegation.until <= c.now) {
    refuse_state("delegation", {"Delegationen gäller inte längre", "The delegation has ended"},
                 {"Inget behöver göras", "Nothing needs doing"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("A42", DelegationEnded{.delegation = delegation.id, .reason = command.reason});
  tell_of(ruling, delegation.person,
          {"Rollen " + delegation.role + " är återkallad: " + command.reason,
           "The role " + delegation.role + " is withdrawn: " + command.reason});
  return ruling.accept(std::move(capacity), delegation.id.value);
}

Decision decide_on(const Case& c, const BreakGlass& command) {
  Objections objections(c.now);
  check_emergency(c, command, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  Delegation delegation;
  delegation.id = next_id(c.state);
  delegation.person = c.actor.person;
  delegation.role = command.role;
  delegation.unit = own_unit(c.state, c.actor.person, c.now);
  delegation.scope = command.reason;
  delegation.from = c.now;
  delegation.until = c.now + c.state.settings.break_glass_lasts;
  delegation.granted_by = c.actor.person;
  delegation.break_glass = true;
  ruling.add("A42", DelegationGranted{delegation});
  const Person& person = *find_person(c.state, c.actor.person);
  inform(ruling, Notice{.rule = "A42",
                        .incident = {},
                        .text = {"NÖDLÄGE: " + person.name + " har tagit rollen " + command.role +
                                     ": " + command.reason,
                                 "EMERGENCY: " + person.name + " has taken the role " +
                                     command.role + ": " + command.reason},
                        .subject = "BREAK_GLASS"});
  return ruling.accept(command.role, delegation.id.value);
}

}  // namespace ckl::domain
