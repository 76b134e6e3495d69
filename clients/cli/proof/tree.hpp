// The Merkle tree of a log as a verifier builds it: from the left, in whole subtrees.
//
// Source: RFC 9162, 2.1. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/proof/bytes.hpp"

namespace ckl::cli::proof {

[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);

class Tree {
 public:
  // A whole subtree of 2^level leaves; false when it does not fit where the tree ends.
  [[nodiscard]] bool add(unsigned level, Hash hash);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash head() const;
  // At an earlier size; nothing where not all leaves up to there came one by one.
  [[nodiscard]] std::optional<Hash> head_at(std::uint64_t size) const;

 private:
  struct Whole {
    unsigned level = 0;
    Hash hash{};
  };
  void keep(unsigned level, const Hash& hash);

  std::vector<Whole> wholes_;  // levels fall from left to right
  std::uint64_t size_ = 0;
  std::vector<std::vector<Hash>> rows_;  // by level, of the first `known_` leaves
  std::uint64_t known_ = 0;
};

// The head that a path leads to, or nothing when the path is too short or too long (2.1.3.2).
[[nodiscard]] std::optional<Hash> head_by_path(std::uint64_t leaf, std::uint64_t size,
                                               const Hash& leaf_hash,
                                               const std::vector<Hash>& path);

// The later of two trees holds the earlier one (2.1.4.2).
struct Heads {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  Hash old_head{};
  Hash new_head{};
};
[[nodiscard]] bool is_consistent(const Heads& heads, const std::vector<Hash>& path);

}  // namespace ckl::cli::proof
