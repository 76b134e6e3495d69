// Workspaces, status, rules and scenarios.
#include <fmt/format.h>

#include "ckl/v1/services/workspace.pb.h"
#include "cli/commands.hpp"
#include "cli/picture.hpp"
#include "cli/table.hpp"

namespace ckl::cli {

namespace {

std::string show_workspaces(const v1::ListWorkspacesResponse& list, const Session& session) {
  const Voice& voice = session.voice();
  Table table{{voice("Arbetsyta", "Workspace"), voice("Läge", "Mode"), voice("Händelser", "Events"),
               voice("Tid", "Time"), voice("Takt", "Rate"), voice("Fel", "Fault")}};
  for (const v1::WorkspaceSummary& workspace : list.workspaces()) {
    table.add({workspace.workspace(), word_for(workspace.mode(), voice),
               std::to_string(workspace.head()), show_date_and_time(to_instant(workspace.time())),
               fmt::format("{:g}×", workspace.clock_rate()), voice(workspace.fault())});
  }
  return table.text();
}

void add_line(std::string& text, const std::string& label, const std::string& value) {
  if (!value.empty()) text += fmt::format("  {:<10} {}\n", label, value);
}

std::string show_rule(const v1::Rule& rule, const Voice& voice) {
  std::string text = fmt::format("{}  {}\n", rule.id(), voice(rule.name()));
  add_line(text, voice("Beslutar", "Decides"), voice(rule.who()));
  add_line(text, voice("Kräver", "Needs"), voice(rule.needs()));
  add_line(text, voice("Följer", "Follows"), voice(rule.follows()));
  for (const std::string& basis : rule.basis()) add_line(text, voice("Grund", "Basis"), basis);
  return text;
}

std::string show_rules(const v1::ListRulesResponse& rules, const Voice& voice) {
  Table table{{voice("Regel", "Rule"), voice("Namn", "Name"), voice("Beslutar", "Decides")}};
  for (const v1::Rule& rule : rules.rules()) {
    table.add({rule.id(), voice(rule.name()), voice(rule.who())});
  }
  return table.text();
}

void add_rules(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::ListRulesRequest> all{registry.app, "rules", say("Reglerna", "The rules")};
  all.then(registry, [](Session& session, const v1::ListRulesRequest& request) {
    return ask<v1::ListRulesResponse>(
        session, "WorkspaceService/ListRules", request,
        [&](const v1::ListRulesResponse& rules) { return show_rules(rules, session.voice()); });
  });

  Form<v1::ListRulesRequest> one{
      registry.app, "explain",
      say("Förklara en regel och dess grund", "Explain a rule and its basis")};
  one.text("rule", &v1::ListRulesRequest::set_id, say("Regel, till exempel T04", "Rule, e.g. T04"))
      ->required();
  one.then(registry, [](Session& session, const v1::ListRulesRequest& request) {
    return ask<v1::ListRulesResponse>(
        session, "WorkspaceService/ListRules", request, [&](const v1::ListRulesResponse& rules) {
          return rules.rules_size() == 1 ? show_rule(rules.rules(0), session.voice())
                                         : show_rules(rules, session.voice());
        });
  });
}

void add_scenarios(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group =
      *registry.app.add_subcommand("scenario", say("Övningar från fil", "Exercises from files"));
  group.require_subcommand(1);

  Form<v1::ListScenariosRequest> list{group, "list", say("Visa scenarier", "List scenarios")};
  list.then(registry, [](Session& session, const v1::ListScenariosRequest& request) {
    return ask<v1::ListScenariosResponse>(session, "WorkspaceService/ListScenarios", request,
                                          [](const v1::ListScenariosResponse& scenarios) {
                                            std::string text;
                                            for (const auto& name : scenarios.scenarios()) {
                                              text += name + "\n";
                                            }
                                            return text;
                                          });
  });

  Form<v1::StartScenarioRequest> run{
      group, "run",
      say("Spela ett scenario i en egen arbetsyta", "Play a scenario in a workspace of its own")};
  run.request().set_speed(1.0);
  run.text("name", &v1::StartScenarioRequest::set_scenario, say("Scenario", "Scenario"))
      ->required();
  run.sub().add_option_function<double>(
      "--speed", [request = &run.request()](const double& speed) { request->set_speed(speed); },
      say("Hur fort klockan går, 1–3600", "How fast its clock runs, 1-3600"));
  run.then(registry, [](Session& session, const v1::StartScenarioRequest& request) {
    return ask<v1::StartScenarioResponse>(
        session, "WorkspaceService/StartScenario", request,
        [](const v1::StartScenarioResponse& started) { return started.workspace() + "\n"; });
  });
}

std::string show_posts(const v1::ListPostsResponse& response, const Voice& say) {
  Table table({"", say("ledningsplats", "post"), say("sedan", "since"), say("efter", "behind"),
               say("bemanning", "staffing"), "version", say("inloggade", "signed in")});
  for (const auto& post : response.posts()) {
    const bool there = post.connections() > 0;
    std::string persons;
    for (const auto& person : post.persons()) persons += (persons.empty() ? "" : ", ") + person;
    table.add({there ? "●" : "▲", say(post.name()).empty() ? post.post() : say(post.name()),
               there ? show_minute(post.since())
                     : say("BORTA ", "AWAY ") + (post.has_since() ? show_minute(post.since()) : ""),
               there ? std::to_string(post.behind()) : "", std::to_string(post.staffing()),
               post.version(), persons});
  }
  const std::string unnamed =
      response.unnamed() == 0
          ? ""
          : say(fmt::format("{} anslutningar utan namn.\n", response.unnamed()),
                fmt::format("{} connections without a name.\n", response.unnamed()));
  return (table.empty()
              ? say("Ingen ledningsplats är ansluten.\n", "No command post is connected.\n")
              : table.text()) +
         unnamed;
}

}  // namespace

void add_workspace_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::ListWorkspacesRequest> list{registry.app, "workspaces",
                                       say("Visa arbetsytor", "List workspaces")};
  list.then(registry, [](Session& session, const v1::ListWorkspacesRequest& request) {
    return ask<v1::ListWorkspacesResponse>(
        session, "WorkspaceService/ListWorkspaces", request,
        [&](const v1::ListWorkspacesResponse& all) { return show_workspaces(all, session); });
  });
  add_rules(registry);
  add_scenarios(registry);

  Form<v1::ListPostsRequest> posts{registry.app, "posts",
                                   say("Ledningsplatserna: anslutna, eftersläpning, bemanning",
                                       "The command posts: connected, behind, staffed")};
  posts.then(registry, [say](Session& session, v1::ListPostsRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListPostsResponse>(
        session, "WorkspaceService/ListPosts", request,
        [&](const v1::ListPostsResponse& response) { return show_posts(response, say); });
  });
}

void add_status_command(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::GetImageRequest> form{registry.app, "status", say("Läget nu", "The present state")};
  form.then(registry, [](Session& session, v1::GetImageRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::WorkspaceImage>(
        session, "WorkspaceService/GetImage", request, [&](const v1::WorkspaceImage& image) {
          const Picture picture{image, session.voice(), to_instant(image.time())};
          const std::string callouts = picture.callouts();
          return picture.posture() + "\n" + picture.incidents() +
                 (callouts.empty() ? "" : "\n" + callouts) + "\n" + picture.obligations(false);
        });
  });
}

}  // namespace ckl::cli
