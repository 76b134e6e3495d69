// The clocks: the only place in the server that reads the time.
//
// `SystemClock` is the machine's. `ScaledClock` starts at an instant of a scenario and runs at a
// speed, by the machine's steady clock, so it never jumps. Any thread.
#pragma once

#include <chrono>

#include "ports/clock.hpp"

namespace ckl::platform {

class SystemClock final : public ports::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override;
};

class ScaledClock final : public ports::Clock {
 public:
  // `rate` seconds of this clock pass in one real second; it must be positive.
  ScaledClock(domain::Instant start, double rate);

  [[nodiscard]] domain::Instant now() const override;
  [[nodiscard]] double rate() const override { return rate_; }

 private:
  domain::Instant start_;
  double rate_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace ckl::platform
