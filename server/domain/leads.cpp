#include "domain/leads.hpp"

#include <algorithm>

#include "domain/authority.hpp"

namespace ckl::domain {
namespace {

// Lower case of ASCII and of the letters of Latin-1 (Å, Ä, Ö), which UTF-8 writes as two bytes.
std::string folded(std::string_view name) {
  const auto begin = name.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  name = name.substr(begin, name.find_last_not_of(" \t\r\n") - begin + 1);
  std::string all;
  all.reserve(name.size());
  bool latin = false;
  for (const char letter : name) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool capital =
        latin ? byte >= 0x80U && byte <= 0x9EU && byte != 0x97U : letter >= 'A' && letter <= 'Z';
    all.push_back(capital ? static_cast<char>(byte + 0x20U) : letter);
    latin = byte == 0xC3U;
  }
  return all;
}

bool concerns(const Takeover& takeover, const UnitId& unit) {
  return takeover.scope.unit == unit || (!unit.empty() && takeover.successor == unit);
}

bool has_part(const Scope& scope, std::string_view part) {
  return std::ranges::any_of(scope.parts,
                             [&](const std::string& one) { return same_part(one, part); });
}

bool covers(const Assignment& assignment, std::string_view part) {
  return assignment.whole || (!part.empty() && same_part(assignment.task, part));
}

// The part went back before the rest of the takeover.
bool is_handed_back(const Takeover& takeover, std::string_view part, Instant at) {
  return std::ranges::any_of(takeover.handed_back, [&](const HandedBackPart& back) {
    return back.at <= at && same_part(back.part, part);
  });
}

bool in_force(const Assignment& assignment, Instant at) {
  return assignment.since <= at && (!assignment.until || at < *assignment.until);
}

Lead led_by(const State& state, const Takeover& takeover) {
  return Lead{.kind = LeadKind::committee,
              .unit = committee_unit(state),
              .takeover = takeover.id,
              .assignment = {}};
}

Lead led_by(const Assignment& assignment) {
  return Lead{.kind = LeadKind::assigned,
              .unit = assignment.to,
              .takeover = {},
              .assignment = assignment.id};
}

Lead led_by_itself(const UnitId& unit) {
  return Lead{.kind = LeadKind::itself, .unit = unit, .takeover = {}, .assignment = {}};
}

// The names of a unit's parts that another body leads at that instant.
std::vector<std::string> named_parts(const State& state, const UnitId& unit, Instant at) {
  std::vector<std::string> parts;
  const auto name = [&](const std::string& part) {
    const bool known =
        std::ranges::any_of(parts, [&](const std::string& one) { return same_part(one, part); });
    if (!known) parts.push_back(part);
  };
  for (const auto& [id, assignment] : state.assignments) {
    if (assignment.from == unit && !assignment.whole && in_force(assignment, at)) {
      name(assignment.task);
    }
  }
  for (const auto& [id, takeover] : state.takeovers) {
    if (!concerns(takeover, unit) || !in_force(takeover, at)) continue;
    for (const auto& part : takeover.scope.parts) name(part);
    for (const auto& back : takeover.handed_back) {
      if (back.at <= at) name(back.part);
    }
  }
  return parts;
}

}  // namespace

bool same_part(std::string_view one, std::string_view other) {
  return folded(one) == folded(other);
}

bool overlap(const Scope& one, const Scope& other) {
  if (one.unit != other.unit) return false;
  if (one.whole || other.whole) return true;
  return std::ranges::any_of(one.parts,
                             [&](const std::string& part) { return has_part(other, part); });
}

bool overlap(const Scope& scope, const Takeover& takeover) {
  const auto left = [&](const std::string& part) {
    return std::ranges::none_of(takeover.handed_back, [&](const HandedBackPart& back) {
      return same_part(back.part, part);
    });
  };
  if (!concerns(takeover, scope.unit)) return false;
  if (scope.whole) return true;
  return std::ranges::any_of(scope.parts, [&](const std::string& part) {
    return left(part) && (takeover.scope.whole || has_part(takeover.scope, part));
  });
}

std::vector<std::string> parts_left(const Takeover& takeover) {
  std::vector<std::string> left = takeover.scope.parts;
  std::erase_if(left, [&](const std::string& part) {
    return std::ranges::any_of(takeover.handed_back, [&](const HandedBackPart& back) {
      return same_part(back.part, part);
    });
  });
  return left;
}

bool is_decided(const Takeover& takeover) {
  return takeover.state == TakeoverState::in_force || takeover.state == TakeoverState::returned;
}

bool in_force(const Takeover& takeover, Instant at) {
  if (!is_decided(takeover)) return false;
  if (at < takeover.since) return false;
  if (takeover.returned && *takeover.returned <= at) return false;
  return !takeover.valid_until || at < *takeover.valid_until;
}

UnitId committee_unit(const State& state) {
  const auto found =
      std::ranges::find(state.organisation.units, UnitKind::crisis_committee, &Unit::kind);
  return found == state.organisation.units.end() ? UnitId{} : found->id;
}

bool is_authority(const Unit& unit) {
  return unit.kind == UnitKind::federation || unit.kind == UnitKind::external;
}

bool is_committee(const Unit& unit) {
  return !unit.legal_person &&
         (unit.kind == UnitKind::specialist_committee || unit.kind == UnitKind::district_council);
}

Lead who_leads(const State& state, const UnitId& unit, std::string_view part, Instant at) {
  for (const auto& [id, assignment] : state.assignments) {
    if (assignment.from != unit || !in_force(assignment, at)) continue;
    if (covers(assignment, part)) return led_by(assignment);
  }
  for (const auto& [id, takeover] : state.takeovers) {
    if (!concerns(takeover, unit) || !in_force(takeover, at)) continue;
    if (!part.empty() && is_handed_back(takeover, part, at)) continue;
    if (takeover.scope.whole || (!part.empty() && has_part(takeover.scope, part))) {
      return led_by(state, takeover);
    }
  }
  return led_by_itself(unit);
}

std::vector<Lead> leads_in(const State& state, const UnitId& unit, Instant at) {
  std::vector<Lead> all{who_leads(state, unit, {}, at)};
  for (const auto& part : named_parts(state, unit, at)) {
    const Lead lead = who_leads(state, unit, part, at);
    if (std::ranges::find(all, lead) == all.end()) all.push_back(lead);
  }
  return all;
}

std::vector<LeadRow> leading(const State& state, Instant at) {
  std::vector<LeadRow> rows;
  for (const auto& unit : state.organisation.units) {
    if (!is_committee(unit)) continue;
    rows.push_back({.unit = unit.id, .part = {}, .lead = who_leads(state, unit.id, {}, at)});
    for (const auto& part : named_parts(state, unit.id, at)) {
      rows.push_back({.unit = unit.id, .part = part, .lead = who_leads(state, unit.id, part, at)});
    }
  }
  return rows;
}

}  // namespace ckl::domain
