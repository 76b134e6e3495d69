#include "delivery/health.hpp"

#include <algorithm>
#include <utility>

namespace ckl::delivery {

std::uint64_t GatewayHealth::leaves(domain::Instant now) {
  under_way_.emplace(++last_number_, now);
  return last_number_;
}

void GatewayHealth::note(std::uint64_t number, const ports::SendResult& result,
                         domain::Instant now) {
  const auto found = under_way_.find(number);
  if (found == under_way_.end()) return;
  const domain::Instant sent = found->second;
  under_way_.erase(found);
  Verdict verdict = Verdict::good;
  if (result.outcome == ports::SendOutcome::failed) {
    verdict = Verdict::failed;
  } else if (result.held || now - sent >= policy_.slow_after) {
    verdict = Verdict::slow;
  }
  if (verdict != Verdict::good) last_bad_ = now;
  ++counts_.sent;
  if (verdict == Verdict::failed) ++counts_.failed;
  if (verdict == Verdict::slow) ++counts_.slow;
  if (loss_) return judge_trial(verdict, sent, now);
  samples_.push_back({now, verdict});
  if (verdict == Verdict::failed) ++failed_;
  if (verdict == Verdict::slow) ++slow_;
  judge(now);
}

void GatewayHealth::forget_old(domain::Instant now) {
  while (!samples_.empty() &&
         (samples_.front().at <= now - policy_.window || samples_.size() > policy_.at_most)) {
    if (samples_.front().verdict == Verdict::failed) --failed_;
    if (samples_.front().verdict == Verdict::slow) --slow_;
    samples_.pop_front();
  }
}

void GatewayHealth::judge(domain::Instant now) {
  forget_old(now);
  const auto overdue = static_cast<std::uint32_t>(std::ranges::count_if(
      under_way_, [&](const auto& each) { return now - each.second >= policy_.slow_after; }));
  const auto total = static_cast<std::uint32_t>(samples_.size()) + overdue;
  if (total < policy_.at_least) return;
  const auto share = [&](std::uint32_t count) {
    return static_cast<double>(count) / static_cast<double>(total);
  };
  const auto dead_since = nothing_works_since(now);
  const bool fails = dead_since || (failed_ > 0 && share(failed_) >= policy_.failed_share);
  const bool lags = slow_ + overdue > 0 && share(failed_ + slow_ + overdue) >= policy_.slow_share;
  if (!fails && !lags) return;
  const auto bad = [](const Sample& sample) { return sample.verdict != Verdict::good; };
  const auto first = std::ranges::find_if(samples_, bad);
  domain::Instant since = first == samples_.end() ? now : first->at;
  if (dead_since) since = *dead_since;
  if (overdue == 0 && now - since < blink && fails) return;
  if (overdue > 0) since = std::min(since, under_way_.begin()->second);
  lose(fails ? domain::GatewayTrouble::failing : domain::GatewayTrouble::slow, since, now);
}

// Enough in a row failed, for longer than a blink: what was good before that tells nothing.
std::optional<domain::Instant> GatewayHealth::nothing_works_since(domain::Instant now) const {
  const auto works = [](const Sample& sample) { return sample.verdict != Verdict::failed; };
  const auto row = std::find_if(samples_.rbegin(), samples_.rend(), works) - samples_.rbegin();
  if (row < policy_.at_least) return std::nullopt;
  const domain::Instant since = (samples_.end() - row)->at;
  return now - since >= blink ? std::optional(since) : std::nullopt;
}

void GatewayHealth::lose(domain::GatewayTrouble trouble, domain::Instant since,
                         domain::Instant now) {
  const bool silent = trouble == domain::GatewayTrouble::silent && policy_.watched;
  if (loss_) {
    loss_->awaits_test_alarm = loss_->awaits_test_alarm || silent;
    return;
  }
  const bool soon = recovered_ && now - *recovered_ < wait_;
  wait_ = soon ? std::min(wait_ * 2, policy_.longest_stay) : policy_.stay;
  loss_ = GatewayLoss{.trouble = trouble,
                      .since = since,
                      .found = now,
                      .stays_to = now + wait_,
                      .next_trial = now + wait_,
                      .good_in_row = 0,
                      .answers_since = std::nullopt,
                      .awaits_test_alarm = silent};
  last_bad_ = now;
  samples_.clear();
  failed_ = 0;
  slow_ = 0;
}

void GatewayHealth::remember(domain::GatewayTrouble trouble, domain::Instant since,
                             domain::Instant now) {
  lose(trouble, since, now);
  loss_->next_trial = now;
  loss_->stays_to = std::min(loss_->stays_to, std::max(now, since + policy_.stay));
}

// The time that a loss lasts at least holds here too: one that comes and goes does not flap.
void GatewayHealth::came_back(domain::Instant now) {
  if (!loss_ || !std::exchange(loss_->awaits_test_alarm, false)) return;
  if (loss_->trouble == domain::GatewayTrouble::silent) {
    loss_->good_in_row = policy_.good_in_row;
    loss_->answers_since = now;
  }
  recover(now);
}

// What had left before the loss tells nothing new.
void GatewayHealth::judge_trial(Verdict verdict, domain::Instant sent, domain::Instant now) {
  const bool swallows =
      loss_->trouble == domain::GatewayTrouble::silent && loss_->awaits_test_alarm;
  if (sent < loss_->found || swallows) return;
  if (verdict != Verdict::good) {
    loss_->good_in_row = 0;
    loss_->answers_since.reset();
    wait_ = std::min(wait_ * 2, policy_.longest_stay);
    loss_->next_trial = now + wait_;
    return;
  }
  ++loss_->good_in_row;
  if (!loss_->answers_since) loss_->answers_since = now;
  loss_->next_trial = now;
  recover(now);
}

void GatewayHealth::recover(domain::Instant now) {
  const auto well_at = end_of_loss();
  if (!well_at || now < *well_at) return;
  loss_.reset();
  recovered_ = now;
}

// When the loss ends, if nothing fails until then.
std::optional<domain::Instant> GatewayHealth::end_of_loss() const {
  if (!loss_ || !loss_->answers_since || loss_->awaits_test_alarm) return std::nullopt;
  if (loss_->good_in_row >= policy_.good_in_row) return loss_->stays_to;
  return std::max(loss_->stays_to, *loss_->answers_since + policy_.stay);
}

void GatewayHealth::look(domain::Instant now) {
  if (loss_) return recover(now);
  judge(now);
}

std::optional<domain::Instant> GatewayHealth::next_look(domain::Instant now) const {
  if (loss_) return end_of_loss();
  for (const auto& [number, sent] : under_way_) {
    if (sent + policy_.slow_after > now) return sent + policy_.slow_after;
  }
  return std::nullopt;
}

bool GatewayHealth::may_try(domain::Instant now) const {
  if (!loss_ || loss_->awaits_test_alarm) return false;
  return loss_->next_trial <= now && under_way_.empty();
}

GatewayHealth::Counts GatewayHealth::counts() const {
  Counts counts = counts_;
  counts.under_way = static_cast<std::uint32_t>(under_way_.size());
  return counts;
}

}  // namespace ckl::delivery
