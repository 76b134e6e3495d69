// The master key of the directory, in a file of its own apart from what it locks.
//
// Main thread (it waits for the disk). The file is the owner's alone; one that others may read is
// refused, since nobody knows who has. It holds one key, or two in the moment when one takes the
// other's place. A key's id is a fingerprint: it tells which key is missing and nothing more.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "auth/sealing.hpp"
#include "ports/failure.hpp"

namespace ckl::auth {

struct MasterKey {
  std::string id;  // 16 hexadecimal digits
  SealKey key{};
};

[[nodiscard]] MasterKey draw_master_key(const RandomBytes& random);

// Empty when there is no such file.
[[nodiscard]] ports::Result<std::vector<MasterKey>> read_master_keys(
    const std::filesystem::path& file);

[[nodiscard]] ports::Result<void> write_master_keys(const std::filesystem::path& file,
                                                    const std::vector<MasterKey>& keys);

}  // namespace ckl::auth
