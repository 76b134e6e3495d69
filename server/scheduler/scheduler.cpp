#include "scheduler/scheduler.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "domain/owed.hpp"

namespace ckl::scheduler {
namespace {

constexpr std::chrono::milliseconds retry_after{1'000};

std::chrono::milliseconds scaled(std::chrono::milliseconds time, double factor) {
  return std::chrono::milliseconds(
      static_cast<std::chrono::milliseconds::rep>(static_cast<double>(time.count()) * factor));
}

}  // namespace

Scheduler::Scheduler(engine::Engine& engine, engine::WakeUp& wake_up)
    : engine_(engine), wake_up_(wake_up) {}

void Scheduler::start() {
  started_ = true;
  arm(engine_.state());
  // What fell due while nothing ran is late since then.
  if (armed_) counts_from_ = *armed_;
}

void Scheduler::stop() {
  started_ = false;
  armed_.reset();
  counts_from_.reset();
  wake_up_.cancel();
}

void Scheduler::on_committed(std::span<const ports::CommittedEntry>, const domain::State& state) {
  arm(state);
}

void Scheduler::on_health(const domain::Text& reason) {
  if (reason.empty() && waiting_to_retry_) {
    waiting_to_retry_ = false;
    armed_.reset();
    const auto since = counts_from_;
    arm(engine_.state());
    if (armed_) counts_from_ = since;
  }
}

void Scheduler::set_lateness(std::function<void(std::chrono::milliseconds)> report) {
  report_ = std::move(report);
}

std::chrono::milliseconds Scheduler::worst_lateness() const { return worst_; }

std::chrono::milliseconds Scheduler::overdue() const {
  return started_ && counts_from_ ? late(*counts_from_) : std::chrono::milliseconds{0};
}

std::chrono::milliseconds Scheduler::late(domain::Instant since) const {
  const auto time = std::max(engine_.clock().now() - since, domain::Instant::duration{0});
  return scaled(time, 1.0 / engine_.clock().rate());
}

void Scheduler::arm(const domain::State& state) {
  if (!started_ || in_flight_ || waiting_to_retry_) {
    return;
  }
  const auto due = domain::next_deadline(state);
  // A clock that was set forward and back can have carried the workspace's time past the deadline
  // that is armed, which the clock would reach much later.
  const bool passed = due && *due <= engine_.now();
  if (due == armed_ && !passed) {
    return;
  }
  if (due != armed_) counts_from_ = passed ? engine_.clock().now() : due;
  armed_ = due;
  if (!due) {
    wake_up_.cancel();
    return;
  }
  // The workspace's time may be ahead of a clock that was set back, or is before this fires; what
  // is due then is due now, and well before now.
  const auto at = passed ? std::min(*due, engine_.clock().now() - std::chrono::days{1}) : *due;
  wake_up_.set(at, [this] { fire(); });
}

void Scheduler::arm_again_later() {
  if (!started_) {
    return;
  }
  waiting_to_retry_ = true;
  const auto at = engine_.clock().now() + scaled(retry_after, engine_.clock().rate());
  wake_up_.set(at, [this] {
    waiting_to_retry_ = false;
    fire();
  });
}

void Scheduler::fire() {
  armed_.reset();
  in_flight_ = true;
  fired_at_ = engine_.state().sequence;
  engine_.submit({.command = domain::NoteDeadlines{},
                  .actor = {.person = {}, .capacity = {}, .machine = "timer", .via = "internal"},
                  .command_id = {},
                  .fingerprint = 0},
                 [this](const ports::Reply& reply) { finished(reply); });
}

void Scheduler::finished(const ports::Reply& reply) {
  in_flight_ = false;
  const auto due = domain::next_deadline(engine_.state());
  if (std::holds_alternative<domain::Rejection>(reply)) {
    arm_again_later();
    return;
  }
  // A deadline that is due and stays due would be fired at for ever.
  if (due && *due <= engine_.now() && engine_.state().sequence == fired_at_) {
    spdlog::error("{}: a deadline that is due can not be worked off",
                  engine_.state().workspace.value);
    arm_again_later();
    return;
  }
  if (const auto since = std::exchange(counts_from_, std::nullopt)) {
    worst_ = std::max(worst_, late(*since));
    if (report_) report_(late(*since));
  }
  arm(engine_.state());
}

}  // namespace ckl::scheduler
