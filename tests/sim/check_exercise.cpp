// An exercise never touches live: its letters go to the console, or to persons on its list, with
// the mark; and no command of one workspace is in the other's journal.
#include <algorithm>
#include <utility>

#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

class ExerciseChecker final : public Checker {
 public:
  ExerciseChecker(Findings& findings, std::vector<std::string> list)
      : Checker(findings), list_(std::move(list)) {}
  [[nodiscard]] std::string_view name() const override { return "exercise"; }

  // Command ids in a simulated run begin with the workspace's name.
  void see(Batch batch, const Roster&) override {
    for (const auto& entry : batch) {
      if (const auto* opened = std::get_if<domain::WorkspaceOpened>(&entry.event)) {
        workspace_ = opened->workspace.value;
        mode_ = opened->mode;
      }
      if (!entry.command_id.empty() && !entry.command_id.starts_with(workspace_ + ".")) {
        find(entry, "command " + entry.command_id + " is in the journal of " + workspace_);
      }
    }
  }

  void sent(const SentLetter& letter) override {
    const auto what = letter.message + " to " + letter.address;
    if (letter.workspace != workspace_) find(what + ": a letter of another workspace");
    if (letter.mode != mode_) find(what + ": a letter of another mode");
    const bool marked = letter.text.find("ÖVNING") != std::string::npos &&
                        letter.short_text.find("ÖVNING") != std::string::npos;
    if (mode_ == domain::Mode::live) {
      if (letter.text.find("ÖVNING") != std::string::npos) find(what + ": live, marked ÖVNING");
      return;
    }
    if (!marked) find(what + ": an exercise without the mark");
    const bool listed = std::ranges::any_of(list_, [&](const std::string& person) {
      return letter.address.find(":" + person + ":") != std::string::npos;
    });
    if (letter.channel != "console" && !listed) find(what + ": an exercise reached a person");
  }

 private:
  std::vector<std::string> list_;
  std::string workspace_;
  domain::Mode mode_ = domain::Mode::live;
};

}  // namespace

std::unique_ptr<Checker> check_exercise(Findings& findings, std::vector<std::string> list) {
  return std::make_unique<ExerciseChecker>(findings, std::move(list));
}

}  // namespace ckl::sim
