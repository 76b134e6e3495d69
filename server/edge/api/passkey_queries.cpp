// PasskeyService: signing in, keys and sessions. Decisions that are signed are in signing.cpp.
//
// A key is in the log before it can sign, and cannot sign any more before the log says that it is
// revoked: whoever reads the log later finds each signature between the two.
#include <algorithm>

#include <spdlog/spdlog.h>

#include "codec/codec.hpp"
#include "codec/input.hpp"
#include "domain/authority.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/sign_in.hpp"

namespace ckl::edge {

namespace {

using domain::PasskeyChange;
using ports::Passkey;

domain::Rejection only_by_browser() {
  return thing_unknown(
      "SIGN_IN_BY_BROWSER", {},
      {"Med passkey loggar man in i en webbläsare.",
       "Signing in with a passkey is done in a browser."},
      {"Öppna serverns adress i webbläsaren.", "Open the server's address in the browser."});
}

domain::Rejection key_unknown() {
  return thing_unknown("INPUT_UNKNOWN_PASSKEY", "key",
                       {"Passkeyn finns inte.", "There is no such passkey."},
                       {"Visa passkeys och välj en.", "List the passkeys and choose one."});
}

domain::Rejection session_unknown() {
  return thing_unknown("INPUT_UNKNOWN_SESSION", "id",
                       {"Inloggningen finns inte.", "There is no such session."},
                       {"Visa inloggningarna och välj en.", "List the sessions and choose one."});
}

domain::Rejection not_twice_by_one() {
  auto rejection = codec::input_rejection(
      "PASSKEY_SECOND_PERSON", "person",
      {"Personen har passkeys. Den som bjuder in får inte vara personen själv.",
       "The person has passkeys. Whoever invites must not be the person."},
      {"Låt två andra administratörer bjuda in.", "Let two other administrators invite."});
  rejection.code = domain::RejectionCode::not_permitted;
  return rejection;
}

// The note of a change, in the live workspace's log; `then` once it is durable.
void note(const Question& question, domain::NotePasskey command,
          std::move_only_function<void(std::expected<void, domain::Rejection>)> then) {
  const Workspace* live = live_workspace(question.services);
  if (live == nullptr) {
    return then(std::unexpected(server_failed(
        {.code = ports::FailureCode::not_found, .what = "there is no live workspace"})));
  }
  engine::Submission submission;
  // Whoever adds a key by an invitation is not signed in; the key is theirs all the same.
  const auto& by = question.caller.principal.person;
  submission.actor = {.person = by.empty() ? command.holder : by,
                      .capacity = {},
                      .machine = {},
                      .via = question.caller.via};
  submission.command = std::move(command);
  live->engine->submit(std::move(submission),
                       [then = std::move(then)](const ports::Reply& reply) mutable {
                         if (const auto* no = std::get_if<domain::Rejection>(&reply)) {
                           return then(std::unexpected(*no));
                         }
                         then({});
                       });
}

void end_sessions(ports::TokenAdmin& tokens, const std::string& fingerprint) {
  for (const auto& row : tokens.list()) {
    if (row.session != fingerprint) continue;
    if (const auto ended = tokens.revoke(row.id); !ended) {
      spdlog::error("a session of a revoked passkey was not ended: {}", ended.error().what);
    }
  }
}

std::optional<Passkey> find(const ports::Passkeys& book, const std::string& fingerprint) {
  const auto all = book.all();
  const auto found = std::ranges::find_if(
      all, [&](const Passkey& one) { return book.fingerprint(one.public_key) == fingerprint; });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

// Nothing but one's own, if not an administrator.
bool may_touch(const Question& question, const domain::PersonId& whose) {
  const auto& principal = question.caller.principal;
  return principal.administrator || principal.person == whose;
}

// A refusal when there is no book, or the caller is nobody or no administrator though it takes one.
std::optional<domain::Rejection> check_list(const Question& question, bool all) {
  if (question.services.passkeys == nullptr) return no_passkeys();
  if (all && !question.caller.principal.administrator) return administrators_only();
  return std::nullopt;
}

ports::PasskeyResult<ports::PasskeyOffer> make_offer(const Question& question,
                                                     const std::string& invitation) {
  auto& book = *question.services.passkeys;
  return invitation.empty() ? book.offer(question.caller.principal.person)
                            : book.offer_invited(invitation);
}

// Somebody who is neither signed in nor invited.
bool is_nobody(const Question& question, const std::string& invitation) {
  return invitation.empty() && question.caller.principal.person.empty();
}

std::unique_ptr<v1::BeginPasskeyResponse> describe(const ports::PasskeyOffer& offer,
                                                   const std::string& site,
                                                   const domain::State& state) {
  auto response = std::make_unique<v1::BeginPasskeyResponse>();
  response->set_challenge(offer.challenge);
  response->set_site(site);
  response->set_user_handle(offer.user_handle);
  response->set_person(offer.person.value);
  const auto* person = domain::find_person(state, offer.person);
  response->set_name(person == nullptr ? offer.person.value : person->name);
  for (const auto& id : offer.known) response->add_known(id);
  return response;
}

struct Kept {
  Passkey key;
  std::string code;
};

// Of a key that is revoked already: its sessions end, and the log says so.
void note_revoked(const Question& question, const Passkey& key,
                  std::move_only_function<void(std::expected<void, domain::Rejection>)> then) {
  const auto fingerprint = question.services.passkeys->fingerprint(key.public_key);
  end_sessions(*question.services.tokens, fingerprint);
  note(question,
       {.holder = key.person,
        .change = PasskeyChange::revoked,
        .key = fingerprint,
        .public_key = key.public_key},
       std::move(then));
}

// Notes are written in their order: with the last one all are.
void note_all_revoked(const Question& question, const std::vector<Passkey>& keys,
                      std::move_only_function<void()> then) {
  if (keys.empty()) return then();
  const auto told = [](const std::expected<void, domain::Rejection>& done) {
    if (!done) spdlog::error("that a passkey is revoked does not stand in the log");
  };
  for (std::size_t at = 0; at + 1 < keys.size(); ++at) note_revoked(question, keys[at], told);
  note_revoked(question, keys.back(),
               [told, then = std::move(then)](std::expected<void, domain::Rejection> done) mutable {
                 told(done);
                 then();
               });
}

void keep(const Question& question, Kept wanted, Respond respond) {
  auto& book = *question.services.passkeys;
  auto replaced = book.all();
  auto response = std::make_unique<v1::AddPasskeyResponse>();
  response->set_key(book.fingerprint(wanted.key.public_key));
  const auto revoked = book.keep(std::move(wanted.key), wanted.code);
  if (!revoked) return respond(std::unexpected(passkey_refused(revoked.error())));
  response->set_revoked(static_cast<std::uint32_t>(revoked->size()));
  std::erase_if(replaced, [&](const Passkey& one) {
    return std::ranges::find(*revoked, one.id) == revoked->end();
  });
  note_all_revoked(question, replaced,
                   [response = std::move(response), respond = std::move(respond)]() mutable {
                     respond(std::move(response));
                   });
}

}  // namespace

void answer(const Question& question, const v1::BeginSignInRequest& /*request*/, Respond respond) {
  auto* book = question.services.passkeys;
  if (book == nullptr) return respond(std::unexpected(no_passkeys()));
  auto response = std::make_unique<v1::BeginSignInResponse>();
  response->set_challenge(book->begin_sign_in());
  response->set_site(book->site());
  respond(std::move(response));
}

void answer(const Question& /*question*/, const v1::SignInRequest& /*request*/, Respond respond) {
  respond(std::unexpected(only_by_browser()));
}

void answer(const Question& question, const v1::BeginPasskeyRequest& request, Respond respond) {
  auto* book = question.services.passkeys;
  if (book == nullptr) return respond(std::unexpected(no_passkeys()));
  if (is_nobody(question, request.invitation())) return respond(std::unexpected(token_refused()));
  auto offer = make_offer(question, request.invitation());
  if (!offer) return respond(std::unexpected(passkey_refused(offer.error())));
  const Workspace* live = live_workspace(question.services);
  if (live == nullptr) return respond(describe(*offer, book->site(), domain::State{}));
  live->engine->read([offer = *std::move(offer), site = book->site(),
                      respond = std::move(respond)](const domain::State& state) mutable {
    respond(describe(offer, site, state));
  });
}

void answer(const Question& question, const v1::AddPasskeyRequest& request, Respond respond) {
  auto* book = question.services.passkeys;
  if (book == nullptr) return respond(std::unexpected(no_passkeys()));
  if (is_nobody(question, request.invitation())) return respond(std::unexpected(token_refused()));
  codec::Input input;
  ports::NewPasskey made{.authenticator_data = request.authenticator_data(),
                         .client_data = request.client_data(),
                         .label = input.line("label", request.label(), 80)};
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  auto key = book->check_new(question.caller.principal.person, request.invitation(), made);
  if (!key) return respond(std::unexpected(passkey_refused(key.error())));
  domain::NotePasskey noted{.holder = key->person,
                            .change = PasskeyChange::added,
                            .key = book->fingerprint(key->public_key),
                            .public_key = key->public_key};
  note(question, std::move(noted),
       [&services = question.services, caller = question.caller,
        wanted = Kept{*std::move(key), request.invitation()},
        respond = std::move(respond)](std::expected<void, domain::Rejection> done) mutable {
         if (!done) return respond(std::unexpected(std::move(done.error())));
         keep({services, caller}, std::move(wanted), std::move(respond));
       });
}

void answer(const Question& question, const v1::ListPasskeysRequest& request, Respond respond) {
  if (auto no = check_list(question, request.all())) return respond(std::unexpected(*no));
  auto response = std::make_unique<v1::ListPasskeysResponse>();
  for (const auto& key : question.services.passkeys->all()) {
    if (!request.all() && key.person != question.caller.principal.person) continue;
    auto& out = *response->add_passkeys();
    out.set_key(question.services.passkeys->fingerprint(key.public_key));
    out.set_person(key.person.value);
    out.set_label(key.label);
    codec::encode(key.added, *out.mutable_added());
    if (key.used) codec::encode(*key.used, *out.mutable_used());
  }
  respond(std::move(response));
}

void answer(const Question& question, const v1::RevokePasskeyRequest& request, Respond respond) {
  if (auto no = check_list(question, false)) return respond(std::unexpected(*no));
  auto key = find(*question.services.passkeys, request.key());
  if (!key || !may_touch(question, key->person)) return respond(std::unexpected(key_unknown()));
  const auto revoked = question.services.passkeys->revoke(key->id);
  if (!revoked) return respond(std::unexpected(passkey_refused(revoked.error())));
  note_revoked(question, *key,
               [respond = std::move(respond)](std::expected<void, domain::Rejection> done) mutable {
                 if (!done) return respond(std::unexpected(std::move(done.error())));
                 respond(std::make_unique<v1::RevokePasskeyResponse>());
               });
}

void answer(const Question& question, const v1::InviteRequest& request, Respond respond) {
  if (auto no = check_list(question, true)) return respond(std::unexpected(*no));
  codec::Input input;
  const auto person = input.id<domain::PersonId>("person", request.person());
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  const Workspace* live = live_workspace(question.services);
  if (live == nullptr || domain::find_person(live->engine->state(), person) == nullptr) {
    return respond(std::unexpected(person_unknown()));
  }
  if (question.services.passkeys->has_any(person) && person == question.caller.principal.person) {
    return respond(std::unexpected(not_twice_by_one()));
  }
  note(question, {.holder = person, .change = PasskeyChange::invited, .key = {}, .public_key = {}},
       [&services = question.services, person, by = question.caller.principal.person,
        respond = std::move(respond)](std::expected<void, domain::Rejection> done) mutable {
         if (!done) return respond(std::unexpected(std::move(done.error())));
         const auto invitation = services.passkeys->invite(person, by);
         if (!invitation) return respond(std::unexpected(passkey_refused(invitation.error())));
         auto response = std::make_unique<v1::InviteResponse>();
         response->set_code(invitation->code);
         if (!invitation->code.empty()) {
           response->set_link(services.public_url + "/nyckel#" + invitation->code);
         }
         codec::encode(invitation->valid_to, *response->mutable_valid_to());
         respond(std::move(response));
       });
}

void answer(const Question& question, const v1::ListSessionsRequest& request, Respond respond) {
  if (auto no = check_list(question, request.all())) return respond(std::unexpected(*no));
  const auto& asker = question.caller.principal;
  const Workspace* live = live_workspace(question.services);
  auto rows = question.services.tokens->list();
  std::erase_if(rows, [&](const ports::TokenRow& row) {
    return row.session.empty() || (!request.all() && row.person != asker.person) ||
           (live != nullptr && row.valid_to <= live->engine->clock().now());
  });
  std::ranges::sort(rows, std::ranges::greater{}, &ports::TokenRow::valid_to);
  auto response = std::make_unique<v1::ListSessionsResponse>();
  for (const auto& row : rows) {
    auto& out = *response->add_sessions();
    out.set_id(row.id);
    out.set_person(row.person.value);
    out.set_key(row.session);
    out.set_browser(row.label);
    codec::encode(row.valid_to, *out.mutable_valid_to());
    out.set_own(row.id == asker.token_id);
  }
  respond(std::move(response));
}

void answer(const Question& question, const v1::EndSessionRequest& request, Respond respond) {
  if (auto no = check_list(question, false)) return respond(std::unexpected(*no));
  const auto rows = question.services.tokens->list();
  const auto found = std::ranges::find(rows, request.id(), &ports::TokenRow::id);
  if (found == rows.end() || found->session.empty() || !may_touch(question, found->person)) {
    return respond(std::unexpected(session_unknown()));
  }
  const auto ended = question.services.tokens->revoke(request.id());
  if (!ended) return respond(std::unexpected(server_failed(ended.error())));
  respond(std::make_unique<v1::EndSessionResponse>());
}

}  // namespace ckl::edge
