// Replay equals live: the fold of the journal's bytes is the state that was lived through, also
// after each crash, and the journal is one row of numbers without gaps.
#pragma once

#include <vector>

#include "domain/evolve.hpp"
#include "ports/journal.hpp"
#include "sim/finding.hpp"

namespace ckl::sim {

class ReplayChecker {
 public:
  explicit ReplayChecker(Findings& findings) : findings_(findings) {}

  // A durable entry as it stands on disk, decoded from there.
  void see(const domain::Entry& decoded, std::string_view bytes);
  // Live and durable are the same at this moment; the indexes are those made anew.
  void compare(const domain::State& live);
  // The journal as a new process reads it: nothing that was durable is gone or changed.
  void reread(const ports::Journal& journal);

  [[nodiscard]] domain::Sequence seen() const { return state_.sequence; }

 private:
  void find(std::string what) { findings_.add("replay", std::move(what)); }

  Findings& findings_;
  domain::State state_;
  std::vector<std::size_t> hashes_;
};

}  // namespace ckl::sim
