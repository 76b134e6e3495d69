// Entries read and decoded ahead of the one who folds them.
//
// A start after years folds everything that ever happened while somebody waits for the server.
// Reading the disk's blocks and decoding are most of that work. The journal is cut into segments;
// a few threads take the segments in order, a bounded number ahead, and the caller, whenever the
// one it needs is not ready, takes one itself instead of waiting. `visit` is called on the caller's
// thread only, in order. The segments' memory goes round and is used again.
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

  // Once. Of every entry first..last what `domain::evolve` reads, until `visit` returns false; a
  // gap or bytes that are no entry are `corrupt`.
  [[nodiscard]] ports::Result<void> run(domain::Sequence first, domain::Sequence last,
                                        const ports::Journal::VisitEntry& visit);

 private:
  enum class Standing : std::uint8_t { free, taken, ready };

  // Written to by whoever has taken it, without the lock.
  struct Segment {
    domain::Sequence first = 0;
    domain::Sequence last = 0;
    Standing standing = Standing::free;
    std::vector<domain::Entry> entries;
    std::size_t count = 0;
    ports::Result<void> outcome;
  };

  // The next stretch of the journal into the segment, until there is none.
  void put_next(Segment segment);
  // The first that nobody has taken, taken; null when there is none.
  [[nodiscard]] Segment* take();
  void decode(Segment& segment) const;
  void work();
  // Of the segments in order the next, ready; decodes some while it is not.
  [[nodiscard]] Segment& next_ready();
  [[nodiscard]] bool visit_all(const Segment& segment, const ports::Journal::VisitEntry& visit,
                               ports::Result<void>& outcome);

  const Store& store_;
  domain::Sequence next_ = 0;  // the caller's alone, like `last_`
  domain::Sequence last_ = 0;
  std::mutex mutex_;  // guards the below, and what stands in a segment that is not taken
  std::condition_variable changed_;
  std::deque<Segment> segments_;  // in order; only the caller adds and removes
  bool stopped_ = false;          // nothing more is wanted
};

}  // namespace ckl::journal
