// Who holds which role when, read from the journal alone.
//
// A second, small reading that shares nothing with domain/authority.cpp: the checkers judge by it.
// It knows the adopted organisation, delegations in force, hindrances, and who has inherited from a
// unit that ended.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/events.hpp"

namespace ckl::sim {

class Roster {
 public:
  void see(const domain::Entry& entry);

  [[nodiscard]] bool holds(const std::string& person, std::string_view role,
                           domain::Instant at) const;
  [[nodiscard]] bool holds_any(const std::string& person,
                               std::initializer_list<std::string_view> roles,
                               domain::Instant at) const;
  // As above, with a mandate on the side of that unit, or of its heir: itself, above it or below.
  [[nodiscard]] bool holds_for(const std::string& person, std::string_view role,
                               const std::string& unit, domain::Instant at) const;
  // Each once, in the order of their mandates, then by delegation.
  [[nodiscard]] std::vector<std::string> holders(std::string_view role, domain::Instant at) const;

  // A conflict of interest hinders in the matter of its incident alone (R45).
  [[nodiscard]] bool hindered(const std::string& person, const std::string& incident,
                              domain::Instant at) const;
  [[nodiscard]] bool conflicted(const std::string& person, const std::string& incident,
                                domain::Instant at) const;
  // The chair; or a vice chair while everyone before is hindered; without a conflict of interest.
  [[nodiscard]] bool has_chairs_power(const std::string& person, const std::string& incident,
                                      domain::Instant at) const;

  [[nodiscard]] const domain::Unit* unit(const std::string& id) const;
  [[nodiscard]] bool knows(const std::string& person) const { return persons_.contains(person); }
  [[nodiscard]] const domain::Settings& settings() const { return settings_; }

 private:
  [[nodiscard]] bool is_above(const std::string& unit, const std::string& other) const;
  [[nodiscard]] std::string heir_of(const std::string& unit) const;
  void adopt(const domain::Organisation& organisation);
  void succeed(const std::string& unit, const std::string& heir);

  domain::Settings settings_;
  std::map<std::string, domain::Unit> units_;
  std::map<std::string, std::vector<domain::Mandate>, std::less<>> persons_;  // their mandates
  std::map<std::string, std::vector<domain::Mandate>, std::less<>> roles_;    // by order
  std::map<std::string, domain::Delegation> delegations_;
  std::map<std::string, domain::Hindrance> hindrances_;
  std::map<std::string, std::string> heirs_;
};

}  // namespace ckl::sim
