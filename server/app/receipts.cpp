#include "app/receipts.hpp"

#include <utility>

#include "delivery/receipts.hpp"

namespace ckl::app {
namespace {

using edge::http::Reply;
using edge::http::text_reply;

constexpr unsigned kOk = 200;
constexpr unsigned kBadRequest = 400;
constexpr unsigned kForbidden = 403;
constexpr unsigned kNotFound = 404;
constexpr unsigned kUnavailable = 503;

Reply unknown_attempt() {
  return text_reply(kNotFound, "Inget sådant leveransförsök finns.",
                    "There is no such delivery attempt.");
}

// A gateway that is told so sends the receipt again.
Reply try_again() {
  return text_reply(kUnavailable, "Servern tar inte emot just nu. Försök igen.",
                    "The server takes nothing at present. Try again.");
}

Reply unreadable(const ports::Failure& failure) {
  if (failure.code == ports::FailureCode::not_found) {
    return text_reply(kNotFound, "Tjänsten sänder inga kvitton hit.",
                      "This gateway sends no receipts here.");
  }
  if (failure.code == ports::FailureCode::refused) {
    return text_reply(kForbidden, "Kvittot har fel hemlighet.", "The receipt's secret is wrong.");
  }
  return text_reply(kBadRequest, "Kvittot kunde inte läsas: " + failure.what,
                    "The receipt could not be read: " + failure.what);
}

}  // namespace

Reply take_receipt(const Gateways& gateways, const ReceiptTakers& takers,
                   const edge::http::ReceiptCall& call) {
  const auto* channel = gateways.channel(call.gateway);
  if (channel == nullptr) {
    return unreadable({.code = ports::FailureCode::not_found, .what = {}});
  }
  auto receipt = channel->read_receipt({.query = call.query,
                                        .content_type = call.request.header("content-type"),
                                        .body = call.request.body,
                                        .secret = call.request.header("x-ckl-secret")});
  if (!receipt) return unreadable(receipt.error());
  const auto key = delivery::parse_key(receipt->key);
  if (!key) return unknown_attempt();
  if (key->workspace == delivery::watch_workspace) {
    const auto known = takers.watcher.receipt(receipt->key, receipt->result);
    return known ? text_reply(kOk, "Tack.", "Thank you.") : unknown_attempt();
  }
  auto* workspace = takers.workspaces.running(key->workspace);
  if (workspace == nullptr) return unknown_attempt();
  const auto taken = workspace->dispatcher().receipt(receipt->key, std::move(receipt->result));
  if (!taken) {
    return taken.error().code == ports::FailureCode::not_found ? unknown_attempt() : try_again();
  }
  return text_reply(kOk, "Tack.", "Thank you.");
}

}  // namespace ckl::app
