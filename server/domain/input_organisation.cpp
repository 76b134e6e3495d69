// Input checks of the commands of the law: organisation.
#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {

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
  check_text(
      {.name = "role", .text = command.role, .limit = limits::headline_bytes, .required = true},
      objections);
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

void check_input(const Case&, const BreakGlass& command, Objections& objections) {
  check_text(
      {.name = "role", .text = command.role, .limit = limits::headline_bytes, .required = true},
      objections);
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

void check_input(const Case&, const AdoptBoundaries& command, Objections& objections) {
  if (command.districts.empty()) check_missing("districts", objections);
}

}  // namespace ckl::domain
