// From a calendar file to who is on duty when: recurrence, exceptions and overrides laid out by the
// wall clock of each event's zone.
//
// Pure but for the zone database (zones.hpp). A shift from 19 to 07 ends at 07 on every night: it
// lasts 11 hours when clocks go forward and 13 when they go back. A length (DURATION:PT12H) lasts
// 12 hours on every night. Bounds stand in bounds.hpp; a file that asks for more is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "roster/calendar_file.hpp"

namespace ckl::roster {

struct Window {
  std::string zone = "Europe/Stockholm";  // of whole days and of times without a zone
  domain::Instant from;
  domain::Instant until;
};

// One stretch of duty, cut to the window, with the names that the event gives.
struct Shift {
  std::vector<std::string> names;
  domain::Instant from;
  domain::Instant until;
  std::size_t line = 0;  // of its event

  bool operator==(const Shift&) const = default;
};

struct Expansion {
  std::vector<Shift> shifts;   // rising
  std::vector<Fault> remarks;  // what is odd, but does not stop the file
};

[[nodiscard]] Result<Expansion> expand(std::string_view file, const Window& window);

}  // namespace ckl::roster
