// Beslut som förs in i efterhand (R33): a command post that was cut off hands over what was
// decided.
//
// Internal to the core. Such a decision has effect from its registration; its own time is kept
// beside it. What another body decided in between in the same area is shown to both as a conflict;
// nothing is undone.
#pragma once

#include <optional>
#include <vector>

#include "domain/ruling.hpp"

namespace ckl::domain {

// When it was decided: as said, and never after now.
[[nodiscard]] Instant own_time(const Case& c, const std::optional<Instant>& decided);

// Decisions of the other body in the same area, made from the record's own time until now: those of
// the nämnd for one of krisledningsnämnden, and the reverse.
[[nodiscard]] std::vector<DecisionId> decided_between(const State& state,
                                                      const DecisionRecord& record, Instant now);

// Tells krisledningsnämnden and the nämnd, if the record has any.
void show_conflicts(Ruling& ruling, const DecisionRecord& record);

// G22: the powers of LEH 4 exist only while the event is extraordinary.
void require_power(const Case& c, const IncidentId& incident,
                   const std::optional<SpecialPower>& power, Objections& objections);

}  // namespace ckl::domain
