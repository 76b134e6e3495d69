// Who may be called, as the journal says: absences, who comes to which call-out, and
// qualifications. Written beside the core's own, from the events alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "domain/decide.hpp"

namespace ckl::sim {

class Availability {
 public:
  void see(const domain::Entry& entry);
  [[nodiscard]] static bool is_changed_by(const domain::Entry& entry);

  // Why the person must not be called by that call-out, or nothing.
  [[nodiscard]] std::string_view bar(const std::string& person, const std::string& callout,
                                     const domain::PlanPosition& plan, domain::Instant at) const;

 private:
  std::map<std::string, domain::Absence> absences_;
  // By person and call-out: since when they have been coming.
  std::map<std::string, std::map<std::string, domain::Instant>> coming_;
  std::map<std::string, std::set<std::string>> qualifications_;
};

}  // namespace ckl::sim
