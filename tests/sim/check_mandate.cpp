// No level, takeover or decision without a basis, and the one who decided held a mandate at that
// instant: the actor, or who spoke when the decision was oral. What other bodies decided is entered
// by who enters for them, and compared by somebody else.
#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>

#include "domain/calendar.hpp"
#include "domain/procedure.hpp"
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

  [[nodiscard]] bool has(std::initializer_list<std::string_view> roles) const {
    return roster.holds_any(person, roles, at);
  }
  [[nodiscard]] bool leads() const { return has({role::city_director, role::deputy_director}); }
  [[nodiscard]] bool presides(const domain::IncidentId& matter) const {
    return roster.has_chairs_power(person, matter.value, at);
  }
  [[nodiscard]] bool reports() const {
    return has({role::duty_officer, role::org_duty_officer, role::security_coordinator});
  }
  [[nodiscard]] bool enters_for(DecidingBody body) const {
    if (has({role::registrar})) return true;
    switch (body) {
      case DecidingBody::executive_board:
        return has({role::board_secretary});
      case DecidingBody::board_for_council:
        return has({role::board_secretary, role::board_chair});
      case DecidingBody::city_council:
        return has({role::council_secretary});
      case DecidingBody::government:
        return has({role::duty_officer});
      case DecidingBody::committee:
      case DecidingBody::committee_chair:
      case DecidingBody::unit:
        return false;
    }
    return false;
  }
};

const domain::OralDecision* spoken_in(Batch batch) {
  for (const auto& entry : batch) {
    const auto* spoken = std::get_if<domain::OralDecisionRecorded>(&entry.event);
    if (spoken != nullptr) return &spoken->oral;
  }
  return nullptr;
}

bool of_level(const Decider& decider, const domain::Entry& entry,
              const domain::LevelChanged& change) {
  const auto& rule = entry.rule.value;
  if (rule == "T01" || rule == "T12") return decider.reports();
  if (rule == "T02") {
    return decider.leads() || (change.provisional && decider.has({role::duty_officer}));
  }
  if (rule == "T04" || rule == "T05" || rule == "T10") return decider.presides(change.incident);
  return rule == "T11" && decider.leads();
}

bool of_decision(const Decider& decider, const domain::DecisionRecord& decision) {
  switch (decision.body) {
    case DecidingBody::committee:  // check_meeting.cpp
      return true;
    case DecidingBody::committee_chair:
      return decider.presides(decision.incident);
    case DecidingBody::board_for_council:
      return decider.has({role::board_secretary, role::board_chair});
    case DecidingBody::unit:  // whose it is: check_scope.cpp
      return decider.has({role::unit_chair, role::administration_head, role::org_duty_officer});
    case DecidingBody::executive_board:
    case DecidingBody::city_council:
    case DecidingBody::government:
      return false;
  }
  return false;
}

// The date as the table writes its validity.
bool in_force(const domain::Basis& basis, const std::string& date) {
  return (basis.valid_from.empty() || basis.valid_from <= date) &&
         (basis.valid_to.empty() || date < basis.valid_to);
}

const std::map<std::string_view, const domain::Rule*>& table() {
  static const auto rows = [] {
    std::map<std::string_view, const domain::Rule*> all;
    for (const auto& rule : domain::rules()) all.emplace(rule.id, &rule);
    return all;
  }();
  return rows;
}

class MandateChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "mandate"; }

  void see(Batch batch, const Roster& roster) override {
    const auto* spoken = spoken_in(batch);
    const Decider decider{
        spoken == nullptr ? batch.front().actor.person.value : spoken->speaker.value,
        batch.front().time, roster};
    if (spoken != nullptr) heard(batch.front(), *spoken, roster);
    for (const auto& entry : batch) {
      rests_on_rule(entry);
      const auto permitted = judge(batch, entry, decider);
      if (!permitted || *permitted) continue;
      const auto who = decider.person.empty() ? "the machine " + entry.actor.machine
                                              : decider.person + " (" + entry.actor.capacity + ")";
      find(entry, who + " held no mandate for " + entry.rule.value);
    }
  }

 private:
  void rests_on_rule(const domain::Entry& entry) {
    const auto row = table().find(entry.rule.value);
    if (row == table().end()) return find(entry, "no such rule: " + entry.rule.value);
    if (entry.basis.empty()) find(entry, "no basis: " + entry.rule.value);
    if (date_.first != entry.time) {
      date_ = {entry.time,
               domain::calendar::iso(std::chrono::floor<std::chrono::days>(entry.time))};
    }
    for (const auto& text : entry.basis) {
      const bool stands = std::ranges::any_of(row->second->basis, [&](const domain::Basis& basis) {
        return basis.text == text && in_force(basis, date_.second);
      });
      if (!stands) find(entry, text + " is no basis of " + entry.rule.value + " on that day");
    }
  }

  // G23: three persons, one of them a registrar.
  void heard(const domain::Entry& entry, const domain::OralDecision& oral, const Roster& roster) {
    const auto& registrar = entry.actor.person;
    const bool three = oral.speaker != registrar && oral.witness != registrar &&
                       oral.witness != oral.speaker && roster.knows(oral.witness.value);
    if (!three) {
      find(entry, "an oral decision of " + oral.speaker.value + ", recorded by " + registrar.value +
                      ", witnessed by " + oral.witness.value);
    }
    if (!roster.holds_any(registrar.value, {role::registrar, role::committee_secretary},
                          entry.time)) {
      find(entry, registrar.value + " records an oral decision and is no registrar");
    }
    speakers_[oral.id.value] = oral.speaker;
  }

  // Nothing when the event is no exercise of a power.
  std::optional<bool> judge(Batch batch, const domain::Entry& entry, const Decider& decider) {
    if (const auto* level = std::get_if<domain::LevelChanged>(&entry.event)) {
      return of_level(decider, entry, *level);
    }
    if (std::holds_alternative<domain::LevelConfirmed>(entry.event)) return decider.leads();
    if (const auto* ckl = std::get_if<domain::CklStateChanged>(&entry.event)) {
      const bool standby = ckl->to == domain::CklState::standby;
      return decider.leads() || (standby && decider.has({role::duty_officer}));
    }
    if (const auto* declared = std::get_if<domain::ExtraordinaryDeclared>(&entry.event)) {
      return decider.presides(declared->incident);
    }
    if (const auto* assessed = std::get_if<domain::NotExtraordinaryAssessed>(&entry.event)) {
      return decider.presides(assessed->incident);
    }
    if (const auto* body = std::get_if<domain::CommitteeStateChanged>(&entry.event)) {
      // R29: an entry that is taken back, by those who enter.
      const bool functions = body->to == domain::CommitteeState::functioning;
      if (functions && entry.rule.value != "R29") return decider.presides(body->cause);
      return decider.has({role::board_secretary, role::council_secretary, role::registrar});
    }
    if (const auto* made = std::get_if<domain::DecisionMade>(&entry.event)) {
      return of_decision(decider, made->decision);
    }
    if (const auto* taken = std::get_if<domain::TakeoverEntered>(&entry.event)) {
      return rests_on_decision(batch, taken->takeover.decision);
    }
    return of_records(entry, decider);
  }

  std::optional<bool> of_records(const domain::Entry& entry, const Decider& decider) {
    if (const auto* entered = std::get_if<domain::ExternalDecisionEntered>(&entry.event)) {
      records_[entered->record.id.value] = entered->record;
      return decider.enters_for(entered->record.body);
    }
    if (const auto* settled = std::get_if<domain::ExternalDecisionSettled>(&entry.event)) {
      const auto& record = records_[settled->record.value];
      const bool confirms = settled->state == domain::Confirmation::confirmed;
      if (confirms && record.entered_by == entry.actor.person) return false;
      return decider.enters_for(record.body);
    }
    if (const auto* settled = std::get_if<domain::OralDecisionSettled>(&entry.event)) {
      return speakers_[settled->oral.value] == entry.actor.person;
    }
    const bool of_government = std::holds_alternative<domain::AlertChanged>(entry.event) ||
                               std::holds_alternative<domain::ReadinessAlarmChanged>(entry.event);
    if (of_government) return decider.enters_for(DecidingBody::government);
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

  std::pair<domain::Instant, std::string> date_;
  std::map<std::string, domain::ExternalDecision> records_;
  std::map<std::string, domain::PersonId> speakers_;
};

}  // namespace

std::unique_ptr<Checker> check_mandate(Findings& findings) {
  return std::make_unique<MandateChecker>(findings);
}

}  // namespace ckl::sim
