// Reading a workspace's state for a question. Internal to edge/api.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

// Reads the workspace's state, or says that there is no such workspace. `fill` makes the response.
template <class Response, class Fill>
void read_state(const Question& question, const std::string& name, Respond respond, Fill fill) {
  const Workspace* workspace = question.services.find_workspace(name);
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(name)));
  const domain::Instant now = workspace->engine->now();
  workspace->engine->read([respond = std::move(respond), fill = std::move(fill),
                           now](const domain::State& state) mutable {
    auto response = std::make_unique<Response>();
    fill(state, now, *response);
    respond(std::move(response));
  });
}

}  // namespace ckl::edge
