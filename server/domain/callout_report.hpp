// What a call-out came to (utfall av en inkallning): how fast people answered, who never did, and
// what became of the messages on each way.
//
// Pure; asked by the edges, during a call-out or after it. It is what a drill is judged by, and the
// figures that the evidence of an exercise refers to. Basis: A16 (a route is proved by use), A14
// (evidence of exercises).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

// Times from a person's call to that person's answer; of one who answered twice, the earliest that
// is known.
struct AnswerTimes {
  std::uint32_t answered = 0;
  std::optional<Seconds> half;  // the median
  std::optional<Seconds> most;  // 9 of 10 had answered by then
  std::optional<Seconds> slowest;
  // How many had answered within each of `answer_steps`.
  std::vector<std::uint32_t> within;

  bool operator==(const AnswerTimes&) const = default;
};

inline constexpr Seconds answer_steps[] = {Seconds{60},  Seconds{120},   Seconds{300},
                                           Seconds{600}, Seconds{1'800}, Seconds{3'600}};

struct PositionOutcome {
  PositionId position;
  std::uint32_t wanted = 0;
  std::uint32_t called = 0;  // a message was planned to them
  std::uint32_t coming = 0;
  std::uint32_t declined = 0;
  std::uint32_t later = 0;
  std::uint32_t spare = 0;            // would come, when there were enough
  std::uint32_t stood_down = 0;       // before they had answered
  std::vector<PersonId> silent;       // called, and no answer: in order of the calls
  std::vector<PersonId> unreachable;  // no rung reached them
  // From the start until as many as wanted had said that they were coming; unset = never.
  std::optional<Seconds> filled_after;
  AnswerTimes times;

  bool operator==(const PositionOutcome&) const = default;
};

// The attempts at the calls' messages on one way.
struct ChannelOutcome {
  std::string channel;
  std::uint32_t begun = 0;
  std::uint32_t taken = 0;      // by the gateway, or delivered
  std::uint32_t delivered = 0;  // with a receipt
  std::uint32_t failed = 0;
  std::uint32_t answers = 0;  // that came this way

  bool operator==(const ChannelOutcome&) const = default;
};

struct CalloutReport {
  CalloutId callout;
  std::vector<PositionOutcome> positions;
  AnswerTimes times;                     // of all positions
  std::vector<ChannelOutcome> channels;  // by name
  // Lacking when it is asked, over all positions.
  std::uint32_t missing = 0;

  bool operator==(const CalloutReport&) const = default;
};

[[nodiscard]] CalloutReport report_of(const State& state, const Callout& callout);

}  // namespace ckl::domain
