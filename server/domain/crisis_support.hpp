// Krisstöd, day and night: who is responsible for it when something happens (A17).
//
// Routed once, when an incident is reported, from when and where it happened; afterwards it moves
// only by an offer and an acceptance. Nothing is routed in a city that has not configured who is
// responsible outside office hours.
#pragma once

#include "domain/ruling.hpp"

namespace ckl::domain {

// A17 and A20: the responsible unit, told at once; and the district council of the place, told that
// something has happened there (T01).
void route_crisis_support(Ruling& ruling, const Incident& incident);

}  // namespace ckl::domain
