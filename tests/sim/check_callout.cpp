// Call-outs: no step outlives its deadline; those who come and those being called are enough while
// somebody is left to call; nobody is called after the stand-down; nothing leaves before its intent
// is durable, nothing twice under one key, and a second letter says that it is one; nobody is
// called who is absent, unqualified or coming elsewhere, and nobody is passed over without that
// ground.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "sim/availability.hpp"
#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

using domain::CallState;

struct OpenCall {
  CallState state = CallState::calling;
  domain::Instant answer_by;
  std::string message;
};

struct Place {
  domain::PlanPosition plan;
  std::map<std::string, OpenCall> calls;  // by person, the latest
  bool filled = false;
  bool ever_filled = false;
  bool gap = false;

  [[nodiscard]] std::size_t sure() const {
    return static_cast<std::size_t>(std::ranges::count_if(calls, [](const auto& call) {
      return call.second.state == CallState::calling || call.second.state == CallState::coming;
    }));
  }
};

struct Run {
  std::map<std::string, Place> places;
  std::set<std::string> called;  // everyone who was called, or could not be
  domain::Instant deadline;
  bool ended = false;
};

class CalloutChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "callout"; }

  void see(Batch batch, const Roster&) override {
    // What one command made is judged by how things stood before it and after it.
    before_.reset();
    if (std::ranges::any_of(batch, Availability::is_changed_by)) before_ = availability_;
    for (const auto& entry : batch) availability_.see(entry);
    for (const auto& entry : batch) {
      std::visit([&](const auto& event) { apply(entry, event); }, entry.event);
    }
    for (const auto& id : std::exchange(touched_, {})) enough(batch.back(), id, runs_[id]);
  }

  void sent(const SentLetter& letter) override {
    const auto key = letter.message + "/" + std::to_string(letter.attempt);
    if (!begun_.contains(key)) find(key + " left before its intent was durable");
    if (!sent_.insert(key).second) find(key + " was sent twice");
    if (letter.had_arrived && !letter.repeated) find(key + " is a repetition without the mark");
    if (letter.repeated != (letter.text.find("UPPREPNING") != std::string::npos)) {
      find(key + ": the text does not say what the letter is");
    }
    if (stood_down_.contains(letter.message)) find(key + " calls somebody who was stood down");
  }

  void quiet(const Roster&, domain::Instant now) override {
    for (const auto& [id, run] : runs_) {
      if (run.ended) continue;
      for (const auto& [position, place] : run.places) {
        for (const auto& [person, call] : place.calls) {
          if (call.state == CallState::calling && call.answer_by <= now) {
            find(id + ": the call to " + person + " outlived its deadline");
          }
        }
        if (run.deadline <= now && !place.ever_filled && !place.gap) {
          find(id + ": " + position + " is not filled at the deadline and nobody was told");
        }
      }
    }
  }

 private:
  template <class Event>
  void apply(const domain::Entry&, const Event&) {}

  void apply(const domain::Entry& entry, const domain::CalloutStarted& event) {
    auto& run = runs_[event.callout.value];
    run.deadline = event.deadline;
    for (const auto& plan : event.positions) run.places[plan.position.value].plan = plan;
    if (event.deadline <= entry.time) find(entry, "a call-out ends before it begins");
    touched_.insert(event.callout.value);
  }

  void apply(const domain::Entry& entry, const domain::PersonCalled& event) {
    auto& run = runs_[event.callout.value];
    if (run.ended) find(entry, event.person.value + " is called after the end");
    const auto reason = bar(entry, event, availability_);
    if (!reason.empty()) {
      find(entry, event.person.value + " is called and should not be: " + std::string(reason));
    }
    run.called.insert(event.person.value);
    place(event).calls[event.person.value] = {
        .state = CallState::calling, .answer_by = event.answer_by, .message = event.message.value};
  }

  void apply(const domain::Entry&, const domain::PersonUnreachable& event) {
    runs_[event.callout.value].called.insert(event.person.value);
    turn(event, CallState::unreachable);
  }
  void apply(const domain::Entry& entry, const domain::PersonPassedOver& event) {
    // Taken in by the same decision: comes there, however old the offer is.
    const bool just_taken_in =
        event.reason == "ELSEWHERE" && taken_in_ == std::pair(event.person.value, entry.time);
    const bool grounded = just_taken_in || bar(entry, event, availability_) == event.reason ||
                          (before_ && bar(entry, event, *before_) == event.reason);
    if (!grounded) find(entry, event.person.value + " is passed over without ground");
    turn(event, CallState::passed_over);
  }
  void apply(const domain::Entry& entry, const domain::PersonTakenIn& event) {
    taken_in_ = {event.person.value, entry.time};
    turn(event, CallState::coming);
  }
  // Also somebody who was passed over may answer.
  void apply(const domain::Entry&, const domain::AnswerRecorded& event) {
    runs_[event.callout.value].called.insert(event.person.value);
    turn(event, event.state);
  }
  void apply(const domain::Entry&, const domain::SilenceNoted& event) {
    turn(event, CallState::silent);
  }
  void apply(const domain::Entry&, const domain::PersonStoodDown& event) {
    stood_down_.insert(place(event).calls[event.person.value].message);
    turn(event, CallState::stood_down);
  }
  void apply(const domain::Entry&, const domain::PositionFilled& event) {
    place(event).filled = place(event).ever_filled = true;
  }
  void apply(const domain::Entry&, const domain::PositionReopened& event) {
    place(event).filled = false;
  }
  void apply(const domain::Entry&, const domain::StaffingGapRaised& event) {
    place(event).gap = true;
  }
  void apply(const domain::Entry&, const domain::CalloutEnded& event) {
    runs_[event.callout.value].ended = true;
  }
  void apply(const domain::Entry&, const domain::AttemptStarted& event) {
    begun_.insert(event.message.value + "/" + std::to_string(event.attempt));
  }

  template <class Event>
  std::string_view bar(const domain::Entry& entry, const Event& event,
                       const Availability& availability) {
    return availability.bar(event.person.value, event.callout.value, place(event).plan, entry.time);
  }

  template <class Event>
  Place& place(const Event& event) {
    touched_.insert(event.callout.value);
    return runs_[event.callout.value].places[event.position.value];
  }

  template <class Event>
  void turn(const Event& event, CallState state) {
    place(event).calls[event.person.value].state = state;
  }

  void enough(const domain::Entry& entry, const std::string& id, const Run& run) {
    if (run.ended) return;
    for (const auto& [position, place] : run.places) {
      if (place.filled || place.sure() >= place.plan.wanted) continue;
      for (const auto& wave : place.plan.waves) {
        for (const auto& person : wave.persons) {
          if (run.called.contains(person.value)) continue;
          if (!availability_.bar(person.value, id, place.plan, entry.time).empty()) continue;
          find(entry,
               id + ": " + position + " lacks people and " + person.value + " was never called");
          return;
        }
      }
    }
  }

  Availability availability_;
  std::optional<Availability> before_;
  std::pair<std::string, domain::Instant> taken_in_;
  std::map<std::string, Run> runs_;
  std::set<std::string> touched_;
  std::set<std::string> begun_;
  std::set<std::string> sent_;
  std::set<std::string> stood_down_;
};

}  // namespace

std::unique_ptr<Checker> check_callout(Findings& findings) {
  return std::make_unique<CalloutChecker>(findings);
}

}  // namespace ckl::sim
