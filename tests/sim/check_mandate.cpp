// No level, takeover or decision without a basis, and the one who decided held a mandate at that
// instant: the actor, or who spoke when the decision was oral.
#include <algorithm>
#include <initializer_list>
#include <optional>

#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::DecidingBody;

// Who decided the entries of one command, and when.
struct Decider {
  std::string person;
  domain::Instant at;
  const Roster& roster;

  [[nodiscard]] bool has(std::initializer_list<const char*> roles) const {
    return std::ranges::any_of(roles,
                               [&](const char* each) { return roster.holds(person, each, at); });
  }
  [[nodiscard]] bool leads() const { return has({role::city_director, role::deputy_director}); }
  // The chair's power: the chair, or the vice chair while the chair is hindered.
  [[nodiscard]] bool presides() const {
    if (has({role::committee_chair})) return true;
    return has({role::committee_vice_chair}) && roster.chair_hindered(at);
  }
  [[nodiscard]] bool reports() const {
    return has({role::duty_officer, role::org_duty_officer, role::security_coordinator});
  }
};

std::string decider_of(Batch batch) {
  for (const auto& entry : batch) {
    const auto* spoken = std::get_if<domain::OralDecisionRecorded>(&entry.event);
    if (spoken != nullptr) return spoken->oral.speaker.value;
  }
  return batch.front().actor.person.value;
}

std::optional<bool> of_level(const Decider& decider, const domain::Entry& entry,
                             const domain::LevelChanged& change) {
  const auto& rule = entry.rule.value;
  if (rule == "T01") return decider.reports();
  if (rule == "T02") {
    return decider.leads() || (change.provisional && decider.has({role::duty_officer}));
  }
  if (rule == "T04" || rule == "T05" || rule == "T10") return decider.presides();
  if (rule == "T11") return decider.leads();
  if (rule == "T12") return decider.reports();
  return false;
}

bool voted_for(const domain::DecisionRecord& decision) {
  const auto count = [&](domain::Vote vote) {
    return std::ranges::count(decision.ballots, vote, &domain::Ballot::vote);
  };
  if (count(domain::Vote::yes) != count(domain::Vote::no)) {
    return count(domain::Vote::yes) > count(domain::Vote::no);
  }
  return std::ranges::any_of(decision.ballots, [&](const domain::Ballot& ballot) {
    return ballot.person == decision.person && ballot.vote == domain::Vote::yes;
  });
}

bool of_decision(const Decider& decider, const domain::DecisionRecord& decision) {
  const auto& roster = decider.roster;
  switch (decision.body) {
    case DecidingBody::committee: {
      const auto& who = decision.person.value;
      const bool sits = Decider{who, decider.at, roster}.has(
          {role::committee_chair, role::committee_vice_chair, role::committee_member});
      const bool may = sits || decision.person == roster.settings().presiding_substitute;
      return may && (!decision.adopted || decision.ballots.empty() || voted_for(decision));
    }
    case DecidingBody::committee_chair:
      return decider.presides();
    case DecidingBody::unit:
    case DecidingBody::executive_board:
    case DecidingBody::city_council:
    case DecidingBody::government:
    case DecidingBody::board_for_council:
      return !decider.person.empty();
  }
  return false;
}

class MandateChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "mandate"; }

  void see(Batch batch, const Roster& roster) override {
    const Decider decider{decider_of(batch), batch.front().time, roster};
    for (const auto& entry : batch) {
      if (entry.rule.empty()) find(entry, "no rule");
      if (entry.basis.empty()) find(entry, "no basis: " + entry.rule.value);
      const auto permitted = judge(batch, entry, decider);
      if (!permitted || *permitted) continue;
      const auto who = decider.person.empty() ? "the machine " + entry.actor.machine
                                              : decider.person + " (" + entry.actor.capacity + ")";
      find(entry, who + " held no mandate for " + entry.rule.value);
    }
  }

 private:
  // Nothing when the event is no exercise of a power.
  static std::optional<bool> judge(Batch batch, const domain::Entry& entry,
                                   const Decider& decider) {
    if (const auto* level = std::get_if<domain::LevelChanged>(&entry.event)) {
      return of_level(decider, entry, *level);
    }
    if (std::holds_alternative<domain::LevelConfirmed>(entry.event)) return decider.leads();
    if (const auto* ckl = std::get_if<domain::CklStateChanged>(&entry.event)) {
      const bool standby = ckl->to == domain::CklState::standby;
      return decider.leads() || (standby && decider.has({role::duty_officer}));
    }
    if (std::holds_alternative<domain::ExtraordinaryDeclared>(entry.event) ||
        std::holds_alternative<domain::NotExtraordinaryAssessed>(entry.event)) {
      return decider.presides();
    }
    if (const auto* body = std::get_if<domain::CommitteeStateChanged>(&entry.event)) {
      // R29: an entry that is taken back, by those who enter.
      const bool corrects = entry.rule.value == "R29";
      const bool functions = body->to == domain::CommitteeState::functioning;
      if (functions && !corrects) return decider.presides();
      return decider.has({"KS_SECRETARY", "KF_SECRETARY", role::registrar});
    }
    if (const auto* made = std::get_if<domain::DecisionMade>(&entry.event)) {
      return of_decision(decider, made->decision);
    }
    if (const auto* taken = std::get_if<domain::TakeoverEntered>(&entry.event)) {
      return rests_on_decision(batch, taken->takeover.decision);
    }
    return std::nullopt;
  }

  static bool rests_on_decision(Batch batch, const domain::DecisionId& id) {
    return std::ranges::any_of(batch, [&](const domain::Entry& entry) {
      const auto* made = std::get_if<domain::DecisionMade>(&entry.event);
      if (made == nullptr || made->decision.id != id || !made->decision.adopted) return false;
      return made->decision.body == DecidingBody::committee ||
             made->decision.body == DecidingBody::committee_chair;
    });
  }
};

}  // namespace

std::unique_ptr<Checker> check_mandate(Findings& findings) {
  return std::make_unique<MandateChecker>(findings);
}

}  // namespace ckl::sim
