// The commands of delegation, exercises, readiness and succession that a scenario can write.

#include "exercise/commands_law.hpp"

namespace ckl::exercise {
namespace {

using domain::Command;

Command read_grant_delegation(Fields& fields) {
  domain::GrantDelegation command;
  command.person = {fields.text("person")};
  command.role = fields.text("role");
  command.unit = {fields.text("unit")};
  command.scope = fields.text("scope");
  command.from = fields.time("from");
  command.until = fields.time("until");
  command.reference = fields.text("reference");
  return command;
}

Command read_end_delegation(Fields& fields) {
  domain::EndDelegation command;
  command.delegation = {fields.text("delegation")};
  command.reason = fields.text("reason");
  return command;
}

Command read_break_glass(Fields& fields) {
  domain::BreakGlass command;
  command.role = fields.text("role");
  command.reason = fields.text("reason");
  return command;
}

Command read_record_exercise(Fields& fields) {
  domain::RecordExercise command;
  command.units = ids<domain::UnitId>(fields, "units");
  command.kind = fields.text("kind");
  command.held = fields.time("held");
  command.reference = fields.text("reference");
  return command;
}

Command read_record_readiness(Fields& fields) {
  domain::RecordReadiness command;
  command.unit = {fields.text("unit")};
  command.organisation_designated = fields.flag("organisation-designated", false);
  command.plan_reviewed = fields.time("plan-reviewed");
  command.review_by = fields.time("review-by");
  command.endurance_planned = fields.flag("endurance-planned", false);
  command.reference = fields.text("reference");
  return command;
}

Command read_settle_succession(Fields& fields) {
  domain::SettleSuccession command;
  command.unit = {fields.text("unit")};
  command.successor = {fields.text("successor")};
  command.reason = fields.text("reason");
  return command;
}

Command read_order_reports(Fields& fields) {
  domain::OrderReports command;
  command.obligation = {fields.text("obligation")};
  command.next = fields.time("next");
  command.released = fields.flag("released", false);
  command.reference = fields.text("reference");
  return command;
}

}  // namespace

const std::map<std::string, ReadCommand>& readiness_readers() {
  static const std::map<std::string, ReadCommand> table{
      {"grant-delegation", read_grant_delegation}, {"end-delegation", read_end_delegation},
      {"break-glass", read_break_glass},           {"record-exercise", read_record_exercise},
      {"record-readiness", read_record_readiness}, {"settle-succession", read_settle_succession},
      {"order-reports", read_order_reports},
  };
  return table;
}

}  // namespace ckl::exercise
