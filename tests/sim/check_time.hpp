// The workspace's own time: it never goes back, never runs ahead of what the clock has shown, and
// after the clock was set back stands still by no more than the clock was set back, and no longer
// than until the clock has caught up.
//
// Told of every durable entry and, at rest, of what time the workspace and the clock say it is.
#pragma once

#include <string>

#include "domain/events.hpp"
#include "sim/finding.hpp"
#include "sim/time.hpp"

namespace ckl::sim {

class TimeChecker {
 public:
  TimeChecker(Findings& findings, const SteppedClock& clock) : findings_(findings), clock_(clock) {}

  void see(const domain::Entry& entry);
  // What the engine says, and what is due next on it, when everything due has been worked off.
  void quiet(domain::Instant workspace, std::optional<domain::Instant> due);

 private:
  Findings& findings_;
  const SteppedClock& clock_;
  domain::Instant last_{};
};

}  // namespace ckl::sim
