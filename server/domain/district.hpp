// Which district council a place belongs to, by date (A20).
//
// Pure geometry on the adopted boundaries (`State::districts`, WGS 84): even-odd over all rings of
// an area, so that holes and parts need no marks. Errors of tens of metres lie in the map itself.
#pragma once

#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

// The point lies in the area.
[[nodiscard]] bool covers(const District& district, const GeoPoint& point);

// The councils that the point may belong to at `at`: one by the boundaries of that day. Where no
// boundary of that day is known, the councils valid then that came before or after the one whose
// area holds the point; several when that does not settle it. None outside the city.
[[nodiscard]] std::vector<UnitId> districts_at(const State& state, const GeoPoint& point,
                                               Instant at);

// The one council, or empty when there is none or more than one candidate.
[[nodiscard]] UnitId district_of(const State& state, const GeoPoint& point, Instant at);

}  // namespace ckl::domain
