// One gateway as the dispatcher sees it: its queue, its pace, what is under way, and whether it
// works.
//
// On the strand only. The queue keeps calls before stand-downs before notices, then the oldest
// first; nothing is ever dropped from it for being slow. Pace is in messages per real second, with
// a burst of one second's worth; a replay's clock runs faster, so its rate is taken into account.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "domain/owed.hpp"
#include "ports/channel.hpp"

namespace ckl::delivery {

class TokenBucket {
 public:
  explicit TokenBucket(double per_second);

  // Takes a token if there is one.
  [[nodiscard]] bool take(domain::Instant now, double rate);

  // When the next token is there; `now` when there is one already.
  [[nodiscard]] domain::Instant next(domain::Instant now, double rate);

 private:
  void fill(domain::Instant now, double rate);

  double per_second_;
  double burst_;
  double tokens_;
  std::optional<domain::Instant> filled_;
};

// A gateway is faulty when several attempts in a row failed, over some time. One that succeeds, or
// is refused for its address, proves that the gateway works.
class GatewayHealth {
 public:
  static constexpr int failures_for_fault = 3;
  static constexpr domain::Seconds window{5};

  void note(ports::SendOutcome outcome, domain::Instant now);

  // Since when it has not worked.
  [[nodiscard]] std::optional<domain::Instant> faulty_since() const;

 private:
  int failures_ = 0;
  domain::Instant first_failure_;
  domain::Instant last_failure_;
};

struct Gateway {
  // The order of sending.
  struct Place {
    domain::MessagePurpose purpose = domain::MessagePurpose::notice;
    domain::Instant planned;
    domain::MessageId message;
    auto operator<=>(const Place&) const = default;
  };

  Gateway(std::string given_name, ports::Channel* given_channel, double per_second)
      : name(std::move(given_name)), channel(given_channel), bucket(per_second) {}

  std::string name;
  ports::Channel* channel;  // null: nothing is configured for the kind
  TokenBucket bucket;
  std::map<Place, domain::OwedDelivery> queue;
  std::size_t in_flight = 0;
  GatewayHealth health;
};

// «SMS-tjänsten telia svarar inte sedan 03:14».
[[nodiscard]] domain::Text fault_text(const Gateway& gateway, domain::Instant since);

}  // namespace ckl::delivery
