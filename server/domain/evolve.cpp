#include "domain/evolve.hpp"

#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {

void evolve(State& state, const Entry& entry) {
  const Stamp stamp{.time = entry.time, .person = entry.actor.person};
  std::visit([&](const auto& event) { apply(state, event, stamp); }, entry.event);
  state.sequence = entry.sequence;
  state.time = entry.time;
}

void reindex(State& state) {
  state.index = Indexes{};
  index::index_organisation(state);
  index::index_timers(state);
  for (const auto& message : state.messages) index::add(state, message);
  for (const auto& [id, fact] : state.facts) index::add(state, fact);
}

bool same(const State& a, const State& b) {
  return a.workspace == b.workspace && a.mode == b.mode && a.name == b.name &&
         a.sequence == b.sequence && a.time == b.time && a.organisation == b.organisation &&
         a.configuration == b.configuration && a.settings == b.settings && a.plans == b.plans &&
         a.incidents == b.incidents && a.ckl == b.ckl && a.ckl_since == b.ckl_since &&
         a.committee == b.committee && a.committee_since == b.committee_since &&
         a.committee_causes == b.committee_causes && a.hindrances == b.hindrances &&
         a.obligations == b.obligations && a.callouts == b.callouts && a.absences == b.absences &&
         a.messages == b.messages && a.log_entries == b.log_entries &&
         a.refused_attempts == b.refused_attempts && a.meetings == b.meetings &&
         a.decisions == b.decisions && a.takeovers == b.takeovers &&
         a.contributions == b.contributions && a.oral_decisions == b.oral_decisions &&
         a.records == b.records && a.council_meetings == b.council_meetings && a.alert == b.alert &&
         a.alert_steps == b.alert_steps && a.assignments == b.assignments && a.facts == b.facts &&
         a.crisis_support == b.crisis_support && a.delegations == b.delegations &&
         a.exercises == b.exercises && a.readiness == b.readiness && a.districts == b.districts &&
         a.districts_hash == b.districts_hash && a.successions == b.successions &&
         a.settled_successions == b.settled_successions && a.summary_month == b.summary_month &&
         a.readiness_year == b.readiness_year && a.mandate_period == b.mandate_period &&
         a.unclear_answers == b.unclear_answers && a.rosters == b.rosters && a.swaps == b.swaps &&
         a.duty_changes == b.duty_changes && a.relief_plans == b.relief_plans &&
         a.handovers == b.handovers && a.lost_gateways == b.lost_gateways &&
         a.gateway_pins == b.gateway_pins && a.contact_tests == b.contact_tests &&
         a.duty_checked == b.duty_checked && a.drills == b.drills &&
         a.secrecy_marks == b.secrecy_marks && a.lost_posts == b.lost_posts;
}

}  // namespace ckl::domain
