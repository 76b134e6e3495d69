// Whether one gateway works (hälsa), by evidence alone.
//
// On the strand only; all times are of the real clock. The last that was sent within a window is
// judged: too many failures, nothing but failures for a moment, or too many that took too long, and
// the gateway is lost. What is under way counts as slow once it has been so for too long, so that a
// gateway that swallows everything is found before its time-outs. One that refuses an address
// works.
//
// A lost gateway stays lost for a minimum time and is then tried with one message at a time; a
// failed trial doubles the wait. Some good ones in a row end the loss, or a single one with the
// minimum time after it in which nothing failed. One that is lost again soon after stays away
// longer. So nothing flaps. One that test alarms do not come back through takes messages well and
// swallows them: only a test alarm that came back ends that.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "domain/gateways.hpp"
#include "ports/channel.hpp"

namespace ckl::delivery {

struct FailoverPolicy {
  domain::Seconds window{60};
  std::uint32_t at_least = 3;  // fewer tell nothing
  std::uint32_t at_most = 20;  // the last of them: many good ones must not hide a sudden end
  double failed_share = 0.5;
  double slow_share = 0.5;
  domain::Seconds slow_after{5};
  domain::Seconds stay{300};
  domain::Seconds longest_stay{3'600};
  std::uint32_t good_in_row = 3;
  bool watched = false;  // by test alarms

  bool operator==(const FailoverPolicy&) const = default;
};

struct GatewayLoss {
  domain::GatewayTrouble trouble = domain::GatewayTrouble::failing;
  domain::Instant since;     // the first evidence
  domain::Instant found;     // when it was judged lost
  domain::Instant stays_to;  // not well before this
  domain::Instant next_trial;
  std::uint32_t good_in_row = 0;
  std::optional<domain::Instant> answers_since;  // the first of them
  bool awaits_test_alarm = false;                // not well before one has come back
};

class GatewayHealth {
 public:
  // Failures within this time of each other are one: a blink.
  static constexpr domain::Seconds blink{2};

  explicit GatewayHealth(FailoverPolicy policy) : policy_(policy), wait_(policy.stay) {}

  // Something leaves; the number is given back to `note`.
  [[nodiscard]] std::uint64_t leaves(domain::Instant now);
  void note(std::uint64_t number, const ports::SendResult& result, domain::Instant now);

  // Time alone may have changed something.
  void look(domain::Instant now);
  // When to look again though nothing is heard.
  [[nodiscard]] std::optional<domain::Instant> next_look(domain::Instant now) const;

  // Evidence from elsewhere: a test alarm that did not come back, or what was known before a
  // restart.
  void lose(domain::GatewayTrouble trouble, domain::Instant since, domain::Instant now);
  // A test alarm came back through it.
  void came_back(domain::Instant now);
  // Known as lost from before a restart: tried at once.
  void remember(domain::GatewayTrouble trouble, domain::Instant since, domain::Instant now);

  [[nodiscard]] const std::optional<GatewayLoss>& loss() const { return loss_; }
  // A lost one may be given one message to see.
  [[nodiscard]] bool may_try(domain::Instant now) const;
  [[nodiscard]] domain::Instant last_bad() const { return last_bad_; }

  // Since the start.
  struct Counts {
    std::uint32_t sent = 0;
    std::uint32_t failed = 0;
    std::uint32_t slow = 0;
    std::uint32_t under_way = 0;
  };
  [[nodiscard]] Counts counts() const;

 private:
  enum class Verdict : std::uint8_t { good, slow, failed };
  struct Sample {
    domain::Instant at;
    Verdict verdict;
  };

  void forget_old(domain::Instant now);
  [[nodiscard]] std::optional<domain::Instant> nothing_works_since(domain::Instant now) const;
  void judge(domain::Instant now);
  void judge_trial(Verdict verdict, domain::Instant sent, domain::Instant now);
  void recover(domain::Instant now);
  [[nodiscard]] std::optional<domain::Instant> end_of_loss() const;

  FailoverPolicy policy_;
  domain::Seconds wait_;
  std::deque<Sample> samples_;
  std::uint32_t failed_ = 0;  // of the samples
  std::uint32_t slow_ = 0;
  Counts counts_;
  std::map<std::uint64_t, domain::Instant> under_way_;
  std::uint64_t last_number_ = 0;
  std::optional<GatewayLoss> loss_;
  std::optional<domain::Instant> recovered_;
  domain::Instant last_bad_;
};

}  // namespace ckl::delivery
