// Duty rosters.
#include <algorithm>
#include <tuple>

#include "domain/apply.hpp"
#include "domain/index.hpp"
#include "domain/limits.hpp"
#include "domain/roster.hpp"

namespace ckl::domain {
namespace {

// What lies before `from` or after `until` stays as it was.
std::vector<DutySpan> outside(const std::vector<DutySpan>& spans, const Stretch& stretch) {
  std::vector<DutySpan> kept;
  for (const DutySpan& span : spans) {
    if (span.from < stretch.from) {
      kept.push_back({span.person, span.from, std::min(span.until, stretch.from)});
    }
    if (stretch.until < span.until) {
      kept.push_back({span.person, std::max(span.from, stretch.until), span.until});
    }
  }
  return kept;
}

// What ended long ago is no longer asked for; the journal has it.
void forget_before(Roster& roster, Instant oldest) {
  std::erase_if(roster.spans, [&](const DutySpan& span) { return span.until <= oldest; });
  std::erase_if(roster.changes, [&](const DutyChange& change) { return change.until <= oldest; });
  std::erase_if(roster.alarmed, [&](const AlarmedGap& gap) { return gap.from < oldest; });
  roster.from = std::max(roster.from, oldest);
}

// The duty that was is not rewritten: a later plan holds from when it was adopted.
void lay_over(Roster& roster, const RosterAdopted& event, Instant now) {
  const Stretch stretch{.from = std::max(event.from, now), .until = event.until};
  auto spans = outside(roster.spans, stretch);
  for (const DutySpan& span : event.spans) {
    const Instant from = std::max(span.from, stretch.from);
    if (from < span.until) spans.push_back({span.person, from, span.until});
  }
  std::ranges::sort(spans, {},
                    [](const DutySpan& span) { return std::tuple(span.from, span.person); });
  roster.spans = std::move(spans);
  roster.from = std::min(roster.from, event.from);
  roster.until = std::max(roster.until, event.until);
}

}  // namespace

void apply(State& state, const RosterAdopted& event, const Stamp& stamp) {
  const auto found = state.rosters.find(event.function);
  if (found == state.rosters.end()) {
    Roster roster;
    roster.id = event.function;
    roster.spans = event.spans;
    roster.from = event.from;
    roster.until = event.until;
    roster.source = event.source;
    roster.source_hash = event.source_hash;
    roster.changed = stamp.time;
    const auto at = state.rosters.emplace(event.function, std::move(roster)).first;
    index::add(state, at->second);
    return;
  }
  index::change(state, state.rosters, event.function, [&](Roster& roster) {
    lay_over(roster, event, stamp.time);
    forget_before(roster, stamp.time - limits::roster_kept);
    roster.source = event.source;
    roster.source_hash = event.source_hash;
    roster.changed = stamp.time;
  });
}

void apply(State& state, const DutyChanged& event, const Stamp& stamp) {
  ++state.duty_changes;
  index::change(state, state.rosters, event.change.function, [&](Roster& roster) {
    roster.changes.push_back(event.change);
    roster.changed = stamp.time;
  });
}

void apply(State& state, const SwapProposed& event, const Stamp&) {
  state.swaps.emplace(event.swap.id, event.swap);
}

void apply(State& state, const SwapSettled& event, const Stamp&) {
  const auto found = state.swaps.find(event.swap);
  if (found != state.swaps.end()) found->second.state = event.state;
}

void apply(State& state, const DutyGapFound& event, const Stamp&) {
  index::change(state, state.rosters, event.function, [&](Roster& roster) {
    roster.alarmed.push_back(
        {.from = event.from, .obligation = event.obligation, .until = event.until});
    std::ranges::sort(roster.alarmed, {}, &AlarmedGap::from);
  });
}

void apply(State& state, const DutyGapFilled& event, const Stamp&) {
  index::change(state, state.rosters, event.function, [&](Roster& roster) {
    std::erase_if(roster.alarmed, [&](const AlarmedGap& gap) { return gap.from == event.from; });
  });
}

}  // namespace ckl::domain
