// Höjd beredskap as the city reads it; the conflict task of T20; the end of law 1988:97.
#include "domain/alert.hpp"

#include <algorithm>

#include "domain/duties.hpp"
#include "domain/organisation.hpp"

namespace ckl::domain {
namespace {

// "7 §" and "7" are the same section.
std::string_view number_of(std::string_view section) {
  return section.substr(0, section.find_first_of(" §"));
}

Text told(const WartimeLaw& law) {
  if (!law.on) return {"Lag 1988:97 tillämpas inte längre", "Law 1988:97 applies no longer"};
  return {
      "Lag 1988:97 tillämpas: kommunstyrelsen får besluta i fullmäktiges ställe när det inte "
      "kan vänta",
      "Law 1988:97 applies: the executive board may decide in the council's place when it can "
      "not wait"};
}

bool in_force(const Assignment& assignment, Instant now) {
  return !assignment.ended && (!assignment.until || now < *assignment.until);
}

}  // namespace

bool alert_covers_city(const State& state) {
  return state.alert.in_area && state.alert.grade > AlertGrade::none;
}

bool law_applies(const State& state, std::string_view section) {
  const WartimeLaw& law = state.alert.law;
  if (!law.on) return false;
  if (law.sections.empty()) return true;
  return std::ranges::any_of(law.sections, [&](const std::string& stored) {
    return number_of(stored) == number_of(section);
  });
}

bool is_highest_everywhere(const Alert& alert) {
  return alert.grade == AlertGrade::hogsta && alert.activity.empty() &&
         std::ranges::find(alert.areas, "SE") != alert.areas.end();
}

void raise_conflict(Ruling& ruling, const std::string& subject, const Text& what) {
  if (ruling.opened("T20") || !unfulfilled(ruling.state(), {.rule = "T20"}).empty()) return;
  open_duty(ruling, DutySpec{.rule = "T20",
                             .subject = subject,
                             .owed_by_role = role::committee_chair,
                             .owed_to = {"Kommunstyrelsen", "The city executive board"},
                             .what = what,
                             .due = ruling.now() + ruling.state().settings.at_once});
  inform(ruling, Notice{.rule = "T20", .incident = {}, .text = what});
}

void flag_act_under_alert(Ruling& ruling, const std::string& subject) {
  if (!alert_covers_city(ruling.state())) return;
  raise_conflict(ruling, subject,
                 {"Krisledningsnämndens befogenhet har använts under höjd beredskap: behåll, "
                  "återlämna eller avsluta",
                  "The committee's power was used under heightened alert: keep, return or end"});
}

void flag_assigned_task(Ruling& ruling, const UnitId& unit, const std::string& subject) {
  const auto assigned = [&](const auto& entry) {
    return entry.second.from == unit && in_force(entry.second, ruling.now());
  };
  if (std::ranges::none_of(ruling.state().assignments, assigned)) return;
  raise_conflict(ruling, subject,
                 {"Ett övertagande möter en uppgift som fullmäktige har flyttat; flytten går före: "
                  "behåll, återlämna eller avsluta",
                  "A takeover meets a task that the city council has assigned; the assignment goes "
                  "before: keep, return or end"});
}

void change_law(Ruling& ruling, std::string_view rule, const WartimeLawChanged& changed) {
  const bool was_on = ruling.state().alert.law.on;
  ruling.add(rule, changed);
  if (was_on == changed.law.on) return;
  for (const auto& [id, assignment] : ruling.state().assignments) {
    if (changed.law.on || assignment.ended) continue;
    ruling.add("R60",
               AssignmentEnded{.assignment = id, .reason = "Lag 1988:97 tillämpas inte längre"});
  }
  inform(ruling, Notice{.rule = "T16", .incident = {}, .text = told(changed.law)});
}

// R58: the month, and the two months, are the end of a validity and are not moved.
void wartime_law_lapses(Ruling& ruling) {
  WartimeLaw law = ruling.state().alert.law;
  law.on = false;
  const bool referred = law.referred.has_value();
  change_law(ruling, referred ? "R36" : "R58",
             WartimeLawChanged{.law = law,
                               .reason = referred ? "Inte godkänd av riksdagen inom två månader"
                                                  : "Inte underställd riksdagen inom en månad",
                               .record = {}});
}

void assignment_lapses(Ruling& ruling, const AssignmentId& assignment) {
  ruling.add("T18",
             AssignmentEnded{.assignment = assignment, .reason = "Den angivna tiden har gått ut"});
}

}  // namespace ckl::domain
