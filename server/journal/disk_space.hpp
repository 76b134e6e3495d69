// Free space on the journal's disk: whether one more command may be taken, and the ballast.
//
// RocksDB as Debian builds it ABORTS the program when the disk fills up while it appends, so space
// is looked at before. Below the watermark nothing more is accepted, and a ballast file is given
// back to the disk so that what is under way can be finished. When space has come back the ballast
// is made again. Any thread. Each question is one statvfs call, about a microsecond, so the answer
// is never old.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "ports/failure.hpp"

namespace ckl::journal {

struct SpaceLimits {
  std::uint64_t watermark = 256UL << 20U;  // nothing is accepted with less free space
  std::uint64_t ballast = 64UL << 20U;     // size of the file that is given back then
  std::uint64_t reserve = 16UL << 20U;     // with less than this RocksDB is not let near the disk
};

class DiskSpace {
 public:
  DiskSpace(const std::filesystem::path& folder, SpaceLimits limits);

  // Whether there is room for one more command.
  [[nodiscard]] ports::Result<void> accepts() const;

  // Looks now; fails when `bytes` can not be written safely.
  [[nodiscard]] ports::Result<void> before_write(std::uint64_t bytes) const;

  // Makes the ballast when it is missing and fits. May take a while; called by the journal's
  // thread.
  void restore_ballast() const;

  // Whether the ballast is missing although nothing is wrong.
  [[nodiscard]] bool wants_ballast() const;

 private:
  // The bytes that are free; sets `low_`.
  [[nodiscard]] ports::Result<std::uint64_t> look() const;
  [[nodiscard]] ports::Failure low_failure(std::uint64_t available) const;

  std::filesystem::path folder_;
  std::filesystem::path ballast_;
  SpaceLimits limits_;
  mutable std::mutex mutex_;  // guards ballast_held_ and the file
  mutable bool ballast_held_ = false;
  mutable std::atomic<bool> low_{false};
};

}  // namespace ckl::journal
