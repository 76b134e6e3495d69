#include "domain/district.hpp"

#include <algorithm>
#include <set>

#include "domain/authority.hpp"
#include "domain/calendar.hpp"
#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

// Half-open, so that a point on a border shared by two areas lies in exactly one of them.
bool crosses(const GeoPoint& a, const GeoPoint& b, const GeoPoint& point) {
  if ((a.latitude > point.latitude) == (b.latitude > point.latitude)) return false;
  const double share = (point.latitude - a.latitude) / (b.latitude - a.latitude);
  return point.longitude < a.longitude + share * (b.longitude - a.longitude);
}

bool holds_on(const District& district, const std::string& day) {
  return (district.valid_from.empty() || district.valid_from <= day) &&
         (district.valid_to.empty() || day < district.valid_to);
}

void add_once(std::vector<UnitId>& units, const UnitId& unit) {
  if (std::ranges::find(units, unit) == units.end()) units.push_back(unit);
}

bool leads_to(const State& state, const UnitId& from, const UnitId& to, std::set<UnitId>& seen) {
  if (from == to) return true;
  const Unit* unit = find_unit(state, from);
  if (unit == nullptr || !seen.insert(from).second) return false;
  return std::ranges::any_of(unit->successors, [&](const UnitId& successor) {
    return leads_to(state, successor, to, seen);
  });
}

bool related(const State& state, const UnitId& one, const UnitId& other) {
  std::set<UnitId> seen;
  if (leads_to(state, one, other, seen)) return true;
  seen.clear();
  return leads_to(state, other, one, seen);
}

}  // namespace

bool covers(const District& district, const GeoPoint& point) {
  bool inside = false;
  for (const auto& ring : district.rings) {
    for (std::size_t i = 1; i < ring.points.size(); ++i) {
      if (crosses(ring.points[i - 1], ring.points[i], point)) inside = !inside;
    }
  }
  return inside;
}

std::vector<UnitId> districts_at(const State& state, const GeoPoint& point, Instant at) {
  const std::string day = calendar::iso(calendar::date_of(at));
  std::vector<UnitId> found;
  std::vector<UnitId> of_other_times;
  for (const auto& district : state.districts) {
    if (!covers(district, point)) continue;
    add_once(holds_on(district, day) ? found : of_other_times, district.unit);
  }
  if (!found.empty()) return found;
  for (const auto& unit : state.organisation.units) {
    if (unit.kind != UnitKind::district_council || !valid_at(unit, at)) continue;
    const bool of_place = std::ranges::any_of(
        of_other_times, [&](const UnitId& other) { return related(state, unit.id, other); });
    if (of_place) add_once(found, unit.id);
  }
  return found;
}

UnitId district_of(const State& state, const GeoPoint& point, Instant at) {
  const auto candidates = districts_at(state, point, at);
  return candidates.size() == 1 ? candidates.front() : UnitId{};
}

}  // namespace ckl::domain
