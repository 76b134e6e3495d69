// What is owed follows from state: the next deadline, and the messages that must go out now.
//
// Called by the scheduler and the dispatcher on the engine's strand. After a crash the same things
// are owed, because nothing of this is stored.
#pragma once

#include <optional>
#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

// When `NoteDeadlines` next has something to do. O(1).
[[nodiscard]] std::optional<Instant> next_deadline(const State& state);

// How urgent a message is, in the order of sending: alarm and call-out, with what is told of it
// (larm och inkallning); relief and duty (avlösning); everything else.
enum class SendClass : std::uint8_t { callout = 1, relief = 2, information = 3 };
inline constexpr std::size_t send_classes = 3;
[[nodiscard]] SendClass class_of(const Message& message);

// One attempt that is owed: send message `message` by rung `step` of its ladder.
struct OwedDelivery {
  MessageId message;
  MessagePurpose purpose = MessagePurpose::notice;
  PersonId person;
  std::uint32_t step = 0;
  std::string channel;
  std::uint32_t contact = 0;
  SendClass urgency = SendClass::information;
  bool repeated = false;  // an earlier attempt's outcome is unknown: the text must carry the mark
};

// At most `limit` deliveries owed at `now`, calls before stand-downs before notices, the oldest
// first.
[[nodiscard]] std::vector<OwedDelivery> owed_deliveries(const State& state, Instant now,
                                                        std::size_t limit);

// What is owed for one message at `now`, if anything. O(log n): the dispatcher asks it of each
// message that a commit touched, so that 20,000 called persons cost no repeated scans.
[[nodiscard]] std::optional<OwedDelivery> owed_delivery(const State& state,
                                                        const MessageId& message, Instant now);

// When the next delivery becomes owed (may lie in the past).
[[nodiscard]] std::optional<Instant> next_delivery(const State& state);

}  // namespace ckl::domain
