// Who is on duty: the adopted rosters with their changes, at any instant.
//
// Pure questions to the state, asked by handlers, timers and edges. Where no roster is adopted for
// a function the organisation answers: everyone who can hold it. A roster never gives a power; it
// says who of those who have it is told and called first.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

struct Stretch {
  Instant from;
  Instant until;
};

[[nodiscard]] const DutyFunction* find_function(const State& state, std::string_view function);
[[nodiscard]] const Roster* find_roster(const State& state, std::string_view function);

// The roster with its changes: who has the function when, rising. Of one person what overlaps is
// one turn; turns that adjoin stay two, since a swap is of one of them.
[[nodiscard]] std::vector<DutySpan> plan_of(const Roster& roster);
// What of it lies in the stretch, cut to it.
[[nodiscard]] std::vector<DutySpan> plan_of(const Roster& roster, const Stretch& stretch);

struct OnDuty {
  std::string function;
  bool by_roster = false;  // false: no roster is adopted, the persons are all who can hold it
  // Empty by roster = a gap. Until when the person has it without a break, over adjoining turns.
  std::vector<DutySpan> now;
  std::vector<DutySpan> next;  // who begins next after the instant; nobody who goes on
};
[[nodiscard]] OnDuty on_duty(const State& state, const DutyFunction& function, Instant at);
// The same turn by turn: who goes on has an end, and is the next.
[[nodiscard]] OnDuty turns_at(const Roster& roster, Instant at);

// Who of the holders of the roles is told at `now`: for a role with a duty function, those who are
// on duty in it; without an adopted roster, or in a gap, all holders.
[[nodiscard]] std::vector<PersonId> reached(const State& state, std::string_view role, Instant now);
[[nodiscard]] std::vector<PersonId> reached_of(const State& state,
                                               std::span<const std::string_view> roles,
                                               Instant now);

// Where nobody has the function, from the roster's beginning on.
[[nodiscard]] std::vector<DutyGap> gaps_of(const Roster& roster);
// Nothing of an alarmed gap is left to staff: it is gone, or somebody came while it lasted.
[[nodiscard]] bool is_filled(const Roster& roster, const std::vector<DutyGap>& gaps,
                             const AlarmedGap& alarmed);

struct DutyHours {
  PersonId person;
  std::string function;
  Seconds time{0};
  std::uint32_t shifts = 0;
};
// How long each person has or had each function in the stretch, by the clock.
[[nodiscard]] std::vector<DutyHours> duty_hours(const State& state, const Stretch& stretch);

// How a plan differs from the one in force: spans that only one of them has.
struct PlanDifference {
  std::vector<DutySpan> removed;
  std::vector<DutySpan> added;
};
[[nodiscard]] PlanDifference difference(const State& state, std::string_view function,
                                        const Stretch& stretch,
                                        const std::vector<DutySpan>& planned);

// When an alarm about gaps is next owed for the roster, or has to be taken back.
[[nodiscard]] std::optional<Instant> gap_alarm_due(const State& state, const Roster& roster);

}  // namespace ckl::domain
