// The files that tell a baresip what it is: its folder is written anew before each start.
//
// The password of the exchange stands in one of them, so the folder is its owner's only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "ports/failure.hpp"
#include "ports/telephone.hpp"

namespace ckl::platform {

inline constexpr const char* trust_file = "trust.cnf";

// The module settings of OpenSSL that make a client believe one authority and refuse all others:
// baresip 1.0 itself checks no certificate. Without `ca_file` nothing is written.
[[nodiscard]] ports::Result<void> write_baresip_files(const std::filesystem::path& folder,
                                                      const ports::TelephoneConfig& config,
                                                      std::uint16_t control_port);

// What is dialled.
[[nodiscard]] std::string dialled(const ports::TelephoneConfig& config, std::string_view number);

}  // namespace ckl::platform
