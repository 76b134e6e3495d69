// Avlösning: proposing plans, handing out shifts, answering, and handing over.
#include <algorithm>
#include <array>

#include "domain/answering.hpp"
#include "domain/callout_fold.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/limits.hpp"
#include "domain/relief.hpp"
#include "domain/relief_words.hpp"

namespace ckl::domain {
namespace {

void not_now(std::string_view rule, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = {}});
}

void require_in_force(const ReliefPlan& plan, Objections& objections) {
  if (!plan.ended) return;
  not_now("R63", {"Avlösningsplanen har upphört", "The relief plan has ended"},
          {"Föreslå en ny med ckl relief propose", "Propose a new one by ckl relief propose"},
          objections);
}

void require_ahead(const Case& c, Instant until, Objections& objections) {
  if (until > c.now) return;
  not_now("R63", {"Passet är redan slut", "The shift is over already"},
          {"Det som har varit ändras inte; skriv en anteckning i loggen",
           "What has been is not changed; write an entry in the log"},
          objections);
}

void tell_withdrawn(Ruling& ruling, const ReliefPlan& plan, const ReliefShift& shift) {
  if (shift.person.empty() || shift.until <= ruling.now()) return;
  const std::array one{shift.person};
  const Text position = wording::position_name(ruling.state(), plan.position);
  notify(ruling,
         Notice{.rule = "R63",
                .incident = plan.incident,
                .text = wording::shift_withdrawn(position, shift),
                .subject = "relief"},
         one);
}

// The call-outs of the incident that run, latest first: a position is planned for out of one.
std::vector<const Callout*> running_of(const State& state, const IncidentId& incident) {
  std::vector<const Callout*> running;
  for (const auto& [id, callout] : state.callouts) {
    if (!callout.ended && callout.incident == incident) running.push_back(&callout);
  }
  std::ranges::sort(running, std::ranges::greater{}, &Callout::started);
  return running;
}

struct Planned {
  const Callout* callout;
  const CalloutPosition* position;
};
// What is to be planned: the position named, or all that have somebody.
std::vector<Planned> positions_to_plan(const Case& c, const ProposeRelief& command) {
  std::vector<Planned> planned;
  for (const Callout* callout : running_of(c.state, command.incident)) {
    for (const auto& position : callout->positions) {
      const PositionId& id = position.plan.position;
      if (!command.position.empty() && id != command.position) continue;
      if (position.plan.wanted > limits::relief_wanted) continue;
      const bool somebody = count_calls(position, CallState::coming) > 0;
      const bool known = std::ranges::any_of(
          planned, [&](const Planned& one) { return one.position->plan.position == id; });
      const bool has_plan = find_relief(c.state, command.incident, id) != nullptr;
      if (!known && (somebody || has_plan || !command.position.empty())) {
        planned.push_back({.callout = callout, .position = &position});
      }
    }
  }
  return planned;
}

// Those who had a shift of the old plan that is not in the new one, and had said that they can.
void tell_dropped(Ruling& ruling, const ReliefPlan* old, const ReliefPlan& plan) {
  if (old == nullptr) return;
  for (const auto& shift : old->shifts) {
    const bool kept =
        std::ranges::find(plan.shifts, shift.id, &ReliefShift::id) != plan.shifts.end();
    if (!kept && shift.state == ShiftState::available) tell_withdrawn(ruling, *old, shift);
  }
}

// The shift as it is to be; without a number when it is new.
ReliefShift wished_shift(const Case& c, const AssignShift& command) {
  ReliefShift shift;
  if (const ReliefShift* known = find_shift(c.state, command.shift)) shift = *known;
  shift.person = command.person;
  shift.from = command.from.value_or(shift.from);
  shift.until = command.until.value_or(shift.until);
  shift.state = command.person == c.actor.person ? ShiftState::available : ShiftState::asked;
  shift.override_reason.clear();
  shift.changed_over = false;
  std::erase(shift.declined, command.person);
  return shift;
}

void require_holder(const ReliefShift& shift, const PersonId& person, Objections& objections) {
  if (shift.person == person) return;
  not_now("R63", {"Personen har inte passet", "The person does not have the shift"},
          {"Se vem som har det med ckl relief show", "See who has it by ckl relief show"},
          objections);
}

// A no: whoever is next is asked at once.
void ask_next(Ruling& ruling, const ReliefPlan& plan, const ReliefShiftId& id) {
  ReliefPlan without = plan;
  for (auto& shift : without.shifts) {
    if (shift.id != id) continue;
    shift.declined.push_back(shift.person);
    shift.person = {};
    shift.state = ShiftState::open;
    shift.override_reason.clear();
    shift.changed_over = false;
  }
  const auto changed = after_a_no(ruling.state(), without, id, ruling.now());
  for (const auto& shift : changed) {
    const ReliefShift& before = *find_shift(ruling.state(), shift.id);
    if (shift.id != id) tell_withdrawn(ruling, plan, before);
    if (shift.person.empty()) {
      ruling.add("R63", ShiftCleared{.shift = shift.id,
                                     .person = before.person,
                                     .reason = "Någon annan svarade nej"});
    } else {
      ruling.add(
          "R63",
          ShiftAssigned{.plan = plan.id, .shift = shift, .reason = "Näste i tur efter ett nej"});
    }
  }
  ask_for_relief(ruling, plan, changed);
}

const Handover* handover_of(const State& state, const ReliefShiftId& shift) {
  const auto found = std::ranges::find_if(
      state.handovers, [&](const auto& entry) { return entry.second.shift == shift; });
  return found == state.handovers.end() ? nullptr : &found->second;
}

PersonId incoming_of(const Case& c, const WriteHandover& command, const ReliefShift& shift) {
  if (!command.incoming.empty()) return command.incoming;
  const ReliefPlan& plan = c.state.relief_plans.at(plan_of(shift.id));
  const ReliefShift* next = relieving(plan, shift);
  return next == nullptr ? PersonId{} : next->person;
}

void require_two(const PersonId& outgoing, const PersonId& incoming, Objections& objections) {
  if (incoming.empty()) {
    not_now("R65", {"Ingen avlösare är planerad", "Nobody is planned to take over"},
            {"Ange vem som tar över, eller sätt någon på nästa pass först",
             "Say who takes over, or put somebody on the next shift first"},
            objections);
  } else if (incoming == outgoing) {
    not_now("R65", {"Ingen lämnar över till sig själv", "Nobody hands over to oneself"},
            {"Ange vem som tar över", "Say who takes over"}, objections);
  }
}

}  // namespace

Decision decide_on(const Case& c, const ProposeRelief& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "R63", objections);
  const auto planned = positions_to_plan(c, command);
  if (planned.empty()) {
    not_now("R63",
            {"Ingen inkallning som pågår har någon i befattningen att avlösa",
             "No call-out under way has anybody in the position to relieve"},
            {"Starta en inkallning först", "Start a call-out first"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  std::vector<ReliefPlan> made;
  for (const auto& [callout, position] : planned) {
    const ReliefPlan* old = find_relief(c.state, command.incident, position->plan.position);
    const ReliefWish wish{.callout = *callout, .position = *position, .old = old};
    made.push_back(lay_out_relief(ruling, wish, made));
    ruling.add("R63", ReliefProposed{made.back()});
    tell_dropped(ruling, old, made.back());
    ask_for_relief(ruling, made.back(), made.back().shifts);
  }
  return ruling.accept(std::move(capacity), made.front().id.value);
}

Decision decide_on(const Case& c, const AssignShift& command) {
  const ReliefShift* known = find_shift(c.state, command.shift);
  const ReliefPlanId id = known == nullptr ? command.plan : plan_of(command.shift);
  const ReliefPlan& plan = c.state.relief_plans.at(id);
  ReliefShift shift = wished_shift(c, command);
  Objections objections(c.now);
  std::string capacity = require_any(c, "R63", objections);
  require_in_force(plan, objections);
  require_ahead(c, shift.until, objections);
  if (known == nullptr && plan.shifts.size() >= limits::relief_shifts) {
    not_now("R63", {"Planen har för många pass", "The plan has too many shifts"},
            {"Föreslå en ny plan", "Propose a new plan"}, objections);
  }
  Objections fatigue(c.now);
  check_fatigue(c, {.plan = plan, .shift = shift}, fatigue);
  if (!fatigue.empty() && is_blank(command.override_reason)) {
    check_fatigue(c, {.plan = plan, .shift = shift}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  if (known == nullptr) {
    shift.id = {plan.id.value + "-" + std::to_string(plan.numbered + 1)};
  } else if (known->person != shift.person) {
    tell_withdrawn(ruling, plan, *known);
  }
  if (!fatigue.empty()) shift.override_reason = command.override_reason;
  ask_for_relief(ruling, plan, {shift});
  const std::string subject = shift.id.value;
  ruling.add(
      fatigue.empty() ? "R63" : "R64",
      ShiftAssigned{.plan = plan.id, .shift = std::move(shift), .reason = command.override_reason});
  return ruling.accept(std::move(capacity), subject);
}

Decision decide_on(const Case& c, const ClearShift& command) {
  const ReliefShift& shift = *find_shift(c.state, command.shift);
  const ReliefPlan& plan = c.state.relief_plans.at(plan_of(shift.id));
  Objections objections(c.now);
  std::string capacity = require_any(c, "R63", objections);
  require_in_force(plan, objections);
  require_ahead(c, shift.until, objections);
  if (shift.person.empty()) {
    not_now("R63", {"Ingen har passet", "Nobody has the shift"},
            {"Inget behöver göras", "Nothing needs doing"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  tell_withdrawn(ruling, plan, shift);
  ruling.add("R63",
             ShiftCleared{.shift = shift.id, .person = shift.person, .reason = command.reason});
  return ruling.accept(std::move(capacity), shift.id.value);
}

Decision decide_on(const Case& c, const AnswerShift& command) {
  const PersonId& person = command.person.empty() ? c.actor.person : command.person;
  const ReliefShift& shift = *find_shift(c.state, command.shift);
  const ReliefPlan& plan = c.state.relief_plans.at(plan_of(shift.id));
  Objections objections(c.now);
  check_may_answer_for(c, person, objections);
  require_in_force(plan, objections);
  require_ahead(c, shift.until, objections);
  require_holder(shift, person, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const bool for_another = person != c.actor.person;
  ruling.add("R63", AvailabilityAnswered{.shift = shift.id,
                                         .person = person,
                                         .available = command.available,
                                         .reason = command.reason,
                                         .taken_by = for_another ? c.actor.person : PersonId{}});
  if (!command.available) ask_next(ruling, plan, shift.id);
  return ruling.accept(for_another ? first_role(c, answer_takers) : std::string(), shift.id.value);
}

Decision decide_on(const Case& c, const WriteHandover& command) {
  const ReliefShift& shift = *find_shift(c.state, command.shift);
  const ReliefPlan& plan = c.state.relief_plans.at(plan_of(shift.id));
  const PersonId incoming = incoming_of(c, command, shift);
  const Handover* earlier = handover_of(c.state, shift.id);
  Objections objections(c.now);
  if (shift.person != c.actor.person) {
    not_permitted(
        "R65",
        {"Den som har passet skriver överlämningen", "Whoever has the shift writes the handover"},
        objections);
  }
  if (shift.from > c.now) {
    not_now("R65", {"Passet har inte börjat", "The shift has not begun"},
            {"Skriv när det finns något att lämna över", "Write when there is something to say"},
            objections);
  }
  require_two(shift.person, incoming, objections);
  if (earlier != nullptr && earlier->signed_off) {
    not_now(
        "R65", {"Överlämningen är redan undertecknad av båda", "The handover is signed by both"},
        {"Skriv det som tillkommit i loggen", "Write what has come since in the log"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const HandoverId id = earlier == nullptr
                            ? HandoverId{numbered("handover", c.state.handovers.size() + 1)}
                            : earlier->id;
  ruling.add("R65", HandoverWritten{{.id = id,
                                     .shift = shift.id,
                                     .outgoing = shift.person,
                                     .incoming = incoming,
                                     .note = command.note,
                                     .written = c.now,
                                     .signed_off = std::nullopt}});
  const std::array one{incoming};
  const Text position = wording::position_name(c.state, plan.position);
  notify(ruling,
         Notice{.rule = "R65",
                .incident = plan.incident,
                .text = {"Överlämning " + position.sv + ": läs och underteckna " + id.value,
                         "Handover " + position.en + ": read and sign " + id.value},
                .subject = "relief-handover"},
         one);
  return ruling.accept({}, id.value);
}

Decision decide_on(const Case& c, const SignHandover& command) {
  const Handover& handover = c.state.handovers.at(command.handover);
  Objections objections(c.now);
  if (handover.incoming != c.actor.person) {
    not_permitted("R65",
                  {"Den som tar över undertecknar; den som lämnar har gjort det genom att skriva",
                   "Whoever takes over signs; whoever leaves has signed by writing"},
                  objections);
  }
  if (handover.signed_off) {
    not_now("R65", {"Överlämningen är redan undertecknad", "The handover is signed already"},
            {"Inget behöver göras", "Nothing needs doing"}, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R65", HandoverSigned{handover.id});
  close_duties(ruling, {.rule = "R65", .subject = handover.shift.value},
               "Undertecknad av båda: " + handover.id.value);
  return ruling.accept({}, handover.id.value);
}

Decision decide_on(const Case& c, const EndRelief& command) {
  const ReliefPlan& plan = c.state.relief_plans.at(command.plan);
  Objections objections(c.now);
  std::string capacity = require_any(c, "R63", objections);
  require_in_force(plan, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  end_relief(ruling, plan, command.reason);
  return ruling.accept(std::move(capacity), plan.id.value);
}

}  // namespace ckl::domain
