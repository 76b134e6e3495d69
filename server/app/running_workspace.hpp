// One workspace with everything that runs in it: journal, engine, hub, scheduler, dispatcher, and
// its clock.
//
// Made, started and stopped on the main thread by `Server`. A journal that can't be opened still
// makes a workspace: it shows why and refuses commands. `start` brings the adopted organisation,
// boundaries, settings and plans up to the configuration through the one door.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "app/gateways.hpp"
#include "app/texts.hpp"
#include "auth/answer_link.hpp"
#include "delivery/dispatcher.hpp"
#include "delivery/lateness.hpp"
#include "edge/api/api.hpp"
#include "engine/engine.hpp"
#include "platform/config.hpp"
#include "platform/directory.hpp"
#include "platform/wake_up.hpp"
#include "scheduler/scheduler.hpp"
#include "stream/hub.hpp"

namespace ckl::app {

// What every workspace needs of the server; all of it outlives the workspaces.
struct Surroundings {
  boost::asio::any_io_executor executor;
  const platform::Config& config;
  const platform::ContactDirectory& directory;
  const Gateways& gateways;
  const auth::AnswerLinks& links;
  const CityTexts& texts;
  // What else keeps messages from going out or being heard of, in words.
  std::function<std::vector<domain::Text>()> other_faults = {};
  delivery::Lateness* lateness = nullptr;
  std::function<void(v1::ListGatewaysResponse& out)> test_alarms = {};
};

class RunningWorkspace {
 public:
  RunningWorkspace(const Surroundings& around, platform::WorkspaceConfig what,
                   std::unique_ptr<ports::Clock> clock);
  RunningWorkspace(const RunningWorkspace&) = delete;
  RunningWorkspace& operator=(const RunningWorkspace&) = delete;
  ~RunningWorkspace();

  void start();
  void stop();

  // About once a second: the disk may have filled up without a command.
  void check_health();

  [[nodiscard]] const edge::Workspace& view() const { return view_; }
  [[nodiscard]] engine::Engine& engine() { return *engine_; }
  [[nodiscard]] const ports::Clock& clock() const { return *clock_; }
  [[nodiscard]] delivery::Dispatcher& dispatcher() { return *dispatcher_; }
  [[nodiscard]] const scheduler::Scheduler& scheduler() const { return *scheduler_; }

 private:
  [[nodiscard]] bool unreadable() const;
  [[nodiscard]] std::vector<domain::Text> faults() const;
  [[nodiscard]] edge::Route route(const domain::PersonId& person,
                                  const domain::ContactStep& step) const;
  void adopt_configuration();
  void adopt(domain::Command command);

  const Surroundings& around_;
  platform::WorkspaceConfig what_;
  std::unique_ptr<ports::Clock> clock_;
  std::unique_ptr<ports::Journal> journal_;
  std::unique_ptr<engine::Engine> engine_;
  platform::AsioWakeUp scheduler_wake_;
  platform::AsioWakeUp dispatcher_wake_;
  std::unique_ptr<stream::Hub> hub_;
  std::unique_ptr<scheduler::Scheduler> scheduler_;
  std::unique_ptr<delivery::Dispatcher> dispatcher_;
  edge::Presence presence_;  // outlives the feeds, which end with the edges
  edge::Workspace view_;
  bool adopted_ = false;
};

}  // namespace ckl::app
