// What is refused because of how things stand, and not of who asks.
//
// Internal to the core.
#pragma once

#include <string_view>
#include <utility>

#include "domain/ruling.hpp"

namespace ckl::domain {

[[nodiscard]] inline Objection wrong_state(std::string_view rule, Text message, Text what_now) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = rule,
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = {}};
}

}  // namespace ckl::domain
