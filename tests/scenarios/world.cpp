#include "scenarios/world.hpp"

#include <stdexcept>
#include <utility>

#include <boost/asio/post.hpp>

#include "domain/evolve.hpp"
#include "domain/procedure.hpp"

namespace ckl::scenario_tests {
namespace {

// More work than this in one instant is a loop that never ends.
constexpr int most_rounds = 100'000;

delivery::DispatcherOptions options_for(const platform::Config& config) {
  delivery::DispatcherOptions options;
  // The exercise may really call everybody, so that the scripted gateways are used.
  for (const auto& person : config.organisation.persons) {
    options.exercise_list.insert(person.id);
  }
  return options;
}

}  // namespace

ScriptedChannel::ScriptedChannel(std::string kind, const platform::Contacts& contacts,
                                 boost::asio::io_context& io)
    : kind_(std::move(kind)), io_(io) {
  for (const auto& [person, channels] : contacts) {
    const auto found = channels.find(kind_);
    if (found == channels.end()) {
      continue;
    }
    for (const auto& address : found->second) {
      person_at_[address] = person;
    }
  }
}

void ScriptedChannel::send(ports::Letter letter, Done done) {
  const auto person = person_at_[letter.address];
  sent_.push_back({.channel = kind_,
                   .person = person,
                   .subject = letter.subject,
                   .text = letter.text,
                   .repeated = letter.repeated});
  const auto own = behaviour_of_.find(person);
  const auto& behaviour = own == behaviour_of_.end() ? behaviour_ : own->second;
  if (behaviour == "hangs") {
    hanging_.push_back(std::move(done));
    return;
  }
  ports::SendResult result{
      .outcome = ports::SendOutcome::delivered, .gateway_ref = letter.key, .reason = {}};
  if (behaviour == "hands-over") result.outcome = ports::SendOutcome::handed_over;
  if (behaviour == "fails") result.outcome = ports::SendOutcome::failed;
  if (behaviour == "refuses") result.outcome = ports::SendOutcome::refused;
  if (behaviour == "unanswered") result.outcome = ports::SendOutcome::unanswered;
  boost::asio::post(io_, [done = std::move(done), result = std::move(result)]() mutable {
    done(std::move(result));
  });
}

void ScriptedChannel::behave(const std::string& behaviour, const domain::PersonId& person) {
  if (person.empty()) {
    behaviour_ = behaviour;
    behaviour_of_.clear();
  } else {
    behaviour_of_[person] = behaviour;
  }
}

std::vector<exercise::SentLetter> ScriptedChannel::take() { return std::exchange(sent_, {}); }

// Keeps what has happened since it was last asked.
class World::Recorder final : public engine::Observer {
 public:
  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& /*state*/) override {
    for (const auto& committed : entries) {
      entries_.push_back(committed.entry);
    }
  }
  void on_health(const domain::Text& reason) override {
    if (!reason.empty()) {
      throw std::runtime_error("the workspace stopped accepting: " + reason.en);
    }
  }
  [[nodiscard]] std::vector<domain::Entry> take() { return std::exchange(entries_, {}); }

 private:
  std::vector<domain::Entry> entries_;
};

World::World(exercise::Scenario scenario, const platform::Config& config)
    : scenario_(std::move(scenario)),
      directory_(config.contacts),
      sms_("sms", config.contacts, io_),
      mail_("mail", config.contacts, io_),
      console_("console", config.contacts, io_),
      recorder_(std::make_unique<Recorder>()) {
  clock_.set(scenario_.civil.start);
  engine_ =
      std::make_unique<engine::Engine>(io_.get_executor(), journal_, clock_, engine::Options{});
  scheduler_ = std::make_unique<scheduler::Scheduler>(*engine_, scheduler_wake_up_);
  delivery::Switchboard::Setting setting;
  setting.pace.all = 1'000.0;
  for (auto* channel : {&sms_, &mail_, &console_}) {
    switchboard_.add(*channel, setting);
  }
  dispatcher_ = std::make_unique<delivery::Dispatcher>(
      *engine_, dispatcher_wake_up_, delivery::Dispatcher::Needs{directory_, switchboard_},
      options_for(config));
  engine_->observe(*recorder_);
  engine_->observe(*scheduler_);
  engine_->observe(*dispatcher_);
  player_ = std::make_unique<exercise::Player>(
      scenario_, *engine_, player_wake_up_,
      exercise::PlayerCalls{
          .on_failure = [this](std::string_view text) { live_failures_.emplace_back(text); },
          .on_end = [this](std::size_t /*failures*/) { live_ended_ = true; }});
  engine_->observe(*player_);
  engine_->start();
  adopt(config);
  scheduler_->start();
  dispatcher_->start();
  settle();
  static_cast<void>(recorder_->take());
}

World::~World() {
  engine_->stop();
  settle();
}

void World::adopt(const platform::Config& config) {
  // As the server plays a scenario: nothing happens but what it says.
  domain::Settings settings = config.settings;
  settings.duty_check_at = domain::Seconds{0};
  settings.drill_every = domain::Seconds{0};
  const domain::Actor configuration{
      .person = {}, .capacity = {}, .machine = "configuration", .via = "internal"};
  std::vector<domain::Command> commands{
      domain::OpenWorkspace{.workspace = {"ovning"},
                            .mode = domain::Mode::exercise,
                            .name = {.sv = "Övning", .en = "Exercise"}},
      domain::AdoptOrganisation{.organisation = config.organisation,
                                .source_hash = config.organisation_hash},
      domain::AdoptSettings{.settings = settings}};
  if (!config.districts.empty()) {
    commands.emplace_back(domain::AdoptBoundaries{.districts = config.districts,
                                                  .source_hash = config.districts_hash});
  }
  for (const auto& plan : config.plans) {
    commands.emplace_back(domain::AdoptPlan{.plan = plan});
  }
  for (auto& command : commands) {
    const auto reply = submit({.command = std::move(command),
                               .actor = configuration,
                               .command_id = {},
                               .fingerprint = 0});
    if (const auto* rejection = std::get_if<domain::Rejection>(&reply)) {
      throw std::runtime_error("the configuration was refused: " +
                               rejection->breaches.at(0).message.en);
    }
  }
}

ports::Reply World::submit(engine::Submission submission) {
  std::optional<ports::Reply> answer;
  engine_->submit(std::move(submission), [&](ports::Reply reply) { answer = std::move(reply); });
  settle();
  if (!answer) {
    throw std::runtime_error("a command was not answered");
  }
  return std::move(*answer);
}

void World::settle() {
  for (int round = 0; round < most_rounds; ++round) {
    io_.restart();
    if (io_.poll() == 0) {
      return;
    }
  }
  throw std::runtime_error("the work of one instant never ends");
}

void World::pass_time_until(domain::Instant time) {
  for (int round = 0; round < most_rounds; ++round) {
    settle();
    HandWakeUp* first = nullptr;
    for (auto* wake_up : {&scheduler_wake_up_, &dispatcher_wake_up_, &player_wake_up_}) {
      if (wake_up->due() && *wake_up->due() <= time &&
          (first == nullptr || *wake_up->due() < *first->due())) {
        first = wake_up;
      }
    }
    if (first == nullptr) {
      clock_.set(std::max(clock_.now(), time));
      return;
    }
    clock_.set(std::max(clock_.now(), *first->due()));
    first->fire();
  }
  throw std::runtime_error("timers fire without end");
}

void World::obey(const exercise::ChannelOrder& order) {
  for (auto* channel : {&sms_, &mail_, &console_}) {
    if (channel->kind() == order.channel) {
      channel->behave(order.behaviour, order.person);
    }
  }
}

std::vector<std::string> World::play() {
  std::vector<std::string> failures;
  for (std::size_t number = 0; number < scenario_.steps.size(); ++number) {
    const auto& step = scenario_.steps[number];
    pass_time_until(step.time);
    std::optional<ports::Reply> reply;
    if (step.order) {
      obey(*step.order);
    } else if (step.act) {
      reply = submit(exercise::submission_for(scenario_, number, engine_->state()));
    }
    // What is due at this very instant belongs to the step.
    pass_time_until(step.time);
    const auto entries = recorder_->take();
    auto sent = sms_.take();
    for (auto& letter : mail_.take()) {
      sent.push_back(std::move(letter));
    }
    const exercise::Observation seen{.entries = entries,
                                     .sent = sent,
                                     .reply = reply ? &*reply : nullptr,
                                     .state = &engine_->state()};
    for (auto& failure : exercise::judge(scenario_, step, seen)) {
      failures.push_back(std::move(failure));
    }
  }
  return failures;
}

std::vector<std::string> World::play_live() {
  player_->start();
  pass_time_until(scenario_.steps.back().time);
  if (!live_ended_) {
    live_failures_.push_back("the play did not come to its end");
  }
  return std::move(live_failures_);
}

std::vector<std::string> World::check_replay() {
  std::vector<std::string> failures;
  domain::State again;
  const auto read = journal_.read(1, [&](domain::Sequence sequence, std::string_view bytes) {
    const auto entry = journal_.decode(bytes);
    if (!entry) {
      failures.push_back("entry " + std::to_string(sequence) + ": " + entry.error().what);
      return false;
    }
    if (entry->rule.empty() || domain::find_rule(entry->rule.value) == nullptr) {
      failures.push_back("without a rule of the table: " +
                         exercise::describe(*entry, scenario_.civil));
    }
    domain::evolve(again, *entry);
    return true;
  });
  if (!read) {
    failures.push_back(read.error().what);
  } else if (failures.empty() && !domain::same(again, engine_->state())) {
    failures.push_back("the journal folded again gives another state than the one lived through");
  }
  return failures;
}

std::string World::journal_text() const {
  std::string text;
  static_cast<void>(journal_.read(1, [&](domain::Sequence, std::string_view bytes) {
    if (const auto entry = journal_.decode(bytes)) {
      text += exercise::describe(*entry, scenario_.civil) + "\n";
    }
    return true;
  }));
  return text;
}

}  // namespace ckl::scenario_tests
