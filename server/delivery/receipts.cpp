#include "delivery/receipts.hpp"

#include <algorithm>
#include <charconv>
#include <expected>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "delivery/form.hpp"
#include "delivery/gsm.hpp"
#include "delivery/options.hpp"
#include "delivery/secrets.hpp"
#include "delivery/templates.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t longest_reason = 100;
constexpr std::size_t shortest_secret = 8;

std::string text_of(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_primitive() && !value.is_null() ? value.dump() : std::string();
}

class Call {
 public:
  explicit Call(const ports::GatewayCall& call) {
    take_form(call.query, fields_);
    if (call.content_type.contains("json")) {
      json_ = nlohmann::json::parse(call.body, nullptr, false);
    } else {
      take_form(call.body, fields_);
    }
  }

  [[nodiscard]] bool malformed() const { return json_.is_discarded(); }

  [[nodiscard]] std::string field(const std::string& name) const {
    if (name.empty()) return {};
    if (const auto found = fields_.find(name); found != fields_.end()) return found->second;
    const std::string pointer = name.starts_with('/') ? name : "/" + name;
    const auto path = parsed(pointer);
    if (!path || !json_.is_structured() || !json_.contains(*path)) return {};
    return text_of(json_.at(*path));
  }

 private:
  static std::optional<nlohmann::json::json_pointer> parsed(const std::string& pointer) {
    try {
      return nlohmann::json::json_pointer(pointer);
    } catch (const nlohmann::json::exception&) {
      return std::nullopt;
    }
  }

  FormFields fields_;
  nlohmann::json json_;
};

std::string trimmed_lower(std::string_view word) {
  std::string result;
  for (const char c : word) {
    if (c != ' ' && c != '\t') {
      result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  return result;
}

std::unexpected<ports::Failure> invalid(std::string what) {
  return std::unexpected(ports::Failure{ports::FailureCode::invalid, std::move(what)});
}

}  // namespace

ports::Result<ReceiptReader> ReceiptReader::make(const ChannelConfig& config) {
  ChannelConfig own{config.kind, config.name, {}};
  for (const auto& [name, value] : config.options) {
    if (name.starts_with("receipt.")) own.options.emplace(name, value);
  }
  OptionReader options(own);
  ReceiptReader reader;
  reader.secret_ = options.text("receipt.secret");
  reader.secret_field_ = options.text("receipt.secret_field", "secret");
  reader.key_field_ = options.text("receipt.key", "key");
  reader.status_field_ = options.text("receipt.status", "status");
  reader.reason_field_ = options.text("receipt.reason");
  const std::string url = options.text("receipt.url");
  const auto words = [&](std::string_view name, std::string_view otherwise,
                         ports::SendOutcome outcome) {
    const std::string list = options.text(name, otherwise);
    std::string_view rest = list;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(','), rest.size());
      const auto [old, added] =
          reader.outcomes_.emplace(trimmed_lower(rest.substr(0, end)), outcome);
      if (!added && old->second != outcome) options.wrong(name, "has a word of another list");
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  };
  words("receipt.delivered", "delivered", ports::SendOutcome::delivered);
  words("receipt.handed_over", "sent,accepted,buffered", ports::SendOutcome::handed_over);
  words("receipt.failed", "failed,undelivered,expired", ports::SendOutcome::failed);
  words("receipt.refused", "refused,rejected", ports::SendOutcome::refused);
  if (!own.options.empty() && reader.secret_.size() < shortest_secret) {
    options.wrong("receipt.secret", "is needed with receipts, at least 8 characters");
  }
  static constexpr auto placeholders = std::to_array<std::string_view>({"key", "secret"});
  if (const auto checked = check_template(url, placeholders); !checked) {
    options.wrong("receipt.url", checked.error().what);
  }
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  return reader;
}

ports::Result<ports::Receipt> ReceiptReader::read(const ports::GatewayCall& call) const {
  if (!enabled()) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::not_found, "this gateway sends no receipts here"});
  }
  if (call.query.size() + call.body.size() > largest_call) return invalid("receipt is too large");
  const Call parsed(call);
  const std::string secret =
      call.secret.empty() ? parsed.field(secret_field_) : std::string(call.secret);
  if (!same_secret(secret, secret_)) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::refused, "receipt with a wrong secret"});
  }
  if (parsed.malformed()) return invalid("receipt body is not JSON");
  ports::Receipt receipt;
  receipt.key = parsed.field(key_field_);
  if (!parse_key(receipt.key)) return invalid("receipt without a key in '" + key_field_ + "'");
  const std::string status = trimmed_lower(parsed.field(status_field_));
  const auto outcome = outcomes_.find(status);
  if (outcome == outcomes_.end()) {
    return invalid(
        fmt::format("receipt with an unknown status in '{}'; add the word to "
                    "receipt.delivered, .handed_over, .failed or .refused",
                    status_field_));
  }
  receipt.result.outcome = outcome->second;
  const bool lost = outcome->second == ports::SendOutcome::failed ||
                    outcome->second == ports::SendOutcome::refused;
  if (lost) {
    const std::string code = shorten(to_gsm(parsed.field(reason_field_)), longest_reason);
    receipt.result.reason = "tjänsten meddelade: " + (code.empty() ? status : code);
  }
  return receipt;
}

std::string receipt_url(const ChannelConfig& config, std::string_view key) {
  const auto option = [&](const char* name) {
    const auto found = config.options.find(name);
    return found == config.options.end() ? std::string() : found->second;
  };
  return expand(option("receipt.url"),
                {{"key", std::string(key)}, {"secret", option("receipt.secret")}}, Escape::percent);
}

std::string format_key(const AttemptKey& key) {
  return fmt::format("{}/{}/{}", key.workspace, key.message, key.attempt);
}

std::optional<AttemptKey> parse_key(std::string_view key) {
  const auto first = key.find('/');
  const auto last = key.rfind('/');
  if (first == std::string_view::npos || first == last || first == 0) return std::nullopt;
  AttemptKey result{std::string(key.substr(0, first)),
                    std::string(key.substr(first + 1, last - first - 1)), 0};
  const std::string_view number = key.substr(last + 1);
  const char* end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, result.attempt);
  const bool sound = error == std::errc{} && stop == end && result.attempt > 0 &&
                     !result.message.empty() && !result.message.contains('/');
  return sound ? std::optional(result) : std::nullopt;
}

}  // namespace ckl::delivery
