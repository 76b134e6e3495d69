// Every bound on input and on growth, in one place. docs/limits.md shows them to users.
//
// Text limits count bytes of UTF-8. A text over its limit is refused with INPUT_TEXT_TOO_LONG,
// never cut.
#pragma once

#include <cstddef>
#include <cstdint>

#include "domain/ids.hpp"

namespace ckl::domain::limits {

inline constexpr std::size_t command_id_bytes = 64;
inline constexpr std::size_t id_bytes = 64;
// Nesting of a message in protobuf or JSON.
inline constexpr int message_depth = 32;
// The event kinds that one subscription or one page of the journal may ask for: all that there
// are, and room for more.
inline constexpr int filter_kinds = 256;
// Instants that a client may name; others are slips of the pen.
inline constexpr Instant earliest_time =
    std::chrono::sys_days{std::chrono::year{1900} / std::chrono::January / 1};
inline constexpr Instant latest_time =
    std::chrono::sys_days{std::chrono::year{2200} / std::chrono::January / 1};
inline constexpr std::size_t headline_bytes = 200;
inline constexpr std::size_t place_bytes = 300;
inline constexpr std::size_t reason_bytes = 4'000;
inline constexpr std::size_t text_bytes = 16'000;
inline constexpr std::size_t criterion_bytes = 4'000;
inline constexpr std::size_t answer_raw_bytes = 500;
// A text message that came in is kept up to here; longer ones are kept to here and wait for a
// person.
inline constexpr std::size_t text_answer_bytes = 4'000;
// Unclear answers that wait for a person. At the limit the gateway is asked to keep the next.
inline constexpr std::size_t unclear_answers = 10'000;
// Calls that one unclear answer may be about.
inline constexpr std::size_t calls_per_text = 20;
inline constexpr std::size_t message_bytes = 400;
inline constexpr std::size_t source_bytes = 300;
inline constexpr std::size_t evidence_bytes = 1'000;
// Items in one list of a command: votes, seats, organisations.
inline constexpr int items_per_list = 500;
inline constexpr std::uint32_t eta_minutes = 7 * 24 * 60;
// A clock of a client may run ahead by this much before its event time counts as "in the future".
inline constexpr Seconds clock_tolerance{5};
inline constexpr Seconds oldest_event_time{Seconds{366 * 24 * 3600}};
// The longest shift: for so long after the answer is who comes to one call-out not called by
// another.
inline constexpr Seconds engaged_for{12 * 3'600};
// How many due timers one command works off; the rest follow in the next.
inline constexpr std::size_t timers_per_command = 256;
inline constexpr std::uint32_t attempts_per_step = 5;
inline constexpr Seconds first_retry{10};
inline constexpr Seconds longest_retry{300};
// A receipt that has not come by then counts as missing, and the next rung is used.
inline constexpr Seconds receipt_within{120};
// A repeated refused attempt at a power is journaled once within this time (R26).
inline constexpr Seconds refusal_repeat{60};
inline constexpr std::uint32_t persons_per_plan = 20'000;
// Duty rosters: shifts and changes of one, how far it may reach, how long what was is remembered.
inline constexpr std::size_t roster_spans = 5'000;
inline constexpr std::size_t roster_changes = 2'000;
inline constexpr Seconds roster_longest{731 * 24 * 3'600};
inline constexpr Seconds roster_kept{400 * 24 * 3'600};
// A gap in a function that always has somebody is alarmed this long before.
inline constexpr Seconds gap_alarm_ahead{14 * 24 * 3'600};
// Who takes over where nothing is planned has the function for a night.
inline constexpr Seconds takeover_usual{12 * 3'600};
// Relief plans that are proposed: people at a time in a position, candidates looked at, shifts; and
// all shifts of a plan with those set by hand.
inline constexpr std::uint32_t relief_wanted = 20;
inline constexpr std::size_t relief_candidates = 200;
inline constexpr std::size_t relief_shifts_proposed = 300;
inline constexpr std::size_t relief_shifts = 500;
inline constexpr Seconds relief_longest{48 * 3'600};
inline constexpr Seconds relief_farthest{31 * 24 * 3'600};
// Contacts are checked of those with duty so long ahead.
inline constexpr Seconds duty_check_ahead{7 * 24 * 3'600};
// A drill: how far ahead it may be planned, how near it must be to give way to a live alarm, for
// how long it then does, and the time of day when those that nobody has planned begin.
inline constexpr Seconds drill_farthest{731 * 24 * 3'600};
inline constexpr Seconds drill_near{3'600};
inline constexpr int drill_yields_days = 7;
inline constexpr Seconds drill_hour{10 * 3'600};
// Entries in one page of the journal, and how many a filter looks through for them.
inline constexpr std::uint32_t page_entries_usual = 100;
inline constexpr std::uint32_t page_entries_most = 1'000;
inline constexpr std::uint32_t page_entries_searched = 20'000;
// Stretches of the journal that a filter may leave empty before the subscriber hears how far it is.
inline constexpr int empty_stretches = 4;
inline constexpr std::size_t token_label_bytes = 100;
inline constexpr std::uint32_t token_days_usual = 365;
inline constexpr std::uint32_t token_days_most = 3'660;
inline constexpr std::size_t post_bytes = 100;
inline constexpr std::uint32_t staffing_most = 10'000;  // people at one command post
inline constexpr double scenario_speed_most = 3'600;

}  // namespace ckl::domain::limits
