#include "domain/deputy.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "domain/authority.hpp"

namespace ckl::domain {
namespace {

// Offices that exist to stand in for another.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> stands_in{{
    {role::city_director, role::deputy_director},
    {role::committee_chair, role::committee_vice_chair},
    {role::council_chair, role::council_vice_chair},
}};

// A mandate without an order ranks its holder neither before nor after anybody.
bool follows(const Mandate& own, const Mandate& other) {
  if (own.unit != other.unit) return false;
  if (own.role == other.role) return own.order > 0 && other.order > own.order;
  return std::ranges::find(stands_in, std::pair{std::string_view(own.role),
                                                std::string_view(other.role)}) != stands_in.end();
}

}  // namespace

std::vector<PersonId> deputies_of(const State& state, const PersonId& person, Instant now) {
  const auto& mandates = state.organisation.mandates;
  std::vector<const Mandate*> after;
  const auto [first, last] = state.index.mandates_of_person.equal_range(person);
  for (auto own = first; own != last; ++own) {
    if (!in_force(mandates[own->second], now)) continue;
    for (const Mandate& other : mandates) {
      const bool somebody_else = other.person != person && in_force(other, now);
      if (somebody_else && follows(mandates[own->second], other)) after.push_back(&other);
    }
  }
  // Of equal order, by their place in the organisation.
  std::ranges::sort(after, {}, [](const Mandate* one) { return std::pair(one->order, one); });
  std::vector<PersonId> persons;
  for (const Mandate* one : after) {
    const bool known = std::ranges::find(persons, one->person) != persons.end();
    if (!known) persons.push_back(one->person);
  }
  return persons;
}

}  // namespace ckl::domain
