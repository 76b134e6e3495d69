// The methods that ask and the methods of access. Internal to edge/api.
//
// One function per request type; main thread only. Whoever is signed in may ask everything here;
// only administrators handle tokens, everybody handles the own browsers alone, and contact
// addresses are the person's own and, for a reason that is noted, an administrator's.
#pragma once

#include "ckl/v1/services/access.pb.h"
#include "ckl/v1/services/callout.pb.h"
#include "ckl/v1/services/directory.pb.h"
#include "ckl/v1/services/gateway.pb.h"
#include "ckl/v1/services/organisation.pb.h"
#include "ckl/v1/services/passkey.pb.h"
#include "ckl/v1/services/proof.pb.h"
#include "ckl/v1/services/relief.pb.h"
#include "ckl/v1/services/roster.pb.h"
#include "ckl/v1/services/trial.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "edge/api/api.hpp"

namespace ckl::edge {

struct Question {
  const Services& services;
  const Caller& caller;
};

// Persons are those of the live workspace, since an exercise adopts them. Null when there is none.
[[nodiscard]] const Workspace* live_workspace(const Services& services);

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
void answer(const Question& question, const v1::GetPushRequest& request, Respond respond);
void answer(const Question& question, const v1::SubscribePushRequest& request, Respond respond);
void answer(const Question& question, const v1::UnsubscribePushRequest& request, Respond respond);

void answer(const Question& question, const v1::ListUnclearAnswersRequest& request,
            Respond respond);

void answer(const Question& question, const v1::ListLeadsRequest& request, Respond respond);
void answer(const Question& question, const v1::GetReadinessRequest& request, Respond respond);
void answer(const Question& question, const v1::GetCouncilReportRequest& request, Respond respond);

void answer(const Question& question, const v1::PreviewCalloutRequest& request, Respond respond);
void answer(const Question& question, const v1::GetCalloutReportRequest& request, Respond respond);
void answer(const Question& question, const v1::PreviewRosterRequest& request, Respond respond);
void answer(const Question& question, const v1::GetDutyRequest& request, Respond respond);
void answer(const Question& question, const v1::GetDutyHoursRequest& request, Respond respond);
void answer(const Question& question, const v1::ListSwapsRequest& request, Respond respond);
void answer(const Question& question, const v1::CreateDutyFeedRequest& request, Respond respond);

void answer(const Question& question, const v1::ListGatewaysRequest& request, Respond respond);
void answer(const Question& question, const v1::PreviewTextsRequest& request, Respond respond);
void answer(const Question& question, const v1::GetReliefRequest& request, Respond respond);

void answer(const Question& question, const v1::ListContactTestsRequest& request, Respond respond);
void answer(const Question& question, const v1::ListDrillsRequest& request, Respond respond);

void answer(const Question& question, const v1::GetContactsRequest& request, Respond respond);
void answer(const Question& question, const v1::SetContactsRequest& request, Respond respond);
void answer(const Question& question, const v1::EraseContactsRequest& request, Respond respond);
void answer(const Question& question, const v1::ChangeDirectoryKeyRequest& request,
            Respond respond);
void answer(const Question& question, const v1::ListReadsRequest& request, Respond respond);

void answer(const Question& question, const v1::ListPostsRequest& request, Respond respond);
void answer(const Question& question, const v1::GetCheckpointRequest& request, Respond respond);
void answer(const Question& question, const v1::GetConsistencyRequest& request, Respond respond);
void answer(const Question& question, const v1::GetReceiptRequest& request, Respond respond);
void answer(const Question& question, const v1::ExportRequest& request, Respond respond);
void answer(const Question& question, const v1::AddCosignatureRequest& request, Respond respond);
void answer(const Question& question, const v1::RotateProofKeyRequest& request, Respond respond);

void answer(const Question& question, const v1::BeginSignInRequest& request, Respond respond);
void answer(const Question& question, const v1::SignInRequest& request, Respond respond);
void answer(const Question& question, const v1::BeginPasskeyRequest& request, Respond respond);
void answer(const Question& question, const v1::AddPasskeyRequest& request, Respond respond);
void answer(const Question& question, const v1::ListPasskeysRequest& request, Respond respond);
void answer(const Question& question, const v1::RevokePasskeyRequest& request, Respond respond);
void answer(const Question& question, const v1::InviteRequest& request, Respond respond);
void answer(const Question& question, const v1::ListSessionsRequest& request, Respond respond);
void answer(const Question& question, const v1::EndSessionRequest& request, Respond respond);
void answer(const Question& question, const v1::PrepareDecisionRequest& request, Respond respond);

}  // namespace ckl::edge
