#include "domain/callout_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ckl::domain {
namespace {

using Times = std::vector<Instant::duration>;

Seconds whole(Instant::duration time) { return std::chrono::round<Seconds>(time); }

// The smallest that at least that share does not exceed; of none nothing.
std::optional<Seconds> share_of(const Times& rising, double share) {
  if (rising.empty()) return std::nullopt;
  const double rank = std::ceil(share * static_cast<double>(rising.size()));
  return whole(rising[static_cast<std::size_t>(std::max(rank, 1.0)) - 1]);
}

AnswerTimes times_of(Times times) {
  std::ranges::sort(times);
  AnswerTimes all{.answered = static_cast<std::uint32_t>(times.size()),
                  .half = share_of(times, 0.5),
                  .most = share_of(times, 0.9),
                  .slowest = share_of(times, 1.0),
                  .within = {}};
  for (const Seconds step : answer_steps) {
    all.within.push_back(static_cast<std::uint32_t>(
        std::ranges::upper_bound(times, Instant::duration(step)) - times.begin()));
  }
  return all;
}

std::optional<Instant::duration> answered_after(const Call& call) {
  if (!call.answered) return std::nullopt;
  const auto& earlier = *call.earlier;
  return (earlier ? std::min(earlier->answered, *call.answered) : *call.answered) - call.called;
}

// From the start until the last of as many as wanted said so.
std::optional<Seconds> filled_after(const Callout& callout, const CalloutPosition& position) {
  std::vector<Instant> coming;
  for (const Call& call : position.calls) {
    if (call.state != CallState::coming) continue;
    const Instant answered = call.answered.value_or(call.called);
    coming.push_back(std::max(answered, call.taken_in.value_or(answered)));
  }
  const std::size_t wanted = position.plan.wanted;
  if (wanted == 0 || coming.size() < wanted) return std::nullopt;
  std::ranges::sort(coming);
  return whole(coming[wanted - 1] - callout.started);
}

// Somebody called again is one person, who stands as the latest call says.
std::vector<bool> latest_of(const CalloutPosition& position) {
  std::vector<bool> latest(position.calls.size());
  std::set<PersonId> seen;
  for (std::size_t at = position.calls.size(); at > 0; --at) {
    latest[at - 1] = seen.insert(position.calls[at - 1].person).second;
  }
  return latest;
}

void count(PositionOutcome& to, const Call& call) {
  switch (call.state) {
    case CallState::coming:
      ++to.coming;
      break;
    case CallState::declined:
      ++to.declined;
      break;
    case CallState::later:
      ++to.later;
      break;
    case CallState::calling:
    case CallState::silent:
      to.silent.push_back(call.person);
      break;
    case CallState::unreachable:
      to.unreachable.push_back(call.person);
      break;
    case CallState::spare:
      ++to.spare;
      break;
    case CallState::stood_down:
      ++to.stood_down;
      break;
    case CallState::passed_over:
      break;
  }
  if (!call.message.empty()) ++to.called;
}

class Channels {
 public:
  explicit Channels(const State& state) : state_(state) {}

  void add(const Call& call) {
    if (call.answered && !call.via.empty()) ++of(call.via).answers;
    const Message* message = state_.messages.find(call.message);
    if (message == nullptr) return;
    for (const Attempt& attempt : message->attempts) {
      ChannelOutcome& channel = of(attempt.channel);
      ++channel.begun;
      if (attempt.state == AttemptState::failed) ++channel.failed;
      if (attempt.state == AttemptState::delivered) ++channel.delivered;
      if (attempt.state == AttemptState::delivered || attempt.state == AttemptState::handed_over) {
        ++channel.taken;
      }
    }
  }

  [[nodiscard]] std::vector<ChannelOutcome> all() const {
    std::vector<ChannelOutcome> all;
    for (const auto& [name, outcome] : by_name_) all.push_back(outcome);
    return all;
  }

 private:
  ChannelOutcome& of(const std::string& channel) {
    ChannelOutcome& outcome = by_name_[channel];
    outcome.channel = channel;
    return outcome;
  }

  const State& state_;
  std::map<std::string, ChannelOutcome> by_name_;
};

}  // namespace

CalloutReport report_of(const State& state, const Callout& callout) {
  CalloutReport report;
  report.callout = callout.id;
  Channels channels(state);
  Times all;
  for (const CalloutPosition& position : callout.positions) {
    PositionOutcome outcome;
    outcome.position = position.plan.position;
    outcome.wanted = position.plan.wanted;
    outcome.filled_after = filled_after(callout, position);
    Times times;
    const auto latest = latest_of(position);
    for (std::size_t at = 0; at < position.calls.size(); ++at) {
      const Call& call = position.calls[at];
      channels.add(call);
      if (const auto after = answered_after(call)) times.push_back(*after);
      if (latest[at]) count(outcome, call);
    }
    all.insert(all.end(), times.begin(), times.end());
    outcome.times = times_of(std::move(times));
    report.missing += outcome.wanted - std::min(outcome.wanted, outcome.coming);
    report.positions.push_back(std::move(outcome));
  }
  report.times = times_of(std::move(all));
  report.channels = channels.all();
  return report;
}

}  // namespace ckl::domain
