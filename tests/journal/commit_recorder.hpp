// Records what a journal tells of, on whatever thread it tells it, and lets the test wait for it.
//
// Outlives the journal that it is given to.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include <gtest/gtest.h>

#include "ports/journal.hpp"

namespace ckl::test {

class CommitRecorder {
 public:
  void attach(ports::Journal& journal) {
    journal.start(
        [this](std::vector<ports::CommittedEntry> entries) {
          const std::scoped_lock lock(mutex_);
          batches_.push_back(entries.size());
          for (auto& entry : entries) {
            entries_.push_back(std::move(entry));
          }
          changed_.notify_all();
        },
        [this](ports::Failure failure) {
          const std::scoped_lock lock(mutex_);
          faults_.push_back(std::move(failure));
          changed_.notify_all();
        });
  }

  // Everything that was committed, once there are `count` entries.
  std::vector<ports::CommittedEntry> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, patience, [&] { return entries_.size() >= count; }))
        << entries_.size() << " of " << count << " entries were committed";
    return entries_;
  }

  ports::Failure wait_for_fault() {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, patience, [&] { return !faults_.empty(); }));
    return faults_.empty() ? ports::Failure{} : faults_.front();
  }

  std::vector<ports::Failure> faults() {
    const std::scoped_lock lock(mutex_);
    return faults_;
  }

  std::vector<std::size_t> batches() {
    const std::scoped_lock lock(mutex_);
    return batches_;
  }

 private:
  static constexpr std::chrono::seconds patience{60};

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<ports::CommittedEntry> entries_;
  std::vector<std::size_t> batches_;
  std::vector<ports::Failure> faults_;
};

}  // namespace ckl::test
