#include "journal/read_ahead.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "codec/codec.hpp"

namespace ckl::journal {
namespace {

constexpr std::size_t segments_ahead = 8;
constexpr domain::Sequence entries_per_segment = 1'024;
// Beside the caller. More than the fold can use would only take memory.
constexpr unsigned most_threads = 3;

unsigned threads_beside() {
  return std::clamp(std::thread::hardware_concurrency(), 2U, most_threads + 1) - 1;
}

}  // namespace

ports::Result<void> ReadAhead::run(domain::Sequence first, domain::Sequence last,
                                   const ports::Journal::VisitEntry& visit) {
  next_ = first;
  last_ = last;
  for (std::size_t i = 0; i < segments_ahead; ++i) put_next({});
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < threads_beside(); ++i) threads.emplace_back([this] { work(); });
  ports::Result<void> outcome;
  while (!segments_.empty() && visit_all(next_ready(), visit, outcome)) {
    Segment done;
    {
      const std::scoped_lock lock(mutex_);
      done = std::move(segments_.front());
      segments_.pop_front();
    }
    put_next(std::move(done));
  }
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads) thread.join();
  return outcome;
}

void ReadAhead::put_next(Segment segment) {
  if (next_ > last_) return;
  segment.first = next_;
  segment.last = std::min(last_, next_ + entries_per_segment - 1);
  segment.standing = Standing::free;
  next_ = segment.last + 1;
  {
    const std::scoped_lock lock(mutex_);
    segments_.push_back(std::move(segment));
  }
  changed_.notify_one();
}

ReadAhead::Segment* ReadAhead::take() {
  const auto free = std::ranges::find(segments_, Standing::free, &Segment::standing);
  if (free == segments_.end()) return nullptr;
  free->standing = Standing::taken;
  return &*free;
}

void ReadAhead::decode(Segment& segment) const {
  segment.count = 0;
  ports::Result<void> decoded;
  auto rows =
      store_.read_up(segment.first, segment.last, [&](domain::Sequence, std::string_view bytes) {
        if (segment.entries.size() == segment.count) segment.entries.emplace_back();
        decoded = codec::decode_to_fold(bytes, segment.entries[segment.count]);
        if (decoded) ++segment.count;
        return decoded.has_value();
      });
  segment.outcome = rows ? std::move(decoded) : std::move(rows);
}

void ReadAhead::work() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    Segment* segment = take();
    if (segment == nullptr) {
      changed_.wait(lock);
      continue;
    }
    lock.unlock();
    decode(*segment);
    lock.lock();
    segment->standing = Standing::ready;
    changed_.notify_all();
  }
}

ReadAhead::Segment& ReadAhead::next_ready() {
  std::unique_lock lock(mutex_);
  while (segments_.front().standing != Standing::ready) {
    Segment* segment = take();
    if (segment == nullptr) {
      changed_.wait(lock);
      continue;
    }
    lock.unlock();
    decode(*segment);
    lock.lock();
    segment->standing = Standing::ready;
  }
  return segments_.front();
}

// Whether it goes on after it; a fault comes after the entries before it.
bool ReadAhead::visit_all(const Segment& segment, const ports::Journal::VisitEntry& visit,
                          ports::Result<void>& outcome) {
  for (std::size_t i = 0; i < segment.count; ++i) {
    if (!visit(segment.entries[i])) return false;
  }
  outcome = segment.outcome;
  return outcome.has_value();
}

}  // namespace ckl::journal
