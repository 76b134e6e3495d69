#include "platform/system_clock.hpp"

namespace ckl::platform {

domain::Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

ScaledClock::ScaledClock(domain::Instant start, double rate)
    : start_(start), rate_(rate > 0 ? rate : 1.0), began_(std::chrono::steady_clock::now()) {}

domain::Instant ScaledClock::now() const {
  const std::chrono::duration<double, std::milli> passed =
      std::chrono::steady_clock::now() - began_;
  return start_ + std::chrono::floor<std::chrono::milliseconds>(passed * rate_);
}

}  // namespace ckl::platform
