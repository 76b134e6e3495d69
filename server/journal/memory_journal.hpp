// The journal in memory, for tests and simulation: the same port, with faults on order.
//
// Single-threaded: `on_committed` is called on the caller's thread, either inside `append` or, with
// `manual`, inside `commit`. The object stands for the disk: after `crash` it can be started again
// by a new engine and holds what was committed.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "ports/journal.hpp"

namespace ckl::journal {

class MemoryJournal final : public ports::Journal {
 public:
  struct Options {
    bool manual = false;  // nothing is durable before `commit` is called
  };

  explicit MemoryJournal(Options options);
  MemoryJournal() : MemoryJournal(Options{}) {}

  // Faults and time, for the test's hand.
  void commit(std::size_t appends = SIZE_MAX);  // makes the oldest queued appends durable
  void fail_append(std::uint64_t n, ports::Failure failure);  // the n-th from now, from 0
  void set_manual(bool manual) { options_.manual = manual; }
  void set_full(bool full) { full_ = full; }
  void set_unreadable(bool unreadable) { unreadable_ = unreadable; }  // `read` fails
  void crash();  // what is not durable is gone; the journal can be started again
  void forget_snapshots() { snapshots_.clear(); }
  [[nodiscard]] std::size_t queued() const { return queue_.size(); }
  [[nodiscard]] std::size_t snapshots() const { return snapshots_.size(); }

  void start(OnCommitted on_committed, OnFault on_fault) override;
  void append(ports::Append append) override;
  [[nodiscard]] ports::Result<void> accepts() const override;
  [[nodiscard]] const std::string& id() const override { return id_; }
  [[nodiscard]] domain::Sequence head() const override { return entries_.size(); }
  [[nodiscard]] ports::Result<void> read(domain::Sequence first, const Visit& visit) const override;
  [[nodiscard]] ports::Result<void> read_back(domain::Sequence last,
                                              const Visit& visit) const override;
  [[nodiscard]] ports::Result<domain::Entry> decode(std::string_view bytes) const override;
  [[nodiscard]] ports::Result<std::optional<ports::RememberedReply>> find_reply(
      const ports::CommandKey& key) const override;
  [[nodiscard]] ports::Result<std::optional<ports::Snapshot>> latest_snapshot() const override;
  void save_snapshot(std::shared_ptr<const domain::State> state) override;
  void stop() override;

 private:
  using Item = std::variant<ports::Append, std::shared_ptr<const domain::State>>;

  void write(ports::Append append, std::vector<ports::CommittedEntry>& committed);
  void fail(ports::Failure failure);

  Options options_;
  std::string id_;
  std::deque<Item> queue_;
  std::vector<ports::Bytes> entries_;
  std::map<ports::CommandKey, ports::RememberedReply> replies_;
  std::map<domain::Sequence, domain::State> snapshots_;
  std::optional<std::pair<std::uint64_t, ports::Failure>> fail_at_;
  OnCommitted on_committed_;
  OnFault on_fault_;
  bool running_ = false;
  bool full_ = false;
  bool unreadable_ = false;
};

}  // namespace ckl::journal
