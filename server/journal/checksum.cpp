#include "journal/checksum.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace ckl::journal {

std::string checksum(std::string_view bytes) {
  std::array<unsigned char, checksum_bytes> digest{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return {digest.begin(), digest.end()};
}

std::string new_journal_id() {
  std::array<unsigned char, 16> bytes{};
  RAND_bytes(bytes.data(), bytes.size());
  std::string id;
  for (const auto byte : bytes) {
    id += fmt::format("{:02x}", byte);
  }
  return id;
}

}  // namespace ckl::journal
