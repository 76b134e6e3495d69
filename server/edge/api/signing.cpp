#include "edge/api/signing.hpp"

#include <utility>

#include "codec/decision_text.hpp"
#include "domain/authority.hpp"
#include "domain/decide.hpp"
#include "domain/procedure.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/sign_in.hpp"

namespace ckl::edge {

namespace {

constexpr std::size_t head_bytes = 32;
constexpr std::chrono::minutes to_sign{10};

domain::Rejection refuse(std::string_view rule, domain::Text message, domain::Text what_now) {
  auto rejection =
      codec::input_rejection(rule, "signature", std::move(message), std::move(what_now));
  rejection.code = domain::RejectionCode::precondition;
  return rejection;
}

domain::Rejection signature_missing() {
  return refuse("SIGNATURE_MISSING",
                {"Beslutet är inte undertecknat. Du har en passkey, och undertecknar beslut med "
                 "den. Inget är beslutat.",
                 "The decision is not signed. You have a passkey, and sign decisions with it. "
                 "Nothing is decided."},
                {"Fatta beslutet på webbsidan, eller muntligt inför registrator och vittne.",
                 "Decide on the web page, or by voice before a registrar and a witness."});
}

domain::Rejection signature_out_of_place() {
  return refuse("SIGNATURE_OUT_OF_PLACE",
                {"Ett sådant kommando undertecknas inte.", "Such a command is not signed."},
                {"Skicka det utan underskrift.", "Send it without a signature."});
}

domain::Rejection no_key() {
  return refuse("SIGNATURE_NO_KEY", {"Du har ingen passkey.", "You have no passkey."},
                {"Lägg till en passkey först, eller fatta beslutet utan underskrift.",
                 "Add a passkey first, or decide without a signature."});
}

domain::Rejection signature_refused(ports::PasskeyFault fault) {
  auto rejection = passkey_refused(fault);
  auto& breach = rejection.breaches.front();
  breach.field = "signature";
  if (fault == ports::PasskeyFault::challenge) {
    breach.rule = {"SIGNATURE_EXPIRED"};
    breach.message = {"Det tog för lång tid från granskning till underskrift. Inget är beslutat.",
                      "It took too long from review to signature. Nothing is decided."};
    breach.what_now = {"Granska igen.", "Review again."};
  } else if (fault != ports::PasskeyFault::text_changed) {
    // The person is signed in all the same: a page that signs in anew would be no help.
    if (fault == ports::PasskeyFault::unknown_key) {
      rejection.code = domain::RejectionCode::not_permitted;
    }
    breach.rule = {"SIGNATURE_REFUSED"};
    breach.message.sv += " Inget är beslutat.";
    breach.message.en += " Nothing is decided.";
  }
  return rejection;
}

// Of an empty log zeros.
ports::Result<std::string> head_of(const Workspace& workspace, std::uint64_t size) {
  const auto* proof = workspace.engine->journal().proof();
  if (proof == nullptr || size == 0) return std::string(head_bytes, '\0');
  const auto head = proof->head(size);
  if (!head) return std::unexpected(head.error());
  return std::string(reinterpret_cast<const char*>(head->data()), head->size());
}

std::string headline_of(const domain::State& state, const v1::Command& command) {
  const auto* member = command.GetReflection()->GetOneofFieldDescriptor(
      command, v1::Command::descriptor()->oneof_decl(0));
  const auto& body = command.GetReflection()->GetMessage(command, member);
  const auto* field = body.GetDescriptor()->FindFieldByName("incident");
  if (field == nullptr) return {};
  const auto id = body.GetReflection()->GetString(body, field);
  const auto found = state.incidents.find(domain::IncidentId{id});
  return found == state.incidents.end() ? std::string{} : found->second.headline;
}

// The decision as it would be taken now, or why it would be refused.
std::expected<std::string, domain::Rejection> text_now(const Caller& caller,
                                                       const Arriving& arriving,
                                                       const domain::State& state) {
  const auto now = arriving.workspace.engine->now();
  const domain::Actor actor{.person = caller.principal.person,
                            .capacity = arriving.decoded.capacity,
                            .machine = {},
                            .via = caller.via};
  const auto decision = domain::decide(state, arriving.decoded.command, actor, now);
  if (!decision) return std::unexpected(decision.error());
  const auto* person = domain::find_person(state, caller.principal.person);
  codec::DecisionFacts facts{.person = caller.principal.person.value,
                             .name = person == nullptr ? std::string{} : person->name,
                             .capacity = decision->capacity,
                             .basis = {},
                             .headline = headline_of(state, arriving.command)};
  if (!decision->drafts.empty()) {
    facts.basis = domain::basis_of(decision->drafts.front().rule, now);
  }
  return codec::decision_text(arriving.command, facts);
}

domain::DecisionSigned evidence(const v1::DecisionSignature& given,
                                const ports::DecisionPaper& paper, std::string public_key) {
  return {.text = paper.text,
          .log_size = paper.log_size,
          .log_head = paper.log_head,
          .nonce = given.nonce(),
          .authenticator_data = given.assertion().authenticator_data(),
          .client_data = given.assertion().client_data(),
          .signature = given.assertion().signature(),
          .public_key = std::move(public_key),
          .key = {}};
}

}  // namespace

Signature check_signature(const Services& services, const Caller& caller,
                          const Arriving& arriving) {
  if (!codec::is_signed_decision(arriving.command)) {
    if (!arriving.command.has_signature()) return nullptr;
    return std::unexpected(signature_out_of_place());
  }
  if (services.passkeys == nullptr) return nullptr;
  const bool has_key = services.passkeys->has_any(caller.principal.person);
  if (!arriving.command.has_signature()) {
    if (!has_key) return nullptr;
  }
  // What the law refuses is refused by the law, and journaled as an attempt; what was decided
  // already is answered from memory. Neither asks for a signature.
  const auto text = text_now(caller, arriving, arriving.workspace.engine->state());
  if (!text) return nullptr;
  if (!arriving.command.has_signature()) return std::unexpected(signature_missing());
  const auto& given = arriving.command.signature();
  const ports::DecisionPaper paper{.person = caller.principal.person,
                                   .text = *text,
                                   .log_size = given.log_size(),
                                   .log_head = given.log_head()};
  const auto key =
      services.passkeys->check_decision(paper, given.nonce(), read_assertion(given.assertion()));
  if (!key) return std::unexpected(signature_refused(key.error()));
  auto journaled = evidence(given, paper, key->public_key);
  journaled.key = services.passkeys->fingerprint(key->public_key);
  return std::make_shared<const domain::DecisionSigned>(std::move(journaled));
}

void answer(const Question& question, const v1::PrepareDecisionRequest& request, Respond respond) {
  auto* passkeys = question.services.passkeys;
  const auto& person = question.caller.principal.person;
  if (passkeys == nullptr || !passkeys->has_any(person)) {
    return respond(std::unexpected(no_key()));
  }
  auto decoded = codec::decode_command(request.command());
  if (!decoded) return respond(std::unexpected(std::move(decoded.error())));
  if (!codec::is_signed_decision(request.command())) {
    return respond(std::unexpected(signature_out_of_place()));
  }
  const auto* workspace = question.services.find_workspace(decoded->workspace.value);
  if (workspace == nullptr) {
    return respond(std::unexpected(workspace_unknown(decoded->workspace.value)));
  }
  workspace->engine->read([passkeys, workspace, caller = question.caller,
                           command = request.command(), decoded = *std::move(decoded),
                           respond = std::move(respond)](const domain::State& state) mutable {
    const auto text = text_now(caller, {command, decoded, *workspace}, state);
    if (!text) return respond(std::unexpected(text.error()));
    ports::DecisionPaper paper{.person = caller.principal.person,
                               .text = *text,
                               .log_size = workspace->engine->durable(),
                               .log_head = {}};
    auto head = head_of(*workspace, paper.log_size);
    if (!head) return respond(std::unexpected(server_failed(head.error())));
    paper.log_head = *std::move(head);
    const auto challenge = passkeys->begin_decision(paper);
    auto response = std::make_unique<v1::PrepareDecisionResponse>();
    response->set_text(paper.text);
    response->set_log_size(paper.log_size);
    response->set_log_head(paper.log_head);
    response->set_nonce(challenge.nonce);
    response->set_challenge(challenge.challenge);
    response->set_site(passkeys->site());
    for (const auto& key : passkeys->all()) {
      if (key.person == paper.person) response->add_keys(key.id);
    }
    codec::encode(workspace->engine->clock().now() + to_sign, *response->mutable_valid_to());
    respond(std::move(response));
  });
}

}  // namespace ckl::edge
