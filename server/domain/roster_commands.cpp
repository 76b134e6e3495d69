// Jourlistor: adopting them, and changing who has the function (A15).
#include <algorithm>
#include <array>
#include <tuple>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/limits.hpp"
#include "domain/roster.hpp"

namespace ckl::domain {
namespace {

Objection not_now(Text message, Text what_now, std::string field) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = "A15",
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = std::move(field)};
}

// The roster of the function, or an objection that there is none.
const Roster* require_roster(const Case& c, const std::string& function, Objections& objections) {
  const Roster* roster = find_roster(c.state, function);
  if (roster == nullptr) {
    objections.add(not_now(
        {"Ingen jourlista är antagen för funktionen", "No roster is adopted for the function"},
        {"Anta en med ckl roster adopt", "Adopt one by ckl roster adopt"}, "function"));
  } else if (roster->changes.size() >= limits::roster_changes) {
    objections.add(
        not_now({"Jourlistan har för många ändringar", "The roster has too many changes"},
                {"Anta en ny lista där de är med", "Adopt a new one that holds them"}, "function"));
  }
  return roster;
}

void require_future(const Case& c, Instant until, Objections& objections) {
  if (until > c.now) return;
  objections.add(not_now({"Passet är redan slut", "The shift is over already"},
                         {"Det som har varit ändras inte; skriv en anteckning i loggen",
                          "What has been is not changed; write an entry in the log"},
                         "until"));
}

// The stretch that the person has at that instant.
const DutySpan* span_of(const std::vector<DutySpan>& plan, const PersonId& person, Instant at) {
  const auto found = std::ranges::find_if(plan, [&](const DutySpan& span) {
    return span.person == person && span.from <= at && at < span.until;
  });
  return found == plan.end() ? nullptr : &*found;
}

// The person has the function the whole time.
bool has_all_of(const std::vector<DutySpan>& plan, const DutySpan& wanted) {
  Instant covered = wanted.from;
  for (const DutySpan& span : plan) {
    if (span.person == wanted.person && span.from <= covered) {
      covered = std::max(covered, span.until);
    }
  }
  return covered >= wanted.until;
}

std::string person_name(const State& state, const PersonId& person) {
  const Person* known = find_person(state, person);
  return known == nullptr ? person.value : known->name;
}

void tell(Ruling& ruling, const std::vector<PersonId>& persons, const Text& text) {
  notify(ruling, Notice{.rule = "A15", .incident = {}, .text = text, .subject = "DUTY"}, persons);
}

std::vector<PersonId> persons_of(const std::vector<DutySpan>& spans, const PersonId& but) {
  std::vector<PersonId> persons;
  for (const DutySpan& span : spans) {
    if (span.person != but && std::ranges::find(persons, span.person) == persons.end()) {
      persons.push_back(span.person);
    }
  }
  return persons;
}

// Writes a change, and tells whom it takes the function from and whom it gives it to.
void change_duty(Ruling& ruling, const Roster& roster, DutyChange change,
                 std::uint32_t number = 1) {
  change.id = DutyChangeId{numbered("duty-change", ruling.state().duty_changes + number)};
  change.by = ruling.actor().person;
  const DutyFunction& function = *find_function(ruling.state(), change.function);
  auto relieved =
      persons_of(plan_of(roster, {.from = change.from, .until = change.until}), change.person);
  if (!change.replaces.empty()) {
    std::erase_if(relieved, [&](const PersonId& person) { return person != change.replaces; });
  }
  const std::string who = change.person.empty() ? "" : person_name(ruling.state(), change.person);
  tell(ruling, relieved,
       {"Jour " + function.name.sv + ": " + (who.empty() ? "ingen" : who) + " i stället för dig",
        "Duty " + function.name.en + ": " + (who.empty() ? "nobody" : who) + " in your place"});
  if (!change.person.empty()) {
    tell(ruling, {change.person},
         {"Du har jouren " + function.name.sv, "You have the duty " + function.name.en});
  }
  ruling.add("A15", DutyChanged{std::move(change)});
}

// Of the city as a whole; the others plan for their own unit.
constexpr std::array<std::string_view, 4> city_planners{role::chief_of_staff, role::city_director,
                                                        role::deputy_director, role::administrator};

std::string require_planner(const Case& c, const std::string& function, Objections& objections) {
  if (std::string capacity = first_role(c, city_planners); !capacity.empty()) return capacity;
  return require_side(c, "A15", find_function(c.state, function)->unit, objections);
}

// Oneself, or somebody with a mandate over the function.
std::string require_taker(const Case& c, const TakeOverDuty& command, Objections& objections) {
  const bool for_oneself = command.person.empty() || command.person == c.actor.person;
  if (!for_oneself) return require_planner(c, command.function, objections);
  const auto& holders = find_function(c.state, command.function)->persons;
  if (std::ranges::find(holders, c.actor.person) == holders.end()) {
    not_permitted(
        "A15", {"Du är inte en av dem som kan ha jouren", "You are not one who can have the duty"},
        objections);
  }
  return {};
}

// Until when somebody who takes over has the function: the turn that runs, or a night.
Instant end_of_turn(const OnDuty& present, Instant now) {
  std::optional<Instant> end;
  for (const DutySpan& span : present.now) end = std::min(end.value_or(span.until), span.until);
  if (!end && !present.next.empty()) end = present.next.front().from;
  return end.value_or(now + limits::takeover_usual);
}

void require_open(const DutySwap& swap, Objections& objections) {
  if (swap.state == SwapState::proposed) return;
  objections.add(not_now({"Bytet är redan avgjort", "The swap is settled already"},
                         {"Föreslå ett nytt", "Propose a new one"}, "swap"));
}

DutySpan given(const DutySwap& swap) {
  return {.person = swap.giver, .from = swap.from, .until = swap.until};
}

std::optional<DutySpan> returned(const DutySwap& swap) {
  if (!swap.back_from) return std::nullopt;
  return DutySpan{.person = swap.taker, .from = *swap.back_from, .until = *swap.back_until};
}

// Both still have what they exchange.
void require_still_theirs(const Roster& roster, const DutySwap& swap, Objections& objections) {
  const auto plan = plan_of(roster);
  const auto back = returned(swap);
  if (has_all_of(plan, given(swap)) && (!back || has_all_of(plan, *back))) return;
  objections.add(not_now({"Jourlistan har ändrats sedan bytet föreslogs",
                          "The roster has changed since the swap was proposed"},
                         {"Avböj, och föreslå ett nytt", "Decline, and propose a new one"},
                         "swap"));
}

// From now on: the duty that was is not rewritten.
void exchange(Ruling& ruling, const Roster& roster, const DutySwap& swap) {
  const auto part = [&](const DutySpan& span, const PersonId& to) {
    return DutyChange{.id = {},
                      .function = swap.function,
                      .kind = DutyChangeKind::swap,
                      .person = to,
                      .replaces = span.person,
                      .from = std::max(span.from, ruling.now()),
                      .until = span.until,
                      .reason = swap.reason,
                      .by = {},
                      .swap = swap.id};
  };
  change_duty(ruling, roster, part(given(swap), swap.taker));
  if (const auto back = returned(swap)) change_duty(ruling, roster, part(*back, swap.giver), 2);
}

// The swap that is proposed, with the stretches found in the plan.
DutySwap swap_of(const Case& c, const ProposeSwap& command, const std::vector<DutySpan>& plan,
                 Objections& objections) {
  DutySwap swap{.id = SwapId{numbered("swap", c.state.swaps.size() + 1)},
                .function = command.function,
                .giver = c.actor.person,
                .taker = command.taker,
                .from = *command.from,
                .until = {},
                .back_from = command.back_from,
                .back_until = std::nullopt,
                .reason = command.reason,
                .state = SwapState::proposed};
  const DutySpan* own = span_of(plan, swap.giver, swap.from);
  if (own == nullptr) {
    objections.add(not_now({"Du har inte jouren då", "You do not have the duty then"},
                           {"Se ckl duty --at", "See ckl duty --at"}, "from"));
    return swap;
  }
  swap.until = std::min(command.until.value_or(own->until), own->until);
  require_future(c, swap.until, objections);
  if (!command.back_from) return swap;
  const DutySpan* other = span_of(plan, swap.taker, *command.back_from);
  if (other == nullptr) {
    objections.add(
        not_now({"Den andra har inte jouren då", "The other does not have the duty then"},
                {"Se ckl duty --at", "See ckl duty --at"}, "backFrom"));
    return swap;
  }
  swap.back_until = std::min(command.back_until.value_or(other->until), other->until);
  require_future(c, *swap.back_until, objections);
  return swap;
}

}  // namespace

Decision decide_on(const Case& c, const AdoptRoster& command) {
  Objections objections(c.now);
  std::string capacity = require_planner(c, command.function, objections);
  require_future(c, *command.until, objections);
  if (!objections.empty()) return objections.refuse();

  RosterAdopted adopted{.function = command.function,
                        .source = command.source,
                        .source_hash = command.source_hash,
                        .from = *command.from,
                        .until = *command.until,
                        .spans = command.spans};
  std::ranges::sort(adopted.spans, {},
                    [](const DutySpan& span) { return std::tuple(span.from, span.person); });
  Ruling ruling(c);
  ruling.add("A15", std::move(adopted));
  return ruling.accept(std::move(capacity), command.function);
}

Decision decide_on(const Case& c, const OverrideDuty& command) {
  Objections objections(c.now);
  std::string capacity = require_planner(c, command.function, objections);
  const Roster* roster = require_roster(c, command.function, objections);
  require_future(c, *command.until, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  change_duty(ruling, *roster,
              {.id = {},
               .function = command.function,
               .kind = DutyChangeKind::replacement,
               .person = command.person,
               .replaces = command.replaces,
               .from = std::max(*command.from, c.now),
               .until = *command.until,
               .reason = command.reason,
               .by = {},
               .swap = {}});
  return ruling.accept(std::move(capacity), command.function);
}

Decision decide_on(const Case& c, const ProposeSwap& command) {
  Objections objections(c.now);
  const Roster* roster = require_roster(c, command.function, objections);
  if (command.taker == c.actor.person) {
    objections.add(not_now({"Ingen byter med sig själv", "Nobody swaps with oneself"},
                           {"Välj någon annan", "Choose somebody else"}, "taker"));
  }
  if (roster == nullptr) return objections.refuse();
  DutySwap swap = swap_of(c, command, plan_of(*roster), objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const DutyFunction& function = *find_function(c.state, command.function);
  const std::string who = person_name(c.state, c.actor.person);
  tell(ruling, {swap.taker},
       {who + " föreslår ett byte av jouren " + function.name.sv + ": " + swap.id.value,
        who + " proposes a swap of the duty " + function.name.en + ": " + swap.id.value});
  const std::string id = swap.id.value;
  ruling.add("A15", SwapProposed{std::move(swap)});
  return ruling.accept({}, id);
}

Decision decide_on(const Case& c, const AnswerSwap& command) {
  const DutySwap& swap = c.state.swaps.at(command.swap);
  const bool gives = c.actor.person == swap.giver;
  const bool takes = c.actor.person == swap.taker;
  Objections objections(c.now);
  require_open(swap, objections);
  const Roster* roster = require_roster(c, swap.function, objections);
  if ((!gives && !takes) || (gives && command.accept)) {
    not_permitted("A15",
                  {"Den som tar passet svarar; den som föreslog kan bara ta tillbaka",
                   "Whoever takes the shift answers; the one who proposed can only withdraw"},
                  objections);
  }
  if (roster != nullptr && command.accept) {
    require_still_theirs(*roster, swap, objections);
    require_future(c, std::min(swap.until, swap.back_until.value_or(swap.until)), objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const SwapState state = gives            ? SwapState::withdrawn
                          : command.accept ? SwapState::accepted
                                           : SwapState::declined;
  ruling.add("A15", SwapSettled{.swap = swap.id, .state = state, .reason = command.reason});
  if (state == SwapState::accepted) {
    exchange(ruling, *roster, swap);
  } else {
    tell(ruling, {gives ? swap.taker : swap.giver},
         {"Bytet " + swap.id.value + " blir inte av", "The swap " + swap.id.value + " is off"});
  }
  return ruling.accept({}, swap.id.value);
}

Decision decide_on(const Case& c, const TakeOverDuty& command) {
  const PersonId& person = command.person.empty() ? c.actor.person : command.person;
  Objections objections(c.now);
  std::string capacity = require_taker(c, command, objections);
  const Roster* roster = require_roster(c, command.function, objections);
  if (roster == nullptr) return objections.refuse();
  const OnDuty present = turns_at(*roster, c.now);
  if (present.now.size() == 1 && present.now.front().person == person) {
    objections.add(not_now({"Personen har redan jouren", "The person has the duty already"},
                           {"Inget behöver göras", "Nothing needs doing"}, "person"));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  change_duty(ruling, *roster,
              {.id = {},
               .function = command.function,
               .kind = DutyChangeKind::takeover,
               .person = person,
               .replaces = {},
               .from = c.now,
               .until = command.until.value_or(end_of_turn(present, c.now)),
               .reason = command.reason,
               .by = {},
               .swap = {}});
  return ruling.accept(std::move(capacity), command.function);
}

}  // namespace ckl::domain
