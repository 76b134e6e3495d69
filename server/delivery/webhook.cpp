// The webhook channel: a signed POST, of JSON or a CAP 1.2 alert, to a machine that reaches the
// person by its own means.
//
//   POST <url>   Content-Type: application/json; charset=utf-8
//   Idempotency-Key: <key>          the same for the same attempt, also after a crash
//   X-CKL-Timestamp: <seconds since 1970, UTC>
//   X-CKL-Signature: sha256=<hex>   HMAC-SHA256 with the secret over "<timestamp>.<body>"
//
// With `dialect: cap` the body is a CAP 1.2 alert (cap.hpp) as application/cap+xml instead, with
// the same headers.
//
// 200 or another 2xx means delivered; 202 means handed over, and a receipt may follow. The person's
// address goes as "to" when the gateway has a `url` of its own; else the address is the URL.
#include <expected>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "delivery/cap.hpp"
#include "delivery/channels.hpp"
#include "delivery/gsm.hpp"
#include "delivery/options.hpp"
#include "delivery/outcomes.hpp"
#include "delivery/receipts.hpp"
#include "delivery/secrets.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t longest_url = 2'000;
constexpr std::size_t shortest_secret = 16;

struct Settings {
  std::string name;
  std::string url;
  std::string secret;
  std::optional<CapSettings> cap;  // else JSON
  std::string ca_file;
  ports::OutboundTimes times;
  bool exercise_allowed = false;
};

std::string_view word_for(domain::Mode mode) {
  switch (mode) {
    case domain::Mode::live:
      return "LIVE";
    case domain::Mode::exercise:
      return "EXERCISE";
    case domain::Mode::test:
      return "TEST";
  }
  return {};
}

bool is_http_url(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  if (url.size() > longest_url || url.ends_with("://")) return false;
  return url.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/"
             "?#[]@!$&'()*+,;=%") == std::string_view::npos;
}

class Webhook final : public ports::Channel {
 public:
  Webhook(Settings settings, const ChannelParts& parts, ReceiptReader receipts)
      : settings_(std::move(settings)),
        http_(parts.http),
        clock_(parts.clock),
        receipts_(std::move(receipts)) {}

  [[nodiscard]] std::string_view kind() const override { return "webhook"; }
  [[nodiscard]] std::string_view gateway() const override { return settings_.name; }

  [[nodiscard]] ports::Result<void> check_address(std::string_view address) const override {
    const bool usable = settings_.url.empty() ? is_http_url(address) : !address.empty();
    if (usable) return {};
    return std::unexpected(ports::Failure{
        ports::FailureCode::invalid,
        settings_.url.empty() ? "a webhook address is a URL that begins with https:// or http://"
                              : "a webhook address must not be empty"});
  }

  void send(ports::Letter letter, Done done) override {
    if (auto stop = stop_at_last_metre(letter, settings_.exercise_allowed)) {
      done(std::move(*stop));
      return;
    }
    if (!check_address(letter.address)) {
      done({ports::SendOutcome::refused, {}, "adressen är ingen giltig webbadress"});
      return;
    }
    http_->request(
        request_of(letter),
        [done = std::move(done)](ports::HttpOutcome outcome) mutable { done(judge(outcome)); });
  }

  [[nodiscard]] ports::Result<ports::Receipt> read_receipt(
      const ports::GatewayCall& call) const override {
    return receipts_.read(call);
  }

 private:
  [[nodiscard]] ports::HttpRequest request_of(const ports::Letter& letter) const {
    ports::HttpRequest request;
    request.url = settings_.url.empty() ? letter.address : settings_.url;
    const auto now = clock_->now();
    request.body = settings_.cap ? build_cap(letter, *settings_.cap, now) : json_of(letter);
    const auto since_1970 = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
    const std::string timestamp = std::to_string(since_1970.count());
    const std::string signature = hmac_sha256_hex(settings_.secret, timestamp + "." + request.body);
    request.headers = {settings_.cap ? "Content-Type: application/cap+xml"
                                     : "Content-Type: application/json; charset=utf-8",
                       "Idempotency-Key: " + one_line(letter.key), "X-CKL-Timestamp: " + timestamp,
                       "X-CKL-Signature: sha256=" + signature};
    request.ca_file = settings_.ca_file;
    request.times = settings_.times;
    return request;
  }

  static std::string json_of(const ports::Letter& letter) {
    const nlohmann::ordered_json body = {
        {"key", letter.key},
        {"to", letter.address},
        {"sender", letter.sender},
        {"subject", letter.subject},
        {"text", letter.text},
        {"short_text", letter.short_text},
        {"link", letter.link},
        {"mode", word_for(letter.test_alarm ? domain::Mode::test : letter.mode)},
        {"repeated", letter.repeated}};
    return body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  }

  static ports::SendResult judge(const ports::HttpOutcome& outcome) {
    if (outcome.transfer != ports::Transfer::completed) return result_of_unfinished(outcome);
    if (outcome.status == http_accepted) return {ports::SendOutcome::handed_over, {}, {}};
    if (is_success(outcome.status)) return {ports::SendOutcome::delivered, {}, {}};
    return result_of_status(outcome.status);
  }

  Settings settings_;
  ports::HttpClient* http_;
  const ports::Clock* clock_;
  ReceiptReader receipts_;
};

// What both dialects have.
ChannelResult make(OptionReader& options, const ChannelConfig& config, const ChannelParts& parts,
                   Settings settings) {
  settings.name = config.name;
  settings.url = options.text("url");
  settings.secret = options.required("secret", "at least 16 characters that both sides know");
  settings.ca_file = options.text("ca_file");
  settings.times = options.times();
  static_cast<void>(options.group("receipt."));  // receipts.hpp reads them
  settings.exercise_allowed = options.flag("exercise_allowed", false);
  if (!settings.secret.empty() && settings.secret.size() < shortest_secret) {
    options.wrong("secret", "must have at least 16 characters");
  }
  if (!settings.url.empty() && !is_http_url(settings.url)) {
    options.wrong("url", "must begin with https:// or http:// and have no blanks");
  }
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  auto receipts = ReceiptReader::make(config);
  if (!receipts) return std::unexpected(receipts.error());
  return std::make_unique<Webhook>(std::move(settings), parts, std::move(*receipts));
}

}  // namespace

ChannelResult make_webhook(const ChannelConfig& config, const ChannelParts& parts) {
  OptionReader options(config);
  return make(options, config, parts, {});
}

ChannelResult make_webhook_cap(const ChannelConfig& config, const ChannelParts& parts) {
  OptionReader options(config);
  CapSettings cap;
  cap.sender = options.required("sender", "krisledning@example.org");
  cap.category = options.text("category", cap.category);
  if (!cap.sender.empty() && !is_cap_sender(cap.sender)) {
    options.wrong("sender", "must say who answers for the alerts, without blanks, commas, < and &");
  }
  if (!is_cap_category(cap.category)) {
    options.wrong("category", "must be a category of CAP 1.2, like Safety, Rescue or Infra");
  }
  Settings settings;
  settings.cap = std::move(cap);
  return make(options, config, parts, std::move(settings));
}

}  // namespace ckl::delivery
