// A journal entry in one line for people.
#pragma once

#include <string>

#include "ckl/v1/journal.pb.h"
#include "cli/stockholm.hpp"
#include "cli/voice.hpp"

namespace ckl::cli {

// "14:05:12  #12  T02  Nivå för incident-7: störning → allvarlig händelse · tib-1".
[[nodiscard]] std::string describe(const v1::JournalEntry& entry, const Voice& voice,
                                   Instant today);

}  // namespace ckl::cli
