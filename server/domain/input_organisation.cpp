// Input checks of the commands of the law: organisation.
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"
#include "domain/procedure.hpp"

namespace ckl::domain {

namespace {

// A role that somebody holds, or that the table knows.
void check_role(const Case& c, const std::string& role, Objections& objections) {
  check_text({.name = "role", .text = role, .limit = limits::headline_bytes, .required = true},
             objections);
  const auto in_table = [&](const Rule& rule) { return std::ranges::count(rule.roles, role) > 0; };
  if (is_blank(role) || is_elected(role) || c.state.index.mandates_of_role.contains(role)) return;
  if (std::ranges::any_of(rules(), in_table)) return;
  check_unknown("INPUT_UNKNOWN_ROLE", "role", role, objections);
}

void check_validity(const Case& c, const GrantDelegation& command, Objections& objections) {
  if (!command.until) {
    check_missing("until", objections);
  } else if (*command.until <= command.from.value_or(c.now)) {
    malformed("INPUT_TIME_ORDER", "until",
              {"Delegationen slutar innan den börjar", "The delegation ends before it begins"},
              objections);
  }
}

// At least a triangle that closes, with every point on the earth.
bool is_sound(const Ring& ring) {
  return ring.points.size() >= 4 && ring.points.front() == ring.points.back() &&
         std::ranges::all_of(ring.points, is_place);
}

void check_district(const Case& c, const District& district, Objections& objections) {
  check_unit(c, "districts.unit", district.unit, objections);
  if (district.rings.empty() || !std::ranges::all_of(district.rings, is_sound)) {
    malformed("INPUT_OUT_OF_RANGE", "districts.rings",
              {"Gränsen är ingen sluten linje: " + district.unit.value,
               "The boundary is no closed line: " + district.unit.value},
              objections);
  }
  if (!district.valid_from.empty() && !district.valid_to.empty() &&
      district.valid_to <= district.valid_from) {
    malformed("INPUT_TIME_ORDER", "districts.validTo",
              {"Gränsen slutar gälla innan den börjar", "The boundary ends before it begins"},
              objections);
  }
}

}  // namespace

void check_input(const Case& c, const JoinIncident& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
  check_unit(c, "unit", command.unit, objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes}, objections);
}

void check_input(const Case& c, const OfferCrisisSupport& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
  check_unit(c, "to", command.to, objections);
}

void check_input(const Case& c, const AcceptCrisisSupport& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
}

void check_input(const Case& c, const GrantDelegation& command, Objections& objections) {
  check_person(c, "person", command.person, objections);
  check_role(c, command.role, objections);
  check_validity(c, command, objections);
  if (!command.unit.empty()) check_unit(c, "unit", command.unit, objections);
  check_text({.name = "scope", .text = command.scope, .limit = limits::text_bytes}, objections);
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
}

void check_input(const Case& c, const EndDelegation& command, Objections& objections) {
  check_known(c.state.delegations, command.delegation, {"INPUT_UNKNOWN_DELEGATION", "delegation"},
              objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::text_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const BreakGlass& command, Objections& objections) {
  check_role(c, command.role, objections);
  check_person(c, "actor", c.actor.person, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::text_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const SettleSuccession& command, Objections& objections) {
  check_unit(c, "unit", command.unit, objections);
  check_unit(c, "successor", command.successor, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::text_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const AdoptBoundaries& command, Objections& objections) {
  if (command.districts.empty()) check_missing("districts", objections);
  for (const auto& district : command.districts) check_district(c, district, objections);
}

}  // namespace ckl::domain
