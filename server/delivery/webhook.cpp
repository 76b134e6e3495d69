// The webhook channel: a signed JSON POST to a machine that reaches the person by its own means.
//
//   POST <url>   Content-Type: application/json; charset=utf-8
//   Idempotency-Key: <key>          the same for the same attempt, also after a crash
//   X-CKL-Timestamp: <seconds since 1970, UTC>
//   X-CKL-Signature: sha256=<hex>   HMAC-SHA256 with the secret over "<timestamp>.<body>"
//
// 200 or another 2xx means delivered; 202 means handed over, and a receipt may follow. The person's
// address goes as "to" when the gateway has a `url` of its own; else the address is the URL.
#include <array>
#include <expected>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "delivery/channels.hpp"
#include "delivery/gsm.hpp"
#include "delivery/options.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t longest_url = 2'000;
constexpr std::size_t shortest_secret = 16;

struct Settings {
  std::string name;
  std::string url;
  std::string secret;
  std::string ca_file;
  ports::OutboundTimes times;
  bool exercise_allowed = false;
};

std::string hmac_sha256_hex(std::string_view secret, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
  std::string hex;
  for (std::size_t i = 0; i < length; ++i) hex += fmt::format("{:02x}", digest.at(i));
  return hex;
}

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
  Webhook(Settings settings, ports::HttpClient* http, const ports::Clock* clock)
      : settings_(std::move(settings)), http_(http), clock_(clock) {}

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

 private:
  [[nodiscard]] ports::HttpRequest request_of(const ports::Letter& letter) const {
    const nlohmann::ordered_json body = {
        {"key", letter.key},          {"to", letter.address},
        {"sender", letter.sender},    {"subject", letter.subject},
        {"text", letter.text},        {"short_text", letter.short_text},
        {"link", letter.link},        {"mode", word_for(letter.mode)},
        {"repeated", letter.repeated}};
    ports::HttpRequest request;
    request.url = settings_.url.empty() ? letter.address : settings_.url;
    request.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    const auto since_1970 =
        std::chrono::floor<std::chrono::seconds>(clock_->now().time_since_epoch());
    const std::string timestamp = std::to_string(since_1970.count());
    const std::string signature = hmac_sha256_hex(settings_.secret, timestamp + "." + request.body);
    request.headers = {"Content-Type: application/json; charset=utf-8",
                       "Idempotency-Key: " + one_line(letter.key), "X-CKL-Timestamp: " + timestamp,
                       "X-CKL-Signature: sha256=" + signature};
    request.ca_file = settings_.ca_file;
    request.times = settings_.times;
    return request;
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
};

}  // namespace

ChannelResult make_webhook(const ChannelConfig& config, const ChannelParts& parts) {
  OptionReader options(config);
  Settings settings;
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
  return std::make_unique<Webhook>(std::move(settings), parts.http, parts.clock);
}

}  // namespace ckl::delivery
