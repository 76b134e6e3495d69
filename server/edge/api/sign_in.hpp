// Signing in with a passkey, and which methods need no sign-in. Main thread only.
//
// The secret of a session goes into a cookie that no script can read, and so is never part of an
// answer: the HTTP edge takes it from here.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "ckl/v1/services/passkey.pb.h"
#include "domain/rejection.hpp"
#include "edge/api/api.hpp"

namespace ckl::edge {

struct SignedIn {
  v1::SignInResponse response;
  std::string secret;
};

// How long a session of a passkey lasts; it is not prolonged.
inline constexpr std::chrono::hours kSessionLasts{12};

// `browser` is what the browser calls itself; shortened.
[[nodiscard]] std::expected<SignedIn, domain::Rejection> sign_in(const Services& services,
                                                                 const v1::SignInRequest& request,
                                                                 std::string_view browser);

// Methods that may be called by somebody who is not signed in: to sign in, and to add a key by an
// invitation. Their caller has no person.
[[nodiscard]] bool is_open(std::string_view method);

// "/ckl.v1.PasskeyService/SignIn", which only a browser calls.
[[nodiscard]] bool is_sign_in(std::string_view method);

[[nodiscard]] ports::Assertion read_assertion(const v1::Assertion& from);

// The server's address is a number, for which no browser makes passkeys.
[[nodiscard]] domain::Rejection no_passkeys();

// What a person is told of a fault with a passkey.
[[nodiscard]] domain::Rejection passkey_refused(ports::PasskeyFault fault);

}  // namespace ckl::edge
