#include "journal/merkle_tree.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "journal/hash.hpp"

namespace ckl::journal {
namespace {

constexpr unsigned bits_of_tile = 8;
constexpr std::size_t hash_bytes = 32;
// As many as a proof in a tree of 2^32 leaves looks at.
constexpr std::size_t tiles_kept = 8;

ports::Failure beyond(std::uint64_t asked, std::uint64_t size) {
  return {.code = ports::FailureCode::invalid,
          .what = fmt::format("{} is asked of a tree of {} leaves", asked, size)};
}

// The largest power of two below `size` (RFC 9162 2.1.1), which is above 1.
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

}  // namespace

ports::Hash head_of(std::vector<ports::Hash> hashes) {
  while (hashes.size() > 1) {
    for (std::size_t at = 0; at < hashes.size() / 2; ++at) {
      hashes[at] = hash_of_node(hashes[2 * at], hashes[2 * at + 1]);
    }
    hashes.resize(hashes.size() / 2);
  }
  return hashes.front();
}

MerkleTree::MerkleTree(Fetch fetch) : fetch_(std::move(fetch)), levels_(1) {}

// Of the levels above, only the heads of the tiles that no whole tile holds yet are made again.
ports::Result<void> MerkleTree::start(std::uint64_t whole_tiles) {
  const std::scoped_lock lock(mutex_);
  size_ = whole_tiles * tile_hashes;
  levels_.assign(1, Level{.first = size_});
  std::uint64_t below = whole_tiles;  // whole tiles of the level below
  for (std::uint8_t level = 1; below > 0; ++level) {
    const std::uint64_t whole = below / tile_hashes;
    Level next{.first = whole * tile_hashes};
    for (auto number = next.first; number < below; ++number) {
      auto hashes = hashes_of({.level = static_cast<std::uint8_t>(level - 1), .number = number}, 0,
                              tile_hashes);
      if (!hashes) return std::unexpected(std::move(hashes.error()));
      next.hashes.push_back(head_of(std::move(*hashes)));
    }
    levels_.push_back(std::move(next));
    below = whole;
  }
  return {};
}

std::vector<MerkleTree::Tile> MerkleTree::add(const Hash& leaf) {
  const std::scoped_lock lock(mutex_);
  std::vector<Tile> whole;
  push(0, leaf, whole);
  ++size_;
  return whole;
}

void MerkleTree::push(std::size_t level, const Hash& hash, std::vector<Tile>& whole) {
  if (level == levels_.size()) levels_.emplace_back();
  levels_[level].hashes.push_back(hash);
  if (levels_[level].hashes.size() < tile_hashes) return;
  auto hashes = std::exchange(levels_[level].hashes, {});
  const TileName name{.level = static_cast<std::uint8_t>(level),
                      .number = levels_[level].first / tile_hashes};
  levels_[level].first += tile_hashes;
  std::string bytes;
  bytes.reserve(tile_hashes * hash_bytes);
  for (const auto& each : hashes) bytes.append(view(each));
  unwritten_.emplace(name, bytes);
  whole.push_back({.name = name, .bytes = std::move(bytes)});
  push(level + 1, head_of(std::move(hashes)), whole);
}

void MerkleTree::written() {
  const std::scoped_lock lock(mutex_);
  unwritten_.clear();
}

std::uint64_t MerkleTree::size() const {
  const std::scoped_lock lock(mutex_);
  return size_;
}

ports::Result<std::vector<ports::Hash>> MerkleTree::hashes_of(TileName name, std::uint64_t first,
                                                              std::uint64_t count) const {
  if (name.level < levels_.size() && name.number == levels_[name.level].first / tile_hashes) {
    const auto& hashes = levels_[name.level].hashes;
    if (first + count > hashes.size()) return std::unexpected(beyond(first + count, size_));
    const auto from = hashes.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<Hash>(from, from + static_cast<std::ptrdiff_t>(count));
  }
  auto kept = unwritten_.find(name);
  if (kept == unwritten_.end()) {
    kept = fetched_.find(name);
    if (kept == fetched_.end()) {
      auto bytes = fetch_(name);
      if (!bytes) return std::unexpected(std::move(bytes.error()));
      if (bytes->size() != tile_hashes * hash_bytes) {
        return std::unexpected(ports::Failure{
            .code = ports::FailureCode::corrupt,
            .what = fmt::format("tile {} of level {} is not whole", name.number, name.level)});
      }
      if (fetched_.size() >= tiles_kept) fetched_.clear();
      kept = fetched_.emplace(name, std::move(*bytes)).first;
    }
  }
  std::vector<Hash> hashes(count);
  std::memcpy(hashes.data(), kept->second.data() + first * hash_bytes, count * hash_bytes);
  return hashes;
}

ports::Result<ports::Hash> MerkleTree::find_subtree(unsigned level, std::uint64_t number) const {
  const auto tiles = static_cast<std::uint8_t>(level / bits_of_tile);
  const std::uint64_t count = std::uint64_t{1} << (level % bits_of_tile);
  const std::uint64_t first = number * count;
  auto hashes =
      hashes_of({.level = tiles, .number = first / tile_hashes}, first % tile_hashes, count);
  if (!hashes) return std::unexpected(std::move(hashes.error()));
  return head_of(std::move(*hashes));
}

ports::Result<ports::Hash> MerkleTree::subtree(unsigned level, std::uint64_t number) const {
  const std::scoped_lock lock(mutex_);
  const auto leaves = std::uint64_t{1} << level;
  if ((number + 1) * leaves > size_) return std::unexpected(beyond((number + 1) * leaves, size_));
  return find_subtree(level, number);
}

// MTH of the leaves from..to-1, where `from` is a multiple of every power of two that is split off.
ports::Result<ports::Hash> MerkleTree::find_head(std::uint64_t from, std::uint64_t to) const {
  const auto size = to - from;
  if (std::has_single_bit(size)) {
    const auto level = static_cast<unsigned>(std::countr_zero(size));
    return find_subtree(level, from >> level);
  }
  const auto middle = from + split_of(size);
  auto left = find_head(from, middle);
  if (!left) return left;
  auto right = find_head(middle, to);
  if (!right) return right;
  return hash_of_node(*left, *right);
}

ports::Result<ports::Hash> MerkleTree::head(std::uint64_t size) const {
  const std::scoped_lock lock(mutex_);
  if (size > size_) return std::unexpected(beyond(size, size_));
  if (size == 0) return hash_of({});
  return find_head(0, size);
}

ports::Result<std::vector<ports::Hash>> MerkleTree::inclusion(std::uint64_t leaf,
                                                              std::uint64_t size) const {
  const std::scoped_lock lock(mutex_);
  if (size > size_ || leaf >= size) return std::unexpected(beyond(std::max(leaf + 1, size), size_));
  std::vector<Hash> path;
  std::uint64_t from = 0;
  std::uint64_t to = size;
  while (to - from > 1) {
    const auto middle = from + split_of(to - from);
    const bool is_left = leaf < middle;
    auto sibling = is_left ? find_head(middle, to) : find_head(from, middle);
    if (!sibling) return std::unexpected(std::move(sibling.error()));
    path.push_back(*sibling);
    (is_left ? to : from) = middle;
  }
  std::ranges::reverse(path);
  return path;
}

ports::Result<std::vector<ports::Hash>> MerkleTree::consistency(std::uint64_t from,
                                                                std::uint64_t to) const {
  const std::scoped_lock lock(mutex_);
  if (to > size_ || from > to) return std::unexpected(beyond(std::max(from, to), size_));
  std::vector<Hash> path;
  if (from == 0 || from == to) return path;
  std::uint64_t left = 0;
  std::uint64_t right = to;
  bool whole = true;  // what is left of the old tree is a subtree of it: its head is known
  std::vector<Hash> upwards;
  while (from != right) {
    const auto middle = left + split_of(right - left);
    const bool is_left = from <= middle;
    auto sibling = is_left ? find_head(middle, right) : find_head(left, middle);
    if (!sibling) return std::unexpected(std::move(sibling.error()));
    upwards.push_back(*sibling);
    if (!is_left) whole = false;
    (is_left ? right : left) = middle;
  }
  if (!whole) {
    auto last = find_head(left, right);
    if (!last) return std::unexpected(std::move(last.error()));
    upwards.push_back(*last);
  }
  path.assign(upwards.rbegin(), upwards.rend());
  return path;
}

ports::Result<std::vector<ports::Hash>> MerkleTree::range(std::uint64_t from,
                                                          std::uint64_t to) const {
  const std::scoped_lock lock(mutex_);
  if (to > size_ || from > to) return std::unexpected(beyond(std::max(from, to), size_));
  std::vector<Hash> hashes;
  while (from < to) {
    const auto fits = std::bit_floor(to - from);
    const auto aligned = from == 0 ? fits : (from & (~from + 1));
    const auto level = static_cast<unsigned>(std::countr_zero(std::min(fits, aligned)));
    auto hash = find_subtree(level, from >> level);
    if (!hash) return std::unexpected(std::move(hash.error()));
    hashes.push_back(*hash);
    from += std::uint64_t{1} << level;
  }
  return hashes;
}

}  // namespace ckl::journal
