#include "delivery/punctuality.hpp"

#include <algorithm>

namespace ckl::delivery {

void Punctuality::owed(const domain::MessageId& message, domain::Instant since) {
  owed_.emplace(message, since);
}

void Punctuality::gone(const domain::MessageId& message) { owed_.erase(message); }

void Punctuality::blocked(const QueueId& queue, std::optional<domain::Instant> until) {
  blocked_.insert_or_assign(queue, until);
}

void Punctuality::taken(const domain::MessageId& message, const QueueId& queue,
                        domain::Instant now) {
  under_way_.insert_or_assign(message, late_since(message, queue, now));
  owed_.erase(message);
}

void Punctuality::left(const domain::MessageId& message, domain::Instant now) {
  const auto found = under_way_.find(message);
  if (found == under_way_.end()) return;
  if (report_) report_(now - found->second);
  under_way_.erase(found);
}

domain::Instant Punctuality::late_since(const domain::MessageId& message, const QueueId& queue,
                                        domain::Instant now) const {
  const auto owed = owed_.find(message);
  const domain::Instant since = owed == owed_.end() ? now : owed->second;
  const auto blocked = blocked_.find(queue);
  if (blocked == blocked_.end()) return since;
  return std::max(since, blocked->second.value_or(now));
}

std::optional<domain::Instant> Punctuality::earliest_taken() const {
  std::optional<domain::Instant> earliest;
  for (const auto& [message, since] : under_way_) {
    earliest = earliest ? std::min(*earliest, since) : since;
  }
  return earliest;
}

}  // namespace ckl::delivery
