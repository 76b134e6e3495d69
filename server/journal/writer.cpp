#include "journal/writer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "journal/keys.hpp"
#include "journal/records.hpp"

namespace ckl::journal {
namespace {

constexpr std::chrono::seconds silence_before_beat{1};
constexpr std::uint32_t batches_between_beats = 128;
constexpr std::size_t snapshots_kept = 2;
// Silent seconds after work until the newest writes go into tables, when there are enough of them
// to be worth it: a start has nothing to replay then, and the memory they took is free.
constexpr int silences_before_rest = 2;
constexpr std::uint64_t worth_flushing = 4UL << 20U;

std::string_view view(const SequenceKey& key) { return {key.data(), key.size()}; }

}  // namespace

Writer::Writer(const Parts& parts, std::atomic<domain::Sequence>& head)
    : store_(parts.store),
      mark_(parts.mark),
      space_(parts.space),
      proof_(parts.proof),
      head_(head) {}

Writer::~Writer() { stop(); }

void Writer::start(Limits limits, ports::Journal::OnCommitted on_committed,
                   ports::Journal::OnFault on_fault) {
  limits_ = limits;
  on_committed_ = std::move(on_committed);
  on_fault_ = std::move(on_fault);
  next_ = head_.load() + 1;
  thread_ = std::thread([this] { run(); });
}

void Writer::add(ports::Append append) { queue(Item(std::move(append))); }

void Writer::add(std::shared_ptr<const domain::State> snapshot) {
  queue(Item(std::move(snapshot)));
}

void Writer::add(ProofLog::Row row) { queue(Item(std::move(row))); }

void Writer::queue(Item item) {
  bool was_empty = false;
  {
    const std::scoped_lock lock(mutex_);
    if (stopping_) {
      return;
    }
    was_empty = queue_.empty();
    queue_.push_back(std::move(item));
  }
  if (was_empty) {
    changed_.notify_one();
  }
}

void Writer::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Writer::run() {
  Work work;
  ports::Result<void> result;
  while (result && wait_for(work, result)) {
    while (result && !work.empty()) {
      if (const auto* snapshot = std::get_if<std::shared_ptr<const domain::State>>(&work.front())) {
        result = save(**snapshot);
        work.pop_front();
      } else if (const auto* row = std::get_if<ProofLog::Row>(&work.front())) {
        result = save(*row);
        work.pop_front();
      } else {
        result = commit(work);
      }
    }
    if (since_beat_ >= batches_between_beats) {
      beat();
    }
  }
  if (result && proof_.wants_beat()) result = sign();
  if (mark_.unsynced()) {
    if (auto synced = mark_.sync(); !synced && result) {
      result = std::move(synced);
    }
  }
  if (!result) {
    {
      const std::scoped_lock lock(mutex_);
      stopping_ = true;
      queue_.clear();
    }
    on_fault_(std::move(result.error()));
  }
}

bool Writer::wait_for(Work& work, ports::Result<void>& result) {
  std::unique_lock lock(mutex_);
  const auto something = [this] { return stopping_ || !queue_.empty(); };
  while (!something() && (silences_ < silences_before_rest || mark_.unsynced() ||
                          space_.wants_ballast() || proof_.wants_beat())) {
    if (!changed_.wait_for(lock, silence_before_beat, something)) {
      lock.unlock();
      if (proof_.wants_beat()) result = sign();
      if (!result) return false;
      beat();
      rest();
      lock.lock();
    }
  }
  changed_.wait(lock, something);
  work.swap(queue_);
  silences_ = 0;
  return !work.empty() || !stopping_;
}

// Everything queued at the front, up to the limits, in one synced write.
ports::Result<void> Writer::commit(Work& work) {
  batch_.Clear();
  std::vector<ports::CommittedEntry> committed;
  committed.reserve(std::min(work.size(), limits_.batch_appends));
  for (std::size_t appends = 0; !work.empty() && appends < limits_.batch_appends &&
                                batch_.GetDataSize() < limits_.batch_bytes;
       ++appends) {
    auto* append = std::get_if<ports::Append>(&work.front());
    if (append == nullptr) {
      break;
    }
    if (auto encoded = encode(std::move(*append), committed); !encoded) {
      return encoded;
    }
    work.pop_front();
  }
  if (auto finished = proof_.finish(batch_); !finished) {
    return finished;
  }
  if (auto room = space_.before_write(batch_.GetDataSize()); !room) {
    return room;
  }
  if (auto written = store_.write(batch_); !written) {
    return written;
  }
  proof_.committed();
  if (!committed.empty()) {
    const auto last = committed.back().entry.sequence;
    if (auto marked = mark_.write(last); !marked) {
      return marked;
    }
    head_.store(last, std::memory_order_release);
  }
  ++since_beat_;
  on_committed_(std::move(committed));
  return {};
}

ports::Result<void> Writer::encode(ports::Append append,
                                   std::vector<ports::CommittedEntry>& committed) {
  for (auto& entry : append.entries) {
    if (entry.sequence != next_) {
      return std::unexpected(ports::Failure{
          .code = ports::FailureCode::invalid,
          .what = fmt::format("entry {} was appended where {} comes", entry.sequence, next_)});
    }
    ++next_;
    scratch_.Clear();
    codec::encode(entry, scratch_);
    auto bytes = std::make_shared<const std::string>(scratch_.SerializeAsString());
    store_.put(batch_, Family::log, view(key_of(entry.sequence)), *bytes);
    if (auto entered = proof_.enter(entry, *bytes, batch_); !entered) return entered;
    committed.push_back({.entry = std::move(entry), .bytes = std::move(bytes)});
  }
  if (append.reply) {
    const auto& [key, reply] = *append.reply;
    store_.put(batch_, Family::replies, key_of(key), encode_reply(key, reply, scratch_reply_));
  }
  return {};
}

// The new snapshot is on disk before an old one goes.
ports::Result<void> Writer::save(const domain::State& state) {
  const auto value = encode_snapshot(state);
  if (auto room = space_.before_write(value.size()); !room) {
    spdlog::warn("no snapshot at {}: {}", state.sequence, room.error().what);
    return {};
  }
  rocksdb::WriteBatch keep;
  store_.put(keep, Family::snapshots, view(key_of(state.sequence)), value);
  if (auto written = store_.write(keep); !written) {
    return written;
  }
  rocksdb::WriteBatch drop;
  std::size_t seen = 0;
  auto listed = store_.read_snapshots([&](domain::Sequence sequence, std::string_view) {
    if (++seen > snapshots_kept) {
      store_.remove(drop, Family::snapshots, view(key_of(sequence)));
    }
    return true;
  });
  if (!listed) {
    spdlog::warn("old snapshots are kept: {}", listed.error().what);
  } else if (drop.Count() > 0) {
    if (auto dropped = store_.write(drop); !dropped) {
      return dropped;
    }
  }
  return mark_.sync();
}

ports::Result<void> Writer::save(const ProofLog::Row& row) {
  if (auto room = space_.before_write(row.value.size()); !room) {
    spdlog::warn("a row of the proof is not kept: {}", room.error().what);
    return {};
  }
  rocksdb::WriteBatch batch;
  store_.put(batch, row.family, row.key, row.value);
  return store_.write(batch);
}

// On a full disk it is signed later.
ports::Result<void> Writer::sign() {
  constexpr std::size_t about = 1'024;
  return space_.before_write(about) ? proof_.beat() : ports::Result<void>();
}

void Writer::rest() {
  if (silences_ == silences_before_rest || ++silences_ != silences_before_rest) return;
  // They keep the room of the greatest they have held.
  batch_ = rocksdb::WriteBatch();
  scratch_ = v1::JournalEntry();
  const auto unflushed = store_.unflushed_bytes();
  if (unflushed < worth_flushing || !space_.before_write(unflushed)) return;
  if (auto begun = store_.begin_flush(); !begun) spdlog::warn("{}", begun.error().what);
}

void Writer::beat() {
  since_beat_ = 0;
  if (mark_.unsynced()) {
    if (auto synced = mark_.sync(); !synced) {
      spdlog::error("the high-water mark is not synced: {}", synced.error().what);
    }
  }
  if (space_.wants_ballast()) {
    space_.restore_ballast();
  }
}

}  // namespace ckl::journal
