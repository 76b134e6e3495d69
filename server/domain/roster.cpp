#include "domain/roster.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "domain/authority.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

using Spans = std::vector<DutySpan>;

bool overlaps(const DutySpan& span, const Stretch& stretch) {
  return span.from < stretch.until && stretch.from < span.until;
}

DutySpan cut_to(const DutySpan& span, const Stretch& stretch) {
  return {.person = span.person,
          .from = std::max(span.from, stretch.from),
          .until = std::min(span.until, stretch.until)};
}

// What remains of a span outside the stretch.
void add_outside(Spans& to, const DutySpan& span, const Stretch& stretch) {
  if (span.from < stretch.from) {
    to.push_back({.person = span.person, .from = span.from, .until = stretch.from});
  }
  if (stretch.until < span.until) {
    to.push_back({.person = span.person, .from = stretch.until, .until = span.until});
  }
}

Spans changed(const Spans& before, const DutyChange& change) {
  const Stretch stretch{.from = change.from, .until = change.until};
  Spans after;
  for (const DutySpan& span : before) {
    const bool concerned =
        overlaps(span, stretch) && (change.replaces.empty() || change.replaces == span.person);
    if (!concerned) {
      after.push_back(span);
      continue;
    }
    add_outside(after, span, stretch);
    // In somebody's place: only where that somebody stands.
    if (change.replaces.empty() || change.person.empty()) continue;
    DutySpan taken = cut_to(span, stretch);
    taken.person = change.person;
    after.push_back(taken);
  }
  if (change.replaces.empty() && !change.person.empty()) {
    after.push_back({.person = change.person, .from = change.from, .until = change.until});
  }
  return after;
}

enum class Joining : std::uint8_t { overlapping, adjoining };

Spans joined(Spans spans, Joining joining) {
  std::ranges::sort(spans, {},
                    [](const DutySpan& span) { return std::tuple(span.person, span.from); });
  Spans all;
  for (const DutySpan& span : spans) {
    const bool goes_on = !all.empty() && all.back().person == span.person &&
                         (span.from < all.back().until ||
                          (joining == Joining::adjoining && span.from == all.back().until));
    if (goes_on) {
      all.back().until = std::max(all.back().until, span.until);
    } else {
      all.push_back(span);
    }
  }
  std::ranges::sort(all, {},
                    [](const DutySpan& span) { return std::tuple(span.from, span.person); });
  return all;
}

// Of spans that rise: who has it, and who begins next.
OnDuty standing_at(const Spans& spans, Instant at) {
  OnDuty answer;
  answer.by_roster = true;
  for (const DutySpan& span : spans) {
    if (span.from <= at && at < span.until) answer.now.push_back(span);
    const bool first = span.from > at && answer.next.empty();
    if (first || (!answer.next.empty() && answer.next.front().from == span.from)) {
      answer.next.push_back(span);
    }
  }
  return answer;
}

bool is_alarmed(const Roster& roster, Instant from) {
  return std::ranges::find(roster.alarmed, from, &AlarmedGap::from) != roster.alarmed.end();
}

void add_person(std::vector<PersonId>& persons, const PersonId& person) {
  if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
}

}  // namespace

const DutyFunction* find_function(const State& state, std::string_view function) {
  const auto& all = state.organisation.duty_functions;
  const auto found = std::ranges::find(all, function, &DutyFunction::id);
  return found == all.end() ? nullptr : &*found;
}

const Roster* find_roster(const State& state, std::string_view function) {
  const auto found = state.rosters.find(std::string(function));
  return found == state.rosters.end() ? nullptr : &found->second;
}

Spans plan_of(const Roster& roster) {
  Spans spans = roster.spans;
  for (const DutyChange& change : roster.changes) spans = changed(spans, change);
  return joined(std::move(spans), Joining::overlapping);
}

Spans plan_of(const Roster& roster, const Stretch& stretch) {
  Spans within;
  for (const DutySpan& span : plan_of(roster)) {
    if (overlaps(span, stretch)) within.push_back(cut_to(span, stretch));
  }
  return within;
}

OnDuty turns_at(const Roster& roster, Instant at) {
  OnDuty answer = standing_at(plan_of(roster), at);
  answer.function = roster.id;
  return answer;
}

OnDuty on_duty(const State& state, const DutyFunction& function, Instant at) {
  const Roster* roster = find_roster(state, function.id);
  OnDuty answer;
  if (roster != nullptr) {
    answer = standing_at(joined(plan_of(*roster), Joining::adjoining), at);
  } else {
    for (const PersonId& person : function.persons) {
      answer.now.push_back({.person = person, .from = {}, .until = {}});
    }
  }
  answer.function = function.id;
  return answer;
}

std::vector<PersonId> reached(const State& state, std::string_view role, Instant now) {
  std::vector<PersonId> persons;
  for (const DutyFunction& function : state.organisation.duty_functions) {
    if (function.role != role || find_roster(state, function.id) == nullptr) continue;
    for (const DutySpan& span : on_duty(state, function, now).now) {
      add_person(persons, span.person);
    }
  }
  return persons.empty() ? holders(state, role, now) : persons;
}

std::vector<PersonId> reached_of(const State& state, std::span<const std::string_view> roles,
                                 Instant now) {
  std::vector<PersonId> persons;
  for (const auto role : roles) {
    auto more = reached(state, role, now);
    if (persons.empty()) {
      persons = std::move(more);
    } else {
      for (const auto& person : more) add_person(persons, person);
    }
  }
  return persons;
}

std::vector<DutyGap> gaps_of(const Roster& roster) {
  std::vector<DutyGap> gaps;
  Instant covered = roster.from;
  for (const DutySpan& span : plan_of(roster)) {
    if (span.from > covered) gaps.push_back({.from = covered, .until = span.from});
    covered = std::max(covered, span.until);
  }
  gaps.push_back({.from = covered, .until = std::nullopt});
  return gaps;
}

bool is_filled(const Roster& roster, const std::vector<DutyGap>& gaps, const AlarmedGap& alarmed) {
  const auto gap = std::ranges::find(gaps, alarmed.from, &DutyGap::from);
  if (gap == gaps.end()) return true;
  return gap->until && gap->until != alarmed.until && *gap->until <= roster.changed;
}

std::vector<DutyHours> duty_hours(const State& state, const Stretch& stretch) {
  std::map<std::pair<PersonId, std::string>, DutyHours> all;
  for (const auto& [function, roster] : state.rosters) {
    for (const DutySpan& span : plan_of(roster, stretch)) {
      DutyHours& hours = all[{span.person, function}];
      hours.person = span.person;
      hours.function = function;
      hours.time += std::chrono::floor<Seconds>(span.until - span.from);
      ++hours.shifts;
    }
  }
  std::vector<DutyHours> listed;
  for (auto& [key, hours] : all) listed.push_back(std::move(hours));
  return listed;
}

PlanDifference difference(const State& state, std::string_view function, const Stretch& stretch,
                          const Spans& planned) {
  const Roster* roster = find_roster(state, function);
  const Spans present = roster == nullptr ? Spans{} : plan_of(*roster, stretch);
  PlanDifference found;
  const auto only_in_first = [](const Spans& first, const Spans& second, Spans& to) {
    for (const DutySpan& span : first) {
      if (std::ranges::find(second, span) == second.end()) to.push_back(span);
    }
  };
  only_in_first(present, planned, found.removed);
  only_in_first(planned, present, found.added);
  return found;
}

std::optional<Instant> gap_alarm_due(const State& state, const Roster& roster) {
  const DutyFunction* function = find_function(state, roster.id);
  const bool mandatory = function != nullptr && function->mandatory;
  const auto gaps = mandatory ? gaps_of(roster) : std::vector<DutyGap>{};
  // A gap that was alarmed and is none any more is taken back at once.
  for (const AlarmedGap& alarmed : roster.alarmed) {
    if (is_filled(roster, gaps, alarmed)) return roster.changed;
  }
  for (const DutyGap& gap : gaps) {
    const bool passed = gap.until && *gap.until <= roster.changed;
    if (passed || is_alarmed(roster, gap.from)) continue;
    return std::max(gap.from - limits::gap_alarm_ahead, roster.changed);
  }
  return std::nullopt;
}

}  // namespace ckl::domain
