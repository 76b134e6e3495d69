#include "exercise/references.hpp"

#include <charconv>
#include <utility>

namespace ckl::exercise {
namespace {

// Ids end in a running number: "callout-10" is newer than "callout-9".
std::uint64_t number_of(const std::string& id) {
  std::uint64_t number = 0;
  const auto dash = id.rfind('-');
  if (dash != std::string::npos) {
    std::from_chars(id.data() + dash + 1, id.data() + id.size(), number);
  }
  return number;
}

template <class Id, class Value>
Id newest(const std::map<Id, Value>& all, Id id) {
  if (id.value != "@last") {
    return id;
  }
  for (const auto& [candidate, value] : all) {
    if (id.value == "@last" || number_of(candidate.value) > number_of(id.value)) {
      id = candidate;
    }
  }
  return id;
}

template <class Command>
void resolve_fields(const domain::State& state, Command& command) {
  if constexpr (requires { command.incident; }) {
    command.incident = resolve(state, command.incident);
  }
  if constexpr (requires { command.callout; }) {
    command.callout = resolve(state, command.callout);
  }
  if constexpr (requires { command.hindrance; }) {
    command.hindrance = resolve(state, command.hindrance);
  }
  if constexpr (requires { command.unclear; }) {
    command.unclear = resolve(state, command.unclear);
  }
  if constexpr (requires { command.calls; }) {
    for (auto& call : command.calls) call.callout = resolve(state, call.callout);
  }
  if constexpr (requires { command.obligation; }) {
    command.obligation = resolve(state, command.obligation);
  }
}

}  // namespace

domain::IncidentId resolve(const domain::State& state, domain::IncidentId id) {
  return newest(state.incidents, std::move(id));
}

domain::CalloutId resolve(const domain::State& state, domain::CalloutId id) {
  return newest(state.callouts, std::move(id));
}

domain::HindranceId resolve(const domain::State& state, domain::HindranceId id) {
  return newest(state.hindrances, std::move(id));
}

domain::UnclearId resolve(const domain::State& state, domain::UnclearId id) {
  return newest(state.unclear_answers, std::move(id));
}

domain::ObligationId resolve(const domain::State& state, domain::ObligationId id) {
  if (!id.value.starts_with('@')) {
    return id;
  }
  const auto* found = latest_obligation(state, id.value.substr(1), true);
  return found == nullptr ? id : found->id;
}

const domain::Obligation* latest_obligation(const domain::State& state, const std::string& rule,
                                            bool only_open) {
  const domain::Obligation* latest = nullptr;
  for (const auto& [id, obligation] : state.obligations) {
    if (obligation.rule.value != rule ||
        (only_open && obligation.state == domain::ObligationState::closed)) {
      continue;
    }
    if (latest == nullptr || number_of(id.value) > number_of(latest->id.value)) {
      latest = &obligation;
    }
  }
  return latest;
}

void resolve(const domain::State& state, domain::Command& command) {
  std::visit([&](auto& one) { resolve_fields(state, one); }, command);
}

}  // namespace ckl::exercise
