// The time, as a port. The only implementation that reads a real clock lives in platform/.
//
// A workspace in a replay has a clock that starts at the scenario's instant and runs at a speed
// (`rate`). Callable on any thread.
#pragma once

#include "domain/ids.hpp"

namespace ckl::ports {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual domain::Instant now() const = 0;

  // How many of its seconds pass in one real second; 1 except in a replay.
  [[nodiscard]] virtual double rate() const { return 1.0; }
};

}  // namespace ckl::ports
