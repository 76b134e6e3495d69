// Höjd beredskap and lag 1988:97, as the procedures need to know of them (T13-T20).
//
// Internal to the core. The city only registers what the government has decided; nothing here
// decides a grade. T20 raises a task for people and decides nothing: use `flag_act_under_alert`
// after a declaration or a takeover, and `flag_assigned_task` when an area is taken over whose task
// the city council has assigned to another body.
#pragma once

#include <string>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

// An alert is in force that covers the city, wholly or in an activity that it carries on (R43).
[[nodiscard]] bool alert_covers_city(const State& state);

// The law applies now, with that section: the whole law when no sections are stored.
[[nodiscard]] bool law_applies(const State& state, std::string_view section);

// The highest alert in the whole country, in all activities: where a readiness alarm can be (T15).
[[nodiscard]] bool is_highest_everywhere(const Alert& alert);

// T20: one open task at a time for KN's chair and the executive board (R56). `subject` is what gave
// rise to it: a record, an incident or a takeover.
void raise_conflict(Ruling& ruling, const std::string& subject, const Text& what);
// R17: the act is accepted and flagged when an alert covers the city.
void flag_act_under_alert(Ruling& ruling, const std::string& subject);
// R37: the assignment goes before; the task is raised.
void flag_assigned_task(Ruling& ruling, const UnitId& unit, const std::string& subject);

// T16: law 1988:97 is on or off from now; tasks assigned under it end with it (R60).
void change_law(Ruling& ruling, std::string_view rule, const WartimeLawChanged& changed);

// For TimerKind::law_end and TimerKind::assignment_end.
void wartime_law_lapses(Ruling& ruling);
void assignment_lapses(Ruling& ruling, const AssignmentId& assignment);

}  // namespace ckl::domain
