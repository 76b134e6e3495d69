// What a command in a simulated run is made from: chance, the state it is meant for, and who is apt
// to send it.
//
// A command fits the state more often than not; unknown ids, blank texts, things that are over and
// the wrong person come up too.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/commands.hpp"
#include "sim/random.hpp"

namespace ckl::sim {

struct Draw {
  Random& random;
  const domain::State& state;
  domain::Instant now;
  // Who should send it, and as what; empty = anybody with one of the row's roles.
  domain::PersonId by = {};
  std::string_view capacity = {};

  // A text; now and then blank, or with letters beyond ASCII.
  std::string text();
  domain::PersonId person();
  domain::UnitId unit();
  // A unit of one of these kinds, nothing when there is none.
  domain::UnitId unit_of(std::initializer_list<domain::UnitKind> kinds);
  // An instant around now, or nothing.
  std::optional<domain::Instant> about_now();
  std::optional<domain::Instant> ahead();

  // Somebody who holds one of these roles now, on the side of that unit unless it is empty; and who
  // is then apt to send the command. Nobody when nobody holds one.
  domain::PersonId holder(std::initializer_list<std::string_view> roles,
                          const domain::UnitId& unit = {});
  void sent_by(std::initializer_list<std::string_view> roles, const domain::UnitId& unit = {});
  // The chair, or whoever steps in for a hindered chair.
  domain::PersonId presiding(const domain::IncidentId& incident);
  // Now and then that person decides orally; then the command is sent by who records it.
  std::optional<domain::OralRecord> oral_record(const domain::IncidentId& incident);

  // The key of something in the map, mostly one of the latest; now and then one that nothing has.
  template <class Map>
  typename Map::key_type key_of(const Map& map);

  // The key of something for which it holds, if there is any; now and then of anything.
  template <class Map, class Holds>
  typename Map::key_type key_where(const Map& map, Holds holds);

  template <class Holds>
  domain::IncidentId incident_where(Holds holds) {
    return key_where(state.incidents, holds);
  }
  // One that is not closed.
  domain::IncidentId incident();
};

// One of the values listed.
template <class Value>
Value any_of(Random& random, std::initializer_list<Value> values) {
  return *(values.begin() + static_cast<std::ptrdiff_t>(random.below(values.size())));
}

template <class Map, class Holds>
bool has_any(const Map& map, Holds holds) {
  return std::ranges::any_of(map, [&](const auto& entry) { return holds(entry.second); });
}

[[nodiscard]] bool is_open(const domain::Incident& incident);
[[nodiscard]] bool is_under_way(const domain::Meeting& meeting);

// Ids count ("incident-12"); the latest is not the last in the order of letters.
template <class Map>
typename Map::key_type Draw::key_of(const Map& map) {
  if (map.empty() || random.chance(2)) return {"nothing-1"};
  if (random.chance(60)) {
    const auto& some = map.begin()->first.value;
    const auto number = map.size() - random.below(std::min<std::uint64_t>(map.size(), 4));
    const typename Map::key_type late{some.substr(0, some.rfind('-') + 1) + std::to_string(number)};
    if (map.contains(late)) return late;
  }
  return std::next(map.begin(), static_cast<std::ptrdiff_t>(random.below(map.size())))->first;
}

template <class Map, class Holds>
typename Map::key_type Draw::key_where(const Map& map, Holds holds) {
  if (random.chance(6)) return key_of(map);
  const typename Map::key_type* chosen = nullptr;
  std::uint64_t found = 0;
  for (const auto& [key, value] : map) {
    if (holds(value) && random.below(++found) == 0) chosen = &key;
  }
  return chosen == nullptr ? key_of(map) : *chosen;
}

}  // namespace ckl::sim
