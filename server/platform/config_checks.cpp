// What can be judged only when every file has been read: references, seats, reach, cycles.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "platform/config_reading.hpp"

namespace ckl::platform {
namespace {

// A gateway mends nothing here: the names of what exists, for suggestions.
std::set<std::string> names_of(const Reading& reading, Named kind) {
  std::set<std::string> names;
  for (const auto& [key, place] : reading.known) {
    if (key.first == kind) {
      names.insert(key.second);
    }
  }
  return names;
}

void check_references(Reading& reading) {
  for (const auto& reference : reading.references) {
    if (reading.known.contains({reference.kind, reference.id})) {
      continue;
    }
    const auto word = word_for(reference.kind);
    const auto guess = nearest(reference.id, names_of(reading, reference.kind));
    reading.problems.add(
        reference.place,
        {.sv = fmt::format("{} \"{}\" finns inte", word.sv, reference.id),
         .en = fmt::format("there is no {} \"{}\"", word.en, reference.id)},
        guess.empty() ? domain::Text{.sv = "en beteckning som finns", .en = "an id that exists"}
                      : domain::Text{.sv = fmt::format("menades \"{}\"?", guess),
                                     .en = fmt::format("was \"{}\" meant?", guess)});
  }
}

bool overlap(const domain::Mandate& a, const domain::Mandate& b) {
  const auto from = [](const domain::Mandate& m) {
    return m.valid_from.value_or(domain::Instant::min());
  };
  const auto to = [](const domain::Mandate& m) {
    return m.valid_to.value_or(domain::Instant::max());
  };
  return from(a) < to(b) && from(b) < to(a);
}

// One person at a time. A vice chair's seat is its number in the order.
bool same_seat(const domain::Mandate& a, const domain::Mandate& b) {
  static const std::set<std::string> one_seat{domain::role::committee_chair,
                                              domain::role::city_director,
                                              domain::role::committee_vice_chair,
                                              domain::role::board_chair,
                                              domain::role::council_chair,
                                              domain::role::council_vice_chair,
                                              domain::role::unit_chair};
  return a.role == b.role && a.unit == b.unit && a.order == b.order && one_seat.contains(a.role);
}

void check_seats(Reading& reading) {
  const auto& mandates = reading.config.organisation.mandates;
  for (std::size_t later = 0; later < mandates.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const auto& a = mandates[earlier];
      const auto& b = mandates[later];
      if (!same_seat(a, b) || !overlap(a, b)) {
        continue;
      }
      const auto line = reading.mandate_places[earlier].line;
      reading.problems.add(
          reading.mandate_places[later],
          {.sv = fmt::format("{} i \"{}\" innehas samtidigt av \"{}\" och \"{}\" (rad {})", b.role,
                             b.unit.value, b.person.value, a.person.value, line),
           .en = fmt::format("{} of \"{}\" is held by \"{}\" and \"{}\" (line {}) at once", b.role,
                             b.unit.value, b.person.value, a.person.value, line)},
          {.sv = "ett uppdrag i taget: valid_to för det ena när det andra börjar",
           .en = "one mandate at a time: valid_to of the one when the other begins"});
    }
  }
}

// Basis: KL 2017:725 and LEH 2006:544 want a chair; without one nobody could declare (G18).
void check_chair(Reading& reading) {
  const auto& organisation = reading.config.organisation;
  const bool committee = std::ranges::any_of(organisation.units, [](const domain::Unit& unit) {
    return unit.kind == domain::UnitKind::crisis_committee;
  });
  const bool chair = std::ranges::any_of(organisation.mandates, [](const domain::Mandate& m) {
    return m.role == domain::role::committee_chair;
  });
  if (committee && !chair) {
    reading.problems.add(
        {.file = reading.config.file.lexically_normal().string(), .line = 0},
        {.sv = "krisledningsnämnden har ingen ordförande",
         .en = "the crisis management committee has no chair"},
        {.sv = "ett uppdrag med role: KN_CHAIR", .en = "a mandate with role: KN_CHAIR"});
  }
}

void check_parents(Reading& reading) {
  std::map<domain::UnitId, domain::UnitId> parent;
  for (const auto& unit : reading.config.organisation.units) {
    parent[unit.id] = unit.parent;
  }
  for (const auto& unit : reading.config.organisation.units) {
    auto at = unit.parent;
    for (std::size_t steps = 0; !at.empty() && steps <= parent.size(); ++steps) {
      if (at == unit.id) {
        reading.problems.add(reading.known[{Named::unit, unit.id.value}],
                             {.sv = fmt::format("\"{}\" ligger under sig själv", unit.id.value),
                              .en = fmt::format("\"{}\" is below itself", unit.id.value)},
                             {.sv = "en överordnad enhet i parent utan att gå i ring",
                              .en = "a parent above, without going round in a ring"});
        break;
      }
      const auto next = parent.find(at);
      at = next == parent.end() ? domain::UnitId{} : next->second;
    }
  }
}

std::set<std::string> reachable_kinds(const Config& config) {
  std::set<std::string> kinds;
  for (const auto& gateway : config.gateways) {
    kinds.insert(gateway.kind);
    kinds.insert(gateway.stands_in_for.begin(), gateway.stands_in_for.end());
  }
  return kinds;
}

// Push addresses are what persons' browsers give, not the configuration.
constexpr std::string_view self_entered = "push";

// A browser may be gone or asleep, and nobody tells: push goes beside other channels.
void check_more_than_push(Reading& reading, const domain::Person& person, const Place& place) {
  const bool push_alone =
      !person.ladder.empty() && std::ranges::all_of(person.ladder, [](const auto& step) {
        return step.channel == self_entered;
      });
  if (!push_alone) return;
  reading.problems.add(place,
                       {.sv = fmt::format("\"{}\" söks bara genom push", person.id.value),
                        .en = fmt::format("\"{}\" is sought by push alone", person.id.value)},
                       {.sv = "minst ett kanalslag till i personens ladder",
                        .en = "at least one more channel kind in the person's ladder"});
}

// Every rung of a ladder needs a gateway of its kind and an address; a directory that keeps the
// addresses may have those that the configuration lacks.
void check_reach(Reading& reading) {
  const auto kinds = reachable_kinds(reading.config);
  for (const auto& person : reading.config.organisation.persons) {
    const auto place = reading.known[{Named::person, person.id.value}];
    check_more_than_push(reading, person, place);
    for (const auto& step : person.ladder) {
      if (!kinds.contains(step.channel)) {
        reading.problems.add(
            place,
            {.sv = fmt::format("\"{}\" söks genom \"{}\", som ingen port har", person.id.value,
                               step.channel),
             .en = fmt::format("\"{}\" is sought by \"{}\", for which there is no gateway",
                               person.id.value, step.channel)},
            {.sv = "ett kanalslag som finns under gateways",
             .en = "a channel kind that stands under gateways"});
        continue;
      }
      if (step.channel == self_entered || !reading.config.directory_key.empty()) continue;
      const auto& contacts = reading.config.contacts[person.id];
      const auto found = contacts.find(step.channel);
      if (found == contacts.end() || found->second.size() <= step.contact) {
        reading.problems.add(place,
                             {.sv = fmt::format("\"{}\" har ingen adress nr {} för \"{}\"",
                                                person.id.value, step.contact, step.channel),
                              .en = fmt::format("\"{}\" has no address number {} for \"{}\"",
                                                person.id.value, step.contact, step.channel)},
                             {.sv = "lägg adressen i filen för contacts (numren börjar på 0)",
                              .en = "put the address into the contacts file (numbers start at 0)"});
      }
    }
  }
}

// Who stands in a pool must be possible to call.
void check_pools(Reading& reading) {
  std::set<domain::PersonId> mute;
  for (const auto& person : reading.config.organisation.persons) {
    if (person.ladder.empty()) {
      mute.insert(person.id);
    }
  }
  for (const auto& plan : reading.config.plans) {
    for (std::size_t index = 0; index < plan.positions.size(); ++index) {
      for (const auto& wave : plan.positions[index].waves) {
        for (const auto& person : wave.persons) {
          if (!mute.contains(person)) {
            continue;
          }
          reading.problems.add(
              reading.plan_positions[{plan.id, index}],
              {.sv = fmt::format("\"{}\" står i poolen men har ingen väg att sökas", person.value),
               .en = fmt::format("\"{}\" stands in the pool but there is no way to call",
                                 person.value)},
              {.sv = "en ladder för personen", .en = "a ladder for the person"});
        }
      }
    }
  }
}

void check_public_listeners(Reading& reading) {
  for (auto problem : check_listeners(reading.config, false)) {
    const bool grpc = problem.what.en.starts_with("gRPC");
    const auto& place = grpc ? reading.grpc_place : reading.http_place;
    reading.problems.add(place, problem.what, problem.right);
  }
}

}  // namespace

domain::Text word_for(Named kind) {
  switch (kind) {
    case Named::unit:
      return {.sv = "enheten", .en = "unit"};
    case Named::person:
      return {.sv = "personen", .en = "person"};
    case Named::position:
      return {.sv = "befattningen", .en = "position"};
    case Named::plan:
      return {.sv = "planen", .en = "plan"};
    case Named::duty:
      return {.sv = "funktionen", .en = "duty function"};
    case Named::gateway:
      return {.sv = "porten", .en = "gateway"};
    case Named::workspace:
      return {.sv = "arbetsytan", .en = "workspace"};
  }
  return {};
}

void Reading::define(Named kind, const std::string& id, const Place& place) {
  if (id.empty()) {
    return;  // reported already
  }
  const auto [found, first] = known.try_emplace({kind, id}, place);
  if (!first) {
    const auto word = word_for(kind);
    problems.add(
        place,
        {.sv = fmt::format("{} \"{}\" finns redan (rad {})", word.sv, id, found->second.line),
         .en = fmt::format("the {} \"{}\" is there already (line {})", word.en, id,
                           found->second.line)},
        {.sv = "en egen beteckning för var och en", .en = "an id of its own for each"});
  }
}

void Reading::refer(Named kind, const std::string& id, const Place& place) {
  references.push_back({.place = place, .kind = kind, .id = id});
}

void check_all(Reading& reading) {
  if (reading.config.exercise_everybody) {
    reading.config.exercise_list.clear();
    for (const auto& person : reading.config.organisation.persons) {
      reading.config.exercise_list.push_back(person.id);
    }
  }
  check_public_listeners(reading);
  check_seats(reading);
  check_parents(reading);
  if (reading.incomplete) {
    return;
  }
  check_references(reading);
  check_chair(reading);
  check_reach(reading);
  check_pools(reading);
  check_boundaries(reading);
}

}  // namespace ckl::platform
