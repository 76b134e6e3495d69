// The day's check: everybody with duty within a week has two ways that were proved to work (A15).
//
// Internal to the core.
#pragma once

#include "domain/ruling.hpp"

namespace ckl::domain {

// Tests the ways that lack a good test, and says who lacks two of them.
void check_duty_contacts(Ruling& ruling);

}  // namespace ckl::domain
