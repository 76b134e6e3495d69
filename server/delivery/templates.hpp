// Templates of HTTP gateways: `{to}`, `{text}` and so on, each value escaped for where it stands.
//
// Pure. A placeholder is a brace, lower-case letters and underscores, and a brace; other braces
// stand for themselves, so JSON can be written as it is. Values are never looked at for
// placeholders again.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "ports/failure.hpp"

namespace ckl::delivery {

enum class Escape : std::uint8_t {
  none = 1,     // as it is
  percent = 2,  // in a URL
  form = 3,     // application/x-www-form-urlencoded
  json = 4,     // inside a JSON string
};

using TemplateValues = std::map<std::string_view, std::string>;

[[nodiscard]] std::string escape(std::string_view value, Escape how);

// Placeholders without a value expand to nothing; `check_template` has seen to it that there are
// none.
[[nodiscard]] std::string expand(std::string_view pattern, const TemplateValues& values,
                                 Escape how);

// Fails when the template has a placeholder that is not in `allowed`, and names those that are.
[[nodiscard]] ports::Result<void> check_template(std::string_view pattern,
                                                 std::span<const std::string_view> allowed);

}  // namespace ckl::delivery
