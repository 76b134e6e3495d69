// A world for one scenario: the real core, engine, scheduler and dispatcher; a clock, timers and
// gateways by hand. A day passes in milliseconds.
//
// `play` goes through the steps and gives every expectation that does not hold; `play_live` lets
// the live player do the same by its own timer; `check_replay` folds the journal again and
// compares. Single-threaded.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "delivery/dispatcher.hpp"
#include "exercise/expectations.hpp"
#include "exercise/player.hpp"
#include "exercise/scenario.hpp"
#include "journal/memory_journal.hpp"
#include "platform/config.hpp"
#include "platform/directory.hpp"
#include "scheduler/scheduler.hpp"

namespace ckl::scenario_tests {

class HandClock final : public ports::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override { return now_; }
  void set(domain::Instant now) { now_ = now; }

 private:
  domain::Instant now_{};
};

class HandWakeUp final : public ports::WakeUp {
 public:
  void set(domain::Instant due, std::function<void()> fire) override {
    due_ = due;
    fire_ = std::move(fire);
  }
  void cancel() override { due_.reset(); }
  [[nodiscard]] std::optional<domain::Instant> due() const { return due_; }
  void fire() {
    due_.reset();
    std::exchange(fire_, nullptr)();
  }

 private:
  std::optional<domain::Instant> due_;
  std::function<void()> fire_;
};

// A gateway that does as the scenario says and remembers what it was given.
class ScriptedChannel final : public ports::Channel {
 public:
  ScriptedChannel(std::string kind, const platform::Contacts& contacts,
                  boost::asio::io_context& io);

  [[nodiscard]] std::string_view kind() const override { return kind_; }
  [[nodiscard]] std::string_view gateway() const override { return kind_; }
  [[nodiscard]] ports::Result<void> check_address(std::string_view /*address*/) const override {
    return {};
  }
  void send(ports::Letter letter, Done done) override;

  void behave(const std::string& behaviour, const domain::PersonId& person);
  [[nodiscard]] std::vector<exercise::SentLetter> take();

 private:
  std::string kind_;
  std::map<std::string, domain::PersonId> person_at_;
  std::string behaviour_ = "delivers";
  std::map<domain::PersonId, std::string> behaviour_of_;
  std::vector<exercise::SentLetter> sent_;
  std::vector<Done> hanging_;
  boost::asio::io_context& io_;
};

class World {
 public:
  World(exercise::Scenario scenario, const platform::Config& config);
  ~World();

  [[nodiscard]] std::vector<std::string> play();
  [[nodiscard]] std::vector<std::string> play_live();
  [[nodiscard]] std::vector<std::string> check_replay();
  [[nodiscard]] std::string journal_text() const;
  [[nodiscard]] const ports::Journal& journal() const { return journal_; }

 private:
  class Recorder;

  void adopt(const platform::Config& config);
  ports::Reply submit(engine::Submission submission);
  void pass_time_until(domain::Instant time);
  void settle();
  void obey(const exercise::ChannelOrder& order);

  exercise::Scenario scenario_;
  boost::asio::io_context io_;
  HandClock clock_;
  journal::MemoryJournal journal_;
  HandWakeUp scheduler_wake_up_;
  HandWakeUp dispatcher_wake_up_;
  HandWakeUp player_wake_up_;
  platform::ContactDirectory directory_;
  ScriptedChannel sms_;
  ScriptedChannel mail_;
  ScriptedChannel console_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<scheduler::Scheduler> scheduler_;
  delivery::Switchboard switchboard_{clock_};
  std::unique_ptr<delivery::Dispatcher> dispatcher_;
  std::vector<std::string> live_failures_;
  bool live_ended_ = false;
  std::unique_ptr<exercise::Player> player_;
};

}  // namespace ckl::scenario_tests
