// The words of relief: what people are asked, told and refused.
//
// Of the core; edges ask for the name of a position. Times as a clock in Stockholm shows them.
#pragma once

#include <vector>

#include "domain/relief_plan.hpp"
#include "domain/roster.hpp"

namespace ckl::domain::wording {

[[nodiscard]] Text position_name(const State& state, const PositionId& position);
[[nodiscard]] std::string person_name(const State& state, const PersonId& person);

// «Avlösning Stabschef: kan du ta passet 2026-11-23 06:00–14:00?» Of several, the first and how
// many.
[[nodiscard]] Text relief_asked(const Text& position, const std::vector<ReliefShift>& shifts);
[[nodiscard]] Text shift_withdrawn(const Text& position, const ReliefShift& shift);
[[nodiscard]] Text relief_gap(const Text& position, const ReliefGap& gap);
[[nodiscard]] Text handover_due(const Text& position, const std::string& outgoing,
                                const std::string& incoming);
[[nodiscard]] Text relief_ended(const Text& position, const std::string& reason);

[[nodiscard]] Text too_long(Seconds length, Seconds most);
[[nodiscard]] Text double_shift(const Stretch& taken);
[[nodiscard]] Text too_little_rest(const Stretch& taken, Seconds rested, Seconds rest);

}  // namespace ckl::domain::wording
