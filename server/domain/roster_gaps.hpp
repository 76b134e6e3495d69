// Gaps in functions that always have somebody: alarmed 14 days ahead, taken back when filled.
//
// Internal to the core; called by the timer of a roster alone. `gap_alarm_due` in roster.hpp says
// when.
#pragma once

#include <string>

#include "domain/ruling.hpp"

namespace ckl::domain {

// After it `gap_alarm_due` lies in the future, or nowhere.
void watch_gaps(Ruling& ruling, const std::string& function);

}  // namespace ckl::domain
