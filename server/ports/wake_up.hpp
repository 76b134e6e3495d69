// A timer as a port: fires once at an instant of the workspace's clock.
//
// Implemented over asio in platform/ and by hand in tests. Used on the strand only; setting it
// again replaces what was set.
#pragma once

#include <functional>

#include "domain/ids.hpp"

namespace ckl::ports {

class WakeUp {
 public:
  WakeUp() = default;
  WakeUp(const WakeUp&) = delete;
  WakeUp& operator=(const WakeUp&) = delete;
  virtual ~WakeUp() = default;

  virtual void set(domain::Instant due, std::function<void()> fire) = 0;
  virtual void cancel() = 0;
};

}  // namespace ckl::ports
