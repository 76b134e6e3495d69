// Krisledningsnämnden: meetings, decisions, takeovers, oral decisions, reports to the council.
#include <algorithm>

#include "domain/apply.hpp"
#include "domain/index.hpp"

namespace ckl::domain {
namespace {

template <class Map, class Key, class Change>
void change(Map& things, const Key& key, Change change_it) {
  const auto found = things.find(key);
  if (found != things.end()) change_it(found->second);
}

}  // namespace

void apply(State& state, const MeetingCalled& event, const Stamp&) {
  state.meetings.emplace(event.meeting.id, event.meeting);
}

void apply(State& state, const MeetingOpened& event, const Stamp& stamp) {
  change(state.meetings, event.meeting, [&](Meeting& meeting) {
    meeting.opened = stamp.time;
    meeting.presiding = event.presiding;
    meeting.remote_allowed = event.remote_allowed;
    meeting.present = event.present;
  });
}

void apply(State& state, const AttendanceChanged& event, const Stamp&) {
  change(state.meetings, event.meeting, [&](Meeting& meeting) {
    std::erase_if(meeting.present,
                  [&](const Seat& seat) { return seat.person == event.seat.person; });
    if (event.present) meeting.present.push_back(event.seat);
  });
}

void apply(State& state, const MeetingClosed& event, const Stamp& stamp) {
  change(state.meetings, event.meeting, [&](Meeting& meeting) { meeting.closed = stamp.time; });
}

void apply(State& state, const MinutesRecorded& event, const Stamp&) {
  change(state.meetings, event.meeting, [&](Meeting& meeting) {
    (event.step == MinutesStep::adjusted ? meeting.adjusted : meeting.posted) = event.done;
    if (!event.reference.empty()) meeting.minutes = event.reference;
  });
}

void apply(State& state, const DecisionMade& event, const Stamp&) {
  const auto [at, added] = state.decisions.emplace(event.decision.id, event.decision);
  if (added) index::add(state, at->second);
}

void apply(State& state, const DecisionEnded& event, const Stamp&) {
  index::change(state, state.decisions, event.decision,
                [&](DecisionRecord& decision) { decision.state = event.state; });
}

void apply(State& state, const UrgentDecisionsNoted& event, const Stamp&) {
  for (const auto& id : event.decisions) {
    index::change(state, state.decisions, id,
                  [](DecisionRecord& decision) { decision.noted = true; });
  }
}

void apply(State& state, const TakeoverProposed& event, const Stamp&) {
  state.takeovers.emplace(event.takeover.id, event.takeover);
}

void apply(State& state, const TakeoverProposalDropped& event, const Stamp&) {
  change(state.takeovers, event.takeover, [](Takeover& proposed) {
    if (proposed.state == TakeoverState::proposed) proposed.state = TakeoverState::dropped;
  });
}

// In the place of its proposal, if there was one.
void apply(State& state, const TakeoverEntered& event, const Stamp&) {
  const auto proposed = state.takeovers.find(event.takeover.id);
  if (proposed != state.takeovers.end() && proposed->second.state == TakeoverState::proposed) {
    state.takeovers.erase(proposed);
  }
  const auto [at, added] = state.takeovers.emplace(event.takeover.id, event.takeover);
  if (added) index::add(state, at->second);
}

void apply(State& state, const TakeoverExtended& event, const Stamp&) {
  index::change(state, state.takeovers, event.takeover, [&](Takeover& takeover) {
    takeover.review = event.review;
    takeover.valid_until = event.valid_until;
  });
}

void apply(State& state, const TakeoverReturned& event, const Stamp& stamp) {
  index::change(state, state.takeovers, event.takeover, [&](Takeover& takeover) {
    for (const auto& part : event.parts) {
      takeover.handed_back.push_back(HandedBackPart{.part = part,
                                                    .at = stamp.time,
                                                    .decision = event.decision,
                                                    .handback = event.handback,
                                                    .acknowledged = {}});
    }
    if (!event.parts.empty()) return;
    takeover.state = TakeoverState::returned;
    takeover.returned = stamp.time;
    takeover.handback = event.handback;
  });
}

void apply(State& state, const HandbackAcknowledged& event, const Stamp& stamp) {
  index::change(state, state.takeovers, event.takeover, [&](Takeover& takeover) {
    for (auto& back : takeover.handed_back) {
      if (!back.acknowledged) back.acknowledged = stamp.time;
    }
    if (takeover.state != TakeoverState::returned) return;
    takeover.acknowledged = stamp.time;
    takeover.acknowledged_by = stamp.person;
  });
}

void apply(State& state, const ContributionRequested& event, const Stamp&) {
  state.contributions.emplace(event.contribution.id, event.contribution);
}

void apply(State& state, const ContributionAnswered& event, const Stamp& stamp) {
  change(state.contributions, event.contribution, [&](Contribution& contribution) {
    contribution.answered = stamp.time;
    contribution.agreed = event.agreed;
    contribution.answer = event.text;
  });
}

void apply(State&, const NotExtraordinaryAssessed&, const Stamp&) {}

void apply(State&, const WarningRequested&, const Stamp&) {}

void apply(State& state, const OralDecisionRecorded& event, const Stamp&) {
  state.oral_decisions.emplace(event.oral.id, event.oral);
}

void apply(State& state, const OralDecisionSettled& event, const Stamp&) {
  change(state.oral_decisions, event.oral, [&](OralDecision& oral) {
    oral.state = event.state;
    oral.reason = event.reason;
  });
}

void apply(State& state, const CouncilMeetingRegistered& event, const Stamp&) {
  state.council_meetings.emplace(event.meeting.id, event.meeting);
}

void apply(State& state, const CouncilMeetingCancelled& event, const Stamp&) {
  change(state.council_meetings, event.meeting,
         [](CouncilMeeting& meeting) { meeting.cancelled = true; });
}

void apply(State& state, const CouncilReportMade& event, const Stamp&) {
  for (const auto& id : event.decisions) {
    index::change(state, state.decisions, id,
                  [&](DecisionRecord& decision) { decision.council_reference = event.reference; });
  }
  change(state.council_meetings, event.meeting,
         [](CouncilMeeting& meeting) { meeting.reported = true; });
}

}  // namespace ckl::domain
