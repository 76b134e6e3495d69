// The channel `push`: Web Push to every browser that the person has subscribed.
//
//   contact     mailto: or https:, whom a push service may turn to (RFC 8292)
//   services    push services that may be sent to, as origins; `*.` stands for any subdomain.
//               Preset: those of the browsers. Plain http only on this machine, for tests.
//   ttl_minutes how long a push service keeps a message for a browser that is away (240)
//
// Handed over as soon as one browser's service has taken it; nobody tells whether it rang. A
// browser that is gone (404, 410) is forgotten; when all are, the attempt is refused. The body is
// JSON: key, title, body, link, mode, repeated; the rest of the message is behind the link.
#include "delivery/push.hpp"

#include <algorithm>
#include <array>
#include <expected>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "delivery/base64url.hpp"
#include "delivery/channels.hpp"
#include "delivery/gsm.hpp"
#include "delivery/options.hpp"
#include "delivery/outcomes.hpp"
#include "delivery/web_push.hpp"

namespace ckl::delivery {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t longest_endpoint = 1'000;
constexpr std::size_t most_browsers = 16;
constexpr std::size_t topic_signs = 32;  // RFC 8030
constexpr std::size_t shortest_contact = 9;
constexpr long usual_ttl_minutes = 240;
constexpr long longest_ttl_minutes = 28L * 24 * 60;
constexpr long seconds_per_minute = 60;
constexpr long gone = 410;
constexpr long not_found = 404;
constexpr long too_large = 413;
constexpr std::chrono::hours token_life{12};
constexpr std::string_view usual_services =
    "https://fcm.googleapis.com,https://*.push.services.mozilla.com,"
    "https://*.push.apple.com,https://*.notify.windows.com";

struct Settings {
  std::string name;
  std::string contact;
  std::vector<std::string> services;
  long ttl_seconds = 0;
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

// "https://*.push.example.org" matches any host below it, and no other scheme or port.
bool is_of(std::string_view origin, std::string_view service) {
  const auto star = service.find("://*.");
  if (star == std::string_view::npos) return origin == service;
  const auto scheme = service.substr(0, star + 3);
  const auto tail = service.substr(star + 4);
  return origin.starts_with(scheme) && origin.ends_with(tail) &&
         origin.size() > scheme.size() + tail.size();
}

bool is_plain_url(std::string_view url) {
  return url.size() <= longest_endpoint &&
         url.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/"
             "?#[]@!$&'()*+,;=%") == std::string_view::npos;
}

// The same attempt sent twice replaces itself where it still waits at the push service.
std::string topic_of(std::string_view key) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  EVP_Digest(key.data(), key.size(), reinterpret_cast<unsigned char*>(digest.data()), &size,
             EVP_sha256(), nullptr);
  return to_base64url(digest.substr(0, size)).substr(0, topic_signs);
}

// A locked screen shows title and body, so neither has the link: whoever opens the message has it.
std::string text_of(const ports::Letter& letter) {
  const std::string& glance = letter.parts.glance;
  const ordered_json body = {{"key", letter.key},
                             {"title", one_line(letter.subject)},
                             {"body", glance.empty() ? letter.short_text : glance},
                             {"link", letter.link},
                             {"mode", word_for(letter.mode)},
                             {"repeated", letter.repeated}};
  return body.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

// What the browsers of one person amount to: the best of them.
struct Errand {
  std::size_t waiting = 0;
  ports::SendResult best{.outcome = ports::SendOutcome::refused, .gateway_ref = {}, .reason = {}};
  ports::Channel::Done done;

  static int rank(const ports::SendResult& result) {
    if (result.outcome == ports::SendOutcome::handed_over) return 3;
    if (result.outcome == ports::SendOutcome::refused) return 0;
    return result.reason.starts_with(in_doubt_words) ? 2 : 1;
  }

  void take(ports::SendResult result) {
    if (best.reason.empty() ? rank(best) <= rank(result) : rank(best) < rank(result)) {
      best = std::move(result);
    }
    if (--waiting == 0) done(std::move(best));
  }
};

class PushChannel final : public ports::Channel {
 public:
  PushChannel(Settings settings, const ChannelParts& parts)
      : settings_(std::move(settings)), http_(parts.http), clock_(parts.clock), push_(parts.push) {}

  [[nodiscard]] std::string_view kind() const override { return "push"; }
  [[nodiscard]] std::string_view gateway() const override { return settings_.name; }

  [[nodiscard]] ports::Result<void> check_address(std::string_view address) const override {
    const auto browsers = parse_push_address(address);
    if (!browsers) return std::unexpected(browsers.error());
    for (const auto& browser : *browsers) {
      const std::string origin = origin_of(browser.endpoint);
      const bool known =
          !origin.empty() && std::ranges::any_of(settings_.services, [&](const auto& service) {
            return is_of(origin, service);
          });
      if (!known) {
        return std::unexpected(
            ports::Failure{ports::FailureCode::invalid,
                           "the endpoint is of no push service that option 'services' names"});
      }
    }
    return {};
  }

  void send(ports::Letter letter, Done done) override {
    if (auto stop = stop_at_last_metre(letter, settings_.exercise_allowed)) {
      done(std::move(*stop));
      return;
    }
    if (!check_address(letter.address)) {
      done({ports::SendOutcome::refused, {}, "webbläsarens pushadress är inte giltig"});
      return;
    }
    const auto browsers = *parse_push_address(letter.address);
    auto errand = std::make_shared<Errand>();
    errand->waiting = browsers.size();
    errand->done = std::move(done);
    const std::string text = text_of(letter);
    for (const auto& browser : browsers) send_one(letter.key, text, browser, errand);
  }

 private:
  void send_one(std::string_view key, std::string_view text, const ports::PushSubscription& browser,
                const std::shared_ptr<Errand>& errand) {
    auto request = request_for(key, text, browser);
    if (!request) {
      errand->take({ports::SendOutcome::refused, {}, "meddelandet kunde inte krypteras"});
      return;
    }
    // The channel outlives its requests: both belong to app/, and clients are destroyed first.
    http_->request(*std::move(request),
                   [this, errand, endpoint = browser.endpoint](const ports::HttpOutcome& outcome) {
                     const bool lost = outcome.transfer == ports::Transfer::completed &&
                                       (outcome.status == gone || outcome.status == not_found);
                     if (lost) push_->forget(endpoint);
                     errand->take(judge(outcome, lost));
                   });
  }

  [[nodiscard]] std::optional<ports::HttpRequest> request_for(
      std::string_view key, std::string_view text, const ports::PushSubscription& browser) const {
    auto drawn = EcKey::draw();
    if (!drawn) return std::nullopt;
    std::array<unsigned char, push_salt_bytes> salt{};
    push_->random(salt);
    auto body =
        encrypt_push(text, browser, {.key = *std::move(drawn), .salt = {salt.begin(), salt.end()}});
    const std::string proof = vapid_header({.audience = origin_of(browser.endpoint),
                                            .contact = settings_.contact,
                                            .expires = clock_->now() + token_life},
                                           push_->vapid);
    if (!body || proof.empty()) return std::nullopt;
    ports::HttpRequest request;
    request.url = browser.endpoint;
    request.body = *std::move(body);
    request.headers = {"Content-Type: application/octet-stream",
                       "Content-Encoding: aes128gcm",
                       fmt::format("TTL: {}", settings_.ttl_seconds),
                       "Urgency: high",
                       "Topic: " + topic_of(key),
                       "Authorization: " + proof};
    request.ca_file = settings_.ca_file;
    request.times = settings_.times;
    return request;
  }

  static ports::SendResult judge(const ports::HttpOutcome& outcome, bool lost) {
    if (outcome.transfer != ports::Transfer::completed) return result_of_unfinished(outcome);
    if (is_success(outcome.status)) return {ports::SendOutcome::handed_over, {}, {}};
    if (lost) {
      return {ports::SendOutcome::refused,
              {},
              fmt::format("webbläsaren tar inte längre emot ({})", outcome.status)};
    }
    if (outcome.status == too_large) {
      return {ports::SendOutcome::refused, {}, "meddelandet är för stort för pushtjänsten (413)"};
    }
    return result_of_status(outcome.status);
  }

  Settings settings_;
  ports::HttpClient* http_;
  const ports::Clock* clock_;
  const PushParts* push_;
};

bool is_service(std::string_view service) {
  const bool local = service.starts_with("http://127.0.0.1:") ||
                     service.starts_with("http://localhost:") ||
                     service.starts_with("http://[::1]:");
  const auto star = service.find('*');
  const bool starred = star == std::string_view::npos || service.find("://*.") + 3 == star;
  return (local || service.starts_with("https://")) && starred && is_plain_url(service) &&
         origin_of(service) == service;
}

std::vector<std::string> read_services(OptionReader& options) {
  const std::string list = options.text("services", usual_services);
  std::vector<std::string> services;
  std::string_view rest = list;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(','), rest.size());
    services.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (services.empty() || !std::ranges::all_of(services, is_service)) {
    options.wrong("services", "must list origins like https://push.example.org, with commas");
  }
  return services;
}

}  // namespace

std::string push_address(const std::vector<ports::PushSubscription>& browsers) {
  if (browsers.empty()) return {};
  auto list = ordered_json::array();
  for (const auto& browser : browsers) {
    list.push_back({{"endpoint", browser.endpoint},
                    {"p256dh", to_base64url(browser.public_key)},
                    {"auth", to_base64url(browser.secret)}});
  }
  return list.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ports::Result<std::vector<ports::PushSubscription>> parse_push_address(std::string_view address) {
  const std::unexpected<ports::Failure> unsound(ports::Failure{
      ports::FailureCode::invalid,
      "a push address is a JSON list of browsers, each with endpoint, p256dh (a point of P-256) "
      "and auth (16 bytes), both in base64url"});
  const auto list = ordered_json::parse(address, nullptr, false);
  if (!list.is_array() || list.empty() || list.size() > most_browsers) return unsound;
  std::vector<ports::PushSubscription> browsers;
  for (const auto& one : list) {
    const auto text = [&one](const char* name) -> std::string {
      const auto found = one.is_object() ? one.find(name) : one.end();
      const auto* value = found == one.end() ? nullptr : found->get_ptr<const std::string*>();
      return value == nullptr ? std::string() : *value;
    };
    const auto point = from_base64url(text("p256dh"));
    const auto secret = from_base64url(text("auth"));
    ports::PushSubscription browser{.endpoint = text("endpoint"),
                                    .public_key = point.value_or(""),
                                    .secret = secret.value_or("")};
    const bool sound = is_plain_url(browser.endpoint) && !origin_of(browser.endpoint).empty() &&
                       is_point(browser.public_key) && browser.secret.size() == push_secret_bytes;
    if (!sound) return unsound;
    browsers.push_back(std::move(browser));
  }
  return browsers;
}

ChannelResult make_push(const ChannelConfig& config, const ChannelParts& parts) {
  OptionReader options(config);
  Settings settings;
  settings.name = config.name;
  settings.contact = options.required("contact", "mailto:krisledning@example.org");
  settings.services = read_services(options);
  settings.ttl_seconds =
      options.number("ttl_minutes", usual_ttl_minutes, 1, longest_ttl_minutes) * seconds_per_minute;
  settings.ca_file = options.text("ca_file");
  settings.times = options.times();
  settings.exercise_allowed = options.flag("exercise_allowed", false);
  const bool contact =
      (settings.contact.starts_with("mailto:") || settings.contact.starts_with("https://")) &&
      settings.contact.size() > shortest_contact && is_plain_url(settings.contact);
  if (!settings.contact.empty() && !contact) {
    options.wrong("contact", "must begin with mailto: or https://");
  }
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  return std::make_unique<PushChannel>(std::move(settings), parts);
}

}  // namespace ckl::delivery
