// AccessService: one's own browsers for push messages.
#include "codec/codec.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

namespace {

constexpr std::size_t longest_endpoint = 1'000;

domain::Rejection push_not_served() {
  return thing_unknown(
      "INPUT_NO_PUSH", {},
      {"Servern sänder inga pushmeddelanden.", "The server sends no push messages."},
      {"Be den som sköter servern att ställa in en port av slaget push.",
       "Ask whoever runs the server to configure a gateway of the kind push."});
}

domain::Rejection push_unsound() {
  return codec::input_rejection(
      "INPUT_PUSH_SUBSCRIPTION", "endpoint",
      {"Webbläsarens prenumeration kan inte användas.", "The browser's subscription is unusable."},
      {"Stäng av och slå på pushmeddelanden i webbläsaren. Säg till den som sköter servern om "
       "webbläsarens pushtjänst inte är godkänd där.",
       "Turn push messages off and on in the browser. Tell whoever runs the server if the "
       "browser's push service is not allowed there."});
}

domain::Rejection push_erased() {
  domain::Rejection rejection =
      codec::input_rejection("CONTACTS_ERASED", {},
                             {"Dina kontaktuppgifter är raderade; då nås du inte av något.",
                              "Your contact details are erased; then nothing reaches you."},
                             {"Ange kontaktuppgifter igen först (ckl contacts set).",
                              "Enter contact details again first (ckl contacts set)."});
  rejection.code = domain::RejectionCode::precondition;
  return rejection;
}

domain::Rejection push_unknown() {
  return thing_unknown("INPUT_UNKNOWN_PUSH", "endpoint",
                       {"Webbläsaren prenumererar inte.", "The browser is not subscribed."},
                       {"Inget behöver göras.", "Nothing needs to be done."});
}

}  // namespace

void answer(const Question& question, const v1::GetPushRequest& /*request*/, Respond respond) {
  auto response = std::make_unique<v1::GetPushResponse>();
  if (const auto* book = question.services.push) {
    response->set_public_key(book->public_key());
    for (const auto& browser : book->of(question.caller.principal.person)) {
      response->add_endpoints(browser.endpoint);
    }
    for (auto& endpoint : book->lost(question.caller.principal.person)) {
      response->add_lost(std::move(endpoint));
    }
  }
  respond(std::move(response));
}

void answer(const Question& question, const v1::SubscribePushRequest& request, Respond respond) {
  auto* book = question.services.push;
  if (book == nullptr || book->public_key().empty()) {
    return respond(std::unexpected(push_not_served()));
  }
  const auto* contacts = question.services.contacts;
  if (contacts != nullptr && contacts->erased(question.caller.principal.person)) {
    return respond(std::unexpected(push_erased()));
  }
  if (request.endpoint().size() > longest_endpoint) return respond(std::unexpected(push_unsound()));
  const auto taken = book->subscribe(
      question.caller.principal.person,
      {.endpoint = request.endpoint(), .public_key = request.p256dh(), .secret = request.auth()});
  if (taken) return respond(std::make_unique<v1::SubscribePushResponse>());
  if (taken.error().code == ports::FailureCode::invalid) {
    return respond(std::unexpected(push_unsound()));
  }
  respond(std::unexpected(server_failed(taken.error())));
}

void answer(const Question& question, const v1::UnsubscribePushRequest& request, Respond respond) {
  auto* book = question.services.push;
  if (book == nullptr) return respond(std::unexpected(push_not_served()));
  const auto removed = book->unsubscribe(question.caller.principal.person, request.endpoint());
  if (removed) return respond(std::make_unique<v1::UnsubscribePushResponse>());
  if (removed.error().code == ports::FailureCode::not_found) {
    return respond(std::unexpected(push_unknown()));
  }
  respond(std::unexpected(server_failed(removed.error())));
}

}  // namespace ckl::edge
