#include "domain/owed.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "domain/ladder.hpp"

namespace ckl::domain {
namespace {

OwedDelivery delivery_of(const Message& message, const OwedAttempt& owed) {
  const ContactStep& step = (*message.ladder)[owed.step];
  return OwedDelivery{.message = message.id,
                      .purpose = message.purpose,
                      .person = message.person,
                      .step = owed.step,
                      .channel = step.channel,
                      .contact = step.contact,
                      .urgency = class_of(message),
                      .repeated = owed.repeated};
}

}  // namespace

SendClass class_of(const Message& message) {
  static constexpr std::array<std::string_view, 4> of_callout{"staffing-gap", "taken-in",
                                                              "callout-word", "gateway"};
  static constexpr std::array<std::string_view, 2> of_relief{"DUTY", "DUTY_GAP"};
  if (message.purpose == MessagePurpose::test) return SendClass::information;
  if (message.purpose != MessagePurpose::notice) return SendClass::callout;
  const std::string_view subject = message.subject;
  if (std::ranges::find(of_callout, subject) != of_callout.end()) return SendClass::callout;
  const bool relief = std::ranges::find(of_relief, subject) != of_relief.end();
  return relief || subject.starts_with("relief") ? SendClass::relief : SendClass::information;
}

std::optional<Instant> next_deadline(const State& state) {
  if (state.index.timers.empty()) return std::nullopt;
  return state.index.timers.begin()->due;
}

std::vector<OwedDelivery> owed_deliveries(const State& state, Instant now, std::size_t limit) {
  std::vector<OwedDelivery> owed;
  for (const auto& of_purpose : state.index.sendable) {
    for (const auto& [due, number] : of_purpose) {
      if (due > now || owed.size() == limit) break;
      const Message& message = state.messages.at(number);
      if (const auto next = next_attempt(message)) owed.push_back(delivery_of(message, *next));
    }
  }
  return owed;
}

std::optional<OwedDelivery> owed_delivery(const State& state, const MessageId& message,
                                          Instant now) {
  const Message* found = state.messages.find(message);
  if (found == nullptr) return std::nullopt;
  const auto next = next_attempt(*found);
  if (!next || next->due > now) return std::nullopt;
  return delivery_of(*found, *next);
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
