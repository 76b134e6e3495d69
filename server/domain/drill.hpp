// Larmövningar: call-outs that are tried, so that each route is known to work.
//
// Pure values of the state and the journal. A drill lives in an exercise workspace and nowhere else
// (G12): its messages carry ÖVNING and reach only those on the exercise's list. It is a call-out by
// the plan it tries, on an incident of its own that has no level. It ends at the call-out's
// deadline and says what it came to; the live workspace keeps that as evidence. Basis: A16 (drill
// runs count as exercise evidence), A14, O14.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::domain {

using DrillId = Id<struct DrillTag>;

enum class DrillState : std::uint8_t { planned = 1, running = 2, ended = 3, cancelled = 4 };

// Vad en larmövning ledde till.
struct DrillOutcome {
  std::uint32_t called = 0;      // Kallade.
  std::uint32_t answered = 0;    // Svarade.
  std::uint32_t coming = 0;      // Svarade att de kommer.
  std::uint32_t missing = 0;     // Fattades till fulla befattningar.
  Seconds half{0};               // Hälften av svaren hade kommit efter; 0 när ingen svarade.
  Seconds most{0};               // Nio av tio svar hade kommit efter; 0 när ingen svarade.
  std::vector<PersonId> silent;  // Kallade som aldrig svarade, in the order of their calls.
  std::vector<UnitId> units;     // Nämnder och bolag vars folk svarade.
  bool operator==(const DrillOutcome&) const = default;
};

// En larmövning.
struct Drill {
  DrillId id;                              // Nummer.
  PlanId plan;                             // Inkallningsplan som prövas.
  DrillState state = DrillState::planned;  // Läge.
  Instant at;                              // Planerad eller börjad.
  IncidentId incident;                     // Händelse som den förs på, once it runs.
  CalloutId callout;                       // Inkallning, once it runs.
  std::optional<Instant> until;            // Slutar senast, while it runs.
  std::optional<Instant> ended;            // Slutade.
  std::string reason;                      // Skäl till att den flyttades, bröts eller ställdes in.
  DrillOutcome outcome;                    // Utfall, once it has ended.
  bool operator==(const Drill&) const = default;
};

}  // namespace ckl::domain
