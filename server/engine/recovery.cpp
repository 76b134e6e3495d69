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
  auto read = journal.read(state.sequence + 1, [&](domain::Sequence sequence, std::string_view b) {
    auto entry = journal.decode(b);
    if (!entry) {
      folded = std::unexpected(std::move(entry.error()));
    } else if (entry->sequence != sequence || sequence != state.sequence + 1) {
      folded = std::unexpected(ports::Failure{
          .code = ports::FailureCode::corrupt,
          .what = fmt::format("entry {} follows entry {}", sequence, state.sequence)});
    } else {
      domain::evolve(state, *entry);
    }
    return folded.has_value();
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
