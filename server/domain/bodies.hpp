// Which organisations carry duties: nämnder and bolag, and the legal persons behind them.
#pragma once

#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

// The committee or company that a unit belongs to (itself or the nearest above); nullptr if none.
[[nodiscard]] const Unit* body_of(const State& state, const UnitId& unit);
// The legal person it belongs to: a company or federation, else the municipality, which the
// executive board stands for (R13). Empty only in an organisation without an executive board.
[[nodiscard]] UnitId legal_person_of(const State& state, const UnitId& unit);
// Every committee and company valid that day in Stockholm, in the order of the organisation. The
// crisis management committee is not one of them: it is exercised with those it would lead.
[[nodiscard]] std::vector<const Unit*> crisis_bodies(const State& state, Instant at);
[[nodiscard]] const Unit* executive_board(const State& state);

}  // namespace ckl::domain
