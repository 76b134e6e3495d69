// The RocksDB database of one journal: opening it safely, reading it, and one synced batch at a
// time.
//
// Key layout (docs/format.md): column family `log` big-endian sequence -> JournalEntry bytes;
// `replies` person, zero byte, command id -> fingerprint (8 bytes big-endian) and CommandResult
// bytes; `snapshots` big-endian sequence -> version (8 bytes), SHA-256, WorkspaceImage bytes;
// `proof` tiles, checkpoints and cosignatures; `meta` "id", "format" and the secrets of the proof.
// Reading is allowed from any thread; `write` from the journal's thread only. Knows bytes, nothing
// of their meaning.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "ports/journal.hpp"

namespace ckl::journal {

enum class Family : std::uint8_t { base = 0, log, replies, snapshots, meta, proof };

class Store {
 public:
  struct Options {
    std::filesystem::path folder;
    std::size_t write_buffer = 16UL << 20U;
    std::size_t block_cache = 8UL << 20U;
    rocksdb::Env* env = nullptr;  // null = the machine's
  };

  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Opens or makes the database. Damage is a `corrupt` failure, never a shorter journal: a torn
  // tail is dropped, a bad record before the end is refused.
  [[nodiscard]] static ports::Result<std::unique_ptr<Store>> open(const Options& options);

  // The last sequence number in the log, and that the log begins at 1.
  [[nodiscard]] ports::Result<domain::Sequence> find_head() const;

  // Entries first..last, ascending or descending; a gap is `corrupt`.
  [[nodiscard]] ports::Result<void> read_up(domain::Sequence first, domain::Sequence last,
                                            const ports::Journal::Visit& visit) const;
  [[nodiscard]] ports::Result<void> read_down(domain::Sequence last,
                                              const ports::Journal::Visit& visit) const;

  // Keys and values of the snapshots, newest first, until `visit` returns false.
  [[nodiscard]] ports::Result<void> read_snapshots(const ports::Journal::Visit& visit) const;

  // Keys and values from `key` on, upwards or downwards, until `visit` returns false.
  using VisitRow = std::function<bool(std::string_view key, std::string_view value)>;
  [[nodiscard]] ports::Result<void> scan(Family family, std::string_view key, bool upwards,
                                         const VisitRow& visit) const;

  // Every key of a family that holds about `most` or fewer; false, and none, when it holds more.
  [[nodiscard]] ports::Result<bool> read_keys(
      Family family, std::uint64_t most, const std::function<void(std::string_view)>& visit) const;

  [[nodiscard]] ports::Result<std::optional<std::string>> get(Family family,
                                                              std::string_view key) const;

  void put(rocksdb::WriteBatch& batch, Family family, std::string_view key,
           std::string_view value) const;
  void remove(rocksdb::WriteBatch& batch, Family family, std::string_view key) const;

  // Synced; all of the batch or nothing.
  [[nodiscard]] ports::Result<void> write(rocksdb::WriteBatch& batch);

  // Bytes of the newest writes that are in memory and, for the next start, in the write-ahead log.
  [[nodiscard]] std::uint64_t unflushed_bytes() const;
  // Begins to move them into tables, and returns: nothing to replay, and their memory free.
  [[nodiscard]] ports::Result<void> begin_flush();

  // Reads every block of every file and compares its checksum.
  [[nodiscard]] ports::Result<void> verify_checksums() const;

 private:
  Store() = default;

  [[nodiscard]] rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles_.at(static_cast<std::size_t>(family));
  }

  std::unique_ptr<rocksdb::DB> database_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

}  // namespace ckl::journal
