// Who may do what now: mandates, delegations, capacities, hindrance.
//
// Authentication says who somebody is (auth/); what that person may do at this instant is law, so
// it is decided here, from the journaled organisation, replayable and audited. Basis: R27
// (capacity), LEH 2006:544 2 kap. 3 § (chair, vice chair).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/events.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

// The person exists in the adopted organisation.
[[nodiscard]] const Person* find_person(const State& state, const PersonId& person);
[[nodiscard]] const Unit* find_unit(const State& state, const UnitId& unit);

// The person holds the role at `now`: by a mandate, by a delegation, or taken in an emergency. The
// powers of the elected are never held by delegation.
[[nodiscard]] bool holds(const State& state, const PersonId& person, std::string_view role,
                         Instant now);

// The person holds the role at `now` by a mandate of the own.
[[nodiscard]] bool holds_by_mandate(const State& state, const PersonId& person,
                                    std::string_view role, Instant now);

// The person has some mandate in force at `now` (A42).
[[nodiscard]] bool has_mandate(const State& state, const PersonId& person, Instant now);

// The mandate, or the delegation, gives its role at `now`.
[[nodiscard]] bool in_force(const Mandate& mandate, Instant now);
[[nodiscard]] bool in_force(const Delegation& delegation, Instant now);

// Elected offices: nobody can hand them on (KL 6:38).
[[nodiscard]] bool is_elected(std::string_view role);

// Everyone who holds the role at `now`: by mandate, in order of the mandate, then by delegation.
[[nodiscard]] std::vector<PersonId> holders(const State& state, std::string_view role, Instant now);

// The hindrance in force for a person at `now`, or nullptr. A conflict of interest hinders in the
// matter of its incident alone (R45).
[[nodiscard]] const Hindrance* hindrance_of(const State& state, const PersonId& person, Instant now,
                                            const IncidentId& incident = {});

// The person has a conflict of interest in the matter of that incident at `now` (R45).
[[nodiscard]] bool has_conflict(const State& state, const PersonId& person, Instant now,
                                const IncidentId& incident);

// The capacity in which the actor does something that one of `roles` may do: the one the actor
// names, or the only one that fits. Nothing when none fits; `ambiguous` is set when several fit and
// none was named.
struct Capacity {
  std::string role;
  bool ambiguous = false;
};
[[nodiscard]] std::optional<Capacity> capacity_for(const State& state, const Actor& actor,
                                                   std::span<const std::string_view> roles,
                                                   Instant now);

// Everyone who holds one of the roles at `now`, each once, in the order of the roles.
[[nodiscard]] std::vector<PersonId> holders_of(const State& state,
                                               std::span<const std::string_view> roles,
                                               Instant now);

// The person once held, or will hold, the role, but not at `now` (G18).
[[nodiscard]] bool holds_at_other_time(const State& state, const PersonId& person,
                                       std::string_view role, Instant now);

// The unit itself, or one above or below it in the organisation.
[[nodiscard]] bool same_side(const State& state, const UnitId& one, const UnitId& other);

// The person holds the role at `now` on the side of that unit, or of the one that inherits it
// provisionally (R44).
struct RoleOfUnit {
  std::string_view role;
  const UnitId& unit;
};
[[nodiscard]] bool holds_for(const State& state, const PersonId& person, const RoleOfUnit& wanted,
                             Instant now);

// Those of `holders` who hold the role so, in the same order.
[[nodiscard]] std::vector<PersonId> holders_for(const State& state, const RoleOfUnit& wanted,
                                                Instant now);

}  // namespace ckl::domain
