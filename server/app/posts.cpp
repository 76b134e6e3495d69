#include "app/posts.hpp"

#include <algorithm>

#include <spdlog/spdlog.h>

namespace ckl::app {

void Posts::look() {
  for (const auto* workspace : workspaces_.list()) {
    if (workspace->mode != domain::Mode::live || !workspace->engine->fault().empty()) continue;
    for (const auto& post : workspace->expected_posts) look_for(*workspace, post);
  }
}

void Posts::look_for(const edge::Workspace& live, const edge::ExpectedPost& post) {
  const domain::Instant now = live.engine->now();
  const auto seen = seen_.emplace(post.id, now).first;
  const bool lost = live.engine->state().lost_posts.contains(post.id);
  if (live.presence->has(post.id)) {
    seen->second = now;
    if (lost) submit(live, {.post = post.id, .name = post.name, .lost = false, .since = {}});
  } else if (!lost && now - seen->second >= post.patience) {
    submit(live, {.post = post.id, .name = post.name, .lost = true, .since = seen->second});
  }
}

void Posts::submit(const edge::Workspace& live, domain::NotePost command) {
  if (submitting_) return;
  submitting_ = true;
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.machine = "timer";
  submission.actor.via = "internal";
  live.engine->submit(std::move(submission), [this](const ports::Reply& reply) {
    submitting_ = false;
    const auto* refused = std::get_if<domain::Rejection>(&reply);
    if (refused == nullptr || refused->breaches.empty()) return;
    spdlog::warn("posts: {}", refused->breaches.front().message.sv);
  });
}

}  // namespace ckl::app
