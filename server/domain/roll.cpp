#include "domain/roll.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "domain/authority.hpp"
#include "domain/callout_fold.hpp"
#include "domain/duties.hpp"
#include "domain/limits.hpp"
#include "domain/roster.hpp"
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

bool is_qualified(const State& state, const PersonId& person, const PlanPosition& plan) {
  if (plan.qualifications.empty()) return true;
  const Person* known = find_person(state, person);
  return known != nullptr && std::ranges::all_of(plan.qualifications, [&](const auto& needed) {
           return std::ranges::find(known->qualifications, needed) != known->qualifications.end();
         });
}

bool is_absent(const Absence& absence, Instant now) {
  return !absence.until || now < *absence.until;
}

// A wave that names a duty function begins with who is on duty now; the rest of its pool follows.
std::vector<PlanPosition> with_who_is_on_duty(const Ruling& ruling,
                                              std::vector<PlanPosition> positions) {
  for (PlanPosition& position : positions) {
    for (std::size_t at = 0; at < position.waves.size(); ++at) {
      const Wave& wave = position.waves[at];
      if (wave.duty.empty()) continue;
      const DutyFunction* function = find_function(ruling.state(), wave.duty);
      if (function == nullptr || find_roster(ruling.state(), wave.duty) == nullptr) continue;
      std::vector<PersonId> pool;
      for (const DutySpan& span : on_duty(ruling.state(), *function, ruling.now()).now) {
        pool.push_back(span.person);
      }
      for (const PersonId& person : wave.persons) {
        if (std::ranges::find(pool, person) == pool.end()) pool.push_back(person);
      }
      position.waves.change(at).persons = std::move(pool);
    }
  }
  return positions;
}

}  // namespace

std::string_view word_of(AbsenceKind kind) {
  switch (kind) {
    case AbsenceKind::on_scene:
      return "ON_SCENE";
    case AbsenceKind::resting:
      return "RESTING";
    case AbsenceKind::away:
      return "AWAY";
  }
  return "AWAY";
}

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
    case CallState::passed_over:
      return Standing::passed_over;
  }
  return Standing::silent;
}

Roll::Roll(Ruling& ruling, Callout callout) : ruling_(ruling), callout_(std::move(callout)) {
  for (const auto& position : callout_.positions) {
    had_enough_.push_back(confirmed_or_calling(position) >= position.plan.wanted);
  }
}

// Most answers ask for nobody else, so that nobody else's standing is looked up.
void Roll::know_standings() {
  if (knows_standings_) return;
  knows_standings_ = true;
  // Somebody called for several positions stands where the open call is, else where the last was;
  // of the same instant the one with the higher number of message.
  using Weight = std::tuple<bool, Instant, std::size_t, std::string_view>;
  std::unordered_map<PersonId, Weight> weight;
  const auto changed = std::exchange(standing_, {});
  for (const auto& position : callout_.positions) {
    for (const auto& one : position.calls) {
      const std::string_view message = one.message.value;
      const Weight weighs{counts(one.state), one.called, message.size(), message};
      const auto [at, added] = weight.emplace(one.person, weighs);
      if (!added && weighs < at->second) continue;
      at->second = weighs;
      standing_[one.person] = standing_of(one.state);
    }
  }
  // Whose call this ruling has changed stands where that call is.
  for (const auto& [person, standing] : changed) standing_[person] = standing;
}

template <class Event>
void Roll::emit(std::string_view rule, const Event& event) {
  fold(callout_, event, ruling_.now());
  ruling_.add(rule, event);
}

template <class Event>
void Roll::emit_call(const Event& event) {
  emit("A16", event);
  const CalloutPosition* position = find_position(callout_, event.position);
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

void Roll::pass_over(const PositionId& position, const PersonId& person, std::string_view reason) {
  emit_call(PersonPassedOver{.callout = callout_.id,
                             .position = position,
                             .person = person,
                             .reason = std::string(reason)});
}

void Roll::hold(const PersonId& person, std::string_view reason) {
  held_.emplace(person, reason);
  for (const auto& position : callout_.positions) {
    const Call* call = find_call(position, person);
    if (call == nullptr || call->state != CallState::calling) continue;
    pass_over(position.plan.position, person, reason);
    return;
  }
}

void Roll::prefer(const PositionId& position, std::vector<PersonId> persons) {
  preferred_at_ = position;
  preferred_ = std::move(persons);
}

void Roll::settle() {
  std::vector<bool> reopened;
  reopened.reserve(callout_.positions.size());
  // First all that frees people, then all that asks for them.
  for (const auto& position : callout_.positions) reopened.push_back(fill_or_reopen(position));
  for (std::size_t i = 0; i < callout_.positions.size(); ++i) {
    const CalloutPosition& now = callout_.positions[i];
    if (now.filled || confirmed_or_calling(now) >= now.plan.wanted) continue;
    const CalloutPosition& position = callout_.positions.change(i);
    seek(position, reopened[i]);
    // Alarmed when it begins to lack people, not anew for each one lost after that.
    const std::uint32_t sure = confirmed_or_calling(position);
    if (sure < position.plan.wanted && (had_enough_[i] || !position.gap)) {
      raise_gap(position, position.plan.wanted - sure, true);
    }
  }
}

bool Roll::fill_or_reopen(const CalloutPosition& position) {
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
  know_standings();
  const std::uint32_t from = first_uncalled(position);
  // Each turn calls somebody or finds somebody unreachable, so the pool bounds it.
  while (confirmed_or_calling(position) < position.plan.wanted) {
    auto candidates = next_preferred(position);
    if (candidates.empty()) candidates = next_uncalled(position, from);
    if (candidates.empty()) candidates = next_again(position, reopened);
    if (candidates.empty()) break;
    for (const auto& person : candidates) call(position, person);
  }
}

std::vector<PersonId> Roll::next_preferred(const CalloutPosition& position) const {
  if (position.plan.position != preferred_at_) return {};
  for (const auto& person : preferred_) {
    const bool in_pool = std::ranges::any_of(position.plan.waves, [&](const Wave& wave) {
      return std::ranges::find(wave.persons, person) != wave.persons.end();
    });
    if (in_pool && !standing_.contains(person)) return {person};
  }
  return {};
}

std::uint32_t Roll::first_uncalled(const CalloutPosition& position) const {
  std::uint32_t index = 0;
  for (const auto& wave : position.plan.waves) {
    for (const auto& person : wave.persons) {
      if (index >= position.next_candidate || !standing_.contains(person)) return index;
      ++index;
    }
  }
  return index;
}

std::vector<PersonId> Roll::next_uncalled(const CalloutPosition& position,
                                          std::uint32_t from) const {
  std::vector<PersonId> next;
  std::uint32_t index = 0;
  for (const auto& wave : position.plan.waves) {
    for (const auto& person : wave.persons) {
      const std::uint32_t place = index++;
      if (place < from || has_been_asked(person)) continue;
      // Had a turn already: passed over here, or asked for another position.
      if (place < position.next_candidate && standing_.contains(person)) continue;
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
      if (found == standing_.end() || found->second < Standing::passed_over) continue;
      if (found->second == Standing::later && !may_ask_later(person, reopened)) continue;
      if (best != nullptr && found->second >= best_standing) continue;
      if (!bar(position, person).empty()) continue;
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

bool Roll::has_been_asked(const PersonId& person) const {
  const auto found = standing_.find(person);
  return found != standing_.end() && found->second != Standing::passed_over;
}

bool Roll::is_freed(const PersonId& person, const CalloutId& from) const {
  return std::ranges::any_of(freed_, [&](const Freed& freed) {
    return freed.from == from && std::ranges::find(freed.persons, person) != freed.persons.end();
  });
}

std::string_view Roll::bar(const CalloutPosition& position, const PersonId& person) const {
  const State& state = ruling_.state();
  if (!is_qualified(state, person, position.plan)) return "UNQUALIFIED";
  if (const auto held = held_.find(person); held != held_.end()) return held->second;
  const auto absent = state.absences.find(person);
  if (absent != state.absences.end() && is_absent(absent->second, ruling_.now()) &&
      !is_freed(person, CalloutId{})) {
    return word_of(absent->second.kind);
  }
  const auto engaged = state.index.engaged.find(person);
  if (engaged == state.index.engaged.end()) return {};
  const bool elsewhere = std::ranges::any_of(engaged->second, [&](const auto& one) {
    const auto& [other, since] = one;
    return other != callout_.id && ruling_.now() < since + limits::engaged_for &&
           !is_freed(person, other);
  });
  return elsewhere ? "ELSEWHERE" : std::string_view{};
}

void Roll::call(const CalloutPosition& position, const PersonId& person) {
  if (const auto reason = bar(position, person); !reason.empty()) {
    pass_over(position.plan.position, person, reason);
    return;
  }
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
  std::vector<Call> calling;
  for (const auto& call : position.calls) {
    if (call.state == CallState::calling) calling.push_back(call);
  }
  for (const auto& call : calling) stand_down(call, true);
}

// Somebody to whom nothing was begun never heard of it and needs no word.
void Roll::stand_down(const Call& call, bool tell) {
  const Message* sent = ruling_.state().messages.find(call.message);
  const bool heard = sent != nullptr && !sent->attempts.empty();
  emit_call(PersonStoodDown{.callout = callout_.id,
                            .position = call.position,
                            .person = call.person,
                            .message = tell && heard ? ruling_.new_message() : MessageId{}});
}

void Roll::take_in(const PositionId& position, const PersonId& person) {
  emit_call(PersonTakenIn{.callout = callout_.id, .position = position, .person = person});
}

// Whoever has declined or was never asked stays where he is.
void Roll::recall(std::string reason) {
  emit("A16", CalloutRecalled{.callout = callout_.id, .reason = reason});
  std::vector<Call> reached;
  for (const auto& position : callout_.positions) {
    for (const auto& call : position.calls) {
      const bool waits_or_comes =
          call.state != CallState::declined && call.state != CallState::unreachable &&
          call.state != CallState::stood_down && call.state != CallState::passed_over;
      if (waits_or_comes && &call == find_call(position, call.person)) reached.push_back(call);
    }
  }
  std::set<PersonId> told;
  for (const auto& call : reached) stand_down(call, told.insert(call.person).second);
  emit("A16", CalloutEnded{.callout = callout_.id, .reason = std::move(reason)});
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
      .positions = with_who_is_on_duty(ruling, plan.positions),
      .message = message.empty() ? incident.headline : message,
      .deadline = ruling.now() + plan.deadline};
  ruling.add("A16", started);
  Roll roll(ruling, make_callout(started, ruling.now(), ruling.actor().person));
  roll.settle();
  return started.callout;
}

std::vector<PersonId> coming_to(const Callout& callout) {
  std::vector<PersonId> persons;
  for (const auto& position : callout.positions) {
    for (const auto& call : position.calls) {
      if (call.state == CallState::coming) persons.push_back(call.person);
    }
  }
  return persons;
}

void let_go(Ruling& ruling, const PersonId& person, std::string_view reason, const CalloutId& but) {
  for (const auto& [id, callout] : ruling.state().callouts) {
    const bool is_called = std::ranges::any_of(callout.positions, [&](const auto& position) {
      const Call* call = find_call(position, person);
      return call != nullptr && call->state == CallState::calling;
    });
    if (callout.ended || id == but || !is_called) continue;
    Roll roll(ruling, callout);
    roll.hold(person, reason);
    roll.settle();
  }
}

bool lacks_one_of(const Callout& callout, const std::vector<PersonId>& persons) {
  if (callout.ended) return false;
  return std::ranges::any_of(callout.positions, [&](const CalloutPosition& position) {
    return !position.filled && std::ranges::any_of(persons, [&](const PersonId& person) {
      const Call* call = find_call(position, person);
      return call != nullptr && call->state == CallState::passed_over;
    });
  });
}

void reconsider(Ruling& ruling, const std::vector<Freed>& freed, const IncidentId& ending) {
  for (const auto& [id, callout] : ruling.state().callouts) {
    const bool over = !ending.empty() && callout.incident == ending;
    const bool concerned = std::ranges::any_of(freed, [&](const Freed& one) {
      return one.from != id && lacks_one_of(callout, one.persons);
    });
    if (over || !concerned) continue;
    Roll roll(ruling, callout);
    for (const auto& one : freed) roll.free(one);
    roll.settle();
  }
}

void end_callouts(Ruling& ruling, const IncidentId& incident, std::string_view reason) {
  std::vector<const Callout*> ended;
  for (const auto& [id, callout] : ruling.state().callouts) {
    if (callout.incident == incident && !callout.ended) ended.push_back(&callout);
  }
  for (const Callout* callout : ended) {
    Roll roll(ruling, *callout);
    roll.end("A16", std::string(reason));
  }
  std::vector<Freed> freed;
  freed.reserve(ended.size());
  for (const Callout* callout : ended) {
    freed.push_back({.persons = coming_to(*callout), .from = callout->id});
  }
  reconsider(ruling, freed, incident);
}

}  // namespace ckl::domain
