// The content lines of a calendar file (RFC 5545 section 3.1): unfolded, each with its number.
//
// Pure. What is no text, or larger than anybody needs, is refused here, before anything looks at
// what it says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "roster/fault.hpp"

namespace ckl::roster {

struct ContentLine {
  std::size_t number = 0;  // of its first physical line
  std::string text;
  std::string name;   // "DTSTART", in capitals
  std::string value;  // after the colon that ends the parameters
};

[[nodiscard]] Result<std::vector<ContentLine>> content_lines(std::string_view file);

}  // namespace ckl::roster
