// Commands of contact tests and drills. Included by commands.hpp, which holds the one list of all
// commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/drill.hpp"

namespace ckl::domain {

// Pröva en väg till en person.
struct TestContact {
  PersonId person;  // empty = the actor
  std::string channel;
  std::uint32_t contact = 0;
};

// Internal: somebody answered the test. A repeat changes nothing.
struct ConfirmContact {
  MessageId message;
  std::uint32_t mark = 0;
};

// Internal: the directory has another address there, or none.
struct ForgetContact {
  PersonId person;
  std::string channel;
  std::uint32_t contact = 0;
};

// Planera en larmövning, or move the one planned for that plan; without `at` it begins now, and one
// that is planned stays.
struct PlanDrill {
  PlanId plan;
  std::optional<Instant> at;
};

// Ställ in eller bryt en larmövning.
struct CancelDrill {
  DrillId drill;
  std::string reason;
};

// Internal: the live workspace has an alarm. What runs is broken off, what is near is moved.
struct YieldDrills {};

// Internal, in the live workspace: a drill that ended is evidence (A14, A16). A repeat of the same
// reference changes nothing.
struct NoteDrill {
  std::string reference;
  std::vector<UnitId> units;
  Instant held;
};

}  // namespace ckl::domain
