// Händelser: reporting, raising (T01, T02), confirming and closing (T12, G15).
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/crisis_support.hpp"
#include "domain/duties.hpp"
#include "domain/facts.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/relief.hpp"
#include "domain/roll.hpp"
#include "domain/succession.hpp"
#include "domain/wording.hpp"
#include "domain/wrong_state.hpp"

namespace ckl::domain {
namespace {

bool is_closed(const Incident& incident) {
  return incident.phase == Phase::closed || incident.phase == Phase::archived;
}

void require_open(const Incident& incident, Objections& objections) {
  if (!is_closed(incident)) return;
  objections.add(wrong_state("R49", {"Händelsen är avslutad", "The incident is closed"},
                             {"Rapportera en ny händelse som hänvisar till den",
                              "Report a new incident that refers to it"}));
}

// G03: this door does not lead there, whoever knocks.
void refuse_extraordinary(std::string_view field, Objections& objections) {
  objections.add(Objection{
      .code = RejectionCode::not_permitted,
      .rule = "G03",
      .message = {"En händelse blir extraordinär bara genom ordförandens förklaring",
                  "An event becomes extraordinary by the chair's declaration only"},
      .what_now = {"Krisledningsnämndens ordförande använder förklaringen, med de tre rekvisiten",
                   "The committee's chair uses the declaration, with the three criteria"},
      .field = std::string(field)});
}

UnitId owner_or_board(const State& state, const UnitId& owner) {
  if (!owner.empty()) return owner;
  const auto& units = state.organisation.units;
  const auto board = std::ranges::find(units, UnitKind::executive_board, &Unit::kind);
  return board == units.end() ? UnitId{} : board->id;
}

Incident incident_of(const Case& c, const ReportIncident& command) {
  Incident incident;
  incident.number = static_cast<std::uint32_t>(c.state.incidents.size() + 1);
  incident.id = IncidentId{numbered("incident", incident.number)};
  incident.kind = command.kind;
  incident.headline =
      is_blank(command.headline) ? wording::name_of(command.kind).sv : command.headline;
  incident.text = command.text;
  incident.place = command.place;
  incident.owner = owner_or_board(c.state, command.owner);
  incident.event_time = std::min(command.event_time.value_or(c.now), c.now);
  incident.point = command.point;
  return incident;
}

IncidentReported report_of(const Incident& incident) {
  return IncidentReported{.incident = incident.id,
                          .number = incident.number,
                          .kind = incident.kind,
                          .headline = incident.headline,
                          .text = incident.text,
                          .place = incident.place,
                          .owner = incident.owner,
                          .event_time = incident.event_time,
                          .point = incident.point};
}

// T01. A02: neither CKL nor the chair hears of it.
void raise_to_disturbance(Ruling& ruling, const Incident& incident, const std::string& reason) {
  ruling.add("T01", LevelChanged{.incident = incident.id,
                                 .from = incident.level,
                                 .to = Level::disturbance,
                                 .reason = reason,
                                 .provisional = false,
                                 .confirm_by = std::nullopt,
                                 .checklist = std::nullopt});
  reopen_phase(ruling, incident, reason);
}

// T01: the owner's security coordinator hears of it.
void tell_owner(Ruling& ruling, const Incident& incident) {
  const auto persons =
      holders_for(ruling.state(), {role::security_coordinator, incident.owner}, ruling.now());
  notify(ruling,
         Notice{.rule = "T01",
                .incident = incident.id,
                .text = {"Ny händelse hos er: " + incident.headline,
                         "A new incident of yours: " + incident.headline}},
         persons);
}

// T02. By the director it is one decision with CKL ACTIVE; by TiB it is provisional and puts CKL on
// standby (R02).
void raise_to_serious(Ruling& ruling, const Incident& incident, const std::string& reason,
                      bool provisional) {
  LevelChanged change{.incident = incident.id,
                      .from = incident.level,
                      .to = Level::serious,
                      .reason = reason,
                      .provisional = provisional,
                      .confirm_by = std::nullopt,
                      .checklist = std::nullopt};
  if (provisional) {
    change.confirm_by = ruling.now() + ruling.state().settings.confirm_level_within;
  }
  ruling.add("T02", change);
  reopen_phase(ruling, incident, reason);
  const Text text = wording::serious(incident, provisional);
  if (!provisional) {
    activate_ckl(ruling, reason, &incident);
  } else {
    const CklState ckl = ruling.ckl();
    if (ckl == CklState::inactive || ckl == CklState::winding_down) {
      change_ckl(ruling, CklState::standby, reason);
    }
    if (ckl == CklState::active) attach(ruling, incident);
    open_chair_information(ruling, incident.id);
    inform(ruling, Notice{.rule = "R02", .incident = incident.id, .text = text});
  }
  inform(ruling, Notice{.rule = "T02", .incident = incident.id, .text = text});
  tell_affected(ruling, incident, Notice{.rule = "T02", .incident = incident.id, .text = text});
  open_serious_duties(ruling, incident);
  propose_relief(ruling, incident.id);
}

Decision confirm(const Case& c, const Incident& incident) {
  Objections objections(c.now);
  std::string capacity = require_role(c, "T03", objections);
  if (!incident.provisional) {
    objections.add(wrong_state("T02",
                               {"Händelsen har ingen preliminär nivå att bekräfta",
                                "The incident has no provisional level to confirm"},
                               {"Ändra nivån i stället", "Change the level instead"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("T02", LevelConfirmed{incident.id});
  activate_ckl(ruling, "Allvarlig händelse bekräftad: " + incident.headline, &incident);
  return ruling.accept(std::move(capacity), incident.id.value);
}

Decision to_disturbance(const Case& c, const ChangeLevel& command, const Incident& incident) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "T01", objections);
  if (!objections.empty()) return objections.refuse();
  Ruling ruling(c);
  raise_to_disturbance(ruling, incident, command.reason);
  return ruling.accept(std::move(capacity), incident.id.value);
}

Decision to_serious(const Case& c, const ChangeLevel& command, const Incident& incident) {
  Objections objections(c.now);
  std::string capacity = require_role(c, "T02", objections);
  if (!objections.empty()) return objections.refuse();
  Ruling ruling(c);
  raise_to_serious(ruling, incident, command.reason, capacity == role::duty_officer);
  return ruling.accept(std::move(capacity), incident.id.value);
}

Decision same_level(const Case& c, const ChangeLevel& command, const Incident& incident) {
  // Whoever may decide the level decides it by setting it again.
  if (command.to == Level::serious && incident.provisional) return confirm(c, incident);
  const Text level = wording::name_of(command.to);
  return refuse(c.now, wrong_state(command.to == Level::serious ? "T02" : "T01",
                                   {"Händelsen har redan nivån " + level.sv,
                                    "The incident already has the level " + level.en},
                                   {"Inget behöver göras", "Nothing needs doing"}));
}

// G15, R30: what names the incident and is not fulfilled, and takeovers that serve it.
void refuse_over_open_duties(const Case& c, const Incident& incident, Objections& objections) {
  for (const Obligation* duty : unfulfilled_of(c.state, incident.id)) {
    if (!blocks_closing(duty->rule)) continue;
    const std::string& id = duty->id.value;
    objections.add(wrong_state("G15",
                               {"Öppen skyldighet: " + duty->what.sv + " (" + id + ")",
                                "Open duty: " + duty->what.en + " (" + id + ")"},
                               {"Fullgör den först, med bevis", "Fulfil it first, with evidence"}));
  }
  for (const auto& [id, takeover] : c.state.takeovers) {
    if (takeover.incident != incident.id || takeover.state != TakeoverState::in_force) continue;
    objections.add(wrong_state(
        "G15",
        {"Övertagandet gäller ännu: " + id.value, "The takeover is in force yet: " + id.value},
        {"Återlämna det först", "Return it first"}));
  }
}

}  // namespace

Decision decide_on(const Case& c, const ReportIncident& command) {
  Objections objections(c.now);
  const bool serious = command.level == Level::serious;
  std::string capacity;
  if (command.level == Level::extraordinary) {
    refuse_extraordinary("level", objections);
  } else {
    capacity = serious ? require_role(c, "T02", objections) : require_any(c, "T01", objections);
  }
  if (command.call_out) require_any(c, "A16", objections);
  if (!command.owner.empty()) require_current(c, "owner", command.owner, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Incident incident = incident_of(c, command);
  ruling.add("T01", report_of(incident));
  if (serious) {
    raise_to_serious(ruling, incident, incident.headline, capacity == role::duty_officer);
  } else {
    raise_to_disturbance(ruling, incident, incident.headline);
  }
  tell_owner(ruling, incident);
  open_digital_clock(ruling, incident);
  route_crisis_support(ruling, incident);
  if (command.call_out) {
    const PlanId& plan = command.plan.empty() ? c.state.settings.default_plan : command.plan;
    begin_callout(ruling, incident, c.state.plans.at(plan), {});
  }
  return ruling.accept(std::move(capacity), incident.id.value);
}

Decision decide_on(const Case& c, const ChangeLevel& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  Objections objections(c.now);
  if (command.to == Level::extraordinary) refuse_extraordinary("to", objections);
  require_open(incident, objections);
  if (command.oral && incident.level != Level::extraordinary) {
    objections.add(wrong_state(
        "G23",
        {"Bara ordförandens beslut antecknas muntligt",
         "Only the chair's decisions are recorded as oral"},
        {"Den som får ändra nivån gör det själv", "Whoever may change the level does so"}));
  }
  if (!objections.empty()) return objections.refuse();

  if (command.to == incident.level) return same_level(c, command, incident);
  if (incident.level == Level::extraordinary) return lower_from_extraordinary(c, command);
  if (command.to == Level::serious) return to_serious(c, command, incident);
  if (incident.level == Level::serious) return lower_from_serious(c, command);
  if (command.to == Level::disturbance) return to_disturbance(c, command, incident);
  return end_disturbance(c, command);
}

Decision decide_on(const Case& c, const ConfirmLevel& command) {
  return confirm(c, c.state.incidents.at(command.incident));
}

Decision decide_on(const Case& c, const CloseIncident& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  Objections objections(c.now);
  std::string capacity = require_side(c, "T12", incident.owner, objections);
  require_open(incident, objections);
  if (incident.level != Level::none) {
    objections.add(
        wrong_state("G15", {"Händelsen har fortfarande en nivå", "The incident has a level yet"},
                    {"Sänk nivån till ingen först", "Lower the level to none first"}));
  }
  refuse_over_open_duties(c, incident, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  end_callouts(ruling, incident.id, "Händelsen avslutas");
  end_relief(ruling, incident.id, {}, "Händelsen avslutas");
  ruling.add("T12", PhaseChanged{.incident = incident.id,
                                 .from = incident.phase,
                                 .to = Phase::closed,
                                 .reason = command.reason});
  return ruling.accept(std::move(capacity), incident.id.value);
}

}  // namespace ckl::domain
