// A full disk: the journal says so before RocksDB meets it, and goes on when space has come back.
//
// Runs on a small file system of its own, which only root can mount; without that right the tests
// say so and prove nothing.
#include <optional>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "journal/commit_recorder.hpp"
#include "journal/rocks_journal.hpp"
#include "journal/sample_entries.hpp"
#include "journal/temporary_folder.hpp"

namespace ckl::test {
namespace {

constexpr std::uint64_t mebibyte = 1UL << 20U;

class FullDisk : public testing::Test {
 protected:
  void SetUp() override {
    disk_ = folder_.path() / "disk";
    std::filesystem::create_directory(disk_);
    mounted_ = ::mount("tmpfs", disk_.c_str(), "tmpfs", 0, "size=128m") == 0;
    if (!mounted_) {
      spdlog::warn("nothing is proved here: mounting a small disk is not permitted");
    }
  }

  void TearDown() override {
    if (mounted_) {
      EXPECT_EQ(::umount(disk_.c_str()), 0);
    }
  }

  [[nodiscard]] std::uint64_t available() const {
    struct statvfs disk{};
    EXPECT_EQ(::statvfs(disk_.c_str(), &disk), 0);
    return static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  }

  // Another program takes space until only so much is left.
  void leave(std::uint64_t bytes) {
    const int file = ::open((disk_ / "other").c_str(), O_RDWR | O_CREAT, 0600);
    ASSERT_GE(file, 0);
    if (available() > bytes) {
      EXPECT_EQ(::posix_fallocate(file, 0, static_cast<off_t>(available() - bytes)), 0);
    }
    ::close(file);
  }

  void give_back() { std::filesystem::remove(disk_ / "other"); }

  [[nodiscard]] ports::Result<std::unique_ptr<journal::RocksJournal>> open() const {
    return journal::RocksJournal::open(
        {.folder = disk_ / "journal",
         .space = {.watermark = 24 * mebibyte, .ballast = 8 * mebibyte, .reserve = 8 * mebibyte},
         .write_buffer = mebibyte});
  }

  TemporaryFolder folder_;
  std::filesystem::path disk_;
  bool mounted_ = false;
};

TEST_F(FullDisk, IsSaidBelowTheWatermarkAndPassesByItself) {
  if (!mounted_) {
    return;
  }
  CommitRecorder recorder;
  auto opened = open();
  ASSERT_TRUE(opened) << opened.error().what;
  auto& journal = **opened;
  const auto ballast = disk_ / "journal" / "ballast";
  EXPECT_EQ(std::filesystem::file_size(ballast), 8 * mebibyte);
  recorder.attach(journal);
  journal.append(sample_append(1));
  static_cast<void>(recorder.wait_for(1));
  ASSERT_TRUE(journal.accepts());

  leave(20 * mebibyte);
  const auto refused = journal.accepts();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ports::FailureCode::disk_full);
  EXPECT_FALSE(std::filesystem::exists(ballast));
  // The ballast alone does not open the door again.
  EXPECT_FALSE(journal.accepts());
  // What was already taken is finished.
  journal.append(sample_append(2));
  static_cast<void>(recorder.wait_for(2));

  give_back();
  EXPECT_TRUE(journal.accepts());
  journal.append(sample_append(3));
  static_cast<void>(recorder.wait_for(3));
  opened->reset();
  opened = open();
  ASSERT_TRUE(opened) << opened.error().what;
  EXPECT_EQ((*opened)->head(), 3U);
  EXPECT_EQ(std::filesystem::file_size(ballast), 8 * mebibyte);
}

TEST_F(FullDisk, IsNeverMetByTheDatabase) {
  if (!mounted_) {
    return;
  }
  CommitRecorder recorder;
  {
    auto opened = open();
    ASSERT_TRUE(opened) << opened.error().what;
    recorder.attach(**opened);
    (*opened)->append(sample_append(1));
    static_cast<void>(recorder.wait_for(1));
    leave(0);
    // The journal's own bytes are all there is now: the batch is refused before RocksDB sees it.
    for (domain::Sequence at = 2; at < 20'000 && recorder.faults().empty(); ++at) {
      (*opened)->append(sample_append(at));
      if (at % 256 == 0) {
        leave(0);
      }
    }
    EXPECT_EQ(recorder.wait_for_fault().code, ports::FailureCode::disk_full);
  }
  const auto told = recorder.wait_for(1).size();
  give_back();
  const auto opened = open();
  ASSERT_TRUE(opened) << opened.error().what;
  EXPECT_GE((*opened)->head(), told);
  EXPECT_TRUE((*opened)->verify());
}

TEST_F(FullDisk, IsARefusalToOpenAndNotACrash) {
  if (!mounted_) {
    return;
  }
  leave(0);
  const auto opened = open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ports::FailureCode::disk_full);
}

}  // namespace
}  // namespace ckl::test
