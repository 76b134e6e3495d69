// Input checks of the commands that people send.
#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"
#include "domain/procedure.hpp"

namespace ckl::domain {
namespace {

void check_incident(const Case& c, const IncidentId& id, Objections& objections) {
  check_known(c.state.incidents, id, {"INPUT_UNKNOWN_INCIDENT", "incident"}, objections);
}

void check_callout(const Case& c, const CalloutId& id, Objections& objections) {
  check_known(c.state.callouts, id, {"INPUT_UNKNOWN_CALLOUT", "callout"}, objections);
}

// An empty plan means the city's default, which must then exist.
void check_plan(const Case& c, const PlanId& id, Objections& objections) {
  const PlanId& plan = id.empty() ? c.state.settings.default_plan : id;
  check_known(c.state.plans, plan, {"INPUT_UNKNOWN_PLAN", "plan"}, objections);
}

void check_checklist(const Checklist& list, Objections& objections) {
  const std::array<std::pair<std::string_view, const std::string*>, 6> answers{
      {{"checklist.needsMet", &list.needs_met},
       {"checklist.forecast", &list.forecast},
       {"checklist.reserves", &list.reserves},
       {"checklist.staffRest", &list.staff_rest},
       {"checklist.communication", &list.communication},
       {"checklist.restWorkOwner", &list.rest_work_owner}}};
  for (const auto& [name, text] : answers) {
    check_text({.name = name, .text = *text, .limit = limits::reason_bytes}, objections);
  }
}

bool is_role(const State& state, const std::string& name) {
  const auto has_it = [&](const Rule& rule) { return std::ranges::count(rule.roles, name) > 0; };
  return state.index.mandates_of_role.contains(name) || std::ranges::any_of(rules(), has_it);
}

}  // namespace

void check_capacity(const Case& c, Objections& objections) {
  const std::string& role = c.actor.capacity;
  if (role.empty() || is_role(c.state, role)) return;
  check_unknown("INPUT_UNKNOWN_ROLE", "capacity", role, objections);
}

void check_input(const Case& c, const ReportIncident& command, Objections& objections) {
  check_value("kind", command.kind, IncidentKind::other, objections);
  check_value("level", command.level, Level::extraordinary, objections);
  if (command.level == Level::none) {
    malformed("INPUT_OUT_OF_RANGE", "level",
              {"En händelse rapporteras som störning eller allvarlig händelse",
               "An incident is reported as a disturbance or a serious event"},
              objections);
  }
  check_text({.name = "headline", .text = command.headline, .limit = limits::headline_bytes},
             objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes}, objections);
  check_text({.name = "place", .text = command.place, .limit = limits::place_bytes}, objections);
  if (!command.owner.empty() && find_unit(c.state, command.owner) == nullptr) {
    check_unknown("INPUT_UNKNOWN_UNIT", "owner", command.owner.value, objections);
  }
  check_time(c, "eventTime", command.event_time, objections);
  if (command.point) check_place("point", *command.point, objections);
  if (command.call_out) check_plan(c, command.plan, objections);
}

void check_input(const Case& c, const ChangeLevel& command, Objections& objections) {
  check_incident(c, command.incident, objections);
  check_value("to", command.to, Level::extraordinary, objections);
  check_text({.name = "reason",
              .text = command.reason,
              .limit = limits::reason_bytes,
              .required = command.to != Level::extraordinary},
             objections);
  if (command.checklist) check_checklist(*command.checklist, objections);
  if (command.oral) check_oral(c, *command.oral, command.incident, objections);
}

void check_input(const Case& c, const ConfirmLevel& command, Objections& objections) {
  check_incident(c, command.incident, objections);
}

void check_input(const Case&, const ChangeCklState& command, Objections& objections) {
  check_value("to", command.to, CklState::winding_down, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::reason_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const DeclareExtraordinary& command, Objections& objections) {
  check_incident(c, command.incident, objections);
  const Criteria& criteria = command.criteria;
  check_text({.name = "criteria.departsFromNormal",
              .text = criteria.departs_from_normal,
              .limit = limits::criterion_bytes},
             objections);
  check_text({.name = "criteria.seriousDisturbance",
              .text = criteria.serious_disturbance,
              .limit = limits::criterion_bytes},
             objections);
  check_text({.name = "criteria.urgentAction",
              .text = criteria.urgent_action,
              .limit = limits::criterion_bytes},
             objections);
  if (command.oral) check_oral(c, *command.oral, command.incident, objections);
}

void check_input(const Case& c, const StartCommittee& command, Objections& objections) {
  check_incident(c, command.incident, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::reason_bytes, .required = true},
      objections);
  if (command.oral) check_oral(c, *command.oral, command.incident, objections);
}

void check_input(const Case& c, const RecordHindrance& command, Objections& objections) {
  static constexpr std::array<std::string_view, 4> kinds{"ABSENT", "ILL", "UNREACHABLE",
                                                         "CONFLICT"};
  check_person(c, "person", command.person, objections);
  if (std::ranges::find(kinds, command.kind) == kinds.end()) {
    malformed("INPUT_UNKNOWN_VALUE", "kind",
              {"Slag av förhinder är ABSENT, ILL, UNREACHABLE eller CONFLICT",
               "The kind of a hindrance is ABSENT, ILL, UNREACHABLE or CONFLICT"},
              objections);
  }
  // R45: a conflict of interest is one in a matter.
  if (command.kind == "CONFLICT" || !command.incident.empty()) {
    check_incident(c, command.incident, objections);
  }
  // R04: that somebody could not be reached is shown by the attempts made.
  check_text({.name = "attempts",
              .text = command.attempts,
              .limit = limits::reason_bytes,
              .required = command.kind == "UNREACHABLE"},
             objections);
  const Instant from = command.from.value_or(c.now);
  if (from < c.now - limits::oldest_event_time) check_time(c, "from", command.from, objections);
  if (command.to && (*command.to <= from || *command.to <= c.now)) {
    malformed("INPUT_TIME_ORDER", "to",
              {"Slutet måste ligga efter början och efter nu",
               "The end must lie after the beginning and after now"},
              objections);
  }
}

void check_input(const Case& c, const EndHindrance& command, Objections& objections) {
  check_known(c.state.hindrances, command.hindrance, {"INPUT_UNKNOWN_HINDRANCE", "hindrance"},
              objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

void check_input(const Case& c, const CloseIncident& command, Objections& objections) {
  check_incident(c, command.incident, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::reason_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const StartCallout& command, Objections& objections) {
  check_incident(c, command.incident, objections);
  check_plan(c, command.plan, objections);
  check_text({.name = "message", .text = command.message, .limit = limits::message_bytes},
             objections);
}

void check_input(const Case& c, const AnswerCall& command, Objections& objections) {
  check_callout(c, command.callout, objections);
  const PersonId& person = command.person.empty() ? c.actor.person : command.person;
  if (person.empty()) {
    check_missing("person", objections);
  } else {
    check_person(c, "person", person, objections);
  }
  check_value("answer", command.answer, Answer::later, objections);
  check_text({.name = "raw", .text = command.raw, .limit = limits::answer_raw_bytes}, objections);
  if (command.eta_minutes > limits::eta_minutes) {
    malformed("INPUT_OUT_OF_RANGE", "etaMinutes", {"Högst sju dygn", "At most seven days"},
              objections);
  }
}

void check_input(const Case& c, const EndCallout& command, Objections& objections) {
  check_callout(c, command.callout, objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

void check_input(const Case& c, const NoteAbsence& command, Objections& objections) {
  if (!command.person.empty()) check_person(c, "person", command.person, objections);
  check_value("kind", command.kind, AbsenceKind::away, objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
  if (command.until && *command.until <= c.now) {
    malformed("INPUT_OUT_OF_RANGE", "until", {"Tiden måste vara framåt", "The time must be ahead"},
              objections);
  }
}

void check_input(const Case& c, const EndAbsence& command, Objections& objections) {
  if (!command.person.empty()) check_person(c, "person", command.person, objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

void check_input(const Case& c, const TakeIn& command, Objections& objections) {
  check_callout(c, command.callout, objections);
  check_person(c, "person", command.person, objections);
}

void check_input(const Case& c, const SendWord& command, Objections& objections) {
  check_callout(c, command.callout, objections);
  check_value("kind", command.kind, WordKind::other, objections);
  check_value("audience", command.audience, WordAudience::open, objections);
  check_text({.name = "text",
              .text = command.text,
              .limit = limits::message_bytes,
              .required = command.kind == WordKind::other},
             objections);
}

void check_input(const Case& c, const RecallCallout& command, Objections& objections) {
  check_callout(c, command.callout, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::message_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const CloseObligation& command, Objections& objections) {
  check_known(c.state.obligations, command.obligation, {"INPUT_UNKNOWN_OBLIGATION", "obligation"},
              objections);
  check_text({.name = "evidence",
              .text = command.evidence,
              .limit = limits::evidence_bytes,
              .required = true},
             objections);
  check_time(c, "done", command.done, objections);
  const auto found = c.state.obligations.find(command.obligation);
  if (command.done && found != c.state.obligations.end() && *command.done < found->second.opened) {
    malformed("INPUT_TIME_ORDER", "done",
              {"Fullgjord innan skyldigheten uppstod", "Done before the duty arose"}, objections);
  }
}

void check_input(const Case& c, const WriteLogEntry& command, Objections& objections) {
  if (!command.incident.empty()) check_incident(c, command.incident, objections);
  check_value("kind", command.kind, LogKind::correction, objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes, .required = true},
             objections);
  check_text({.name = "source", .text = command.source, .limit = limits::source_bytes}, objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
  check_time(c, "eventTime", command.event_time, objections);
  if (command.corrects > c.state.log_entries) {
    check_unknown("INPUT_UNKNOWN_LOG_ENTRY", "corrects", std::to_string(command.corrects),
                  objections);
  }
}

}  // namespace ckl::domain
