// Efterträdare: R44, and the helpers that know which unit is valid when.
#include "domain/succession.hpp"

#include <algorithm>

#include "domain/authority.hpp"
#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {
namespace {

const Unit* executive_board(const State& state) {
  const auto& units = state.organisation.units;
  const auto found = std::ranges::find(units, UnitKind::executive_board, &Unit::kind);
  return found == units.end() ? nullptr : &*found;
}

// Along the chain, bounded by its length even if it were a ring.
UnitId followed(const std::map<UnitId, UnitId>& heirs, UnitId unit) {
  for (std::size_t step = 0; step < heirs.size(); ++step) {
    const auto found = heirs.find(unit);
    if (found == heirs.end() || found->second.empty()) break;
    unit = found->second;
  }
  return unit;
}

// What the open things of an ended unit fall to until somebody decides. A unit without a successor
// leaves them to the executive board.
UnitId provisional_heir(const State& state, const Unit& unit, Instant now) {
  const Unit* heir = unit.successors.empty() ? nullptr : unit_at(state, unit.id, now);
  if (heir == nullptr) heir = executive_board(state);
  return heir == nullptr ? unit.id : heir->id;
}

Text name_of_unit(const State& state, const UnitId& id) {
  const Unit* unit = find_unit(state, id);
  return unit == nullptr ? Text{id.value, id.value} : unit->name;
}

Text told(const State& state, const Unit& unit, const UnitId& heir) {
  const Text name = name_of_unit(state, heir);
  Text text{unit.name.sv + " har upphört; " + name.sv + " ärver det öppna preliminärt",
            unit.name.en + " has ended; " + name.en + " inherits what is open provisionally"};
  if (unit.successors.size() > 1) {
    text.sv += ". Flera efterträdare: den första är antagen";
    text.en += ". Several successors: the first is assumed";
  }
  return text;
}

bool is_taken_over(const State& state, const UnitId& unit) {
  return std::ranges::any_of(state.takeovers, [&](const auto& entry) {
    const Takeover& takeover = entry.second;
    return takeover.state == TakeoverState::in_force &&
           (takeover.scope.unit == unit || takeover.successor == unit);
  });
}

void refuse_succession(std::string_view field, Text message, Text what_now,
                       Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = "R44",
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = std::string(field)});
}

// The heir is a part of the same legal person, and is there.
void check_heir(const Case& c, const Unit& unit, const Unit& heir, Objections& objections) {
  if (heir.id == unit.id) {
    refuse_succession("successor",
                      {"Enheten kan inte efterträda sig själv", "The unit can not succeed itself"},
                      {"Välj efterträdaren", "Choose the successor"}, objections);
    return;
  }
  require_current(c, "successor", heir.id, objections);
  if (heir.legal_person != unit.legal_person || heir.kind == UnitKind::external) {
    refuse_succession(
        "successor",
        {"Efterträdaren är en annan juridisk person", "The successor is another legal person"},
        {"Välj en enhet i samma juridiska person", "Choose a unit of the same legal person"},
        objections);
  }
}

}  // namespace

bool valid_at(const Unit& unit, Instant at) {
  if (unit.valid_from.empty() && unit.valid_to.empty()) return true;
  const std::string day = calendar::iso(calendar::date_of(at));
  return (unit.valid_from.empty() || unit.valid_from <= day) &&
         (unit.valid_to.empty() || day < unit.valid_to);
}

std::optional<Instant> end_of(const Unit& unit) {
  const auto day = calendar::parse_date(unit.valid_to);
  if (!day) return std::nullopt;
  return calendar::instant_of(*day);
}

const Unit* unit_at(const State& state, const UnitId& unit, Instant at) {
  std::vector<UnitId> asked{unit};
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Unit* one = find_unit(state, asked[i]);
    if (one == nullptr) continue;
    if (valid_at(*one, at)) return one;
    for (const auto& successor : one->successors) {
      if (std::ranges::find(asked, successor) == asked.end()) asked.push_back(successor);
    }
  }
  return nullptr;
}

UnitId settled_heir(const State& state, const UnitId& unit) {
  return followed(state.settled_successions, unit);
}

UnitId acting_unit(const State& state, const UnitId& unit) {
  return followed(state.successions, settled_heir(state, unit));
}

void require_current(const Case& c, std::string_view field, const UnitId& unit,
                     Objections& objections) {
  const Unit* asked = find_unit(c.state, unit);
  if (asked == nullptr || valid_at(*asked, c.now)) return;
  const Unit* heir = unit_at(c.state, unit, c.now);
  const bool not_yet = asked->valid_to.empty() || c.now < end_of(*asked).value_or(c.now);
  const Text when = not_yet ? Text{" finns först från " + asked->valid_from,
                                   " does not exist before " + asked->valid_from}
                            : Text{" upphörde " + asked->valid_to, " ended on " + asked->valid_to};
  refuse_succession(
      field, {asked->name.sv + when.sv, asked->name.en + when.en},
      heir == nullptr
          ? Text{"Välj en enhet som finns nu", "Choose a unit that exists now"}
          : Text{"Välj efterträdaren: " + heir->name.sv + " (" + heir->id.value + ")",
                 "Choose the successor: " + heir->name.en + " (" + heir->id.value + ")"},
      objections);
}

void succeed(Ruling& ruling, const UnitId& id) {
  const State& state = ruling.state();
  const Unit& unit = *find_unit(state, id);
  const UnitId heir = provisional_heir(state, unit, ruling.now());
  ruling.add("R44", UnitSucceeded{.unit = id, .successor = heir});
  const Text text = told(state, unit, heir);
  open_duty(ruling,
            {.rule = "R44",
             .subject = id.value,
             .owed_by_role = is_taken_over(state, id) ? role::committee_chair : role::registrar,
             .owed_to = {"Den enhet som upphört och dess efterträdare",
                         "The unit that ended and its successor"},
             .what = {"Besluta uttryckligen vad som övergår: " + text.sv,
                      "Decide explicitly what passes over: " + text.en}});
  inform(ruling, Notice{.rule = "R44", .incident = {}, .text = text});
}

Decision decide_on(const Case& c, const SettleSuccession& command) {
  const Unit& unit = *find_unit(c.state, command.unit);
  Objections objections(c.now);
  std::string capacity = require_any(c, "R44", objections);
  if (!c.state.successions.contains(unit.id)) {
    refuse_succession("unit",
                      {"Enheten har inget som väntar på beslut om efterträdare",
                       "The unit has nothing that waits for a decision on its successor"},
                      {"Inget behöver göras", "Nothing needs doing"}, objections);
  }
  check_heir(c, unit, *find_unit(c.state, command.successor), objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R44", SuccessionSettled{
                        .unit = unit.id, .successor = command.successor, .reason = command.reason});
  close_duties(ruling, {.rule = "R44", .subject = unit.id.value}, command.reason);
  const Text heir = name_of_unit(c.state, command.successor);
  inform(ruling, Notice{.rule = "R44",
                        .incident = {},
                        .text = {heir.sv + " efterträder " + unit.name.sv,
                                 heir.en + " succeeds " + unit.name.en}});
  return ruling.accept(std::move(capacity), unit.id.value);
}

}  // namespace ckl::domain
