// The methods that ask and the methods of access. Internal to edge/api.
//
// One function per request type; main thread only. Whoever is signed in may ask everything here;
// only administrators handle tokens.
#pragma once

#include "ckl/v1/services/access.pb.h"
#include "ckl/v1/services/organisation.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "edge/api/api.hpp"

namespace ckl::edge {

struct Question {
  const Services& services;
  const Caller& caller;
};

void answer(const Question& question, const v1::ListWorkspacesRequest& request, Respond respond);
void answer(const Question& question, const v1::GetImageRequest& request, Respond respond);
void answer(const Question& question, const v1::ListEntriesRequest& request, Respond respond);
void answer(const Question& question, const v1::ListRulesRequest& request, Respond respond);
void answer(const Question& question, const v1::ListScenariosRequest& request, Respond respond);
void answer(const Question& question, const v1::StartScenarioRequest& request, Respond respond);

void answer(const Question& question, const v1::WhoAmIRequest& request, Respond respond);
void answer(const Question& question, const v1::CreateTokenRequest& request, Respond respond);
void answer(const Question& question, const v1::ListTokensRequest& request, Respond respond);
void answer(const Question& question, const v1::RevokeTokenRequest& request, Respond respond);

void answer(const Question& question, const v1::ListLeadsRequest& request, Respond respond);
void answer(const Question& question, const v1::GetReadinessRequest& request, Respond respond);
void answer(const Question& question, const v1::GetCouncilReportRequest& request, Respond respond);

}  // namespace ckl::edge
