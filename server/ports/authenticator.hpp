// Authentication as a port: credentials become a Principal. What the principal may do is domain
// law, not known here.
//
// Called on the main thread and on gRPC's threads; implementations are safe for that.
#pragma once

#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

struct Principal {
  domain::PersonId person;
  std::string token_id;
  bool administrator = false;
};

// What a calendar's address opens: one calendar, for reading, and nothing else.
struct FeedKey {
  domain::PersonId person;
  std::string feed;  // "<workspace>/<duty function>", or "<workspace>/" for the person's own duties
};

class Authenticator {
 public:
  Authenticator() = default;
  Authenticator(const Authenticator&) = delete;
  Authenticator& operator=(const Authenticator&) = delete;
  virtual ~Authenticator() = default;

  // The holder of a bearer token, or `refused` (unknown, expired, revoked: not told apart to the
  // caller).
  [[nodiscard]] virtual Result<Principal> authenticate(std::string_view bearer_token) const = 0;

  // The calendar that a token in a calendar's address opens, or `refused`. Such a token is no
  // bearer token, and a bearer token opens no calendar.
  [[nodiscard]] virtual Result<FeedKey> open_feed(std::string_view token) const = 0;

  // Whether the token that gave this principal still holds. Cheap: asked before every command on a
  // connection that lasts.
  [[nodiscard]] virtual bool still_valid(const Principal& principal) const = 0;
};

}  // namespace ckl::ports
