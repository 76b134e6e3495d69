// When a takeover may be entered, reviewed, renewed and handed back (T07, T08, G01, G02, G04, G19,
// R09, R10, R11, R32).
//
// Internal to the core; adds every rule broken and changes nothing.
#pragma once

#include "domain/matter.hpp"

namespace ckl::domain {

// What a takeover needs of itself, decided on or only prepared: scope, necessity, review, an area
// that can be taken over.
void check_area(const Case& c, const Matter& matter, Objections& objections);
void check_takeover(const Case& c, const Proposal& proposal, Objections& objections);
void check_hand_back(const Case& c, const Proposal& proposal, Objections& objections);
void check_review(const Case& c, const Matter& matter, Objections& objections);
void check_renewal(const Case& c, const Matter& matter, Objections& objections);

}  // namespace ckl::domain
