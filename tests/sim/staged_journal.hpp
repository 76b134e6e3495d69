// A journal that takes what it is given and writes it when the simulation says so.
//
// Stands between the engine and a real journal (in memory, or RocksDB). `release` hands over what
// is staged and waits until the inner journal has told of it, so that its thread never runs beside
// the simulation's; `mute` makes the process deaf to it, as it is when it dies between the write
// and the word of it. After `die` nothing more is written.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ports/journal.hpp"

namespace ckl::sim {

class StagedJournal final : public ports::Journal {
 public:
  // The inner journal outlives this one.
  explicit StagedJournal(ports::Journal& inner) : inner_(inner) {}
  ~StagedJournal() override = default;

  void release(std::size_t most = SIZE_MAX);
  void mute() { muted_ = true; }
  void die();
  void set_full(bool full) { full_ = full; }
  void break_next_write() { broken_ = true; }
  [[nodiscard]] std::size_t staged() const { return staged_.size(); }

  void start(OnCommitted on_committed, OnFault on_fault) override;
  void append(ports::Append append) override;
  [[nodiscard]] ports::Result<void> accepts() const override;
  [[nodiscard]] const std::string& id() const override { return id_; }
  [[nodiscard]] domain::Sequence head() const override { return inner_.head(); }
  [[nodiscard]] ports::Result<void> read(domain::Sequence first,
                                         const Visit& visit) const override {
    return inner_.read(first, visit);
  }
  [[nodiscard]] ports::Result<void> read_back(domain::Sequence last,
                                              const Visit& visit) const override {
    return inner_.read_back(last, visit);
  }
  [[nodiscard]] ports::Result<domain::Entry> decode(std::string_view bytes) const override {
    return inner_.decode(bytes);
  }
  [[nodiscard]] ports::Result<std::optional<ports::RememberedReply>> find_reply(
      const ports::CommandKey& key) const override {
    return inner_.find_reply(key);
  }
  [[nodiscard]] ports::Result<std::optional<ports::Snapshot>> latest_snapshot() const override {
    return inner_.latest_snapshot();
  }
  void save_snapshot(std::shared_ptr<const domain::State> state) override;
  void stop() override;

 private:
  using Item = std::variant<ports::Append, std::shared_ptr<const domain::State>>;

  void fail(ports::Failure failure);

  ports::Journal& inner_;
  std::string id_ = "simulated";
  std::deque<Item> staged_;
  OnCommitted on_committed_;
  OnFault on_fault_;
  bool running_ = false;
  bool muted_ = false;
  bool full_ = false;
  bool broken_ = false;

  std::mutex mutex_;  // guards what follows: the inner journal tells on its own thread
  std::condition_variable told_;
  std::size_t reports_ = 0;
  std::vector<ports::CommittedEntry> committed_;
  std::optional<ports::Failure> failure_;
};

}  // namespace ckl::sim
