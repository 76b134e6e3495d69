// Adopting configuration: what sways a decision enters the journal first.
#include "domain/drills.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {

Decision decide_on(const Case& c, const OpenWorkspace& command) {
  if (!c.state.workspace.empty()) {
    return refuse(
        c.now, Objection{.code = RejectionCode::precondition,
                         .rule = "G12",
                         .message = {"Arbetsytan är redan öppnad", "The workspace is already open"},
                         .what_now = {"Öppna en ny", "Open a new one"},
                         .field = "workspace"});
  }
  Ruling ruling(c);
  ruling.add(
      "G12",
      WorkspaceOpened{.workspace = command.workspace, .mode = command.mode, .name = command.name});
  return ruling.accept({}, command.workspace.value);
}

// What is in force already is not adopted again, so that every start of the server may ask.

Decision decide_on(const Case& c, const AdoptOrganisation& command) {
  Ruling ruling(c);
  const bool in_force =
      c.state.configuration == command.source_hash && c.state.organisation == command.organisation;
  if (!in_force) {
    ruling.add("A13", OrganisationAdopted{.organisation = command.organisation,
                                          .source_hash = command.source_hash});
  }
  return ruling.accept({}, "organisation");
}

Decision decide_on(const Case& c, const AdoptSettings& command) {
  Ruling ruling(c);
  if (c.state.settings != command.settings) {
    ruling.add("A13", SettingsAdopted{command.settings});
    std::vector<PlanId> plans;
    for (const auto& [id, plan] : c.state.plans) plans.push_back(id);
    plan_drills(ruling, plans, command.settings.drill_every);
  }
  return ruling.accept({}, "settings");
}

Decision decide_on(const Case& c, const AdoptPlan& command) {
  Ruling ruling(c);
  const auto found = c.state.plans.find(command.plan.id);
  if (found == c.state.plans.end() || found->second != command.plan) {
    ruling.add("A16", PlanAdopted{command.plan});
    plan_drills(ruling, {command.plan.id}, c.state.settings.drill_every);
  }
  return ruling.accept({}, command.plan.id.value);
}

}  // namespace ckl::domain
