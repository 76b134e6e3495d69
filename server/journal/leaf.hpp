// The leaf of an entry: its parts, their salts and commitments, and the leaf's hash.
//
// One object per thread. Salts are made of the journal's secret, the entry's sequence and the
// part's place, so that none is stored and none can be guessed by who lacks the secret. Source:
// docs/format.md, "Leaf".
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/types.h>

#include "ports/proof.hpp"

namespace ckl::journal {

using SaltSecret = std::array<unsigned char, 16>;

class LeafMaker {
 public:
  explicit LeafMaker(const SaltSecret& secret);

  // In the order of the entry; `corrupt` when the bytes are no entry. The parts point into `bytes`.
  [[nodiscard]] ports::Result<std::vector<ports::Part>> parts(domain::Sequence sequence,
                                                              std::string_view bytes);

  [[nodiscard]] ports::Result<ports::Hash> leaf(domain::Sequence sequence, std::string_view bytes);

 private:
  [[nodiscard]] ports::Result<void> take_apart(domain::Sequence sequence, std::string_view bytes);
  void salt(domain::Sequence sequence);
  void commit();

  std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> cipher_;
  std::vector<ports::Part> parts_;  // of the last entry; kept for its room
  std::string salts_;
  std::string data_;
};

}  // namespace ckl::journal
