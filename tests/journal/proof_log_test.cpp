// The proof kept with the journal: what is signed when, what survives, and what is found out.
#include "journal/proof_log.hpp"

#include <gmock/gmock.h>
#include <rocksdb/db.h>

#include "codec/codec.hpp"
#include "journal/commit_recorder.hpp"
#include "journal/keys.hpp"
#include "journal/rocks_journal.hpp"
#include "journal/sample_entries.hpp"
#include "journal/temporary_folder.hpp"

namespace ckl::test {
namespace {

namespace fs = std::filesystem;
using journal::RocksJournal;
using testing::HasSubstr;

// A journal that is open, and what it told of.
class Open {
 public:
  explicit Open(const fs::path& folder) {
    auto opened = RocksJournal::open(
        {.folder = folder, .space = {.watermark = 1, .ballast = 0, .reserve = 0}});
    EXPECT_TRUE(opened) << opened.error().what;
    journal_ = std::move(*opened);
    recorder_.attach(*journal_);
  }

  RocksJournal& journal() { return *journal_; }
  ports::Proof& proof() { return *journal_->proof(); }

  // Waits until it is durable.
  void append(domain::Event event, domain::Instant time) {
    domain::Entry entry = sample_entry(journal_->head() + 1);
    entry.time = time;
    entry.event = std::move(event);
    ports::Append append;
    append.entries.push_back(std::move(entry));
    journal_->append(std::move(append));
    static_cast<void>(recorder_.wait_for(++count_));
  }

  void append_notes(std::size_t count) {
    for (std::size_t at = 0; at < count; ++at) {
      append(sample_entry(journal_->head() + 1).event, time_);
    }
  }

  std::string adopt_key() {
    const auto key = proof().key_to_adopt();
    append(domain::ProofKeyAdopted{.key = key}, time_);
    return key;
  }

  domain::Instant time_{std::chrono::seconds{1'800'000'000}};

 private:
  CommitRecorder recorder_;
  std::size_t count_ = 0;
  std::unique_ptr<RocksJournal> journal_;
};

domain::Sequence size_of(const ports::Result<std::string>& note) {
  if (!note) return 0;
  const auto line = note->find('\n') + 1;
  return std::stoull(note->substr(line, note->find('\n', line) - line));
}

std::size_t signatures_in(const std::string& note) {
  std::size_t count = 0;
  for (auto at = note.find("\u2014 "); at != std::string::npos; at = note.find("\u2014 ", at + 1)) {
    ++count;
  }
  return count;
}

TEST(ProofLog, SignsNothingBeforeAnEntryAdoptsItsKey) {
  const TemporaryFolder folder;
  Open open(folder.path());
  open.append(domain::LevelChanged{}, open.time_);
  EXPECT_FALSE(open.proof().checkpoint(0));
  EXPECT_EQ(open.proof().key(), "");
  const auto key = open.adopt_key();
  EXPECT_EQ(open.proof().key(), key);
  EXPECT_EQ(open.proof().key_to_adopt(), "");
  EXPECT_EQ(size_of(open.proof().checkpoint(0)), 2U);
}

TEST(ProofLog, SignsWithEachDecisionInTheSameWrite) {
  const TemporaryFolder folder;
  Open open(folder.path());
  open.adopt_key();
  open.append_notes(3);
  open.append(domain::ExtraordinaryDeclared{}, open.time_);
  EXPECT_EQ(size_of(open.proof().checkpoint(0)), 5U);
  EXPECT_EQ(size_of(open.proof().checkpoint(4)), 1U);
  EXPECT_EQ(size_of(open.proof().checkpoint_from(2)), 5U);
  EXPECT_FALSE(open.proof().checkpoint_from(6));
}

TEST(ProofLog, SignsWhenFiveSecondsOfTheLogHavePassed) {
  const TemporaryFolder folder;
  Open open(folder.path());
  open.adopt_key();
  open.time_ += std::chrono::milliseconds{4'900};
  open.append_notes(1);
  EXPECT_EQ(size_of(open.proof().checkpoint(0)), 1U);
  open.time_ += std::chrono::milliseconds{100};
  open.append_notes(1);
  EXPECT_EQ(size_of(open.proof().checkpoint(0)), 3U);
}

TEST(ProofLog, SignsTheRestWhenTheJournalIsClosed) {
  const TemporaryFolder folder;
  {
    Open open(folder.path());
    open.adopt_key();
    open.append_notes(4);
  }
  Open open(folder.path());
  EXPECT_EQ(size_of(open.proof().checkpoint(0)), 5U);
}

TEST(ProofLog, IsTheSameTreeAfterAStart) {
  const TemporaryFolder folder;
  ports::Hash before{};
  {
    Open open(folder.path());
    open.adopt_key();
    open.append_notes(300);
    before = *open.proof().head(300);
  }
  Open open(folder.path());
  EXPECT_EQ(*open.proof().head(300), before);
  open.append_notes(300);
  EXPECT_EQ(*open.proof().head(300), before);
  EXPECT_EQ(open.proof().inclusion(7, 601)->size(), 10U);
  EXPECT_TRUE(open.journal().verify());
}

TEST(ProofLog, ANewKeyIsSignedForByTheOneBeforeIt) {
  const TemporaryFolder folder;
  Open open(folder.path());
  const auto first = open.adopt_key();
  const auto second = open.proof().make_key();
  ASSERT_TRUE(second);
  EXPECT_EQ(open.proof().key(), first);
  open.append(domain::ProofKeyAdopted{.key = *second}, open.time_);
  EXPECT_EQ(open.proof().key(), *second);
  EXPECT_EQ(signatures_in(*open.proof().checkpoint(2)), 2U);
  open.append(domain::ExtraordinaryDeclared{}, open.time_);
  EXPECT_EQ(signatures_in(*open.proof().checkpoint(3)), 1U);
  // A key that is not the one made, as in the log of another server, changes nothing here.
  open.append(domain::ProofKeyAdopted{.key = first}, open.time_);
  EXPECT_EQ(open.proof().key(), *second);
}

TEST(ProofLog, AKeyThatWasNeverAdoptedIsForgottenOverAStart) {
  const TemporaryFolder folder;
  std::string first;
  {
    Open open(folder.path());
    first = open.adopt_key();
    ASSERT_TRUE(open.proof().make_key());
  }
  Open open(folder.path());
  EXPECT_EQ(open.proof().key(), first);
  EXPECT_EQ(open.proof().key_to_adopt(), "");
}

TEST(ProofLog, KeepsTheLinesOfItsWitnessesAndOfNobodyElse) {
  const TemporaryFolder folder;
  Open open(folder.path());
  open.adopt_key();
  const auto ours = *open.proof().checkpoint(0);
  const auto stranger = journal::key_of_log("w", journal::new_seed()).text();
  EXPECT_THAT(open.proof().keep_cosignature(ours, {stranger}).error().what,
              HasSubstr("no good signature of a witness"));
  EXPECT_THAT(open.proof().keep_cosignature("", {}).error().what, HasSubstr("no checkpoint"));
  auto other = ours;
  other[other.find('\n') + 1] = '7';
  EXPECT_THAT(open.proof().keep_cosignature(other, {}).error().what,
              HasSubstr("signed no such checkpoint"));
}

// The tiles of a journal of an earlier version, which had none, are made at its first start.
TEST(ProofLog, MakesItsTilesAnewWhenTheyAreGone) {
  const TemporaryFolder folder;
  ports::Hash before{};
  {
    Open open(folder.path());
    open.adopt_key();
    open.append_notes(600);
    before = *open.proof().head(601);
  }
  {
    auto store = journal::Store::open({.folder = folder.path() / "db"});
    ASSERT_TRUE(store);
    rocksdb::WriteBatch batch;
    ASSERT_TRUE((*store)->scan(journal::Family::proof, "t", true,
                               [&](std::string_view key, std::string_view) {
                                 (*store)->remove(batch, journal::Family::proof, key);
                                 return true;
                               }));
    ASSERT_GT(batch.Count(), 1U);
    ASSERT_TRUE((*store)->write(batch));
  }
  Open open(folder.path());
  EXPECT_EQ(*open.proof().head(601), before);
  EXPECT_TRUE(open.journal().verify());
}

void replace_entry(const fs::path& folder, domain::Sequence sequence) {
  auto store = journal::Store::open({.folder = folder / "db"});
  ASSERT_TRUE(store);
  v1::JournalEntry entry;
  codec::encode(sample_entry(sequence, 99), entry);
  rocksdb::WriteBatch batch;
  const auto key = journal::key_of(sequence);
  (*store)->put(batch, journal::Family::log, {key.data(), key.size()}, entry.SerializeAsString());
  ASSERT_TRUE((*store)->write(batch));
}

TEST(ProofLog, AStartRefusesANewEntryAmongTheLast) {
  const TemporaryFolder folder;
  {
    Open open(folder.path());
    open.adopt_key();
    open.append_notes(20);
  }
  replace_entry(folder.path(), 11);
  const auto opened = RocksJournal::open(
      {.folder = folder.path(), .space = {.watermark = 1, .ballast = 0, .reserve = 0}});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ports::FailureCode::corrupt);
  EXPECT_THAT(opened.error().what, HasSubstr("checkpoint"));
}

TEST(ProofLog, TheDeepCheckNamesAnAlteredEntryWhereverItIs) {
  const TemporaryFolder folder;
  {
    Open open(folder.path());
    open.adopt_key();
    open.append_notes(300);
  }
  replace_entry(folder.path(), 11);
  Open open(folder.path());
  const auto verified = open.journal().verify();
  ASSERT_FALSE(verified);
  EXPECT_THAT(verified.error().what, HasSubstr("entry 11 is not the one that was entered"));
}

TEST(ProofLog, ThePartsOfAnEntryAreItsBytes) {
  const TemporaryFolder folder;
  Open open(folder.path());
  open.append_notes(1);
  std::size_t covered = 0;
  ASSERT_TRUE(open.journal().read(1, [&](domain::Sequence sequence, std::string_view bytes) {
    const auto parts = open.proof().parts(sequence, bytes);
    EXPECT_TRUE(parts);
    std::string joined;
    for (const auto& part : *parts) {
      joined += part.bytes;
      if (part.kind == ports::Part::Kind::covered) ++covered;
    }
    // All but the event's own tag (two bytes) and length (one).
    EXPECT_EQ(joined.size() + 3, bytes.size());
    EXPECT_TRUE(bytes.ends_with(parts->back().bytes));
    return true;
  }));
  EXPECT_EQ(covered, 4U);  // actor, command id, text, the time it happened
  Open again(folder.path() / "other");
  again.append_notes(1);
  EXPECT_NE(*again.proof().leaf(1), *open.proof().leaf(1)) << "salts are the journal's own";
}

TEST(ProofLog, BytesThatAreNoEntryAreSaidToBe) {
  using namespace std::string_view_literals;
  journal::LeafMaker maker(journal::SaltSecret{});
  for (const std::string_view bytes :
       {"\x08"sv, "\x00"sv, "\x1a\x05zz"sv, "\x52\x02\x08"sv, "\xff\xff"sv}) {
    EXPECT_FALSE(maker.leaf(1, bytes)) << testing::PrintToString(bytes);
  }
  EXPECT_TRUE(maker.leaf(1, ""));
}

}  // namespace
}  // namespace ckl::test
