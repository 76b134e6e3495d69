#include "domain/authority.hpp"

#include <algorithm>
#include <utility>

#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

// True if a mandate of the person satisfies the predicate.
template <class Predicate>
bool any_mandate(const State& state, const PersonId& person, Predicate predicate) {
  const auto found = state.index.person_at.find(person);
  if (found == state.index.person_at.end()) {
    const auto [first, last] = state.index.mandates_of_person.equal_range(person);
    return std::any_of(first, last, [&](const auto& entry) { return predicate(entry.second); });
  }
  return std::ranges::any_of(state.index.mandates_at[found->second], predicate);
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

// A unit by its id and its place in the organisation, if it has one.
struct PlacedUnit {
  const UnitId& id;
  std::size_t at = nowhere;
};

PlacedUnit placed(const State& state, const UnitId& id) {
  const auto found = state.index.unit_at.find(id);
  return {.id = id, .at = found == state.index.unit_at.end() ? nowhere : found->second};
}

bool same_side(const State& state, const PlacedUnit& one, const PlacedUnit& other) {
  if (one.at == nowhere || other.at == nowhere) return one.id == other.id;
  const auto& side = state.index.side_of_unit[one.at];
  return std::ranges::find(side, other.at) != side.end();
}

// The unit that is asked for, and the one that inherits it provisionally (R44).
class Sides {
 public:
  Sides(const State& state, const UnitId& unit)
      : state_(state), heir_(acting_unit(state, unit)), unit_(placed(state, unit)) {
    if (heir_ != unit) heir_at_ = placed(state, heir_).at;
  }

  [[nodiscard]] bool have(const PlacedUnit& unit) const {
    return same_side(state_, unit, unit_) ||
           (heir_ != unit_.id && same_side(state_, unit, {.id = heir_, .at = heir_at_}));
  }
  [[nodiscard]] bool have(const UnitId& unit) const { return have(placed(state_, unit)); }
  // The places of all units that it may have; of units that are not known, all.
  [[nodiscard]] std::vector<std::size_t> units() const {
    std::vector<std::size_t> all;
    for (const std::size_t at : {unit_.at, heir_at_}) {
      if (at == nowhere) continue;
      const auto& side = state_.index.side_of_unit[at];
      all.insert(all.end(), side.begin(), side.end());
    }
    if (unit_.at == nowhere || (heir_ != unit_.id && heir_at_ == nowhere)) all.push_back(nowhere);
    return all;
  }
  [[nodiscard]] bool have_mandate(std::size_t mandate) const {
    return have({.id = state_.organisation.mandates[mandate].unit,
                 .at = state_.index.unit_of_mandate[mandate]});
  }

 private:
  const State& state_;
  UnitId heir_;
  PlacedUnit unit_;
  std::size_t heir_at_ = nowhere;
};

// Mandates in the order of their role's order; of equal order, of their place in the organisation.
void sort_by_order(const State& state, std::vector<std::size_t>& mandates) {
  std::ranges::sort(mandates, {}, [&](std::size_t mandate) {
    return std::pair(state.organisation.mandates[mandate].order, mandate);
  });
}

// Who holds the role by a mandate in force, on the side of the unit or of its heir; once each.
std::vector<const PersonId*> on_side(const State& state, const RoleOfUnit& wanted, Instant now) {
  std::vector<const PersonId*> persons;
  const Sides sides(state, wanted.unit);
  std::pair<std::string, std::size_t> key{wanted.role, nowhere};
  const auto look_at = [&](std::size_t unit) {
    key.second = unit;
    const auto found = state.index.mandates_for.find(key);
    if (found == state.index.mandates_for.end()) return;
    for (const std::size_t at : found->second) {
      const Mandate& mandate = state.organisation.mandates[at];
      if (!in_force(mandate, now) || !sides.have_mandate(at)) continue;
      const bool known =
          std::ranges::any_of(persons, [&](const PersonId* one) { return *one == mandate.person; });
      if (!known) persons.push_back(&mandate.person);
    }
  };
  for (const std::size_t unit : sides.units()) look_at(unit);
  return persons;
}

bool is_delegated(const State& state, std::string_view role, Instant now) {
  const auto& given = state.index.delegations_of_role;
  for (auto it = given.lower_bound({std::string(role), DelegationId{}}); it != given.end(); ++it) {
    if (it->first != role) break;
    if (in_force(state.delegations.at(it->second), now)) return true;
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

bool in_force(const Mandate& mandate, Instant now) {
  return (!mandate.valid_from || *mandate.valid_from <= now) &&
         (!mandate.valid_to || now < *mandate.valid_to);
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
  return any_mandate(state, person, [&](std::size_t at) {
    const Mandate& mandate = state.organisation.mandates[at];
    return mandate.role == role && in_force(mandate, now);
  });
}

bool has_mandate(const State& state, const PersonId& person, Instant now) {
  return any_mandate(state, person, [&](std::size_t at) {
    return in_force(state.organisation.mandates[at], now);
  });
}

bool holds_at_other_time(const State& state, const PersonId& person, std::string_view role,
                         Instant now) {
  return !holds(state, person, role, now) && any_mandate(state, person, [&](std::size_t at) {
    return state.organisation.mandates[at].role == role;
  });
}

bool holds_for(const State& state, const PersonId& person, const RoleOfUnit& wanted, Instant now) {
  const Sides sides(state, wanted.unit);
  return any_mandate(state, person,
                     [&](std::size_t at) {
                       const Mandate& mandate = state.organisation.mandates[at];
                       return mandate.role == wanted.role && in_force(mandate, now) &&
                              sides.have_mandate(at);
                     }) ||
         any_delegation(state, person, now, [&](const Delegation& delegation) {
           return delegation.role == wanted.role && sides.have(delegation.unit);
         });
}

bool same_side(const State& state, const UnitId& one, const UnitId& other) {
  return same_side(state, placed(state, one), placed(state, other));
}

// Most roles have one holder for each of many units: only those of the unit are looked at.
std::vector<PersonId> holders_for(const State& state, const RoleOfUnit& wanted, Instant now) {
  if (is_delegated(state, wanted.role, now)) {
    std::vector<PersonId> all = holders(state, wanted.role, now);
    std::erase_if(all, [&](const PersonId& one) { return !holds_for(state, one, wanted, now); });
    return all;
  }
  std::vector<std::size_t> mandates;
  for (const PersonId* person : on_side(state, wanted, now)) {
    any_mandate(state, *person, [&](std::size_t at) {
      const Mandate& mandate = state.organisation.mandates[at];
      if (mandate.role == wanted.role && in_force(mandate, now)) mandates.push_back(at);
      return false;
    });
  }
  sort_by_order(state, mandates);
  std::vector<PersonId> persons;
  for (const std::size_t mandate : mandates) {
    const PersonId& person = state.organisation.mandates[mandate].person;
    if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
  }
  return persons;
}

std::vector<PersonId> holders(const State& state, std::string_view role, Instant now) {
  std::vector<PersonId> persons;
  const auto found = state.index.mandates_of_role.find(role);
  if (found != state.index.mandates_of_role.end()) {
    persons.reserve(found->second.size());
    for (const std::size_t at : found->second) {
      const Mandate& mandate = state.organisation.mandates[at];
      if (!in_force(mandate, now) || std::ranges::find(persons, mandate.person) != persons.end()) {
        continue;
      }
      persons.push_back(mandate.person);
    }
  }
  const auto& given = state.index.delegations_of_role;
  if (given.empty()) return persons;
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

bool has_conflict(const State& state, const PersonId& person, Instant now,
                  const IncidentId& incident) {
  return std::ranges::any_of(state.hindrances, [&](const auto& entry) {
    const Hindrance& one = entry.second;
    return one.kind == "CONFLICT" && one.person == person && one.incident == incident &&
           !one.ended && one.from <= now && (!one.to || now < *one.to);
  });
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
