#include "edge/http/router.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "edge/api/upgrade.hpp"
#include "edge/http/calendar.hpp"
#include "edge/http/demo.hpp"
#include "edge/http/html.hpp"
#include "edge/http/operations.hpp"

namespace ckl::edge::http {
namespace {

constexpr std::string_view kStream = "/v1/stream";
constexpr std::string_view kSession = "/v1/session";
constexpr std::string_view kReceipts = "/v1/receipts/";
constexpr std::string_view kTexts = "/v1/texts/";
constexpr std::string_view kTestAlarms = "/v1/test-alarms/";
constexpr std::string_view kAnswers = "/s/";
constexpr std::string_view kCalendars = "/v1/calendar/";

bool reads(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

// A host as it may stand in a header of ours; anything else is left out.
bool plain_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']';
  });
}

Reply only_get() {
  auto reply = text_reply(405, "Använd GET.", "Use GET.");
  reply.set("Allow", "GET, HEAD");
  return reply;
}

// Some gateways know only GET; what they carry proves who they are, and nothing is cached.
bool calls_back(const Request& request) {
  return request.method == "POST" || request.method == "GET";
}

Reply only_get_or_post() {
  auto reply = text_reply(405, "Använd GET eller POST.", "Use GET or POST.");
  reply.set("Allow", "GET, POST");
  return reply;
}

Reply unknown_gateway() {
  return text_reply(404, "Kanalen finns inte.", "There is no such gateway.");
}

Reply to_demo() {
  Reply reply;
  reply.status = 303;
  reply.content_type = "text/plain; charset=utf-8";
  reply.set("Location", std::string(kDemo));
  return reply;
}

std::string choose_subprotocol(std::string_view offered) {
  while (!offered.empty()) {
    auto item = offered.substr(0, offered.find(','));
    offered.remove_prefix(std::min(offered.size(), item.size() + 1));
    item.remove_prefix(std::min(item.size(), item.find_first_not_of(" \t")));
    item = item.substr(0, item.find_last_not_of(" \t") + 1);
    if (item == kProtoSubprotocol || item == kJsonSubprotocol) {
      return std::string(item);
    }
  }
  return {};
}

}  // namespace

void add_security_headers(const Request& request, Reply& reply) {
  const auto add = [&reply](std::string name, std::string value) {
    if (!reply.has(name)) {
      reply.set(std::move(name), std::move(value));
    }
  };
  const auto host = request.header("host");
  const std::string sockets = plain_host(host) ? fmt::format(" ws://{0} wss://{0}", host) : "";
  add("Content-Security-Policy",
      fmt::format("default-src 'self'; connect-src 'self'{}; object-src 'none'; base-uri 'none'; "
                  "form-action 'self'; frame-ancestors 'none'",
                  sockets));
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Cache-Control", "no-store");
  if (request.secure) {
    add("Strict-Transport-Security", "max-age=31536000");
  }
}

Router::Router(boost::asio::any_io_executor executor, const Backend& backend,
               const Options& options, StaticFiles files)
    : services_(backend.services),
      options_(options),
      traffic_(backend.traffic),
      files_(std::move(files)),
      connect_(std::move(executor), backend, options.limits.bad_sign_ins_per_minute),
      answers_(backend.services, backend.api, options) {}

void Router::handle(const Request& request, Respond done) {
  ++traffic_.http_requests;
  route(request, [&request, done = std::move(done)](Reply reply) mutable {
    add_security_headers(request, reply);
    done(std::move(reply));
  });
}

void Router::route(const Request& request, Respond done) {
  const std::string_view path = request.path;
  if (ConnectRoute::serves(path)) {
    return connect_.handle(request, std::move(done));
  }
  if (path.starts_with(kAnswers)) {
    return answers_.handle(request, path.substr(kAnswers.size()), std::move(done));
  }
  if (path == kSession) {
    return done(session_reply(request, *services_.authenticator));
  }
  if (path.starts_with(kReceipts)) {
    return done(receipt(request));
  }
  if (path.starts_with(kTexts)) {
    return text(request, std::move(done));
  }
  if (path.starts_with(kTestAlarms) && options_.test_alarm) {
    if (!reads(request) && request.method != "POST") return done(only_get_or_post());
    return done(options_.test_alarm(request.method, path.substr(kTestAlarms.size())));
  }
  if (is_demo(path) && shows_demo()) {
    if (!reads(request) && request.method != "POST") return done(only_get_or_post());
    return done(demo_reply(options_, request));
  }
  if (!reads(request)) {
    return done(only_get());
  }
  if (path.starts_with(kCalendars)) {
    return calendar_reply(services_, path.substr(kCalendars.size()), std::move(done));
  }
  if (path == "/healthz") {
    Reply alive;
    alive.content_type = "text/plain; charset=utf-8";
    alive.body = "ok\n";
    return done(std::move(alive));
  }
  if (path == "/readyz") {
    return done(ready_reply(services_));
  }
  if (path == "/metrics") {
    return done(metrics(request));
  }
  done(page(request));
}

bool Router::shows_demo() const { return services_.demo && options_.demo_persons != nullptr; }

Reply Router::metrics(const Request& request) const {
  if (!request.loopback) {
    if (const auto access = authenticate(request, *services_.authenticator); !access) {
      return denial_reply(access.error());
    }
  }
  return metrics_reply(services_, traffic_, options_);
}

Reply Router::receipt(const Request& request) const {
  if (!calls_back(request)) return only_get_or_post();
  const auto gateway = std::string_view(request.path).substr(kReceipts.size());
  if (gateway.empty() || !options_.receipt) return unknown_gateway();
  return options_.receipt(ReceiptCall{gateway, request.query, request});
}

void Router::text(const Request& request, Respond done) const {
  if (!calls_back(request)) return done(only_get_or_post());
  const auto gateway = std::string_view(request.path).substr(kTexts.size());
  if (gateway.empty() || !options_.text) return done(unknown_gateway());
  options_.text(ReceiptCall{gateway, request.query, request}, std::move(done));
}

Reply Router::page(const Request& request) const {
  // Who comes to a demonstration without a name is shown its door.
  if (request.path == "/" && request.query.empty() && shows_demo() && !has_session(request)) {
    return to_demo();
  }
  if (auto found = files_.find(request)) {
    return *std::move(found);
  }
  if (request.path == "/" && files_.empty()) {
    return notice_page(404, "Webbsidan är inte byggd",
                       "Servern är igång, men webbgränssnittet finns inte på den. Bygg det med "
                       "./dev build.",
                       "The server runs, but the dashboard is not there. Build it with "
                       "./dev build.");
  }
  return notice_page(404, "Sidan finns inte", "Kontrollera adressen.", "Check the address.");
}

bool Router::asks_stream(const Request& request) { return request.path == kStream; }

std::expected<Admission, Reply> Router::admit(const Request& request) {
  ++traffic_.http_requests;
  const auto refuse = [&request](Reply reply) {
    add_security_headers(request, reply);
    return std::unexpected(std::move(reply));
  };
  auto access = authenticate(request, *services_.authenticator);
  if (!access) {
    ++traffic_.refused_sign_ins;
    return refuse(denial_reply(access.error()));
  }
  auto chosen = choose_subprotocol(request.header("sec-websocket-protocol"));
  if (chosen.empty()) {
    return refuse(text_reply(400,
                             "Sec-WebSocket-Protocol måste vara ckl.v1.proto eller ckl.v1.json.",
                             "Sec-WebSocket-Protocol must be ckl.v1.proto or ckl.v1.json."));
  }
  return Admission{*std::move(access), std::move(chosen)};
}

}  // namespace ckl::edge::http
