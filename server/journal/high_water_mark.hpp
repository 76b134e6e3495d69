// The high-water mark: the last sequence number that anyone may have been told of, in a small file
// beside the database.
//
// RocksDB alone can not tell a tail that was torn off from one that was never written. Two slots in
// different sectors are written in turn, each with a checksum, so that a torn write leaves the
// other. Written (pwrite) after each commit and before anyone is told; made safe against power loss
// (fdatasync) on a slower beat. Used by the journal's thread; opened before it starts.
//
// A slot, 4096 bytes apart: "CKLMARK1", 32 characters of journal id, sequence (8 bytes big-endian),
// SHA-256 of these 48 bytes.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::journal {

class HighWaterMark {
 public:
  struct Mark {
    std::string journal_id;
    domain::Sequence sequence = 0;
  };

  HighWaterMark() = default;
  HighWaterMark(const HighWaterMark&) = delete;
  HighWaterMark& operator=(const HighWaterMark&) = delete;
  ~HighWaterMark();

  // What the file says: nothing when there is no file; `corrupt` when no slot can be trusted.
  [[nodiscard]] static ports::Result<std::optional<Mark>> read(const std::filesystem::path& path);

  // Opens the file for writing and puts `mark` into both slots, synced.
  [[nodiscard]] ports::Result<void> open(const std::filesystem::path& path, const Mark& mark);

  [[nodiscard]] ports::Result<void> write(domain::Sequence sequence);
  [[nodiscard]] ports::Result<void> sync();
  [[nodiscard]] bool unsynced() const { return unsynced_; }

 private:
  [[nodiscard]] ports::Result<void> put(std::size_t slot, domain::Sequence sequence);

  std::filesystem::path path_;
  int file_ = -1;
  std::string journal_id_;
  std::size_t next_slot_ = 0;
  bool unsynced_ = false;
};

}  // namespace ckl::journal
