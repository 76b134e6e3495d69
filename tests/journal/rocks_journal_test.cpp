// The journal on disk: what it refuses, what it survives, and what it never loses.
#include "journal/rocks_journal.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <semaphore>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>
#include <signal.h>
#include <unistd.h>

#include "domain/evolve.hpp"
#include "journal/commit_recorder.hpp"
#include "journal/damage.hpp"
#include "journal/high_water_mark.hpp"
#include "journal/keys.hpp"
#include "journal/sample_entries.hpp"
#include "journal/store.hpp"
#include "journal/temporary_folder.hpp"

namespace ckl::test {
namespace {

namespace fs = std::filesystem;
using journal::HighWaterMark;
using journal::RocksJournal;

journal::RocksOptions options(const fs::path& folder) {
  return {.folder = folder, .space = {.watermark = 1, .ballast = 0, .reserve = 0}};
}

void fill(const fs::path& folder, domain::Sequence entries, std::size_t padding = 40) {
  CommitRecorder recorder;
  auto journal = RocksJournal::open(options(folder));
  ASSERT_TRUE(journal) << journal.error().what;
  recorder.attach(**journal);
  const auto first = (*journal)->head() + 1;
  for (auto at = first; at < first + entries; ++at) {
    auto append = sample_append(at);
    append.entries.front() = sample_entry(at, padding);
    (*journal)->append(std::move(append));
    static_cast<void>(recorder.wait_for(at - first + 1));
  }
}

void set_mark(const fs::path& folder, domain::Sequence sequence) {
  const auto kept = HighWaterMark::read(folder / "mark");
  ASSERT_TRUE(kept && kept->has_value());
  HighWaterMark mark;
  ASSERT_TRUE(
      mark.open(folder / "mark", {.journal_id = (*kept)->journal_id, .sequence = sequence}));
}

domain::Sequence count_of(const RocksJournal& journal) {
  domain::Sequence count = 0;
  EXPECT_TRUE(journal.read(1, [&](domain::Sequence, std::string_view) {
    ++count;
    return true;
  }));
  return count;
}

TEST(RocksJournal, CommitsManyAppendsInOneBatch) {
  const TemporaryFolder folder;
  CommitRecorder recorder;
  auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_TRUE(journal);
  for (domain::Sequence at = 1; at <= 2'000; ++at) {
    if (at == 1) {
      recorder.attach(**journal);
    }
    (*journal)->append(sample_append(at));
  }
  static_cast<void>(recorder.wait_for(2'000));
  const auto batches = recorder.batches();
  EXPECT_LT(batches.size(), 1'000U);
  EXPECT_LE(std::ranges::max(batches), 256U);
}

TEST(RocksJournal, DropsATornTailThatNobodyWasToldOf) {
  const TemporaryFolder folder;
  fill(folder.path(), 100);
  set_mark(folder.path(), 99);
  const auto log = file_of(folder.path(), ".log");
  fs::resize_file(log, fs::file_size(log) - 20);
  auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_TRUE(journal) << journal.error().what;
  EXPECT_EQ((*journal)->head(), 99U);
  EXPECT_EQ(count_of(**journal), 99U);
  journal->reset();
  fill(folder.path(), 1);
  EXPECT_EQ((*HighWaterMark::read(folder.path() / "mark"))->sequence, 100U);
}

TEST(RocksJournal, RefusesATornTailThatSomebodyWasToldOf) {
  const TemporaryFolder folder;
  fill(folder.path(), 100);
  const auto log = file_of(folder.path(), ".log");
  fs::resize_file(log, fs::file_size(log) - 20);
  const auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, ports::FailureCode::corrupt);
  EXPECT_NE(journal.error().what.find("ends at entry 99, but 100"), std::string::npos)
      << journal.error().what;
}

TEST(RocksJournal, RefusesALostDatabase) {
  const TemporaryFolder folder;
  fill(folder.path(), 5);
  fs::remove_all(folder.path() / "db");
  const auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, ports::FailureCode::corrupt);
}

TEST(RocksJournal, RefusesAByteFlippedInTheWriteAheadLog) {
  const TemporaryFolder folder;
  fill(folder.path(), 200);
  const auto log = file_of(folder.path(), ".log");
  flip_byte(log, fs::file_size(log) / 2);
  const auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, ports::FailureCode::corrupt) << journal.error().what;
}

// Tells when a write-ahead log is removed: all that it says is in tables then.
class LogWatcher final : public rocksdb::EnvWrapper {
 public:
  LogWatcher() : EnvWrapper(rocksdb::Env::Default()) {}

  rocksdb::Status DeleteFile(const std::string& name) override {
    if (fs::path(name).extension() == ".log") removed_.release();
    return EnvWrapper::DeleteFile(name);
  }
  bool sees_one_removed() { return removed_.try_acquire_for(std::chrono::seconds(30)); }

 private:
  std::counting_semaphore<> removed_{0};
};

TEST(RocksJournal, MovesTheNewestWritesIntoTablesWhenNobodyWantsAnything) {
  const TemporaryFolder folder;
  LogWatcher disk;
  auto how = options(folder.path());
  how.env = &disk;
  {
    CommitRecorder recorder;
    auto journal = RocksJournal::open(how);
    ASSERT_TRUE(journal) << journal.error().what;
    recorder.attach(**journal);
    for (domain::Sequence at = 1; at <= 100; ++at) {
      auto append = sample_append(at);
      append.entries.front() = sample_entry(at, 64 * 1024);
      (*journal)->append(std::move(append));
    }
    static_cast<void>(recorder.wait_for(100));
    EXPECT_TRUE(disk.sees_one_removed()) << "6 MiB of entries are in the write-ahead log alone";
    EXPECT_TRUE(recorder.faults().empty());
  }
  auto journal = RocksJournal::open(how);
  ASSERT_TRUE(journal) << journal.error().what;
  EXPECT_EQ(count_of(**journal), 100U);
}

TEST(RocksJournal, FindsAByteFlippedInATable) {
  const TemporaryFolder folder;
  fill(folder.path(), 300, 1'000);
  // The second opening moves what was in the write-ahead log into tables.
  ASSERT_TRUE(RocksJournal::open(options(folder.path())));
  const auto table = file_of(folder.path(), ".sst");
  ASSERT_FALSE(table.empty());
  flip_byte(table, fs::file_size(table) / 2);
  auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_TRUE(journal) << journal.error().what;
  domain::Sequence seen = 0;
  const auto read = (*journal)->read(1, [&](domain::Sequence, std::string_view) {
    ++seen;
    return true;
  });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ports::FailureCode::corrupt);
  EXPECT_LT(seen, 300U);
  const auto back = (*journal)->read_back(300, [](auto, auto) { return true; });
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, ports::FailureCode::corrupt);
  const auto verified = (*journal)->verify();
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, ports::FailureCode::corrupt);
}

TEST(RocksJournal, RefusesAMissingTable) {
  const TemporaryFolder folder;
  fill(folder.path(), 10);
  ASSERT_TRUE(RocksJournal::open(options(folder.path())));
  fs::remove(file_of(folder.path(), ".sst"));
  const auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, ports::FailureCode::corrupt) << journal.error().what;
}

TEST(RocksJournal, RefusesAMarkThatCanNotBeRead) {
  const TemporaryFolder folder;
  fill(folder.path(), 3);
  flip_byte(folder.path() / "mark", 45);
  {
    // One slot is enough.
    const auto journal = RocksJournal::open(options(folder.path()));
    ASSERT_TRUE(journal) << journal.error().what;
  }
  flip_byte(folder.path() / "mark", 45);
  flip_byte(folder.path() / "mark", 4096 + 45);
  const auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, ports::FailureCode::corrupt);
}

TEST(RocksJournal, MakesAMissingMarkAnew) {
  const TemporaryFolder folder;
  fill(folder.path(), 3);
  fs::remove(folder.path() / "mark");
  ASSERT_TRUE(RocksJournal::open(options(folder.path())));
  EXPECT_EQ((*HighWaterMark::read(folder.path() / "mark"))->sequence, 3U);
}

TEST(RocksJournal, IsNotOpenedTwice) {
  const TemporaryFolder folder;
  const auto first = RocksJournal::open(options(folder.path()));
  ASSERT_TRUE(first);
  const auto second = RocksJournal::open(options(folder.path()));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ports::FailureCode::io);
}

TEST(RocksJournal, PassesTheDeepCheck) {
  const TemporaryFolder folder;
  fill(folder.path(), 50);
  const auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_TRUE(journal);
  const auto verified = (*journal)->verify();
  EXPECT_TRUE(verified) << verified.error().what;
}

TEST(RocksJournal, KeepsTwoSnapshotsAndFallsBackToTheOlder) {
  const TemporaryFolder folder;
  {
    CommitRecorder recorder;
    auto journal = RocksJournal::open(options(folder.path()));
    ASSERT_TRUE(journal);
    recorder.attach(**journal);
    domain::State state;
    for (domain::Sequence at = 1; at <= 6; ++at) {
      (*journal)->append(sample_append(at));
      domain::evolve(state, sample_entry(at));
      if (at % 2 == 0) {
        (*journal)->save_snapshot(std::make_shared<const domain::State>(state));
      }
    }
    static_cast<void>(recorder.wait_for(6));
  }
  {
    // The bytes of the newest snapshot are spoilt behind the checksums of the database.
    auto store = journal::Store::open({.folder = folder.path() / "db"});
    ASSERT_TRUE(store);
    std::vector<domain::Sequence> kept;
    std::string newest;
    ASSERT_TRUE((*store)->read_snapshots([&](domain::Sequence sequence, std::string_view value) {
      if (kept.empty()) {
        newest = value;
      }
      kept.push_back(sequence);
      return true;
    }));
    EXPECT_EQ(kept, (std::vector<domain::Sequence>{6, 4}));
    newest.back() = static_cast<char>(newest.back() ^ 1);
    rocksdb::WriteBatch batch;
    const auto key = journal::key_of(std::uint64_t{6});
    (*store)->put(batch, journal::Family::snapshots, {key.data(), key.size()}, newest);
    ASSERT_TRUE((*store)->write(batch));
  }
  const auto journal = RocksJournal::open(options(folder.path()));
  ASSERT_TRUE(journal);
  const auto snapshot = (*journal)->latest_snapshot();
  ASSERT_TRUE(snapshot && snapshot->has_value());
  EXPECT_EQ((*snapshot)->state.sequence, 4U);
}

// Appends without end, writes down what was acknowledged, and is killed in the middle of it.
[[noreturn]] void append_until_killed(const fs::path& folder, std::size_t acknowledgements) {
  const int acknowledged =
      ::open((folder / "acknowledged").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  auto journal = RocksJournal::open(options(folder / "journal"));
  if (!journal || acknowledged < 0) {
    std::abort();
  }
  std::promise<void> enough;
  std::size_t count = 0;
  (*journal)->start(
      [&](const std::vector<ports::CommittedEntry>& entries) {
        const auto last = entries.back().entry.sequence;
        if (::write(acknowledged, &last, sizeof last) != sizeof last) {
          std::abort();
        }
        const auto before = count;
        count += entries.size();
        if (before < acknowledgements && count >= acknowledgements) {
          enough.set_value();
        }
      },
      [](const ports::Failure&) { std::abort(); });
  const auto first = (*journal)->head() + 1;
  std::atomic<bool> killed = false;
  std::thread killer([&] {
    enough.get_future().wait();
    killed = true;
    ::kill(::getpid(), SIGKILL);
  });
  for (auto at = first;; ++at) {
    (*journal)->append(sample_append(at));
    if (at % 64 == 0) {
      std::this_thread::yield();
    }
  }
}

TEST(RocksJournalDeathTest, LosesNothingAcknowledgedWhenKilled) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const SharedFolder folder;
  for (const std::size_t acknowledgements : {1U, 50U, 700U}) {
    EXPECT_EXIT(append_until_killed(folder.path(), acknowledgements),
                testing::KilledBySignal(SIGKILL), "");
    domain::Sequence told = 0;
    std::ifstream acknowledged(folder.path() / "acknowledged", std::ios::binary);
    for (domain::Sequence last = 0;
         acknowledged.read(reinterpret_cast<char*>(&last), sizeof last);) {
      told = std::max(told, last);
    }
    const auto journal = RocksJournal::open(options(folder.path() / "journal"));
    ASSERT_TRUE(journal) << journal.error().what;
    EXPECT_GE(told, acknowledgements);
    EXPECT_GE((*journal)->head(), told);
    EXPECT_EQ(count_of(**journal), (*journal)->head());
    EXPECT_TRUE((*journal)->verify());
  }
}

}  // namespace
}  // namespace ckl::test
