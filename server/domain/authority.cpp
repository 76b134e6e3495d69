#include "domain/authority.hpp"

#include <algorithm>
#include <utility>

#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

bool in_force(const Mandate& mandate, Instant now) {
  return (!mandate.valid_from || *mandate.valid_from <= now) &&
         (!mandate.valid_to || now < *mandate.valid_to);
}

// True if a mandate of the person satisfies the predicate.
template <class Predicate>
bool any_mandate(const State& state, const PersonId& person, Predicate predicate) {
  const auto [first, last] = state.index.mandates_of_person.equal_range(person);
  return std::any_of(first, last, [&](const auto& entry) {
    return predicate(state.organisation.mandates[entry.second]);
  });
}

// True if a delegation to the person, in force now, satisfies the predicate.
template <class Predicate>
bool any_delegation(const State& state, const PersonId& person, Instant now, Predicate predicate) {
  const auto& index = state.index.delegations_of_person;
  for (auto it = index.lower_bound({person, DelegationId{}}); it != index.end(); ++it) {
    if (it->first != person) break;
    const Delegation& delegation = state.delegations.at(it->second);
    if (in_force(delegation, now) && predicate(delegation)) return true;
  }
  return false;
}

bool is_under(const State& state, const UnitId& unit, const UnitId& ancestor) {
  const Unit* at = find_unit(state, unit);
  // Bounded: a chain of parents can not be longer than there are units, even if it were a ring.
  for (std::size_t step = 0; at != nullptr && step <= state.organisation.units.size(); ++step) {
    if (at->id == ancestor) return true;
    at = find_unit(state, at->parent);
  }
  return false;
}

}  // namespace

const Person* find_person(const State& state, const PersonId& person) {
  const auto found = state.index.person_at.find(person);
  return found == state.index.person_at.end() ? nullptr
                                              : &state.organisation.persons[found->second];
}

const Unit* find_unit(const State& state, const UnitId& unit) {
  const auto found = state.index.unit_at.find(unit);
  return found == state.index.unit_at.end() ? nullptr : &state.organisation.units[found->second];
}

bool in_force(const Delegation& delegation, Instant now) {
  return !delegation.ended && delegation.from <= now && now < delegation.until;
}

bool is_elected(std::string_view role) {
  return role.starts_with("KN_") || role.starts_with("KS_") || role.starts_with("KF_") ||
         role == "UNIT_CHAIR";
}

bool holds(const State& state, const PersonId& person, std::string_view role, Instant now) {
  return holds_by_mandate(state, person, role, now) ||
         any_delegation(state, person, now,
                        [&](const Delegation& delegation) { return delegation.role == role; });
}

bool holds_by_mandate(const State& state, const PersonId& person, std::string_view role,
                      Instant now) {
  return any_mandate(state, person, [&](const Mandate& mandate) {
    return mandate.role == role && in_force(mandate, now);
  });
}

bool has_mandate(const State& state, const PersonId& person, Instant now) {
  return any_mandate(state, person, [&](const Mandate& mandate) { return in_force(mandate, now); });
}

bool holds_at_other_time(const State& state, const PersonId& person, std::string_view role,
                         Instant now) {
  return !holds(state, person, role, now) &&
         any_mandate(state, person, [&](const Mandate& mandate) { return mandate.role == role; });
}

bool holds_for(const State& state, const PersonId& person, const RoleOfUnit& wanted, Instant now) {
  const UnitId heir = acting_unit(state, wanted.unit);
  const auto gives = [&](const std::string& role, const UnitId& unit) {
    return role == wanted.role && (same_side(state, unit, wanted.unit) ||
                                   (heir != wanted.unit && same_side(state, unit, heir)));
  };
  return any_mandate(state, person,
                     [&](const Mandate& mandate) {
                       return in_force(mandate, now) && gives(mandate.role, mandate.unit);
                     }) ||
         any_delegation(state, person, now, [&](const Delegation& delegation) {
           return gives(delegation.role, delegation.unit);
         });
}

bool same_side(const State& state, const UnitId& one, const UnitId& other) {
  return one == other || is_under(state, one, other) || is_under(state, other, one);
}

std::vector<PersonId> holders(const State& state, std::string_view role, Instant now) {
  const auto [first, last] = state.index.mandates_of_role.equal_range(std::string(role));
  std::vector<const Mandate*> mandates;
  for (auto it = first; it != last; ++it) {
    const Mandate& mandate = state.organisation.mandates[it->second];
    if (in_force(mandate, now)) mandates.push_back(&mandate);
  }
  // Mandates of equal order keep their place in the organisation.
  std::ranges::sort(mandates, {},
                    [](const Mandate* mandate) { return std::pair(mandate->order, mandate); });
  std::vector<PersonId> persons;
  for (const Mandate* mandate : mandates) {
    if (std::ranges::find(persons, mandate->person) == persons.end()) {
      persons.push_back(mandate->person);
    }
  }
  const auto& given = state.index.delegations_of_role;
  for (auto it = given.lower_bound({std::string(role), DelegationId{}}); it != given.end(); ++it) {
    if (it->first != role) break;
    const Delegation& delegation = state.delegations.at(it->second);
    if (in_force(delegation, now) &&
        std::ranges::find(persons, delegation.person) == persons.end()) {
      persons.push_back(delegation.person);
    }
  }
  return persons;
}

std::vector<PersonId> holders_of(const State& state, std::span<const std::string_view> roles,
                                 Instant now) {
  std::vector<PersonId> persons;
  for (const auto role : roles) {
    for (const auto& person : holders(state, role, now)) {
      if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
    }
  }
  return persons;
}

const Hindrance* hindrance_of(const State& state, const PersonId& person, Instant now,
                              const IncidentId& incident) {
  for (const auto& [id, hindrance] : state.hindrances) {
    if (hindrance.person != person || hindrance.ended) continue;
    if (hindrance.kind == "CONFLICT" && hindrance.incident != incident) continue;
    if (hindrance.from <= now && (!hindrance.to || now < *hindrance.to)) return &hindrance;
  }
  return nullptr;
}

std::optional<Capacity> capacity_for(const State& state, const Actor& actor,
                                     std::span<const std::string_view> roles, Instant now) {
  if (actor.person.empty()) return std::nullopt;
  std::optional<Capacity> fitting;
  for (const auto role : roles) {
    if (!actor.capacity.empty() && actor.capacity != role) continue;
    if (!holds(state, actor.person, role, now)) continue;
    if (fitting) {
      fitting->ambiguous = true;
      return fitting;
    }
    fitting = Capacity{.role = std::string(role)};
  }
  return fitting;
}

}  // namespace ckl::domain
