// From a key that was pressed to the workspace whose call it answers.
//
// Main thread. The attempt's key names workspace and message; the message names the call-out and
// whoever is called, who answers for himself by having the telephone. Keys that answer a test alarm
// go to the watcher.
#pragma once

#include "ports/answer_desk.hpp"

namespace ckl::domain {
struct Message;
}

namespace ckl::delivery {
class Watcher;
}

namespace ckl::app {

class RunningWorkspace;
class Trials;
class Workspaces;

class VoiceDesk final : public ports::AnswerDesk {
 public:
  // Before that nothing is taken. Both outlive the desk's use.
  void open(Workspaces& workspaces, delivery::Watcher& watcher, Trials& trials) {
    workspaces_ = &workspaces;
    watcher_ = &watcher;
    trials_ = &trials;
  }

  void take(ports::KeyAnswer answer, Done done) override;
  [[nodiscard]] bool wanted(std::string_view key) const override;

 private:
  struct Found {
    RunningWorkspace* workspace = nullptr;
    const domain::Message* message = nullptr;
  };
  [[nodiscard]] Found find(std::string_view key) const;

  Workspaces* workspaces_ = nullptr;
  delivery::Watcher* watcher_ = nullptr;
  Trials* trials_ = nullptr;
};

}  // namespace ckl::app
