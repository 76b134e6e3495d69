// Plays a scenario in a workspace, live: each step is submitted at its time on the workspace's
// clock, as the person it names.
//
// On the engine's strand. Whoever makes it adds it to the engine's observers, before the engine
// starts; `start` comes when the organisation is adopted. It outlives the engine, as its wake-up
// does. Never blocks and never holds the engine up: a refused or failed step is reported and the
// play goes on. Expectations are judged after each step and told to `on_failure`; what gateways
// sent is not judged here. Knows nothing of delivery, streams or configuration.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.hpp"
#include "exercise/scenario.hpp"
#include "ports/wake_up.hpp"

namespace ckl::exercise {

struct PlayerCalls {
  std::function<void(std::string_view)> on_failure;  // an expectation that does not hold
  std::function<void(std::size_t failures)> on_end;
};

class Player final : public engine::Observer {
 public:
  Player(Scenario scenario, engine::Engine& engine, ports::WakeUp& wake_up, PlayerCalls calls);
  ~Player() override;

  // Once.
  void start();
  // No further step; what was submitted is decided.
  void stop();

  [[nodiscard]] bool ended() const;
  [[nodiscard]] std::size_t steps_done() const;
  [[nodiscard]] std::size_t steps() const;
  [[nodiscard]] std::size_t failures() const;

  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& state) override;
  void on_health(const domain::Text& reason) override;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// What a step's act is submitted as: the person by way of a scenario, with the references in the
// command resolved against `state`. `number` makes the command's id.
[[nodiscard]] engine::Submission submission_for(const Scenario& scenario, std::size_t number,
                                                const domain::State& state);

}  // namespace ckl::exercise
