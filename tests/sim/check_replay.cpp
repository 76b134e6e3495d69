#include "sim/check_replay.hpp"

#include <functional>

namespace ckl::sim {
namespace {

std::size_t hash_of(std::string_view bytes) { return std::hash<std::string_view>{}(bytes); }

}  // namespace

void ReplayChecker::see(const domain::Entry& decoded, std::string_view bytes) {
  if (decoded.sequence != state_.sequence + 1) {
    find("entry " + std::to_string(decoded.sequence) + " follows entry " +
         std::to_string(state_.sequence));
  }
  domain::evolve(state_, decoded);
  hashes_.push_back(hash_of(bytes));
}

void ReplayChecker::compare(const domain::State& live) {
  if (!domain::same(live, state_)) {
    find("the replay differs from what was lived through, at entry " +
         std::to_string(live.sequence));
  }
  if (live.index != state_.index) find("the indexes of the replay differ");
  auto rebuilt = live;
  domain::reindex(rebuilt);
  if (rebuilt.index != live.index) find("the indexes differ from those made anew");
}

void ReplayChecker::reread(const ports::Journal& journal) {
  if (journal.head() < hashes_.size()) {
    find("the journal ends at " + std::to_string(journal.head()) + ", " +
         std::to_string(hashes_.size()) + " was acknowledged");
  }
  std::size_t at = 0;
  const auto read = journal.read(1, [&](domain::Sequence sequence, std::string_view bytes) {
    if (sequence != at + 1) find("the journal has a gap before " + std::to_string(sequence));
    if (at < hashes_.size() && hash_of(bytes) != hashes_[at]) {
      find("entry " + std::to_string(sequence) + " has changed on disk");
    }
    ++at;
    return true;
  });
  if (!read) find("the journal can not be read: " + read.error().what);
}

}  // namespace ckl::sim
