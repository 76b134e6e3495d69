#include "journal/disk_space.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace ckl::journal {
namespace {

constexpr std::uint64_t mebibyte = 1UL << 20U;

}  // namespace

DiskSpace::DiskSpace(const std::filesystem::path& folder, SpaceLimits limits)
    : folder_(folder), ballast_(folder / "ballast"), limits_(limits) {
  std::error_code error;
  const auto size = std::filesystem::file_size(ballast_, error);
  ballast_held_ = !error && size >= limits_.ballast && limits_.ballast > 0;
  low_ = !ballast_held_;
}

ports::Result<void> DiskSpace::accepts() const {
  auto available = look();
  if (!available) {
    return std::unexpected(std::move(available.error()));
  }
  if (low_) {
    return std::unexpected(low_failure(*available));
  }
  return {};
}

ports::Result<void> DiskSpace::before_write(std::uint64_t bytes) const {
  auto available = look();
  if (!available) {
    return std::unexpected(std::move(available.error()));
  }
  if (*available < 2 * bytes + limits_.reserve) {
    return std::unexpected(low_failure(*available));
  }
  return {};
}

// Below the watermark the ballast goes, and stays away until there is room for both.
ports::Result<std::uint64_t> DiskSpace::look() const {
  const std::scoped_lock lock(mutex_);
  struct statvfs disk{};
  const auto available = [&]() -> std::uint64_t {
    return static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  };
  if (::statvfs(folder_.c_str(), &disk) != 0) {
    const auto reason = std::error_code(errno, std::generic_category()).message();
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::io,
                       .what = fmt::format("statvfs {}: {}", folder_.string(), reason)});
  }
  auto seen = available();
  const auto needed = limits_.watermark + (low_ && !ballast_held_ ? limits_.ballast : 0);
  const bool low = seen < needed;
  if (low && ballast_held_) {
    spdlog::warn("{}: {} MiB free, giving back the ballast of {} MiB", folder_.string(),
                 seen / mebibyte, limits_.ballast / mebibyte);
    static_cast<void>(::unlink(ballast_.c_str()));
    ballast_held_ = false;
    if (::statvfs(folder_.c_str(), &disk) == 0) {
      seen = available();
    }
  }
  low_ = low;
  return seen;
}

bool DiskSpace::wants_ballast() const {
  const std::scoped_lock lock(mutex_);
  return !ballast_held_ && limits_.ballast > 0;
}

void DiskSpace::restore_ballast() const {
  const auto seen = look();
  const std::scoped_lock lock(mutex_);
  if (!seen || ballast_held_ || limits_.ballast == 0 || low_ ||
      *seen < limits_.watermark + limits_.ballast) {
    return;
  }
  const int file = ::open(ballast_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return;
  }
  ballast_held_ = ::posix_fallocate(file, 0, static_cast<off_t>(limits_.ballast)) == 0;
  ::close(file);
  if (!ballast_held_) {
    static_cast<void>(::unlink(ballast_.c_str()));
  }
}

ports::Failure DiskSpace::low_failure(std::uint64_t available) const {
  return {
      .code = ports::FailureCode::disk_full,
      .what = fmt::format("{}: {} MiB free, at least {} MiB are needed", folder_.string(),
                          available / mebibyte, (limits_.watermark + limits_.ballast) / mebibyte)};
}

}  // namespace ckl::journal
