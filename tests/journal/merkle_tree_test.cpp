// The tree of the proof, beside the plain recursion of RFC 9162 and the vectors of RFC 6962.
#include "journal/merkle_tree.hpp"

#include <bit>

#include <gmock/gmock.h>

#include "journal/hash.hpp"

namespace ckl::test {
namespace {

using journal::hash_of;
using journal::hash_of_node;
using journal::MerkleTree;
using ports::Hash;
using testing::ElementsAre;
using testing::IsEmpty;

std::string hex(const Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : hash) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::string bytes_of(std::string_view hexadecimal) {
  std::string bytes;
  for (std::size_t at = 0; at < hexadecimal.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hexadecimal.substr(at, 2)), nullptr, 16));
  }
  return bytes;
}

Hash leaf_of(std::string_view data) { return hash_of({std::string_view("\0", 1), data}); }

// A tree whose whole tiles are kept in a map, as a database would.
struct Kept {
  std::map<MerkleTree::TileName, std::string> tiles;
  MerkleTree tree{[this](MerkleTree::TileName name) -> ports::Result<std::string> {
    const auto found = tiles.find(name);
    if (found == tiles.end()) {
      return std::unexpected(ports::Failure{.code = ports::FailureCode::corrupt, .what = "gone"});
    }
    return found->second;
  }};

  void add(const Hash& leaf) {
    for (auto& tile : tree.add(leaf)) tiles[tile.name] = std::move(tile.bytes);
    tree.written();
  }
};

// MTH of RFC 9162 2.1.1, word for word.
Hash naive_head(const std::vector<Hash>& leaves, std::size_t from, std::size_t to) {
  if (from == to) return hash_of({});
  if (to - from == 1) return leaves[from];
  const auto split = from + std::bit_floor(to - from - 1);
  return hash_of_node(naive_head(leaves, from, split), naive_head(leaves, split, to));
}

// PATH of 2.1.3.1.
std::vector<Hash> naive_path(const std::vector<Hash>& leaves, std::size_t leaf, std::size_t from,
                             std::size_t to) {
  if (to - from == 1) return {};
  const auto split = from + std::bit_floor(to - from - 1);
  const bool left = leaf < split;
  auto path = left ? naive_path(leaves, leaf, from, split) : naive_path(leaves, leaf, split, to);
  path.push_back(left ? naive_head(leaves, split, to) : naive_head(leaves, from, split));
  return path;
}

struct Stretch {
  std::size_t from = 0;
  std::size_t to = 0;
};

// SUBPROOF of 2.1.4.1.
std::vector<Hash> naive_proof(const std::vector<Hash>& leaves, std::size_t old, Stretch of,
                              bool whole = true) {
  if (old == of.to) {
    return whole ? std::vector<Hash>{} : std::vector<Hash>{naive_head(leaves, of.from, of.to)};
  }
  const auto split = of.from + std::bit_floor(of.to - of.from - 1);
  const bool left = old <= split;
  auto proof = left ? naive_proof(leaves, old, {of.from, split}, whole)
                    : naive_proof(leaves, old, {split, of.to}, false);
  proof.push_back(left ? naive_head(leaves, split, of.to) : naive_head(leaves, of.from, split));
  return proof;
}

std::vector<Hash> numbered(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t at = 0; at < count; ++at) leaves.push_back(leaf_of(std::to_string(at)));
  return leaves;
}

// The tree of RFC 6962's reference code: its leaves, and its head at each size.
constexpr std::array reference_leaves = {"",
                                         "00",
                                         "10",
                                         "2021",
                                         "3031",
                                         "40414243",
                                         "5051525354555657",
                                         "606162636465666768696a6b6c6d6e6f"};
constexpr std::array reference_heads = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(MerkleTree, HasTheHeadsOfTheReferenceTree) {
  Kept kept;
  EXPECT_EQ(hex(*kept.tree.head(0)),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t at = 0; at < reference_leaves.size(); ++at) {
    kept.add(leaf_of(bytes_of(reference_leaves.at(at))));
    EXPECT_EQ(hex(*kept.tree.head(at + 1)), reference_heads.at(at));
  }
}

TEST(MerkleTree, HasTheProofsOfTheReferenceTree) {
  Kept kept;
  for (const auto* leaf : reference_leaves) kept.add(leaf_of(bytes_of(leaf)));
  const auto shown = [](const std::vector<Hash>& path) {
    std::vector<std::string> texts;
    for (const auto& hash : path) texts.push_back(hex(hash).substr(0, 8));
    return texts;
  };
  EXPECT_THAT(shown(*kept.tree.inclusion(0, 1)), IsEmpty());
  EXPECT_THAT(shown(*kept.tree.inclusion(0, 8)), ElementsAre("96a296d2", "5f083f0a", "6b47aaf2"));
  EXPECT_THAT(shown(*kept.tree.inclusion(5, 8)), ElementsAre("bc1a0643", "ca854ea1", "d37ee418"));
  EXPECT_THAT(shown(*kept.tree.inclusion(2, 3)), ElementsAre("fac54203"));
  EXPECT_THAT(shown(*kept.tree.inclusion(1, 5)), ElementsAre("6e340b9c", "5f083f0a", "bc1a0643"));
  EXPECT_THAT(shown(*kept.tree.consistency(1, 1)), IsEmpty());
  EXPECT_THAT(shown(*kept.tree.consistency(6, 8)), ElementsAre("0ebc5d34", "ca854ea1", "d37ee418"));
  EXPECT_THAT(shown(*kept.tree.consistency(2, 5)), ElementsAre("5f083f0a", "bc1a0643"));
  EXPECT_THAT(shown(*kept.tree.consistency(3, 8)),
              ElementsAre("0298d122", "07506a85", "fac54203", "6b47aaf2"));
}

TEST(MerkleTree, AgreesWithThePlainRecursionAtEverySize) {
  constexpr std::size_t most = 66;
  const auto leaves = numbered(most);
  Kept kept;
  for (const auto& leaf : leaves) kept.add(leaf);
  for (std::size_t size = 1; size <= most; ++size) {
    ASSERT_EQ(*kept.tree.head(size), naive_head(leaves, 0, size)) << size;
    for (std::size_t leaf = 0; leaf < size; ++leaf) {
      ASSERT_EQ(*kept.tree.inclusion(leaf, size), naive_path(leaves, leaf, 0, size));
    }
    for (std::size_t old = 1; old <= size; ++old) {
      ASSERT_EQ(*kept.tree.consistency(old, size), naive_proof(leaves, old, {0, size}))
          << old << " -> " << size;
    }
  }
}

// Over the edges of tiles of two levels, where the tree is in memory, on the disk, and between.
TEST(MerkleTree, AgreesOverTheEdgesOfTiles) {
  constexpr std::size_t most = 66'000;  // 256 whole tiles, and some
  const auto leaves = numbered(most);
  Kept kept;
  for (const auto& leaf : leaves) kept.add(leaf);
  EXPECT_EQ(kept.tiles.size(), 257U + 1U);
  for (const std::size_t size :
       {255U, 256U, 257U, 511U, 512U, 513U, 65'535U, 65'536U, 65'537U, 65'999U, 66'000U}) {
    ASSERT_EQ(*kept.tree.head(size), naive_head(leaves, 0, size)) << size;
    for (const std::size_t leaf : {std::size_t{0}, std::size_t{254}, size / 2, size - 1}) {
      ASSERT_EQ(*kept.tree.inclusion(leaf, size), naive_path(leaves, leaf, 0, size)) << size;
    }
  }
  ASSERT_EQ(*kept.tree.consistency(257, most), naive_proof(leaves, 257, {0, most}));
  ASSERT_EQ(*kept.tree.consistency(65'536, most), naive_proof(leaves, 65'536, {0, most}));

  // Started anew from its tiles and the leaves that no whole tile holds, it is the same tree.
  Kept again;
  again.tiles = kept.tiles;
  const auto whole = most / MerkleTree::tile_hashes;
  ASSERT_TRUE(again.tree.start(whole));
  for (auto at = whole * MerkleTree::tile_hashes; at < most; ++at) again.add(leaves[at]);
  EXPECT_EQ(*again.tree.head(most), *kept.tree.head(most));
  for (int more = 0; more < 600; ++more) {
    again.add(leaves[0]);
    kept.add(leaves[0]);
  }
  EXPECT_EQ(*again.tree.head(most + 600), *kept.tree.head(most + 600));
}

TEST(MerkleTree, GivesTheLargestSubtreesOfARange) {
  const auto leaves = numbered(40);
  Kept kept;
  for (const auto& leaf : leaves) kept.add(leaf);
  EXPECT_THAT(*kept.tree.range(5, 5), IsEmpty());
  EXPECT_THAT(*kept.tree.range(5, 6), ElementsAre(leaves[5]));
  EXPECT_THAT(*kept.tree.range(0, 40),
              ElementsAre(naive_head(leaves, 0, 32), naive_head(leaves, 32, 40)));
  EXPECT_THAT(*kept.tree.range(3, 14),
              ElementsAre(leaves[3], naive_head(leaves, 4, 8), naive_head(leaves, 8, 12),
                          naive_head(leaves, 12, 14)));
}

TEST(MerkleTree, RefusesWhatItHasNotReached) {
  Kept kept;
  kept.add(leaf_of("one"));
  EXPECT_FALSE(kept.tree.head(2));
  EXPECT_FALSE(kept.tree.inclusion(0, 2));
  EXPECT_FALSE(kept.tree.inclusion(1, 1));
  EXPECT_FALSE(kept.tree.consistency(1, 2));
  EXPECT_FALSE(kept.tree.range(0, 2));
  EXPECT_FALSE(kept.tree.subtree(1, 0));
}

TEST(MerkleTree, SaysThatATileIsGone) {
  Kept kept;
  for (const auto& leaf : numbered(600)) kept.add(leaf);
  kept.tiles.erase(MerkleTree::TileName{.level = 0, .number = 0});
  const auto path = kept.tree.inclusion(3, 600);
  ASSERT_FALSE(path);
  EXPECT_EQ(path.error().code, ports::FailureCode::corrupt);
}

}  // namespace
}  // namespace ckl::test
