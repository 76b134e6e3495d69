// The journal's one writer: a queue, a thread, and one synced batch after the other.
//
// `add` from the engine's strand; everything else happens on the writer's thread. While one batch
// is being synced the next collects; the thread never waits for a batch to fill. The first failure
// ends it: `on_fault` is called once and what is queued is dropped. On a slower beat, every 128
// batches or after a second of silence, it syncs the high-water mark and makes the ballast again; a
// silence also has the proof sign what it has not yet.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "codec/codec.hpp"
#include "journal/disk_space.hpp"
#include "journal/high_water_mark.hpp"
#include "journal/proof_log.hpp"
#include "journal/store.hpp"

namespace ckl::journal {

class Writer {
 public:
  struct Limits {
    std::size_t batch_appends = 256;
    std::size_t batch_bytes = 1UL << 20U;
  };

  // All of them outlive the writer. `head` is raised when a batch is durable.
  struct Parts {
    Store& store;
    HighWaterMark& mark;
    DiskSpace& space;
    ProofLog& proof;
  };
  Writer(const Parts& parts, std::atomic<domain::Sequence>& head);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer();

  void start(Limits limits, ports::Journal::OnCommitted on_committed,
             ports::Journal::OnFault on_fault);
  void add(ports::Append append);
  void add(std::shared_ptr<const domain::State> snapshot);
  void add(ProofLog::Row row);
  void stop();

 private:
  using Item = std::variant<ports::Append, std::shared_ptr<const domain::State>, ProofLog::Row>;
  using Work = std::deque<Item>;

  void run();
  // False when there will never be more.
  [[nodiscard]] bool wait_for(Work& work, ports::Result<void>& result);
  void queue(Item item);
  [[nodiscard]] ports::Result<void> commit(Work& work);
  [[nodiscard]] ports::Result<void> encode(ports::Append append,
                                           std::vector<ports::CommittedEntry>& committed);
  [[nodiscard]] ports::Result<void> save(const domain::State& state);
  [[nodiscard]] ports::Result<void> save(const ProofLog::Row& row);
  void rest();
  void beat();
  [[nodiscard]] ports::Result<void> sign();

  Store& store_;
  HighWaterMark& mark_;
  DiskSpace& space_;
  ProofLog& proof_;
  std::atomic<domain::Sequence>& head_;
  Limits limits_;
  ports::Journal::OnCommitted on_committed_;
  ports::Journal::OnFault on_fault_;

  std::mutex mutex_;  // guards queue_ and stopping_
  std::condition_variable changed_;
  Work queue_;
  bool stopping_ = false;

  // On the writer's thread only.
  v1::JournalEntry scratch_;
  v1::CommandResult scratch_reply_;
  rocksdb::WriteBatch batch_;
  domain::Sequence next_ = 1;
  std::uint32_t since_beat_ = 0;  // batches
  int silences_ = 0;              // seconds without work, no further than is looked at
  std::thread thread_;
};

}  // namespace ckl::journal
