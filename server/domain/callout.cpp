// Inkallning: starting, answering and ending a call-out.
#include <algorithm>

#include "domain/answering.hpp"
#include "domain/callout_fold.hpp"
#include "domain/capacity.hpp"
#include "domain/deputy.hpp"
#include "domain/drills.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/relief.hpp"
#include "domain/roll.hpp"

namespace ckl::domain {
namespace {

Objection not_now(Text message, Text what_now) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = "A16",
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = {}};
}

const Callout* running(const State& state, const IncidentId& incident, const PlanId& plan) {
  for (const auto& [id, callout] : state.callouts) {
    if (!callout.ended && callout.incident == incident && callout.plan == plan) return &callout;
  }
  return nullptr;
}

bool in_pool(const Callout& callout, const PersonId& person) {
  for (const auto& position : callout.positions) {
    for (const auto& wave : position.plan.waves) {
      if (std::ranges::find(wave.persons, person) != wave.persons.end()) return true;
    }
  }
  return false;
}

CallState state_after(Answer answer, const Call& call, const CalloutPosition& position) {
  if (answer == Answer::cannot) return CallState::declined;
  if (answer == Answer::later) return CallState::later;
  const bool has_place = call.state == CallState::coming || !position.filled;
  return has_place ? CallState::coming : CallState::spare;
}

}  // namespace

const Call* call_to_answer(const Callout& callout, const PersonId& person) {
  const Call* best = nullptr;
  const auto is_open = [](const Call& call) {
    return call.state == CallState::calling || call.state == CallState::coming;
  };
  for (const auto& position : callout.positions) {
    const Call* call = find_call(position, person);
    if (call == nullptr) continue;
    if (best == nullptr || is_open(*call) || (!is_open(*best) && call->called > best->called)) {
      best = call;
    }
  }
  return best;
}

void check_open_call(const Callout& callout, const PersonId& person, Objections& objections) {
  if (callout.ended) {
    objections.add(not_now({"Inkallningen är avslutad", "The call-out has ended"},
                           {"Ring tjänsteman i beredskap om du ändå kan komma",
                            "Telephone the duty officer if you can come all the same"}));
  } else if (call_to_answer(callout, person) == nullptr) {
    const bool waits = in_pool(callout, person);
    objections.add(not_now(
        waits ? Text{"Personen är inte kallad ännu", "The person has not been called yet"}
              : Text{"Personen är inte med i inkallningen", "The person is not in this call-out"},
        {"Vänta på kallelsen, eller ring tjänsteman i beredskap",
         "Wait for the call, or telephone the duty officer"}));
  }
}

void check_may_answer_for(const Case& c, const PersonId& person, Objections& objections) {
  if (person == c.actor.person || !first_role(c, answer_takers).empty()) return;
  objections.add(Objection{
      .code = RejectionCode::not_permitted,
      .rule = "A16",
      .message = {"Du svarar bara för dig själv", "You answer for yourself only"},
      .what_now = {"Staben, stabschefen, registrator eller tjänsteman i beredskap tar emot "
                   "svar för andra",
                   "The staff, the chief of staff, the registrar or the duty officer take "
                   "answers for others"},
      .field = "person"});
}

void record_answer(Ruling& ruling, const Callout& callout, GivenAnswer given) {
  const Call& call = *call_to_answer(callout, given.person);
  const CallState before = call.state;
  const CallState after = state_after(given.answer, call, *find_position(callout, call.position));
  const PersonId person = given.person;
  Roll roll(ruling, callout);
  roll.answer({.callout = callout.id,
               .position = call.position,
               .person = person,
               .answer = given.answer,
               .state = after,
               .eta = given.answer == Answer::cannot ? std::nullopt : given.eta,
               .via = std::move(given.via),
               .raw = std::move(given.raw),
               .taken_by = std::move(given.taken_by)});
  if (given.deputy && given.answer == Answer::cannot) {
    roll.prefer(call.position, deputies_of(ruling.state(), person, ruling.now()));
  }
  roll.settle();
  if (ruling.state().incidents.at(callout.incident).level >= Level::serious) {
    propose_relief(ruling, roll.callout());
  }
  if (before == CallState::coming && after != CallState::coming) {
    reconsider(ruling, {{.persons = {person}, .from = callout.id}});
  }
  if (after == CallState::coming) let_go(ruling, person, "ELSEWHERE", callout.id);
}

Decision decide_on(const Case& c, const StartCallout& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  const Incident& incident = c.state.incidents.at(command.incident);
  const PlanId& plan = command.plan.empty() ? c.state.settings.default_plan : command.plan;
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R49",
                             .message = {"Händelsen är avslutad", "The incident is closed"},
                             .what_now = {"Rapportera en ny händelse", "Report a new incident"},
                             .field = {}});
  }
  if (const Callout* already = running(c.state, incident.id, plan)) {
    objections.add(not_now({"Inkallningen pågår redan: " + already->id.value,
                            "The call-out is already running: " + already->id.value},
                           {"Följ den, eller avsluta den först", "Follow it, or end it first"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const CalloutId id = begin_callout(ruling, incident, c.state.plans.at(plan), command.message);
  return ruling.accept(std::move(capacity), id.value);
}

Decision decide_on(const Case& c, const AnswerCall& command) {
  const PersonId& person = command.person.empty() ? c.actor.person : command.person;
  const Callout& callout = c.state.callouts.at(command.callout);
  Objections objections(c.now);
  check_open_call(callout, person, objections);
  check_may_answer_for(c, person, objections);
  if (!objections.empty()) return objections.refuse();

  const bool for_another = person != c.actor.person;
  GivenAnswer given{.person = person,
                    .answer = command.answer,
                    .eta = std::nullopt,
                    .via = c.actor.via,
                    .raw = command.raw,
                    .taken_by = for_another ? c.actor.person : PersonId{},
                    .deputy = command.deputy};
  if (command.eta_minutes > 0) given.eta = c.now + std::chrono::minutes(command.eta_minutes);
  Ruling ruling(c);
  record_answer(ruling, callout, std::move(given));
  return ruling.accept(for_another ? first_role(c, answer_takers) : std::string(),
                       callout.id.value);
}

Decision decide_on(const Case& c, const EndCallout& command) {
  const Callout& callout = c.state.callouts.at(command.callout);
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  if (callout.ended) {
    objections.add(not_now({"Inkallningen är redan avslutad", "The call-out has already ended"},
                           {"Inget behöver göras", "Nothing needs doing"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  if (const Drill* drill = drill_of(c.state, callout.id)) {
    finish_drill(ruling, *drill, {.reason = command.reason});
    end_callouts(ruling, callout.incident, command.reason);
    return ruling.accept(std::move(capacity), callout.id.value);
  }
  Roll roll(ruling, callout);
  roll.end("A16", command.reason);
  reconsider(ruling, {{.persons = coming_to(callout), .from = callout.id}});
  return ruling.accept(std::move(capacity), callout.id.value);
}

}  // namespace ckl::domain
