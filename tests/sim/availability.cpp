#include "sim/availability.hpp"

#include <algorithm>
#include <variant>

namespace ckl::sim {

using std::chrono::hours;

bool Availability::is_changed_by(const domain::Entry& entry) {
  const auto& event = entry.event;
  return std::holds_alternative<domain::AbsenceNoted>(event) ||
         std::holds_alternative<domain::AbsenceEnded>(event) ||
         std::holds_alternative<domain::AnswerRecorded>(event) ||
         std::holds_alternative<domain::PersonTakenIn>(event) ||
         std::holds_alternative<domain::PersonStoodDown>(event) ||
         std::holds_alternative<domain::CalloutEnded>(event) ||
         std::holds_alternative<domain::OrganisationAdopted>(event);
}

void Availability::see(const domain::Entry& entry) {
  if (const auto* noted = std::get_if<domain::AbsenceNoted>(&entry.event)) {
    absences_[noted->absence.person.value] = noted->absence;
  } else if (const auto* ended = std::get_if<domain::AbsenceEnded>(&entry.event)) {
    absences_.erase(ended->person.value);
  } else if (const auto* answer = std::get_if<domain::AnswerRecorded>(&entry.event)) {
    auto& comes_to = coming_[answer->person.value];
    if (answer->state == domain::CallState::coming) {
      comes_to[answer->callout.value] = entry.time;
    } else {
      comes_to.erase(answer->callout.value);
    }
  } else if (const auto* taken = std::get_if<domain::PersonTakenIn>(&entry.event)) {
    coming_[taken->person.value][taken->callout.value] = entry.time;
  } else if (const auto* down = std::get_if<domain::PersonStoodDown>(&entry.event)) {
    coming_[down->person.value].erase(down->callout.value);
  } else if (const auto* over = std::get_if<domain::CalloutEnded>(&entry.event)) {
    for (auto& [person, comes_to] : coming_) comes_to.erase(over->callout.value);
  } else if (const auto* adopted = std::get_if<domain::OrganisationAdopted>(&entry.event)) {
    qualifications_.clear();
    for (const auto& person : adopted->organisation.persons) {
      qualifications_[person.id.value].insert(person.qualifications.begin(),
                                              person.qualifications.end());
    }
  }
}

std::string_view Availability::bar(const std::string& person, const std::string& callout,
                                   const domain::PlanPosition& plan, domain::Instant at) const {
  const auto has = qualifications_.find(person);
  const bool qualified = std::ranges::all_of(plan.qualifications, [&](const auto& needed) {
    return has != qualifications_.end() && has->second.contains(needed);
  });
  if (!qualified) return "UNQUALIFIED";
  const auto absent = absences_.find(person);
  if (absent != absences_.end() && (!absent->second.until || at < *absent->second.until)) {
    switch (absent->second.kind) {
      case domain::AbsenceKind::on_scene:
        return "ON_SCENE";
      case domain::AbsenceKind::resting:
        return "RESTING";
      case domain::AbsenceKind::away:
        return "AWAY";
    }
  }
  const auto found = coming_.find(person);
  if (found == coming_.end()) return {};
  const bool elsewhere = std::ranges::any_of(found->second, [&](const auto& one) {
    return one.first != callout && at < one.second + hours(12);
  });
  return elsewhere ? "ELSEWHERE" : std::string_view{};
}

}  // namespace ckl::sim
