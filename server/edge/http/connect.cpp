#include "edge/http/connect.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

#include "codec/codec.hpp"
#include "codec/json.hpp"
#include "edge/api/base64.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/sign_in.hpp"
#include "edge/api/status.hpp"
#include "edge/http/access.hpp"

namespace ckl::edge::http {
namespace {

using google::protobuf::Message;

constexpr std::string_view kPrefix = "/ckl.v1.";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProto = "application/proto";
// Connect allows ten digits; nobody waits longer than this.
constexpr std::chrono::milliseconds kLongestWait{60'000};

// Without padding, as Connect wants details.
std::string unpadded(std::string text) {
  while (text.ends_with('=')) text.pop_back();
  return text;
}

// "application/json; charset=utf-8" -> "application/json".
std::string_view media_type(std::string_view value) {
  value = value.substr(0, value.find(';'));
  while (value.ends_with(' ')) {
    value.remove_suffix(1);
  }
  return value;
}

Reply refusal(const domain::Rejection& rejection) {
  const auto status = status_of(rejection.code);
  const std::string_view message =
      rejection.breaches.empty() ? std::string_view() : rejection.breaches.front().message.en;
  return connect_error(status.http, status.connect, message, &rejection);
}

// What is wrong with the request before its body is looked at, or nothing.
std::optional<Reply> check_head(const Request& request) {
  if (request.method != "POST") {
    auto reply = connect_error(405, "unimplemented", "Use POST.", nullptr);
    reply.set("Allow", "POST");
    return reply;
  }
  const auto type = media_type(request.header("content-type"));
  if (type != kJson && type != kProto) {
    auto reply = connect_error(
        415, "unknown", "Content-Type must be application/json or application/proto.", nullptr);
    reply.set("Accept-Post", fmt::format("{}, {}", kJson, kProto));
    return reply;
  }
  const auto encoding = request.header("content-encoding");
  if (!encoding.empty() && encoding != "identity") {
    auto reply = connect_error(404, "unimplemented", "Compressed requests are not taken.", nullptr);
    reply.set("Accept-Encoding", "identity");
    return reply;
  }
  const auto version = request.header("connect-protocol-version");
  if (!version.empty() && version != "1") {
    return connect_error(400, "invalid_argument", "Connect-Protocol-Version must be 1.", nullptr);
  }
  return std::nullopt;
}

// Nothing = no header; zero or unreadable = a fault.
std::optional<std::chrono::milliseconds> timeout_of(const Request& request, bool& fault) {
  const auto value = request.header("connect-timeout-ms");
  fault = false;
  if (value.empty()) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  fault = error != std::errc{} || end != value.data() + value.size() || value.size() > 10 ||
          number == 0;
  return std::min(kLongestWait, std::chrono::milliseconds(fault ? 0 : number));
}

Reply too_many_attempts() {
  auto rejection = codec::input_rejection(
      "SIGN_IN_TOO_OFTEN", {},
      {"För många misslyckade försök att logga in från den här adressen.",
       "Too many failed attempts to sign in from this address."},
      {"Vänta en minut och försök igen.", "Wait for a minute and try again."});
  rejection.code = domain::RejectionCode::exhausted;
  return refusal(rejection);
}

Reply answer_reply(const Answer& answer, bool json) {
  if (!answer) {
    return refusal(answer.error());
  }
  Reply reply;
  reply.content_type = json ? kJson : kProto;
  reply.body = json ? codec::to_json(**answer) : (*answer)->SerializeAsString();
  return reply;
}

// Whichever comes first answers: the method or the client's deadline.
struct Pending {
  Pending(boost::asio::any_io_executor executor, Respond respond)
      : timer(std::move(executor)), done(std::move(respond)) {}
  void finish(Reply reply) {
    if (done) {
      timer.cancel();
      std::exchange(done, nullptr)(std::move(reply));
    }
  }
  boost::asio::steady_timer timer;
  Respond done;
};

void arm(const std::shared_ptr<Pending>& pending, std::chrono::milliseconds timeout) {
  pending->timer.expires_after(timeout);
  pending->timer.async_wait([pending](boost::system::error_code cancelled) {
    if (!cancelled) {
      pending->finish(connect_error(504, "deadline_exceeded",
                                    "The deadline passed. A command may still take effect; repeat "
                                    "it with the same command_id to learn its outcome.",
                                    nullptr));
    }
  });
}

}  // namespace

Reply connect_error(unsigned status, std::string_view code, std::string_view message,
                    const domain::Rejection* rejection) {
  Reply reply;
  reply.status = status;
  reply.content_type = kJson;
  reply.body = fmt::format("{{\"code\":{},\"message\":{}", json_quote(code), json_quote(message));
  if (rejection != nullptr) {
    v1::Rejection detail;
    codec::encode(*rejection, detail);
    fmt::format_to(std::back_inserter(reply.body),
                   ",\"details\":[{{\"type\":\"{}\",\"value\":\"{}\",\"debug\":{}}}]",
                   detail.GetDescriptor()->full_name(),
                   unpadded(base64(detail.SerializeAsString())), codec::to_json(detail));
  }
  reply.body += "}";
  if (status == 401) {
    reply.set("WWW-Authenticate", "Bearer realm=\"ckl\"");
  }
  return reply;
}

ConnectRoute::ConnectRoute(boost::asio::any_io_executor executor, const Backend& backend,
                           std::uint32_t guesses)
    : guesses_(guesses),
      executor_(std::move(executor)),
      services_(backend.services),
      api_(backend.api),
      traffic_(backend.traffic) {}

bool ConnectRoute::serves(std::string_view path) { return path.starts_with(kPrefix); }

std::expected<ports::Principal, Reply> ConnectRoute::admit(const Request& request) {
  auto access = authenticate(request, *services_.authenticator);
  if (access) return std::move(access->principal);
  const bool foreign = access.error() == Denial::foreign_origin ||
                       (!request.header("origin").empty() && !is_own_origin(request));
  if (!is_open(request.path)) {
    if (access.error() == Denial::unauthenticated) return std::unexpected(refusal(token_refused()));
    return std::unexpected(
        connect_error(403, "permission_denied", words_of(access.error()).en, nullptr));
  }
  if (foreign) {
    return std::unexpected(
        connect_error(403, "permission_denied", words_of(Denial::foreign_origin).en, nullptr));
  }
  if (!guesses_.may(request.peer)) return std::unexpected(too_many_attempts());
  return ports::Principal{};
}

Reply ConnectRoute::sign_in_by_cookie(const Request& request, const Message& message) {
  const auto signed_in = sign_in(services_, dynamic_cast<const v1::SignInRequest&>(message),
                                 request.header("user-agent"));
  if (!signed_in) {
    ++traffic_.refused_sign_ins;
    guesses_.note(request.peer);
    return refusal(signed_in.error());
  }
  const bool json = media_type(request.header("content-type")) == kJson;
  Reply reply;
  reply.content_type = json ? kJson : kProto;
  reply.body = json ? codec::to_json(signed_in->response) : signed_in->response.SerializeAsString();
  reply.set("Set-Cookie", session_cookie(signed_in->secret, kSessionLasts, request.secure));
  return reply;
}

void ConnectRoute::forget_guesses() { guesses_.forget(); }

void ConnectRoute::handle(const Request& request, Respond done) {
  auto message = api_.new_request(request.path);
  if (message == nullptr) {
    return done(connect_error(404, "unimplemented", "There is no such method.", nullptr));
  }
  if (auto wrong = check_head(request)) {
    return done(*std::move(wrong));
  }
  auto access = admit(request);
  if (!access) {
    ++traffic_.refused_sign_ins;
    return done(std::move(access.error()));
  }
  bool fault = false;
  const auto timeout = timeout_of(request, fault);
  if (fault) {
    return done(connect_error(400, "invalid_argument",
                              "Connect-Timeout-Ms must be a whole number of milliseconds.",
                              nullptr));
  }
  const bool json = media_type(request.header("content-type")) == kJson;
  const auto parsed =
      json ? codec::from_json(request.body, *message) : codec::from_bytes(request.body, *message);
  if (!parsed) {
    return done(refusal(parsed.error()));
  }
  ++traffic_.calls;
  if (is_sign_in(request.path)) return done(sign_in_by_cookie(request, *message));
  auto pending = std::make_shared<Pending>(executor_, std::move(done));
  if (timeout) {
    arm(pending, *timeout);
  }
  const Caller caller{*std::move(access), "connect"};
  const bool guess = caller.principal.person.empty();
  api_.call(request.path, *message, caller,
            [this, guess, peer = request.peer, pending, json](Answer answer) {
              if (guess && !answer) guesses_.note(peer);
              auto& traffic = traffic_;
              const bool command =
                  answer && dynamic_cast<v1::CommandResult*>(answer->get()) != nullptr;
              traffic.commands_accepted += command ? 1U : 0U;
              traffic.commands_refused += answer ? 0U : 1U;
              pending->finish(answer_reply(answer, json));
            });
}

}  // namespace ckl::edge::http
