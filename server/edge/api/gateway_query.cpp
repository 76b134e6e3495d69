// GatewayService: which ways out there are and what works, and what the messages say.
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

void answer(const Question& question, const v1::ListGatewaysRequest& request, Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  auto response = std::make_unique<v1::ListGatewaysResponse>();
  if (workspace->gateways) workspace->gateways(*response);
  respond(std::move(response));
}

void answer(const Question& question, const v1::PreviewTextsRequest& request, Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  auto response = std::make_unique<v1::PreviewTextsResponse>();
  if (workspace->texts) workspace->texts(*response);
  respond(std::move(response));
}

}  // namespace ckl::edge
