// The calendar that a feed's address opens: the duties of a person, or of a function.
//
// A pure function of the state. It holds names and times of duty and nothing else.
#pragma once

#include <string>

#include "domain/state.hpp"

namespace ckl::edge {

struct FeedWish {
  domain::PersonId person;  // whose duties, when no function is named
  std::string function;
};

[[nodiscard]] std::string duty_calendar(const domain::State& state, const FeedWish& wish,
                                        domain::Instant now);

}  // namespace ckl::edge
