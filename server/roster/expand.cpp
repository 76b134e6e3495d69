#include "roster/expand.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "roster/bounds.hpp"
#include "roster/zone_book.hpp"

namespace ckl::roster {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_seconds;

Day day_of(WallTime at) { return Day(floor<days>(at).time_since_epoch()); }

// How long an instance lasts: on the wall clock of its zone, and then by the clock.
struct Reach {
  std::chrono::seconds wall{0};
  std::chrono::seconds exact{0};

  [[nodiscard]] sys_seconds end_of(const Zone& zone, WallTime start) const {
    return zone.instant_of(start + wall) + exact;
  }
};

struct Instance {
  WallTime start;
  Reach reach;
};

// Everything that the instances of one series are made from.
struct Series {
  const Event& event;
  Zone zone;
  Reach reach;
};

class Expander {
 public:
  Expander(const CalendarFile& calendar, const Window& window, Zone own)
      : calendar_(calendar),
        window_(window),
        zones_(calendar.zones, std::move(own), Day(floor<days>(window.until)) + days(2)),
        steps_{bounds::rule_steps} {}

  Result<Expansion> run() {
    latest_masters();
    if (const auto found = latest_overrides(); !found) return std::unexpected(found.error());
    for (const Event* event : masters_) {
      if (event->cancelled) continue;
      if (const auto added = add_series(*event); !added) return std::unexpected(added.error());
    }
    for (const Event* event : overrides_) {
      if (event->cancelled || series_is_cancelled(event->uid)) continue;
      if (const auto added = add_single(*event); !added) return std::unexpected(added.error());
    }
    std::ranges::sort(expansion_.shifts, {}, [](const Shift& shift) {
      return std::tuple(shift.from, shift.until, shift.line);
    });
    return std::move(expansion_);
  }

 private:
  // Of several versions of an event the one with the highest SEQUENCE holds.
  void latest_masters() {
    std::map<std::string, int> newest;
    for (const Event& event : calendar_.events) {
      if (event.instead_of) continue;
      int& sequence = newest.try_emplace(key_of(event), event.sequence).first->second;
      sequence = std::max(sequence, event.sequence);
    }
    for (const Event& event : calendar_.events) {
      const bool holds = !event.instead_of && event.sequence == newest.at(key_of(event));
      if (holds) masters_.push_back(&event);
    }
  }

  Result<void> latest_overrides() {
    std::map<std::pair<std::string, sys_seconds>, const Event*> newest;
    for (const Event& event : calendar_.events) {
      if (!event.instead_of) continue;
      const auto original = note_override(event);
      if (!original) return std::unexpected(original.error());
      const Event*& held = newest[{key_of(event), *original}];
      if (held == nullptr || held->sequence <= event.sequence) held = &event;
    }
    for (const auto& [key, event] : newest) overrides_.push_back(event);
    return {};
  }

  // An event without UID is itself alone.
  static std::string key_of(const Event& event) {
    return event.uid.empty() ? "line " + std::to_string(event.line) : event.uid;
  }

  [[nodiscard]] bool series_is_cancelled(const std::string& uid) const {
    bool some = false;
    for (const Event* master : masters_) {
      if (master->uid != uid) continue;
      if (!master->cancelled) return false;
      some = true;
    }
    return some;
  }

  Result<sys_seconds> instant_of(const Moment& moment, std::size_t line) {
    const auto zone = zones_.of(moment, line, steps_);
    if (!zone) return std::unexpected(zone.error());
    return zone->instant_of(moment.at);
  }

  // The instance that it stands for is not given by its series.
  Result<sys_seconds> note_override(const Event& event) {
    const auto original = instant_of(*event.instead_of, event.line);
    if (!original) return original;
    if (event.instead_of->kind == Moment::Kind::date) {
      replaced_days_[key_of(event)].insert(day_of(event.instead_of->at));
    } else {
      replaced_[key_of(event)].insert(*original);
    }
    return original;
  }

  Result<Reach> reach_of(const Event& event, const Zone& zone) {
    Reach reach;
    if (event.length) {
      reach = {.wall = event.length->days, .exact = event.length->time};
    } else if (event.end) {
      const auto end_zone = zones_.of(*event.end, event.line, steps_);
      if (!end_zone) return std::unexpected(end_zone.error());
      // In the zone of the start, so that the end recurs by the same clock.
      const WallTime end = event.end->kind == Moment::Kind::date
                               ? event.end->at
                               : zone.wall_of(end_zone->instant_of(event.end->at));
      reach.wall = end - event.start->at;
    } else if (event.start->kind == Moment::Kind::date) {
      reach.wall = days(1);
    }
    return checked(event, reach);
  }

  static Result<Reach> checked(const Event& event, const Reach& reach) {
    const auto all = reach.wall + reach.exact;
    if (all <= std::chrono::seconds(0)) {
      return fault(event.line,
                   {"Händelsen slutar inte efter att den har börjat",
                    "The event does not end after it has begun"},
                   {"Ge den DTEND efter DTSTART, eller DURATION",
                    "Give it a DTEND after DTSTART, or a DURATION"});
    }
    if (all > bounds::longest_shift) {
      const std::string most = std::to_string(bounds::longest_shift.count());
      return fault(
          event.line,
          {"Passet är längre än " + most + " dygn", "The shift is longer than " + most + " days"},
          {"Dela det; är slutdatumet rätt?", "Divide it; is the end date right?"});
    }
    return reach;
  }

  Result<Series> series_of(const Event& event) {
    const auto zone = zones_.of(*event.start, event.line, steps_);
    if (!zone) return std::unexpected(zone.error());
    const auto reach = reach_of(event, *zone);
    if (!reach) return std::unexpected(reach.error());
    return Series{.event = event, .zone = *zone, .reach = *reach};
  }

  Result<void> add_single(const Event& event) {
    const auto series = series_of(event);
    if (!series) return std::unexpected(series.error());
    return add_shift(*series, {.start = event.start->at, .reach = series->reach});
  }

  Result<void> add_series(const Event& event) {
    const auto series = series_of(event);
    if (!series) return std::unexpected(series.error());
    const auto left_out = left_out_of(event);
    if (!left_out) return std::unexpected(left_out.error());
    auto instances = instances_of(*series);
    if (!instances) return std::unexpected(instances.error());
    for (const Instance& instance : *instances) {
      const sys_seconds start = series->zone.instant_of(instance.start);
      const Day day = day_of(instance.start);
      if (left_out->instants.contains(start) || left_out->days.contains(day)) continue;
      if (is_replaced(key_of(event), start, day)) continue;
      if (const auto added = add_shift(*series, instance); !added) return added;
    }
    return {};
  }

  [[nodiscard]] bool is_replaced(const std::string& key, sys_seconds start, Day day) const {
    const auto instants = replaced_.find(key);
    if (instants != replaced_.end() && instants->second.contains(start)) return true;
    const auto whole = replaced_days_.find(key);
    return whole != replaced_days_.end() && whole->second.contains(day);
  }

  struct LeftOut {
    std::set<sys_seconds> instants;
    std::set<Day> days;
  };
  Result<LeftOut> left_out_of(const Event& event) {
    LeftOut all;
    for (const Moment& moment : event.left_out) {
      if (moment.kind == Moment::Kind::date) {
        all.days.insert(day_of(moment.at));
        continue;
      }
      const auto instant = instant_of(moment, event.line);
      if (!instant) return std::unexpected(instant.error());
      all.instants.insert(*instant);
    }
    return all;
  }

  Result<std::vector<Instance>> instances_of(const Series& series) {
    const Event& event = series.event;
    std::map<WallTime, Reach> starts;
    if (!event.rule) {
      starts.emplace(event.start->at, series.reach);
    } else if (const auto walked = walk_rule(series, starts); !walked) {
      return std::unexpected(walked.error());
    }
    for (const Addition& addition : event.added) {
      const auto added = instance_of(series, addition);
      if (!added) return std::unexpected(added.error());
      starts.insert_or_assign(added->start, added->reach);
    }
    std::vector<Instance> instances;
    for (const auto& [start, reach] : starts) {
      instances.push_back({.start = start, .reach = reach});
    }
    return instances;
  }

  Result<void> walk_rule(const Series& series, std::map<WallTime, Reach>& starts) {
    const Event& event = series.event;
    const Rule& rule = *event.rule;
    const WallTime start = event.start->at;
    const auto of_day = start - floor<days>(start);
    const auto reach = floor<days>(series.reach.wall + series.reach.exact) + days(2);
    const Walk walk{.start = day_of(start),
                    .from = Day(floor<days>(window_.from)) - reach,
                    .last = Day(floor<days>(window_.until)) + days(1)};
    if (!gives_its_start(rule, walk.start)) remark_start(rule);
    const auto until = until_of(series);
    const bool within = each_day(rule, walk, steps_, [&](Day day) {
      const WallTime at = WallTime(day.time_since_epoch()) + of_day;
      if (until && series.zone.instant_of(at) > *until) return false;
      if (day >= walk.from) starts.emplace(at, series.reach);
      return starts.size() <= bounds::shifts;
    });
    if (within && starts.size() <= bounds::shifts) return {};
    return fault(rule.line,
                 {"Filens regler ger för många tillfällen", "The file's rules give too many dates"},
                 {"Begränsa dem med UNTIL eller COUNT, och börja närmare i tiden",
                  "Bound them by UNTIL or COUNT, and begin nearer in time"});
  }

  // The last instant at which the rule may still give a start (inclusive).
  static std::optional<sys_seconds> until_of(const Series& series) {
    const auto& until = series.event.rule->until;
    if (!until) return std::nullopt;
    if (until->kind == Moment::Kind::utc) return Zone::utc().instant_of(until->at);
    const bool whole = until->kind == Moment::Kind::date;
    return series.zone.instant_of(
        until->at + (whole ? days(1) - std::chrono::seconds(1) : std::chrono::seconds(0)));
  }

  void remark_start(const Rule& rule) {
    expansion_.remarks.push_back(
        {.line = rule.line,
         .message = {"Regeln ger inte händelsens egen första dag",
                     "The rule does not give the event's own first day"},
         .what_now = {"Första dagen räknas ändå som ett pass; kontrollera att det stämmer",
                      "The first day counts as a shift all the same; check that it is right"}});
  }

  Result<Instance> instance_of(const Series& series, const Addition& addition) {
    Instance instance{.start = addition.start.at, .reach = series.reach};
    if (addition.start.kind != Moment::Kind::date) {
      const auto start = instant_of(addition.start, series.event.line);
      if (!start) return std::unexpected(start.error());
      instance.start = series.zone.wall_of(*start);
    }
    if (addition.length) {
      instance.reach = {.wall = addition.length->days, .exact = addition.length->time};
    } else if (addition.end) {
      const auto end = instant_of(*addition.end, series.event.line);
      if (!end) return std::unexpected(end.error());
      instance.reach = {.wall = series.zone.wall_of(*end) - instance.start, .exact = {}};
    }
    const auto sound = checked(series.event, instance.reach);
    if (!sound) return std::unexpected(sound.error());
    return instance;
  }

  Result<void> add_shift(const Series& series, const Instance& instance) {
    const domain::Instant from = series.zone.instant_of(instance.start);
    const domain::Instant until = instance.reach.end_of(series.zone, instance.start);
    Shift shift{.names = names_of(series.event),
                .from = std::max(from, window_.from),
                .until = std::min(until, window_.until),
                .line = series.event.line};
    if (shift.from >= shift.until) return {};
    expansion_.shifts.push_back(std::move(shift));
    if (expansion_.shifts.size() <= bounds::shifts) return {};
    const std::string most = std::to_string(bounds::shifts);
    return fault(
        series.event.line,
        {"Filen ger fler än " + most + " pass", "The file gives more than " + most + " shifts"},
        {"Anta en kortare tid i taget", "Adopt a shorter time at once"});
  }

  // Whoever is invited; a calendar of one's own has only the heading.
  static std::vector<std::string> names_of(const Event& event) {
    if (!event.attendees.empty()) return event.attendees;
    return {event.summary};
  }

  const CalendarFile& calendar_;
  const Window& window_;
  ZoneBook zones_;
  Steps steps_;
  std::vector<const Event*> masters_;
  std::vector<const Event*> overrides_;
  std::map<std::string, std::set<sys_seconds>> replaced_;
  std::map<std::string, std::set<Day>> replaced_days_;
  Expansion expansion_;
};

}  // namespace

Result<Expansion> expand(std::string_view file, const Window& window) {
  auto own = zone_of_name(window.zone);
  if (!own) {
    return fault(0, {"Okänd tidszon: " + window.zone, "Unknown time zone: " + window.zone},
                 {"Skriv ett namn som Europe/Stockholm", "Write a name such as Europe/Stockholm"});
  }
  const auto calendar = read_calendar(file);
  if (!calendar) return std::unexpected(calendar.error());
  return Expander(*calendar, window, *std::move(own)).run();
}

}  // namespace ckl::roster
