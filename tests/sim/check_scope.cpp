// Nobody decides in a scope that is not theirs: what KN has taken over is KN's, what it may not
// take over stays where it is, and an incident is ended on the side of its owner.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "domain/calendar.hpp"
#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;

// A takeover as long as it lasts; the scope's successor inherits it (R44).
struct Taken {
  domain::Scope scope;
  domain::Instant since;
  std::optional<domain::Instant> until;
  domain::UnitId heir = {};
  std::map<std::string, domain::Instant> back = {};  // parts that went back before the rest

  [[nodiscard]] bool concerns(const domain::UnitId& unit) const {
    return scope.unit == unit || (!unit.empty() && heir == unit);
  }
  [[nodiscard]] bool covers(const std::string& part, domain::Instant at) const {
    const bool named = scope.whole || std::ranges::find(scope.parts, part) != scope.parts.end();
    const auto went = back.find(part);
    if (went != back.end() && went->second <= at) return false;
    return named && since <= at && (!until || at < *until);
  }
};

// A task that the city council has assigned to another (T18), as long as it lasts.
bool covers(const domain::Assignment& assignment, const std::string& part, domain::Instant at) {
  return (assignment.whole || (!part.empty() && assignment.task == part)) &&
         assignment.since <= at && (!assignment.until || at < *assignment.until);
}

bool overlap(const Taken& one, const Taken& other) {
  if (one.scope.unit != other.scope.unit) return false;
  if (one.until && *one.until <= other.since) return false;
  if (other.until && *other.until <= one.since) return false;
  if (other.scope.whole) return true;
  return std::ranges::any_of(other.scope.parts, [&](const std::string& part) {
    const bool named =
        one.scope.whole || std::ranges::find(one.scope.parts, part) != one.scope.parts.end();
    return named && !one.back.contains(part);
  });
}

class ScopeChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "scope"; }

  void see(Batch batch, const Roster& roster) override {
    for (const auto& entry : batch) {
      if (const auto* reported = std::get_if<domain::IncidentReported>(&entry.event)) {
        owners_[reported->incident.value] = reported->owner;
      } else if (const auto* level = std::get_if<domain::LevelChanged>(&entry.event)) {
        if (level->to == domain::Level::none) ended(entry, level->incident.value, roster);
      } else if (const auto* phase = std::get_if<domain::PhaseChanged>(&entry.event)) {
        if (phase->to == domain::Phase::closed) {
          // A drill's own incident ends with the drill, whoever ends that.
          if (entry.rule.value != "A16") ended(entry, phase->incident.value, roster);
          owners_.erase(phase->incident.value);
        }
      } else if (const auto* taken = std::get_if<domain::TakeoverEntered>(&entry.event)) {
        take(entry, taken->takeover, roster);
      } else if (const auto* back = std::get_if<domain::TakeoverReturned>(&entry.event)) {
        auto& held = taken_[back->takeover.value];
        for (const auto& part : back->parts) held.back[part] = entry.time;
        if (back->parts.empty()) held.until = entry.time;
      } else if (const auto* longer = std::get_if<domain::TakeoverExtended>(&entry.event)) {
        if (longer->valid_until) taken_[longer->takeover.value].until = longer->valid_until;
      } else if (const auto* made = std::get_if<domain::DecisionMade>(&entry.event)) {
        decided(entry, made->decision, roster);
      } else {
        moved(entry);
      }
    }
  }

 private:
  // Tasks that move, and units that end.
  void moved(const domain::Entry& entry) {
    if (const auto* assigned = std::get_if<domain::TasksAssigned>(&entry.event)) {
      assigned_[assigned->assignment.id.value] = assigned->assignment;
    } else if (const auto* gone = std::get_if<domain::AssignmentEnded>(&entry.event)) {
      auto& until = assigned_[gone->assignment.value].until;
      until = until ? std::min(*until, entry.time) : entry.time;
    } else if (const auto* heir = std::get_if<domain::UnitSucceeded>(&entry.event)) {
      for (auto& [id, taken] : taken_) {
        const bool lasts = !taken.until || entry.time < *taken.until;
        if (lasts && taken.concerns(heir->unit)) taken.heir = heir->successor;
      }
    } else if (const auto* settled = std::get_if<domain::SuccessionSettled>(&entry.event)) {
      for (auto& [id, owner] : owners_) {
        if (owner == settled->unit) owner = settled->successor;
      }
      for (auto& [id, taken] : taken_) {
        const bool lasts = !taken.until || entry.time < *taken.until;
        if (lasts && taken.concerns(settled->unit)) taken.heir = settled->successor;
      }
    }
  }

  void ended(const domain::Entry& entry, const std::string& incident, const Roster& roster) {
    const auto& person = entry.actor.person.value;
    const auto& owner = owners_[incident].value;
    const bool of_the_city = roster.holds(person, role::duty_officer, entry.time) ||
                             roster.holds(person, role::registrar, entry.time);
    const bool of_the_owner =
        roster.holds_for(person, role::org_duty_officer, owner, entry.time) ||
        roster.holds_for(person, role::security_coordinator, owner, entry.time);
    if (!of_the_city && !of_the_owner) find(entry, person + " ends what " + owner + " owns");
  }

  void take(const domain::Entry& entry, const domain::Takeover& takeover, const Roster& roster) {
    const auto* unit = roster.unit(takeover.scope.unit.value);
    const bool permitted = unit != nullptr && !unit->legal_person &&
                           (unit->kind == domain::UnitKind::specialist_committee ||
                            unit->kind == domain::UnitKind::district_council);
    if (!permitted) find(entry, "takes over what is no other committee");
    if (std::ranges::count(roster.settings().never_taken_over, takeover.scope.unit) > 0) {
      find(entry, "takes over what the policy leaves alone");
    }
    const auto today = domain::calendar::iso(domain::calendar::date_of(entry.time));
    if (permitted && !unit->valid_to.empty() && unit->valid_to <= today) {
      find(entry, "takes over from a unit that has ended");
    }
    const Taken taken{
        .scope = takeover.scope, .since = takeover.since, .until = takeover.valid_until};
    for (const auto& [id, other] : taken_) {
      if (overlap(other, taken)) find(entry, "takes over what " + id + " has already");
    }
    taken_[takeover.id.value] = taken;
  }

  void decided(const domain::Entry& entry, const domain::DecisionRecord& decision,
               const Roster& roster) {
    if (decision.body == domain::DecidingBody::unit) return by_unit(entry, decision, roster);
    const bool of_committee = decision.body == domain::DecidingBody::committee ||
                              decision.body == domain::DecidingBody::committee_chair;
    const bool plain = decision.matter.kind == domain::MatterKind::other ||
                       decision.matter.kind == domain::MatterKind::own_order;
    if (of_committee && plain && !decision.matter.scope.unit.empty()) by_committee(entry, decision);
  }

  // R33: what was decided earlier and entered later is judged by when it was decided. R37: what the
  // council has assigned is decided by whom it was assigned to, also over a takeover.
  void by_unit(const domain::Entry& entry, const domain::DecisionRecord& decision,
               const Roster& roster) {
    if (roster.unit(decision.unit.value) == nullptr) find(entry, "an unknown unit decides");
    const auto* assignment = assigned_at(decision.unit, decision.part, decision.decided);
    const auto& side = assignment == nullptr ? decision.unit : assignment->to;
    const auto& person = entry.actor.person.value;
    const bool on_side = std::ranges::any_of(
        std::array{role::unit_chair, role::administration_head, role::org_duty_officer},
        [&](const char* each) { return roster.holds_for(person, each, side.value, entry.time); });
    if (!on_side) find(entry, person + " decides for " + decision.unit.value);
    if (assignment != nullptr) return;
    for (const auto& [id, taken] : taken_) {
      if (taken.concerns(decision.unit) && taken.covers(decision.part, decision.decided)) {
        find(entry, decision.unit.value + " decides in what " + id + " took over");
      }
    }
  }

  // G20: KN decides in a committee's area only what it has taken over.
  void by_committee(const domain::Entry& entry, const domain::DecisionRecord& decision) {
    const auto& scope = decision.matter.scope;
    auto parts = scope.parts;
    if (scope.whole || parts.empty()) parts.emplace_back();
    for (const auto& part : parts) {
      const bool held = std::ranges::any_of(taken_, [&](const auto& each) {
        return each.second.concerns(scope.unit) && each.second.covers(part, entry.time);
      });
      if (held && assigned_at(scope.unit, part, entry.time) == nullptr) continue;
      find(entry, "KN decides in what it has not taken over: " + scope.unit.value + " " + part);
    }
  }

  const domain::Assignment* assigned_at(const domain::UnitId& unit, const std::string& part,
                                        domain::Instant at) const {
    for (const auto& [id, assignment] : assigned_) {
      if (assignment.from == unit && covers(assignment, part, at)) {
        return &assignment;
      }
    }
    return nullptr;
  }

  std::map<std::string, domain::UnitId> owners_;
  std::map<std::string, Taken> taken_;
  std::map<std::string, domain::Assignment> assigned_;
};

}  // namespace

std::unique_ptr<Checker> check_scope(Findings& findings) {
  return std::make_unique<ScopeChecker>(findings);
}

}  // namespace ckl::sim
