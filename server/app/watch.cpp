#include "app/watch.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "app/version.hpp"
#include "codec/codec.hpp"
#include "edge/http/html.hpp"
#include "platform/random.hpp"

namespace ckl::app {
namespace {

using Standing = delivery::Watcher::Standing;

constexpr unsigned kOk = 200;
constexpr unsigned kNotFound = 404;
constexpr std::size_t kSecretBytes = 32;

// Codes need to mean something for as long as the server runs, and no longer.
std::string draw_secret() {
  std::array<unsigned char, kSecretBytes> bytes{};
  platform::random_bytes(bytes);
  return {bytes.begin(), bytes.end()};
}

delivery::WatchStage stage_of(platform::TestAlarmBack back) {
  switch (back) {
    case platform::TestAlarmBack::handed_over:
      return delivery::WatchStage::handed_over;
    case platform::TestAlarmBack::receipt:
      return delivery::WatchStage::received;
    case platform::TestAlarmBack::answer:
      break;
  }
  return delivery::WatchStage::answered;
}

void fill(const Standing& from, v1::TestAlarm& to) {
  const auto put = [](const std::optional<domain::Instant>& at, auto make) {
    if (at) codec::encode(*at, *make());
  };
  put(from.sent, [&] { return to.mutable_sent(); });
  put(from.handed_over, [&] { return to.mutable_handed_over(); });
  put(from.received, [&] { return to.mutable_received(); });
  put(from.answered, [&] { return to.mutable_answered(); });
  put(from.came_back, [&] { return to.mutable_came_back(); });
  to.set_round_trip_ms(static_cast<std::uint64_t>(from.round_trip.count()));
  to.set_absences(from.absences);
  codec::encode(from.words, *to.mutable_words());
}

double seconds(std::chrono::milliseconds time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

Watch::Watch(Surroundings around)
    : around_(std::move(around)),
      lateness_(around_.clock),
      watcher_wake_(around_.executor, around_.clock),
      dead_man_wake_(around_.executor, around_.clock) {
  const auto& config = around_.config;
  watcher_ = std::make_unique<delivery::Watcher>(
      watched(), delivery::Watcher::Parts{
                     .switchboard = around_.gateways.switchboard(),
                     .wake_up = watcher_wake_,
                     .secret = draw_secret(),
                     .link_base = [this] { return around_.base() + "/v1/test-alarms/"; },
                     .sender = config.organisation.name.sv + ", krisledning",
                     .changed =
                         [this] {
                           if (!stopped_) around_.changed();
                         },
                 });
  if (!config.dead_man) return;
  http_ = std::make_unique<platform::CurlHttpClient>(around_.executor);
  dead_man_ = std::make_unique<delivery::DeadMan>(
      delivery::DeadManSettings{.url = config.dead_man->url,
                                .method = config.dead_man->method,
                                .ca_file = config.dead_man->ca_file.string(),
                                .every = config.dead_man->every,
                                .timeout = config.dead_man->timeout},
      delivery::DeadMan::Parts{.http = *http_,
                               .wake_up = dead_man_wake_,
                               .clock = around_.clock,
                               .trouble = [this] { return trouble(); },
                               .version = kVersion});
}

Watch::~Watch() = default;

std::vector<delivery::WatchSettings> Watch::watched() const {
  std::vector<delivery::WatchSettings> all;
  for (const auto& gateway : around_.config.gateways) {
    if (!gateway.test_alarm) continue;
    all.push_back({.gateway = gateway.name,
                   .address = gateway.test_alarm->to,
                   .every = gateway.test_alarm->every,
                   .within = gateway.test_alarm->within,
                   .wants = stage_of(gateway.test_alarm->back)});
  }
  return all;
}

void Watch::start() {
  watcher_->start();
  if (dead_man_) dead_man_->start();
}

void Watch::stop() {
  stopped_ = true;
  watcher_wake_.cancel();
  dead_man_wake_.cancel();
}

// A server that accepts alarms and can tell nobody of them does not do its work.
std::optional<std::string> Watch::trouble() const {
  if (auto why = around_.unready()) return why;
  if (lateness_.behind()) return "what is due is not done in time";
  std::size_t gateways = 0;
  std::size_t lost = 0;
  for (const auto& standing : around_.gateways.switchboard().standings({})) {
    if (standing.kind == "console") continue;
    ++gateways;
    lost += standing.loss ? 1U : 0U;
  }
  if (gateways > 0 && lost == gateways) return "every gateway is lost";
  return std::nullopt;
}

edge::http::Reply Watch::answer(std::string_view method, std::string_view code) {
  if (method != "POST") {
    return edge::http::page_reply(
        kOk, "Provlarm",
        "<h1>Provlarm</h1><p>Servern prövar sina vägar ut. Ingen behöver göra något.</p>"
        "<p lang=\"en\">The server tries its ways out. Nobody needs to do anything.</p>"
        "<form method=\"post\"><button>Svara på provlarmet "
        "<span lang=\"en\">Answer the test alarm</span></button></form>");
  }
  if (watcher_->answered(code)) return edge::http::text_reply(kOk, "Tack.", "Thank you.");
  return edge::http::text_reply(kNotFound, "Provlarmet finns inte, eller ett nyare har sänts.",
                                "There is no such test alarm, or a newer one was sent.");
}

std::vector<domain::Text> Watch::faults() const {
  std::vector<domain::Text> all;
  if (auto late = lateness_.fault()) all.push_back(*std::move(late));
  if (auto unheard = dead_man_ ? dead_man_->fault() : std::nullopt) {
    all.push_back(*std::move(unheard));
  }
  return all;
}

void Watch::fill(v1::ListGatewaysResponse& out) const {
  for (const auto& standing : watcher_->standings()) {
    for (auto& status : *out.mutable_gateways()) {
      if (status.gateway() == standing.gateway) app::fill(standing, *status.mutable_test_alarm());
    }
  }
}

std::string Watch::metrics() const {
  std::string out = lateness_.metrics();
  const auto standings = watcher_->standings();
  const auto rows = [&](std::string_view name, std::string_view help, auto value) {
    fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
    for (const auto& standing : standings) {
      fmt::format_to(std::back_inserter(out), "{}{{gateway=\"{}\"}} {}\n", name, standing.gateway,
                     value(standing));
    }
  };
  const auto time = [](const std::optional<domain::Instant>& at) {
    return fmt::format("{:.3f}", seconds(at.value_or(domain::Instant{}).time_since_epoch()));
  };
  rows("ckl_test_alarm_absences", "Test alarms in a row that did not come back in time.",
       [](const Standing& one) { return one.absences; });
  rows("ckl_test_alarm_sent_timestamp_seconds", "When the last was sent; 0 = none yet.",
       [&](const Standing& one) { return time(one.sent); });
  rows("ckl_test_alarm_received_timestamp_seconds", "When the last receipt came.",
       [&](const Standing& one) { return time(one.received); });
  rows("ckl_test_alarm_answered_timestamp_seconds", "When the last answer came.",
       [&](const Standing& one) { return time(one.answered); });
  rows("ckl_test_alarm_came_back_timestamp_seconds", "When the last came back as it should.",
       [&](const Standing& one) { return time(one.came_back); });
  rows("ckl_test_alarm_round_trip_seconds", "How long that took.",
       [](const Standing& one) { return fmt::format("{:.3f}", seconds(one.round_trip)); });
  if (dead_man_) out += dead_man_->metrics();
  return out;
}

}  // namespace ckl::app
