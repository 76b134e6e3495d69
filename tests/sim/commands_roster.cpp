// Rows of the table for duty rosters: plans with holes, replacements, swaps, takeovers.
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/roster.hpp"
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Command;
using domain::DutyFunction;
using domain::DutySpan;
using domain::Instant;
using domain::PersonId;
using domain::Seconds;
using domain::State;

constexpr Seconds hour{3'600};

const DutyFunction* any_function(Draw& draw) {
  const auto& functions = draw.state.organisation.duty_functions;
  return functions.empty() ? nullptr : &draw.random.pick(functions);
}

std::string function_of(Draw& draw) {
  const DutyFunction* function = any_function(draw);
  return function == nullptr || draw.random.chance(2) ? "kaffe" : function->id;
}

PersonId holder(Draw& draw) {
  const DutyFunction* function = any_function(draw);
  return function == nullptr || draw.random.chance(5) ? draw.person()
                                                      : draw.random.pick(function->persons);
}

// A shift that is not over, of a function that has a roster.
struct Shift {
  std::string function;
  DutySpan span;
};
std::optional<Shift> shift_ahead(Draw& draw) {
  if (draw.state.rosters.empty()) return std::nullopt;
  const auto& [id, roster] = *draw.state.rosters.begin();
  auto plan = domain::plan_of(roster);
  std::erase_if(plan, [&](const DutySpan& span) { return span.until <= draw.now; });
  if (plan.empty()) return std::nullopt;
  return Shift{.function = id, .span = draw.random.pick(plan)};
}

Command adopt_roster(Draw& draw) {
  domain::AdoptRoster command;
  command.function = function_of(draw);
  command.source = draw.text();
  command.from = draw.now + draw.random.between(-72, 24) * hour;
  command.until = *command.from + draw.random.between(1, 60) * 24 * hour;
  for (Instant at = *command.from; at < *command.until; at += 12 * hour) {
    if (draw.random.chance(3)) continue;  // a hole
    command.spans.push_back({.person = holder(draw),
                             .from = at,
                             .until = std::min<Instant>(at + 12 * hour, *command.until)});
  }
  return command;
}

Command override_duty(Draw& draw) {
  domain::OverrideDuty command;
  command.function = function_of(draw);
  if (draw.random.chance(80)) command.person = holder(draw);
  if (draw.random.chance(30)) command.replaces = holder(draw);
  command.from = draw.now + draw.random.between(-12, 200) * hour;
  command.until = *command.from + draw.random.between(1, 48) * hour;
  command.reason = draw.text();
  return command;
}

Command propose_swap(Draw& draw) {
  domain::ProposeSwap command;
  command.taker = holder(draw);
  command.reason = draw.text();
  const auto own = shift_ahead(draw);
  if (!own || draw.random.chance(5)) {
    command.function = function_of(draw);
    command.from = draw.now + draw.random.between(0, 72) * hour;
    return command;
  }
  draw.by = own->span.person;
  command.function = own->function;
  command.from = draw.random.chance(20) ? std::max(own->span.from, draw.now) : own->span.from;
  if (draw.random.chance(30)) command.until = own->span.until - hour;
  if (!draw.random.chance(50)) return command;
  if (const auto back = shift_ahead(draw)) {
    command.taker = back->span.person;
    command.back_from = back->span.from;
  }
  return command;
}

bool is_proposed(const domain::DutySwap& swap) { return swap.state == domain::SwapState::proposed; }

Command answer_swap(Draw& draw) {
  domain::AnswerSwap command;
  command.swap = draw.key_where(draw.state.swaps, is_proposed);
  command.accept = draw.random.chance(70);
  command.reason = draw.text();
  const auto found = draw.state.swaps.find(command.swap);
  if (found == draw.state.swaps.end() || draw.random.chance(5)) return command;
  draw.by = draw.random.chance(85) ? found->second.taker : found->second.giver;
  return command;
}

Command take_over_duty(Draw& draw) {
  domain::TakeOverDuty command;
  command.function = function_of(draw);
  command.reason = draw.text();
  if (draw.random.chance(50)) {
    command.person = holder(draw);
    draw.sent_by({role::duty_officer, role::chief_of_staff});
  } else {
    draw.by = holder(draw);
  }
  return command;
}

}  // namespace

std::vector<CommandKind> roster_kinds() {
  const auto adopted = [](const State& state, Instant) { return !state.rosters.empty(); };
  const auto proposed = [](const State& state, Instant) {
    return has_any(state.swaps, is_proposed);
  };
  return {{"AdoptRoster", 8, {role::duty_officer, role::chief_of_staff}, adopt_roster},
          {"OverrideDuty", 10, {role::duty_officer, role::chief_of_staff}, override_duty, adopted},
          {"ProposeSwap", 20, {}, propose_swap, adopted},
          {"AnswerSwap", 60, {}, answer_swap, proposed},
          {"TakeOverDuty", 10, {}, take_over_duty, adopted}};
}

}  // namespace ckl::sim
