// WorkspaceService but for the journal's pages.
#include <cmath>

#include "codec/input.hpp"
#include "domain/procedure.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

namespace {

void summarise(const Workspace& workspace, v1::WorkspaceSummary& out) {
  const engine::Engine& engine = *workspace.engine;
  out.set_workspace(workspace.id.value);
  out.set_mode(codec::to_proto(workspace.mode));
  codec::encode(workspace.name, *out.mutable_name());
  out.set_head(engine.durable());
  codec::encode(engine.now(), *out.mutable_time());
  if (!engine.fault().empty()) codec::encode(engine.fault(), *out.mutable_fault());
  out.set_clock_rate(engine.clock().rate());
}

// What docs/legal-basis.md marks «verify».
std::string basis_text(const domain::Basis& basis) {
  return std::string{basis.text} + (basis.verified ? "" : " «ej granskad / not examined»");
}

void encode_rule(const domain::Rule& rule, v1::Rule& out) {
  out.set_id(std::string{rule.id});
  codec::encode(rule.name, *out.mutable_name());
  codec::encode(rule.who, *out.mutable_who());
  codec::encode(rule.needs, *out.mutable_needs());
  codec::encode(rule.follows, *out.mutable_follows());
  for (const domain::Basis& basis : rule.basis) out.add_basis(basis_text(basis));
}

}  // namespace

void answer(const Question& question, const v1::ListWorkspacesRequest& /*request*/,
            Respond respond) {
  auto response = std::make_unique<v1::ListWorkspacesResponse>();
  for (const Workspace* workspace : question.services.workspaces()) {
    summarise(*workspace, *response->add_workspaces());
  }
  respond(std::move(response));
}

void answer(const Question& question, const v1::GetImageRequest& request, Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  workspace->engine->read([respond = std::move(respond)](const domain::State& state) mutable {
    auto image = std::make_unique<v1::WorkspaceImage>();
    codec::encode(state, *image);
    respond(std::move(image));
  });
}

void answer(const Question& /*question*/, const v1::ListRulesRequest& request, Respond respond) {
  auto response = std::make_unique<v1::ListRulesResponse>();
  for (const domain::Rule& rule : domain::rules()) {
    if (request.id().empty() || request.id() == rule.id) {
      encode_rule(rule, *response->add_rules());
    }
  }
  if (response->rules().empty() && !request.id().empty()) {
    return respond(std::unexpected(
        thing_unknown("INPUT_UNKNOWN_RULE", "id", {"Regeln finns inte.", "There is no such rule."},
                      {"Fråga utan id för alla regler.", "Ask without an id for all rules."})));
  }
  respond(std::move(response));
}

void answer(const Question& question, const v1::ListScenariosRequest& /*request*/,
            Respond respond) {
  auto response = std::make_unique<v1::ListScenariosResponse>();
  for (const std::string& name : question.services.scenarios()) response->add_scenarios(name);
  respond(std::move(response));
}

void answer(const Question& question, const v1::StartScenarioRequest& request, Respond respond) {
  codec::Input input;
  const auto scenario = input.id<domain::Id<struct ScenarioTag>>("scenario", request.scenario());
  const double speed = request.speed();
  if (!std::isfinite(speed) || speed < 1.0 || speed > domain::limits::scenario_speed_most) {
    input.breach("INPUT_OUT_OF_RANGE", "speed",
                 {"Hastigheten ska vara mellan 1 och 3600.", "The speed must be 1 to 3600."},
                 {"1 är som det hände; 60 är en minut i sekunden.",
                  "1 is as it happened; 60 is a minute each second."});
  }
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  auto started = question.services.start_scenario(scenario.value, speed);
  if (!started) return respond(std::unexpected(std::move(started.error())));
  auto response = std::make_unique<v1::StartScenarioResponse>();
  response->set_workspace(started->value);
  respond(std::move(response));
}

}  // namespace ckl::edge
