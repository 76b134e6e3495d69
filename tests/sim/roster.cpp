#include "sim/roster.hpp"

#include <algorithm>

namespace ckl::sim {
namespace {

bool in_force(const domain::Mandate& mandate, domain::Instant at) {
  if (mandate.valid_from && at < *mandate.valid_from) return false;
  return !mandate.valid_to || at < *mandate.valid_to;
}

// The powers of the elected are theirs alone.
bool elected(std::string_view role) { return role.starts_with("KN_") && role != "KN_SECRETARY"; }

bool gives(const domain::Delegation& delegation, std::string_view role, domain::Instant at) {
  return delegation.role == role && !elected(role) && !delegation.ended && delegation.from <= at &&
         at < delegation.until;
}

}  // namespace

void Roster::see(const domain::Entry& entry) {
  if (const auto* adopted = std::get_if<domain::OrganisationAdopted>(&entry.event)) {
    organisation_ = adopted->organisation;
  } else if (const auto* settings = std::get_if<domain::SettingsAdopted>(&entry.event)) {
    settings_ = settings->settings;
  } else if (const auto* granted = std::get_if<domain::DelegationGranted>(&entry.event)) {
    delegations_[granted->delegation.id.value] = granted->delegation;
  } else if (const auto* revoked = std::get_if<domain::DelegationEnded>(&entry.event)) {
    delegations_[revoked->delegation.value].ended = true;
  } else if (const auto* recorded = std::get_if<domain::HindranceRecorded>(&entry.event)) {
    hindrances_[recorded->hindrance.id.value] = recorded->hindrance;
  } else if (const auto* ended = std::get_if<domain::HindranceEnded>(&entry.event)) {
    hindrances_[ended->hindrance.value].ended = true;
  }
}

bool Roster::holds(const std::string& person, std::string_view role, domain::Instant at) const {
  for (const auto& mandate : organisation_.mandates) {
    if (mandate.person.value == person && mandate.role == role && in_force(mandate, at)) {
      return true;
    }
  }
  return std::ranges::any_of(delegations_, [&](const auto& entry) {
    return entry.second.person.value == person && gives(entry.second, role, at);
  });
}

bool Roster::holds_for(const std::string& person, std::string_view role, const std::string& unit,
                       domain::Instant at) const {
  const auto on_side = [&](const std::string& of) {
    return of == unit || is_above(of, unit) || is_above(unit, of);
  };
  for (const auto& mandate : organisation_.mandates) {
    if (mandate.person.value == person && mandate.role == role && in_force(mandate, at) &&
        on_side(mandate.unit.value)) {
      return true;
    }
  }
  return std::ranges::any_of(delegations_, [&](const auto& entry) {
    return entry.second.person.value == person && gives(entry.second, role, at) &&
           on_side(entry.second.unit.value);
  });
}

std::vector<std::string> Roster::holders(std::string_view role, domain::Instant at) const {
  std::vector<std::string> persons;
  for (const auto& person : organisation_.persons) {
    if (holds(person.id.value, role, at)) persons.push_back(person.id.value);
  }
  return persons;
}

bool Roster::hindered(const std::string& person, domain::Instant at) const {
  return std::ranges::any_of(hindrances_, [&](const auto& entry) {
    const auto& one = entry.second;
    return one.person.value == person && !one.ended && one.from <= at && (!one.to || at < *one.to);
  });
}

bool Roster::chair_hindered(domain::Instant at) const {
  const auto chairs = holders(domain::role::committee_chair, at);
  return !chairs.empty() &&
         std::ranges::all_of(chairs, [&](const std::string& chair) { return hindered(chair, at); });
}

const domain::Unit* Roster::unit(const std::string& id) const {
  const auto found = std::ranges::find_if(organisation_.units,
                                          [&](const auto& unit) { return unit.id.value == id; });
  return found == organisation_.units.end() ? nullptr : &*found;
}

bool Roster::knows(const std::string& person) const {
  return std::ranges::any_of(organisation_.persons,
                             [&](const auto& one) { return one.id.value == person; });
}

bool Roster::is_above(const std::string& above, const std::string& below) const {
  const auto* at = unit(below);
  for (std::size_t step = 0; at != nullptr && step < organisation_.units.size(); ++step) {
    if (at->parent.value == above && !above.empty()) return true;
    at = unit(at->parent.value);
  }
  return false;
}

}  // namespace ckl::sim
