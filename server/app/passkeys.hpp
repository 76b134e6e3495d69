// Passkeys in this server: where their book lies, and which site they are for.
//
// Main thread.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "auth/passkey_store.hpp"
#include "platform/config.hpp"
#include "ports/clock.hpp"
#include "ports/failure.hpp"

namespace ckl::app {

// The site of an address as people open it: its host, and the address as the only origin. Nothing
// for a number, since no browser makes passkeys for one.
[[nodiscard]] std::optional<auth::Site> site_of(const std::string& base);

// Opens `passkeys.json` in the data folder. Null when the server's address is a number.
[[nodiscard]] ports::Result<std::unique_ptr<auth::PasskeyStore>> open_passkeys(
    const platform::Config& config, const std::string& base, const ports::Clock& clock);

}  // namespace ckl::app
