// What people ask of the server in a simulated run: one table, one row per command a client can
// send.
//
// A row makes a command that fits the state more often than not (sim/draw.hpp), and says who is apt
// to send it. A refusal is as good as an acceptance. A row that needs something there, a meeting
// under way or a law that applies, says so; without it, it is drawn less often.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/draw.hpp"

namespace ckl::sim {

struct CommandKind {
  std::string_view name;
  std::uint32_t weight;
  std::vector<std::string_view> roles;  // who is apt; empty = anybody
  domain::Command (*make)(Draw&);
  // Whether there is something in the state to do it with.
  bool (*fits)(const domain::State&, domain::Instant) = nullptr;
};

[[nodiscard]] std::span<const CommandKind> command_kinds();
// The place of the command of that name among all commands.
[[nodiscard]] std::size_t place_of(std::string_view name);
// What the server says to itself; no client can send it.
[[nodiscard]] bool is_told(const domain::Command& command);
// A place in the table.
[[nodiscard]] std::size_t pick_kind(Random& random, const domain::State& state,
                                    domain::Instant now);

// The parts of the table, one file each.
[[nodiscard]] std::vector<CommandKind> core_kinds();
[[nodiscard]] std::vector<CommandKind> committee_kinds();
[[nodiscard]] std::vector<CommandKind> body_kinds();
[[nodiscard]] std::vector<CommandKind> organisation_kinds();
[[nodiscard]] std::vector<CommandKind> roster_kinds();
[[nodiscard]] std::vector<CommandKind> relief_kinds();
[[nodiscard]] std::vector<CommandKind> trial_kinds();
[[nodiscard]] std::vector<CommandKind> disclosure_kinds();
[[nodiscard]] bool is_told_of_disclosure(const domain::Command& command);

}  // namespace ckl::sim
