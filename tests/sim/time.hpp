// Time in a simulated run: the true time of the world, the server's clock that may be wrong, and
// what happens when.
//
// Single-threaded. The world's time never goes back; the clock is that time and an error which
// steps. A wake-up fires when the clock says so, as the real one does.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "ports/clock.hpp"
#include "ports/wake_up.hpp"

namespace ckl::sim {

using Milliseconds = std::chrono::milliseconds;

class SteppedClock final : public ports::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override {
    furthest = std::max(furthest, world + error);
    return world + error;
  }

  domain::Instant world;
  Milliseconds error{0};
  mutable domain::Instant furthest;  // the latest time that it has shown anybody
};

class HandWakeUp final : public ports::WakeUp {
 public:
  void set(domain::Instant due, std::function<void()> fire) override {
    due_ = due;
    fire_ = std::move(fire);
  }
  void cancel() override {
    due_.reset();
    fire_ = nullptr;
  }

  [[nodiscard]] const std::optional<domain::Instant>& due() const { return due_; }
  void fire() {
    due_.reset();
    std::exchange(fire_, nullptr)();
  }

 private:
  std::optional<domain::Instant> due_;
  std::function<void()> fire_;
};

// What happens outside the server, by the world's time; things at the same instant in the order in
// which they were noted.
class Agenda {
 public:
  void note(domain::Instant when, std::function<void()> what) {
    entries_.emplace(when, std::move(what));
  }
  [[nodiscard]] std::optional<domain::Instant> next() const {
    return entries_.empty() ? std::nullopt : std::optional(entries_.begin()->first);
  }
  void run_next() {
    auto entry = entries_.extract(entries_.begin());
    entry.mapped()();
  }

 private:
  std::multimap<domain::Instant, std::function<void()>> entries_;
};

}  // namespace ckl::sim
