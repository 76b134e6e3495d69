#include "edge/api/duty_feed.hpp"

#include <algorithm>

#include "domain/authority.hpp"
#include "domain/roster.hpp"
#include "roster/feed.hpp"

namespace ckl::edge {
namespace {

// A subscription shows what was lately and what is planned; the journal has the rest.
constexpr std::chrono::days shown_before{31};
constexpr std::chrono::days shown_ahead{731};

std::string name_of(const domain::State& state, const domain::PersonId& id) {
  const domain::Person* person = domain::find_person(state, id);
  return person == nullptr ? id.value : person->name;
}

roster::FeedEvent event_of(const domain::State& state, const domain::DutyFunction& function,
                           const domain::DutySpan& span) {
  const auto began = std::chrono::floor<std::chrono::seconds>(span.from).time_since_epoch();
  return {.uid = function.id + "-" + span.person.value + "-" + std::to_string(began.count()) + "@" +
                 state.workspace.value + ".ckl",
          .span = span,
          .summary = function.name.sv + ": " + name_of(state, span.person),
          .description = function.name.en};
}

std::string title(const domain::State& state, const FeedWish& wish) {
  const std::string mark = state.mode == domain::Mode::exercise ? "ÖVNING " : "";
  const domain::DutyFunction* function = domain::find_function(state, wish.function);
  if (function != nullptr) return mark + function->name.sv;
  return mark + "Jour, " + name_of(state, wish.person);
}

}  // namespace

std::string duty_calendar(const domain::State& state, const FeedWish& wish, domain::Instant now) {
  roster::Feed feed{.name = title(state, wish), .made = state.time, .events = {}};
  const domain::Stretch stretch{.from = now - shown_before, .until = now + shown_ahead};
  for (const domain::DutyFunction& function : state.organisation.duty_functions) {
    const domain::Roster* held = domain::find_roster(state, function.id);
    if (held == nullptr || (!wish.function.empty() && wish.function != function.id)) continue;
    for (const domain::DutySpan& span : domain::plan_of(*held)) {
      const bool near = span.from < stretch.until && stretch.from < span.until;
      const bool wanted = !wish.function.empty() || span.person == wish.person;
      if (near && wanted) feed.events.push_back(event_of(state, function, span));
    }
  }
  return roster::write_calendar(feed);
}

}  // namespace ckl::edge
