// Nobody decides in a scope that is not theirs: what KN has taken over is KN's, what it may not
// take over stays where it is, and an incident is ended on the side of its owner.
#include <algorithm>
#include <map>
#include <optional>

#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;

// A takeover as long as it lasts.
struct Taken {
  domain::Scope scope;
  domain::Instant since;
  std::optional<domain::Instant> until;

  [[nodiscard]] bool covers(const std::string& part, domain::Instant at) const {
    const bool named = scope.whole || std::ranges::find(scope.parts, part) != scope.parts.end();
    return named && since <= at && (!until || at < *until);
  }
};

bool overlap(const Taken& one, const Taken& other) {
  if (one.scope.unit != other.scope.unit) return false;
  if (one.until && *one.until <= other.since) return false;
  if (other.until && *other.until <= one.since) return false;
  if (one.scope.whole || other.scope.whole) return true;
  return std::ranges::any_of(one.scope.parts, [&](const std::string& part) {
    return std::ranges::find(other.scope.parts, part) != other.scope.parts.end();
  });
}

class ScopeChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "scope"; }

  void see(Batch batch, const Roster& roster) override {
    for (const auto& entry : batch) {
      if (const auto* reported = std::get_if<domain::IncidentReported>(&entry.event)) {
        owners_[reported->incident.value] = reported->owner.value;
      } else if (const auto* level = std::get_if<domain::LevelChanged>(&entry.event)) {
        if (level->to == domain::Level::none) ended(entry, level->incident.value, roster);
      } else if (const auto* phase = std::get_if<domain::PhaseChanged>(&entry.event)) {
        if (phase->to == domain::Phase::closed) ended(entry, phase->incident.value, roster);
      } else if (const auto* taken = std::get_if<domain::TakeoverEntered>(&entry.event)) {
        take(entry, taken->takeover, roster);
      } else if (const auto* back = std::get_if<domain::TakeoverReturned>(&entry.event)) {
        taken_[back->takeover.value].until = entry.time;
      } else if (const auto* longer = std::get_if<domain::TakeoverExtended>(&entry.event)) {
        if (longer->valid_until) taken_[longer->takeover.value].until = longer->valid_until;
      } else if (const auto* made = std::get_if<domain::DecisionMade>(&entry.event)) {
        if (made->decision.body == domain::DecidingBody::unit) {
          decided(entry, made->decision, roster);
        }
      }
    }
  }

 private:
  void ended(const domain::Entry& entry, const std::string& incident, const Roster& roster) {
    const auto& person = entry.actor.person.value;
    const auto& owner = owners_[incident];
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
    const Taken taken{takeover.scope, takeover.since, takeover.valid_until};
    for (const auto& [id, other] : taken_) {
      if (overlap(other, taken)) find(entry, "takes over what " + id + " has already");
    }
    taken_[takeover.id.value] = taken;
  }

  // R33: what was decided earlier and entered later is judged by when it was decided.
  void decided(const domain::Entry& entry, const domain::DecisionRecord& decision,
               const Roster& roster) {
    for (const auto& [id, taken] : taken_) {
      if (taken.scope.unit != decision.unit) continue;
      if (taken.covers(decision.part, decision.decided)) {
        find(entry, decision.unit.value + " decides in what " + id + " took over");
      }
    }
    if (roster.unit(decision.unit.value) == nullptr) find(entry, "an unknown unit decides");
  }

  std::map<std::string, std::string> owners_;
  std::map<std::string, Taken> taken_;
};

}  // namespace

std::unique_ptr<Checker> check_scope(Findings& findings) {
  return std::make_unique<ScopeChecker>(findings);
}

}  // namespace ckl::sim
