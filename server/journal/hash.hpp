// SHA-256 with its context kept: what the proof hashes is short, and making a context would cost
// more than the hashing.
//
// One object per thread. A failure of the library is a failure of the program (no memory).
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/types.h>

#include "ports/proof.hpp"

namespace ckl::journal {

class Hasher {
 public:
  Hasher();

  // Of the pieces joined.
  [[nodiscard]] ports::Hash operator()(std::initializer_list<std::string_view> pieces);

  // Of an inner node (RFC 9162 2.1.1).
  [[nodiscard]] ports::Hash node(const ports::Hash& left, const ports::Hash& right);

 private:
  std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> method_;
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

[[nodiscard]] inline std::string_view view(const ports::Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace ckl::journal
