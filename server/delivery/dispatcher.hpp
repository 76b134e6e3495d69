// The dispatcher of one workspace: performs what `owed_deliveries` says, paced, and reports back
// through the one door.
//
// An observer on the engine's strand. For each owed delivery: take a token of the gateway's pace
// (calls before stand-downs before notices, never dropping) -> `BeginAttempt` -> durable ->
// `Channel::send` -> `ReportAttempt`. Nothing leaves before its intent is on disk. After a restart
// `DoubtAttempts` marks what was begun and never finished; those are sent again with a mark. Texts
// are rendered here (texts.hpp); addresses are asked of the directory at this moment. In an
// EXERCISE or TEST workspace everything goes to the console channel, except to persons on the
// exercise's list (G12).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "engine/timer.hpp"
#include "ports/channel.hpp"
#include "ports/directory.hpp"

namespace ckl::delivery {

// Makes the link under which one person answers one call-out; implemented by auth/.
using AnswerLink = std::function<std::string(const domain::WorkspaceId&, const domain::CalloutId&,
                                             const domain::PersonId&)>;

struct DispatcherOptions {
  // Messages per second and gateway, sustained; a burst of one second's worth is allowed.
  std::map<std::string, double> pace;  // by gateway
  double default_pace = 10.0;
  std::size_t in_flight_per_gateway = 32;
  std::set<domain::PersonId> exercise_list;
};

class Dispatcher final : public engine::Observer {
 public:
  // Engine, wake-up, directory and channels outlive the dispatcher.
  Dispatcher(engine::Engine& engine, engine::WakeUp& wake_up, const ports::Directory& directory,
             DispatcherOptions options);
  ~Dispatcher() override;

  // For every kind one channel in this version; the console channel is always there. A console is
  // addressed by person id, so that no address is ever printed.
  void add_channel(ports::Channel& channel);
  // `channel` also serves rungs of another kind: a console that stands in for SMS.
  void stand_in(std::string_view kind, ports::Channel& channel);
  void set_answer_link(AnswerLink link);

  // After the engine has started: doubts what was under way, then sends what is owed.
  void start();

  // A delivery receipt that came in by callback; unknown keys are refused.
  [[nodiscard]] ports::Result<void> receipt(std::string_view key, ports::SendResult result);

  // Gateways that fail at present, in words; empty when all is well.
  [[nodiscard]] std::vector<domain::Text> gateway_faults() const;

  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& state) override;
  void on_health(const domain::Text& reason) override;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::delivery
