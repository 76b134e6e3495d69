// Krisstöd: A17, A20.
#include "domain/crisis_support.hpp"

#include <algorithm>

#include "domain/authority.hpp"
#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/district.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

// The unit as it is today: an event may be reported after its district council has been merged.
UnitId today(const State& state, const UnitId& unit, Instant now) {
  const Unit* current = unit_at(state, unit, now);
  return current == nullptr ? UnitId{} : current->id;
}

bool is_district(const State& state, const UnitId& id) {
  const Unit* unit = find_unit(state, id);
  return unit != nullptr && unit->kind == UnitKind::district_council;
}

// The place's council at the time of the event. Without a point, an owner that is a district
// council knows its own area.
UnitId district_for(const State& state, const Incident& incident, Instant now) {
  if (incident.point) {
    const UnitId district = district_of(state, *incident.point, incident.event_time);
    return district.empty() ? UnitId{} : today(state, district, now);
  }
  return is_district(state, incident.owner) ? today(state, incident.owner, now) : UnitId{};
}

std::vector<PersonId> duty_officers_of(const State& state, const UnitId& unit, Instant now) {
  return holders_for(state, {role::org_duty_officer, unit}, now);
}

Text told(const Incident& incident, const CrisisSupport& support) {
  Text text{"Ni ansvarar för krisstödet: " + incident.headline,
            "You are responsible for crisis support: " + incident.headline};
  if (support.district.empty()) {
    text.sv += ". Platsens stadsdelsnämnd är inte känd: utse den som ska ta över";
    text.en += ". The district council of the place is not known: find who is to take over";
  } else if (!support.office_hours) {
    text.sv += ". Utanför kontorstid, tills stadsdelsnämnden kan ta över";
    text.en += ". Outside office hours, until the district council can take over";
  }
  return text;
}

void refuse_handover(std::string_view field, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = "A17",
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = std::string(field)});
}

// The support of an incident, or an objection.
const CrisisSupport* find_support(const Case& c, const IncidentId& incident,
                                  Objections& objections) {
  const auto found = c.state.crisis_support.find(incident);
  if (found != c.state.crisis_support.end()) return &found->second;
  refuse_handover("incident",
                  {"Händelsen har inget krisstöd", "The incident has no crisis support"},
                  {"Staden har inte ställt in vem som ansvarar utanför kontorstid",
                   "The city has not configured who is responsible outside office hours"},
                  objections);
  return nullptr;
}

// Krisstöd is a task of the municipality's own committees.
void check_receiver(const Case& c, const CrisisSupport& support, const UnitId& to,
                    Objections& objections) {
  require_current(c, "to", to, objections);
  const Unit& unit = *find_unit(c.state, to);
  const bool own = !unit.legal_person && (unit.kind == UnitKind::district_council ||
                                          unit.kind == UnitKind::specialist_committee ||
                                          unit.kind == UnitKind::administration);
  if (!own) {
    refuse_handover("to",
                    {"Krisstödet lämnas över till en nämnd eller förvaltning i kommunen",
                     "Crisis support is handed over to a committee or administration of the city"},
                    {"Välj platsens stadsdelsnämnd", "Choose the district council of the place"},
                    objections);
  }
  if (acting_unit(c.state, support.responsible) == to) {
    refuse_handover("to",
                    {"Enheten ansvarar redan för krisstödet",
                     "The unit is responsible for the crisis support already"},
                    {"Inget behöver göras", "Nothing needs doing"}, objections);
  }
}

void tell(Ruling& ruling, const Incident& incident, const UnitId& unit, const Text& text) {
  notify(ruling, Notice{.rule = "A17", .incident = incident.id, .text = text},
         duty_officers_of(ruling.state(), unit, ruling.now()));
}

}  // namespace

void route_crisis_support(Ruling& ruling, const Incident& incident) {
  const State& state = ruling.state();
  const Settings& settings = state.settings;
  const UnitId district = district_for(state, incident, ruling.now());
  CrisisSupport support;
  if (!settings.crisis_support_unit.empty()) {
    support.id = incident.id;
    support.district = district;
    support.office_hours = calendar::in_office_hours(
        incident.event_time, {.opens = settings.office_opens, .closes = settings.office_closes});
    support.responsible =
        support.office_hours && !district.empty() ? district : settings.crisis_support_unit;
    support.since = ruling.now();
    ruling.add("A17", CrisisSupportRouted{support});
    tell(ruling, incident, support.responsible, told(incident, support));
  }
  if (!incident.point || district.empty() || district == support.responsible) return;
  notify(ruling,
         Notice{.rule = "A20",
                .incident = incident.id,
                .text = {"Händelse inom ert område: " + incident.headline,
                         "An incident in your area: " + incident.headline}},
         duty_officers_of(state, district, ruling.now()));
}

Decision decide_on(const Case& c, const OfferCrisisSupport& command) {
  Objections objections(c.now);
  const CrisisSupport* support = find_support(c, command.incident, objections);
  if (support == nullptr) return objections.refuse();
  std::string capacity =
      holds(c.state, c.actor.person, role::duty_officer, c.now) &&
              (c.actor.capacity.empty() || c.actor.capacity == role::duty_officer)
          ? role::duty_officer
          : require_side(c, "A17", support->responsible, objections);
  check_receiver(c, *support, command.to, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Incident& incident = c.state.incidents.at(command.incident);
  ruling.add("A17", CrisisSupportOffered{.incident = command.incident, .to = command.to});
  tell(ruling, incident, command.to,
       {"Ni erbjuds att ta över krisstödet: " + incident.headline,
        "You are offered to take over the crisis support: " + incident.headline});
  return ruling.accept(std::move(capacity), command.incident.value);
}

Decision decide_on(const Case& c, const AcceptCrisisSupport& command) {
  Objections objections(c.now);
  const CrisisSupport* support = find_support(c, command.incident, objections);
  if (support == nullptr) return objections.refuse();
  if (support->offered_to.empty()) {
    refuse_handover(
        "incident", {"Ingen överlämning är erbjuden", "No handover has been offered"},
        {"Den som ansvarar nu erbjuder den först", "Whoever is responsible now offers it first"},
        objections);
    return objections.refuse();
  }
  std::string capacity = require_side(c, "A17", support->offered_to, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Incident& incident = c.state.incidents.at(command.incident);
  ruling.add("A17",
             CrisisSupportAccepted{.incident = command.incident, .unit = support->offered_to});
  tell(ruling, incident, support->responsible,
       {"Krisstödet är överlämnat: " + incident.headline,
        "The crisis support has been handed over: " + incident.headline});
  return ruling.accept(std::move(capacity), command.incident.value);
}

}  // namespace ckl::domain
