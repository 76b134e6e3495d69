// Entries read and decoded ahead of the one who folds them.
//
// A start after years folds everything that ever happened while somebody waits for the server.
// Reading the disk's blocks and decoding are half of that work, so they are done on a thread of
// their own, a bounded number of entries ahead. `visit` is called on the caller's thread only, in
// order. The batches go round, so that their memory is used again and freed where it was taken.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

#include "journal/store.hpp"

namespace ckl::journal {

class ReadAhead {
 public:
  explicit ReadAhead(const Store& store) : store_(store) {}
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // Once. Every entry first..last, until `visit` returns false; a gap or bytes that are no entry
  // are `corrupt`.
  [[nodiscard]] ports::Result<void> run(domain::Sequence first, domain::Sequence last,
                                        const ports::Journal::VisitEntry& visit);

 private:
  struct Batch {
    std::vector<domain::Entry> entries;
    std::size_t count = 0;
  };

  // On the reading thread.
  [[nodiscard]] ports::Result<void> read(domain::Sequence first, domain::Sequence last);
  [[nodiscard]] bool take_empty(Batch& batch);
  void give_full(Batch batch);

  // On the caller's.
  [[nodiscard]] bool take_full(Batch& batch);
  void give_empty(Batch batch);

  const Store& store_;
  std::mutex mutex_;  // guards everything below
  std::condition_variable changed_;
  std::deque<Batch> full_;
  std::vector<Batch> empty_;
  bool ended_ = false;    // nothing more is read
  bool stopped_ = false;  // nothing more is wanted
};

}  // namespace ckl::journal
