// The commands that are under way and the answers of recent ones, by the client's id, so that a
// repeat gets the first answer.
//
// On the engine's strand. Bounded: the oldest answers are forgotten first; the journal remembers
// all of those that left something in it. Commands under way are never forgotten.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <unordered_map>

#include "ports/journal.hpp"

namespace ckl::engine {

// Not noexcept: only then does the library's table keep each hash, instead of making those of all
// neighbours anew at every look-up.
struct CommandKeyHash {
  std::size_t operator()(const ports::CommandKey& key) const {
    const auto person = std::hash<std::string>{}(key.person.value);
    return person ^ (std::hash<std::string>{}(key.command_id) * 0x9E3779B97F4A7C15U);
  }
};

// `Waiting` is what the engine keeps of a command until it is durable.
template <class Waiting>
class ReplyMemory {
 public:
  explicit ReplyMemory(std::size_t limit) : limit_(limit) {}

  struct Known {
    std::uint64_t fingerprint = 0;
    ports::Reply reply;  // when nobody waits for it any more
    Waiting* under_way = nullptr;
  };
  // Stays where it is until it is forgotten.
  using Place = std::pair<const ports::CommandKey, Known>;

  [[nodiscard]] Known* find(const ports::CommandKey& key) {
    const auto found = known_.find(key);
    return found == known_.end() ? nullptr : &found->second;
  }

  // The key must not be known.
  [[nodiscard]] Place& begin(ports::CommandKey key, std::uint64_t fingerprint, Waiting& waiting) {
    return *known_.emplace(std::move(key), Known{fingerprint, {}, &waiting}).first;
  }

  // The command that began at `place` is durable.
  void remember(Place& place, ports::Reply reply) {
    place.second.reply = std::move(reply);
    place.second.under_way = nullptr;
    order_.push_back(&place);
    if (order_.size() > limit_) {
      known_.erase(known_.find(order_.front()->first));
      order_.pop_front();
    }
  }

  // Nobody knows what became of the command that began at `place`.
  void forget(Place& place) { known_.erase(known_.find(place.first)); }

 private:
  std::size_t limit_;
  std::deque<const Place*> order_;
  std::unordered_map<ports::CommandKey, Known, CommandKeyHash> known_;
};

}  // namespace ckl::engine
