// A clock that a test sets by hand.
//
// Test code only. Starts at the instant of the scenarios' night; never moves by itself.
#pragma once

#include "ports/clock.hpp"

namespace ckl::test {

class HandClock final : public ports::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }

 private:
  domain::Instant now_{std::chrono::seconds{1'795'000'000}};
};

}  // namespace ckl::test
