// The commands of contact tests and drills that a scenario can write, one row each.
#include "exercise/commands_law.hpp"

namespace ckl::exercise {
namespace {

using domain::Command;

Command read_test_contact(Fields& fields) {
  domain::TestContact command;
  command.person = {fields.text("person")};
  command.channel = fields.text("channel");
  command.contact = fields.number("contact");
  return command;
}

Command read_plan_drill(Fields& fields) {
  domain::PlanDrill command;
  command.plan = {fields.text("plan")};
  command.at = fields.time("at");
  return command;
}

Command read_cancel_drill(Fields& fields) {
  domain::CancelDrill command;
  command.drill = {fields.text("drill")};
  command.reason = fields.text("reason");
  return command;
}

}  // namespace

const std::map<std::string, ReadCommand>& trial_readers() {
  static const std::map<std::string, ReadCommand> table{
      {"test-contact", read_test_contact},
      {"plan-drill", read_plan_drill},
      {"cancel-drill", read_cancel_drill},
  };
  return table;
}

}  // namespace ckl::exercise
