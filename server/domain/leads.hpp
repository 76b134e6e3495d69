// Who decides in a nämnd's area, at any instant, past or present (A06, T07, T08, T18).
//
// Pure questions about the state: a unit leads its own area until krisledningsnämnden has taken
// over the whole or a named part, and from the instant the area, or a part of it, returns. A
// proposal moves nothing. What the city council has assigned to another body, the whole area or a
// named task, goes before a takeover (R37). A validity that has run out ends the
// takeover at that instant, also before it has been noted in the journal (R10).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

enum class LeadKind : std::uint8_t {
  itself = 1,     // The unit itself.
  committee = 2,  // Krisledningsnämnden, through a takeover.
  assigned = 3,   // The body that the city council has assigned the task to.
};

struct Lead {
  LeadKind kind = LeadKind::itself;
  UnitId unit;              // who decides
  TakeoverId takeover;      // by which takeover, for LeadKind::committee
  AssignmentId assignment;  // by which assignment, for LeadKind::assigned
  bool operator==(const Lead&) const = default;
};

// Who leads a part of a unit's area; with an empty part, the area as a whole.
[[nodiscard]] Lead who_leads(const State& state, const UnitId& unit, std::string_view part,
                             Instant at);

// Who leads something anywhere in the area: the unit, and every other that leads some part of it.
[[nodiscard]] std::vector<Lead> leads_in(const State& state, const UnitId& unit, Instant at);

struct LeadRow {
  UnitId unit;
  std::string part;  // empty = the whole, or all that is not named in another row
  Lead lead;
  bool operator==(const LeadRow&) const = default;
};

// The whole city at that instant: every nämnd, and each of its parts that another body leads.
[[nodiscard]] std::vector<LeadRow> leading(const State& state, Instant at);

// The takeover is or was in force at that instant.
[[nodiscard]] bool in_force(const Takeover& takeover, Instant at);

// The two scopes meet: the same nämnd, and the whole of it or a part of the same name.
[[nodiscard]] bool overlap(const Scope& one, const Scope& other);

// The scope meets what a takeover still holds, of the unit itself or of the one that succeeded it.
[[nodiscard]] bool overlap(const Scope& scope, const Takeover& takeover);

// The named parts that have not gone back; none for a takeover of the whole area.
[[nodiscard]] std::vector<std::string> parts_left(const Takeover& takeover);

// Decided by krisledningsnämnden, as against a proposal.
[[nodiscard]] bool is_decided(const Takeover& takeover);

// The same name of a part, however it is written: case and space around it do not matter.
[[nodiscard]] bool same_part(std::string_view one, std::string_view other);

// Krisledningsnämnden as a unit; empty when the organisation has none.
[[nodiscard]] UnitId committee_unit(const State& state);

// Whose area nobody in the municipality decides in: rescue leaders, police, other authorities
// (G11).
[[nodiscard]] bool is_authority(const Unit& unit);

// A nämnd of the municipality whose area can be led by another (LEH 2:4).
[[nodiscard]] bool is_committee(const Unit& unit);

}  // namespace ckl::domain
