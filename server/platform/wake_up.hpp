// A timer over asio that fires at an instant of a workspace's clock.
//
// On the strand of its executor only; the clock outlives it. A long wait is cut into pieces of a
// second, so that a clock that is set forward or back is noticed; it never fires before the clock
// says so. Destroying it cancels.
#pragma once

#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "ports/clock.hpp"
#include "ports/wake_up.hpp"

namespace ckl::platform {

class AsioWakeUp final : public ports::WakeUp {
 public:
  AsioWakeUp(boost::asio::any_io_executor executor, const ports::Clock& clock);
  AsioWakeUp(const AsioWakeUp&) = delete;
  AsioWakeUp& operator=(const AsioWakeUp&) = delete;
  ~AsioWakeUp() override;

  void set(domain::Instant due, std::function<void()> fire) override;
  void cancel() override;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::platform
