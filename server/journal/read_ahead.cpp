#include "journal/read_ahead.hpp"

#include <thread>
#include <utility>

#include "codec/codec.hpp"

namespace ckl::journal {
namespace {

constexpr std::size_t batches = 4;
constexpr std::size_t entries_per_batch = 512;

}  // namespace

ports::Result<void> ReadAhead::run(domain::Sequence first, domain::Sequence last,
                                   const ports::Journal::VisitEntry& visit) {
  empty_.resize(batches);
  ports::Result<void> outcome;
  std::thread reader([&] {
    outcome = read(first, last);
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    changed_.notify_one();
  });
  bool goes_on = true;
  Batch batch;
  while (goes_on && take_full(batch)) {
    for (std::size_t i = 0; i < batch.count && goes_on; ++i) goes_on = visit(batch.entries[i]);
    give_empty(std::move(batch));
  }
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    changed_.notify_one();
  }
  reader.join();
  return goes_on ? outcome : ports::Result<void>();
}

ports::Result<void> ReadAhead::read(domain::Sequence first, domain::Sequence last) {
  ports::Result<void> decoded;
  Batch batch;
  if (!take_empty(batch)) return {};
  auto rows = store_.read_up(first, last, [&](domain::Sequence, std::string_view bytes) {
    if (batch.entries.size() == batch.count) batch.entries.emplace_back();
    decoded = codec::decode_entry(bytes, batch.entries[batch.count]);
    if (!decoded) return false;
    if (++batch.count < entries_per_batch) return true;
    give_full(std::exchange(batch, {}));
    return take_empty(batch);
  });
  if (batch.count > 0) give_full(std::move(batch));
  return rows ? decoded : rows;
}

bool ReadAhead::take_empty(Batch& batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopped_ || !empty_.empty(); });
  if (stopped_) return false;
  batch = std::move(empty_.back());
  batch.count = 0;
  empty_.pop_back();
  return true;
}

void ReadAhead::give_full(Batch batch) {
  const std::scoped_lock lock(mutex_);
  full_.push_back(std::move(batch));
  changed_.notify_one();
}

bool ReadAhead::take_full(Batch& batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return ended_ || !full_.empty(); });
  if (full_.empty()) return false;
  batch = std::move(full_.front());
  full_.pop_front();
  return true;
}

void ReadAhead::give_empty(Batch batch) {
  const std::scoped_lock lock(mutex_);
  empty_.push_back(std::move(batch));
  changed_.notify_one();
}

}  // namespace ckl::journal
