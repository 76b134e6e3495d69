#include "app/workspaces.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <spdlog/spdlog.h>

#include "codec/codec.hpp"
#include "exercise/scenario.hpp"
#include "platform/system_clock.hpp"

namespace ckl::app {
namespace {

// A play costs a journal thread and memory for good; a server that is restarted begins anew.
constexpr std::size_t kMostPlays = 32;
constexpr double kSlowest = 1.0;
constexpr double kFastest = 3'600.0;

domain::Rejection refusal(domain::RejectionCode code, std::string_view rule, domain::Text message,
                          domain::Text what_now) {
  auto rejection =
      codec::input_rejection(rule, "scenario", std::move(message), std::move(what_now));
  rejection.code = code;
  return rejection;
}

domain::Rejection unknown_scenario(const std::string& name, const std::vector<std::string>& known) {
  std::string names;
  for (const auto& one : known) names += (names.empty() ? "" : ", ") + one;
  return refusal(domain::RejectionCode::not_found, "INPUT_UNKNOWN_SCENARIO",
                 {.sv = "Det finns inget scenario som heter '" + name + "'.",
                  .en = "There is no scenario named '" + name + "'."},
                 {.sv = "Välj ett av: " + names + ".", .en = "Choose one of: " + names + "."});
}

}  // namespace

struct Workspaces::Play {
  Play(exercise::Scenario scenario, RunningWorkspace& workspace,
       const boost::asio::any_io_executor& executor)
      : wake_up(executor, workspace.clock()),
        player(std::move(scenario), workspace.engine(), wake_up, {}) {}

  platform::AsioWakeUp wake_up;
  exercise::Player player;
};

Workspaces::Workspaces(Surroundings around) : around_(std::move(around)) {}

Workspaces::~Workspaces() = default;

void Workspaces::start() {
  for (const auto& what : around_.config.workspaces) {
    running_.push_back(std::make_unique<RunningWorkspace>(
        around_, what, std::make_unique<platform::SystemClock>()));
    running_.back()->start();
  }
}

void Workspaces::stop() {
  for (const auto& play : plays_) play->player.stop();
  for (const auto& workspace : running_) workspace->stop();
}

void Workspaces::check_health() {
  for (const auto& workspace : running_) workspace->check_health();
}

const edge::Workspace* Workspaces::find(std::string_view id) const {
  const auto found =
      std::ranges::find_if(running_, [&](const auto& one) { return one->view().id.value == id; });
  return found == running_.end() ? nullptr : &(*found)->view();
}

std::vector<const edge::Workspace*> Workspaces::list() const {
  std::vector<const edge::Workspace*> all;
  all.reserve(running_.size());
  for (const auto& one : running_) all.push_back(&one->view());
  return all;
}

RunningWorkspace* Workspaces::running(std::string_view id) {
  const auto found =
      std::ranges::find_if(running_, [&](const auto& one) { return one->view().id.value == id; });
  return found == running_.end() ? nullptr : found->get();
}

std::vector<std::string> Workspaces::scenarios() const {
  return exercise::list_scenarios(around_.config.scenarios);
}

platform::WorkspaceConfig Workspaces::describe(const exercise::Scenario& scenario) const {
  const auto folder = around_.config.data / "workspaces";
  const std::string base = "ovning-" + scenario.id + "-";
  std::size_t number = 1;
  while (std::filesystem::exists(folder / (base + std::to_string(number)))) ++number;
  return {.id = {base + std::to_string(number)},
          .mode = domain::Mode::exercise,
          .name = {.sv = "Övning: " + scenario.title.sv, .en = "Exercise: " + scenario.title.en},
          .played = true};
}

std::expected<domain::WorkspaceId, domain::Rejection> Workspaces::play(const std::string& name,
                                                                       double speed) {
  const auto known = scenarios();
  if (std::ranges::find(known, name) == known.end()) {
    return std::unexpected(unknown_scenario(name, known));
  }
  if (!(speed >= kSlowest && speed <= kFastest)) {
    return std::unexpected(
        refusal(domain::RejectionCode::invalid, "INPUT_SPEED",
                {.sv = "Farten är utanför sina gränser.", .en = "The speed is out of bounds."},
                {.sv = "Ange 1 till 3600.", .en = "Give 1 to 3600."}));
  }
  if (plays_.size() >= kMostPlays) {
    return std::unexpected(
        refusal(domain::RejectionCode::exhausted, "INPUT_TOO_MANY_PLAYS",
                {.sv = "För många övningar är öppna.", .en = "Too many exercises are open."},
                {.sv = "Starta om servern; journalerna finns kvar.",
                 .en = "Restart the server; the journals remain."}));
  }
  auto scenario = exercise::load_scenario(around_.config.scenarios / (name + ".txt"));
  if (!scenario) {
    spdlog::error("{}", exercise::format_problems(scenario.error()));
    return std::unexpected(
        refusal(domain::RejectionCode::precondition, "INPUT_SCENARIO_FILE",
                {.sv = "Scenariofilen innehåller fel.", .en = "The scenario file has mistakes."},
                {.sv = "Se serverns logg.", .en = "See the server's log."}));
  }
  auto clock = std::make_unique<platform::ScaledClock>(scenario->civil.start, speed);
  running_.push_back(
      std::make_unique<RunningWorkspace>(around_, describe(*scenario), std::move(clock)));
  auto& workspace = *running_.back();
  plays_.push_back(std::make_unique<Play>(std::move(*scenario), workspace, around_.executor));
  auto& play = *plays_.back();
  workspace.engine().observe(play.player);
  workspace.start();
  play.player.start();
  return workspace.view().id;
}

void Workspaces::measure_overdue(delivery::Lateness& lateness) const {
  delivery::Lateness::Late deadline{0};
  delivery::Lateness::Late message{0};
  for (const auto& one : running_) {
    deadline = std::max(deadline, one->scheduler().overdue());
    message = std::max(message, one->dispatcher().overdue());
  }
  lateness.overdue(delivery::DueStep::deadline, deadline);
  lateness.overdue(delivery::DueStep::message, message);
}

void Workspaces::look_at_gateways() {
  for (const auto& one : running_) {
    if (one->view().mode == domain::Mode::live) one->dispatcher().look();
  }
}

}  // namespace ckl::app
