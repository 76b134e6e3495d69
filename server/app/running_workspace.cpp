#include "app/running_workspace.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "app/gateway_status.hpp"
#include "journal/closed_journal.hpp"
#include "journal/rocks_journal.hpp"

namespace ckl::app {
namespace {

std::unique_ptr<ports::Journal> open_journal(const platform::Config& config,
                                             const domain::WorkspaceId& id) {
  journal::RocksOptions options;
  options.folder = config.data / "workspaces" / id.value;
  options.space.watermark = config.disk.watermark_bytes;
  options.space.ballast = config.disk.ballast_bytes;
  auto opened = journal::RocksJournal::open(options);
  if (opened) return std::move(*opened);
  spdlog::error("workspace {}: the journal can not be opened: {}", id.value, opened.error().what);
  return std::make_unique<journal::ClosedJournal>(opened.error());
}

}  // namespace

RunningWorkspace::RunningWorkspace(const Surroundings& around, platform::WorkspaceConfig what,
                                   std::unique_ptr<ports::Clock> clock)
    : around_(around),
      what_(std::move(what)),
      clock_(std::move(clock)),
      journal_(open_journal(around.config, what_.id)),
      engine_(
          std::make_unique<engine::Engine>(around.executor, *journal_, *clock_, engine::Options{})),
      scheduler_wake_(around.executor, *clock_),
      dispatcher_wake_(around.executor, *clock_),
      hub_(std::make_unique<stream::Hub>(*engine_, stream::HubOptions{})),
      scheduler_(std::make_unique<scheduler::Scheduler>(*engine_, scheduler_wake_)),
      dispatcher_(std::make_unique<delivery::Dispatcher>(
          *engine_, dispatcher_wake_,
          delivery::Dispatcher::Needs{around.directory, around.gateways.switchboard()},
          delivery::DispatcherOptions{.exercise_list = {around.config.exercise_list.begin(),
                                                        around.config.exercise_list.end()},
                                      .texts = around.texts.templates})) {
  dispatcher_->set_answer_link([&links = around.links](const auto& workspace, const auto& message) {
    return links.make(workspace, message);
  });
  dispatcher_->set_answer_code([&links = around.links](const auto& workspace, const auto& message) {
    return links.code(workspace, message);
  });
  engine_->observe(*hub_);
  engine_->observe(*scheduler_);
  engine_->observe(*dispatcher_);
  view_ = {.id = what_.id,
           .mode = what_.mode,
           .name = what_.name,
           .played = what_.played,
           .engine = engine_.get(),
           .hub = hub_.get(),
           .formats = edge::add_formats(*hub_),
           .gateway_faults = [this] { return faults(); },
           .route = [this](const auto& person, const auto& step) { return route(person, step); },
           .gateways =
               [this](auto& response) {
                 list_gateways(around_.gateways.switchboard(), *dispatcher_, engine_->state(),
                               response);
                 if (around_.test_alarms) around_.test_alarms(response);
               },
           .texts =
               [this](auto& response) {
                 // Messages are numbered from 1: this one answers for nobody.
                 const auto link = around_.links.make(what_.id, {"message-0"});
                 preview_texts(around_.texts, engine_->state(), link, response);
               },
           .presence = &presence_};
  if (what_.mode == domain::Mode::live && !what_.played) {
    for (const auto& post : around.config.posts) {
      view_.expected_posts.push_back({.id = post.id, .name = post.name, .patience = post.patience});
    }
  }
  if (auto* lateness = around.lateness) {
    scheduler_->set_lateness(
        [lateness](auto late) { lateness->performed(delivery::DueStep::deadline, late); });
    dispatcher_->set_lateness(
        [lateness](auto late) { lateness->performed(delivery::DueStep::message, late); });
  }
}

RunningWorkspace::~RunningWorkspace() = default;

std::vector<domain::Text> RunningWorkspace::faults() const {
  auto faults = dispatcher_->gateway_faults();
  if (!around_.other_faults) return faults;
  for (auto& other : around_.other_faults()) faults.push_back(std::move(other));
  return faults;
}

// In an exercise only those on its list are reached for real; the dispatcher holds to the same.
edge::Route RunningWorkspace::route(const domain::PersonId& person,
                                    const domain::ContactStep& step) const {
  const auto pinned = domain::pinned_gateway(engine_->state(), step.channel, engine_->now());
  edge::Route route = around_.gateways.route_of(step.channel, pinned);
  const auto& listed = around_.config.exercise_list;
  const bool reached = what_.mode == domain::Mode::live ||
                       std::ranges::find(listed, person) != std::ranges::end(listed);
  route.stand_in = route.stand_in || !reached;
  route.addressed =
      route.stand_in || around_.directory.address(person, step.channel, step.contact).has_value();
  return route;
}

void RunningWorkspace::start() {
  engine_->start();
  if (unreadable()) return;
  engine_->check_health();
  adopt_configuration();
  scheduler_->start();
  dispatcher_->start();
}

void RunningWorkspace::stop() {
  scheduler_wake_.cancel();
  dispatcher_wake_.cancel();
  engine_->stop();
}

void RunningWorkspace::check_health() {
  engine_->check_health();
  if (!adopted_ && !unreadable()) adopt_configuration();
}

bool RunningWorkspace::unreadable() const {
  return dynamic_cast<const journal::ClosedJournal*>(journal_.get()) != nullptr;
}

void RunningWorkspace::adopt_configuration() {
  // A disk that is nearly full at the start has room again one day; then this is asked once more.
  adopted_ = engine_->fault().empty();
  if (!adopted_) return;
  const auto& config = around_.config;
  const auto& state = engine_->state();
  if (state.sequence == 0) {
    adopt(domain::OpenWorkspace{.workspace = what_.id, .mode = what_.mode, .name = what_.name});
  }
  if (const auto* proof = journal_->proof(); proof != nullptr && !proof->key_to_adopt().empty()) {
    adopt(domain::AdoptProofKey{.key = proof->key_to_adopt()});
  }
  if (state.configuration != config.organisation_hash) {
    adopt(domain::AdoptOrganisation{.organisation = config.organisation,
                                    .source_hash = config.organisation_hash});
  }
  if (!config.districts.empty() && state.districts_hash != config.districts_hash) {
    adopt(domain::AdoptBoundaries{.districts = config.districts,
                                  .source_hash = config.districts_hash});
  }
  for (const auto& plan : config.plans) {
    const auto known = state.plans.find(plan.id);
    if (known == state.plans.end() || known->second != plan) {
      adopt(domain::AdoptPlan{.plan = plan});
    }
  }
  domain::Settings settings = config.settings;
  if (what_.played) {
    // In a play nothing happens but what the scenario says.
    settings.duty_check_at = domain::Seconds{0};
    settings.drill_every = domain::Seconds{0};
  }
  if (state.settings != settings) adopt(domain::AdoptSettings{.settings = std::move(settings)});
}

void RunningWorkspace::adopt(domain::Command command) {
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.machine = "configuration";
  submission.actor.via = "internal";
  engine_->submit(std::move(submission), [id = what_.id](const ports::Reply& reply) {
    const auto* refused = std::get_if<domain::Rejection>(&reply);
    if (refused == nullptr) return;
    for (const auto& breach : refused->breaches) {
      spdlog::error("workspace {}: the configuration was not adopted: {} {} ({})", id.value,
                    breach.rule.value, breach.message.sv, breach.field);
    }
  });
}

}  // namespace ckl::app
