// Avvisade försök: which of them are journaled (A04, R26).
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/decide.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

// Rules of powers: transitions, guards, requirements. Readings and malformed input are not.
bool is_of_power(const RuleId& rule) {
  if (rule.value.empty() || rule.value.starts_with("INPUT_")) return false;
  return rule.value[0] == 'T' || rule.value[0] == 'G' || rule.value[0] == 'A';
}

bool noted_lately(const State& state, const PersonId& person, const RuleId& rule, Instant now) {
  const auto found = state.refused_attempts.find({person, rule});
  return found != state.refused_attempts.end() && now - found->second < limits::refusal_repeat;
}

IncidentId incident_of(const Command& command) {
  return std::visit(
      [](const auto& concrete) -> IncidentId {
        if constexpr (requires { concrete.incident; }) return concrete.incident;
        return {};
      },
      command);
}

}  // namespace

std::optional<Draft> note_refusal(const State& state, const Command& command, const Actor& actor,
                                  const Refusal& refusal) {
  const auto& [rejection, now] = refusal;
  const bool of_state_or_power = rejection.code == RejectionCode::not_permitted ||
                                 rejection.code == RejectionCode::precondition;
  // To answer a call is no power.
  if (!of_state_or_power || std::holds_alternative<AnswerCall>(command)) return std::nullopt;
  if (find_person(state, actor.person) == nullptr) return std::nullopt;

  std::vector<RuleId> rules;
  bool new_power = false;
  for (const auto& breach : rejection.breaches) {
    if (breach.rule.value.starts_with("INPUT_")) continue;
    if (std::ranges::find(rules, breach.rule) == rules.end()) rules.push_back(breach.rule);
    if (is_of_power(breach.rule) && !noted_lately(state, actor.person, breach.rule, now)) {
      new_power = true;
    }
  }
  if (!new_power) return std::nullopt;
  return Draft{.rule = RuleId{"A04"},
               .event = PowerRefused{.person = actor.person,
                                     .command = name_of(command),
                                     .incident = incident_of(command),
                                     .rules = std::move(rules)}};
}

}  // namespace ckl::domain
