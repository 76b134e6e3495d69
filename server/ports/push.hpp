// Who may be reached by Web Push, as a port: each person's own browsers, kept beside the journal.
//
// Main thread. Every change is on disk (fsync) before the call returns. Personal data: it is never
// in the journal nor in the log.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

// What a browser's PushSubscription gives, decoded.
struct PushSubscription {
  std::string endpoint;    // where its push service takes messages
  std::string public_key;  // p256dh: 65 bytes
  std::string secret;      // auth: 16 bytes

  bool operator==(const PushSubscription&) const = default;
};

class PushBook {
 public:
  PushBook() = default;
  PushBook(const PushBook&) = delete;
  PushBook& operator=(const PushBook&) = delete;
  virtual ~PushBook() = default;

  // The public key that browsers subscribe with: 65 bytes; empty when no gateway of the kind push
  // is configured.
  [[nodiscard]] virtual std::string public_key() const = 0;

  // Adds a browser of the person, or replaces the one with that endpoint, whosever it was. The
  // oldest gives way when there are too many.
  [[nodiscard]] virtual Result<void> subscribe(const domain::PersonId& person,
                                               PushSubscription subscription) = 0;

  // Also a lost one. `not_found` when the person has no such browser.
  [[nodiscard]] virtual Result<void> unsubscribe(const domain::PersonId& person,
                                                 std::string_view endpoint) = 0;

  // The person's browsers, the oldest first.
  [[nodiscard]] virtual std::vector<PushSubscription> of(const domain::PersonId& person) const = 0;

  // The push service says that the browser is gone. Its person is told until
  // the person subscribes one again or unsubscribes that one.
  virtual void forget(std::string_view endpoint) = 0;

  // Endpoints of the person's browsers that are gone.
  [[nodiscard]] virtual std::vector<std::string> lost(const domain::PersonId& person) const = 0;
};

}  // namespace ckl::ports
