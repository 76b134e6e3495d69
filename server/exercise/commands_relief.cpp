// The commands of relief that a scenario can write, one row each.
#include "exercise/commands_law.hpp"

namespace ckl::exercise {
namespace {

using domain::Command;

Command read_propose_relief(Fields& fields) {
  domain::ProposeRelief command;
  command.incident = {fields.has("incident") ? fields.text("incident") : "@last"};
  command.position = {fields.text("position")};
  return command;
}

Command read_assign_shift(Fields& fields) {
  domain::AssignShift command;
  command.plan = {fields.text("plan")};
  command.shift = {fields.text("shift")};
  command.person = {fields.text("person")};
  command.from = fields.time("from");
  command.until = fields.time("until");
  command.override_reason = fields.text("override-reason");
  return command;
}

Command read_clear_shift(Fields& fields) {
  domain::ClearShift command;
  command.shift = {fields.text("shift")};
  command.reason = fields.text("reason");
  return command;
}

Command read_answer_shift(Fields& fields) {
  domain::AnswerShift command;
  command.shift = {fields.text("shift")};
  command.person = {fields.text("person")};
  command.available = fields.flag("available", false);
  command.reason = fields.text("reason");
  return command;
}

Command read_write_handover(Fields& fields) {
  domain::WriteHandover command;
  command.shift = {fields.text("shift")};
  command.incoming = {fields.text("incoming")};
  command.note.picture = fields.text("picture");
  command.note.open_tasks = fields.text("open-tasks");
  command.note.pending_decisions = fields.text("pending-decisions");
  command.note.promises = fields.text("promises");
  command.note.contacts = fields.text("contacts");
  command.note.next_clock = fields.text("next-clock");
  return command;
}

Command read_sign_handover(Fields& fields) {
  return domain::SignHandover{.handover = {fields.text("handover")}};
}

Command read_end_relief(Fields& fields) {
  domain::EndRelief command;
  command.plan = {fields.text("plan")};
  command.reason = fields.text("reason");
  return command;
}

}  // namespace

const std::map<std::string, ReadCommand>& relief_readers() {
  static const std::map<std::string, ReadCommand> table{
      {"propose-relief", read_propose_relief}, {"assign-shift", read_assign_shift},
      {"clear-shift", read_clear_shift},       {"answer-shift", read_answer_shift},
      {"write-handover", read_write_handover}, {"sign-handover", read_sign_handover},
      {"end-relief", read_end_relief},
  };
  return table;
}

}  // namespace ckl::exercise
