#include "roster/zone_book.hpp"

#include <algorithm>

namespace ckl::roster {
namespace {

using std::chrono::floor;

Day day_of(WallTime at) { return Day(floor<std::chrono::days>(at).time_since_epoch()); }

// The changes of one observance until `last`; false when it lacks something or asks for too much.
bool add_transitions(const Observance& observance, Day last, Steps& steps,
                     std::vector<Transition>& to) {
  if (!observance.start || !observance.from || !observance.to) return false;
  const WallTime start = observance.start->at;
  const auto of_day = start - floor<std::chrono::days>(start);
  const auto add = [&](WallTime at) {
    to.push_back({.at = at, .from = *observance.from, .to = *observance.to});
  };
  for (const Addition& addition : observance.added) add(addition.start.at);
  if (!observance.rule) {
    add(start);
    return true;
  }
  const Walk walk{.start = day_of(start), .from = day_of(start), .last = last};
  return each_day(*observance.rule, walk, steps, [&](Day day) {
    const auto& until = observance.rule->until;
    if (until && day > day_of(until->at)) return false;
    add(WallTime(day.time_since_epoch()) + of_day);
    return true;
  });
}

std::optional<Zone> lay_out(const ZoneDefinition& definition, Day last, Steps& steps) {
  if (!definition.location.empty()) {
    if (auto zone = Zone::named(definition.location)) return zone;
  }
  std::vector<Transition> transitions;
  for (const Observance& observance : definition.observances) {
    if (!add_transitions(observance, last, steps, transitions)) return std::nullopt;
  }
  if (transitions.empty()) return std::nullopt;
  std::ranges::sort(transitions, {}, [](const Transition& change) { return change.at; });
  return Zone::of(std::move(transitions));
}

}  // namespace

Result<Zone> ZoneBook::of(const Moment& moment, std::size_t line, Steps& steps) {
  switch (moment.kind) {
    case Moment::Kind::utc:
      return Zone::utc();
    case Moment::Kind::date:
    case Moment::Kind::floating:
      return own_;
    case Moment::Kind::zoned:
      break;
  }
  return find(moment.zone, line, steps);
}

Result<Zone> ZoneBook::find(const std::string& name, std::size_t line, Steps& steps) {
  if (const auto known = found_.find(name); known != found_.end()) return known->second;
  auto zone = zone_of_name(name);
  const auto defined = definitions_.find(name);
  if (!zone && defined != definitions_.end()) {
    zone = lay_out(defined->second, last_, steps);
    if (!zone) {
      return fault(defined->second.line,
                   {"Tidszonen " + name + " är ofullständigt beskriven",
                    "The time zone " + name + " is not fully defined"},
                   {"Varje STANDARD och DAYLIGHT har DTSTART, TZOFFSETFROM och TZOFFSETTO",
                    "Each STANDARD and DAYLIGHT has DTSTART, TZOFFSETFROM and TZOFFSETTO"});
    }
  }
  if (!zone) {
    return fault(
        line, {"Okänd tidszon: " + name.substr(0, 80), "Unknown time zone: " + name.substr(0, 80)},
        {"Skriv ett namn som Europe/Stockholm, eller beskriv zonen med VTIMEZONE i filen",
         "Write a name such as Europe/Stockholm, or define the zone by VTIMEZONE in the "
         "file"});
  }
  return found_.emplace(name, *zone).first->second;
}

}  // namespace ckl::roster
