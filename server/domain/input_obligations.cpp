// Input checks of the commands of the law: obligations.
#include "domain/authority.hpp"
#include "domain/duties.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

constexpr std::size_t call_line_bytes = 120;  // A31: who to call, and how

// What is reported to the city council is a decision, or what else has such a duty (R52).
void check_reported(const Case& c, const DecisionId& id, Objections& objections) {
  if (c.state.decisions.contains(id)) return;
  if (!unfulfilled(c.state, {.rule = "O03", .subject = id.value}).empty()) return;
  check_unknown("INPUT_UNKNOWN_DECISION", "decisions", id.value, objections);
}

// A31: no field here takes the substance of what concerns protective security.
void check_call_line(const RecordFact& command, Objections& objections) {
  if (command.kind != FactKind::security_incident) return;
  if (command.text.size() <= call_line_bytes && command.text.find('\n') == std::string::npos) {
    return;
  }
  malformed("A31", "text",
            {"Bara en rad: vem som ska ringas och hur; inget innehåll",
             "One line only: whom to call and how; no substance"},
            objections);
}

}  // namespace

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
  for (const auto& id : command.decisions) check_reported(c, id, objections);
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
  check_call_line(command, objections);
  check_time(c, "known", command.known, objections);
  const auto found = c.state.incidents.find(command.incident);
  if (command.known && found != c.state.incidents.end() &&
      *command.known < found->second.event_time) {
    malformed("INPUT_TIME_ORDER", "known",
              {"Känt innan händelsen inträffade", "Known before the event"}, objections);
  }
}

void check_input(const Case& c, const OrderReports& command, Objections& objections) {
  check_known(c.state.obligations, command.obligation, {"INPUT_UNKNOWN_OBLIGATION", "obligation"},
              objections);
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
  if (command.released) return;
  if (!command.next) {
    check_missing("next", objections);
  } else if (*command.next <= c.now) {
    malformed("INPUT_TIME_ORDER", "next",
              {"Nästa rapport ligger bakåt i tiden", "The next report lies in the past"},
              objections);
  }
}

void check_input(const Case& c, const RecordExercise& command, Objections& objections) {
  if (command.units.empty()) check_missing("units", objections);
  for (const auto& id : command.units) check_unit(c, "units", id, objections);
  check_time(c, "held", command.held, objections);
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
  if (command.plan_reviewed && *command.plan_reviewed > c.now + limits::clock_tolerance) {
    malformed("INPUT_TIME_FUTURE", "planReviewed",
              {"Tiden ligger i framtiden", "The time lies in the future"}, objections);
  }
  if (command.plan_reviewed && command.review_by && *command.review_by <= *command.plan_reviewed) {
    malformed(
        "INPUT_TIME_ORDER", "reviewBy",
        {"Nästa omprövning ligger före den senaste", "The next review is before the last one"},
        objections);
  }
  check_text({.name = "reference", .text = command.reference, .limit = limits::headline_bytes},
             objections);
}

}  // namespace ckl::domain
