#include "domain/roll.hpp"

#include <algorithm>
#include <utility>

#include "domain/authority.hpp"
#include "domain/callout_fold.hpp"
#include "domain/duties.hpp"
#include "domain/wording.hpp"

namespace ckl::domain {
namespace {

Text name_of(const State& state, const PositionId& id) {
  const auto& positions = state.organisation.positions;
  const auto found = std::ranges::find(positions, id, &Position::id);
  return found == positions.end() ? Text{id.value, id.value} : found->name;
}

bool counts(CallState state) { return state == CallState::calling || state == CallState::coming; }

std::uint32_t confirmed_or_calling(const CalloutPosition& position) {
  return count_calls(position, CallState::coming) + count_calls(position, CallState::calling);
}

}  // namespace

Roll::Standing Roll::standing_of(CallState state) {
  switch (state) {
    case CallState::calling:
    case CallState::coming:
      return Standing::open;
    case CallState::declined:
    case CallState::unreachable:
      return Standing::refused;
    case CallState::later:
      return Standing::later;
    case CallState::silent:
      return Standing::silent;
    case CallState::stood_down:
      return Standing::stood_down;
    case CallState::spare:
      return Standing::spare;
  }
  return Standing::silent;
}

Roll::Roll(Ruling& ruling, Callout callout) : ruling_(ruling), callout_(std::move(callout)) {
  // Somebody called for several positions stands where the open call is, else where the last was.
  std::unordered_map<PersonId, std::pair<bool, Instant>> weight;
  for (const auto& position : callout_.positions) {
    for (const auto& one : position.calls) {
      const std::pair<bool, Instant> weighs{counts(one.state), one.called};
      const auto [at, added] = weight.emplace(one.person, weighs);
      if (!added && weighs < at->second) continue;
      at->second = weighs;
      standing_[one.person] = standing_of(one.state);
    }
    had_enough_.push_back(confirmed_or_calling(position) >= position.plan.wanted);
  }
}

template <class Event>
void Roll::emit(std::string_view rule, const Event& event) {
  fold(callout_, event, ruling_.now());
  ruling_.add(rule, event);
}

template <class Event>
void Roll::emit_call(const Event& event) {
  emit("A16", event);
  const CalloutPosition* position = find_position(std::as_const(callout_), event.position);
  const Call* call = position == nullptr ? nullptr : find_call(*position, event.person);
  if (call != nullptr) standing_[event.person] = standing_of(call->state);
}

void Roll::answer(const AnswerRecorded& event) {
  just_answered_.push_back(event.person);
  emit_call(event);
}

void Roll::silence(const PositionId& position, const PersonId& person) {
  emit_call(SilenceNoted{.callout = callout_.id, .position = position, .person = person});
}

void Roll::unreachable(const PositionId& position, const PersonId& person,
                       std::string_view reason) {
  emit_call(PersonUnreachable{.callout = callout_.id,
                              .position = position,
                              .person = person,
                              .reason = std::string(reason)});
}

void Roll::settle() {
  std::vector<bool> reopened;
  reopened.reserve(callout_.positions.size());
  // First all that frees people, then all that asks for them.
  for (auto& position : callout_.positions) reopened.push_back(fill_or_reopen(position));
  for (std::size_t i = 0; i < callout_.positions.size(); ++i) {
    const CalloutPosition& position = callout_.positions[i];
    if (position.filled) continue;
    seek(position, reopened[i]);
    // Alarmed when it begins to lack people, not anew for each one lost after that.
    const std::uint32_t sure = confirmed_or_calling(position);
    if (sure < position.plan.wanted && (had_enough_[i] || !position.gap)) {
      raise_gap(position, position.plan.wanted - sure, true);
    }
  }
}

bool Roll::fill_or_reopen(CalloutPosition& position) {
  const bool enough = count_calls(position, CallState::coming) >= position.plan.wanted;
  if (enough && !position.filled) {
    emit("A16", PositionFilled{.callout = callout_.id, .position = position.plan.position});
    stand_down(position);
  }
  if (enough || !position.filled) return false;
  emit("A16", PositionReopened{.callout = callout_.id, .position = position.plan.position});
  return true;
}

void Roll::seek(const CalloutPosition& position, bool reopened) {
  // Each turn calls somebody or finds somebody unreachable, so the pool bounds it.
  while (confirmed_or_calling(position) < position.plan.wanted) {
    auto candidates = next_uncalled(position);
    if (candidates.empty()) candidates = next_again(position, reopened);
    if (candidates.empty()) break;
    for (const auto& person : candidates) call(position, person);
  }
}

std::vector<PersonId> Roll::next_uncalled(const CalloutPosition& position) const {
  std::vector<PersonId> next;
  std::uint32_t index = 0;
  for (const auto& wave : position.plan.waves) {
    for (const auto& person : wave.persons) {
      if (index++ < position.next_candidate || standing_.contains(person)) continue;
      next.push_back(person);
      if (!wave.parallel) return next;
    }
    if (!next.empty()) return next;
  }
  return next;
}

std::vector<PersonId> Roll::next_again(const CalloutPosition& position, bool reopened) const {
  const PersonId* best = nullptr;
  Standing best_standing = Standing::later;
  for (const auto& wave : position.plan.waves) {
    for (const auto& person : wave.persons) {
      const auto found = standing_.find(person);
      if (found == standing_.end() || found->second < Standing::spare) continue;
      if (found->second == Standing::later && !may_ask_later(person, reopened)) continue;
      if (best != nullptr && found->second >= best_standing) continue;
      best = &person;
      best_standing = found->second;
    }
  }
  return best == nullptr ? std::vector<PersonId>{} : std::vector<PersonId>{*best};
}

bool Roll::may_ask_later(const PersonId& person, bool reopened) const {
  if (std::ranges::find(just_answered_, person) != just_answered_.end()) return false;
  if (reopened) return true;
  return std::ranges::any_of(callout_.positions, [&](const CalloutPosition& position) {
    const Call* call = find_call(position, person);
    return call != nullptr && call->state == CallState::later && call->eta &&
           *call->eta <= ruling_.now();
  });
}

void Roll::call(const CalloutPosition& position, const PersonId& person) {
  const Person* known = find_person(ruling_.state(), person);
  if (known == nullptr || known->ladder.empty()) {
    unreachable(position.plan.position, person, "NO_LADDER");
    return;
  }
  emit_call(PersonCalled{.callout = callout_.id,
                         .position = position.plan.position,
                         .person = person,
                         .message = ruling_.new_message(),
                         .answer_by = ruling_.now() + position.plan.answer_within});
}

void Roll::stand_down(const CalloutPosition& position) {
  std::vector<std::pair<PersonId, MessageId>> calling;
  for (const auto& call : position.calls) {
    if (call.state == CallState::calling) calling.emplace_back(call.person, call.message);
  }
  for (const auto& [person, message] : calling) {
    // Somebody to whom nothing was begun never heard of it and needs no word.
    const auto sent = ruling_.state().messages.find(message);
    const bool heard = sent != ruling_.state().messages.end() && !sent->second.attempts.empty();
    emit_call(PersonStoodDown{.callout = callout_.id,
                              .position = position.plan.position,
                              .person = person,
                              .message = heard ? ruling_.new_message() : MessageId{}});
  }
}

void Roll::raise_gap(const CalloutPosition& position, std::uint32_t missing, bool exhausted) {
  emit("A15", StaffingGapRaised{.callout = callout_.id,
                                .position = position.plan.position,
                                .missing = missing,
                                .reason = exhausted ? "EXHAUSTED" : "DEADLINE"});
  const Text name = name_of(ruling_.state(), position.plan.position);
  inform(ruling_, Notice{.rule = "A15",
                         .incident = callout_.incident,
                         .text = wording::gap(name, missing, exhausted),
                         .subject = "staffing-gap"});
}

void Roll::deadline() {
  for (const auto& position : callout_.positions) {
    if (position.filled || position.gap) continue;
    raise_gap(position, position.plan.wanted - count_calls(position, CallState::coming), false);
  }
}

void Roll::end(std::string_view rule, std::string reason) {
  for (const auto& position : callout_.positions) stand_down(position);
  emit(rule, CalloutEnded{.callout = callout_.id, .reason = std::move(reason)});
}

CalloutId begin_callout(Ruling& ruling, const Incident& incident, const CalloutPlan& plan,
                        const std::string& message) {
  const CalloutStarted started{
      .callout = CalloutId{numbered("callout", ruling.state().callouts.size() + 1)},
      .incident = incident.id,
      .plan = plan.id,
      .positions = plan.positions,
      .message = message.empty() ? incident.headline : message,
      .deadline = ruling.now() + plan.deadline};
  ruling.add("A16", started);
  Roll roll(ruling, make_callout(started, ruling.now(), ruling.actor().person));
  roll.settle();
  return started.callout;
}

void end_callouts(Ruling& ruling, const IncidentId& incident, std::string_view reason) {
  for (const auto& [id, callout] : ruling.state().callouts) {
    if (callout.incident != incident || callout.ended) continue;
    Roll roll(ruling, callout);
    roll.end("A16", std::string(reason));
  }
}

}  // namespace ckl::domain
