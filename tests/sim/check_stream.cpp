#include "sim/check_stream.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <utility>

#include "domain/decide.hpp"

namespace ckl::sim {
namespace {

std::size_t fingerprint(std::string_view bytes) { return std::hash<std::string_view>{}(bytes); }

// The frame of the simulation: the fingerprints of its entries, one after the other.
ports::Bytes encode(std::span<const ports::Bytes> entries, domain::Sequence) {
  std::string frame;
  for (const auto& bytes : entries) {
    const auto print = fingerprint(*bytes);
    std::array<char, sizeof print> raw{};
    std::memcpy(raw.data(), &print, sizeof print);
    frame.append(raw.data(), raw.size());
  }
  return std::make_shared<const std::string>(std::move(frame));
}

void decode(const std::string& frame, std::vector<std::size_t>& into) {
  for (std::size_t at = 0; at + sizeof(std::size_t) <= frame.size(); at += sizeof(std::size_t)) {
    std::size_t print = 0;
    std::memcpy(&print, frame.data() + at, sizeof print);
    into.push_back(print);
  }
}

}  // namespace

void StreamChecker::add_subscriber(std::vector<std::string> kinds) {
  subscribers_.push_back(std::make_unique<Subscriber>());
  subscribers_.back()->filter.kinds = std::move(kinds);
}

void StreamChecker::see(const domain::Entry& entry, std::string_view bytes) {
  truth_.emplace_back(fingerprint(bytes), domain::name_of(entry.event));
}

void StreamChecker::attach(stream::Hub& hub) {
  hub_ = &hub;
  format_ = hub.add_format(encode);
  for (const auto& subscriber : subscribers_) connect(*subscriber);
}

void StreamChecker::detach() {
  for (const auto& subscriber : subscribers_) subscriber->subscription.reset();
  hub_ = nullptr;
}

void StreamChecker::connect(Subscriber& subscriber) {
  subscriber.awake = true;
  subscriber.subscription = hub_->subscribe(subscriber.cursor, format_, subscriber.filter,
                                            [&subscriber] { subscriber.awake = true; });
}

void StreamChecker::pull(Subscriber& subscriber, std::size_t frames) {
  for (std::size_t count = 0; subscriber.awake && count < frames; ++count) {
    auto next = subscriber.subscription->next();
    if (!next) {
      findings_.add("stream", "the journal could not be read: " + next.error().what);
      subscriber.awake = false;
      return;
    }
    const auto& frame = *next;
    if (!frame.has_value()) {
      subscriber.awake = false;
      return;
    }
    if (frame->through <= subscriber.cursor) findings_.add("stream", "a frame leads nowhere");
    subscriber.cursor = frame->through;
    if (frame->bytes && !std::exchange(lose_, false)) decode(*frame->bytes, subscriber.got);
  }
}

void StreamChecker::disturb(Random& random) {
  if (hub_ == nullptr || subscribers_.empty()) return;
  auto& subscriber = *random.pick(subscribers_);
  if (subscriber.subscription == nullptr) {
    connect(subscriber);
  } else if (random.chance(20)) {
    subscriber.subscription.reset();
  } else {
    pull(subscriber, 1 + random.below(4));
  }
}

void StreamChecker::drain() {
  for (std::size_t number = 0; number < subscribers_.size(); ++number) {
    auto& subscriber = *subscribers_[number];
    if (hub_ != nullptr && subscriber.subscription == nullptr) connect(subscriber);
    pull(subscriber, SIZE_MAX);
    compare(number, subscriber);
  }
}

void StreamChecker::compare(std::size_t number, const Subscriber& subscriber) {
  const auto who = "subscriber " + std::to_string(number);
  if (subscriber.cursor != truth_.size()) {
    findings_.add("stream", who + " sleeps at " + std::to_string(subscriber.cursor) + " of " +
                                std::to_string(truth_.size()));
  }
  const auto& kinds = subscriber.filter.kinds;
  std::size_t at = 0;
  for (const auto& [print, kind] : truth_) {
    if (!kinds.empty() && std::ranges::find(kinds, kind) == kinds.end()) continue;
    if (at >= subscriber.got.size() || subscriber.got[at] != print) {
      findings_.add("stream",
                    who + " did not get what was committed, at place " + std::to_string(at));
      return;
    }
    ++at;
  }
  if (at != subscriber.got.size()) findings_.add("stream", who + " got more than was committed");
}

}  // namespace ckl::sim
