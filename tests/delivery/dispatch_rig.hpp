// The real engine over a journal in memory, a clock and a wake-up turned by hand, and channels that
// say what they are told: for the tests of the dispatcher.
//
// Single-threaded. The journal is written by hand: `settle` commits and turns the strand until
// nothing moves, `turn` only turns the strand. `crash` loses what was not committed and starts
// engine and dispatcher anew over the same journal.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "delivery/benches.hpp"
#include "delivery/dispatcher.hpp"
#include "delivery/switchboard.hpp"
#include "journal/memory_journal.hpp"

namespace ckl::delivery::test {

class HandWakeUp final : public engine::WakeUp {
 public:
  void set(domain::Instant at, std::function<void()> what) override {
    due = at;
    fire = std::move(what);
  }
  void cancel() override { due.reset(); }

  std::optional<domain::Instant> due;
  std::function<void()> fire;
};

class FakeDirectory final : public ports::Directory {
 public:
  [[nodiscard]] std::optional<std::string> address(const domain::PersonId& person,
                                                   std::string_view channel,
                                                   std::uint32_t /*index*/) const override {
    if (missing.contains(person.value + "/" + std::string(channel))) return std::nullopt;
    return std::string(channel) + ":" + person.value;
  }
  std::set<std::string> missing;
};

// Takes every letter; answers at once with `answer`, or when the test says so.
class FakeChannel final : public ports::Channel {
 public:
  FakeChannel(std::string given_kind, std::string given_name)
      : kind_(std::move(given_kind)), name_(std::move(given_name)) {}

  [[nodiscard]] std::string_view kind() const override { return kind_; }
  [[nodiscard]] std::string_view gateway() const override { return name_; }
  [[nodiscard]] ports::Result<void> check_address(std::string_view /*address*/) const override {
    return {};
  }
  [[nodiscard]] std::size_t at_once() const override { return most_at_once; }
  [[nodiscard]] domain::Seconds patience() const override { return rings; }
  void send(ports::Letter letter, Done done) override {
    letters.push_back(std::move(letter));
    if (answer) {
      done(*answer);
    } else {
      open.push_back(std::move(done));
    }
  }
  void finish(std::size_t which, ports::SendResult result) {
    std::exchange(open.at(which), nullptr)(std::move(result));
  }
  [[nodiscard]] std::vector<std::string> receivers() const {
    std::vector<std::string> all;
    for (const auto& letter : letters) all.push_back(letter.address.substr(kind_.size() + 1));
    return all;
  }

  std::size_t most_at_once = 1'000;
  domain::Seconds rings{0};
  std::vector<ports::Letter> letters;
  std::vector<Done> open;
  std::optional<ports::SendResult> answer =
      ports::SendResult{ports::SendOutcome::handed_over, "ref", {}};

 private:
  std::string kind_;
  std::string name_;
};

class DispatchRig {
 public:
  explicit DispatchRig(domain::Mode mode = domain::Mode::live);
  ~DispatchRig();

  // A city whose plan "all" calls p-1..p-n at once and wants `wanted` of them.
  void found_city(std::size_t persons, std::uint32_t wanted);
  void begin();  // starts engine and dispatcher, and founds the city if it is not founded
  void crash();

  ports::Reply submit(domain::Command command, const std::string& person);
  void submit_quietly(domain::Command command, const std::string& person);
  void report_incident();  // with a call-out by the plan "all"
  void answer(const std::string& person, domain::Answer answer);

  void turn();
  void settle();
  void advance(std::chrono::milliseconds time);  // firing the wake-up when it is due

  [[nodiscard]] const domain::State& state() const { return engine->state(); }
  [[nodiscard]] const domain::Message& message_to(const std::string& person) const;

  boost::asio::io_context io;
  journal::MemoryJournal journal{{.manual = true}};
  FakeClock clock;
  FakeDirectory directory;
  FakeChannel sms{"sms", "telia"};
  FakeChannel mail{"mail", "epost"};
  FakeChannel console{"console", "konsol"};
  bool with_mail = true;
  FakeChannel second{"sms", "tele2"};
  bool with_second = false;
  // Of the gateways, by name; others have `setting`.
  std::map<std::string, Switchboard::Setting> settings;
  Switchboard::Setting setting{.pace = {.all = 1'000.0}};
  std::vector<domain::GatewayEntry> entries;  // as the city's settings name them
  DispatcherOptions options;
  std::vector<domain::ContactStep> ladder = {{.channel = "sms"},
                                             {.channel = "mail", .after = domain::Seconds{600}}};
  std::vector<domain::ContactStep> tib_ladder;
  HandWakeUp wake_up;
  std::optional<engine::Engine> engine;
  std::optional<Switchboard> switchboard;
  std::unique_ptr<Dispatcher> dispatcher;

 private:
  void start();
  void plug(ports::Channel& channel);

  domain::Mode mode_;
  std::size_t persons_ = 3;
  std::uint32_t wanted_ = 1;
};

}  // namespace ckl::delivery::test
