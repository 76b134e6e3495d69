// Uthållighet: how long the positions of an incident last, who can take a shift, and the steps that
// several procedures take with a relief plan.
//
// Questions are pure functions of the state, asked by handlers, timers and edges. Steps write on a
// ruling. Basis: readings R63 (plan), R64 (limits), R65 (handover).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/ruling.hpp"

namespace ckl::domain {

// The plan in force of that position; nothing when there is none.
[[nodiscard]] const ReliefPlan* find_relief(const State& state, const IncidentId& incident,
                                            const PositionId& position);
// The plan that the shift belongs to, by its number, and the shift in it.
[[nodiscard]] ReliefPlanId plan_of(const ReliefShiftId& shift);
[[nodiscard]] const ReliefShift* find_shift(const State& state, const ReliefShiftId& id);
// The same person has another shift of the plan that runs when this one ends.
[[nodiscard]] bool goes_on(const ReliefPlan& plan, const ReliefShift& shift);
// Who takes over when the shift ends: somebody else, whose shift has just begun then.
[[nodiscard]] const ReliefShift* relieving(const ReliefPlan& plan, const ReliefShift& shift);

// By their beginning, then by their number.
void sort_shifts(std::vector<ReliefShift>& shifts);

// Where fewer are planned than wanted, rising; the last has no end.
[[nodiscard]] std::vector<ReliefGap> gaps_of(const ReliefPlan& plan);

// What the timer of the plan waits for: a handover, a gap to be alarmed or taken back.
[[nodiscard]] std::optional<Instant> relief_due(const State& state, const ReliefPlan& plan);
// When the one who has the shift begins to hand over.
[[nodiscard]] Instant handover_at(const State& state, const ReliefShift& shift);

// Prognos: how long one position lasts.
struct Endurance {
  IncidentId incident;
  PositionId position;
  ReliefPlanId plan;  // empty = none is made
  std::uint32_t wanted = 1;
  std::vector<ReliefShift> now;   // who has it
  std::vector<ReliefShift> next;  // the three shifts after them
  Instant staffed_until;          // from then on somebody lacks
  Instant answered_until;         // counting only those who have said that they can
  bool red = false;               // runs dry within the city's time for that
};
// Every position that has a plan in force, or people coming to a serious incident.
[[nodiscard]] std::vector<Endurance> forecast(const State& state, Instant now);

// A shift that somebody is to have, against the limits of R64 and what is known of the person.
struct ShiftWish {
  const ReliefPlan& plan;
  const ReliefShift& shift;
};
void check_fatigue(const Case& c, const ShiftWish& wish, Objections& objections);

// Proposes plans for the positions of the call-out that have who is wanted and no plan yet.
void propose_relief(Ruling& ruling, const Callout& callout);
// The same for all call-outs of an incident whose level has risen.
void propose_relief(Ruling& ruling, const IncidentId& incident);
// Proposes one anew in place of `old`, whose shifts that have begun are kept.
struct ReliefWish {
  const Callout& callout;
  const CalloutPosition& position;
  const ReliefPlan* old = nullptr;
};
[[nodiscard]] ReliefPlan lay_out_relief(const Ruling& ruling, const ReliefWish& wish,
                                        const std::vector<ReliefPlan>& besides);
// The shifts that somebody else is asked for after the no to one of them: that one alone, or, where
// nobody is free, others that nobody has answered for; none when that leaves as many open. `plan`
// is as it is with the no.
[[nodiscard]] std::vector<ReliefShift> after_a_no(const State& state, ReliefPlan plan,
                                                  const ReliefShiftId& id, Instant now);

// Asks whoever has shifts there that nobody has answered for.
void ask_for_relief(Ruling& ruling, const ReliefPlan& plan, const std::vector<ReliefShift>& shifts);

// What is due of the plan. Gives who rests from now on.
[[nodiscard]] std::vector<PersonId> watch_relief(Ruling& ruling, const ReliefPlanId& plan);

// The incident no longer needs relief, or the call-out was a mistake (when it is not empty).
void end_relief(Ruling& ruling, const IncidentId& incident, const CalloutId& callout,
                const std::string& reason);
void end_relief(Ruling& ruling, const ReliefPlan& plan, const std::string& reason);

}  // namespace ckl::domain
