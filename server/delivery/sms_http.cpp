// The SMS channel over any HTTP gateway: everything that differs between gateways is configuration.
//
//   url, method, headers.*, body     templates with {to} {text} {key} {from} {coding} {receipt_url}
//   body_encoding                    json, form or none: how values are escaped in the body
//   username, password               HTTP basic authentication
//   from                             what the receiver sees as sender
//   text                             short: one part where possible; full: the whole text
//   coding_gsm, coding_unicode       what {coding} becomes for the text at hand
//   success_status                   "200-299", "200,202"
//   refused_status                   answers that mean never; without it the usual 4xx
//   success_body                     words that must stand in the body of a success
//   ref_prefix or ref_pointer        where the gateway's reference stands in the body
//   receipt.*                        receipts.hpp
#include <algorithm>
#include <charconv>
#include <expected>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "delivery/channels.hpp"
#include "delivery/gsm.hpp"
#include "delivery/mime.hpp"
#include "delivery/options.hpp"
#include "delivery/outcomes.hpp"
#include "delivery/receipts.hpp"
#include "delivery/sms_text.hpp"
#include "delivery/templates.hpp"

namespace ckl::delivery {
namespace {

constexpr auto placeholders =
    std::to_array<std::string_view>({"to", "text", "key", "from", "coding", "receipt_url"});
constexpr std::size_t longest_reference = 100;

struct StatusRange {
  long first = 0;
  long last = 0;
};
using StatusList = std::vector<StatusRange>;

struct Settings {
  ChannelConfig config;
  std::string url;
  std::string method;
  std::map<std::string, std::string> headers;
  std::string body;
  Escape body_escape = Escape::none;
  std::string from;
  bool full_text = false;
  std::string coding_gsm;
  std::string coding_unicode;
  StatusList success;
  StatusList refused;
  std::string success_body;
  std::string ref_prefix;
  std::string ref_pointer;
  std::string ca_file;
  ports::OutboundTimes times;
  bool exercise_allowed = false;
};

bool contains(const StatusList& list, long status) {
  return std::ranges::any_of(
      list, [&](StatusRange range) { return status >= range.first && status <= range.last; });
}

std::optional<long> parse_status(std::string_view text) {
  long value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool sound = error == std::errc{} && stop == text.data() + text.size();
  return sound && value >= 100 && value <= 599 ? std::optional(value) : std::nullopt;
}

// "200-299,302"; nothing when malformed.
std::optional<StatusList> parse_statuses(std::string_view text) {
  StatusList list;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    const auto dash = std::min(part.find('-'), part.size());
    const auto first = parse_status(part.substr(0, dash));
    const auto last = dash < part.size() ? parse_status(part.substr(dash + 1)) : first;
    if (!first || !last || *last < *first) return std::nullopt;
    list.push_back({*first, *last});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

std::string plain_reference(std::string_view text) {
  std::string reference;
  for (const char c : text.substr(0, longest_reference)) {
    if (c >= ' ' && c <= '~') reference.push_back(c);
  }
  return reference;
}

std::string reference_after(std::string_view body, std::string_view prefix) {
  const auto at = body.find(prefix);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = body.substr(at + prefix.size());
  return plain_reference(rest.substr(0, rest.find_first_of(" \t\r\n\"',;<>")));
}

std::string reference_at(std::string_view body, const std::string& pointer) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  const nlohmann::json::json_pointer path(pointer);
  if (!json.is_structured() || !json.contains(path)) return {};
  const auto& value = json.at(path);
  return plain_reference(value.is_string() ? value.get<std::string>() : value.dump());
}

class SmsHttp final : public ports::Channel {
 public:
  SmsHttp(Settings settings, ports::HttpClient* http, ReceiptReader receipts)
      : settings_(std::move(settings)), http_(http), receipts_(std::move(receipts)) {}

  [[nodiscard]] std::string_view kind() const override { return "sms"; }
  [[nodiscard]] std::string_view gateway() const override { return settings_.config.name; }

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
    // The channel outlives its requests: both belong to app/, and clients are destroyed first.
    http_->request(request_of(letter),
                   [this, done = std::move(done)](ports::HttpOutcome outcome) mutable {
                     done(judge(outcome));
                   });
  }

  [[nodiscard]] ports::Result<ports::Receipt> read_receipt(
      const ports::GatewayCall& call) const override {
    return receipts_.read(call);
  }

 private:
  [[nodiscard]] ports::HttpRequest request_of(const ports::Letter& letter) const {
    const std::string text = settings_.full_text ? letter.text : letter.short_text;
    const TemplateValues values = {
        {"to", letter.address},
        {"text", text},
        {"key", letter.key},
        {"from", settings_.from},
        {"coding", is_gsm(text) ? settings_.coding_gsm : settings_.coding_unicode},
        {"receipt_url", receipt_url(settings_.config, letter.key)},
    };
    ports::HttpRequest request;
    request.method = settings_.method;
    request.url = expand(settings_.url, values, Escape::percent);
    request.body = expand(settings_.body, values, settings_.body_escape);
    for (const auto& [name, pattern] : settings_.headers) {
      request.headers.push_back(name + ": " + one_line(expand(pattern, values, Escape::none)));
    }
    request.ca_file = settings_.ca_file;
    request.times = settings_.times;
    return request;
  }

  [[nodiscard]] ports::SendResult judge(const ports::HttpOutcome& outcome) const {
    if (outcome.transfer != ports::Transfer::completed) return result_of_unfinished(outcome);
    if (!settings_.refused.empty() && contains(settings_.refused, outcome.status)) {
      return {
          ports::SendOutcome::refused, {}, "tjänsten svarade " + std::to_string(outcome.status)};
    }
    if (!contains(settings_.success, outcome.status)) {
      ports::SendResult result = result_of_status(outcome.status);
      if (!settings_.refused.empty()) result.outcome = ports::SendOutcome::failed;
      return result;
    }
    if (!settings_.success_body.empty() && !outcome.body.contains(settings_.success_body)) {
      return {ports::SendOutcome::failed, {}, "tjänsten tog emot anropet men inte meddelandet"};
    }
    return {ports::SendOutcome::handed_over, reference(outcome.body), {}};
  }

  [[nodiscard]] std::string reference(std::string_view body) const {
    if (!settings_.ref_pointer.empty()) return reference_at(body, settings_.ref_pointer);
    if (!settings_.ref_prefix.empty()) return reference_after(body, settings_.ref_prefix);
    return {};
  }

  Settings settings_;
  ports::HttpClient* http_;
  ReceiptReader receipts_;
};

bool is_header_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
                              std::string_view::npos;
}

void read_headers(OptionReader& options, Settings& settings) {
  settings.headers = options.group("headers.");
  for (const auto& [name, pattern] : settings.headers) {
    const std::string option = "headers." + name;
    if (!is_header_name(name)) options.wrong(option, "is no header name");
    if (const auto checked = check_template(pattern, placeholders); !checked) {
      options.wrong(option, checked.error().what);
    }
  }
  const std::string username = options.text("username");
  const std::string password = options.text("password");
  if (!username.empty()) {
    settings.headers["Authorization"] = "Basic " + base64(username + ":" + password);
  }
}

void read_body(OptionReader& options, Settings& settings) {
  static constexpr auto encodings = std::to_array<std::string_view>({"json", "form", "none"});
  settings.body = options.text("body");
  const std::string encoding = options.choice("body_encoding", encodings);
  if (const auto checked = check_template(settings.body, placeholders); !checked) {
    options.wrong("body", checked.error().what);
  }
  if (settings.body.empty()) return;
  if (encoding == "json") {
    settings.body_escape = Escape::json;
    settings.headers.try_emplace("Content-Type", "application/json; charset=utf-8");
    if (!nlohmann::json::accept(expand(settings.body, {}, Escape::json))) {
      options.wrong("body", R"(is not JSON; write it like {"to":"{to}","message":"{text}"})");
    }
  } else if (encoding == "form") {
    settings.body_escape = Escape::form;
    settings.headers.try_emplace("Content-Type", "application/x-www-form-urlencoded");
  }
}

void read_answers(OptionReader& options, Settings& settings) {
  const auto statuses = [&](std::string_view name, std::string_view otherwise) {
    const auto list = parse_statuses(options.text(name, otherwise));
    if (!list) options.wrong(name, "is a list of HTTP statuses like 200-299 or 200,202");
    return list.value_or(StatusList{});
  };
  settings.success = statuses("success_status", "200-299");
  settings.refused = statuses("refused_status", "");
  settings.success_body = options.text("success_body");
  settings.ref_prefix = options.text("ref_prefix");
  settings.ref_pointer = options.text("ref_pointer");
  if (settings.ref_pointer.empty()) return;
  try {
    static_cast<void>(nlohmann::json::json_pointer(settings.ref_pointer));
  } catch (const nlohmann::json::exception&) {
    options.wrong("ref_pointer", "must be a JSON pointer like /messages/0/id");
  }
}

void read_way(OptionReader& options, Settings& settings) {
  static constexpr auto methods = std::to_array<std::string_view>({"POST", "GET", "PUT"});
  static constexpr auto texts = std::to_array<std::string_view>({"short", "full"});
  settings.url = options.required("url", "https://sms.example.org/send");
  settings.method = options.choice("method", methods);
  settings.from = options.text("from");
  settings.full_text = options.choice("text", texts) == "full";
  settings.coding_gsm = options.text("coding_gsm", "0");
  settings.coding_unicode = options.text("coding_unicode", "2");
  settings.ca_file = options.text("ca_file");
  settings.times = options.times();
  settings.exercise_allowed = options.flag("exercise_allowed", false);
  if (const auto checked = check_template(settings.url, placeholders); !checked) {
    options.wrong("url", checked.error().what);
  }
  if (!settings.url.starts_with("https://") && !settings.url.starts_with("http://")) {
    options.wrong("url", "must begin with https:// or http://");
  }
  if (settings.url.contains(' ')) options.wrong("url", "must have no blanks; write %20");
}

}  // namespace

ChannelResult make_sms_http(const ChannelConfig& config, const ChannelParts& parts) {
  OptionReader options(config);
  Settings settings;
  settings.config = config;
  read_way(options, settings);
  read_headers(options, settings);
  read_body(options, settings);
  read_answers(options, settings);
  static_cast<void>(options.group("receipt."));
  const bool says_all = (settings.url + settings.body).contains("{to}") &&
                        (settings.url + settings.body).contains("{text}");
  if (!says_all) options.wrong("body", "or 'url' must hold {to} and {text}");
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  auto receipts = ReceiptReader::make(config);
  if (!receipts) return std::unexpected(receipts.error());
  return std::make_unique<SmsHttp>(std::move(settings), parts.http, std::move(*receipts));
}

}  // namespace ckl::delivery
