#include "app/trials.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "domain/limits.hpp"

namespace ckl::app {
namespace {

using domain::DrillState;

bool is_near(const domain::Drill& drill, domain::Instant now) {
  return drill.state == DrillState::running ||
         (drill.state == DrillState::planned && drill.at <= now + domain::limits::drill_near);
}

std::string reference_of(const edge::Workspace& workspace, const domain::Drill& drill) {
  const auto& outcome = drill.outcome;
  std::string text = fmt::format("{}/{} ({}): {} av {} svarade", workspace.id.value, drill.id.value,
                                 drill.plan.value, outcome.answered, outcome.called);
  return text + fmt::format(", nio av tio inom {} s", outcome.most.count());
}

const edge::Workspace* live_of(const std::vector<const edge::Workspace*>& all) {
  const auto live = std::ranges::find(all, domain::Mode::live, &edge::Workspace::mode);
  return live == all.end() ? nullptr : *live;
}

}  // namespace

bool has_alarm(const domain::State& live) {
  const bool calls =
      std::ranges::any_of(live.callouts, [](const auto& callout) { return !callout.second.ended; });
  return calls || std::ranges::any_of(live.incidents, [](const auto& incident) {
           return incident.second.phase < domain::Phase::closed &&
                  incident.second.level >= domain::Level::serious;
         });
}

std::uint32_t Trials::mark_of(const domain::PersonId& person,
                              const domain::ContactPath& path) const {
  const auto address = directory_.address(person, path.channel, path.contact);
  return address ? links_.mark(path.channel + "\n" + *address) : 0;
}

void Trials::confirm(const edge::Workspace& workspace, const domain::MessageId& message,
                     std::string_view via, Done done) {
  const auto* found = workspace.engine->state().messages.find(message);
  engine::Submission submission;
  domain::ConfirmContact command{.message = message};
  if (found != nullptr && !found->ladder->empty()) {
    const auto& step = found->ladder->front();
    command.mark = mark_of(found->person, {.channel = step.channel, .contact = step.contact});
    submission.actor.person = found->person;
  }
  submission.command = std::move(command);
  submission.actor.via = via;
  workspace.engine->submit(std::move(submission), std::move(done));
}

void Trials::submit(const edge::Workspace& workspace, domain::Command command) {
  if (submitting_) return;
  submitting_ = true;
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.machine = "trials";
  submission.actor.via = "internal";
  workspace.engine->submit(std::move(submission), [this](const ports::Reply& reply) {
    submitting_ = false;
    const auto* refused = std::get_if<domain::Rejection>(&reply);
    if (refused == nullptr || refused->breaches.empty()) return;
    spdlog::warn("trials: {}", refused->breaches.front().message.sv);
  });
}

void Trials::look() {
  const auto all = workspaces_.list();
  const auto* live = live_of(all);
  if (live == nullptr || !live->engine->fault().empty()) return;
  yield_to(*live);
  forget_changed(*live);
  note_ended(*live);
}

void Trials::yield_to(const edge::Workspace& live) {
  if (!has_alarm(live.engine->state())) return;
  for (const auto* workspace : workspaces_.list()) {
    if (workspace->mode != domain::Mode::exercise) continue;
    const domain::Instant now = workspace->engine->now();
    const auto& drills = workspace->engine->state().drills;
    const bool near = std::ranges::any_of(
        drills, [now](const auto& drill) { return is_near(drill.second, now); });
    if (near) return submit(*workspace, domain::YieldDrills{});
  }
}

void Trials::forget_changed(const edge::Workspace& live) {
  // Of what persons enter themselves (push) no change is told: looked at now and then.
  constexpr std::uint64_t now_and_then = 60;
  const std::uint64_t addresses = directory_.changes();
  const bool asked = ++looks_ % now_and_then == 0 || addresses != seen_addresses_;
  if (!asked || submitting_) return;
  for (const auto& [person, record] : live.engine->state().contact_tests) {
    for (const auto& path : record.paths) {
      if (!path.good) continue;
      if (path.mark == mark_of(person, {.channel = path.channel, .contact = path.contact}))
        continue;
      return submit(live, domain::ForgetContact{
                              .person = person, .channel = path.channel, .contact = path.contact});
    }
  }
  seen_addresses_ = addresses;
}

void Trials::note_ended(const edge::Workspace& live) {
  if (submitting_) return;
  domain::Sequence sequence = 0;
  for (const auto* workspace : workspaces_.list()) {
    if (workspace->mode == domain::Mode::exercise) sequence += workspace->engine->state().sequence;
  }
  if (sequence == seen_exercises_) return;
  const auto& known = live.engine->state().exercises;
  for (const auto* workspace : workspaces_.list()) {
    // What is played is no exercise of anybody.
    if (workspace->mode != domain::Mode::exercise || workspace->played) continue;
    for (const auto& [id, drill] : workspace->engine->state().drills) {
      if (drill.state != DrillState::ended || drill.outcome.answered == 0 || !drill.ended) continue;
      const std::string reference = reference_of(*workspace, drill);
      const bool noted = std::ranges::any_of(
          known, [&](const auto& exercise) { return exercise.second.reference == reference; });
      if (noted) continue;
      return submit(
          live, domain::NoteDrill{
                    .reference = reference, .units = drill.outcome.units, .held = *drill.ended});
    }
  }
  seen_exercises_ = sequence;
}

}  // namespace ckl::app
