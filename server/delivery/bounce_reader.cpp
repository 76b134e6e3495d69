#include "delivery/bounce_reader.hpp"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "delivery/civil_time.hpp"
#include "delivery/dsn.hpp"

namespace ckl::delivery {
namespace {

using ports::MailboxAnswer;
using ports::MailboxErrand;
using ports::MailNumber;

constexpr std::size_t most_per_round = 200;
constexpr int failures_for_fault = 3;

}  // namespace

struct BounceReader::Impl : std::enable_shared_from_this<BounceReader::Impl> {
  Impl(std::string given_gateway, BounceSettings given_settings, Parts given_parts)
      : gateway(std::move(given_gateway)),
        settings(std::move(given_settings)),
        parts(std::move(given_parts)),
        address(settings.address, settings.secret) {}

  std::string gateway;
  BounceSettings settings;
  Parts parts;
  BounceAddress address;
  std::deque<MailNumber> unread;    // of this round
  std::vector<MailNumber> taken;    // reported; to be removed next round
  std::vector<MailNumber> strange;  // to be set aside
  bool more = false;                // than one round takes
  int failures = 0;
  domain::Instant first_failure;
  std::string reason;

  void ask(MailboxErrand errand, const std::vector<MailNumber>& mails,
           void (Impl::*then)(MailboxAnswer)) {
    parts.mailbox.ask(settings.mailbox, errand, mails,
                      [weak = weak_from_this(), then](MailboxAnswer answer) {
                        const auto self = weak.lock();
                        if (!self) return;
                        if (!answer.fault.empty()) return self->failed(std::move(answer.fault));
                        ((*self).*then)(std::move(answer));
                      });
  }

  // ---- one round ----

  void begin() {
    if (taken.empty()) return list();
    ask(MailboxErrand::done, taken, &Impl::discard);
  }

  void discard(MailboxAnswer /*answer*/) {
    taken.clear();
    ask(MailboxErrand::discard, {}, &Impl::discarded);
  }

  void discarded(MailboxAnswer /*answer*/) { list(); }

  void list() { ask(MailboxErrand::list, {}, &Impl::listed); }

  void listed(MailboxAnswer answer) {
    more = answer.mails.size() > most_per_round;
    if (more) answer.mails.resize(most_per_round);
    unread.assign(answer.mails.begin(), answer.mails.end());
    fetch();
  }

  void fetch() {
    if (unread.empty()) return set_aside();
    ask(MailboxErrand::fetch, {unread.front()}, &Impl::fetched);
  }

  void fetched(MailboxAnswer answer) {
    const MailNumber mail = unread.front();
    unread.pop_front();
    judge(mail, answer.text);
    fetch();
  }

  void judge(MailNumber mail, const std::string& text) {
    const auto key = address.key_in(text);
    auto result = key ? read_bounce(text) : std::nullopt;
    if (!result) {
      const bool test = parts.test_alarm && parts.test_alarm(text);
      (test ? taken : strange).push_back(mail);
      return;
    }
    const auto reported = parts.report(*key, *std::move(result));
    if (reported) {
      taken.push_back(mail);
    } else if (reported.error().code == ports::FailureCode::not_found) {
      strange.push_back(mail);
    } else {
      more = false;  // not now: the mail stays as it is
    }
  }

  void set_aside() {
    if (strange.empty()) return finished({});
    spdlog::warn("gateway {}: {} mails in the mailbox of bounces are none of ours; set aside",
                 gateway, strange.size());
    ask(MailboxErrand::aside, strange, &Impl::finished);
  }

  void finished(MailboxAnswer /*answer*/) {
    strange.clear();
    if (failures >= failures_for_fault) {
      spdlog::info("gateway {}: the mailbox of bounces is read again", gateway);
    }
    failures = 0;
    rest(more ? domain::Seconds{0} : settings.every);
  }

  // Mails that were reported stay in `taken`; everything else is asked for anew.
  void failed(std::string why) {
    unread.clear();
    strange.clear();
    reason = std::move(why);
    if (failures++ == 0) first_failure = parts.clock.now();
    if (failures == failures_for_fault) {
      spdlog::error("gateway {}: the mailbox of bounces can not be read: {}", gateway, reason);
    }
    rest(settings.every);
  }

  void rest(domain::Seconds pause) {
    parts.wake_up.set(parts.clock.now() + pause, [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->begin();
    });
  }
};

BounceReader::BounceReader(std::string gateway, BounceSettings settings, Parts parts)
    : impl_(std::make_shared<Impl>(std::move(gateway), std::move(settings), std::move(parts))) {}

BounceReader::~BounceReader() { impl_->parts.wake_up.cancel(); }

void BounceReader::start() { impl_->begin(); }

std::optional<domain::Text> BounceReader::fault() const {
  if (impl_->failures < failures_for_fault) return std::nullopt;
  const std::string since = stockholm_clock(impl_->first_failure);
  return domain::Text{
      fmt::format("Studsar från {} har inte kunnat läsas sedan {}: {}", impl_->gateway, since,
                  impl_->reason),
      fmt::format("Bounces of {} could not be read since {}", impl_->gateway, since)};
}

}  // namespace ckl::delivery
