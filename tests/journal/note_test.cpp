// Signed notes, by the vectors of the C2SP texts and of Go's sumdb/note.
#include "journal/note.hpp"

#include <gtest/gtest.h>

namespace ckl::test {
namespace {

using journal::from_base64;
using journal::key_of_log;
using journal::KeyUse;
using journal::to_base64;
using journal::VerifierKey;

constexpr std::string_view neumann_key =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view neumann_seed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr std::string_view neumann_text =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr std::string_view neumann_line =
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

journal::Seed seed_of(std::string_view text) {
  journal::Seed seed{};
  const auto bytes = from_base64(text);
  EXPECT_TRUE(bytes && bytes->size() == 33);
  std::copy(bytes->begin() + 1, bytes->end(), seed.begin());
  return seed;
}

TEST(Note, SignsAsTheReferenceDoes) {
  const auto seed = seed_of(neumann_seed);
  const auto key = key_of_log("PeterNeumann", seed);
  EXPECT_EQ(key.text(), neumann_key);
  EXPECT_EQ(sign(neumann_text, key, seed), neumann_line);
}

TEST(Note, ReadsAKeyAndNothingLikeIt) {
  const auto key = VerifierKey::parse(neumann_key);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->text(), neumann_key);
  for (std::size_t at = 0; at < neumann_key.size(); ++at) {
    auto other = std::string(neumann_key);
    other[at] = static_cast<char>(other[at] + 1);
    EXPECT_FALSE(VerifierKey::parse(other)) << other;
    EXPECT_FALSE(VerifierKey::parse(neumann_key.substr(0, at)));
  }
}

TEST(Note, FindsTheCosignatureOfAWitness) {
  // From the text of C2SP tlog-cosignature; the witness's key is ours, since that text gives none.
  const std::string text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const auto seed = seed_of(neumann_seed);
  VerifierKey witness = key_of_log("witness.example.com/w1", seed);
  witness.use = KeyUse::witness;
  const auto parsed = VerifierKey::parse(witness.text());
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->use, KeyUse::witness);
  const auto note = text + "\n" + sign(text, key_of_log("log", seed), seed);
  const auto split = journal::split_note(note);
  ASSERT_TRUE(split);
  EXPECT_EQ(split->text, text);
  // A signature of the log's kind is no cosignature, even by the same key.
  EXPECT_FALSE(journal::cosignature_of(*split, witness));
}

TEST(Note, ReadsTheSizeOfItsOwnOriginAlone) {
  EXPECT_EQ(journal::size_of("ckl/a\n17\nxyz=\n", "ckl/a"), 17U);
  EXPECT_FALSE(journal::size_of("ckl/ab\n17\nxyz=\n", "ckl/a"));
  EXPECT_FALSE(journal::size_of("ckl/a\nx\nxyz=\n", "ckl/a"));
  EXPECT_FALSE(journal::size_of("ckl/a\n17", "ckl/a"));
  EXPECT_FALSE(journal::size_of("", "ckl/a"));
}

TEST(Note, TakesBase64InOneSpellingAlone) {
  EXPECT_EQ(from_base64("AA=="), std::string(1, '\0'));
  EXPECT_FALSE(from_base64("AB=="));
  EXPECT_FALSE(from_base64("AA="));
  EXPECT_FALSE(from_base64("A A="));
  EXPECT_FALSE(from_base64("====") && from_base64("====")->empty());
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string bytes(size, static_cast<char>(size * 37));
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  }
}

}  // namespace
}  // namespace ckl::test
