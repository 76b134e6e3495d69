// The directory of contact addresses in this server: where the book, its key and its log lie, what
// the configuration seeds it with, and that delivery asks what the book says.
//
// Main thread. Without a key in the configuration there is no book, and the configuration's
// contacts are all there is.
#pragma once

#include <memory>

#include "auth/contact_store.hpp"
#include "platform/config.hpp"
#include "platform/directory.hpp"
#include "ports/clock.hpp"

namespace ckl::app {

// Null when the configuration names no key. `directory` outlives what is given and follows it from
// now on. A Failure when the key would lie in the data folder, where backups take both, and when
// there is a book but no key is named: who was erased would come back unseen.
[[nodiscard]] ports::Result<std::unique_ptr<auth::ContactStore>> open_contacts(
    const platform::Config& config, const ports::Clock& clock,
    platform::ContactDirectory& directory);

}  // namespace ckl::app
