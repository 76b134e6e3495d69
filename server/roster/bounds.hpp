// How much a calendar file may ask of the server. docs/rosters.md shows them to users.
//
// A year of three shifts a day in one calendar is about a thousand events and a third of a
// megabyte.
#pragma once

#include <chrono>
#include <cstddef>

namespace ckl::roster::bounds {

inline constexpr std::size_t file_bytes = 1UL << 20U;
inline constexpr std::size_t line_bytes = 64UL << 10U;  // a content line, unfolded
inline constexpr std::size_t lines = 60'000;
inline constexpr std::size_t events = 5'000;
inline constexpr std::size_t exceptions = 5'000;  // EXDATE and RDATE of one event
inline constexpr std::size_t depth = 6;           // components within components
inline constexpr std::size_t zones = 50;
inline constexpr std::size_t observances = 200;  // of one VTIMEZONE
inline constexpr std::size_t shifts = 20'000;    // what one file may expand to
inline constexpr std::size_t names_per_event = 20;
// How many days, weeks, months or years the rules of one file may look through. Ten years of daily
// recurrence are 3,650.
inline constexpr std::size_t rule_steps = 500'000;
inline constexpr int interval = 1'000;
inline constexpr int count = 100'000;
inline constexpr std::chrono::days longest_shift{92};
inline constexpr int earliest_year = 1970;       // of an event
inline constexpr int earliest_zone_year = 1601;  // of a zone, as Outlook writes them
inline constexpr int latest_year = 2199;

}  // namespace ckl::roster::bounds
