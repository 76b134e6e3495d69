#include "domain/owed.hpp"

#include "domain/ladder.hpp"

namespace ckl::domain {
namespace {

OwedDelivery delivery_of(const Message& message, const OwedAttempt& owed) {
  const ContactStep& step = message.ladder[owed.step];
  return OwedDelivery{.message = message.id,
                      .purpose = message.purpose,
                      .person = message.person,
                      .step = owed.step,
                      .channel = step.channel,
                      .contact = step.contact,
                      .repeated = owed.repeated};
}

}  // namespace

std::optional<Instant> next_deadline(const State& state) {
  if (state.index.timers.empty()) return std::nullopt;
  return state.index.timers.begin()->due;
}

std::vector<OwedDelivery> owed_deliveries(const State& state, Instant now, std::size_t limit) {
  std::vector<OwedDelivery> owed;
  for (const auto& of_purpose : state.index.sendable) {
    for (const auto& [due, id] : of_purpose) {
      if (due > now || owed.size() == limit) break;
      const Message& message = state.messages.at(id);
      if (const auto next = next_attempt(message)) owed.push_back(delivery_of(message, *next));
    }
  }
  return owed;
}

std::optional<OwedDelivery> owed_delivery(const State& state, const MessageId& message,
                                          Instant now) {
  const auto found = state.messages.find(message);
  if (found == state.messages.end()) return std::nullopt;
  const auto next = next_attempt(found->second);
  if (!next || next->due > now) return std::nullopt;
  return delivery_of(found->second, *next);
}

std::optional<Instant> next_delivery(const State& state) {
  std::optional<Instant> next;
  for (const auto& of_purpose : state.index.sendable) {
    if (of_purpose.empty()) continue;
    const Instant due = of_purpose.begin()->first;
    if (!next || due < *next) next = due;
  }
  return next;
}

}  // namespace ckl::domain
