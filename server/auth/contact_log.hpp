// Who has looked at or changed whose contact addresses, and why: one line of JSON each, added and
// synced before anybody is answered.
//
// Main thread. Never an address. What is older than `kept` is dropped when the file is opened; at
// `most` nothing more is taken, so that no look goes unnoted. A last line that was cut while it was
// written was never answered and is dropped; other damage is a Failure at the start.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "ports/contacts.hpp"

namespace ckl::auth {

class ContactLog {
 public:
  static constexpr std::chrono::days kept{730};
  static constexpr std::size_t most = 200'000;

  [[nodiscard]] static ports::Result<ContactLog> open(std::filesystem::path file,
                                                      domain::Instant now);

  [[nodiscard]] ports::Result<void> add(ports::ContactNote note);

  // The newest first.
  [[nodiscard]] std::vector<ports::ContactNote> of(const domain::PersonId& whose,
                                                   std::size_t so_many) const;

 private:
  explicit ContactLog(std::filesystem::path file) : file_(std::move(file)) {}

  [[nodiscard]] ports::Result<void> rewrite() const;

  std::filesystem::path file_;
  std::vector<ports::ContactNote> notes_;
  bool whole_ = true;  // false: the last write failed, and may have left a part of a line
};

}  // namespace ckl::auth
