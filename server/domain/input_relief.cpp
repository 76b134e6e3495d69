// Input of relief plans, shifts and handovers.
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"
#include "domain/relief.hpp"

namespace ckl::domain {
namespace {

void check_shift(const Case& c, const ReliefShiftId& id, Objections& objections) {
  if (find_shift(c.state, id) == nullptr) {
    check_unknown("INPUT_UNKNOWN_SHIFT", "shift", id.value, objections);
  }
}

void check_reason(std::string_view reason, bool required, Objections& objections) {
  check_text(
      {.name = "reason", .text = reason, .limit = limits::reason_bytes, .required = required},
      objections);
}

// As the shift will be, with what it has already.
void check_times(const Case& c, const AssignShift& command, Objections& objections) {
  const ReliefShift* known = find_shift(c.state, command.shift);
  if (known == nullptr && !command.from) check_missing("from", objections);
  if (known == nullptr && !command.until) check_missing("until", objections);
  if (known == nullptr && (!command.from || !command.until)) return;
  const Instant from = command.from ? *command.from : known->from;
  const Instant until = command.until ? *command.until : known->until;
  if (until <= from) {
    malformed("INPUT_TIME_ORDER", "until", {"Slutar innan det börjar", "Ends before it begins"},
              objections);
  } else if (until - from > limits::relief_longest || until > c.now + limits::relief_farthest ||
             from < c.now - limits::relief_farthest) {
    malformed("INPUT_OUT_OF_RANGE", "until",
              {"Längre än två dygn, eller mer än en månad bort",
               "Longer than two days, or more than a month away"},
              objections);
  }
}

void check_note(std::string_view field, std::string_view text, bool required,
                Objections& objections) {
  check_text({.name = field, .text = text, .limit = limits::reason_bytes, .required = required},
             objections);
}

}  // namespace

void check_input(const Case& c, const ProposeRelief& command, Objections& objections) {
  check_known(c.state.incidents, command.incident, {"INPUT_UNKNOWN_INCIDENT", "incident"},
              objections);
}

void check_input(const Case& c, const AssignShift& command, Objections& objections) {
  if (!command.shift.empty()) {
    check_shift(c, command.shift, objections);
  } else {
    check_known(c.state.relief_plans, command.plan, {"INPUT_UNKNOWN_RELIEF_PLAN", "plan"},
                objections);
  }
  check_person(c, "person", command.person, objections);
  check_text(
      {.name = "overrideReason", .text = command.override_reason, .limit = limits::reason_bytes},
      objections);
  if (command.shift.empty() || find_shift(c.state, command.shift) != nullptr) {
    check_times(c, command, objections);
  }
}

void check_input(const Case& c, const ClearShift& command, Objections& objections) {
  check_shift(c, command.shift, objections);
  check_reason(command.reason, true, objections);
}

void check_input(const Case& c, const AnswerShift& command, Objections& objections) {
  check_shift(c, command.shift, objections);
  if (!command.person.empty()) check_person(c, "person", command.person, objections);
  check_reason(command.reason, false, objections);
}

void check_input(const Case& c, const WriteHandover& command, Objections& objections) {
  check_shift(c, command.shift, objections);
  if (!command.incoming.empty()) check_person(c, "incoming", command.incoming, objections);
  check_note("note.picture", command.note.picture, true, objections);
  check_note("note.openTasks", command.note.open_tasks, false, objections);
  check_note("note.pendingDecisions", command.note.pending_decisions, false, objections);
  check_note("note.promises", command.note.promises, false, objections);
  check_note("note.contacts", command.note.contacts, false, objections);
  check_note("note.nextClock", command.note.next_clock, false, objections);
}

void check_input(const Case& c, const SignHandover& command, Objections& objections) {
  check_known(c.state.handovers, command.handover, {"INPUT_UNKNOWN_HANDOVER", "handover"},
              objections);
}

void check_input(const Case& c, const EndRelief& command, Objections& objections) {
  check_known(c.state.relief_plans, command.plan, {"INPUT_UNKNOWN_RELIEF_PLAN", "plan"},
              objections);
  check_reason(command.reason, true, objections);
}

}  // namespace ckl::domain
