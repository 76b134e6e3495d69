#include "delivery/options.hpp"

#include <algorithm>
#include <charconv>
#include <expected>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ckl::delivery {
namespace {

constexpr long longest_time_ms = 120'000;

}  // namespace

const std::string* OptionReader::find(std::string_view name) {
  known_.emplace_back(name);
  const auto found = config_.options.find(std::string(name));
  return found == config_.options.end() ? nullptr : &found->second;
}

std::string OptionReader::text(std::string_view name, std::string_view otherwise) {
  const std::string* value = find(name);
  return value == nullptr ? std::string(otherwise) : *value;
}

std::string OptionReader::required(std::string_view name, std::string_view example) {
  const std::string* value = find(name);
  if (value == nullptr || value->empty()) {
    wrong(name, fmt::format("is needed, for example '{}'", example));
    return {};
  }
  return *value;
}

bool OptionReader::flag(std::string_view name, bool otherwise) {
  const std::string* value = find(name);
  if (value == nullptr) return otherwise;
  if (*value != "true" && *value != "false") wrong(name, "must be true or false");
  return *value == "true";
}

long OptionReader::number(std::string_view name, long otherwise, long smallest, long greatest) {
  const std::string* value = find(name);
  if (value == nullptr) return otherwise;
  long result = 0;
  const char* end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, result);
  if (error != std::errc{} || stop != end || result < smallest || result > greatest) {
    wrong(name, fmt::format("must be a whole number from {} to {}", smallest, greatest));
    return otherwise;
  }
  return result;
}

std::string OptionReader::choice(std::string_view name, std::span<const std::string_view> choices) {
  const std::string* value = find(name);
  if (value == nullptr) return std::string(choices.front());
  if (std::ranges::find(choices, *value) == choices.end()) {
    wrong(name, fmt::format("must be one of {}", fmt::join(choices, ", ")));
  }
  return *value;
}

ports::OutboundTimes OptionReader::times() {
  ports::OutboundTimes times;
  times.connect = std::chrono::milliseconds(
      number("connect_timeout_ms", times.connect.count(), 1, longest_time_ms));
  times.total =
      std::chrono::milliseconds(number("timeout_ms", times.total.count(), 1, longest_time_ms));
  return times;
}

std::map<std::string, std::string> OptionReader::group(std::string_view prefix) {
  known_prefixes_.emplace_back(prefix);
  std::map<std::string, std::string> result;
  for (const auto& [name, value] : config_.options) {
    if (name.starts_with(prefix)) result.emplace(name.substr(prefix.size()), value);
  }
  return result;
}

void OptionReader::wrong(std::string_view name, std::string_view why) {
  if (!first_wrong_.empty()) return;
  first_wrong_ =
      fmt::format("gateway '{}' ({}): option '{}' {}", config_.name, config_.kind, name, why);
}

ports::Result<void> OptionReader::finish() const {
  if (!first_wrong_.empty()) {
    return std::unexpected(ports::Failure{ports::FailureCode::invalid, first_wrong_});
  }
  for (const auto& [name, value] : config_.options) {
    const bool in_group = std::ranges::any_of(
        known_prefixes_, [&](const std::string& prefix) { return name.starts_with(prefix); });
    if (in_group || std::ranges::find(known_, name) != known_.end()) continue;
    std::vector<std::string> all = known_;
    for (const std::string& prefix : known_prefixes_) all.push_back(prefix + "*");
    return std::unexpected(
        ports::Failure{ports::FailureCode::invalid,
                       fmt::format("gateway '{}' ({}): there is no option '{}'; the options are {}",
                                   config_.name, config_.kind, name, fmt::join(all, ", "))});
  }
  return {};
}

}  // namespace ckl::delivery
