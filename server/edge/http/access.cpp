#include "edge/http/access.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ckl::edge::http {
namespace {

constexpr std::string_view kCookie = "ckl_session";
constexpr std::chrono::hours kSessionLasts{12};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view bearer_of(const Request& request) {
  constexpr std::string_view scheme = "bearer ";
  const auto value = request.header("authorization");
  if (value.size() <= scheme.size() ||
      !equal_ignoring_case(value.substr(0, scheme.size()), scheme)) {
    return {};
  }
  return value.substr(scheme.size());
}

std::string_view cookie_of(const Request& request) {
  auto rest = request.header("cookie");
  while (!rest.empty()) {
    auto pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    pair.remove_prefix(std::min(pair.size(), pair.find_first_not_of(' ')));
    if (pair.starts_with(kCookie) && pair.substr(kCookie.size()).starts_with('=')) {
      return pair.substr(kCookie.size() + 1);
    }
  }
  return {};
}

}  // namespace

std::string session_cookie(std::string_view secret, std::chrono::seconds lasts, bool secure) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", kCookie, secret,
                     lasts.count(), secure ? "; Secure" : "");
}

bool is_own_origin(const Request& request) {
  const auto origin = request.header("origin");
  const auto after_scheme = origin.find("://");
  if (after_scheme == std::string_view::npos) {
    return false;
  }
  return equal_ignoring_case(origin.substr(after_scheme + 3), request.header("host"));
}

bool has_session(const Request& request) { return !cookie_of(request).empty(); }

std::expected<Access, Denial> authenticate(const Request& request,
                                           const ports::Authenticator& authenticator) {
  std::string_view token = bearer_of(request);
  const bool by_cookie = token.empty();
  if (by_cookie) {
    token = cookie_of(request);
  }
  auto principal = authenticator.authenticate(token);
  if (!principal) {
    return std::unexpected(Denial::unauthenticated);
  }
  if (by_cookie && !is_own_origin(request)) {
    return std::unexpected(Denial::foreign_origin);
  }
  return Access{*std::move(principal), std::string(token)};
}

domain::Text words_of(Denial denial) {
  if (denial == Denial::foreign_origin) {
    return {"Begäran kommer från en annan webbplats (Origin och Host skiljer sig).",
            "The request comes from another site (Origin and Host differ)."};
  }
  return {"Du är inte inloggad, eller så gäller din åtkomstnyckel inte längre.",
          "You are not signed in, or your token is no longer valid."};
}

Reply denial_reply(Denial denial) {
  const auto words = words_of(denial);
  const bool foreign = denial == Denial::foreign_origin;
  auto reply = text_reply(foreign ? 403 : 401, words.sv, words.en);
  if (!foreign) {
    reply.set("WWW-Authenticate", "Bearer realm=\"ckl\"");
  }
  return reply;
}

Reply session_reply(const Request& request, const ports::Authenticator& authenticator) {
  if (request.method == "DELETE") {
    if (!request.header("cookie").empty() && !is_own_origin(request)) {
      return denial_reply(Denial::foreign_origin);
    }
    Reply reply;
    reply.status = 204;
    reply.set("Set-Cookie", session_cookie("", std::chrono::seconds{0}, request.secure));
    return reply;
  }
  if (request.method != "POST") {
    auto reply = text_reply(405, "Använd POST eller DELETE.", "Use POST or DELETE.");
    reply.set("Allow", "POST, DELETE");
    return reply;
  }
  // A cookie can't make a new session: only whoever holds the token signs in.
  const auto token = bearer_of(request);
  if (!authenticator.authenticate(token)) {
    return denial_reply(Denial::unauthenticated);
  }
  if (!request.header("origin").empty() && !is_own_origin(request)) {
    return denial_reply(Denial::foreign_origin);
  }
  Reply reply;
  reply.status = 204;
  reply.set("Set-Cookie", session_cookie(token, kSessionLasts, request.secure));
  return reply;
}

}  // namespace ckl::edge::http
