// What is due: works off the timers that have come, a bounded number per command.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/alert.hpp"
#include "domain/authority.hpp"
#include "domain/callout_fold.hpp"
#include "domain/drills.hpp"
#include "domain/duties.hpp"
#include "domain/duty_check.hpp"
#include "domain/handlers.hpp"
#include "domain/limits.hpp"
#include "domain/procedure.hpp"
#include "domain/relief.hpp"
#include "domain/roll.hpp"
#include "domain/roster.hpp"
#include "domain/roster_gaps.hpp"
#include "domain/succession.hpp"
#include "domain/takeover.hpp"
#include "domain/wording.hpp"
#include "domain/yearly.hpp"

namespace ckl::domain {
namespace {

// The call-outs that something is due in. Silences are noted first, then everything that follows
// from them, then the deadline.
class DueCallouts {
 public:
  explicit DueCallouts(Ruling& ruling) : ruling_(ruling) {}

  void silence(const Timer& timer) {
    Roll& roll = of(timer);
    for (const auto& position : roll.callout().positions) {
      const Call* call = find_call(position, timer.person);
      if (call == nullptr || call->state != CallState::calling) continue;
      roll.silence(position.plan.position, timer.person);
      return;
    }
  }

  void deadline(const Timer& timer) {
    of(timer);
    passed_.push_back(CalloutId{timer.subject});
  }

  // An absence has ended.
  void free(const PersonId& person) {
    const Freed freed{.persons = {person}, .from = {}};
    for (const auto& [id, callout] : ruling_.state().callouts) {
      if (lacks_one_of(callout, freed.persons)) of(id).free(freed);
    }
  }

  // Goes off a shift: no longer waited for elsewhere, and not called.
  void rests(const PersonId& person) {
    resting_.push_back(person);
    for (const auto& [id, callout] : ruling_.state().callouts) {
      const bool is_called = std::ranges::any_of(callout.positions, [&](const auto& position) {
        const Call* call = find_call(position, person);
        return call != nullptr && call->state == CallState::calling;
      });
      if (!callout.ended && is_called) of(id);
    }
  }
  [[nodiscard]] bool is_resting(const PersonId& person) const {
    return std::ranges::find(resting_, person) != resting_.end();
  }

  // No call-out of the incident calls anybody any more. Others may call those who were coming.
  void end(const IncidentId& incident, std::string_view reason) {
    for (const auto& [id, callout] : ruling_.state().callouts) {
      if (callout.incident != incident || callout.ended) continue;
      of(id).end("A16", std::string(reason));
      ended_.insert(id);
    }
    for (const auto& ended : ended_) {
      const Freed freed{.persons = coming_to(ruling_.state().callouts.at(ended)), .from = ended};
      for (const auto& [id, other] : ruling_.state().callouts) {
        if (lacks_one_of(other, freed.persons)) of(id).free(freed);
      }
    }
  }

  void settle() {
    for (auto& [id, roll] : rolls_) {
      if (ended_.contains(id)) continue;
      for (const auto& person : resting_) roll.hold(person, word_of(AbsenceKind::resting));
      roll.settle();
    }
    for (const auto& id : passed_) {
      if (!ended_.contains(id)) rolls_.at(id).deadline();
    }
  }

 private:
  Roll& of(const Timer& timer) { return of(CalloutId{timer.subject}); }
  Roll& of(const CalloutId& id) {
    const auto found = rolls_.find(id);
    if (found != rolls_.end()) return found->second;
    return rolls_.try_emplace(id, ruling_, ruling_.state().callouts.at(id)).first->second;
  }

  Ruling& ruling_;
  std::map<CalloutId, Roll> rolls_;
  std::vector<CalloutId> passed_;
  std::set<CalloutId> ended_;
  std::vector<PersonId> resting_;
};

// R03: the level stays, marked and alarmed.
void leave_unconfirmed(Ruling& ruling, const Timer& timer) {
  const Incident& incident = ruling.state().incidents.at(IncidentId{timer.subject});
  ruling.add("R03", LevelLeftUnconfirmed{incident.id});
  inform(
      ruling,
      Notice{.rule = "R03", .incident = incident.id, .text = wording::left_unconfirmed(incident)});
}

void remind(Ruling& ruling, const Timer& timer) {
  const Obligation& duty = ruling.state().obligations.at(ObligationId{timer.subject});
  ruling.add(duty.rule.value, ObligationReminded{duty.id});
  if (duty.due && *duty.due <= ruling.now()) return;  // overdue by now, which is said instead
  notify(
      ruling,
      Notice{.rule = duty.rule.value, .incident = duty.incident, .text = wording::reminder(duty)},
      owing(ruling.state(), duty, ruling.now()));
}

// A05: an overdue duty is seen by who owes it and by the chief of staff.
void note_overdue(Ruling& ruling, const Timer& timer) {
  const Obligation& duty = ruling.state().obligations.at(ObligationId{timer.subject});
  ruling.add(duty.rule.value, ObligationOverdue{duty.id});
  const Notice notice{
      .rule = duty.rule.value, .incident = duty.incident, .text = wording::overdue(duty)};
  auto persons = owing(ruling.state(), duty, ruling.now());
  const auto add = [&](const std::vector<PersonId>& others) {
    for (const auto& person : others) {
      if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
    }
  };
  const Rule* row = find_rule(duty.rule.value);
  if (row != nullptr) add(reached_of(ruling.state(), row->informs, ruling.now()));
  add(reached(ruling.state(), role::chief_of_staff, ruling.now()));
  notify(ruling, notice, persons);
}

void absence_ends(Ruling& ruling, DueCallouts& callouts, const Timer& timer) {
  if (callouts.is_resting(timer.person)) return;  // a rest has taken its place
  ruling.add("A16",
             AbsenceEnded{.person = timer.person, .reason = "Den angivna tiden har gått ut"});
  callouts.free(timer.person);
}

void change_shifts(Ruling& ruling, DueCallouts& callouts, const Timer& timer) {
  for (const auto& person : watch_relief(ruling, ReliefPlanId{timer.subject})) {
    callouts.rests(person);
  }
}

// Begins, unless its plan is gone or runs already, or has lasted as long as it may.
void drill_due(Ruling& ruling, DueCallouts& callouts, const Timer& timer) {
  const State& state = ruling.state();
  const Drill& drill = state.drills.at(DrillId{timer.subject});
  if (drill.state == DrillState::running) {
    finish_drill(ruling, drill, {});
    callouts.end(drill.incident, "Larmövningen är slut");
    return;
  }
  const auto plan = state.plans.find(drill.plan);
  if (plan != state.plans.end()) return start_drill(ruling, drill, plan->second);
  ruling.add("A16", DrillEnded{.drill = drill.id,
                               .cancelled = true,
                               .reason = "Inkallningsplanen finns inte längre",
                               .outcome = {}});
}

void work_off(Ruling& ruling, DueCallouts& callouts, const Timer& timer) {
  switch (timer.kind) {
    case TimerKind::confirm_level:
      return leave_unconfirmed(ruling, timer);
    case TimerKind::obligation_reminder:
      return remind(ruling, timer);
    case TimerKind::obligation_due:
      return note_overdue(ruling, timer);
    case TimerKind::answer:
      return callouts.silence(timer);
    case TimerKind::callout_deadline:
      return callouts.deadline(timer);
    case TimerKind::absence_end:
      return absence_ends(ruling, callouts, timer);
    case TimerKind::hindrance_end:
      ruling.add("R28", HindranceEnded{.hindrance = HindranceId{timer.subject},
                                       .reason = "Den angivna tiden har gått ut"});
      return;
    case TimerKind::law_end:
      return wartime_law_lapses(ruling);
    case TimerKind::assignment_end:
      return assignment_lapses(ruling, AssignmentId{timer.subject});
    case TimerKind::unit_end:
      return succeed(ruling, UnitId{timer.subject});
    case TimerKind::duty_gap:
      return watch_gaps(ruling, timer.subject);
    case TimerKind::relief:
      return change_shifts(ruling, callouts, timer);
    case TimerKind::duty_check:
      return check_duty_contacts(ruling);
    case TimerKind::drill:
      return drill_due(ruling, callouts, timer);
    case TimerKind::decision_end:
    case TimerKind::takeover_end:
      return end_of_validity(ruling, timer);
    case TimerKind::month:
      return make_summary(ruling, timer.subject);
    case TimerKind::year:
      return begin_year(ruling, timer.subject);
    case TimerKind::mandate_period:
      return begin_mandate_period(ruling, timer.subject);
  }
}

}  // namespace

Decision decide_on(const Case& c, const NoteDeadlines&) {
  Ruling ruling(c);
  DueCallouts callouts(ruling);
  std::size_t worked = 0;
  bool drilled = false;
  for (const auto& timer : c.state.index.timers) {
    if (timer.due > c.now || worked == limits::timers_per_command) break;
    // What a drill begins and ends is numbered from the state: the next one waits for the next
    // command.
    if (timer.kind == TimerKind::drill && std::exchange(drilled, true)) continue;
    work_off(ruling, callouts, timer);
    ++worked;
  }
  callouts.settle();
  return ruling.accept({}, {});
}

}  // namespace ckl::domain
