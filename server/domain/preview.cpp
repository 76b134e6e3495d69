#include "domain/preview.hpp"

#include <algorithm>
#include <map>

#include "domain/authority.hpp"
#include "domain/roll.hpp"

namespace ckl::domain {
namespace {

struct Started {
  std::vector<PlanPosition> positions;                               // with who is on duty first
  std::map<std::pair<PositionId, PersonId>, std::string> obstacles;  // empty = called at once
  std::map<PositionId, std::uint32_t> missing;
};

Started start(const State& state, const CalloutPlan& plan, Instant now) {
  const Actor nobody;
  Ruling ruling(Case{.state = state, .actor = nobody, .now = now});
  begin_callout(ruling, Incident{}, plan, {});
  Started started;
  const Decision decision = ruling.accept({}, {});
  for (const auto& draft : decision->drafts) {
    if (const auto* begun = std::get_if<CalloutStarted>(&draft.event)) {
      started.positions = begun->positions;
    } else if (const auto* called = std::get_if<PersonCalled>(&draft.event)) {
      started.obstacles[{called->position, called->person}] = {};
    } else if (const auto* passed = std::get_if<PersonPassedOver>(&draft.event)) {
      started.obstacles[{passed->position, passed->person}] = passed->reason;
    } else if (const auto* unreachable = std::get_if<PersonUnreachable>(&draft.event)) {
      started.obstacles[{unreachable->position, unreachable->person}] = unreachable->reason;
    } else if (const auto* gap = std::get_if<StaffingGapRaised>(&draft.event)) {
      started.missing[gap->position] = gap->missing;
    }
  }
  return started;
}

// Of somebody whose turn has not come yet.
std::string obstacle_later(const State& state, const CalloutPlan& plan, const PersonId& person,
                           Instant now) {
  CalloutPlan alone = plan;
  alone.positions.front().wanted = 1;
  alone.positions.front().waves = {{.parallel = false, .persons = {person}}};
  const Started started = start(state, alone, now);
  const auto found = started.obstacles.find({alone.positions.front().position, person});
  return found == started.obstacles.end() ? std::string() : found->second;
}

}  // namespace

std::vector<PreviewedPosition> preview_of(const State& state, const CalloutPlan& plan,
                                          Instant now) {
  const Started started = start(state, plan, now);
  std::vector<PreviewedPosition> preview;
  for (const auto& wanted : started.positions) {
    PreviewedPosition position{
        .position = wanted.position, .wanted = wanted.wanted, .missing = 0, .persons = {}};
    const auto missing = started.missing.find(wanted.position);
    if (missing != started.missing.end()) position.missing = missing->second;
    CalloutPlan alone{
        .id = plan.id, .name = plan.name, .positions = {wanted}, .deadline = plan.deadline};
    for (std::uint32_t wave = 0; wave < wanted.waves.size(); ++wave) {
      for (const auto& person : wanted.waves[wave].persons) {
        const auto found = started.obstacles.find({wanted.position, person});
        const bool at_once = found != started.obstacles.end();
        position.persons.push_back(
            {.person = person,
             .wave = wave,
             .at_once = at_once && found->second.empty(),
             .obstacle = at_once ? found->second : obstacle_later(state, alone, person, now)});
      }
    }
    preview.push_back(std::move(position));
  }
  return preview;
}

}  // namespace ckl::domain
