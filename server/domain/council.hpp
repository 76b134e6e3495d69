// What the city council is told, and when (O03, O16, R14, R52).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

// One line of the report to the city council.
struct CouncilLine {
  std::string subject;             // the decision's id, or what else was decided
  const DecisionRecord* decision;  // nullptr for a declaration and for KN starting to function
  const Obligation* duty;          // never nullptr
  bool reported = false;
};

// R52: declarations, KN starting to function, every decision of KN or on its behalf, adopted or
// voted down; in the order they were made.
[[nodiscard]] std::vector<CouncilLine> council_report(const State& state);

// R14: the end of the day of the council's first meeting after that instant, when one is known.
[[nodiscard]] std::optional<Instant> council_day_after(const State& state, Instant decided);

// KL 13:5: the last day to appeal against a decision whose minutes were posted then.
[[nodiscard]] Instant appeal_until(Instant posted);

}  // namespace ckl::domain
