// What may be shown of the log, its key, and the command posts that are counted on.
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

using domain::Command;
using domain::Instant;
using domain::State;
namespace role = domain::role;

// Mostly of an entry there is.
std::uint32_t some_number(Draw& draw) {
  return static_cast<std::uint32_t>(draw.random.below(draw.state.log_entries + 2));
}

Command mark_secrecy(Draw& draw) {
  domain::MarkSecrecy command;
  command.number = some_number(draw);
  command.provision = draw.text();
  command.reason = draw.text();
  return command;
}

Command lift_secrecy(Draw& draw) {
  domain::LiftSecrecy command;
  const auto& marks = draw.state.secrecy_marks;
  command.number = marks.empty() ? some_number(draw) : draw.random.pick(marks).first;
  command.reason = draw.text();
  return command;
}

Command adopt_key(Draw& draw) { return domain::AdoptProofKey{.key = "ckl/sim+" + draw.text()}; }

Command note_post(Draw& draw) {
  domain::NotePost command;
  command.post = draw.random.chance(50) ? "reserv" : "norr";
  command.name = {"Reservplatsen", "The reserve post"};
  command.lost = draw.random.chance(50);
  if (draw.random.chance(50)) command.since = draw.now;
  return command;
}

Command note_passkey(Draw& draw) {
  domain::NotePasskey command;
  command.holder = domain::PersonId{"chair"};
  command.change =
      draw.random.chance(50) ? domain::PasskeyChange::added : domain::PasskeyChange::revoked;
  command.key = "key " + draw.text();
  command.public_key = draw.text();
  return command;
}

}  // namespace

bool is_told_of_disclosure(const Command& command) {
  return std::holds_alternative<domain::AdoptProofKey>(command) ||
         std::holds_alternative<domain::NotePost>(command) ||
         std::holds_alternative<domain::NotePasskey>(command);
}

std::vector<CommandKind> disclosure_kinds() {
  const auto written = [](const State& state, Instant) { return state.log_entries > 0; };
  const auto marked = [](const State& state, Instant) { return !state.secrecy_marks.empty(); };
  const std::vector<std::string_view> writers{role::staff, role::duty_officer, role::registrar};
  const std::vector<std::string_view> lifters{role::chief_of_staff, role::registrar};
  return {{"MarkSecrecy", 6, writers, mark_secrecy, written},
          {"LiftSecrecy", 4, lifters, lift_secrecy, marked},
          {"AdoptProofKey", 1, {}, adopt_key},
          {"NotePost", 3, {}, note_post},
          {"NotePasskey", 1, {}, note_passkey}};
}

}  // namespace ckl::sim
