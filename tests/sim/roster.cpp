#include "sim/roster.hpp"

#include <algorithm>

namespace ckl::sim {
namespace {

bool in_force(const domain::Mandate& mandate, domain::Instant at) {
  if (mandate.valid_from && at < *mandate.valid_from) return false;
  return !mandate.valid_to || at < *mandate.valid_to;
}

// The powers of the elected are theirs alone.
bool elected(std::string_view role) {
  return role.starts_with("KN_") || role.starts_with("KS_") || role.starts_with("KF_") ||
         role == "UNIT_CHAIR";
}

bool gives(const domain::Delegation& delegation, std::string_view role, domain::Instant at) {
  return delegation.role == role && !elected(role) && !delegation.ended && delegation.from <= at &&
         at < delegation.until;
}

bool lasts(const domain::Hindrance& hindrance, domain::Instant at) {
  return !hindrance.ended && hindrance.from <= at && (!hindrance.to || at < *hindrance.to);
}

}  // namespace

void Roster::see(const domain::Entry& entry) {
  if (const auto* adopted = std::get_if<domain::OrganisationAdopted>(&entry.event)) {
    adopt(adopted->organisation);
  } else if (const auto* settings = std::get_if<domain::SettingsAdopted>(&entry.event)) {
    settings_ = settings->settings;
  } else if (const auto* granted = std::get_if<domain::DelegationGranted>(&entry.event)) {
    delegations_[granted->delegation.id.value] = granted->delegation;
  } else if (const auto* revoked = std::get_if<domain::DelegationEnded>(&entry.event)) {
    delegations_.erase(revoked->delegation.value);
  } else if (const auto* recorded = std::get_if<domain::HindranceRecorded>(&entry.event)) {
    hindrances_[recorded->hindrance.id.value] = recorded->hindrance;
  } else if (const auto* ended = std::get_if<domain::HindranceEnded>(&entry.event)) {
    hindrances_.erase(ended->hindrance.value);
  } else if (const auto* succeeded = std::get_if<domain::UnitSucceeded>(&entry.event)) {
    succeed(succeeded->unit.value, succeeded->successor.value);
  } else if (const auto* settled = std::get_if<domain::SuccessionSettled>(&entry.event)) {
    heirs_.erase(settled->unit.value);
  }
}

void Roster::adopt(const domain::Organisation& organisation) {
  units_.clear();
  persons_.clear();
  roles_.clear();
  for (const auto& unit : organisation.units) units_.emplace(unit.id.value, unit);
  for (const auto& person : organisation.persons) persons_[person.id.value];
  for (const auto& mandate : organisation.mandates) {
    persons_[mandate.person.value].push_back(mandate);
    auto& of_role = roles_[mandate.role];
    of_role.insert(std::ranges::upper_bound(of_role, mandate.order, {}, &domain::Mandate::order),
                   mandate);
  }
}

void Roster::succeed(const std::string& unit, const std::string& heir) {
  for (auto& [ended, inherits] : heirs_) {
    if (inherits == unit) inherits = heir;
  }
  heirs_[unit] = heir;
}

bool Roster::holds(const std::string& person, std::string_view role, domain::Instant at) const {
  const auto found = persons_.find(person);
  const auto is_held = [&](const domain::Mandate& mandate) {
    return mandate.role == role && in_force(mandate, at);
  };
  if (found != persons_.end() && std::ranges::any_of(found->second, is_held)) return true;
  return std::ranges::any_of(delegations_, [&](const auto& entry) {
    return entry.second.person.value == person && gives(entry.second, role, at);
  });
}

bool Roster::holds_any(const std::string& person, std::initializer_list<std::string_view> roles,
                       domain::Instant at) const {
  return std::ranges::any_of(roles, [&](std::string_view role) { return holds(person, role, at); });
}

bool Roster::holds_for(const std::string& person, std::string_view role, const std::string& unit,
                       domain::Instant at) const {
  const auto heir = heir_of(unit);
  const auto beside = [&](const std::string& of, const std::string& wanted) {
    return of == wanted || is_above(of, wanted) || is_above(wanted, of);
  };
  const auto on_side = [&](const std::string& of) { return beside(of, unit) || beside(of, heir); };
  const auto found = persons_.find(person);
  const auto is_held = [&](const domain::Mandate& mandate) {
    return mandate.role == role && in_force(mandate, at) && on_side(mandate.unit.value);
  };
  if (found != persons_.end() && std::ranges::any_of(found->second, is_held)) return true;
  return std::ranges::any_of(delegations_, [&](const auto& entry) {
    return entry.second.person.value == person && gives(entry.second, role, at) &&
           on_side(entry.second.unit.value);
  });
}

std::vector<std::string> Roster::holders(std::string_view role, domain::Instant at) const {
  std::vector<std::string> persons;
  const auto add = [&](const std::string& person) {
    if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
  };
  if (const auto found = roles_.find(role); found != roles_.end()) {
    for (const auto& mandate : found->second) {
      if (in_force(mandate, at)) add(mandate.person.value);
    }
  }
  for (const auto& [id, delegation] : delegations_) {
    if (gives(delegation, role, at)) add(delegation.person.value);
  }
  return persons;
}

bool Roster::hindered(const std::string& person, const std::string& incident,
                      domain::Instant at) const {
  return std::ranges::any_of(hindrances_, [&](const auto& entry) {
    const auto& one = entry.second;
    const bool here = one.kind != "CONFLICT" || one.incident.value == incident;
    return one.person.value == person && here && lasts(one, at);
  });
}

bool Roster::conflicted(const std::string& person, const std::string& incident,
                        domain::Instant at) const {
  return std::ranges::any_of(hindrances_, [&](const auto& entry) {
    const auto& one = entry.second;
    return one.kind == "CONFLICT" && one.person.value == person && !incident.empty() &&
           one.incident.value == incident && lasts(one, at);
  });
}

bool Roster::has_chairs_power(const std::string& person, const std::string& incident,
                              domain::Instant at) const {
  if (holds(person, domain::role::committee_chair, at)) return !conflicted(person, incident, at);
  const auto chairs = holders(domain::role::committee_chair, at);
  const auto away = [&](const std::string& one) { return hindered(one, incident, at); };
  if (chairs.empty() || !std::ranges::all_of(chairs, away)) return false;
  for (const auto& vice : holders(domain::role::committee_vice_chair, at)) {
    if (vice == person) return !conflicted(person, incident, at);
    if (!away(vice)) return false;
  }
  return false;
}

const domain::Unit* Roster::unit(const std::string& id) const {
  const auto found = units_.find(id);
  return found == units_.end() ? nullptr : &found->second;
}

bool Roster::is_above(const std::string& above, const std::string& below) const {
  const auto* at = unit(below);
  for (std::size_t step = 0; at != nullptr && step < units_.size(); ++step) {
    if (at->parent.value == above && !above.empty()) return true;
    at = unit(at->parent.value);
  }
  return false;
}

std::string Roster::heir_of(const std::string& unit) const {
  auto heir = unit;
  for (std::size_t step = 0; step < heirs_.size(); ++step) {
    const auto found = heirs_.find(heir);
    if (found == heirs_.end()) break;
    heir = found->second;
  }
  return heir;
}

}  // namespace ckl::sim
