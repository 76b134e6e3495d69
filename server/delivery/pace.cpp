#include "delivery/pace.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ckl::delivery {
namespace {

constexpr double slowest_pace = 0.001;
constexpr double milliseconds_per_second = 1'000.0;
// Sums of binary fractions fall short of whole tokens by less than this.
constexpr double rounding = 1e-6;
// What a class leaves to those before it, of the burst and of the places under way.
constexpr std::array<double, domain::send_classes> left{0.0, 0.25, 0.5};

}  // namespace

std::size_t place_of(domain::SendClass urgency) { return static_cast<std::size_t>(urgency) - 1; }

std::size_t places_for(domain::SendClass urgency, std::size_t places) {
  const double share = 1.0 - left.at(place_of(urgency));
  return std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(places) * share));
}

double Pace::of(domain::SendClass urgency) const {
  const double own = of_class.at(place_of(urgency));
  return own > 0 ? std::min(own, all) : all;
}

TokenBucket::TokenBucket(double per_second)
    : per_second_(std::max(per_second, slowest_pace)),
      burst_(std::max(1.0, per_second_)),
      tokens_(burst_) {}

void TokenBucket::fill(domain::Instant now) {
  if (filled_ && now > *filled_) {
    const auto passed = std::chrono::duration<double>(now - *filled_).count();
    tokens_ = std::min(burst_, tokens_ + passed * per_second_);
  }
  filled_ = now;
}

bool TokenBucket::has(domain::Instant now, double above) {
  fill(now);
  return tokens_ + rounding >= 1.0 + above;
}

bool TokenBucket::take(domain::Instant now, double above) {
  if (!has(now, above)) return false;
  tokens_ -= 1.0;
  return true;
}

domain::Instant TokenBucket::next(domain::Instant now, double above) {
  fill(now);
  const double missing = 1.0 + above - tokens_;
  if (missing <= rounding) return now;
  const double wait = missing / per_second_ * milliseconds_per_second;
  return now + std::chrono::milliseconds(static_cast<long>(std::ceil(wait)));
}

ClassedPace::ClassedPace(const Pace& pace)
    : all_(pace.all),
      of_class_{TokenBucket(pace.of(domain::SendClass::callout)),
                TokenBucket(pace.of(domain::SendClass::relief)),
                TokenBucket(pace.of(domain::SendClass::information))} {}

double ClassedPace::kept_from(domain::SendClass urgency) const {
  return (all_.burst() - 1.0) * left.at(place_of(urgency));
}

bool ClassedPace::take(domain::SendClass urgency, domain::Instant now) {
  if (!of_class_.at(place_of(urgency)).has(now)) return false;
  return all_.take(now, kept_from(urgency)) && of_class_.at(place_of(urgency)).take(now);
}

domain::Instant ClassedPace::next(domain::SendClass urgency, domain::Instant now) {
  return std::max(all_.next(now, kept_from(urgency)), of_class_.at(place_of(urgency)).next(now));
}

}  // namespace ckl::delivery
