// Refusals that the edges make themselves, before anything reaches the domain.
//
// Their rules are names, not rows of the procedure table: INPUT_UNKNOWN_WORKSPACE, ACCESS_TOKEN,
// ACCESS_ADMINISTRATOR_ONLY, STREAM_BEYOND_HEAD, ... Pure.
#pragma once

#include <string_view>

#include "domain/rejection.hpp"
#include "ports/failure.hpp"

namespace ckl::edge {

[[nodiscard]] domain::Rejection workspace_unknown(std::string_view id);
[[nodiscard]] domain::Rejection plan_unknown(std::string_view id);
[[nodiscard]] domain::Rejection callout_unknown(std::string_view id);
[[nodiscard]] domain::Rejection thing_unknown(std::string_view rule, std::string_view field,
                                              domain::Text message, domain::Text what_now);
[[nodiscard]] domain::Rejection person_unknown();
[[nodiscard]] domain::Rejection token_refused();
[[nodiscard]] domain::Rejection administrators_only();
[[nodiscard]] domain::Rejection beyond_head(domain::Sequence after, domain::Sequence head);
[[nodiscard]] domain::Rejection other_journal();
[[nodiscard]] domain::Rejection too_many_of_one(std::size_t most);

// The server itself could not do it; the operator's log says why.
[[nodiscard]] domain::Rejection server_failed(const ports::Failure& failure);

// The first breach in both languages, for places that take one line.
[[nodiscard]] std::string in_one_line(const domain::Rejection& rejection);

}  // namespace ckl::edge
