// Rows of the table for contact tests and drills, with what the server itself says of them.
#include "domain/contact_test.hpp"
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Command;
using domain::DrillState;
using domain::Instant;
using domain::State;

bool is_coming(const domain::Drill& drill) {
  return drill.state == DrillState::planned || drill.state == DrillState::running;
}

// A way of the person's, mostly.
template <class Way>
void choose_way(Draw& draw, const domain::PersonId& person, Way& command) {
  const auto paths = domain::paths_of(draw.state, person);
  if (paths.empty() || draw.random.chance(4)) {
    command.channel = "brevduva";
    return;
  }
  const auto& path = draw.random.pick(paths);
  command.channel = path.channel;
  command.contact = path.contact;
}

Command test_contact(Draw& draw) {
  domain::TestContact command;
  command.person = draw.person();
  choose_way(draw, command.person, command);
  if (draw.random.chance(50)) draw.by = command.person;
  return command;
}

Command confirm_contact(Draw& draw) {
  domain::ConfirmContact command;
  const auto tested = draw.key_of(draw.state.contact_tests);
  const auto found = draw.state.contact_tests.find(tested);
  if (found != draw.state.contact_tests.end()) {
    command.message = draw.random.pick(found->second.paths).message;
  }
  command.mark = static_cast<std::uint32_t>(draw.random.below(65'536));
  return command;
}

Command forget_contact(Draw& draw) {
  domain::ForgetContact command;
  command.person = draw.key_of(draw.state.contact_tests);
  choose_way(draw, command.person, command);
  return command;
}

Command plan_drill(Draw& draw) {
  domain::PlanDrill command;
  command.plan = draw.key_of(draw.state.plans);
  if (draw.random.chance(60)) command.at = draw.ahead();
  return command;
}

Command cancel_drill(Draw& draw) {
  domain::CancelDrill command;
  command.drill = draw.key_where(draw.state.drills, is_coming);
  command.reason = draw.text();
  return command;
}

Command yield_drills(Draw&) { return domain::YieldDrills{}; }

Command note_drill(Draw& draw) {
  domain::NoteDrill command;
  command.reference = draw.text();
  command.units = {draw.unit()};
  command.held = draw.now;
  return command;
}

}  // namespace

bool is_told(const Command& command) {
  return std::holds_alternative<domain::ConfirmContact>(command) ||
         std::holds_alternative<domain::ForgetContact>(command) ||
         std::holds_alternative<domain::YieldDrills>(command) ||
         std::holds_alternative<domain::NoteDrill>(command) || is_told_of_disclosure(command);
}

std::vector<CommandKind> trial_kinds() {
  const auto tested = [](const State& state, Instant) { return !state.contact_tests.empty(); };
  const auto coming = [](const State& state, Instant) { return has_any(state.drills, is_coming); };
  const std::vector<std::string_view> leaders{role::duty_officer, role::chief_of_staff};
  return {{"TestContact", 8, leaders, test_contact},
          {"ConfirmContact", 6, {}, confirm_contact, tested},
          {"ForgetContact", 3, {}, forget_contact, tested},
          {"PlanDrill", 8, leaders, plan_drill},
          {"CancelDrill", 4, leaders, cancel_drill, coming},
          {"YieldDrills", 3, {}, yield_drills, coming},
          {"NoteDrill", 2, {}, note_drill}};
}

}  // namespace ckl::sim
