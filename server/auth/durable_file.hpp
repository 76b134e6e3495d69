// Small secret files that are replaced whole (after a crash there is the old one or the new one),
// or grow at the end.
//
// Main thread (they wait for the disk). Files are readable by the owner only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "ports/failure.hpp"

namespace ckl::auth {

// Nothing when there is no such file; a file that can't be read is a failure.
[[nodiscard]] ports::Result<std::optional<std::string>> read_file(
    const std::filesystem::path& file);

// Written beside, synced, renamed over, and the folder synced. On failure the old file stands.
[[nodiscard]] ports::Result<void> replace_file(const std::filesystem::path& file,
                                               std::string_view contents);

// To the end of a file that exists, synced. On failure a part may stand there.
[[nodiscard]] ports::Result<void> append_file(const std::filesystem::path& file,
                                              std::string_view more);

}  // namespace ckl::auth
