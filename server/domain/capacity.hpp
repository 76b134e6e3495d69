// In which capacity a command is judged, as the procedure table says who may (R27).
//
// Internal to the core. Each function adds what is broken to the objections and otherwise gives the
// capacity that is journaled.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

// One of the rule's roles. When several of the actor's roles fit, the actor must name one.
std::string require_role(const Case& c, std::string_view rule, Objections& objections);

// One of the rule's roles; the city's duty officer, or a role on the side of that unit.
std::string require_side(const Case& c, std::string_view rule, const UnitId& unit,
                         Objections& objections);

// The first of the rule's roles that fits: for daily acts, where the capacity decides nothing.
std::string require_any(const Case& c, std::string_view rule, Objections& objections);

// The first of these roles that the actor holds now, empty if none.
[[nodiscard]] std::string first_role(const Case& c, std::span<const std::string_view> roles);

// Adds "you may not" by that rule.
void not_permitted(std::string_view rule, Text message, Objections& objections);

// The power of KN's chair (G03, G18), or of the vice chair while the chair and every vice chair
// before are hindered (T05, R05). `rule` is what is refused otherwise.
struct ChairPower {
  std::string capacity;
  HindranceId hindrance;  // the chair's, when the vice chair acts
};
// A conflict of interest counts in the matter of its incident alone (R45): the chair steps back
// there, and the vice chair steps in there.
ChairPower require_chair(const Case& c, std::string_view rule, Objections& objections,
                         const IncidentId& incident = {});

}  // namespace ckl::domain
