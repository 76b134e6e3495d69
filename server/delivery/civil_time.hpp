// The civil time of Stockholm, for texts that people read.
//
// Pure: the rule of the European Union since 1996 (directive 2000/84/EC), summer time from the last
// Sunday of March to the last Sunday of October, changing at 01:00 UTC. Needs no time zone files.
#pragma once

#include <string>

#include "domain/ids.hpp"

namespace ckl::delivery {

// "03:14"
[[nodiscard]] std::string stockholm_clock(domain::Instant instant);

// "2026-11-22 03:14"
[[nodiscard]] std::string stockholm_date_and_clock(domain::Instant instant);

// "2026-11-22T02:00:00-00:00": CAP wants a numeric zone, and -00:00 for UTC.
[[nodiscard]] std::string cap_date(domain::Instant instant);

// The Date header of a mail (RFC 5322), in UTC: "Sun, 22 Nov 2026 02:14:07 +0000".
[[nodiscard]] std::string mail_date(domain::Instant instant);

}  // namespace ckl::delivery
