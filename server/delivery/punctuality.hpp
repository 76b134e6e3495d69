// How late the messages of one workspace leave (punktlighet).
//
// On the strand only; all instants are of the workspace's clock. A message counts as late from when
// it was owed, or from when a gateway had a place and a token for it if that is later: waiting for
// pace is no lateness. It ends when the message is given to the gateway, with its intent on disk.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "domain/owed.hpp"

namespace ckl::delivery {

class Punctuality {
 public:
  using QueueId = std::pair<std::string, domain::SendClass>;  // kind of channel, class
  using Report = std::function<void(domain::Instant::duration late)>;

  void report_to(Report report) { report_ = std::move(report); }

  // It waits to be sent. Of two words about one that waits, the first holds.
  void owed(const domain::MessageId& message, domain::Instant since);
  void gone(const domain::MessageId& message);

  // The first of the queue may leave from then; nothing: once a place has been given back.
  void blocked(const QueueId& queue, std::optional<domain::Instant> until);

  void taken(const domain::MessageId& message, const QueueId& queue, domain::Instant now);
  void left(const domain::MessageId& message, domain::Instant now);
  void dropped(const domain::MessageId& message) { under_way_.erase(message); }

  // Since when the first of a queue is late, if nothing holds it back.
  [[nodiscard]] domain::Instant late_since(const domain::MessageId& message, const QueueId& queue,
                                           domain::Instant now) const;
  // The same of what was taken and has not left; the earliest.
  [[nodiscard]] std::optional<domain::Instant> earliest_taken() const;

 private:
  Report report_;
  std::map<QueueId, std::optional<domain::Instant>> blocked_;
  std::map<domain::MessageId, domain::Instant> owed_;
  std::map<domain::MessageId, domain::Instant> under_way_;
};

}  // namespace ckl::delivery
