// A browser that takes push messages, written from the receiver's side of RFC 8291 and with other
// primitives (HMAC) than the sender's, so that a mistake would have to be made twice.
#pragma once

#include <string>

#include "delivery/push.hpp"

namespace ckl::delivery::test {

class Browser {
 public:
  Browser();
  Browser(EcKey key, std::string secret) : key_(std::move(key)), secret_(std::move(secret)) {}

  [[nodiscard]] ports::PushSubscription subscription(const std::string& endpoint) const;
  [[nodiscard]] std::string address(const std::string& endpoint) const;

  // The text of a message, or an exception that says what is wrong with it.
  [[nodiscard]] std::string open(const std::string& body) const;

 private:
  EcKey key_;
  std::string secret_;
};

// A key of the server, real randomness, and nothing to forget.
[[nodiscard]] PushParts test_push_parts();

}  // namespace ckl::delivery::test
