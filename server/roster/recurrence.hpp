// The days that a recurrence rule gives, on the calendar alone (RFC 5545 section 3.3.10).
//
// Pure, and bounded: it walks period by period (day, week, month, year) and pays one step for each,
// so a rule that never gives anything ends when its window or its steps do. Times of day, zones and
// exceptions are expand.hpp's.
#pragma once

#include <chrono>
#include <functional>

#include "roster/values.hpp"

namespace ckl::roster {

using Day = std::chrono::sys_days;  // a date, as a number

struct Walk {
  Day start;  // of DTSTART: the first instance, whatever the rule says
  Day from;   // days before are of no interest, but count
  Day last;
};

// Steps that the rules of one file still have.
struct Steps {
  std::size_t left = 0;
};

// Visits the days in order, each once, until the visitor returns false. False when the steps are
// used up.
[[nodiscard]] bool each_day(const Rule& rule, const Walk& walk, Steps& steps,
                            const std::function<bool(Day)>& visit);

// The rule gives the day it starts on; when not, that day is an instance all the same.
[[nodiscard]] bool gives_its_start(const Rule& rule, Day start);

}  // namespace ckl::roster
