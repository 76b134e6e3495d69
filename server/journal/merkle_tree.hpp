// The Merkle tree over a journal's entries (RFC 9162), kept as it grows.
//
// Hashes of complete subtrees of 256 leaves, 65,536 leaves and so on are enough to find any other:
// they are kept 256 to a tile. The tile that is being filled is in memory, whole ones are on the
// disk. `add` and `written` from one thread; everything else from any, for sizes up to what was
// added. Every hash is told of before the tile that holds it is on the disk, and stays in memory
// until `written`. Knows hashes, nothing of entries.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "ports/proof.hpp"

namespace ckl::journal {

class MerkleTree {
 public:
  using Hash = ports::Hash;
  static constexpr std::uint64_t tile_hashes = 256;

  struct TileName {
    std::uint8_t level = 0;
    std::uint64_t number = 0;
    auto operator<=>(const TileName&) const = default;
  };
  struct Tile {
    TileName name;
    std::string bytes;  // 256 hashes
  };
  // A whole tile from the disk.
  using Fetch = std::function<ports::Result<std::string>(TileName name)>;

  explicit MerkleTree(Fetch fetch);

  // Starts at a size whose whole tiles are all on the disk; the leaves that follow are added.
  [[nodiscard]] ports::Result<void> start(std::uint64_t whole_tiles);

  // Returns the tiles that it made whole: they must be written with what the leaf is of.
  [[nodiscard]] std::vector<Tile> add(const Hash& leaf);

  // What `add` gave is on the disk.
  void written();

  [[nodiscard]] std::uint64_t size() const;

  // The complete subtree of 2^level leaves that begins at leaf `number` * 2^level.
  [[nodiscard]] ports::Result<Hash> subtree(unsigned level, std::uint64_t number) const;

  [[nodiscard]] ports::Result<Hash> head(std::uint64_t size) const;
  [[nodiscard]] ports::Result<std::vector<Hash>> inclusion(std::uint64_t leaf,
                                                           std::uint64_t size) const;
  [[nodiscard]] ports::Result<std::vector<Hash>> consistency(std::uint64_t from,
                                                             std::uint64_t to) const;

  // The largest complete subtrees of the leaves from..to-1, left to right.
  [[nodiscard]] ports::Result<std::vector<Hash>> range(std::uint64_t from, std::uint64_t to) const;

 private:
  struct Level {
    std::uint64_t first = 0;     // the number of the hash that `hashes` begins with
    std::vector<Hash> hashes{};  // of the tile that is being filled
  };

  void push(std::size_t level, const Hash& hash, std::vector<Tile>& whole);
  // With the lock held.
  [[nodiscard]] ports::Result<std::vector<Hash>> hashes_of(TileName name, std::uint64_t first,
                                                           std::uint64_t count) const;
  [[nodiscard]] ports::Result<Hash> find_subtree(unsigned level, std::uint64_t number) const;
  [[nodiscard]] ports::Result<Hash> find_head(std::uint64_t from, std::uint64_t to) const;

  Fetch fetch_;
  mutable std::mutex mutex_;
  std::uint64_t size_ = 0;
  std::vector<Level> levels_;
  std::map<TileName, std::string> unwritten_;
  mutable std::map<TileName, std::string> fetched_;  // a few, of the last questions
};

// The head of a complete tree over these hashes; their number is a power of two.
[[nodiscard]] ports::Hash head_of(std::vector<ports::Hash> hashes);

}  // namespace ckl::journal
