#include "domain/bodies.hpp"

#include <algorithm>
#include <string>

#include "domain/authority.hpp"
#include "domain/calendar.hpp"

namespace ckl::domain {
namespace {

bool is_body(const Unit& unit) {
  return unit.kind == UnitKind::executive_board || unit.kind == UnitKind::specialist_committee ||
         unit.kind == UnitKind::district_council || unit.kind == UnitKind::company;
}

// The unit or the nearest above it that satisfies the predicate.
template <class Predicate>
const Unit* nearest(const State& state, const UnitId& unit, Predicate predicate) {
  const Unit* at = find_unit(state, unit);
  for (std::size_t step = 0; at != nullptr && step <= state.organisation.units.size(); ++step) {
    if (predicate(*at)) return at;
    at = find_unit(state, at->parent);
  }
  return nullptr;
}

}  // namespace

const Unit* body_of(const State& state, const UnitId& unit) {
  return nearest(state, unit, is_body);
}

UnitId legal_person_of(const State& state, const UnitId& unit) {
  if (const Unit* legal = nearest(state, unit, [](const Unit& at) { return at.legal_person; })) {
    return legal->id;
  }
  const Unit* board = executive_board(state);
  return board == nullptr ? UnitId{} : board->id;
}

std::vector<const Unit*> crisis_bodies(const State& state, Instant at) {
  const std::string day = calendar::iso(calendar::date_of(at));
  std::vector<const Unit*> bodies;
  for (const auto& unit : state.organisation.units) {
    const bool valid = (unit.valid_from.empty() || unit.valid_from <= day) &&
                       (unit.valid_to.empty() || day < unit.valid_to);
    if (is_body(unit) && valid) bodies.push_back(&unit);
  }
  return bodies;
}

const Unit* executive_board(const State& state) {
  const auto& units = state.organisation.units;
  const auto found = std::ranges::find(units, UnitKind::executive_board, &Unit::kind);
  return found == units.end() ? nullptr : &*found;
}

}  // namespace ckl::domain
