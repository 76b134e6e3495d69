// The scheduler: one timer armed at `next_deadline(state)`; when it fires, `NoteDeadlines` goes
// through the one door.
//
// An observer of the engine, on its strand. Knows nothing of what is due; the core works it off.
// A refused attempt (disk nearly full, journal fault) is repeated after a second. Measures how late
// a step was done: from when it was due, or known if that was later, until it was durable.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "engine/engine.hpp"
#include "engine/timer.hpp"

namespace ckl::scheduler {

class Scheduler final : public engine::Observer {
 public:
  Scheduler(engine::Engine& engine, engine::WakeUp& wake_up);

  // After the engine has started: arms the first deadline.
  void start();

  // Before the engine stops: nothing is armed any more.
  void stop();

  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& state) override;
  void on_health(const domain::Text& reason) override;

  // Told of each step that was done how late it was, in real time.
  void set_lateness(std::function<void(std::chrono::milliseconds)> report);

  // The greatest lateness of a due step so far, in real time.
  [[nodiscard]] std::chrono::milliseconds worst_lateness() const;
  // How late what is due and not done is by now, in real time.
  [[nodiscard]] std::chrono::milliseconds overdue() const;

 private:
  void arm(const domain::State& state);
  void arm_again_later();
  void fire();
  void finished(const ports::Reply& reply);
  [[nodiscard]] std::chrono::milliseconds late(domain::Instant since) const;

  engine::Engine& engine_;
  engine::WakeUp& wake_up_;
  bool started_ = false;
  bool in_flight_ = false;
  bool waiting_to_retry_ = false;
  std::optional<domain::Instant> armed_;
  std::optional<domain::Instant> counts_from_;  // of what is armed, or being done
  std::function<void(std::chrono::milliseconds)> report_;
  domain::Sequence fired_at_ = 0;  // the state's number when the timer fired
  std::chrono::milliseconds worst_{0};
};

}  // namespace ckl::scheduler
