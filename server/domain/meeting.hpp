// A meeting under way: who may record what happens there.
//
// Internal to the core; shared by the commands of a meeting.
#pragma once

#include <string>

#include "domain/ruling.hpp"

namespace ckl::domain {

// The secretary, the registrar, or whoever presides. Gives the capacity.
std::string require_minute_taker(const Case& c, const Meeting& meeting, Objections& objections);

// G07: opened with a quorum and not closed.
void require_under_way(const Meeting& meeting, Objections& objections);

}  // namespace ckl::domain
