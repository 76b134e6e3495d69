// The disk of one workspace: what a crash leaves of it, and the journal that a new process opens.
//
// Single-threaded. Two kinds: a journal in memory that loses, keeps untold or breaks off what was
// under way; and the real RocksJournal over a disk in memory (sim/fault_env.hpp), whose high-water
// mark is in a folder of its own.
#pragma once

#include <memory>
#include <string>

#include "ports/journal.hpp"
#include "sim/random.hpp"
#include "sim/staged_journal.hpp"

namespace ckl::sim {

// Where the process dies.
enum class CrashPoint : std::uint8_t {
  before_write = 0,   // what was staged never reached the disk
  torn_write = 1,     // a part of it did
  before_sync = 2,    // all was written; the disk keeps it, or some of it, or nothing
  before_answer = 3,  // all is synced, and nobody was told
};
inline constexpr std::uint64_t crash_points = 4;

class Disk {
 public:
  Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  virtual ~Disk() = default;

  // A new process opens what is there. The journal lives until `crash` or the next `open`.
  [[nodiscard]] virtual ports::Result<StagedJournal*> open() = 0;

  // The process dies: the engine is destroyed after this, and hears nothing more.
  virtual void crash(CrashPoint point, Random& random) = 0;

  // The process is gone; what it held open is closed.
  virtual void close(Random& random) = 0;

  [[nodiscard]] virtual StagedJournal& journal() = 0;
};

[[nodiscard]] std::unique_ptr<Disk> memory_disk();
// `folder` is made, and removed with the disk.
[[nodiscard]] std::unique_ptr<Disk> rocks_disk(std::string folder);

}  // namespace ckl::sim
