#include "delivery/watcher.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "delivery/civil_time.hpp"
#include "delivery/receipts.hpp"
#include "delivery/secrets.hpp"

namespace ckl::delivery {
namespace {

// The first round after a start, at the latest: everything has had the time to come up.
constexpr domain::Seconds after_start{20};
// A round that found no place or token at the gateway asks again.
constexpr domain::Seconds ask_again{1};
constexpr std::size_t code_digits = 12;
constexpr std::string_view code_start = "PROV";

std::string upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

// "PROV1A2B3C4D5E6F", wherever it stands.
std::vector<std::string> codes_in(std::string_view text) {
  const std::string upper = upper_case(text);
  std::vector<std::string> codes;
  for (auto at = upper.find(code_start); at != std::string::npos;
       at = upper.find(code_start, at + 1)) {
    const auto digits = at + code_start.size();
    const auto end = std::min(upper.find_first_not_of("0123456789ABCDEF", digits), upper.size());
    if (end - digits >= code_digits) {
      codes.push_back(upper.substr(at, code_start.size() + code_digits));
    }
  }
  return codes;
}

domain::Text words_of(const Watcher::Standing& standing) {
  if (standing.absences > 0) {
    const std::string since = stockholm_clock(standing.absent_since);
    domain::Text text{fmt::format("uteblev {} i rad sedan {}", standing.absences, since),
                      fmt::format("{} missed in a row since {}", standing.absences, since)};
    if (!standing.reason.empty()) text.sv += ": " + standing.reason;
    return text;
  }
  if (standing.came_back) {
    const std::string at = stockholm_clock(*standing.came_back);
    const auto seconds = std::chrono::duration<double>(standing.round_trip).count();
    std::string sv = fmt::format("{:.1f}", seconds);
    const std::string en = sv;
    std::ranges::replace(sv, '.', ',');
    return {fmt::format("kom tillbaka {} efter {} s", at, sv),
            fmt::format("came back at {} after {} s", at, en)};
  }
  if (standing.due) {
    const std::string due = stockholm_clock(*standing.due);
    return {"väntas tillbaka senast " + due, "expected back by " + due};
  }
  return {"inget sänt än", "none sent yet"};
}

}  // namespace

struct Watcher::Impl : std::enable_shared_from_this<Watcher::Impl> {
  struct Round {
    domain::MessageId message;
    std::string code;
    domain::Instant sent;
    WatchStage stage = WatchStage::none;  // reached so far
    bool judged = false;
  };
  struct Watched {
    WatchSettings settings;
    domain::Instant next;
    std::optional<Round> round;
    Standing standing;
  };

  Impl(std::vector<WatchSettings> settings, Parts given) : parts(std::move(given)) {
    for (auto& one : settings) {
      Watched watched;
      watched.standing.gateway = one.gateway;
      watched.standing.wants = one.wants;
      watched.settings = std::move(one);
      all.push_back(std::move(watched));
    }
  }

  [[nodiscard]] domain::Instant now() const { return parts.switchboard.now(); }

  // ---- time ----

  void start() {
    for (Watched& one : all) one.next = now() + std::min(after_start, one.settings.every);
    arm();
  }

  void turn() {
    for (Watched& one : all) {
      judge(one);
      if (one.next <= now()) begin(one);
    }
    arm();
  }

  void arm() {
    std::optional<domain::Instant> next;
    for (const Watched& one : all) {
      domain::Instant at = one.next;
      if (one.round && !one.round->judged) at = std::min(at, due_of(one));
      next = next ? std::min(*next, at) : at;
    }
    if (!next) return;
    parts.wake_up.set(*next, [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->turn();
    });
  }

  static domain::Instant due_of(const Watched& one) {
    return one.round->sent + one.settings.within;
  }

  // ---- a round ----

  void begin(Watched& one) {
    auto place = parts.switchboard.take_at(one.settings.gateway, domain::SendClass::information);
    if (!place) {
      one.next = now() + ask_again;
      return;
    }
    one.next = now() + one.settings.every;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now()).time_since_epoch().count();
    Round round;
    round.message = {fmt::format("message-{}{:03}", seconds, &one - all.data())};
    round.code = code_of(round.message);
    round.sent = now();
    one.standing.sent = round.sent;
    ports::Letter letter = write(one, round);
    const domain::MessageId message = round.message;
    one.round = std::move(round);
    ports::Channel& channel = parts.switchboard.channel(*place);
    parts.switchboard.leaves(*place);
    channel.send(std::move(letter), [weak = weak_from_this(), place = *place,
                                     message](const ports::SendResult& result) {
      const auto self = weak.lock();
      if (!self) return;
      self->parts.switchboard.sent(place, result);
      self->outcome(message, result);
    });
    parts.changed();
  }

  [[nodiscard]] std::string code_of(const domain::MessageId& message) const {
    const std::string digits = hmac_sha256_hex(parts.secret, "provlarm:" + message.value);
    return std::string(code_start) + upper_case(digits.substr(0, code_digits));
  }

  [[nodiscard]] ports::Letter write(const Watched& one, const Round& round) const {
    const std::string link = parts.link_base() + round.code;
    const domain::Text body{
        fmt::format("PROVLARM {0} till en mottagare som svarar av sig själv. Ingen behöver göra "
                    "något. Svar: koden tillbaka, eller {1}",
                    round.code, link),
        fmt::format("TEST ALARM {0} to a receiver that answers by itself. Nobody needs to do "
                    "anything. Answer: the code back, or {1}",
                    round.code, link)};
    return {.key = format_key({std::string(watch_workspace), round.message.value, 1}),
            .address = one.settings.address,
            .subject = "PROVLARM " + round.code,
            .text = body.sv + "\n\n" + body.en + "\n",
            .short_text = fmt::format("PROVLARM {} {}", round.code, link),
            .link = link,
            .code = round.code,
            .sender = parts.sender,
            .mode = domain::Mode::live,
            .repeated = false,
            .speech = {"Detta är ett provlarm. Tryck 1.", "This is a test alarm. Press 1."},
            .asks = true,
            .test_alarm = true,
            .parts = {.kind = {"Provlarm", "Test alarm"},
                      .headline = {"PROVLARM " + round.code, "TEST ALARM " + round.code},
                      .body = body,
                      .glance = "PROVLARM " + round.code,
                      .message = std::string(watch_workspace) + "/" + round.message.value,
                      .planned = round.sent}};
  }

  // ---- what came back ----

  void outcome(const domain::MessageId& message, const ports::SendResult& result) {
    if (Watched* one = of_message(message)) {
      if (result.outcome == ports::SendOutcome::handed_over) reach(*one, WatchStage::handed_over);
      if (result.outcome == ports::SendOutcome::delivered) reach(*one, WatchStage::received);
      one->standing.reason = result.reason;
    }
    parts.changed();
  }

  static std::optional<domain::Instant>& seen_at(Standing& standing, WatchStage stage) {
    if (stage == WatchStage::handed_over) return standing.handed_over;
    return stage == WatchStage::received ? standing.received : standing.answered;
  }

  // One that comes too late is shown, and was absent all the same.
  void reach(Watched& one, WatchStage stage) {
    Round& round = *one.round;
    seen_at(one.standing, stage) = now();
    if (stage <= round.stage) return;
    const bool before = round.stage >= one.settings.wants;
    round.stage = stage;
    if (before || stage < one.settings.wants) return;
    one.standing.came_back = now();
    one.standing.round_trip = now() - round.sent;
    if (round.judged) return;
    round.judged = true;
    if (one.standing.absences >= absences_for_loss) {
      spdlog::info("gateway {}: a test alarm came back again", one.settings.gateway);
    }
    one.standing.absences = 0;
    parts.switchboard.came_back(one.settings.gateway);
    parts.changed();
  }

  void judge(Watched& one) {
    if (!one.round || one.round->judged || now() < due_of(one)) return;
    one.round->judged = true;
    if (one.standing.absences++ == 0) one.standing.absent_since = one.round->sent;
    spdlog::warn("gateway {}: the test alarm did not come back ({} in a row){}{}",
                 one.settings.gateway, one.standing.absences,
                 one.standing.reason.empty() ? "" : ": ", one.standing.reason);
    if (one.standing.absences < absences_for_loss) return;
    parts.switchboard.lose(one.settings.gateway, domain::GatewayTrouble::silent,
                           one.standing.absent_since);
    parts.changed();
  }

  [[nodiscard]] Watched* of_message(const domain::MessageId& message) {
    const auto found = std::ranges::find_if(
        all, [&](const Watched& one) { return one.round && one.round->message == message; });
    return found == all.end() ? nullptr : &*found;
  }

  [[nodiscard]] Watched* of_key(std::string_view key) {
    const auto parsed = parse_key(key);
    if (!parsed || parsed->workspace != watch_workspace) return nullptr;
    return of_message({parsed->message});
  }

  [[nodiscard]] Watched* of_code(std::string_view code) {
    const auto found = std::ranges::find_if(
        all, [&](const Watched& one) { return one.round && one.round->code == code; });
    return found == all.end() ? nullptr : &*found;
  }

  Parts parts;
  std::vector<Watched> all;
};

Watcher::Watcher(std::vector<WatchSettings> settings, Parts parts)
    : impl_(std::make_shared<Impl>(std::move(settings), std::move(parts))) {}

Watcher::~Watcher() { impl_->parts.wake_up.cancel(); }

void Watcher::start() { impl_->start(); }

ports::Result<void> Watcher::receipt(std::string_view key, const ports::SendResult& result) {
  auto* one = impl_->of_key(key);
  if (one == nullptr) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::not_found, "a receipt for an unknown test alarm"});
  }
  impl_->outcome(one->round->message, result);
  return {};
}

bool Watcher::answered(std::string_view code) {
  auto* one = impl_->of_code(upper_case(code));
  if (one == nullptr) return false;
  impl_->reach(*one, WatchStage::answered);
  return true;
}

bool Watcher::waits_for(std::string_view key) const { return impl_->of_key(key) != nullptr; }

bool Watcher::answered_by_keys(std::string_view key) {
  auto* one = impl_->of_key(key);
  if (one == nullptr) return false;
  impl_->reach(*one, WatchStage::answered);
  return true;
}

bool Watcher::takes(std::string_view text, WatchStage stage) {
  const auto codes = codes_in(text);
  for (const auto& code : codes) {
    if (auto* one = impl_->of_code(code)) impl_->reach(*one, stage);
  }
  return !codes.empty();
}

std::vector<Watcher::Standing> Watcher::standings() const {
  std::vector<Standing> all;
  for (const auto& one : impl_->all) {
    Standing standing = one.standing;
    if (one.round && !one.round->judged) standing.due = Impl::due_of(one);
    standing.words = words_of(standing);
    all.push_back(std::move(standing));
  }
  return all;
}

}  // namespace ckl::delivery
