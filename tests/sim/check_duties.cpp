// Every opened duty is open, closed with evidence, or overdue and alarmed to who owes it and to the
// chief of staff; none is ever gone.
#include <algorithm>
#include <map>
#include <set>

#include "domain/state.hpp"
#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;

std::string words(const domain::Obligation& duty) {
  return duty.id.value + " (" + duty.rule.value + ", " + duty.owed_by_role + " of " +
         duty.owed_by_unit.value + ")";
}

class DutyChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "duties"; }

  void see(Batch batch, const Roster& roster) override {
    for (std::size_t at = 0; at < batch.size(); ++at) {
      const auto& entry = batch[at];
      if (const auto* opened = std::get_if<domain::ObligationOpened>(&entry.event)) {
        open(entry, opened->obligation);
      } else if (const auto* dated = std::get_if<domain::ObligationDated>(&entry.event)) {
        if (auto* duty = known(entry, dated->obligation)) date(entry, *duty, *dated);
      } else if (const auto* overdue = std::get_if<domain::ObligationOverdue>(&entry.event)) {
        auto* duty = known(entry, overdue->obligation);
        if (duty != nullptr) alarm(batch.subspan(at), *duty, roster);
      } else if (const auto* closed = std::get_if<domain::ObligationClosed>(&entry.event)) {
        if (auto* duty = known(entry, closed->obligation)) close(entry, *closed, *duty);
      } else if (const auto* spoken = std::get_if<domain::OralDecisionRecorded>(&entry.event)) {
        speakers_[spoken->oral.id.value] = spoken->oral.speaker.value;
      } else if (const auto* passed = std::get_if<domain::SuccessionSettled>(&entry.event)) {
        pass_on(*passed);
      }
    }
  }

  void quiet(const Roster&, domain::Instant now) override {
    while (!due_.empty() && due_.begin()->first <= now) {
      const auto id = due_.begin()->second;
      due_.erase(due_.begin());
      find(words(duties_[id]) + " is past its time and nobody was alarmed");
    }
  }

  void at_rest(const domain::State& live) override {
    if (live.obligations.size() != duties_.size()) find("a duty is gone, or was never opened");
    for (const auto& [id, duty] : live.obligations) {
      const auto own = duties_.find(id.value);
      const bool same = own != duties_.end() && own->second.state == duty.state &&
                        own->second.due == duty.due &&
                        own->second.owed_by_unit == duty.owed_by_unit;
      if (!same) find(id.value + " is not what the journal says");
    }
  }

 private:
  void open(const domain::Entry& entry, const domain::Obligation& duty) {
    if (!duties_.emplace(duty.id.value, duty).second) find(entry, "a duty is opened twice");
    if (duty.owed_by_role.empty() && duty.owed_by_unit.empty()) {
      find(entry, duty.id.value + " is owed by nobody");
    }
    if (duty.state != domain::ObligationState::open) find(entry, "a duty begins as another");
    if (duty.due) due_.insert({*duty.due, duty.id.value});
  }

  domain::Obligation* known(const domain::Entry& entry, const domain::ObligationId& id) {
    const auto found = duties_.find(id.value);
    if (found != duties_.end()) return &found->second;
    find(entry, "a duty that was never opened: " + id.value);
    return nullptr;
  }

  // No longer waited for.
  void forget(const domain::Obligation& duty) {
    if (duty.due) due_.erase({*duty.due, duty.id.value});
  }

  // A new time: what was overdue is open again.
  void date(const domain::Entry& entry, domain::Obligation& duty,
            const domain::ObligationDated& dated) {
    if (duty.state == domain::ObligationState::closed) find(entry, "a closed duty gets a time");
    forget(duty);
    duty.due = dated.due;
    duty.state = domain::ObligationState::open;
    if (duty.due) due_.insert({*duty.due, duty.id.value});
  }

  // Whoever holds the role on the owing side is told, in the same breath; where nobody does, the
  // duty officer.
  void alarm(Batch rest, domain::Obligation& duty, const Roster& roster) {
    const auto& entry = rest.front();
    if (duty.state != domain::ObligationState::open) find(entry, "overdue, but it was not open");
    if (!duty.due || entry.time < *duty.due) find(entry, "overdue before its time");
    forget(duty);
    duty.state = domain::ObligationState::overdue;
    std::set<std::string> told;
    for (const auto& each : rest.subspan(1)) {
      const auto* notice = std::get_if<domain::PersonNotified>(&each.event);
      if (std::holds_alternative<domain::ObligationOverdue>(each.event)) break;
      if (notice != nullptr) told.insert(notice->person.value);
    }
    auto persons = owing(duty, roster, entry.time);
    if (persons.empty()) persons = roster.holders(role::duty_officer, entry.time);
    for (const auto& person : persons) {
      if (told.contains(person)) continue;
      find(entry, words(duty) + " is overdue and " + person + " was not told");
    }
    for (const auto& person : roster.holders(role::chief_of_staff, entry.time)) {
      if (!told.contains(person)) find(entry, "overdue, and the chief of staff was not told");
    }
  }

  // An oral decision is confirmed by who spoke, whatever became of the mandate (R48).
  std::vector<std::string> owing(const domain::Obligation& duty, const Roster& roster,
                                 domain::Instant at) const {
    if (duty.rule.value == "R48") {
      const auto speaker = speakers_.find(duty.subject);
      if (speaker != speakers_.end()) return {speaker->second};
    }
    auto persons = roster.holders(duty.owed_by_role, at);
    const auto beside = [&](std::string_view role) {
      for (auto& person : roster.holders(role, at)) persons.push_back(std::move(person));
    };
    if (duty.rule.value == "T20") beside(role::board_chair);      // owed by the two
    if (duty.rule.value == "R10") beside(role::committee_chair);  // warned with the secretary
    const auto& unit = duty.owed_by_unit.value;
    if (unit.empty()) return persons;
    std::erase_if(persons, [&](const std::string& person) {
      return !roster.holds_for(person, duty.owed_by_role, unit, at);
    });
    return persons;
  }

  void close(const domain::Entry& entry, const domain::ObligationClosed& closed,
             domain::Obligation& duty) {
    if (duty.state == domain::ObligationState::closed) find(entry, "a duty is closed twice");
    if (closed.evidence.find_first_not_of(" \t\n") == std::string::npos) {
      find(entry, words(duty) + " is closed without evidence");
    }
    if (closed.done > entry.time) find(entry, "a duty is fulfilled in the future");
    if (entry.actor.person.empty() && entry.actor.machine.empty()) {
      find(entry, duty.id.value + " is closed by nobody");
    }
    forget(duty);
    duty.state = domain::ObligationState::closed;
  }

  // R44: what an ended unit owed is its successor's from the decision on.
  void pass_on(const domain::SuccessionSettled& settled) {
    for (auto& [id, duty] : duties_) {
      const bool open = duty.state != domain::ObligationState::closed;
      if (open && duty.owed_by_unit == settled.unit) duty.owed_by_unit = settled.successor;
    }
  }

  std::map<std::string, domain::Obligation> duties_;
  std::set<std::pair<domain::Instant, std::string>> due_;  // open, with a time
  std::map<std::string, std::string> speakers_;
};

}  // namespace

std::unique_ptr<Checker> check_duties(Findings& findings) {
  return std::make_unique<DutyChecker>(findings);
}

}  // namespace ckl::sim
