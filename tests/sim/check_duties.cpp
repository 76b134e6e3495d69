// Every opened duty is open, closed with evidence, or overdue and alarmed to who owes it.
#include <algorithm>
#include <map>
#include <set>

#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

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
        if (auto* duty = known(entry, dated->obligation)) date(*duty, *dated);
      } else if (const auto* overdue = std::get_if<domain::ObligationOverdue>(&entry.event)) {
        auto* duty = known(entry, overdue->obligation);
        if (duty != nullptr) alarm(batch.subspan(at), *duty, roster);
      } else if (const auto* closed = std::get_if<domain::ObligationClosed>(&entry.event)) {
        if (auto* duty = known(entry, closed->obligation)) close(entry, *closed, *duty);
      }
    }
  }

  void quiet(const Roster&, domain::Instant now) override {
    for (const auto& [id, duty] : duties_) {
      if (duty.state != domain::ObligationState::open || !duty.due || now < *duty.due) continue;
      find(id + " (" + duty.rule.value + ") is past its time and nobody was alarmed");
    }
  }

 private:
  void open(const domain::Entry& entry, const domain::Obligation& duty) {
    if (!duties_.emplace(duty.id.value, duty).second) find(entry, "a duty is opened twice");
    if (duty.owed_by_role.empty() && duty.owed_by_unit.empty()) {
      find(entry, duty.id.value + " is owed by nobody");
    }
  }

  domain::Obligation* known(const domain::Entry& entry, const domain::ObligationId& id) {
    const auto found = duties_.find(id.value);
    if (found != duties_.end()) return &found->second;
    find(entry, "a duty that was never opened: " + id.value);
    return nullptr;
  }

  // A new time: what was overdue is open again.
  static void date(domain::Obligation& duty, const domain::ObligationDated& dated) {
    duty.due = dated.due;
    if (duty.state == domain::ObligationState::overdue) duty.state = domain::ObligationState::open;
  }

  // Whoever holds the role on the owing side is told, in the same breath.
  void alarm(Batch rest, domain::Obligation& duty, const Roster& roster) {
    const auto& entry = rest.front();
    if (duty.state != domain::ObligationState::open) find(entry, "overdue, but it was not open");
    if (!duty.due || entry.time < *duty.due) find(entry, "overdue before its time");
    duty.state = domain::ObligationState::overdue;
    std::set<std::string> told;
    for (const auto& each : rest) {
      const auto* notice = std::get_if<domain::PersonNotified>(&each.event);
      if (notice != nullptr) told.insert(notice->person.value);
    }
    for (const auto& person : roster.holders(duty.owed_by_role, entry.time)) {
      const auto& unit = duty.owed_by_unit.value;
      const bool owes =
          unit.empty() || roster.holds_for(person, duty.owed_by_role, unit, entry.time);
      if (owes && !told.contains(person)) {
        find(entry, duty.id.value + " is overdue and " + person + " was not told");
      }
    }
    for (const auto& person : roster.holders(domain::role::chief_of_staff, entry.time)) {
      if (!told.contains(person)) find(entry, "overdue, and the chief of staff was not told");
    }
  }

  void close(const domain::Entry& entry, const domain::ObligationClosed& closed,
             domain::Obligation& duty) {
    if (duty.state == domain::ObligationState::closed) find(entry, "a duty is closed twice");
    if (closed.evidence.find_first_not_of(" \t\n") == std::string::npos) {
      find(entry, duty.id.value + " is closed without evidence");
    }
    if (closed.done > entry.time) find(entry, "a duty is fulfilled in the future");
    duty.state = domain::ObligationState::closed;
  }

  std::map<std::string, domain::Obligation> duties_;
};

}  // namespace

std::unique_ptr<Checker> check_duties(Findings& findings) {
  return std::make_unique<DutyChecker>(findings);
}

}  // namespace ckl::sim
