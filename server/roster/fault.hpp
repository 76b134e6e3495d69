// What is wrong with a calendar file: on which line, what, and what would be right.
//
// Values; nothing here throws. The line is the one on which the content line begins in the file as
// it was given, counted from 1; 0 = the file as a whole.
#pragma once

#include <cstddef>
#include <expected>
#include <utility>

#include "domain/ids.hpp"

namespace ckl::roster {

struct Fault {
  std::size_t line = 0;
  domain::Text message;
  domain::Text what_now;

  bool operator==(const Fault&) const = default;
};

template <class T>
using Result = std::expected<T, Fault>;

[[nodiscard]] inline std::unexpected<Fault> fault(std::size_t line, domain::Text message,
                                                  domain::Text what_now) {
  return std::unexpected(
      Fault{.line = line, .message = std::move(message), .what_now = std::move(what_now)});
}

}  // namespace ckl::roster
