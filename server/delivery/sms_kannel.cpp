// The SMS channel over Kannel, a gateway that the city runs itself: sendsms out, delivery reports
// and texts in.
//
//   url                        sendsms of the smsbox, http://127.0.0.1:13013/cgi-bin/sendsms
//   username, password, from   the sendsms-user, and what the receiver sees as sender
//   text                       short: one part where possible; full: the whole text where it fits
//   max_messages               parts of one text; never more than the sendsms-user's max-messages
//   validity_minutes           what has not arrived by then never does
//   report.url, report.secret  where delivery reports come in, and what signs each attempt's
//   answers.secret, .country   what the get-url carries; the country of numbers that begin with 0
//   status.url, .password      the bearerbox's administration, to ask about attempts in doubt
//
// Kannel drops in silence what it can not carry: signs that GSM lacks become "?", parts beyond
// max-messages vanish, an emoji at a seam is cut in two. So the coding is chosen here, parts are
// counted and refused, cuts are moved. Neither 202 nor "Accepted" means that a text has left the
// house; only reports do. Kannel keeps no client's id: a report finds its attempt by the key in its
// URL, and a token over the key tells it from a forged one.
#include <array>
#include <charconv>
#include <expected>
#include <utility>

#include <fmt/format.h>

#include "delivery/channels.hpp"
#include "delivery/form.hpp"
#include "delivery/gsm.hpp"
#include "delivery/kannel.hpp"
#include "delivery/options.hpp"
#include "delivery/outcomes.hpp"
#include "delivery/receipts.hpp"
#include "delivery/secrets.hpp"
#include "delivery/sms_text.hpp"
#include "delivery/templates.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t shortest_secret = 16;
constexpr std::size_t token_digits = 32;
constexpr long usual_parts = 3;
constexpr long most_parts = 255;
constexpr long longest_validity_minutes = 7L * 24 * 60;
// Success, failure, buffered, accepted and refused by the operator.
constexpr int all_reports = 31;

struct Settings {
  std::string name;
  std::string url;
  std::string username;
  std::string password;
  std::string from;
  bool full_text = false;
  std::size_t max_messages = 0;
  long validity_minutes = 0;
  std::string report_url;
  std::string report_secret;
  std::string answers_secret;
  std::string answers_country;
  std::string status_url;
  std::string status_password;
  std::string ca_file;
  ports::OutboundTimes times;
  bool exercise_allowed = false;
};

std::string with(std::string url, std::string_view name, std::string_view value) {
  url += url.contains('?') ? '&' : '?';
  return url + std::string(name) + "=" + escape(value, Escape::percent);
}

// A key goes as it is through two URLs, and Kannel reads every % of the second one.
bool is_plain(std::string_view key) {
  return key.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
             "-._/") == std::string_view::npos;
}

std::unexpected<ports::Failure> failure(ports::FailureCode code, std::string what) {
  return std::unexpected(ports::Failure{code, std::move(what)});
}

class SmsKannel final : public ports::Channel {
 public:
  SmsKannel(Settings settings, ports::HttpClient* http)
      : settings_(std::move(settings)), http_(http) {}

  [[nodiscard]] std::string_view kind() const override { return "sms"; }
  [[nodiscard]] std::string_view gateway() const override { return settings_.name; }
  [[nodiscard]] bool takes_texts() const override { return !settings_.answers_secret.empty(); }

  [[nodiscard]] ports::Result<void> check_address(std::string_view address) const override {
    return check_phone_number(address);
  }

  void send(ports::Letter letter, Done done) override {
    if (auto stop = stop_at_last_metre(letter, settings_.exercise_allowed)) {
      done(std::move(*stop));
      return;
    }
    if (!check_address(letter.address)) {
      done({ports::SendOutcome::refused, {}, "telefonnumret är inte giltigt"});
      return;
    }
    if (!is_plain(letter.key)) {
      done({ports::SendOutcome::refused, {}, "försökets nyckel är inte giltig"});
      return;
    }
    const AirText air = air_of(letter);
    if (air.parts > settings_.max_messages) {
      done({ports::SendOutcome::refused,
            {},
            fmt::format("texten blir {} delar, och tjänsten tar högst {}", air.parts,
                        settings_.max_messages)});
      return;
    }
    Errand errand{.request = get(sendsms_url(letter, air)),
                  .to = std::move(letter.address),
                  .code = std::move(letter.code)};
    // The channel outlives its requests: both belong to app/, and clients are destroyed first.
    if (letter.repeated && can_ask(errand)) {
      ask_then_hand_over(std::move(errand), std::move(done));
    } else {
      hand_over(std::move(errand), std::move(done));
    }
  }

  [[nodiscard]] ports::Result<ports::Receipt> read_receipt(
      const ports::GatewayCall& call) const override {
    if (settings_.report_secret.empty()) return Channel::read_receipt(call);
    if (call.query.size() + call.body.size() > ReceiptReader::largest_call) {
      return failure(ports::FailureCode::invalid, "the report is too large");
    }
    FormFields fields;
    take_form(call.query, fields);
    const std::string key(field_of(fields, "key"));
    if (!same_secret(field_of(fields, "token"), token_of(key))) {
      return failure(ports::FailureCode::refused, "report with a wrong token");
    }
    if (!parse_key(key)) return failure(ports::FailureCode::invalid, "report without a key");
    auto result = kannel::read_report(field_of(fields, "type"), field_of(fields, "answer"));
    if (!result) return std::unexpected(result.error());
    return ports::Receipt{.key = key, .result = std::move(*result)};
  }

  [[nodiscard]] ports::Result<ports::IncomingText> read_text(
      const ports::GatewayCall& call) const override {
    if (!takes_texts()) return Channel::read_text(call);
    FormFields fields;
    take_form(call.query, fields);
    if (!same_secret(field_of(fields, "secret"), settings_.answers_secret)) {
      return failure(ports::FailureCode::refused, "text with a wrong secret");
    }
    return kannel::read_text(fields, settings_.answers_country);
  }

 private:
  struct Errand {
    ports::HttpRequest request;
    std::string to;
    std::string code;
  };

  // The whole text where it is wanted and fits, else the short one.
  [[nodiscard]] AirText air_of(const ports::Letter& letter) const {
    if (settings_.full_text) {
      AirText full = ready_for_air(letter.text);
      if (full.parts <= settings_.max_messages) return full;
    }
    return ready_for_air(letter.short_text);
  }

  [[nodiscard]] std::string token_of(std::string_view key) const {
    return hmac_sha256_hex(settings_.report_secret, key).substr(0, token_digits);
  }

  [[nodiscard]] std::string sendsms_url(const ports::Letter& letter, const AirText& air) const {
    std::string url = with(settings_.url, "username", settings_.username);
    url = with(std::move(url), "password", settings_.password);
    url = with(std::move(url), "from", settings_.from);
    url = with(std::move(url), "to", letter.address);
    url = with(std::move(url), "charset", "UTF-8");
    url = with(std::move(url), "coding", air.unicode ? "2" : "0");
    url = with(std::move(url), "text", air.text);
    if (settings_.validity_minutes > 0) {
      url = with(std::move(url), "validity", std::to_string(settings_.validity_minutes));
    }
    if (settings_.report_secret.empty()) return url;
    url = with(std::move(url), "dlr-mask", std::to_string(all_reports));
    // Kannel puts the type and the operator's answer in the place of %d and %A, escaped.
    const std::string report = fmt::format("{}?key={}&token={}&type=%d&answer=%A",
                                           settings_.report_url, letter.key, token_of(letter.key));
    return with(std::move(url), "dlr-url", report);
  }

  [[nodiscard]] ports::HttpRequest get(std::string url) const {
    ports::HttpRequest request;
    request.method = "GET";
    request.url = std::move(url);
    request.ca_file = settings_.ca_file;
    request.times = settings_.times;
    return request;
  }

  [[nodiscard]] bool can_ask(const Errand& errand) const {
    return !settings_.status_url.empty() && !errand.code.empty();
  }

  // Whether a text with that code to that number still waits in Kannel. Nobody can be asked about
  // one that has left it.
  template <class Then>
  void ask(const Errand& errand, Then then) {
    http_->request(get(with(settings_.status_url + "/store-status.xml", "password",
                            settings_.status_password)),
                   [to = errand.to, code = errand.code,
                    then = std::move(then)](ports::HttpOutcome outcome) mutable {
                     const bool answered = outcome.transfer == ports::Transfer::completed;
                     then(answered && kannel::waits_in_store(outcome.body, to, code));
                   });
  }

  void ask_then_hand_over(Errand errand, Done done) {
    const Errand asked{.request = {}, .to = errand.to, .code = errand.code};
    ask(asked, [this, errand = std::move(errand), done = std::move(done)](bool waits) mutable {
      if (waits) return done(still_waiting());
      hand_over(std::move(errand), std::move(done));
    });
  }

  void hand_over(Errand errand, Done done) {
    ports::HttpRequest request = std::move(errand.request);
    http_->request(std::move(request), [this, errand = std::move(errand), done = std::move(done)](
                                           ports::HttpOutcome outcome) mutable {
      if (outcome.transfer == ports::Transfer::in_doubt && can_ask(errand)) {
        return settle_doubt(errand, std::move(outcome), std::move(done));
      }
      done(outcome.transfer == ports::Transfer::completed
               ? kannel::read_answer(outcome.status, outcome.body)
               : result_of_unfinished(outcome));
    });
  }

  void settle_doubt(const Errand& errand, ports::HttpOutcome outcome, Done done) {
    ask(errand, [outcome = std::move(outcome), done = std::move(done)](bool waits) mutable {
      done(waits ? still_waiting() : result_of_unfinished(outcome));
    });
  }

  static ports::SendResult still_waiting() {
    return {ports::SendOutcome::handed_over, "väntar i Kannel", {}};
  }

  Settings settings_;
  ports::HttpClient* http_;
};

bool is_base_url(std::string_view url) {
  const bool http = url.starts_with("http://") || url.starts_with("https://");
  return http && !url.ends_with('/') && url.find_first_of(" ?#%\"<>") == std::string_view::npos;
}

void check_url(OptionReader& options, std::string_view name, const std::string& url) {
  if (url.empty() || is_base_url(url)) return;
  options.wrong(name,
                "must begin with https:// or http:// and have no blanks, %, ? or / at the end");
}

void check_secret(OptionReader& options, std::string_view name, const std::string& secret) {
  if (secret.empty() || secret.size() >= shortest_secret) return;
  options.wrong(name, fmt::format("must have at least {} characters", shortest_secret));
}

void check_both(OptionReader& options, std::array<std::string_view, 2> names, bool one,
                bool other) {
  if (one && !other) options.wrong(names[1], fmt::format("is needed with '{}'", names[0]));
  if (other && !one) options.wrong(names[0], fmt::format("is needed with '{}'", names[1]));
}

void read_way_back(OptionReader& options, Settings& settings) {
  settings.report_url = options.text("report.url");
  settings.report_secret = options.text("report.secret");
  settings.answers_secret = options.text("answers.secret");
  settings.answers_country = options.text("answers.country");
  settings.status_url = options.text("status.url");
  settings.status_password = options.text("status.password");
  check_url(options, "report.url", settings.report_url);
  check_url(options, "status.url", settings.status_url);
  check_secret(options, "report.secret", settings.report_secret);
  check_secret(options, "answers.secret", settings.answers_secret);
  check_both(options, {"report.url", "report.secret"}, !settings.report_url.empty(),
             !settings.report_secret.empty());
  check_both(options, {"status.url", "status.password"}, !settings.status_url.empty(),
             !settings.status_password.empty());
  if (settings.answers_country.find_first_not_of("0123456789") != std::string::npos) {
    options.wrong("answers.country", "is the digits of a country, like 46");
  }
}

}  // namespace

ChannelResult make_sms_kannel(const ChannelConfig& config, const ChannelParts& parts) {
  static constexpr auto texts = std::to_array<std::string_view>({"short", "full"});
  OptionReader options(config);
  Settings settings;
  settings.name = config.name;
  settings.url = options.required("url", "http://127.0.0.1:13013/cgi-bin/sendsms");
  settings.username = options.required("username", "ckl");
  settings.password = options.required("password", "{file: kannel-password}");
  settings.from = options.required("from", "Stockholm");
  settings.full_text = options.choice("text", texts) == "full";
  settings.max_messages =
      static_cast<std::size_t>(options.number("max_messages", usual_parts, 1, most_parts));
  settings.validity_minutes = options.number("validity_minutes", 0, 0, longest_validity_minutes);
  settings.ca_file = options.text("ca_file");
  settings.times = options.times();
  settings.exercise_allowed = options.flag("exercise_allowed", false);
  check_url(options, "url", settings.url);
  read_way_back(options, settings);
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  return std::make_unique<SmsKannel>(std::move(settings), parts.http);
}

}  // namespace ckl::delivery
