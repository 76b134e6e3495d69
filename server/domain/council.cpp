// Kommunfullmäktige: its meetings, and what it is told (O03, O16, R14, R52).
#include "domain/council.hpp"

#include <algorithm>
#include <tuple>

#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {

std::optional<Instant> council_day_after(const State& state, Instant decided) {
  std::optional<Instant> next;
  for (const auto& [id, meeting] : state.council_meetings) {
    if (meeting.cancelled || meeting.time <= decided) continue;
    if (!next || meeting.time < *next) next = meeting.time;
  }
  if (!next) return std::nullopt;
  return calendar::end_of_day(calendar::date_of(*next));
}

Instant appeal_until(Instant posted) { return calendar::due_after_days(posted, 21); }

std::vector<CouncilLine> council_report(const State& state) {
  std::vector<CouncilLine> lines;
  for (const auto& [id, duty] : state.obligations) {
    if (duty.rule.value != "O03") continue;
    const auto decision = state.decisions.find(DecisionId{duty.subject});
    lines.push_back({.subject = duty.subject,
                     .decision = decision == state.decisions.end() ? nullptr : &decision->second,
                     .duty = &duty,
                     .reported = duty.state == ObligationState::closed});
  }
  // Ids count; "obligation-10" follows "obligation-9".
  std::ranges::sort(lines, {}, [](const CouncilLine& line) {
    return std::tuple(line.duty->opened, line.duty->id.value.size(), line.duty->id.value);
  });
  return lines;
}

}  // namespace ckl::domain
