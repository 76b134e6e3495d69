// AccessService: who am I, and the administration of tokens.
#include <algorithm>

#include "codec/input.hpp"
#include "domain/authority.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

const Workspace* live_workspace(const Services& services) {
  const auto all = services.workspaces();
  const auto live = std::ranges::find(all, domain::Mode::live, &Workspace::mode);
  return live == all.end() ? nullptr : *live;
}

namespace {

using domain::State;

std::uint32_t lost_browsers(const Question& question) {
  const auto* book = question.services.push;
  if (book == nullptr) return 0;
  return static_cast<std::uint32_t>(book->lost(question.caller.principal.person).size());
}

std::uint32_t passkeys_of(const Question& question) {
  const auto* book = question.services.passkeys;
  if (book == nullptr) return 0;
  const auto all = book->all();
  return static_cast<std::uint32_t>(
      std::ranges::count(all, question.caller.principal.person, &ports::Passkey::person));
}

std::unique_ptr<v1::WhoAmIResponse> describe(const State& state, const domain::PersonId& id,
                                             domain::Instant now) {
  auto response = std::make_unique<v1::WhoAmIResponse>();
  if (const domain::Person* person = domain::find_person(state, id)) {
    codec::encode(*person, *response->mutable_person());
  } else {
    response->mutable_person()->set_id(id.value);
  }
  for (const domain::Mandate& mandate : state.organisation.mandates) {
    if (mandate.person != id || !in_force(mandate, now)) continue;
    codec::encode(mandate, *response->add_mandates());
  }
  return response;
}

domain::Rejection no_live_workspace() {
  return server_failed(
      {.code = ports::FailureCode::not_found, .what = "there is no live workspace"});
}

struct TokenWish {
  ports::TokenRow row;
  std::chrono::days valid{0};
};

std::expected<TokenWish, domain::Rejection> read_wish(const v1::CreateTokenRequest& request) {
  namespace limits = domain::limits;
  codec::Input input;
  TokenWish wish;
  wish.row.person = input.id<domain::PersonId>("person", request.person());
  wish.row.label = input.line("label", request.label(), limits::token_label_bytes);
  wish.row.administrator = request.administrator();
  const std::uint32_t days =
      input.number("validDays", request.valid_days(), limits::token_days_most);
  wish.valid = std::chrono::days{days == 0 ? limits::token_days_usual : days};
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  return wish;
}

Answer make_token(ports::TokenAdmin& tokens, const ports::TokenRow& row) {
  auto token = tokens.create(row);
  if (!token) return std::unexpected(server_failed(token.error()));
  auto response = std::make_unique<v1::CreateTokenResponse>();
  response->set_id(token->id);
  response->set_token(token->secret);
  return response;
}

}  // namespace

void answer(const Question& question, const v1::WhoAmIRequest& /*request*/, Respond respond) {
  const Workspace* live = live_workspace(question.services);
  if (live == nullptr) return respond(std::unexpected(no_live_workspace()));
  live->engine->read([live, person = question.caller.principal.person,
                      demo = question.services.demo, lost = lost_browsers(question),
                      keys = passkeys_of(question),
                      respond = std::move(respond)](const State& state) mutable {
    auto response = describe(state, person, live->engine->now());
    response->set_demo(demo);
    response->set_lost_browsers(lost);
    response->set_passkeys(keys);
    respond(std::move(response));
  });
}

void answer(const Question& question, const v1::CreateTokenRequest& request, Respond respond) {
  if (!question.caller.principal.administrator) {
    return respond(std::unexpected(administrators_only()));
  }
  auto wish = read_wish(request);
  if (!wish) return respond(std::unexpected(std::move(wish.error())));
  const Workspace* live = live_workspace(question.services);
  if (live == nullptr) return respond(std::unexpected(no_live_workspace()));
  wish->row.valid_to = live->engine->clock().now() + wish->valid;
  live->engine->read([tokens = question.services.tokens, row = std::move(wish->row),
                      respond = std::move(respond)](const State& state) mutable {
    if (domain::find_person(state, row.person) == nullptr) {
      return respond(std::unexpected(person_unknown()));
    }
    respond(make_token(*tokens, row));
  });
}

void answer(const Question& question, const v1::ListTokensRequest& /*request*/, Respond respond) {
  if (!question.caller.principal.administrator) {
    return respond(std::unexpected(administrators_only()));
  }
  auto response = std::make_unique<v1::ListTokensResponse>();
  for (const ports::TokenRow& row : question.services.tokens->list()) {
    if (!row.session.empty()) continue;
    v1::TokenSummary& token = *response->add_tokens();
    token.set_id(row.id);
    token.set_person(row.person.value);
    token.set_label(row.label);
    codec::encode(row.valid_to, *token.mutable_valid_to());
    token.set_administrator(row.administrator);
  }
  respond(std::move(response));
}

void answer(const Question& question, const v1::RevokeTokenRequest& request, Respond respond) {
  if (!question.caller.principal.administrator) {
    return respond(std::unexpected(administrators_only()));
  }
  const auto revoked = question.services.tokens->revoke(request.id());
  if (revoked) return respond(std::make_unique<v1::RevokeTokenResponse>());
  if (revoked.error().code != ports::FailureCode::not_found) {
    return respond(std::unexpected(server_failed(revoked.error())));
  }
  respond(std::unexpected(thing_unknown(
      "INPUT_UNKNOWN_TOKEN", "id", {"Åtkomstnyckeln finns inte.", "There is no such token."},
      {"Visa åtkomstnycklarna och välj en.", "List the tokens and choose one."})));
}

}  // namespace ckl::edge
