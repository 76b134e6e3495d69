// What people ask of the server in a simulated run: one table, one row per command a client can
// send.
//
// A row makes a command that fits the state more often than not, and says who is apt to send it. A
// refusal is as good as an acceptance; unknown ids, blank texts and the wrong person come up too.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/commands.hpp"
#include "sim/random.hpp"

namespace ckl::sim {

// What a command is made from.
struct Draw {
  Random& random;
  const domain::State& state;
  domain::Instant now;

  // A text; now and then blank, or with letters beyond ASCII.
  std::string text();
  domain::PersonId person();
  domain::UnitId unit();
  domain::IncidentId incident();
  // An instant around now, or nothing.
  std::optional<domain::Instant> about_now();
  std::optional<domain::Instant> ahead();

  // The key of something in the map, mostly one of the latest; now and then one that nothing has.
  template <class Map>
  typename Map::key_type key_of(const Map& map) {
    if (map.empty() || random.chance(2)) return {"nothing-1"};
    const auto size = map.size();
    const auto back = random.chance(60) ? random.below(std::min<std::uint64_t>(size, 4)) + 1
                                        : random.below(size) + 1;
    return std::prev(map.end(), static_cast<std::ptrdiff_t>(back))->first;
  }
};

struct CommandKind {
  std::string_view name;
  std::uint32_t weight;
  std::vector<std::string_view> roles;  // who is apt; empty = anybody
  domain::Command (*make)(Draw&);
};

[[nodiscard]] std::span<const CommandKind> command_kinds();
[[nodiscard]] const CommandKind& pick_kind(Random& random);
// The part of the table for committee, alert, organisation and duties.
[[nodiscard]] std::vector<CommandKind> law_kinds();

}  // namespace ckl::sim
