// CalloutService: which unclear answers wait for a person.
#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

void answer(const Question& question, const v1::ListUnclearAnswersRequest& request,
            Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) {
    return respond(std::unexpected(workspace_unknown(request.workspace())));
  }
  workspace->engine->read([respond = std::move(respond)](const domain::State& state) mutable {
    auto response = std::make_unique<v1::ListUnclearAnswersResponse>();
    // By age, and of the same instant by number, which grows but not as text.
    std::vector<const domain::UnclearAnswer*> waiting;
    waiting.reserve(state.unclear_answers.size());
    for (const auto& [id, unclear] : state.unclear_answers) waiting.push_back(&unclear);
    std::ranges::sort(waiting, {}, [](const domain::UnclearAnswer* one) {
      return std::tuple(one->received, one->id.value.size(), std::string_view(one->id.value));
    });
    for (const auto* unclear : waiting) codec::encode(*unclear, *response->add_answers());
    respond(std::move(response));
  });
}

}  // namespace ckl::edge
