// Contact tests and drills: folding, and the timer of each drill.
#include <algorithm>
#include <optional>

#include "domain/apply.hpp"
#include "domain/index.hpp"
#include "domain/ladder.hpp"

namespace ckl::domain {
namespace {

std::optional<Timer> timer_of(const Drill& drill) {
  if (drill.state == DrillState::planned) {
    return Timer{
        .due = drill.at, .kind = TimerKind::drill, .subject = drill.id.value, .person = {}};
  }
  if (drill.state != DrillState::running || !drill.until) return std::nullopt;
  return Timer{
      .due = *drill.until, .kind = TimerKind::drill, .subject = drill.id.value, .person = {}};
}

TestedPath& path_in(ContactRecord& record, const ContactPath& path) {
  const auto found = std::ranges::find_if(record.paths, [&](const TestedPath& tested) {
    return tested.channel == path.channel && tested.contact == path.contact;
  });
  if (found != record.paths.end()) return *found;
  return record.paths.emplace_back(
      TestedPath{.channel = path.channel, .contact = path.contact, .via = {}});
}

// One rung, and nothing after it: what is proved is this way alone.
void plan_test(State& state, const ContactTested& event, Instant at) {
  Message* message = state.messages.add(event.message);
  if (message == nullptr) return;
  message->person = event.person;
  message->purpose = MessagePurpose::test;
  message->planned = at;
  message->ladder = Shared(std::vector<ContactStep>{
      {.channel = event.channel, .after = Seconds{0}, .contact = event.contact}});
  settle_by_attempts(*message);
  index::add(state, *message);
}

}  // namespace

namespace index {

void add(State& state, const Drill& drill) {
  if (const auto timer = timer_of(drill)) state.index.timers.insert(*timer);
}

void remove(State& state, const Drill& drill) {
  if (const auto timer = timer_of(drill)) state.index.timers.erase(*timer);
}

}  // namespace index

void apply(State& state, const ContactTested& event, const Stamp& stamp) {
  plan_test(state, event, stamp.time);
  ContactRecord& record = state.contact_tests[event.person];
  record.id = event.person;
  TestedPath& path = path_in(record, {.channel = event.channel, .contact = event.contact});
  path.message = event.message;
  path.sent = stamp.time;
}

void apply(State& state, const ContactConfirmed& event, const Stamp& stamp) {
  const auto record = state.contact_tests.find(event.person);
  if (record == state.contact_tests.end()) return;
  const auto path = std::ranges::find(record->second.paths, event.message, &TestedPath::message);
  if (path == record->second.paths.end()) return;
  path->good = stamp.time;
  path->via = event.via;
  path->mark = event.mark;
}

void apply(State& state, const ContactForgotten& event, const Stamp&) {
  const auto record = state.contact_tests.find(event.person);
  if (record == state.contact_tests.end()) return;
  std::erase_if(record->second.paths, [&](const TestedPath& path) {
    return path.channel == event.channel && path.contact == event.contact;
  });
  if (record->second.paths.empty()) state.contact_tests.erase(record);
}

void apply(State& state, const DutyContactsChecked& event, const Stamp&) {
  index::remove_calendar(state);
  state.duty_checked = event.day;
  index::add_calendar(state);
}

void apply(State& state, const DrillPlanned& event, const Stamp&) {
  const auto added = state.drills.try_emplace(event.drill).second;
  if (added) state.drills.at(event.drill).id = event.drill;
  // A drill that is new has no timer yet, and removing none changes nothing.
  index::change(state, state.drills, event.drill, [&](Drill& drill) {
    drill.plan = event.plan;
    drill.at = event.at;
    drill.reason = event.reason;
  });
}

void apply(State& state, const DrillStarted& event, const Stamp& stamp) {
  index::change(state, state.drills, event.drill, [&](Drill& drill) {
    drill.state = DrillState::running;
    drill.at = stamp.time;
    drill.incident = event.incident;
    drill.callout = event.callout;
    drill.until = event.until;
  });
}

void apply(State& state, const DrillEnded& event, const Stamp& stamp) {
  index::change(state, state.drills, event.drill, [&](Drill& drill) {
    drill.state = event.cancelled ? DrillState::cancelled : DrillState::ended;
    drill.until.reset();
    drill.ended = stamp.time;
    drill.reason = event.reason;
    drill.outcome = event.outcome;
  });
}

}  // namespace ckl::domain
