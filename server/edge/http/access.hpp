// Who is asking: bearer token or session cookie, and whether the page that asks is ours.
//
// The cookie holds the token itself: nothing is kept per session, and a revoked token ends every
// session at once. Because a browser sends the cookie by itself, what changes something and comes
// by cookie must also come from our own origin. Main thread only.
#pragma once

#include <chrono>
#include <expected>
#include <string>

#include "edge/api/traffic.hpp"
#include "edge/http/message.hpp"
#include "ports/authenticator.hpp"

namespace ckl::edge::http {

struct Access {
  ports::Principal principal;
  std::string token;
};

enum class Denial : std::uint8_t { unauthenticated = 1, foreign_origin = 2 };

// Origin must be present and name the host that the request is for.
[[nodiscard]] bool is_own_origin(const Request& request);

[[nodiscard]] std::expected<Access, Denial> authenticate(const Request& request,
                                                         const ports::Authenticator& authenticator);

// The browser carries a session; whether it still holds is not asked.
[[nodiscard]] bool has_session(const Request& request);

// Sign-in and sign-out for browsers: POST and DELETE /v1/session.
[[nodiscard]] Reply session_reply(const Request& request,
                                  const ports::Authenticator& authenticator);

// The cookie of a session, that no script can read.
[[nodiscard]] std::string session_cookie(std::string_view secret, std::chrono::seconds lasts,
                                         bool secure);

[[nodiscard]] domain::Text words_of(Denial denial);
[[nodiscard]] Reply denial_reply(Denial denial);

}  // namespace ckl::edge::http
