// A self-signed certificate for a test, made on the spot.
//
// Test code only: P-256, "localhost", valid for a day.
#pragma once

#include <filesystem>

namespace ckl::test {

void make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key);

}  // namespace ckl::test
