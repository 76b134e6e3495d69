// Demonstration mode: a token for each demo person, and the exercise in which they try things.
//
// Only with loopback listeners (checked in `main` before anything starts). The tokens are real ones
// in the token store, labelled "demo". Their secrets stand in a file of the owner's beside it, so
// that a page stays signed in when the server is started anew; a server that is started without the
// demonstration mode revokes them and removes the file.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "auth/token_store.hpp"
#include "domain/organisation.hpp"
#include "edge/http/options.hpp"
#include "ports/clock.hpp"

namespace ckl::app {

// What is played for whoever tries a role, and how fast: it begins with the first who does. Three
// minutes of it pass in eighteen seconds, so the alarm comes while one is still finding one's way.
inline constexpr std::string_view kDemoScenario = "drottninggatan";
inline constexpr double kDemoSpeed = 10.0;

// `file` holds the secrets of the last start; what of it still holds is kept.
[[nodiscard]] ports::Result<std::vector<edge::http::DemoPerson>> make_demo_persons(
    auth::TokenStore& tokens, const domain::Organisation& organisation, const ports::Clock& clock,
    const std::filesystem::path& file);

// No token of a demonstration is valid afterwards. Without the file there was none.
[[nodiscard]] ports::Result<void> end_demo(auth::TokenStore& tokens,
                                           const std::filesystem::path& file);

}  // namespace ckl::app
