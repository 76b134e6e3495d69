// The verifier's own tree and notes, by the vectors of RFC 6962 and of Go's sumdb/note.
#include <gtest/gtest.h>

#include "cli/proof/note.hpp"
#include "cli/proof/tree.hpp"

namespace ckl::test {
namespace {

namespace proof = cli::proof;
using proof::Hash;

Hash hash_of(std::string_view hexadecimal) {
  Hash hash{};
  for (std::size_t at = 0; at < hash.size(); ++at) {
    hash.at(at) = static_cast<unsigned char>(
        std::stoi(std::string(hexadecimal.substr(2 * at, 2)), nullptr, 16));
  }
  return hash;
}

std::vector<Hash> reference_leaves() {
  std::vector<Hash> leaves;
  for (const std::string_view data :
       {std::string_view(), std::string_view("\x00", 1), std::string_view("\x10"),
        std::string_view("\x20\x21"), std::string_view("\x30\x31"),
        std::string_view("\x40\x41\x42\x43"), std::string_view("\x50\x51\x52\x53\x54\x55\x56\x57"),
        std::string_view("\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f")}) {
    leaves.push_back(proof::sha256(std::string(1, '\0') + std::string(data)));
  }
  return leaves;
}

const Hash head_of_8 = hash_of("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
const Hash head_of_6 = hash_of("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef");
const std::vector<Hash> path_of_5 = {
    hash_of("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
    hash_of("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
    hash_of("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};
const std::vector<Hash> from_6_to_8 = {
    hash_of("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
    hash_of("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
    hash_of("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};

TEST(ProofTree, HasTheHeadsOfTheReferenceTree) {
  proof::Tree tree;
  for (const auto& leaf : reference_leaves()) {
    ASSERT_TRUE(tree.add(0, leaf));
    if (tree.size() == 6) EXPECT_EQ(tree.head(), head_of_6);
  }
  EXPECT_EQ(tree.head(), head_of_8);
}

TEST(ProofTree, TakesSubtreesWhereTheyFitAlone) {
  proof::Tree tree;
  EXPECT_TRUE(tree.add(1, path_of_5[0]));
  EXPECT_FALSE(tree.add(2, path_of_5[0]));
  EXPECT_TRUE(tree.add(1, path_of_5[0]));
  EXPECT_TRUE(tree.add(2, path_of_5[0]));
  EXPECT_FALSE(tree.add(63, path_of_5[0]));
  EXPECT_EQ(tree.size(), 8U);
}

TEST(ProofTree, RemembersItsEarlierHeads) {
  proof::Tree tree;
  std::vector<Hash> heads{tree.head()};
  for (const auto& leaf : reference_leaves()) {
    ASSERT_TRUE(tree.add(0, leaf));
    heads.push_back(tree.head());
  }
  ASSERT_TRUE(tree.add(3, head_of_8));
  for (std::size_t size = 0; size < heads.size(); ++size) {
    EXPECT_EQ(tree.head_at(size), heads[size]) << size;
  }
  EXPECT_EQ(tree.head_at(6), head_of_6);
  EXPECT_FALSE(tree.head_at(9));
  EXPECT_FALSE(tree.head_at(16));
}

TEST(ProofTree, FollowsAPathAndNoOther) {
  const auto leaf = reference_leaves()[5];
  EXPECT_EQ(proof::head_by_path(5, 8, leaf, path_of_5), head_of_8);
  EXPECT_NE(proof::head_by_path(4, 8, leaf, path_of_5), head_of_8);
  EXPECT_NE(proof::head_by_path(5, 6, leaf, path_of_5), head_of_8);
  EXPECT_FALSE(proof::head_by_path(8, 8, leaf, path_of_5));
  EXPECT_FALSE(proof::head_by_path(5, 8, leaf, {path_of_5[0]}));
  auto longer = path_of_5;
  longer.push_back(leaf);
  EXPECT_FALSE(proof::head_by_path(5, 8, leaf, longer));
  EXPECT_EQ(proof::head_by_path(0, 1, leaf, {}), leaf);
}

TEST(ProofTree, KnowsWhatContinuesWhat) {
  const proof::Heads heads{.from = 6, .to = 8, .old_head = head_of_6, .new_head = head_of_8};
  EXPECT_TRUE(proof::is_consistent(heads, from_6_to_8));
  EXPECT_FALSE(proof::is_consistent(heads, {}));
  for (std::size_t at = 0; at < from_6_to_8.size(); ++at) {
    auto other = from_6_to_8;
    other[at][0] ^= 1U;
    EXPECT_FALSE(proof::is_consistent(heads, other)) << at;
    other = from_6_to_8;
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(at));
    EXPECT_FALSE(proof::is_consistent(heads, other)) << at;
  }
  auto wrong = heads;
  wrong.old_head[3] ^= 1U;
  EXPECT_FALSE(proof::is_consistent(wrong, from_6_to_8));
  EXPECT_FALSE(proof::is_consistent(
      {.from = 8, .to = 6, .old_head = head_of_8, .new_head = head_of_6}, from_6_to_8));
  EXPECT_TRUE(
      proof::is_consistent({.from = 8, .to = 8, .old_head = head_of_8, .new_head = head_of_8}, {}));
}

TEST(ProofNote, ReadsTheReferenceAndNothingAround) {
  const auto key = proof::VerifierKey::parse(
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(key);
  const proof::Checkpoint note{
      .text =
          "If you think cryptography is the answer to your problem,\n"
          "then you don't know what your problem is.\n",
      .origin = {},
      .signatures = {
          {.name = "PeterNeumann",
           .id = key->id(),
           .bytes = proof::from_base64("x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2p"
                                       "ZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=")
                        ->substr(4)}}};
  EXPECT_EQ(proof::signed_by(note, *key), proof::Signed::good);
  auto altered = note;
  altered.text[0] = 'i';
  EXPECT_EQ(proof::signed_by(altered, *key), proof::Signed::bad);
  auto other = *key;
  other.name = "Peter";
  EXPECT_EQ(proof::signed_by(note, other), proof::Signed::no);
}

TEST(ProofNote, IsReadInOneSpellingAlone) {
  const std::string good =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
      "\u2014 example.com/behind-the-sofa "
      "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
      "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
  const auto checkpoint = proof::Checkpoint::parse(good);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->size, 20'852'163U);
  for (std::size_t at = 0; at + 1 < good.size(); ++at) {
    EXPECT_FALSE(proof::Checkpoint::parse(good.substr(0, at))) << at;
  }
  const auto with = [&](std::string_view what, std::string_view by) {
    auto text = good;
    return proof::Checkpoint::parse(text.replace(text.find(what), what.size(), by));
  };
  EXPECT_FALSE(with("20852163", "020852163"));
  EXPECT_FALSE(with("20852163", "-20852163"));
  EXPECT_FALSE(with("20852163", "99999999999999999999"));
  EXPECT_FALSE(with("2I=", "2J="));
  EXPECT_FALSE(with("\u2014", "-"));
  EXPECT_FALSE(with("\n\n", "\next\n\n"));
}

}  // namespace
}  // namespace ckl::test
