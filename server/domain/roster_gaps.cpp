// Luckor: functions that always have somebody are watched 14 days ahead (A15).
#include "domain/roster_gaps.hpp"

#include <algorithm>

#include "domain/calendar.hpp"
#include "domain/duties.hpp"
#include "domain/limits.hpp"
#include "domain/procedure.hpp"
#include "domain/roster.hpp"

namespace ckl::domain {
namespace {

// "2026-03-29 02:30", as a clock in Stockholm shows it.
std::string shown(Instant at) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(calendar::wall_clock_of(at));
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return calendar::iso(calendar::date_of(at)) + " " + two(minutes.count() / 60) + ":" +
         two(minutes.count() % 60);
}

Text words(const DutyFunction& function, const DutyGap& gap) {
  const std::string from = shown(gap.from);
  if (!gap.until) {
    return {"Jouren " + function.name.sv + " har ingen planerad från " + from,
            "The duty " + function.name.en + " has nobody planned from " + from};
  }
  const std::string until = shown(*gap.until);
  return {"Jouren " + function.name.sv + " saknar bemanning " + from + " till " + until,
          "The duty " + function.name.en + " has nobody from " + from + " until " + until};
}

std::string subject_of(const std::string& function, Instant from) {
  return function + "@" + std::to_string(from.time_since_epoch().count());
}

// The function's owner, and who the table says hears of a gap.
std::vector<PersonId> alarmed_by(const Ruling& ruling, const DutyFunction& function) {
  Obligation duty;
  duty.owed_by_role = role::security_coordinator;
  duty.owed_by_unit = function.unit;
  auto persons = owing(ruling.state(), duty, ruling.now());
  for (const auto& person : reached_of(ruling.state(), find_rule("A15")->informs, ruling.now())) {
    if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
  }
  return persons;
}

void alarm(Ruling& ruling, const DutyFunction& function, const DutyGap& gap) {
  DutyGapFound found{
      .function = function.id, .from = gap.from, .until = gap.until, .obligation = {}};
  const bool passed = gap.until && *gap.until <= ruling.now();
  if (!passed) {
    const Text text = words(function, gap);
    found.obligation = open_duty(ruling, {.rule = "A15",
                                          .subject = subject_of(function.id, gap.from),
                                          .owed_by_role = role::security_coordinator,
                                          .owed_by_unit = function.unit,
                                          .owed_to = {"Tjänsteman i beredskap", "The duty officer"},
                                          .what = text,
                                          .due = std::max(gap.from, ruling.now())});
    notify(ruling, Notice{.rule = "A15", .incident = {}, .text = text, .subject = "DUTY_GAP"},
           alarmed_by(ruling, function));
  }
  ruling.add("A15", std::move(found));
}

void take_back(Ruling& ruling, const Roster& roster, const AlarmedGap& alarmed) {
  ruling.add("A15", DutyGapFilled{.function = roster.id, .from = alarmed.from});
  const auto duty = ruling.state().obligations.find(alarmed.obligation);
  if (duty == ruling.state().obligations.end()) return;
  if (duty->second.state == ObligationState::closed) return;
  ruling.add("A15", ObligationClosed{.obligation = alarmed.obligation,
                                     .evidence = "Jourlistan är ändrad; ingen saknas längre",
                                     .done = ruling.now()});
}

}  // namespace

void watch_gaps(Ruling& ruling, const std::string& function_id) {
  const Roster* roster = find_roster(ruling.state(), function_id);
  if (roster == nullptr) return;
  const DutyFunction* function = find_function(ruling.state(), function_id);
  const bool mandatory = function != nullptr && function->mandatory;
  const auto gaps = mandatory ? gaps_of(*roster) : std::vector<DutyGap>{};
  for (const AlarmedGap& alarmed : roster->alarmed) {
    if (is_filled(*roster, gaps, alarmed)) take_back(ruling, *roster, alarmed);
  }
  for (const DutyGap& gap : gaps) {
    if (gap.from - limits::gap_alarm_ahead > ruling.now()) break;
    const bool passed = gap.until && *gap.until <= roster->changed;
    const bool known =
        std::ranges::find(roster->alarmed, gap.from, &AlarmedGap::from) != roster->alarmed.end();
    if (!passed && !known) alarm(ruling, *function, gap);
  }
}

}  // namespace ckl::domain
