// Input checks of the commands of the law: external.
#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

// One short word of a list: an area code, a section.
void check_word(std::string_view field, const std::string& word, Objections& objections) {
  check_text({.name = field, .text = word, .limit = limits::headline_bytes, .required = true},
             objections);
}

}  // namespace

void check_input(const Case& c, const AssessNotExtraordinary& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::text_bytes, .required = true},
      objections);
  if (command.oral) check_oral(c, *command.oral, command.incident, objections);
}

void check_input(const Case& c, const RequestWarning& command, Objections& objections) {
  const WarningRequest& warning = command.warning;
  check_known(c.state.incidents, warning.incident, {"INPUT_UNKNOWN_INCIDENT", "warning.incident"},
              objections);
  check_text({.name = "warning.place", .text = warning.place, .limit = limits::place_bytes},
             objections);
  check_text({.name = "warning.danger", .text = warning.danger, .limit = limits::reason_bytes},
             objections);
  check_text({.name = "warning.action", .text = warning.action, .limit = limits::reason_bytes},
             objections);
  check_text({.name = "warning.time", .text = warning.time, .limit = limits::place_bytes},
             objections);
}

void check_input(const Case& c, const EndCommittee& command, Objections& objections) {
  check_value("body", command.body, DecidingBody::board_for_council, objections);
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::text_bytes}, objections);
  check_time(c, "decided", command.decided, objections);
}

void check_input(const Case& c, const ConfirmOralDecision& command, Objections& objections) {
  check_known(c.state.oral_decisions, command.oral, {"INPUT_UNKNOWN_ORAL_DECISION", "oral"},
              objections);
}

void check_input(const Case& c, const DisputeOralDecision& command, Objections& objections) {
  check_known(c.state.oral_decisions, command.oral, {"INPUT_UNKNOWN_ORAL_DECISION", "oral"},
              objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::text_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const ConfirmExternalDecision& command, Objections& objections) {
  check_known(c.state.records, command.record, {"INPUT_UNKNOWN_RECORD", "record"}, objections);
}

void check_input(const Case& c, const WithdrawExternalDecision& command, Objections& objections) {
  check_known(c.state.records, command.record, {"INPUT_UNKNOWN_RECORD", "record"}, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::text_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const RegisterAlert& command, Objections& objections) {
  check_value("grade", command.grade, AlertGrade::hogsta, objections);
  check_text({.name = "reference", .text = command.reference, .limit = limits::headline_bytes},
             objections);
  check_text({.name = "activity", .text = command.activity, .limit = limits::headline_bytes},
             objections);
  if (command.law_after) check_value("lawAfter", *command.law_after, LawAfter::ended, objections);
  for (const auto& area : command.areas) check_word("areas", area, objections);
  check_time(c, "decided", command.decided, objections);
  check_time(c, "from", command.from, objections);
  if (command.from && command.decided && *command.from < *command.decided) {
    malformed("INPUT_TIME_ORDER", "from",
              {"Beredskapen börjar innan den beslutades", "The alert begins before it was decided"},
              objections);
  }
}

void check_input(const Case& c, const RegisterReadinessAlarm& command, Objections& objections) {
  check_text({.name = "reference", .text = command.reference, .limit = limits::headline_bytes},
             objections);
  check_time(c, "decided", command.decided, objections);
}

void check_input(const Case& c, const RegisterWartimeLaw& command, Objections& objections) {
  if (command.cause) check_value("cause", *command.cause, LawCause::prescription, objections);
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::text_bytes}, objections);
  for (const auto& section : command.sections) check_word("sections", section, objections);
  check_time(c, "decided", command.decided, objections);
  check_time(c, "referred", command.referred, objections);
}

void check_input(const Case& c, const DecideForCouncil& command, Objections& objections) {
  check_value("councilMatter", command.council_matter, CouncilMatter::municipal_rights, objections);
  check_text(
      {.name = "title", .text = command.title, .limit = limits::headline_bytes, .required = true},
      objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes, .required = true},
             objections);
  check_text({.name = "urgencyReason", .text = command.urgency_reason, .limit = limits::text_bytes},
             objections);
  check_text({.name = "reference", .text = command.reference, .limit = limits::headline_bytes},
             objections);
  check_time(c, "decided", command.decided, objections);
}

void check_input(const Case& c, const AssignTasks& command, Objections& objections) {
  check_text(
      {.name = "task", .text = command.task, .limit = limits::headline_bytes, .required = true},
      objections);
  check_unit(c, "from", command.from, objections);
  check_unit(c, "to", command.to, objections);
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
  check_time(c, "decided", command.decided, objections);
}

void check_input(const Case& c, const EndAssignment& command, Objections& objections) {
  check_known(c.state.assignments, command.assignment, {"INPUT_UNKNOWN_ASSIGNMENT", "assignment"},
              objections);
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::text_bytes}, objections);
}

}  // namespace ckl::domain
