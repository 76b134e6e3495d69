#include "cli/proof/tree.hpp"

#include <bit>

namespace ckl::cli::proof {

Hash node_hash(const Hash& left, const Hash& right) {
  std::string bytes(1, '\x01');
  bytes.append(view(left)).append(view(right));
  return sha256(bytes);
}

bool Tree::add(unsigned level, Hash hash) {
  if (level > 62 || size_ % (std::uint64_t{1} << level) != 0) return false;
  const bool one_by_one = level == 0 && known_ == size_;
  size_ += std::uint64_t{1} << level;
  if (one_by_one) {
    known_ = size_;
    keep(0, hash);
  }
  while (!wholes_.empty() && wholes_.back().level == level) {
    hash = node_hash(wholes_.back().hash, hash);
    wholes_.pop_back();
    ++level;
    if (one_by_one) keep(level, hash);
  }
  wholes_.push_back({.level = level, .hash = hash});
  return true;
}

void Tree::keep(unsigned level, const Hash& hash) {
  if (rows_.size() <= level) rows_.resize(level + 1);
  rows_[level].push_back(hash);
}

std::optional<Hash> Tree::head_at(std::uint64_t size) const {
  if (size > known_) return std::nullopt;
  std::optional<Hash> head;
  // From the right: the smallest whole subtree first.
  for (unsigned level = 0; size >> level != 0; ++level) {
    if ((size >> level & 1U) == 0) continue;
    const auto& left = rows_[level][(size >> level) - 1];
    head = head ? node_hash(left, *head) : left;
  }
  return head ? *head : sha256({});
}

Hash Tree::head() const {
  if (wholes_.empty()) return sha256({});
  auto at = wholes_.rbegin();
  Hash hash = at->hash;
  while (++at != wholes_.rend()) hash = node_hash(at->hash, hash);
  return hash;
}

std::optional<Hash> head_by_path(std::uint64_t leaf, std::uint64_t size, const Hash& leaf_hash,
                                 const std::vector<Hash>& path) {
  if (leaf >= size) return std::nullopt;
  std::uint64_t at = leaf;
  std::uint64_t last = size - 1;
  Hash hash = leaf_hash;
  for (const auto& sibling : path) {
    if (last == 0) return std::nullopt;
    if ((at & 1U) == 1 || at == last) {
      hash = node_hash(sibling, hash);
      // Where there is no right neighbour the node rises unchanged.
      while ((at & 1U) == 0 && at != 0) {
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    at >>= 1U;
    last >>= 1U;
  }
  if (last != 0) return std::nullopt;
  return hash;
}

bool is_consistent(const Heads& heads, const std::vector<Hash>& path) {
  if (heads.from > heads.to) return false;
  if (heads.from == heads.to) return path.empty() && heads.old_head == heads.new_head;
  if (heads.from == 0) return path.empty();
  std::vector<Hash> all = path;
  if (std::has_single_bit(heads.from)) all.insert(all.begin(), heads.old_head);
  if (all.empty()) return false;
  std::uint64_t at = heads.from - 1;
  std::uint64_t last = heads.to - 1;
  while ((at & 1U) == 1) {
    at >>= 1U;
    last >>= 1U;
  }
  Hash older = all.front();
  Hash newer = all.front();
  for (std::size_t step = 1; step < all.size(); ++step) {
    if (last == 0) return false;
    if ((at & 1U) == 1 || at == last) {
      older = node_hash(all[step], older);
      newer = node_hash(all[step], newer);
      while ((at & 1U) == 0 && at != 0) {
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      newer = node_hash(newer, all[step]);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && older == heads.old_head && newer == heads.new_head;
}

}  // namespace ckl::cli::proof
