// Inkallning: absence, later words to those called, taking in who offered, and recall.
#include <algorithm>
#include <array>
#include <set>

#include "domain/authority.hpp"
#include "domain/callout_fold.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/relief.hpp"
#include "domain/roll.hpp"
#include "domain/wording.hpp"

namespace ckl::domain {
namespace {

// Who may enter the absence of another.
constexpr std::array<std::string_view, 7> absence_takers{
    role::staff,     role::chief_of_staff, role::duty_officer,    role::org_duty_officer,
    role::registrar, role::city_director,  role::deputy_director,
};

Objection not_now(Text message, Text what_now) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = "A16",
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = {}};
}

std::string require_self_or_taker(const Case& c, const PersonId& person, Objections& objections) {
  if (person == c.actor.person) return {};
  std::string capacity = first_role(c, absence_takers);
  if (!capacity.empty()) return capacity;
  objections.add(Objection{
      .code = RejectionCode::not_permitted,
      .rule = "A16",
      .message = {"Du anmäler bara din egen frånvaro", "You note only your own absence"},
      .what_now = {"Be staben, stabschefen, registrator eller tjänsteman i beredskap",
                   "Ask the staff, the chief of staff, the registrar or the duty officer"},
      .field = "person"});
  return {};
}

void require_running(const Callout& callout, Objections& objections) {
  if (!callout.ended) return;
  objections.add(not_now(
      {"Inkallningen är redan avslutad", "The call-out has already ended"},
      {"Starta en ny inkallning om fler behövs", "Start a new call-out if more are needed"}));
}

bool is_meant(WordAudience audience, CallState state) {
  switch (audience) {
    case WordAudience::asked:
      return state != CallState::declined && state != CallState::unreachable &&
             state != CallState::passed_over;
    case WordAudience::coming:
      return state == CallState::coming;
    case WordAudience::open:
      return state == CallState::calling || state == CallState::silent || state == CallState::later;
  }
  return false;
}

// Each once, in the order in which they were called.
std::vector<PersonId> audience_of(const Callout& callout, WordAudience audience) {
  std::vector<PersonId> persons;
  std::set<PersonId> seen;
  for (const auto& position : callout.positions) {
    for (const auto& call : position.calls) {
      if (&call != find_call(position, call.person) || !is_meant(audience, call.state)) continue;
      if (seen.insert(call.person).second) persons.push_back(call.person);
    }
  }
  return persons;
}

// Of somebody who is called for, or comes to, another position meanwhile there is none.
const Call* offer_of(const Callout& callout, const PersonId& person) {
  const Call* offer = nullptr;
  for (const auto& position : callout.positions) {
    const Call* call = find_call(position, person);
    if (call == nullptr) continue;
    if (call->state == CallState::calling || call->state == CallState::coming) return nullptr;
    if (call->state == CallState::spare) offer = call;
  }
  return offer;
}

Absence absence_of(const Case& c, const NoteAbsence& command, PersonId person) {
  Absence absence{.person = std::move(person),
                  .kind = command.kind,
                  .since = c.now,
                  .until = command.until,
                  .reason = command.reason,
                  .noted_by = c.actor.person};
  const Seconds rest = c.state.settings.minimum_rest;
  if (!absence.until && absence.kind == AbsenceKind::resting && rest > Seconds{0}) {
    absence.until = c.now + rest;
  }
  return absence;
}

}  // namespace

Decision decide_on(const Case& c, const NoteAbsence& command) {
  const PersonId& person = command.person.empty() ? c.actor.person : command.person;
  Objections objections(c.now);
  std::string capacity = require_self_or_taker(c, person, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("A16", AbsenceNoted{absence_of(c, command, person)});
  let_go(ruling, person, word_of(command.kind));
  return ruling.accept(std::move(capacity), person.value);
}

Decision decide_on(const Case& c, const EndAbsence& command) {
  const PersonId person = command.person.empty() ? c.actor.person : command.person;
  Objections objections(c.now);
  std::string capacity = require_self_or_taker(c, person, objections);
  if (!c.state.absences.contains(person)) {
    objections.add(not_now({"Ingen frånvaro är anmäld", "No absence is noted"},
                           {"Inget behöver göras", "Nothing needs doing"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("A16", AbsenceEnded{.person = person, .reason = command.reason});
  reconsider(ruling, {{.persons = {person}, .from = {}}});
  return ruling.accept(std::move(capacity), person.value);
}

Decision decide_on(const Case& c, const TakeIn& command) {
  const Callout& callout = c.state.callouts.at(command.callout);
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  require_running(callout, objections);
  const Call* offer = offer_of(callout, command.person);
  if (offer == nullptr) {
    objections.add(
        not_now({"Personen har inte svarat att den kan komma utöver antalet",
                 "The person has not offered to come beyond the number"},
                {"Anteckna personens svar, eller kalla in fler med en egen inkallning",
                 "Record the person's answer, or call more with a call-out of its own"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  Roll roll(ruling, callout);
  roll.take_in(offer->position, command.person);
  roll.settle();
  let_go(ruling, command.person, "ELSEWHERE", callout.id);
  const Incident& incident = c.state.incidents.at(callout.incident);
  const std::array person{command.person};
  notify(ruling,
         Notice{.rule = "A16",
                .incident = callout.incident,
                .text = wording::taken_in(incident),
                .subject = "taken-in"},
         person);
  return ruling.accept(std::move(capacity), callout.id.value);
}

Decision decide_on(const Case& c, const SendWord& command) {
  const Callout& callout = c.state.callouts.at(command.callout);
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  require_running(callout, objections);
  const auto persons = audience_of(callout, command.audience);
  if (persons.empty()) {
    objections.add(not_now({"Ingen att skicka till", "Nobody to send it to"},
                           {"Välj andra mottagare", "Choose other recipients"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("A16", WordSent{.callout = callout.id,
                             .kind = command.kind,
                             .audience = command.audience,
                             .text = command.text,
                             .persons = static_cast<std::uint32_t>(persons.size())});
  const Incident& incident = c.state.incidents.at(callout.incident);
  notify(ruling,
         Notice{.rule = "A16",
                .incident = callout.incident,
                .text = wording::word(incident, command.kind, command.text),
                .subject = "callout-word"},
         persons);
  return ruling.accept(std::move(capacity), callout.id.value);
}

Decision decide_on(const Case& c, const RecallCallout& command) {
  const Callout& callout = c.state.callouts.at(command.callout);
  Objections objections(c.now);
  std::string capacity = require_any(c, "A16", objections);
  require_running(callout, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  Roll roll(ruling, callout);
  roll.recall(command.reason);
  end_relief(ruling, callout.incident, callout.id, command.reason);
  reconsider(ruling, {{.persons = coming_to(callout), .from = callout.id}});
  return ruling.accept(std::move(capacity), callout.id.value);
}

}  // namespace ckl::domain
