#include "sim/staged_journal.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ckl::sim {

void StagedJournal::start(OnCommitted on_committed, OnFault on_fault) {
  on_committed_ = std::move(on_committed);
  on_fault_ = std::move(on_fault);
  running_ = true;
  inner_.start(
      [this](std::vector<ports::CommittedEntry> entries) {
        const std::scoped_lock lock(mutex_);
        std::ranges::move(entries, std::back_inserter(committed_));
        ++reports_;
        told_.notify_one();
      },
      [this](ports::Failure failure) {
        const std::scoped_lock lock(mutex_);
        failure_ = std::move(failure);
        told_.notify_one();
      });
}

void StagedJournal::append(ports::Append append) {
  if (running_) staged_.emplace_back(std::move(append));
}

void StagedJournal::save_snapshot(std::shared_ptr<const domain::State> state) {
  if (running_) staged_.emplace_back(std::move(state));
}

// One append at a time, and an empty one after a snapshot: so the inner journal's thread is at rest
// when this returns, and every run writes the same records.
void StagedJournal::release(std::size_t most) {
  std::vector<ports::CommittedEntry> committed;
  std::optional<ports::Failure> failure;
  for (std::size_t count = 0; running_ && !failure && !staged_.empty() && count < most; ++count) {
    if (std::exchange(broken_, false)) {
      failure = ports::Failure{.code = ports::FailureCode::io, .what = "the disk gave an error"};
      break;
    }
    auto item = std::move(staged_.front());
    staged_.pop_front();
    if (auto* snapshot = std::get_if<std::shared_ptr<const domain::State>>(&item)) {
      inner_.save_snapshot(std::move(*snapshot));
      item = ports::Append{};
    }
    const auto before = reports_;
    inner_.append(std::get<ports::Append>(std::move(item)));
    std::unique_lock lock(mutex_);
    told_.wait(lock, [&] { return reports_ > before || failure_.has_value(); });
    std::ranges::move(std::exchange(committed_, {}), std::back_inserter(committed));
    failure = failure_;
  }
  if (!committed.empty() && !muted_) on_committed_(std::move(committed));
  if (failure) fail(std::move(*failure));
}

void StagedJournal::fail(ports::Failure failure) {
  running_ = false;
  staged_.clear();
  if (!muted_) on_fault_(std::move(failure));
}

void StagedJournal::die() {
  running_ = false;
  muted_ = true;
  staged_.clear();
}

ports::Result<void> StagedJournal::accepts() const {
  if (full_) {
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::disk_full, .what = "0 MiB free"});
  }
  return {};
}

void StagedJournal::stop() {
  release();
  running_ = false;
  inner_.stop();
}

}  // namespace ckl::sim
