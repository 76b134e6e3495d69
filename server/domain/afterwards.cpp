#include "domain/afterwards.hpp"

#include <algorithm>

#include "domain/duties.hpp"
#include "domain/leads.hpp"
#include "domain/takeover.hpp"

namespace ckl::domain {
namespace {

bool is_committees(const DecisionRecord& record) {
  return record.body == DecidingBody::committee || record.body == DecidingBody::committee_chair;
}

// The area that a decision is about; without a unit, none in particular.
Scope area_of(const DecisionRecord& record) {
  if (record.body == DecidingBody::unit) {
    return Scope{.unit = record.unit,
                 .whole = record.part.empty(),
                 .parts = record.part.empty() ? std::vector<std::string>{}
                                              : std::vector<std::string>{record.part}};
  }
  Scope scope = record.matter.scope;
  if (scope.parts.empty()) scope.whole = true;
  return scope;
}

bool rules_the_area(const DecisionRecord& record) {
  const MatterKind kind = record.matter.kind;
  return record.adopted && (record.body == DecidingBody::unit || kind == MatterKind::other ||
                            kind == MatterKind::takeover);
}

}  // namespace

Instant own_time(const Case& c, const std::optional<Instant>& decided) {
  return std::min(decided.value_or(c.now), c.now);
}

std::vector<DecisionId> decided_between(const State& state, const DecisionRecord& record,
                                        Instant now) {
  std::vector<DecisionId> found;
  const Scope area = area_of(record);
  if (record.decided >= now || area.unit.empty() || !rules_the_area(record)) return found;
  for (const auto& [id, other] : state.decisions) {
    const bool of_the_other =
        record.body == DecidingBody::unit ? is_committees(other) : other.body == DecidingBody::unit;
    if (!of_the_other || !rules_the_area(other) || other.decided < record.decided) continue;
    if (overlap(area, area_of(other))) found.push_back(id);
  }
  return found;
}

void show_conflicts(Ruling& ruling, const DecisionRecord& record) {
  if (record.conflicts.empty()) return;
  std::string others;
  for (const auto& id : record.conflicts) others += (others.empty() ? "" : ", ") + id.value;
  const Notice notice{
      .rule = "R33",
      .incident = record.incident,
      .text = {"Beslut infört i efterhand; under tiden har någon annan beslutat i samma område (" +
                   others + "): " + record.matter.title,
               "A decision entered afterwards; meanwhile another has decided in the same area (" +
                   others + "): " + record.matter.title}};
  inform(ruling, notice);
  tell_unit(ruling, area_of(record).unit, notice);
}

void require_power(const Case& c, const IncidentId& incident,
                   const std::optional<SpecialPower>& power, Objections& objections) {
  if (!power || *power == SpecialPower::urgent_chair) return;
  const auto found = c.state.incidents.find(incident);
  if (found != c.state.incidents.end() && found->second.level == Level::extraordinary) return;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "G22",
      .message = {"Befogenheten i LEH 4 kap. finns bara under en extraordinär händelse",
                  "The power of LEH chapter 4 exists only during an extraordinary event"},
      .what_now = {"Ange en händelse som är förklarad extraordinär, eller besluta utan den "
                   "befogenheten",
                   "Name an event that is declared extraordinary, or decide without that power"},
      .field = "power"});
}

}  // namespace ckl::domain
