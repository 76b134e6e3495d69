#include "journal/high_water_mark.hpp"

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "journal/checksum.hpp"
#include "journal/keys.hpp"

namespace ckl::journal {
namespace {

constexpr std::string_view magic = "CKLMARK1";
constexpr std::size_t id_bytes = 32;
constexpr std::size_t body_bytes = 8 + id_bytes + 8;
constexpr std::size_t slot_bytes = body_bytes + checksum_bytes;
constexpr std::size_t slot_distance = 4096;
constexpr std::size_t slots = 2;

ports::Failure failed(std::string_view what, const std::filesystem::path& path) {
  return {.code = errno == ENOSPC ? ports::FailureCode::disk_full : ports::FailureCode::io,
          .what = fmt::format("{} {}: {}", what, path.string(),
                              std::error_code(errno, std::generic_category()).message())};
}

std::string encode(const HighWaterMark::Mark& mark) {
  std::string slot(magic);
  slot += mark.journal_id;
  slot.resize(8 + id_bytes, '0');
  const auto number = key_of(mark.sequence);
  slot.append(number.data(), number.size());
  slot += checksum(slot);
  return slot;
}

std::optional<HighWaterMark::Mark> decode(std::string_view slot) {
  if (slot.size() != slot_bytes || !slot.starts_with(magic) ||
      checksum(slot.substr(0, body_bytes)) != slot.substr(body_bytes)) {
    return std::nullopt;
  }
  return HighWaterMark::Mark{.journal_id = std::string(slot.substr(8, id_bytes)),
                             .sequence = number_of(slot.substr(8 + id_bytes)).value_or(0)};
}

}  // namespace

HighWaterMark::~HighWaterMark() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

ports::Result<std::optional<HighWaterMark::Mark>> HighWaterMark::read(
    const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT) {
      return std::optional<Mark>{};
    }
    return std::unexpected(failed("open", path));
  }
  std::optional<Mark> best;
  for (std::size_t slot = 0; slot < slots; ++slot) {
    std::array<char, slot_bytes> bytes{};
    const auto got =
        ::pread(file, bytes.data(), bytes.size(), static_cast<off_t>(slot * slot_distance));
    auto mark = got < 0 ? std::nullopt
                        : decode(std::string_view(bytes.data(), static_cast<std::size_t>(got)));
    if (mark && (!best || mark->sequence > best->sequence)) {
      best = std::move(mark);
    }
  }
  ::close(file);
  if (!best) {
    return std::unexpected(ports::Failure{
        .code = ports::FailureCode::corrupt,
        .what = fmt::format("the high-water mark {} is unreadable, so it is unknown whether the "
                            "journal is complete",
                            path.string())});
  }
  return best;
}

// A new file is made under another name and renamed, so that it never exists half written.
ports::Result<void> HighWaterMark::open(const std::filesystem::path& path, const Mark& mark) {
  path_ = path;
  journal_id_ = mark.journal_id;
  std::error_code error;
  const bool fresh = !std::filesystem::exists(path, error);
  const auto name = fresh ? std::filesystem::path(path.string() + ".new") : path;
  file_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) {
    return std::unexpected(failed("open", name));
  }
  for (std::size_t slot = 0; slot < slots; ++slot) {
    if (auto put_result = put(slot, mark.sequence); !put_result) {
      return put_result;
    }
    if (auto synced = sync(); !synced) {
      return synced;
    }
  }
  if (fresh) {
    if (::rename(name.c_str(), path.c_str()) != 0) {
      return std::unexpected(failed("rename", name));
    }
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
      static_cast<void>(::fsync(folder));
      ::close(folder);
    }
  }
  return {};
}

ports::Result<void> HighWaterMark::write(domain::Sequence sequence) {
  auto result = put(next_slot_, sequence);
  next_slot_ = (next_slot_ + 1) % slots;
  return result;
}

ports::Result<void> HighWaterMark::sync() {
  if (::fdatasync(file_) != 0) {
    return std::unexpected(failed("fdatasync", path_));
  }
  unsynced_ = false;
  return {};
}

ports::Result<void> HighWaterMark::put(std::size_t slot, domain::Sequence sequence) {
  const auto bytes = encode({.journal_id = journal_id_, .sequence = sequence});
  const auto wrote =
      ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(slot * slot_distance));
  if (wrote != static_cast<ssize_t>(bytes.size())) {
    return std::unexpected(failed("pwrite", path_));
  }
  unsynced_ = true;
  return {};
}

}  // namespace ckl::journal
