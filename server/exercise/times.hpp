// Instants, clock times and durations as scenarios write them.
//
// Pure. A clock time ("14:53") belongs to a day in the scenario's own civil time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exercise/scenario.hpp"

namespace ckl::exercise {

struct Stamp {
  domain::Instant instant;
  std::chrono::minutes offset{0};
};

// "2017-04-07T14:50+02:00", with or without seconds, or with Z.
[[nodiscard]] std::optional<Stamp> parse_stamp(std::string_view text);

// "14:53" or "14:53:20" on the civil day of `near`.
[[nodiscard]] std::optional<domain::Instant> parse_clock(std::string_view text,
                                                         const CivilTime& civil,
                                                         domain::Instant near);

// A stamp, a clock time, or "+20m" after `near`.
[[nodiscard]] std::optional<domain::Instant> parse_instant(std::string_view text,
                                                           const CivilTime& civil,
                                                           domain::Instant near);

// "30s", "5m", "2h", "3d".
[[nodiscard]] std::optional<domain::Seconds> parse_duration(std::string_view text);

// "2017-04-07 15:22:00" in the scenario's civil time.
[[nodiscard]] std::string shown(domain::Instant instant, const CivilTime& civil);

}  // namespace ckl::exercise
