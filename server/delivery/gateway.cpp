#include "delivery/gateway.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "delivery/civil_time.hpp"

namespace ckl::delivery {
namespace {

constexpr double slowest_pace = 0.001;
constexpr double milliseconds_per_second = 1'000.0;
// Sums of binary fractions fall short of whole tokens by less than this.
constexpr double rounding = 1e-6;

struct KindWords {
  std::string_view sv;
  std::string_view en;
};

KindWords words_of(std::string_view kind) {
  if (kind == "sms") return {"SMS-tjänsten", "SMS gateway"};
  if (kind == "mail") return {"E-postservern", "Mail server"};
  if (kind == "webhook") return {"Webhooken", "Webhook"};
  if (kind == "console") return {"Konsolen", "Console"};
  return {"Tjänsten", "Gateway"};
}

}  // namespace

TokenBucket::TokenBucket(double per_second)
    : per_second_(std::max(per_second, slowest_pace)),
      burst_(std::max(1.0, per_second_)),
      tokens_(burst_) {}

void TokenBucket::fill(domain::Instant now, double rate) {
  if (filled_ && now > *filled_) {
    const auto passed = std::chrono::duration<double>(now - *filled_).count();
    tokens_ = std::min(burst_, tokens_ + passed / rate * per_second_);
  }
  filled_ = now;
}

bool TokenBucket::take(domain::Instant now, double rate) {
  fill(now, rate);
  if (tokens_ + rounding < 1.0) return false;
  tokens_ -= 1.0;
  return true;
}

domain::Instant TokenBucket::next(domain::Instant now, double rate) {
  fill(now, rate);
  const double missing = 1.0 - tokens_;
  if (missing <= rounding) return now;
  const double wait = missing / per_second_ * rate * milliseconds_per_second;
  return now + std::chrono::milliseconds(static_cast<long>(std::ceil(wait)));
}

void GatewayHealth::note(ports::SendOutcome outcome, domain::Instant now) {
  if (outcome != ports::SendOutcome::failed) {
    failures_ = 0;
    return;
  }
  if (failures_ == 0) first_failure_ = now;
  failures_ = std::min(failures_ + 1, failures_for_fault);
  last_failure_ = now;
}

std::optional<domain::Instant> GatewayHealth::faulty_since() const {
  const bool faulty = failures_ >= failures_for_fault && last_failure_ - first_failure_ >= window;
  return faulty ? std::optional(first_failure_) : std::nullopt;
}

domain::Text fault_text(const Gateway& gateway, domain::Instant since) {
  const KindWords words = words_of(gateway.channel == nullptr ? "" : gateway.channel->kind());
  const std::string clock = stockholm_clock(since);
  return {fmt::format("{} {} svarar inte sedan {}", words.sv, gateway.name, clock),
          fmt::format("{} {} has not answered since {}", words.en, gateway.name, clock)};
}

}  // namespace ckl::delivery
