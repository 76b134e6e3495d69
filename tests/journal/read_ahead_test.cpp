// Reading ahead gives what reading gives: every entry once, in order, on the caller's thread.
#include "journal/read_ahead.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "codec/codec.hpp"
#include "journal/commit_recorder.hpp"
#include "journal/keys.hpp"
#include "journal/rocks_journal.hpp"
#include "journal/sample_entries.hpp"
#include "journal/temporary_folder.hpp"

namespace ckl::test {
namespace {

using journal::Family;
using journal::ReadAhead;
using journal::Store;

constexpr domain::Sequence many = 12'000;  // more than are read ahead at a time

std::unique_ptr<Store> open_store(const TemporaryFolder& folder) {
  auto store = Store::open({.folder = folder.path()});
  EXPECT_TRUE(store) << store.error().what;
  return std::move(*store);
}

void put(Store& store, domain::Sequence at, std::string_view bytes) {
  rocksdb::WriteBatch batch;
  const auto key = journal::key_of(at);
  store.put(batch, Family::log, {key.data(), key.size()}, bytes);
  EXPECT_TRUE(store.write(batch));
}

void fill(Store& store, domain::Sequence last) {
  rocksdb::WriteBatch batch;
  for (domain::Sequence at = 1; at <= last; ++at) {
    const auto key = journal::key_of(at);
    store.put(batch, Family::log, {key.data(), key.size()}, codec::encode(sample_entry(at)));
  }
  ASSERT_TRUE(store.write(batch));
}

// What a fold reads of them.
void expect_folds_alike(const domain::Entry& read, const domain::Entry& written) {
  EXPECT_EQ(read.sequence, written.sequence);
  EXPECT_EQ(read.time, written.time);
  EXPECT_EQ(read.actor.person, written.actor.person);
  EXPECT_EQ(read.event, written.event);
}

TEST(ReadAhead, GivesEveryEntryInOrderOnTheCallersThread) {
  const TemporaryFolder folder;
  const auto store = open_store(folder);
  fill(*store, many);
  const auto caller = std::this_thread::get_id();
  domain::Sequence next = 3;
  const auto read = ReadAhead(*store).run(3, many, [&](const domain::Entry& entry) {
    expect_folds_alike(entry, sample_entry(next));
    EXPECT_TRUE(std::this_thread::get_id() == caller);
    ++next;
    return true;
  });
  EXPECT_TRUE(read) << read.error().what;
  EXPECT_EQ(next, many + 1);
}

TEST(ReadAhead, StopsWhenNothingMoreIsWanted) {
  const TemporaryFolder folder;
  const auto store = open_store(folder);
  fill(*store, many);
  for (const domain::Sequence wanted : {1U, 1'023U, 1'024U, 1'025U, 2'048U, 4'999U}) {
    domain::Sequence seen = 0;
    EXPECT_TRUE(
        ReadAhead(*store).run(1, many, [&](const domain::Entry&) { return ++seen < wanted; }));
    EXPECT_EQ(seen, wanted);
  }
}

TEST(ReadAhead, OfNothingGivesNothing) {
  const TemporaryFolder folder;
  const auto store = open_store(folder);
  EXPECT_TRUE(ReadAhead(*store).run(1, 0, [](const domain::Entry&) { return false; }));
}

TEST(ReadAhead, SaysThatBytesAreNoEntryAfterGivingThoseBefore) {
  const TemporaryFolder folder;
  const auto store = open_store(folder);
  fill(*store, many);
  put(*store, 4'000, "\xff\xff");
  domain::Sequence seen = 0;
  const auto read = ReadAhead(*store).run(1, many, [&](const domain::Entry&) {
    ++seen;
    return true;
  });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ports::FailureCode::corrupt);
  EXPECT_EQ(seen, 3'999U);
}

TEST(ReadAhead, SaysThatThereIsAGap) {
  const TemporaryFolder folder;
  const auto store = open_store(folder);
  fill(*store, many);
  rocksdb::WriteBatch batch;
  const auto key = journal::key_of(777);
  store->remove(batch, Family::log, {key.data(), key.size()});
  ASSERT_TRUE(store->write(batch));
  const auto read = ReadAhead(*store).run(1, many, [](const domain::Entry&) { return true; });
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().what.find("entry 777 is missing"), std::string::npos);
}

TEST(RocksJournal, ReplaysManyEntriesAsItReadsThem) {
  const TemporaryFolder folder;
  auto opened = journal::RocksJournal::open(
      {.folder = folder.path(), .space = {.watermark = 1, .ballast = 0, .reserve = 0}});
  ASSERT_TRUE(opened);
  CommitRecorder recorder;
  recorder.attach(**opened);
  (*opened)->append(sample_append(1, many));
  static_cast<void>(recorder.wait_for(many));
  for (const domain::Sequence first : {domain::Sequence{1}, domain::Sequence{17}, many - 5}) {
    domain::Sequence next = first;
    EXPECT_TRUE((*opened)->replay(first, [&](const domain::Entry& entry) {
      expect_folds_alike(entry, sample_entry(next));
      ++next;
      return true;
    }));
    EXPECT_EQ(next, many + 1);
  }
}

}  // namespace
}  // namespace ckl::test
