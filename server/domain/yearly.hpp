// What the calendar brings: the monthly summary, the year's exercises, the period's plans.
//
// Internal to the core: each works off one timer.
#pragma once

#include <string>

#include "domain/ruling.hpp"

namespace ckl::domain {

// O18, A29: the digital incidents registered in that month ("2026-11"), told to every committee and
// company, also when there were none.
void make_summary(Ruling& ruling, const std::string& month);
// O14: every crisis organisation owes an exercise in that year.
void begin_year(Ruling& ruling, const std::string& year);
// O15, R19: the plans owed in the first year of the mandate period that began that day.
void begin_mandate_period(Ruling& ruling, const std::string& first_day);

}  // namespace ckl::domain
