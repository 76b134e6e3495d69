// The disk under RocksDB, in memory: it forgets what was not synced when the power goes.
//
// An Env over RocksDB's own in memory. Every write and sync of a write-ahead log is counted; after
// `cut_after` so many, nothing reaches the disk any more, the last write perhaps in part, and the
// program is not told. `power_cycle` then leaves of every file what was synced and, by chance, some
// of what was not. Errors are not returned: RocksDB as Debian builds it aborts on them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <rocksdb/env.h>

#include "sim/random.hpp"

namespace ckl::sim {

class FaultEnv final : public rocksdb::EnvWrapper {
 public:
  struct File {
    std::uint64_t written = 0;
    std::uint64_t synced = 0;
    bool log = false;
  };
  enum class Fate : std::uint8_t { done, in_part, lost };

  FaultEnv();
  ~FaultEnv() override = default;

  void cut_after(std::uint64_t operations);
  void cut_now();
  void power_cycle(Random& random);
  [[nodiscard]] bool cut() const;

  // For the files: what becomes of one write or sync.
  [[nodiscard]] Fate fate_of(const File& file);
  std::mutex& mutex() { return mutex_; }

  rocksdb::Status NewWritableFile(const std::string& name,
                                  std::unique_ptr<rocksdb::WritableFile>* result,
                                  const rocksdb::EnvOptions& options) override;
  rocksdb::Status ReopenWritableFile(const std::string& name,
                                     std::unique_ptr<rocksdb::WritableFile>* result,
                                     const rocksdb::EnvOptions& options) override;
  rocksdb::Status ReuseWritableFile(const std::string& name, const std::string& old,
                                    std::unique_ptr<rocksdb::WritableFile>* result,
                                    const rocksdb::EnvOptions& options) override;
  rocksdb::Status RenameFile(const std::string& from, const std::string& to) override;
  rocksdb::Status DeleteFile(const std::string& name) override;

 private:
  void wrap(const std::string& name, std::unique_ptr<rocksdb::WritableFile>* file);
  [[nodiscard]] rocksdb::Status shorten(const std::string& name, std::uint64_t size);

  mutable std::mutex mutex_;  // RocksDB writes on threads of its own, too
  std::map<std::string, std::shared_ptr<File>> files_;
  std::uint64_t left_ = UINT64_MAX;
  bool cut_ = false;
};

}  // namespace ckl::sim
