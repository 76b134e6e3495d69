// Rows of the table for relief: plans, shifts against the limits, answers and handovers.
#include <algorithm>

#include "domain/relief.hpp"
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Command;
using domain::Instant;
using domain::ReliefPlan;
using domain::ReliefShift;
using domain::Seconds;
using domain::State;

constexpr Seconds hour{3'600};

bool in_force(const ReliefPlan& plan) { return !plan.ended; }

// A shift of a plan in force for which it holds.
template <class Holds>
const ReliefShift* shift_where(Draw& draw, Holds holds) {
  std::vector<const ReliefShift*> all;
  for (const auto& [id, plan] : draw.state.relief_plans) {
    if (plan.ended) continue;
    for (const auto& shift : plan.shifts) {
      if (holds(shift)) all.push_back(&shift);
    }
  }
  return all.empty() ? nullptr : draw.random.pick(all);
}

domain::ReliefShiftId id_of(Draw& draw, const ReliefShift* shift) {
  return shift == nullptr || draw.random.chance(3) ? domain::ReliefShiftId{"relief-1-900"}
                                                   : shift->id;
}

bool is_manned(const State& state, Instant) {
  return has_any(state.callouts, [](const domain::Callout& callout) {
    return !callout.ended &&
           std::ranges::any_of(callout.positions, &domain::CalloutPosition::filled);
  });
}

bool has_plan(const State& state, Instant) { return has_any(state.relief_plans, in_force); }

Command propose_relief(Draw& draw) {
  domain::ProposeRelief command;
  const auto callout = draw.key_where(draw.state.callouts, [](const domain::Callout& one) {
    return !one.ended && std::ranges::any_of(one.positions, &domain::CalloutPosition::filled);
  });
  const auto found = draw.state.callouts.find(callout);
  command.incident = found == draw.state.callouts.end() ? draw.incident() : found->second.incident;
  if (found != draw.state.callouts.end() && draw.random.chance(30)) {
    const auto& positions = found->second.positions;
    command.position = positions[draw.random.below(positions.size())].plan.position;
  }
  return command;
}

Command assign_shift(Draw& draw) {
  domain::AssignShift command;
  command.person = draw.person();
  if (draw.random.chance(50)) command.override_reason = draw.text();
  if (draw.random.chance(60)) {
    const auto ahead = [&](const ReliefShift& one) { return one.until > draw.now; };
    command.shift = id_of(draw, shift_where(draw, ahead));
    return command;
  }
  command.plan = draw.key_where(draw.state.relief_plans, in_force);
  command.from = draw.now + draw.random.between(-2, 60) * hour;
  command.until = *command.from + draw.random.between(1, 16) * hour;
  return command;
}

Command clear_shift(Draw& draw) {
  domain::ClearShift command;
  command.shift = id_of(draw, shift_where(draw, [&](const ReliefShift& shift) {
                          return shift.until > draw.now && !shift.person.empty();
                        }));
  command.reason = draw.text();
  return command;
}

Command answer_shift(Draw& draw) {
  domain::AnswerShift command;
  const auto* shift = shift_where(draw, [&](const ReliefShift& one) {
    return one.state == domain::ShiftState::asked && one.until > draw.now;
  });
  command.shift = id_of(draw, shift);
  command.available = draw.random.chance(60);
  command.reason = draw.text();
  if (shift == nullptr) return command;
  if (draw.random.chance(70)) {
    draw.by = shift->person;
  } else {
    command.person = shift->person;
    draw.sent_by({role::chief_of_staff, role::duty_officer});
  }
  return command;
}

Command write_handover(Draw& draw) {
  domain::WriteHandover command;
  const auto* shift = shift_where(
      draw, [&](const ReliefShift& one) { return one.from <= draw.now && !one.person.empty(); });
  command.shift = id_of(draw, shift);
  if (draw.random.chance(60)) command.incoming = draw.person();
  command.note.picture = draw.text();
  command.note.promises = draw.text();
  if (shift != nullptr && draw.random.chance(95)) draw.by = shift->person;
  return command;
}

bool is_unsigned(const domain::Handover& handover) { return !handover.signed_off; }

Command sign_handover(Draw& draw) {
  domain::SignHandover command;
  command.handover = draw.key_where(draw.state.handovers, is_unsigned);
  const auto found = draw.state.handovers.find(command.handover);
  if (found != draw.state.handovers.end() && draw.random.chance(95)) {
    draw.by = found->second.incoming;
  }
  return command;
}

Command end_relief(Draw& draw) {
  domain::EndRelief command;
  command.plan = draw.key_where(draw.state.relief_plans, in_force);
  command.reason = draw.text();
  return command;
}

}  // namespace

std::vector<CommandKind> relief_kinds() {
  const std::vector<std::string_view> leaders{role::chief_of_staff, role::duty_officer};
  const auto written = [](const State& state, Instant) {
    return has_any(state.handovers, is_unsigned);
  };
  return {{"ProposeRelief", 12, leaders, propose_relief, is_manned},
          {"AssignShift", 15, leaders, assign_shift, has_plan},
          {"ClearShift", 10, leaders, clear_shift, has_plan},
          {"AnswerShift", 25, {}, answer_shift, has_plan},
          {"WriteHandover", 25, {}, write_handover, has_plan},
          {"SignHandover", 40, {}, sign_handover, written},
          {"EndRelief", 3, leaders, end_relief, has_plan}};
}

}  // namespace ckl::sim
