// The door of a demonstration: what ckl is, the three roles, and where each can be tried.
//
// Pure but for the two calls of `Options` that tell of the exercise and begin it; main thread. Only
// a server in demonstration mode asks here. Everybody on the page is invented, and their tokens
// stand in its links.
#pragma once

#include <string_view>

#include "edge/http/message.hpp"
#include "edge/http/options.hpp"

namespace ckl::edge::http {

inline constexpr std::string_view kDemo = "/demo";

// Everything below /demo: the page, and the buttons of its cards, which lead on to signing in.
[[nodiscard]] bool is_demo(std::string_view path);
[[nodiscard]] Reply demo_reply(const Options& options, const Request& request);

}  // namespace ckl::edge::http
