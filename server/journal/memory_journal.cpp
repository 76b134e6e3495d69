#include "journal/memory_journal.hpp"

#include "codec/codec.hpp"
#include "journal/checksum.hpp"

namespace ckl::journal {

MemoryJournal::MemoryJournal(Options options) : options_(options), id_(new_journal_id()) {}

void MemoryJournal::commit(std::size_t appends) {
  std::vector<ports::CommittedEntry> committed;
  std::size_t written = 0;
  while (running_ && !queue_.empty() && written < appends) {
    auto item = std::move(queue_.front());
    queue_.pop_front();
    if (const auto* state = std::get_if<std::shared_ptr<const domain::State>>(&item)) {
      snapshots_[(*state)->sequence] = **state;
      while (snapshots_.size() > 2) {
        snapshots_.erase(snapshots_.begin());
      }
      continue;
    }
    if (fail_at_ && fail_at_->first-- == 0) {
      auto failure = std::move(fail_at_->second);
      fail_at_.reset();
      if (!committed.empty()) {
        on_committed_(std::move(committed));
      }
      fail(std::move(failure));
      return;
    }
    write(std::get<ports::Append>(std::move(item)), committed);
    ++written;
  }
  if (running_ && written > 0) {
    on_committed_(std::move(committed));
  }
}

void MemoryJournal::write(ports::Append append, std::vector<ports::CommittedEntry>& committed) {
  for (auto& entry : append.entries) {
    if (entry.sequence != entries_.size() + 1) {
      fail({.code = ports::FailureCode::invalid, .what = "an entry was appended out of turn"});
      return;
    }
    entries_.push_back(std::make_shared<const std::string>(codec::encode(entry)));
    committed.push_back({.entry = std::move(entry), .bytes = entries_.back()});
  }
  if (append.reply) {
    replies_.insert_or_assign(append.reply->first, append.reply->second);
  }
}

void MemoryJournal::fail(ports::Failure failure) {
  running_ = false;
  queue_.clear();
  on_fault_(std::move(failure));
}

void MemoryJournal::fail_append(std::uint64_t n, ports::Failure failure) {
  fail_at_.emplace(n, std::move(failure));
}

void MemoryJournal::crash() {
  queue_.clear();
  running_ = false;
  fail_at_.reset();
  on_committed_ = nullptr;
  on_fault_ = nullptr;
}

void MemoryJournal::start(OnCommitted on_committed, OnFault on_fault) {
  on_committed_ = std::move(on_committed);
  on_fault_ = std::move(on_fault);
  running_ = true;
}

void MemoryJournal::append(ports::Append append) {
  if (!running_) {
    return;
  }
  queue_.emplace_back(std::move(append));
  if (!options_.manual) {
    commit();
  }
}

ports::Result<void> MemoryJournal::accepts() const {
  if (full_) {
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::disk_full, .what = "0 MiB free"});
  }
  return {};
}

ports::Result<void> MemoryJournal::read(domain::Sequence first, const Visit& visit) const {
  if (unreadable_) {
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::corrupt, .what = "block checksum mismatch"});
  }
  for (auto at = std::max<domain::Sequence>(first, 1); at <= entries_.size(); ++at) {
    if (!visit(at, *entries_[at - 1])) {
      break;
    }
  }
  return {};
}

ports::Result<void> MemoryJournal::read_back(domain::Sequence last, const Visit& visit) const {
  for (auto at = std::min<domain::Sequence>(last, entries_.size()); at > 0; --at) {
    if (!visit(at, *entries_[at - 1])) {
      break;
    }
  }
  return {};
}

ports::Result<domain::Entry> MemoryJournal::decode(std::string_view bytes) const {
  return codec::decode_entry(bytes);
}

ports::Result<std::optional<ports::RememberedReply>> MemoryJournal::find_reply(
    const ports::CommandKey& key) const {
  const auto found = replies_.find(key);
  if (found == replies_.end()) {
    return std::optional<ports::RememberedReply>{};
  }
  return std::optional(found->second);
}

ports::Result<std::optional<ports::Snapshot>> MemoryJournal::latest_snapshot() const {
  if (snapshots_.empty()) {
    return std::optional<ports::Snapshot>{};
  }
  return std::optional(ports::Snapshot{.state = snapshots_.rbegin()->second});
}

void MemoryJournal::save_snapshot(std::shared_ptr<const domain::State> state) {
  if (!running_) {
    return;
  }
  queue_.emplace_back(std::move(state));
  if (!options_.manual) {
    commit();
  }
}

void MemoryJournal::stop() {
  commit();
  running_ = false;
}

}  // namespace ckl::journal
