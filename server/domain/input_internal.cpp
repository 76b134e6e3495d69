// Input checks of the commands that come from inside: configuration, scheduler, dispatcher.
#include <algorithm>
#include <set>

#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/ladder.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

void check_id(std::string_view field, std::string_view id, Objections& objections) {
  check_text({.name = field, .text = id, .limit = limits::id_bytes, .required = true}, objections);
}

template <class Things>
void check_ids(std::string_view field, const Things& things, Objections& objections) {
  std::set<std::string_view> seen;
  for (const auto& thing : things) {
    check_id(field, thing.id.value, objections);
    if (!seen.insert(thing.id.value).second) {
      check_duplicate(field, thing.id.value, objections);
    }
  }
}

template <class Things>
std::set<std::string_view> ids_of(const Things& things) {
  std::set<std::string_view> ids;
  for (const auto& thing : things) ids.insert(thing.id.value);
  return ids;
}

void check_units(const Organisation& organisation, Objections& objections) {
  check_ids("units.id", organisation.units, objections);
  const auto known = ids_of(organisation.units);
  for (const auto& unit : organisation.units) {
    check_text({.name = "units.name",
                .text = unit.name.sv,
                .limit = limits::headline_bytes,
                .required = true},
               objections);
    if (!unit.parent.empty() && !known.contains(unit.parent.value)) {
      check_unknown("INPUT_UNKNOWN_UNIT", "units.parent", unit.parent.value, objections);
    }
    for (const auto& successor : unit.successors) {
      if (known.contains(successor.value)) continue;
      check_unknown("INPUT_UNKNOWN_UNIT", "units.successors", successor.value, objections);
    }
    if (!unit.valid_from.empty() && !unit.valid_to.empty() && unit.valid_to <= unit.valid_from) {
      malformed("INPUT_TIME_ORDER", "units.validTo",
                {"Enheten upphör innan den börjar: " + unit.id.value,
                 "The unit ends before it begins: " + unit.id.value},
                objections);
    }
  }
}

void check_persons(const Organisation& organisation, Objections& objections) {
  check_ids("persons.id", organisation.persons, objections);
  const auto units = ids_of(organisation.units);
  for (const auto& person : organisation.persons) {
    check_text({.name = "persons.name",
                .text = person.name,
                .limit = limits::headline_bytes,
                .required = true},
               objections);
    if (!person.unit.empty() && !units.contains(person.unit.value)) {
      check_unknown("INPUT_UNKNOWN_UNIT", "persons.unit", person.unit.value, objections);
    }
    for (const auto& step : person.ladder) {
      check_id("persons.ladder.channel", step.channel, objections);
    }
  }
}

void check_mandates(const Organisation& organisation, Objections& objections) {
  const auto units = ids_of(organisation.units);
  const auto persons = ids_of(organisation.persons);
  for (const auto& mandate : organisation.mandates) {
    check_id("mandates.role", mandate.role, objections);
    if (!persons.contains(mandate.person.value)) {
      check_unknown("INPUT_UNKNOWN_PERSON", "mandates.person", mandate.person.value, objections);
    }
    if (!mandate.unit.empty() && !units.contains(mandate.unit.value)) {
      check_unknown("INPUT_UNKNOWN_UNIT", "mandates.unit", mandate.unit.value, objections);
    }
    if (mandate.valid_from && mandate.valid_to && *mandate.valid_to <= *mandate.valid_from) {
      objections.add(Objection{
          .code = RejectionCode::invalid,
          .rule = "INPUT_TIME_ORDER",
          .message = {"Uppdraget slutar innan det börjar", "The mandate ends before it begins"},
          .what_now = {"Rätta datumen", "Mend the dates"},
          .field = "mandates.validTo"});
    }
  }
}

bool is_at_once(const Mandate& one, const Mandate& other) {
  const bool before = one.valid_to && other.valid_from && *one.valid_to <= *other.valid_from;
  const bool after = other.valid_to && one.valid_from && *other.valid_to <= *one.valid_from;
  return !before && !after;
}

bool is_vice(const std::string& role) {
  return role == role::committee_vice_chair || role == role::council_vice_chair;
}

// One chair at a time, of krisledningsnämnden, of each nämnd, of the board and of the council; one
// vice chair of each order.
bool is_one_seat(const Mandate& one, const Mandate& other) {
  if (one.role != other.role || one.unit != other.unit) return false;
  return !is_vice(one.role) || one.order == other.order;
}

void check_seats(const Organisation& organisation, Objections& objections) {
  const std::set<std::string_view> seats{role::committee_chair, role::committee_vice_chair,
                                         role::unit_chair,      role::board_chair,
                                         role::council_chair,   role::council_vice_chair};
  std::vector<const Mandate*> taken;
  for (const auto& mandate : organisation.mandates) {
    if (!seats.contains(mandate.role)) continue;
    for (const Mandate* other : taken) {
      if (!is_one_seat(mandate, *other) || !is_at_once(mandate, *other)) continue;
      objections.add(
          Objection{.code = RejectionCode::invalid,
                    .rule = "INPUT_OVERLAPPING_MANDATES",
                    .message = {"Två uppdrag på samma plats samtidigt: " + mandate.person.value +
                                    ", " + other->person.value,
                                "Two mandates for one seat at once: " + mandate.person.value +
                                    ", " + other->person.value},
                    .what_now = {"Låt det ena sluta innan det andra börjar",
                                 "Have one end before the other begins"},
                    .field = "mandates.validFrom"});
    }
    taken.push_back(&mandate);
  }
}

void out_of_range(std::string_view field, Text message, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::invalid,
                           .rule = "INPUT_OUT_OF_RANGE",
                           .message = std::move(message),
                           .what_now = {"Rätta värdet", "Mend the value"},
                           .field = std::string(field)});
}

bool has_all(const Person& person, const PlanPosition& position) {
  return std::ranges::all_of(position.qualifications, [&](const std::string& needed) {
    return std::ranges::find(person.qualifications, needed) != person.qualifications.end();
  });
}

void check_pool(const Case& c, const PlanPosition& position, Objections& objections) {
  std::set<PersonId> pool;
  for (const auto& wave : position.waves) {
    for (const auto& person : wave.persons) {
      if (find_person(c.state, person) == nullptr) {
        check_unknown("INPUT_UNKNOWN_PERSON", "positions.waves.persons", person.value, objections);
      }
      if (!pool.insert(person).second) {
        check_duplicate("positions.waves.persons", person.value, objections);
      }
    }
  }
  const auto can_be_called = [&](const PersonId& id) {
    const Person* person = find_person(c.state, id);
    return person != nullptr && !person->ladder.empty() && has_all(*person, position);
  };
  if (!position.waves.empty() &&
      std::ranges::none_of(position.waves.back().persons, can_be_called)) {
    objections.add(
        Objection{.code = RejectionCode::invalid,
                  .rule = "INPUT_ROUTE_ENDS_WITH_NOBODY",
                  .message = {"Sista steget når ingen: " + position.position.value,
                              "The last step reaches nobody: " + position.position.value},
                  .what_now = {"Sätt sist någon som går att nå och har behörigheten",
                               "Put last somebody who can be reached and has the qualification"},
                  .field = "positions.waves"});
  }
  const auto qualified = std::ranges::count_if(pool, [&](const PersonId& id) {
    const Person* person = find_person(c.state, id);
    return person == nullptr || has_all(*person, position);
  });
  if (static_cast<std::size_t>(qualified) < position.wanted) {
    objections.add(Objection{
        .code = RejectionCode::invalid,
        .rule = "INPUT_POOL_TOO_SMALL",
        .message = {"Poolen är mindre än antalet som behövs: " + position.position.value,
                    "The pool is smaller than the number wanted: " + position.position.value},
        .what_now = {"Lägg till personer eller sänk antalet", "Add persons or lower the number"},
        .field = "positions.waves"});
  }
}

std::size_t pool_size(const CalloutPlan& plan) {
  std::size_t size = 0;
  for (const auto& position : plan.positions) {
    for (const auto& wave : position.waves) size += wave.persons.size();
  }
  return size;
}

}  // namespace

void check_input(const Case&, const OpenWorkspace& command, Objections& objections) {
  check_id("workspace", command.workspace.value, objections);
}

void check_input(const Case&, const AdoptOrganisation& command, Objections& objections) {
  check_units(command.organisation, objections);
  check_persons(command.organisation, objections);
  check_mandates(command.organisation, objections);
  check_seats(command.organisation, objections);
  check_ids("positions.id", command.organisation.positions, objections);
  const auto persons = ids_of(command.organisation.persons);
  for (const auto& duty : command.organisation.duty_functions) {
    check_id("duty_functions.id", duty.id, objections);
    for (const auto& person : duty.persons) {
      if (persons.contains(person.value)) continue;
      check_unknown("INPUT_UNKNOWN_PERSON", "duty_functions.persons", person.value, objections);
    }
  }
}

void check_input(const Case&, const AdoptSettings& command, Objections& objections) {
  const Settings& settings = command.settings;
  const bool positive =
      settings.confirm_level_within > Seconds{0} && settings.inform_chair_within > Seconds{0} &&
      settings.inform_chair_every > Seconds{0} && settings.evaluation_within > Seconds{0} &&
      settings.remind_before >= Seconds{0};
  if (!positive) {
    out_of_range("settings", {"Tiderna måste vara större än noll", "The times must be above zero"},
                 objections);
  }
  // A03: the version of the instruction is recorded when CKL is activated.
  check_text({.name = "settings.cklInstruction",
              .text = settings.ckl_instruction,
              .limit = limits::source_bytes,
              .required = true},
             objections);
}

void check_input(const Case& c, const AdoptPlan& command, Objections& objections) {
  const CalloutPlan& plan = command.plan;
  check_id("plan.id", plan.id.value, objections);
  if (plan.positions.empty()) check_missing("plan.positions", objections);
  if (plan.deadline <= Seconds{0}) {
    out_of_range("plan.deadline",
                 {"Tiden måste vara större än noll", "The time must be above zero"}, objections);
  }
  if (pool_size(plan) > limits::persons_per_plan) {
    out_of_range("plan.positions", {"För många personer i planen", "Too many persons in the plan"},
                 objections);
    return;
  }
  const auto known = ids_of(c.state.organisation.positions);
  std::set<PositionId> seen;
  for (const auto& position : plan.positions) {
    if (!known.contains(position.position.value)) {
      check_unknown("INPUT_UNKNOWN_POSITION", "positions.position", position.position.value,
                    objections);
    }
    if (!seen.insert(position.position).second) {
      check_duplicate("positions.position", position.position.value, objections);
    }
    if (position.wanted == 0 || position.answer_within <= Seconds{0}) {
      out_of_range("positions.wanted",
                   {"Antal och svarstid måste vara större än noll",
                    "Number and time to answer must be above zero"},
                   objections);
    }
    check_pool(c, position, objections);
  }
}

void check_input(const Case&, const NoteDeadlines&, Objections&) {}

void check_input(const Case& c, const BeginAttempt& command, Objections& objections) {
  if (c.state.messages.find(command.message) == nullptr) {
    check_unknown("INPUT_UNKNOWN_MESSAGE", "message", command.message.value, objections);
  }
}

void check_input(const Case& c, const ReportAttempt& command, Objections& objections) {
  const Message* message = c.state.messages.find(command.message);
  if (message == nullptr) {
    check_unknown("INPUT_UNKNOWN_MESSAGE", "message", command.message.value, objections);
  } else if (find_attempt(*message, command.attempt) == nullptr) {
    check_unknown("INPUT_UNKNOWN_ATTEMPT", "attempt", std::to_string(command.attempt), objections);
  }
}

void check_input(const Case&, const DoubtAttempts&, Objections&) {}

}  // namespace ckl::domain
