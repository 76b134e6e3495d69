#include "engine/recovery.hpp"

#include <utility>

#include <fmt/format.h>

namespace ckl::engine {

ports::Result<domain::State> recover(const ports::Journal& journal) {
  auto snapshot = journal.latest_snapshot();
  if (!snapshot) {
    return std::unexpected(std::move(snapshot.error()));
  }
  std::optional<ports::Snapshot>& kept = *snapshot;
  auto state = kept.has_value() ? std::move(kept->state) : domain::State{};
  ports::Result<void> folded;
  auto read = journal.replay(state.sequence + 1, [&](const domain::Entry& entry) {
    if (entry.sequence != state.sequence + 1) {
      folded = std::unexpected(ports::Failure{
          .code = ports::FailureCode::corrupt,
          .what = fmt::format("entry {} follows entry {}", entry.sequence, state.sequence)});
      return false;
    }
    domain::evolve(state, entry);
    return true;
  });
  if (!read || !folded) {
    return std::unexpected(read ? std::move(folded.error()) : std::move(read.error()));
  }
  if (state.sequence != journal.head()) {
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::corrupt,
                       .what = fmt::format("the journal ends at {}, its entries at {}",
                                           journal.head(), state.sequence)});
  }
  return state;
}

}  // namespace ckl::engine
