#include "edge/api/presence.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "edge/api/queries.hpp"
#include "edge/api/reading_state.hpp"

namespace ckl::edge {

namespace {

// What is gathered of a post before it is written down.
struct Row {
  v1::PostStatus status;
  std::optional<domain::Instant> since;
};
using Rows = std::map<std::string, Row>;

void count(const Connection& connection, domain::Sequence head, Row& row) {
  auto& status = row.status;
  const auto behind = head - std::min(head, connection.through());
  status.set_behind(std::max(status.behind(), behind));
  const bool first = status.connections() == 0;
  status.set_connections(status.connections() + 1);
  status.set_staffing(std::max(status.staffing(), connection.staffing));
  if (first || connection.since < row.since) row.since = connection.since;
  status.set_version(connection.version);
  auto& persons = *status.mutable_persons();
  if (std::ranges::find(persons, connection.person.value) == persons.end()) {
    *persons.Add() = connection.person.value;
  }
}

void expect(const Workspace& workspace, const domain::State& state, Rows& rows) {
  for (const auto& expected : workspace.expected_posts) {
    auto& row = rows[expected.id];
    row.status.set_expected(true);
    codec::encode(expected.name, *row.status.mutable_name());
    const auto lost = state.lost_posts.find(expected.id);
    if (lost != state.lost_posts.end()) row.since = lost->second.since;
  }
}

}  // namespace

bool Presence::has(const std::string& post) const {
  return std::ranges::any_of(all_, [&](const auto& connection) { return connection.post == post; });
}

bool Presence::is_full_for(const domain::PersonId& person) const {
  const auto own = std::ranges::count(all_, person, &Connection::person);
  return static_cast<std::size_t>(own) >= subscriptions_per_person;
}

void answer(const Question& question, const v1::ListPostsRequest& request, Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  read_state<v1::ListPostsResponse>(
      question, request.workspace(), std::move(respond),
      [workspace](const domain::State& state, domain::Instant, v1::ListPostsResponse& response) {
        Rows rows;
        expect(*workspace, state, rows);
        std::uint32_t unnamed = 0;
        const auto head = workspace->engine->durable();
        for (const auto& connection : workspace->presence->all()) {
          if (connection.post.empty()) {
            ++unnamed;
          } else {
            count(connection, head, rows[connection.post]);
          }
        }
        response.set_unnamed(unnamed);
        for (const bool away : {true, false}) {
          for (auto& [post, row] : rows) {
            if ((row.status.connections() == 0) != away) continue;
            row.status.set_post(post);
            if (row.since) codec::encode(*row.since, *row.status.mutable_since());
            *response.add_posts() = row.status;
          }
        }
      });
}

}  // namespace ckl::edge
