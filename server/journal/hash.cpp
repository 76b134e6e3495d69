// OpenSSL's older interface: the newer one asks its providers anew for each hash, and that takes as
// long as hashing forty bytes. What is hashed is the same; tests/proof/vectors hold both to it.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "journal/hash.hpp"

#include <openssl/sha.h>

namespace ckl::journal {

ports::Hash hash_of(std::initializer_list<std::string_view> pieces) {
  SHA256_CTX context;
  SHA256_Init(&context);
  for (const auto piece : pieces) SHA256_Update(&context, piece.data(), piece.size());
  ports::Hash hash{};
  SHA256_Final(hash.data(), &context);
  return hash;
}

ports::Hash hash_of_node(const ports::Hash& left, const ports::Hash& right) {
  return hash_of({"\x01", view(left), view(right)});
}

}  // namespace ckl::journal
