// What of an entry goes out to whom: masking, for streams, pages and exports alike.
//
// Who has which sight, and which entries are marked, is domain law (domain/visibility.hpp); here is
// only what remains of an entry that may not be seen. Any thread but for `masked_entry`, which
// reads the state and so belongs to the strand.
#pragma once

#include <string_view>

#include "ckl/v1/journal.pb.h"
#include "domain/visibility.hpp"
#include "ports/journal.hpp"

namespace ckl::edge {

// What is left of a log entry that is marked for secrecy: its number, kind, incident and times, and
// the word that it is masked. Null when whoever has only a masked sight may see these bytes whole.
[[nodiscard]] ports::Bytes masked_entry(std::string_view bytes, const domain::State& state);

// The part of an entry, `event` being the number of its event's field and `field` its own number
// there (of the entry itself when `event` is 0), says who somebody is or what somebody wrote: a
// masked export leaves it out.
[[nodiscard]] bool is_personal(std::uint32_t event, std::uint32_t field);

}  // namespace ckl::edge
