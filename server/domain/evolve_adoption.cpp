#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {

void apply(State& state, const WorkspaceOpened& event, const Stamp& stamp) {
  state.workspace = event.workspace;
  state.mode = event.mode;
  state.name = event.name;
  state.ckl_since = stamp.time;
  state.committee_since = stamp.time;
}

void apply(State& state, const OrganisationAdopted& event, const Stamp& stamp) {
  state.organisation = event.organisation;
  state.configuration = event.source_hash;
  index::index_organisation(state);
  index::begin_calendar(state, stamp.time);
  index::index_timers(state);  // a unit that will end has a timer while it holds something (R44)
}

void apply(State& state, const SettingsAdopted& event, const Stamp& stamp) {
  state.settings = event.settings;
  index::begin_duty_checks(state, stamp.time);
  index::index_timers(state);  // reminders move with the settings
}

void apply(State& state, const PlanAdopted& event, const Stamp&) {
  state.plans[event.plan.id] = event.plan;
}

}  // namespace ckl::domain
