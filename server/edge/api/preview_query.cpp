// CalloutService/PreviewCallout: who would be called, on which ways, and how fast.
#include <algorithm>
#include <map>

#include "domain/authority.hpp"
#include "domain/preview.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

namespace {

using RouteOf = std::function<Route(const domain::PersonId&, const domain::ContactStep&)>;

class Previewer {
 public:
  Previewer(const domain::State& state, const RouteOf& route_of)
      : state_(state), route_of_(route_of) {}

  void add(const domain::PreviewedPosition& from, v1::PreviewCalloutResponse& response) {
    v1::PreviewedPosition& to = *response.add_positions();
    to.set_position(from.position.value);
    to.set_wanted(from.wanted);
    to.set_missing(from.missing);
    for (const auto& person : from.persons) add(person, *to.add_persons(), response);
  }

  // The first rung of each who is called at once, gateway by gateway at its own pace.
  [[nodiscard]] double seconds() const {
    double longest = 0;
    for (const auto& [gateway, load] : loads_) {
      if (load.per_second <= 0) continue;
      longest = std::max(longest, static_cast<double>(load.messages) / load.per_second);
    }
    return longest;
  }

 private:
  struct Load {
    std::uint64_t messages = 0;
    double per_second = 0;
  };

  void add(const domain::PreviewedPerson& from, v1::PreviewedPerson& to,
           v1::PreviewCalloutResponse& response) {
    to.set_person(from.person.value);
    to.set_wave(from.wave + 1);
    to.set_at_once(from.at_once);
    to.set_obstacle(from.obstacle);
    bool reached = false;
    const domain::Person* person = domain::find_person(state_, from.person);
    const auto ladder = person == nullptr ? std::vector<domain::ContactStep>{} : person->ladder;
    for (const auto& step : ladder) {
      const Route route = route_of_ ? route_of_(from.person, step) : Route{};
      v1::PreviewedRung& rung = *to.add_ladder();
      rung.set_channel(step.channel);
      rung.set_gateway(route.gateway);
      rung.set_addressed(route.addressed);
      rung.set_stand_in(route.stand_in);
      const bool reaches = !route.gateway.empty() && route.addressed && !route.stand_in;
      if (from.at_once && !reached && !route.gateway.empty() && route.addressed) {
        Load& load = loads_[route.gateway];
        load.per_second = route.per_second;
        if (&step == &ladder.front()) ++load.messages;
      }
      reached = reached || reaches;
    }
    to.set_unreachable(!reached);
    if (!from.at_once) return;
    response.set_called(response.called() + 1);
    if (!reached) response.set_unreachable(response.unreachable() + 1);
  }

  const domain::State& state_;
  const RouteOf& route_of_;
  std::map<std::string, Load> loads_;
};

}  // namespace

void answer(const Question& question, const v1::PreviewCalloutRequest& request, Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  const domain::Instant now = workspace->engine->now();
  workspace->engine->read([respond = std::move(respond), plan = request.plan(), workspace,
                           now](const domain::State& state) mutable {
    const domain::PlanId id = plan.empty() ? state.settings.default_plan : domain::PlanId{plan};
    const auto found = state.plans.find(id);
    if (found == state.plans.end()) return respond(std::unexpected(plan_unknown(id.value)));
    auto response = std::make_unique<v1::PreviewCalloutResponse>();
    response->set_plan(id.value);
    Previewer previewer(state, workspace->route);
    for (const auto& position : domain::preview_of(state, found->second, now)) {
      previewer.add(position, *response);
    }
    response->set_last_called_seconds(previewer.seconds());
    respond(std::move(response));
  });
}

}  // namespace ckl::edge
