// Pace (takt): how fast one gateway is given messages, and which of them go first.
//
// On the strand only; all times are of the real clock. A gateway has a pace, sustained, with a
// burst of one second's worth; a class may have a lower one of its own. The less urgent classes
// never take the last tokens: a quarter of the burst is kept from relief and half of it from
// information, so that an alarm need not wait for what was under way. Nothing is dropped here: what
// gets no token asks again.
#pragma once

#include <array>
#include <optional>

#include "domain/owed.hpp"

namespace ckl::delivery {

// Messages per second.
struct Pace {
  double all = 10.0;
  std::array<double, domain::send_classes> of_class{};  // 0 = as fast as all

  [[nodiscard]] double of(domain::SendClass urgency) const;
  bool operator==(const Pace&) const = default;
};

class TokenBucket {
 public:
  explicit TokenBucket(double per_second);

  // Takes a token if there are `above` more than that one.
  [[nodiscard]] bool take(domain::Instant now, double above = 0);
  [[nodiscard]] bool has(domain::Instant now, double above = 0);

  // When there will be; `now` when there is already.
  [[nodiscard]] domain::Instant next(domain::Instant now, double above = 0);

  [[nodiscard]] double burst() const { return burst_; }

 private:
  void fill(domain::Instant now);

  double per_second_;
  double burst_;
  double tokens_;
  std::optional<domain::Instant> filled_;
};

class ClassedPace {
 public:
  explicit ClassedPace(const Pace& pace);

  [[nodiscard]] bool take(domain::SendClass urgency, domain::Instant now);
  [[nodiscard]] domain::Instant next(domain::SendClass urgency, domain::Instant now);

 private:
  [[nodiscard]] double kept_from(domain::SendClass urgency) const;

  TokenBucket all_;
  std::array<TokenBucket, domain::send_classes> of_class_;
};

[[nodiscard]] std::size_t place_of(domain::SendClass urgency);

// Of `places` under way at a gateway, how many a class may fill.
[[nodiscard]] std::size_t places_for(domain::SendClass urgency, std::size_t places);

}  // namespace ckl::delivery
