// The answers of recent commands by the client's id, so that a repeat gets the first answer.
//
// On the engine's strand. Bounded: the oldest are forgotten first; the journal remembers all of
// those that left something in it.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <unordered_map>

#include "ports/journal.hpp"

namespace ckl::engine {

struct CommandKeyHash {
  std::size_t operator()(const ports::CommandKey& key) const noexcept {
    const auto person = std::hash<std::string>{}(key.person.value);
    return person ^ (std::hash<std::string>{}(key.command_id) * 0x9E3779B97F4A7C15U);
  }
};

class ReplyMemory {
 public:
  explicit ReplyMemory(std::size_t limit) : limit_(limit) {}

  [[nodiscard]] const ports::RememberedReply* find(const ports::CommandKey& key) const {
    const auto found = replies_.find(key);
    return found == replies_.end() ? nullptr : &found->second;
  }

  void remember(const ports::CommandKey& key, ports::RememberedReply reply) {
    if (limit_ == 0 || !replies_.emplace(key, std::move(reply)).second) {
      return;
    }
    order_.push_back(key);
    if (order_.size() > limit_) {
      replies_.erase(order_.front());
      order_.pop_front();
    }
  }

 private:
  std::size_t limit_;
  std::deque<ports::CommandKey> order_;
  std::unordered_map<ports::CommandKey, ports::RememberedReply, CommandKeyHash> replies_;
};

}  // namespace ckl::engine
