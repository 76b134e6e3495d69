// What every journal promises, run on all of them.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "domain/evolve.hpp"
#include "journal/commit_recorder.hpp"
#include "journal/memory_journal.hpp"
#include "journal/rocks_journal.hpp"
#include "journal/sample_entries.hpp"
#include "journal/temporary_folder.hpp"

namespace ckl::test {
namespace {

// How a kind of journal is made, and made again over the same storage.
struct OnDisk {
  TemporaryFolder folder;
  std::unique_ptr<journal::RocksJournal> journal;

  OnDisk() { reopen(); }

  ports::Journal& reopen() {
    journal.reset();
    auto opened = journal::RocksJournal::open(
        {.folder = folder.path(), .space = {.watermark = 1, .ballast = 0, .reserve = 0}});
    EXPECT_TRUE(opened) << opened.error().what;
    journal = std::move(*opened);
    return *journal;
  }
  ports::Journal& get() { return *journal; }
};

struct InMemory {
  journal::MemoryJournal journal;

  ports::Journal& reopen() {
    journal.stop();
    return journal;
  }
  ports::Journal& get() { return journal; }
};

template <class Rig>
class JournalContract : public testing::Test {
 protected:
  std::vector<domain::Sequence> sequences(domain::Sequence first, std::size_t most = 1'000) {
    std::vector<domain::Sequence> seen;
    const auto read = rig.get().read(first, [&](domain::Sequence sequence, std::string_view) {
      seen.push_back(sequence);
      return seen.size() < most;
    });
    EXPECT_TRUE(read);
    return seen;
  }

  CommitRecorder recorder;  // outlives the journal
  Rig rig;
};

std::vector<domain::Sequence> numbers(domain::Sequence first, domain::Sequence last) {
  std::vector<domain::Sequence> all(last - first + 1);
  std::iota(all.begin(), all.end(), first);
  return all;
}

using Journals = testing::Types<OnDisk, InMemory>;
TYPED_TEST_SUITE(JournalContract, Journals);

TYPED_TEST(JournalContract, BeginsEmptyWithAnIdentity) {
  auto& journal = this->rig.get();
  EXPECT_EQ(journal.head(), 0U);
  EXPECT_EQ(journal.id().size(), 32U);
  EXPECT_TRUE(journal.accepts());
  EXPECT_TRUE(this->sequences(1).empty());
  EXPECT_FALSE(journal.latest_snapshot()->has_value());
}

TYPED_TEST(JournalContract, TellsOfEveryEntryInOrderAndReadsItBack) {
  auto& journal = this->rig.get();
  this->recorder.attach(journal);
  for (domain::Sequence first = 1; first <= 300; first += 3) {
    journal.append(sample_append(first, 3));
  }
  const auto committed = this->recorder.wait_for(300);
  ASSERT_EQ(committed.size(), 300U);
  for (std::size_t i = 0; i < committed.size(); ++i) {
    EXPECT_EQ(committed[i].entry, sample_entry(i + 1));
    EXPECT_EQ(*journal.decode(*committed[i].bytes), committed[i].entry);
  }
  EXPECT_EQ(journal.head(), 300U);
  EXPECT_EQ(this->sequences(1), numbers(1, 300));
  EXPECT_EQ(this->sequences(0), numbers(1, 300));
  EXPECT_EQ(this->sequences(157), numbers(157, 300));
  EXPECT_TRUE(this->sequences(301).empty());
  EXPECT_EQ(this->sequences(10, 5), numbers(10, 14));
}

TYPED_TEST(JournalContract, ReadsTheBytesThatWereTold) {
  auto& journal = this->rig.get();
  this->recorder.attach(journal);
  journal.append(sample_append(1, 20));
  const auto committed = this->recorder.wait_for(20);
  std::size_t at = 0;
  ASSERT_TRUE(journal.read(1, [&](domain::Sequence, std::string_view bytes) {
    EXPECT_EQ(bytes, *committed[at].bytes);
    ++at;
    return true;
  }));
  EXPECT_EQ(at, 20U);
}

TYPED_TEST(JournalContract, ReadsBackwards) {
  auto& journal = this->rig.get();
  this->recorder.attach(journal);
  journal.append(sample_append(1, 50));
  static_cast<void>(this->recorder.wait_for(50));
  for (const domain::Sequence from : {1U, 25U, 50U, 99U}) {
    std::vector<domain::Sequence> seen;
    ASSERT_TRUE(journal.read_back(from, [&](domain::Sequence sequence, std::string_view) {
      seen.push_back(sequence);
      return true;
    }));
    auto wanted = numbers(1, std::min<domain::Sequence>(from, 50));
    std::ranges::reverse(wanted);
    EXPECT_EQ(seen, wanted);
  }
}

TYPED_TEST(JournalContract, RemembersRepliesByPersonAndCommand) {
  auto& journal = this->rig.get();
  this->recorder.attach(journal);
  auto refused = sample_append(2);
  const domain::Rejection rejection{
      .code = domain::RejectionCode::not_permitted,
      .breaches = {{.rule = {"G03"},
                    .basis = "LEH 2006:544 2 kap. 3 §",
                    .message = {.sv = "Endast ordföranden", .en = "Only the chair"},
                    .who_may = {.sv = "Ordföranden", .en = "The chair"},
                    .what_now = {.sv = "Ring", .en = "Call"},
                    .field = "incident"}}};
  refused.reply->second.reply = rejection;
  journal.append(sample_append(1));
  journal.append(std::move(refused));
  static_cast<void>(this->recorder.wait_for(2));
  const domain::PersonId person{"tib-1"};
  const auto accepted = journal.find_reply({.person = person, .command_id = "command-1"});
  ASSERT_TRUE(accepted && accepted->has_value());
  EXPECT_EQ((*accepted)->fingerprint, 31U);
  EXPECT_EQ((*accepted)->reply, sample_append(1).reply->second.reply);
  const auto denied = journal.find_reply({.person = person, .command_id = "command-2"});
  ASSERT_TRUE(denied && denied->has_value());
  EXPECT_EQ((*denied)->reply, ports::Reply(rejection));
  EXPECT_FALSE(journal.find_reply({.person = person, .command_id = "command-3"})->has_value());
  EXPECT_FALSE(journal.find_reply({.person = {"tib-2"}, .command_id = "command-1"})->has_value());
}

TYPED_TEST(JournalContract, KeepsTheNewestSnapshotBehindTheAppends) {
  auto& journal = this->rig.get();
  this->recorder.attach(journal);
  domain::State state;
  state.workspace = {"ovning"};
  state.mode = domain::Mode::exercise;
  for (domain::Sequence at = 1; at <= 4; ++at) {
    journal.append(sample_append(at));
    domain::evolve(state, sample_entry(at));
    journal.save_snapshot(std::make_shared<const domain::State>(state));
  }
  journal.stop();
  const auto kept = journal.latest_snapshot();
  ASSERT_TRUE(kept && kept->has_value());
  EXPECT_EQ((*kept)->state.sequence, 4U);
  EXPECT_TRUE(domain::same((*kept)->state, state));
}

TYPED_TEST(JournalContract, WritesEverythingQueuedBeforeItStops) {
  auto& journal = this->rig.get();
  this->recorder.attach(journal);
  for (domain::Sequence at = 1; at <= 1'000; ++at) {
    journal.append(sample_append(at));
  }
  journal.stop();
  journal.stop();
  EXPECT_EQ(this->recorder.wait_for(1'000).size(), 1'000U);
  EXPECT_EQ(journal.head(), 1'000U);
  EXPECT_TRUE(this->recorder.faults().empty());
}

TYPED_TEST(JournalContract, RefusesAnEntryOutOfTurnForGood) {
  auto& journal = this->rig.get();
  this->recorder.attach(journal);
  journal.append(sample_append(1));
  static_cast<void>(this->recorder.wait_for(1));
  journal.append(sample_append(3));
  EXPECT_EQ(this->recorder.wait_for_fault().code, ports::FailureCode::invalid);
  journal.append(sample_append(2));
  journal.stop();
  EXPECT_EQ(journal.head(), 1U);
  EXPECT_EQ(this->recorder.faults().size(), 1U);
}

TYPED_TEST(JournalContract, IsTheSameAfterARestart) {
  const auto id = this->rig.get().id();
  this->recorder.attach(this->rig.get());
  this->rig.get().append(sample_append(1, 7));
  static_cast<void>(this->recorder.wait_for(7));
  auto& journal = this->rig.reopen();
  EXPECT_EQ(journal.id(), id);
  EXPECT_EQ(journal.head(), 7U);
  EXPECT_EQ(this->sequences(1), numbers(1, 7));
  EXPECT_TRUE(journal.find_reply({.person = {"tib-1"}, .command_id = "command-7"})->has_value());
  CommitRecorder again;
  again.attach(journal);
  journal.append(sample_append(8));
  EXPECT_EQ(again.wait_for(1).front().entry, sample_entry(8));
  journal.stop();
}

}  // namespace
}  // namespace ckl::test
