// The one decision function of a workspace.
//
// Called only by the engine on its strand (and by tests). Pure: no clock, no I/O, no randomness;
// `now` is stamped by the engine and never decreases. Malformed input is refused before anything
// else is looked at; a refusal has no effect. All rules broken are listed. `capacity` of the actor
// may be empty: if exactly one role of the person fits, that one is used (R27).
#pragma once

#include <expected>
#include <optional>
#include <vector>

#include "domain/commands.hpp"
#include "domain/events.hpp"
#include "domain/rejection.hpp"

namespace ckl::domain {

// An event with the rule it follows from; the engine adds number, time, actor and the basis of the
// rule.
struct Draft {
  RuleId rule;
  Event event;
};

// What an accepted command leads to. `capacity` is the role in which the actor acted, or empty.
struct Accepted {
  std::vector<Draft> drafts;
  std::string capacity;
  std::string subject;  // id of what it created or changed
};

using Decision = std::expected<Accepted, Rejection>;

[[nodiscard]] Decision decide(const State& state, const Command& command, const Actor& actor,
                              Instant now);

// A refused attempt at a declared power is journaled (A04, R26): the event to append, or nothing.
struct Refusal {
  const Rejection& rejection;
  Instant now;
};
[[nodiscard]] std::optional<Draft> note_refusal(const State& state, const Command& command,
                                                const Actor& actor, const Refusal& refusal);

// Name of a command as it stands in the journal ("DeclareExtraordinary").
[[nodiscard]] const char* name_of(const Command& command);

// Name of an event ("LevelChanged"), as scenario files write it.
[[nodiscard]] const char* name_of(const Event& event);

}  // namespace ckl::domain
