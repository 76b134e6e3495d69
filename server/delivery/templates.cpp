#include "delivery/templates.hpp"

#include <algorithm>
#include <expected>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace ckl::delivery {
namespace {

std::string percent(std::string_view value, bool blank_as_plus) {
  std::string result;
  for (const char c : value) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      result.push_back(c);
    } else if (c == ' ' && blank_as_plus) {
      result.push_back('+');
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

std::string json(std::string_view value) {
  const std::string quoted = nlohmann::json(std::string(value))
                                 .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

// The name of the placeholder that `text` begins with, if it begins with one.
std::optional<std::string_view> placeholder_at(std::string_view text) {
  if (!text.starts_with('{')) return std::nullopt;
  const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1);
  if (end == std::string_view::npos || end == 1 || text[end] != '}') return std::nullopt;
  return text.substr(1, end - 1);
}

}  // namespace

std::string escape(std::string_view value, Escape how) {
  switch (how) {
    case Escape::none:
      return std::string(value);
    case Escape::percent:
      return percent(value, false);
    case Escape::form:
      return percent(value, true);
    case Escape::json:
      return json(value);
  }
  return {};
}

std::string expand(std::string_view pattern, const TemplateValues& values, Escape how) {
  std::string result;
  while (!pattern.empty()) {
    if (const auto name = placeholder_at(pattern)) {
      if (const auto found = values.find(*name); found != values.end()) {
        result += escape(found->second, how);
      }
      pattern.remove_prefix(name->size() + 2);
    } else {
      result.push_back(pattern.front());
      pattern.remove_prefix(1);
    }
  }
  return result;
}

ports::Result<void> check_template(std::string_view pattern,
                                   std::span<const std::string_view> allowed) {
  for (; !pattern.empty(); pattern.remove_prefix(1)) {
    const auto name = placeholder_at(pattern);
    if (!name || std::ranges::find(allowed, *name) != allowed.end()) continue;
    return std::unexpected(
        ports::Failure{ports::FailureCode::invalid,
                       fmt::format("has the unknown placeholder {{{}}}; there are {{{}}}", *name,
                                   fmt::join(allowed, "}, {"))});
  }
  return {};
}

}  // namespace ckl::delivery
