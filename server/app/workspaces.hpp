// All workspaces of the server: those of the configuration, and one more for each scenario that is
// played.
//
// Main thread. Workspaces are added while the server runs and never removed before the end. A
// played scenario gets a journal of its own
// (`ovning-<scenario>-<n>`) and a clock that starts at the scenario's instant; journals of earlier
// plays stay on disk and are not opened again.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/running_workspace.hpp"
#include "exercise/player.hpp"

namespace ckl::app {

class Workspaces {
 public:
  explicit Workspaces(Surroundings around);
  Workspaces(const Workspaces&) = delete;
  Workspaces& operator=(const Workspaces&) = delete;
  ~Workspaces();

  // Opens and starts those of the configuration.
  void start();
  void stop();
  void check_health();

  [[nodiscard]] const edge::Workspace* find(std::string_view id) const;
  [[nodiscard]] std::vector<const edge::Workspace*> list() const;
  [[nodiscard]] RunningWorkspace* running(std::string_view id);

  [[nodiscard]] std::expected<domain::WorkspaceId, domain::Rejection> play(
      const std::string& scenario, double speed);
  [[nodiscard]] std::vector<std::string> scenarios() const;

  // Tells the meter how late what is due and not done is by now, in all of them.
  void measure_overdue(delivery::Lateness& lateness) const;
  // Something was found out about a gateway, of which the live workspace's journal speaks.
  void look_at_gateways();

 private:
  struct Play;
  [[nodiscard]] platform::WorkspaceConfig describe(const exercise::Scenario& scenario) const;

  Surroundings around_;
  std::vector<std::unique_ptr<RunningWorkspace>> running_;
  std::vector<std::unique_ptr<Play>> plays_;
};

}  // namespace ckl::app
