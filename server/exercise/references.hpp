// References that a scenario makes to what it does not know the number of: "@last", "@O01".
//
// Pure; resolved at the moment of the act, against the state that the workspace has then. What can
// not be resolved stays as it is, and the core refuses it as unknown.
#pragma once

#include <string>

#include "domain/commands.hpp"
#include "domain/state.hpp"

namespace ckl::exercise {

// "@last" becomes the newest of its kind.
[[nodiscard]] domain::IncidentId resolve(const domain::State& state, domain::IncidentId id);
[[nodiscard]] domain::CalloutId resolve(const domain::State& state, domain::CalloutId id);
[[nodiscard]] domain::HindranceId resolve(const domain::State& state, domain::HindranceId id);
[[nodiscard]] domain::UnclearId resolve(const domain::State& state, domain::UnclearId id);
// "@O01" becomes the newest obligation of that rule that is not closed.
[[nodiscard]] domain::ObligationId resolve(const domain::State& state, domain::ObligationId id);

[[nodiscard]] const domain::Obligation* latest_obligation(const domain::State& state,
                                                          const std::string& rule, bool only_open);

void resolve(const domain::State& state, domain::Command& command);

}  // namespace ckl::exercise
