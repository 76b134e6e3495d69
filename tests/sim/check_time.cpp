#include "sim/check_time.hpp"

#include <algorithm>

namespace ckl::sim {

void TimeChecker::see(const domain::Entry& entry) {
  const auto at = "entry " + std::to_string(entry.sequence);
  if (entry.time < last_) findings_.add("time", at + " is earlier than the one before");
  if (entry.time > clock_.furthest) findings_.add("time", at + " is later than any clock showed");
  last_ = std::max(last_, entry.time);
}

void TimeChecker::quiet(domain::Instant workspace, std::optional<domain::Instant> due) {
  const auto shown = clock_.world + clock_.error;
  if (workspace != std::max(shown, last_)) {
    findings_.add("time", "the workspace has neither the clock's time nor its last entry's");
  }
  if (workspace > clock_.furthest) {
    findings_.add("time", "the workspace stands still for longer than the clock was set back");
  }
  if (due && *due <= workspace) findings_.add("time", "something is due and nothing is done");
}

}  // namespace ckl::sim
