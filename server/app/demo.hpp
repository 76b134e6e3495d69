// Demonstration mode: a token for each demo person, made anew at each start, and where to sign in.
//
// Only with loopback listeners (checked in `main` before anything starts). The tokens are real ones
// in the token store, labelled "demo", and those of the start before are revoked first.
#pragma once

#include <vector>

#include "domain/organisation.hpp"
#include "edge/http/options.hpp"
#include "ports/clock.hpp"
#include "ports/token_admin.hpp"

namespace ckl::app {

[[nodiscard]] ports::Result<std::vector<edge::http::DemoPerson>> make_demo_persons(
    ports::TokenAdmin& tokens, const domain::Organisation& organisation, const ports::Clock& clock);

}  // namespace ckl::app
