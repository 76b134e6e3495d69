// A telephone network for tests of the voice channel: lines, a voice, a desk and a clock, all
// turned by hand.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "delivery/benches.hpp"
#include "delivery/channels.hpp"
#include "delivery/sound.hpp"

namespace ckl::delivery::test {

// What one line was told, and how the test makes it speak.
class FakeLine final : public ports::TelephoneLine {
 public:
  struct Call {
    std::string number;
    std::vector<std::string> played;
    bool hung_up = false;
  };

  [[nodiscard]] bool ready() const override { return up && !listener_; }
  void call(std::string_view number, std::string wav, Listener listener) override {
    calls.push_back({.number = std::string(number), .played = {std::move(wav)}, .hung_up = false});
    listener_ = std::move(listener);
    if (on_call) on_call();
  }
  void play(std::string wav) override {
    calls.back().played.push_back(std::move(wav));
    if (on_play) on_play();
  }
  void hang_up() override {
    calls.back().hung_up = true;
    end("Connection reset by user");
  }

  void rings() { tell({.step = ports::CallStep::ringing, .key = 0, .why = {}}); }
  void is_answered() { tell({.step = ports::CallStep::answered, .key = 0, .why = {}}); }
  void press(std::string_view keys) {
    for (const char key : keys) tell({.step = ports::CallStep::key, .key = key, .why = {}});
  }
  void end(const std::string& why) {
    const Listener listener = std::exchange(listener_, nullptr);
    if (listener) listener({.step = ports::CallStep::ended, .key = 0, .why = why});
  }
  void die() {
    const Listener listener = std::exchange(listener_, nullptr);
    if (listener) listener({.step = ports::CallStep::lost, .key = 0, .why = "it ended"});
  }
  [[nodiscard]] bool in_call() const { return listener_ != nullptr; }

  bool up = true;
  std::vector<Call> calls;
  std::function<void()> on_call;
  std::function<void()> on_play;

 private:
  void tell(const ports::CallEvent& event) {
    const Listener listener = listener_;
    if (listener) listener(event);
  }
  Listener listener_;
};

class FakeTelephone final : public ports::Telephone {
 public:
  explicit FakeTelephone(std::vector<FakeLine*> lines) : lines_(std::move(lines)) {}
  [[nodiscard]] std::size_t lines() const override { return lines_.size(); }
  [[nodiscard]] ports::TelephoneLine& line(std::size_t number) override {
    return *lines_.at(number);
  }

 private:
  std::vector<FakeLine*> lines_;
};

// Reads each text as silence of a length of its own, so that sounds can be told apart.
class FakeSpeaker final : public ports::Speaker {
 public:
  void say(std::string text, std::string voice, long /*speed*/, Done done) override {
    said.emplace_back(voice, std::move(text));
    if (broken) {
      done(std::unexpected(ports::Failure{ports::FailureCode::unreachable, "broken"}));
    } else {
      done(write_wav(Sound(100 + said.size(), 7)));
    }
  }

  bool broken = false;
  std::vector<std::pair<std::string, std::string>> said;
};

class FakeDesk final : public ports::AnswerDesk {
 public:
  void take(ports::KeyAnswer answer, Done done) override {
    answers.push_back(std::move(answer));
    if (slow) {
      waiting = std::move(done);
    } else {
      done(reply);
    }
  }
  [[nodiscard]] bool wanted(std::string_view key) const override {
    asked.emplace_back(key);
    return !unwanted.contains(std::string(key));
  }

  ports::DeskReply reply = ports::DeskReply::taken;
  bool slow = false;
  Done waiting;
  std::vector<ports::KeyAnswer> answers;
  std::set<std::string> unwanted;
  mutable std::vector<std::string> asked;
};

// Timers of a clock that the test turns.
class HandClock {
 public:
  class HandWakeUp final : public ports::WakeUp {
   public:
    explicit HandWakeUp(HandClock& clock) : clock_(clock) { clock_.timers.push_back(this); }
    ~HandWakeUp() override { std::erase(clock_.timers, this); }
    void set(domain::Instant given, std::function<void()> then) override {
      due = given;
      fire = std::move(then);
      if (clock_.on_set) clock_.on_set(*this);
    }
    void cancel() override { fire = nullptr; }

    domain::Instant due;
    std::function<void()> fire;

   private:
    HandClock& clock_;
  };

  // Lets time pass, and each timer fire when it is due.
  void pass(std::chrono::milliseconds time) {
    const domain::Instant end = clock.time + time;
    for (;;) {
      HandWakeUp* next = nullptr;
      for (HandWakeUp* each : timers) {
        if (each->fire && each->due <= end && (next == nullptr || each->due < next->due)) {
          next = each;
        }
      }
      if (next == nullptr) break;
      ring(*next);
    }
    clock.time = end;
  }
  void ring(HandWakeUp& timer) {
    clock.time = std::max(clock.time, timer.due);
    const auto fire = std::exchange(timer.fire, nullptr);
    fire();
  }

  FakeClock clock;
  std::vector<HandWakeUp*> timers;
  std::function<void(HandWakeUp&)> on_set;
};

struct VoiceRig {
  explicit VoiceRig(std::size_t line_count = 1) {
    for (std::size_t i = 0; i < line_count; ++i) lines.push_back(std::make_unique<FakeLine>());
  }

  [[nodiscard]] ChannelParts parts() {
    std::vector<FakeLine*> raw;
    raw.reserve(lines.size());
    for (const auto& each : lines) raw.push_back(each.get());
    return {.http = nullptr,
            .mail = nullptr,
            .clock = &time.clock,
            .console = {},
            .telephone =
                [this, raw](const ports::TelephoneConfig& given) {
                  config = given;
                  return std::make_unique<FakeTelephone>(raw);
                },
            .speaker = &speaker,
            .desk = &desk,
            .wake_up = [this]() -> std::unique_ptr<ports::WakeUp> {
              return std::make_unique<HandClock::HandWakeUp>(time);
            }};
  }

  HandClock time;
  FakeSpeaker speaker;
  FakeDesk desk;
  std::vector<std::unique_ptr<FakeLine>> lines;
  ports::TelephoneConfig config;
};

// What a gateway needs at least.
[[nodiscard]] inline ChannelConfig voice_config(std::map<std::string, std::string> more = {}) {
  ChannelConfig config{"voice", "vaxel", {{"server", "sip.example.org"}, {"from", "+46850800000"}}};
  for (auto& [name, value] : more) config.options[name] = value;
  return config;
}

}  // namespace ckl::delivery::test
