// Input checks of the commands of the law: committee.
#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {

void check_input(const Case&, const CallMeeting& command, Objections& objections) {
  check_text({.name = "place", .text = command.place, .limit = limits::headline_bytes}, objections);
  check_text({.name = "agenda", .text = command.agenda, .limit = limits::text_bytes}, objections);
}

void check_input(const Case& c, const OpenMeeting& command, Objections& objections) {
  check_known(c.state.meetings, command.meeting, {"INPUT_UNKNOWN_MEETING", "meeting"}, objections);
  if (!command.presiding.empty()) check_person(c, "presiding", command.presiding, objections);
  for (const auto& one : command.present) check_seat(c, "present", one, objections);
}

void check_input(const Case& c, const ChangeAttendance& command, Objections& objections) {
  check_known(c.state.meetings, command.meeting, {"INPUT_UNKNOWN_MEETING", "meeting"}, objections);
  check_seat(c, "seat", command.seat, objections);
}

void check_input(const Case& c, const DecideInMeeting& command, Objections& objections) {
  check_known(c.state.meetings, command.meeting, {"INPUT_UNKNOWN_MEETING", "meeting"}, objections);
  if (!command.incident.empty())
    check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
                objections);
  check_matter(c, command.matter, objections);
  for (const auto& one : command.ballots) {
    check_person(c, "ballots", one.person, objections);
    check_value("ballots", one.vote, Vote::abstain, objections);
  }
  for (const auto& id : command.conflicted) check_person(c, "conflicted", id, objections);
  for (const auto& one : command.dissents) check_dissent(c, one, objections);
  check_handback(command.handback, objections);
  check_time_of(c, {.name = "decided", .time = command.decided, .incident = command.incident},
                objections);
}

void check_input(const Case& c, const ProposeTakeover& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
  check_matter(c, command.matter, objections);
}

void check_input(const Case& c, const WithdrawProposal& command, Objections& objections) {
  check_known(c.state.takeovers, command.takeover, {"INPUT_UNKNOWN_TAKEOVER", "takeover"},
              objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::text_bytes, .required = true},
      objections);
}

void check_input(const Case& c, const CloseMeeting& command, Objections& objections) {
  check_known(c.state.meetings, command.meeting, {"INPUT_UNKNOWN_MEETING", "meeting"}, objections);
}

void check_input(const Case& c, const RecordMinutes& command, Objections& objections) {
  check_known(c.state.meetings, command.meeting, {"INPUT_UNKNOWN_MEETING", "meeting"}, objections);
  check_value("step", command.step, MinutesStep::posted, objections);
  check_time(c, "done", command.done, objections);
  check_text({.name = "reference", .text = command.reference, .limit = limits::headline_bytes},
             objections);
}

void check_input(const Case& c, const NoteUrgentDecisions& command, Objections& objections) {
  check_known(c.state.meetings, command.meeting, {"INPUT_UNKNOWN_MEETING", "meeting"}, objections);
  for (const auto& id : command.decisions) {
    check_known(c.state.decisions, id, {"INPUT_UNKNOWN_DECISION", "decisions"}, objections);
  }
}

void check_input(const Case& c, const DecideAlone& command, Objections& objections) {
  if (!command.incident.empty())
    check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
                objections);
  check_matter(c, command.matter, objections);
  check_text({.name = "urgencyReason", .text = command.urgency_reason, .limit = limits::text_bytes},
             objections);
  check_handback(command.handback, objections);
  if (command.oral) check_oral(c, *command.oral, command.incident, objections);
  check_time_of(c, {.name = "decided", .time = command.decided, .incident = command.incident},
                objections);
}

void check_input(const Case& c, const AcknowledgeHandback& command, Objections& objections) {
  check_known(c.state.takeovers, command.takeover, {"INPUT_UNKNOWN_TAKEOVER", "takeover"},
              objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes}, objections);
}

void check_input(const Case& c, const DecideForUnit& command, Objections& objections) {
  if (!command.incident.empty())
    check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
                objections);
  check_unit(c, "unit", command.unit, objections);
  check_text({.name = "part", .text = command.part, .limit = limits::headline_bytes}, objections);
  check_time_of(c, {.name = "decided", .time = command.decided, .incident = command.incident},
                objections);
  if (command.power) check_value("power", *command.power, SpecialPower::urgent_chair, objections);
  if (command.review && *command.review <= c.now) {
    malformed("INPUT_TIME_ORDER", "review",
              {"Omprövningen ligger bakåt i tiden", "The review lies in the past"}, objections);
  }
  check_text(
      {.name = "title", .text = command.title, .limit = limits::headline_bytes, .required = true},
      objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes, .required = true},
             objections);
}

void check_input(const Case& c, const RequestContribution& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
  check_unit(c, "unit", command.unit, objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes, .required = true},
             objections);
}

void check_input(const Case& c, const AnswerContribution& command, Objections& objections) {
  check_known(c.state.contributions, command.contribution,
              {"INPUT_UNKNOWN_CONTRIBUTION", "contribution"}, objections);
  check_text({.name = "text", .text = command.text, .limit = limits::text_bytes, .required = true},
             objections);
}

}  // namespace ckl::domain
