// A journal that could not be opened: the workspace still exists, shows why, and refuses commands.
//
// Given to the engine by app/ in place of the journal that failed. It holds nothing and answers
// every question with the failure.
#pragma once

#include "ports/journal.hpp"

namespace ckl::journal {

class ClosedJournal final : public ports::Journal {
 public:
  explicit ClosedJournal(ports::Failure why) : why_(std::move(why)) {}

  void start(OnCommitted, OnFault) override {}
  void append(ports::Append) override {}
  [[nodiscard]] ports::Result<void> accepts() const override { return std::unexpected(why_); }
  [[nodiscard]] const std::string& id() const override { return id_; }
  [[nodiscard]] domain::Sequence head() const override { return 0; }
  [[nodiscard]] ports::Result<void> read(domain::Sequence, const Visit&) const override {
    return std::unexpected(why_);
  }
  [[nodiscard]] ports::Result<void> read_back(domain::Sequence, const Visit&) const override {
    return std::unexpected(why_);
  }
  [[nodiscard]] ports::Result<domain::Entry> decode(std::string_view) const override {
    return std::unexpected(why_);
  }
  [[nodiscard]] ports::Result<std::optional<ports::RememberedReply>> find_reply(
      const ports::CommandKey&) const override {
    return std::unexpected(why_);
  }
  [[nodiscard]] ports::Result<std::optional<ports::Snapshot>> latest_snapshot() const override {
    return std::unexpected(why_);
  }
  void save_snapshot(std::shared_ptr<const domain::State>) override {}
  void stop() override {}

 private:
  ports::Failure why_;
  std::string id_;
};

}  // namespace ckl::journal
