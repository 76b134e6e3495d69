// En nämnds eller ett bolags eget beslut: who leads decides, nobody else (A06, G20, R37, R33).
#include <algorithm>
#include <array>

#include "domain/afterwards.hpp"
#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/leads.hpp"
#include "domain/matter.hpp"
#include "domain/succession.hpp"
#include "domain/takeover.hpp"

namespace ckl::domain {
namespace {

void not_yours(std::string_view rule, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::not_permitted,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = "part"});
}

// G20: what another body leads is refused to the unit itself.
void refuse_led(const Lead& lead, Objections& objections) {
  if (lead.kind == LeadKind::committee) {
    not_yours("G20",
              {"Krisledningsnämnden har tagit över: " + lead.takeover.value,
               "The crisis management committee has taken it over: " + lead.takeover.value},
              {"Be krisledningsnämnden besluta, eller att området återlämnas (T08)",
               "Ask the crisis management committee to decide, or to hand the area back (T08)"},
              objections);
    return;
  }
  for (const std::string_view rule : {"G20", "R37"}) {
    not_yours(rule,
              {"Kommunfullmäktige har flyttat uppgiften till " + lead.unit.value,
               "The city council has assigned the task to " + lead.unit.value},
              {"Be " + lead.unit.value + " besluta", "Ask " + lead.unit.value + " to decide"},
              objections);
  }
}

bool acts_for(const Case& c, const UnitId& unit) {
  Objections none(c.now);
  require_side(c, "A06", unit, none);
  return none.empty();
}

bool of_central_management(const Case& c) {
  static constexpr std::array<std::string_view, 5> coordinating{
      role::city_director, role::deputy_director, role::chief_of_staff, role::staff,
      role::duty_officer};
  return !first_role(c, coordinating).empty();
}

// G10, G11: why somebody who does not act for the unit decides nothing for it.
void refuse_order(const Case& c, const Unit& unit, Objections& objections) {
  if (is_authority(unit)) {
    not_yours("G11", {unit.name.sv + " beslutar själv", unit.name.en + " decides itself"},
              {"Begär medverkan eller samverka", "Request a contribution, or collaborate"},
              objections);
  } else if (of_central_management(c)) {
    not_yours("G10",
              {"Central krisledning samordnar; den ger ingen order till " + unit.name.sv,
               "Central crisis management coordinates; it gives no order to " + unit.name.en},
              {"Begär det i stället, eller be krisledningsnämnden ta över "
               "(T07)",
               "Request it instead, or ask the crisis management committee "
               "to take over (T07)"},
              objections);
  }
}

// KL 6:39: the chair alone, when the nämnd has said so.
void require_urgent_chair(const Case& c, const DecideForUnit& command, std::string& capacity,
                          Objections& objections) {
  if (command.power != SpecialPower::urgent_chair) return;
  const auto& given = c.state.settings.urgent_chair_units;
  const bool chairs = holds_for(c.state, c.actor.person, {role::unit_chair, command.unit}, c.now);
  if (chairs) capacity = role::unit_chair;
  if (chairs && std::ranges::find(given, command.unit) != given.end()) return;
  objections.add(Objection{
      .code = RejectionCode::not_permitted,
      .rule = "G22",
      .message = {"Nämnden har inte gett sin ordförande rätt att besluta ensam, eller du är inte "
                  "dess ordförande",
                  "The committee has not given its chair the right to decide alone, or you are "
                  "not its chair"},
      .what_now = {"Låt nämnden besluta", "Have the committee decide"},
      .field = "power"});
}

// What the decision itself owes: its review (R09), and the report of the chair's to the nämnd.
void owe_after(Ruling& ruling, const DecisionRecord& record) {
  if (record.matter.review) {
    open_duty(ruling,
              {.rule = "R09",
               .incident = record.incident,
               .subject = record.id.value,
               .owed_by_role = role::unit_chair,
               .owed_by_unit = record.unit,
               .owed_to = {"Den egna nämnden eller styrelsen", "The own committee or board"},
               .what = {"Ompröva beslutet: " + record.matter.title,
                        "Review the decision: " + record.matter.title},
               .due = record.matter.review});
  }
  if (record.matter.power != SpecialPower::urgent_chair) return;
  open_duty(ruling,
            {.rule = "A06",
             .incident = record.incident,
             .subject = record.id.value,
             .owed_by_role = role::unit_chair,
             .owed_by_unit = record.unit,
             .owed_to = {"Nämnden, vid nästa sammanträde",
                         "The committee, at its next "
                         "meeting"},
             .what = {"Anmäl ordförandens beslut i nämnden: " + record.matter.title,
                      "Report the chair's decision to the committee: " + record.matter.title},
             .opened = record.decided});
}

// Without a part, the decision is about the area as a whole: nothing in it may be led by another.
void require_part(const Case& c, const DecideForUnit& command, Instant decided,
                  Objections& objections) {
  if (!command.part.empty()) return;
  if (who_leads(c.state, command.unit, {}, decided).kind != LeadKind::itself) return;
  if (leads_in(c.state, command.unit, decided).size() == 1) return;
  not_yours("G20",
            {"En del av området leds av någon annan; ange vilken del beslutet gäller",
             "A part of the area is led by another; name the part that the decision is about"},
            {"Ange delen", "Name the part"}, objections);
}

// R33: somebody else has come to lead in between; shown to both, nothing is undone.
void show_conflict(Ruling& ruling, const DecideForUnit& command, const Lead& then) {
  if (who_leads(ruling.state(), command.unit, command.part, ruling.now()) == then) return;
  const Notice notice{
      .rule = "R33",
      .incident = command.incident,
      .text = {
          "Beslut infört i efterhand i ett område som nu leds av någon annan: " + command.title,
          "A decision entered afterwards in an area that another leads now: " + command.title}};
  inform(ruling, notice);
  tell_unit(ruling, command.unit, notice);
}

}  // namespace

Decision decide_on(const Case& c, const DecideForUnit& command) {
  const Instant decided = std::min(command.decided.value_or(c.now), c.now);
  const Lead lead = who_leads(c.state, command.unit, command.part, decided);
  Objections objections(c.now);
  const bool of_assigned = lead.kind == LeadKind::assigned && acts_for(c, lead.unit);
  const UnitId& acting = of_assigned ? lead.unit : command.unit;
  std::string capacity = require_side(c, "A06", acting, objections);
  if (capacity.empty()) refuse_order(c, *find_unit(c.state, command.unit), objections);
  require_power(c, command.incident, command.power, objections);
  require_urgent_chair(c, command, capacity, objections);
  require_current(c, "unit", command.unit, objections);
  if (lead.kind != LeadKind::itself && !of_assigned) refuse_led(lead, objections);
  require_part(c, command, decided, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  DecisionRecord record;
  record.id = next_decision(c.state);
  record.number = static_cast<std::uint32_t>(c.state.decisions.size() + 1);
  record.body = DecidingBody::unit;
  record.person = c.actor.person;
  record.capacity = capacity;
  record.unit = command.unit;
  record.part = command.part;
  record.incident = command.incident;
  record.matter.title = command.title;
  record.matter.text = command.text;
  record.matter.review = command.review;
  record.matter.power = command.power;
  record.adopted = true;
  record.decided = decided;
  record.registered = c.now;
  record.conflicts = decided_between(c.state, record, c.now);
  ruling.add("A06", DecisionMade{record});
  show_conflict(ruling, command, lead);
  show_conflicts(ruling, record);
  owe_after(ruling, record);
  return ruling.accept(std::move(capacity), record.id.value);
}

}  // namespace ckl::domain
