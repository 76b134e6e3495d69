#include "delivery/dead_man.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "delivery/civil_time.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery {
namespace {

// A server that has just started is given the time to come up.
constexpr domain::Seconds after_start{5};

}  // namespace

struct DeadMan::Impl : std::enable_shared_from_this<DeadMan::Impl> {
  Impl(DeadManSettings given_settings, Parts given_parts)
      : settings(std::move(given_settings)), parts(std::move(given_parts)) {}

  void wait(domain::Seconds pause) {
    parts.wake_up.set(parts.clock.now() + pause, [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->turn();
    });
  }

  void turn() {
    wait(settings.every);
    hold_back(parts.trouble());
    if (held || under_way) return;
    under_way = true;
    ports::HttpRequest request;
    request.method = settings.method;
    request.url = settings.url;
    if (settings.method == "POST") {
      request.headers = {"Content-Type: text/plain; charset=utf-8"};
      request.body = "ckld " + parts.version + "\n";
    }
    request.ca_file = settings.ca_file;
    const std::chrono::milliseconds total = settings.timeout;
    request.times = {.connect = std::min(request.times.connect, total), .total = total};
    parts.http.request(std::move(request), [weak = weak_from_this()](ports::HttpOutcome outcome) {
      if (const auto self = weak.lock()) self->heard(outcome);
    });
  }

  void hold_back(const std::optional<std::string>& trouble) {
    if (trouble && !held) spdlog::error("no dead-man signal is sent: {}", *trouble);
    if (!trouble && held) spdlog::info("the dead-man signal is sent again");
    held = trouble.has_value();
  }

  void heard(const ports::HttpOutcome& outcome) {
    under_way = false;
    const bool completed = outcome.transfer == ports::Transfer::completed;
    if (completed && is_success(outcome.status)) {
      if (failures >= failures_for_fault) spdlog::info("the dead-man signal gets out again");
      failures = 0;
      last_heard = parts.clock.now();
      ++sent;
      return;
    }
    ++failed;
    if (failures++ == 0) first_failure = parts.clock.now();
    const std::string why =
        completed ? fmt::format("status {}", outcome.status) : std::string(outcome.fault);
    if (failures == failures_for_fault) {
      spdlog::error("the dead-man signal does not get out: {}", why);
    } else {
      spdlog::warn("the dead-man signal was not taken ({} in a row): {}", failures, why);
    }
  }

  DeadManSettings settings;
  Parts parts;
  bool under_way = false;
  bool held = false;
  int failures = 0;  // in a row
  std::uint64_t sent = 0;
  std::uint64_t failed = 0;
  domain::Instant first_failure;
  std::optional<domain::Instant> last_heard;
};

DeadMan::DeadMan(DeadManSettings settings, Parts parts)
    : impl_(std::make_shared<Impl>(std::move(settings), std::move(parts))) {}

DeadMan::~DeadMan() { impl_->parts.wake_up.cancel(); }

void DeadMan::start() { impl_->wait(after_start); }

std::optional<domain::Text> DeadMan::fault() const {
  if (impl_->failures < failures_for_fault) return std::nullopt;
  const std::string since = stockholm_clock(impl_->first_failure);
  return domain::Text{"Livstecknet når inte ut sedan " + since,
                      "The sign of life has not got out since " + since};
}

std::string DeadMan::metrics() const {
  const auto last = impl_->last_heard.value_or(domain::Instant{}).time_since_epoch();
  return fmt::format(
      "# HELP ckl_dead_man_sent_total Dead-man signals that were taken.\n"
      "# TYPE ckl_dead_man_sent_total counter\nckl_dead_man_sent_total {}\n"
      "# HELP ckl_dead_man_failed_total Dead-man signals that were not taken.\n"
      "# TYPE ckl_dead_man_failed_total counter\nckl_dead_man_failed_total {}\n"
      "# HELP ckl_dead_man_held_back 1 while none is sent, for the server does not do its work.\n"
      "# TYPE ckl_dead_man_held_back gauge\nckl_dead_man_held_back {}\n"
      "# HELP ckl_dead_man_last_timestamp_seconds When the last was taken; 0 = none yet.\n"
      "# TYPE ckl_dead_man_last_timestamp_seconds gauge\n"
      "ckl_dead_man_last_timestamp_seconds {:.3f}\n",
      impl_->sent, impl_->failed, impl_->held ? 1 : 0, std::chrono::duration<double>(last).count());
}

}  // namespace ckl::delivery
