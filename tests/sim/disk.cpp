#include "sim/disk.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "journal/memory_journal.hpp"
#include "journal/rocks_journal.hpp"
#include "sim/fault_env.hpp"

namespace ckl::sim {
namespace {

class MemoryDisk final : public Disk {
 public:
  ports::Result<StagedJournal*> open() override {
    staged_.emplace(memory_);
    return &*staged_;
  }

  void crash(CrashPoint point, Random& random) override {
    staged_->mute();
    const auto staged = staged_->staged();
    if (point == CrashPoint::torn_write || point == CrashPoint::before_sync) {
      staged_->release(random.below(staged + 1));
    } else if (point == CrashPoint::before_answer) {
      staged_->release();
    }
    staged_->die();
    memory_.crash();
  }

  void close(Random&) override { staged_.reset(); }

  StagedJournal& journal() override { return *staged_; }

 private:
  journal::MemoryJournal memory_;
  std::optional<StagedJournal> staged_;
};

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class RocksDisk final : public Disk {
 public:
  explicit RocksDisk(std::string folder) : folder_(std::move(folder)) {}

  ~RocksDisk() override {
    staged_.reset();
    rocks_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  ports::Result<StagedJournal*> open() override {
    journal::RocksOptions options;
    options.folder = folder_;
    options.space = {.watermark = 0, .ballast = 0, .reserve = 0};
    options.batch_appends = 1;
    options.write_buffer = 1UL << 20U;
    options.block_cache = 1UL << 20U;
    options.env = &env_;
    auto opened = journal::RocksJournal::open(options);
    if (!opened) return std::unexpected(std::move(opened.error()));
    rocks_ = std::move(*opened);
    staged_.emplace(*rocks_);
    return &*staged_;
  }

  // Each write is some appends to the log's file and a sync; the cut falls on any of them.
  // A program that is dead does not raise its mark: it is put back to what it was.
  void crash(CrashPoint point, Random& random) override {
    staged_->mute();
    mark_ = content_of(folder_ + "/mark");
    if (point == CrashPoint::torn_write || point == CrashPoint::before_sync) {
      env_.cut_after(random.below(3 * staged_->staged() + 1));
      staged_->release();
    } else if (point == CrashPoint::before_answer) {
      staged_->release();
    }
    env_.cut_now();
    staged_->die();
  }

  void close(Random& random) override {
    const bool crashed = rocks_ != nullptr && env_.cut();
    staged_.reset();
    rocks_.reset();
    if (!crashed) return;
    env_.power_cycle(random);
    std::ofstream(folder_ + "/mark", std::ios::binary | std::ios::trunc) << mark_;
  }

  StagedJournal& journal() override { return *staged_; }

 private:
  std::string folder_;
  std::string mark_;
  FaultEnv env_;
  std::unique_ptr<journal::RocksJournal> rocks_;
  std::optional<StagedJournal> staged_;
};

}  // namespace

std::unique_ptr<Disk> memory_disk() { return std::make_unique<MemoryDisk>(); }

std::unique_ptr<Disk> rocks_disk(std::string folder) {
  return std::make_unique<RocksDisk>(std::move(folder));
}

}  // namespace ckl::sim
