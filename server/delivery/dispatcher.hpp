// The dispatcher of one workspace: performs what `owed_deliveries` says, paced, and reports back
// through the one door.
//
// An observer on the engine's strand. For each owed delivery: take a place and a token of a gateway
// that the switchboard chooses (call-outs before relief before information, never dropping) ->
// `BeginAttempt` -> durable -> `Channel::send` -> `ReportAttempt`. In the LIVE workspace what the
// switchboard finds out about a gateway is noted in the journal. Nothing leaves before its intent
// is on disk. After a restart `DoubtAttempts` marks what was begun and never finished; those are
// sent again with a mark. Texts are rendered here (texts.hpp); addresses are asked of the directory
// at this moment. In an EXERCISE or TEST workspace everything goes to the console channel, except
// to persons on the exercise's list (G12).
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/switchboard.hpp"
#include "delivery/text_templates.hpp"
#include "domain/owed.hpp"
#include "engine/engine.hpp"
#include "engine/timer.hpp"
#include "ports/channel.hpp"
#include "ports/directory.hpp"

namespace ckl::delivery {

// Makes the link under which the call that a message makes is answered; implemented by auth/.
using AnswerLink = std::function<std::string(const domain::WorkspaceId&, const domain::MessageId&)>;

// Makes the short code by which one call is answered in a text message; implemented by auth/.
using AnswerCode = std::function<std::string(const domain::WorkspaceId&, const domain::MessageId&)>;

struct DispatcherOptions {
  std::set<domain::PersonId> exercise_list;
  TextTemplates texts = {};
};

class Dispatcher final : public engine::Observer {
 public:
  struct Needs {
    const ports::Directory& directory;
    Switchboard& switchboard;  // of all workspaces; has every gateway before `start`
  };

  // Engine, wake-up and what it needs outlive the dispatcher. A console is addressed by person id,
  // so that no address is ever printed.
  Dispatcher(engine::Engine& engine, engine::WakeUp& wake_up, const Needs& needs,
             DispatcherOptions options);
  ~Dispatcher() override;

  void set_answer_link(AnswerLink link);
  void set_answer_code(AnswerCode code);

  // Told of each message that leaves how late it was, in real time (punctuality.hpp).
  void set_lateness(std::function<void(std::chrono::milliseconds)> report);
  // How late the latest message is that is owed, held back by nothing, and has not left.
  [[nodiscard]] std::chrono::milliseconds overdue() const;

  // Something has been found out about a gateway elsewhere.
  void look();

  // After the engine has started: doubts what was under way, then sends what is owed.
  void start();

  // A delivery receipt that came in by callback; unknown keys are refused.
  [[nodiscard]] ports::Result<void> receipt(std::string_view key, ports::SendResult result);

  // How many messages wait for each kind, by class.
  struct Queued {
    std::string kind;
    std::array<std::size_t, domain::send_classes> messages{};
  };
  [[nodiscard]] std::vector<Queued> waiting() const;

  // Gateways that are lost at present, in words; empty when all is well.
  [[nodiscard]] std::vector<domain::Text> gateway_faults() const;

  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& state) override;
  void on_health(const domain::Text& reason) override;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::delivery
