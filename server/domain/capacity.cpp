#include "domain/capacity.hpp"

#include <algorithm>

#include "domain/authority.hpp"
#include "domain/procedure.hpp"

namespace ckl::domain {
namespace {

std::span<const std::string_view> roles_of(std::string_view rule) {
  const Rule* row = find_rule(rule);
  return row == nullptr ? std::span<const std::string_view>{} : row->roles;
}

std::string listed(const std::vector<std::string>& roles) {
  std::string all;
  for (const auto& role : roles) all += (all.empty() ? "" : ", ") + role;
  return all;
}

// A capacity was named that the person does not hold.
bool names_a_role_not_held(const Case& c) {
  return !c.actor.capacity.empty() && !holds(c.state, c.actor.person, c.actor.capacity, c.now);
}

void refuse_actor(const Case& c, std::string_view rule, Objections& objections) {
  const Rule* row = find_rule(rule);
  not_permitted(rule,
                row == nullptr ? Text{"Inte behörig", "Not permitted"}
                               : Text{"Du är inte den som får detta: " + row->name.sv,
                                      "You are not who may do this: " + row->name.en},
                objections);
  if (names_a_role_not_held(c)) {
    not_permitted("R27",
                  {"Du innehar inte rollen " + c.actor.capacity + " nu",
                   "You do not hold the role " + c.actor.capacity + " now"},
                  objections);
  }
}

void ask_for_capacity(const Case& c, std::string_view rule, Objections& objections) {
  std::vector<std::string> fitting;
  for (const auto role : roles_of(rule)) {
    if (holds(c.state, c.actor.person, role, c.now)) fitting.emplace_back(role);
  }
  const std::string choices = listed(fitting);
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "R27",
      .message = {"Flera av dina roller passar: " + choices,
                  "Several of your roles fit: " + choices},
      .what_now = {"Ange i vilken egenskap du handlar", "Name the capacity in which you act"},
      .field = "capacity"});
}

bool acts_as(const Case& c, std::string_view role) {
  if (!c.actor.capacity.empty() && c.actor.capacity != role) return false;
  return holds(c.state, c.actor.person, role, c.now);
}

// The vice chair steps in only when everyone before is hindered (T05, R05).
ChairPower require_vice_chair(const Case& c, std::string_view rule, Objections& objections,
                              const IncidentId& incident) {
  ChairPower power{.capacity = std::string(role::committee_vice_chair), .hindrance = {}};
  const auto chairs = holders(c.state, role::committee_chair, c.now);
  if (chairs.empty()) {
    refuse_actor(c, rule, objections);
    not_permitted("G18",
                  {"Ingen ordförande har ett gällande uppdrag", "No chair has a mandate in force"},
                  objections);
    return power;
  }
  for (const auto& chair : chairs) {
    const Hindrance* hindrance = hindrance_of(c.state, chair, c.now, incident);
    if (hindrance != nullptr) {
      power.hindrance = hindrance->id;
      continue;
    }
    refuse_actor(c, rule, objections);
    objections.add(Objection{
        .code = RejectionCode::not_permitted,
        .rule = "T05",
        .message = {"Inget förhinder är antecknat för ordföranden",
                    "No hindrance is recorded for the chair"},
        .what_now = {"Låt registrator, stadsdirektören, tjänsteman i beredskap eller stabschefen "
                     "anteckna förhindret",
                     "Have the registrar, the city director, the duty officer or the chief of "
                     "staff record the hindrance"},
        .field = {}});
  }
  for (const auto& vice : holders(c.state, role::committee_vice_chair, c.now)) {
    if (vice == c.actor.person) break;
    if (hindrance_of(c.state, vice, c.now, incident) != nullptr) continue;
    not_permitted("R05",
                  {"En vice ordförande före dig har inget antecknat förhinder",
                   "A vice chair before you has no recorded hindrance"},
                  objections);
  }
  return power;
}

// R45: a conflict of interest takes the power in that matter, and in that alone; also of somebody
// who was recorded as absent before.
void require_no_conflict(const Case& c, std::string_view rule, Objections& objections,
                         const IncidentId& incident) {
  if (incident.empty() || !has_conflict(c.state, c.actor.person, c.now, incident)) return;
  refuse_actor(c, rule, objections);
  not_permitted("R45",
                {"Jäv är antecknat för dig i ärendet",
                 "A conflict of interest is recorded for you in the matter"},
                objections);
}

}  // namespace

void not_permitted(std::string_view rule, Text message, Objections& objections) {
  const Rule* row = find_rule(rule);
  const Text what_now =
      row == nullptr || row->who.empty()
          ? Text{"Fråga registrator vem som får", "Ask the registrar who may"}
          : Text{"Vänd dig till den som får: " + row->who.sv, "Turn to who may: " + row->who.en};
  objections.add(Objection{.code = RejectionCode::not_permitted,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = what_now,
                           .field = {}});
}

std::string first_role(const Case& c, std::span<const std::string_view> roles) {
  for (const auto role : roles) {
    if (acts_as(c, role)) return std::string(role);
  }
  return {};
}

std::string require_role(const Case& c, std::string_view rule, Objections& objections) {
  const auto capacity = capacity_for(c.state, c.actor, roles_of(rule), c.now);
  if (!capacity) {
    refuse_actor(c, rule, objections);
    return {};
  }
  if (capacity->ambiguous) {
    ask_for_capacity(c, rule, objections);
    return {};
  }
  return capacity->role;
}

std::string require_any(const Case& c, std::string_view rule, Objections& objections) {
  std::string capacity = first_role(c, roles_of(rule));
  if (capacity.empty()) refuse_actor(c, rule, objections);
  return capacity;
}

std::string require_side(const Case& c, std::string_view rule, const UnitId& unit,
                         Objections& objections) {
  for (const auto role : roles_of(rule)) {
    if (!acts_as(c, role)) continue;
    const bool of_the_city = role == role::duty_officer || role == role::registrar;
    if (of_the_city || holds_for(c.state, c.actor.person, {role, unit}, c.now)) {
      return std::string(role);
    }
  }
  refuse_actor(c, rule, objections);
  return {};
}

ChairPower require_chair(const Case& c, std::string_view rule, Objections& objections,
                         const IncidentId& incident) {
  if (acts_as(c, role::committee_chair)) {
    require_no_conflict(c, rule, objections, incident);
    return ChairPower{.capacity = std::string(role::committee_chair), .hindrance = {}};
  }
  if (acts_as(c, role::committee_vice_chair)) {
    require_no_conflict(c, rule, objections, incident);
    return require_vice_chair(c, rule, objections, incident);
  }
  refuse_actor(c, rule, objections);
  const bool expired =
      holds_at_other_time(c.state, c.actor.person, role::committee_chair, c.now) ||
      holds_at_other_time(c.state, c.actor.person, role::committee_vice_chair, c.now);
  if (expired) {
    not_permitted("G18",
                  {"Ditt uppdrag i krisledningsnämnden gäller inte nu",
                   "Your mandate in the crisis management committee is not in force now"},
                  objections);
  }
  return {};
}

}  // namespace ckl::domain
