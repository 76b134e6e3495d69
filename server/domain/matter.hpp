// Ärenden: what krisledningsnämnden, or its chair alone, may decide, and what follows (T06-T08).
//
// Internal to the core; the same law holds at a meeting and for the chair alone.
#pragma once

#include "domain/ruling.hpp"

namespace ckl::domain {

struct Proposal {
  const IncidentId& incident;
  const Matter& matter;
  const Handback& handback;
  bool alone = false;  // by the chair alone (T06)
};

// A takeover that carries out a proposal, with what it left out filled in from that.
[[nodiscard]] Matter completed(const State& state, Matter matter);

// Every rule that the matter itself breaks.
void check_matter_law(const Case& c, const Proposal& proposal, Objections& objections);

// The id and number of the decision that a ruling on this state makes.
[[nodiscard]] DecisionId next_decision(const State& state);

// Journals the decision, what the city council is owed of it (O03), and its effects if adopted.
void carry_out(Ruling& ruling, DecisionRecord record, const Handback& handback);

}  // namespace ckl::domain
