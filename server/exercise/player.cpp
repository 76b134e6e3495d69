#include "exercise/player.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "exercise/expectations.hpp"
#include "exercise/references.hpp"

namespace ckl::exercise {
namespace {

// How late a timer, a decision and its sync may be together, in real time.
constexpr std::chrono::duration<double> late_by{0.1};
constexpr domain::Seconds least_grace{2};

}  // namespace

struct Player::Impl : std::enable_shared_from_this<Player::Impl> {
  Impl(Scenario given, engine::Engine& its_engine, ports::WakeUp& its_wake_up,
       PlayerCalls its_calls)
      : scenario(std::move(given)),
        engine(its_engine),
        wake_up(its_wake_up),
        calls(std::move(its_calls)) {}

  void arm() {
    if (stopped) {
      return;
    }
    if (next == scenario.steps.size()) {
      end();
      return;
    }
    const auto& step = scenario.steps[next];
    wake_up.set(step.act ? step.time : step.time + patience(), [weak = weak_from_this()] {
      if (const auto self = weak.lock()) {
        self->play();
      }
    });
  }

  // In a live play everything comes a little late, and a deadline counted from something late is
  // late as well; at speed, a little is seconds.
  [[nodiscard]] domain::Seconds grace() const {
    const auto late = late_by * engine.clock().rate();
    return std::max(least_grace, std::chrono::ceil<domain::Seconds>(late));
  }

  // A step that only waits is looked at when what it waits for has had its time, but well before
  // the next step.
  [[nodiscard]] domain::Instant::duration patience() const {
    const domain::Instant::duration most = grace();
    if (next + 1 == scenario.steps.size()) {
      return most;
    }
    return std::min(most, (scenario.steps[next + 1].time - scenario.steps[next].time) / 2);
  }

  void play() {
    if (stopped) {
      return;
    }
    if (!scenario.steps[next].act) {
      reply.reset();
      look();
      return;
    }
    auto submission = submission_for(scenario, next, engine.state());
    engine.submit(std::move(submission), [weak = weak_from_this()](ports::Reply answer) {
      if (const auto self = weak.lock()) {
        self->reply = std::move(answer);
        self->look();
      }
    });
  }

  // Judged when everything up to here is durable and has been observed.
  void look() {
    engine.read([weak = weak_from_this()](const domain::State& state) {
      if (const auto self = weak.lock()) {
        self->judge_step(state);
      }
    });
  }

  void judge_step(const domain::State& state) {
    if (stopped) {
      return;
    }
    const Observation seen{.entries = window,
                           .sent = {},
                           .reply = reply ? &*reply : nullptr,
                           .state = &state,
                           .sees_letters = false,
                           .tolerance = grace()};
    for (const auto& failure : judge(scenario, scenario.steps[next], seen)) {
      ++failures;
      if (calls.on_failure) {
        calls.on_failure(failure);
      } else {
        spdlog::warn("scenario {}: {}", scenario.id, failure);
      }
    }
    window.clear();
    ++next;
    arm();
  }

  void end() {
    stopped = true;
    ended = true;
    spdlog::info("scenario {}: played to its end, {} expectation(s) did not hold", scenario.id,
                 failures);
    if (calls.on_end) {
      calls.on_end(failures);
    }
  }

  Scenario scenario;
  engine::Engine& engine;
  ports::WakeUp& wake_up;
  PlayerCalls calls;
  std::vector<domain::Entry> window;
  std::optional<ports::Reply> reply;
  std::size_t next = 0;
  std::size_t failures = 0;
  bool stopped = false;
  bool ended = false;
};

Player::Player(Scenario scenario, engine::Engine& engine, ports::WakeUp& wake_up, PlayerCalls calls)
    : impl_(std::make_shared<Impl>(std::move(scenario), engine, wake_up, std::move(calls))) {}

Player::~Player() { stop(); }

void Player::start() { impl_->arm(); }

void Player::stop() {
  if (!impl_->stopped) {
    impl_->stopped = true;
    impl_->wake_up.cancel();
  }
}

bool Player::ended() const { return impl_->ended; }

std::size_t Player::steps_done() const { return impl_->next; }

std::size_t Player::steps() const { return impl_->scenario.steps.size(); }

std::size_t Player::failures() const { return impl_->failures; }

void Player::on_committed(std::span<const ports::CommittedEntry> entries,
                          const domain::State& /*state*/) {
  if (impl_->stopped) {
    return;
  }
  for (const auto& committed : entries) {
    impl_->window.push_back(committed.entry);
  }
}

void Player::on_health(const domain::Text& /*reason*/) {}

engine::Submission submission_for(const Scenario& scenario, std::size_t number,
                                  const domain::State& state) {
  const auto& act = *scenario.steps[number].act;
  engine::Submission submission{
      .command = act.command,
      .actor = {.person = act.person, .capacity = act.capacity, .machine = {}, .via = "scenario"},
      .command_id = fmt::format("{}-{}", scenario.id.substr(0, 50), number),
      .fingerprint = number};
  resolve(state, submission.command);
  return submission;
}

}  // namespace ckl::exercise
