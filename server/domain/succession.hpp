// Units through time: which are valid when, who comes after, and who acts for a unit that ended.
//
// A unit that ends while it owns an open incident, owes an open duty or is taken over is followed
// provisionally by its first successor until somebody decides explicitly (R44); nothing returns or
// closes by itself. Read by authority and by every procedure that names a unit; the fold keeps
// `State::successions` and `Indexes::held`.
#pragma once

#include <optional>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

// The unit exists on the day of `at` in Stockholm.
[[nodiscard]] bool valid_at(const Unit& unit, Instant at);

// The first instant at which the unit is no more, if it ends.
[[nodiscard]] std::optional<Instant> end_of(const Unit& unit);

// The unit itself if valid at `at`, otherwise the first of its successors, theirs and so on that
// is; nullptr when there is none.
[[nodiscard]] const Unit* unit_at(const State& state, const UnitId& unit, Instant at);

// The unit itself, or the one that it was explicitly decided to pass to.
[[nodiscard]] UnitId settled_heir(const State& state, const UnitId& unit);

// Who acts for the unit now: itself, the heir decided on, or the provisional one.
[[nodiscard]] UnitId acting_unit(const State& state, const UnitId& unit);

// Refuses a unit that does not exist now, and names its successor (R44).
void require_current(const Case& c, std::string_view field, const UnitId& unit,
                     Objections& objections);

// A unit has ended and holds something open: its heir, and the task to decide
// (TimerKind::unit_end).
void succeed(Ruling& ruling, const UnitId& unit);

}  // namespace ckl::domain
