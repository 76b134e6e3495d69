// Who holds which role when, read from the journal alone.
//
// A second, small reading that shares nothing with domain/authority.cpp: the checkers judge by it.
// It knows the adopted organisation, delegations in force, and hindrances.
#pragma once

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
  // As above, with a mandate on the side of that unit: itself, above it or below it.
  [[nodiscard]] bool holds_for(const std::string& person, std::string_view role,
                               const std::string& unit, domain::Instant at) const;
  [[nodiscard]] std::vector<std::string> holders(std::string_view role, domain::Instant at) const;
  [[nodiscard]] bool hindered(const std::string& person, domain::Instant at) const;
  // Whoever holds the chair is hindered, and somebody holds it.
  [[nodiscard]] bool chair_hindered(domain::Instant at) const;
  [[nodiscard]] const domain::Unit* unit(const std::string& id) const;
  [[nodiscard]] bool knows(const std::string& person) const;
  [[nodiscard]] const domain::Settings& settings() const { return settings_; }

 private:
  [[nodiscard]] bool is_above(const std::string& unit, const std::string& other) const;

  domain::Organisation organisation_;
  domain::Settings settings_;
  std::map<std::string, domain::Delegation> delegations_;
  std::map<std::string, domain::Hindrance> hindrances_;
};

}  // namespace ckl::sim
