// Input checks of the commands of the law: obligations.
#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {

void check_input(const Case&, const RegisterCouncilMeeting& command, Objections& objections) {
  if (!command.time) check_missing("time", objections);
}

void check_input(const Case& c, const CancelCouncilMeeting& command, Objections& objections) {
  check_known(c.state.council_meetings, command.meeting,
              {"INPUT_UNKNOWN_COUNCIL_MEETING", "meeting"}, objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::text_bytes}, objections);
}

void check_input(const Case& c, const ReportToCouncil& command, Objections& objections) {
  check_known(c.state.council_meetings, command.meeting,
              {"INPUT_UNKNOWN_COUNCIL_MEETING", "meeting"}, objections);
  for (const auto& id : command.decisions) {
    check_known(c.state.decisions, id, {"INPUT_UNKNOWN_DECISION", "decisions"}, objections);
  }
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
}

void check_input(const Case& c, const RecordFact& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
  check_value("kind", command.kind, FactKind::rescue_ended, objections);
  if (!command.unit.empty()) check_unit(c, "unit", command.unit, objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes}, objections);
}

void check_input(const Case& c, const OrderReports& command, Objections& objections) {
  check_known(c.state.obligations, command.obligation, {"INPUT_UNKNOWN_OBLIGATION", "obligation"},
              objections);
  check_text({.name = "reference", .text = command.reference, .limit = limits::headline_bytes},
             objections);
}

void check_input(const Case& c, const RecordExercise& command, Objections& objections) {
  for (const auto& id : command.units) check_unit(c, "units", id, objections);
  check_text(
      {.name = "kind", .text = command.kind, .limit = limits::headline_bytes, .required = true},
      objections);
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
}

void check_input(const Case& c, const RecordReadiness& command, Objections& objections) {
  check_unit(c, "unit", command.unit, objections);
  check_text({.name = "reference", .text = command.reference, .limit = limits::headline_bytes},
             objections);
}

}  // namespace ckl::domain
