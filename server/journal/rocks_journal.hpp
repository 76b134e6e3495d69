// The journal on disk: RocksDB, one writer thread, one fsync per batch.
//
// Opened by app/ for each workspace; used through the port (see ports/journal.hpp for who may call
// what). The folder holds `db/` (layout in journal/store.hpp and docs/format.md), `mark` (the
// high-water mark) and `ballast`. Invariants: what `on_committed` has told of is on disk, and the
// mark says so; a database that holds less than the mark is refused. It knows nothing of rules and
// people.
#pragma once

#include <filesystem>
#include <memory>

#include "journal/disk_space.hpp"
#include "ports/journal.hpp"

namespace rocksdb {
class Env;
}

namespace ckl::journal {

struct RocksOptions {
  std::filesystem::path folder;  // made when missing
  SpaceLimits space{};
  std::size_t batch_appends = 256;         // per write
  std::size_t batch_bytes = 1UL << 20U;    // per write, about
  std::size_t write_buffer = 16UL << 20U;  // bounds what is replayed at the next start
  std::size_t block_cache = 8UL << 20U;
  rocksdb::Env* env = nullptr;  // the database's disk; null = the machine's. Outlives the journal.
};

class RocksJournal final : public ports::Journal {
 public:
  // Every way in which opening can fail is a value; no damage is repaired silently.
  [[nodiscard]] static ports::Result<std::unique_ptr<RocksJournal>> open(
      const RocksOptions& options);
  RocksJournal(const RocksJournal&) = delete;
  RocksJournal& operator=(const RocksJournal&) = delete;
  ~RocksJournal() override;

  void start(OnCommitted on_committed, OnFault on_fault) override;
  void append(ports::Append append) override;
  [[nodiscard]] ports::Result<void> accepts() const override;
  [[nodiscard]] const std::string& id() const override;
  [[nodiscard]] domain::Sequence head() const override;
  [[nodiscard]] ports::Result<void> read(domain::Sequence first, const Visit& visit) const override;
  [[nodiscard]] ports::Result<void> read_back(domain::Sequence last,
                                              const Visit& visit) const override;
  [[nodiscard]] ports::Result<domain::Entry> decode(std::string_view bytes) const override;
  [[nodiscard]] ports::Result<void> replay(domain::Sequence first,
                                           const VisitEntry& visit) const override;
  [[nodiscard]] ports::Result<std::optional<ports::RememberedReply>> find_reply(
      const ports::CommandKey& key) const override;
  [[nodiscard]] ports::Result<std::optional<ports::Snapshot>> latest_snapshot() const override;
  void save_snapshot(std::shared_ptr<const domain::State> state) override;
  [[nodiscard]] ports::Proof* proof() const override;
  void stop() override;

  // The deep check: every checksum on disk, no gap, every entry can be decoded. Slow; any thread.
  [[nodiscard]] ports::Result<void> verify() const;

 private:
  struct Impl;
  explicit RocksJournal(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace ckl::journal
