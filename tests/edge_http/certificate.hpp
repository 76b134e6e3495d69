// Certificates for a test, made on the spot.
//
// Test code only: P-256, for "localhost" and 127.0.0.1, valid for a day.
#pragma once

#include <filesystem>

namespace ckl::test {

// A self-signed one.
void make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key);

// PEM files of an authority of its own, and of a server that it vouches for.
struct Vouched {
  std::filesystem::path authority;
  std::filesystem::path certificate;
  std::filesystem::path key;
};
Vouched make_vouched_certificate(const std::filesystem::path& folder);

}  // namespace ckl::test
