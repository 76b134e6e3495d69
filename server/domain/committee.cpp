// Krisledningsnämnden: the chair's declaration (T04, T05) and the committee's functioning (R01).
#include <array>

#include "domain/alert.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/external.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/oral.hpp"
#include "domain/relief.hpp"
#include "domain/wording.hpp"
#include "domain/wrong_state.hpp"

namespace ckl::domain {
namespace {

// Each of the three criteria of LEH 1:4 has its own written reason; all that are missing are
// listed.
void require_criteria(const Criteria& criteria, Objections& objections) {
  struct Criterion {
    const char* field = nullptr;
    const std::string& reason;
    Text asks;
  };
  const std::array<Criterion, 3> all{{
      {"criteria.departsFromNormal",
       criteria.departs_from_normal,
       {"Skäl saknas: på vilket sätt händelsen avviker från det normala",
        "Reason missing: how the event departs from the normal"}},
      {"criteria.seriousDisturbance",
       criteria.serious_disturbance,
       {"Skäl saknas: allvarlig störning, eller överhängande risk för den, i viktiga "
        "samhällsfunktioner",
        "Reason missing: serious disturbance, or imminent risk of it, in important societal "
        "functions"}},
      {"criteria.urgentAction",
       criteria.urgent_action,
       {"Skäl saknas: varför skyndsamma insatser av kommunen krävs",
        "Reason missing: why urgent action by the municipality is needed"}},
  }};
  for (const auto& criterion : all) {
    if (!is_blank(criterion.reason)) continue;
    objections.add(Objection{.code = RejectionCode::invalid,
                             .rule = "T04",
                             .message = criterion.asks,
                             .what_now = {"Skriv skälet", "Write the reason"},
                             .field = criterion.field});
  }
}

void require_declarable(const Incident& incident, Objections& objections) {
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    objections.add(wrong_state("R49", {"Händelsen är avslutad", "The incident is closed"},
                               {"Rapportera en ny händelse", "Report a new incident"}));
  } else if (incident.level == Level::extraordinary) {
    objections.add(wrong_state("T04",
                               {"Händelsen är redan förklarad extraordinär",
                                "The event is already declared extraordinary"},
                               {"Låt nämnden träda i funktion, om den inte redan gör det",
                                "Let the committee function, if it does not already"}));
  }
}

// O03, R52: that KN functions is told to the city council, as the declaration is.
void start_committee(Ruling& ruling, const Incident& incident, const std::string& reason) {
  ruling.add("R01", CommitteeStateChanged{.from = ruling.state().committee,
                                          .to = CommitteeState::functioning,
                                          .cause = incident.id,
                                          .reason = reason});
  open_council_report(ruling, CouncilItem{.subject = "committee-" + incident.id.value,
                                          .incident = incident.id,
                                          .what = {"Anmäl i fullmäktige: krisledningsnämnden "
                                                   "träder i funktion",
                                                   "Report to the city council: the committee "
                                                   "functions"},
                                          .decided = ruling.now()});
  tell_of_restart(ruling, incident);
}

// What a declaration opens: the report to the council and those to the county board.
void open_reports(Ruling& ruling, const Incident& incident) {
  open_council_report(ruling, CouncilItem{.subject = "declaration-" + incident.id.value,
                                          .incident = incident.id,
                                          .what = {"Anmäl i fullmäktige: händelsen är förklarad "
                                                   "extraordinär",
                                                   "Report to the city council: the event is "
                                                   "declared extraordinary"},
                                          .decided = ruling.now()});
  open_county_reports(ruling, incident.id);
}

SpokenDecision spoken(std::string_view command, const Incident& incident,
                      const std::string& capacity) {
  return SpokenDecision{.command = command,
                        .capacity = capacity,
                        .incident = incident.id,
                        .subject = incident.id.value};
}

void tell_of_declaration(Ruling& ruling, const Incident& incident, bool functions,
                         bool by_vice_chair) {
  const Text text = wording::declared(incident, functions);
  inform(ruling, Notice{.rule = "T04", .incident = incident.id, .text = text});
  if (by_vice_chair) {
    inform(ruling, Notice{.rule = "T05", .incident = incident.id, .text = text});
  }
}

LevelChanged to_extraordinary(const Incident& incident, const Criteria& criteria) {
  return LevelChanged{.incident = incident.id,
                      .from = incident.level,
                      .to = Level::extraordinary,
                      .reason = criteria.departs_from_normal,
                      .provisional = false,
                      .confirm_by = std::nullopt,
                      .checklist = std::nullopt};
}

}  // namespace

Decision decide_on(const Case& c, const DeclareExtraordinary& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  const Actor speaker = speaker_of(c, command.oral);
  const Case judged{.state = c.state, .actor = speaker, .now = c.now};
  Objections objections(c.now);
  std::string registrar = require_oral(c, command.oral, objections);
  ChairPower power = require_chair(judged, "G03", objections, incident.id);
  require_declarable(incident, objections);
  require_criteria(command.criteria, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const bool by_vice_chair = !power.hindrance.empty();
  const std::string_view rule = by_vice_chair ? "T05" : "T04";
  const OralId oral =
      record_oral(ruling, command.oral, spoken("DeclareExtraordinary", incident, power.capacity));
  ruling.add(rule, ExtraordinaryDeclared{.incident = incident.id,
                                         .criteria = command.criteria,
                                         .committee_functions = command.committee_functions,
                                         .hindrance = power.hindrance,
                                         .oral = oral});
  ruling.add(rule, to_extraordinary(incident, command.criteria));
  reopen_phase(ruling, incident, "Förklarad extraordinär");
  open_reports(ruling, incident);
  open_public_information(ruling, incident.id);
  propose_relief(ruling, incident.id);
  if (command.committee_functions) start_committee(ruling, incident, "Förklaringen");
  if (ruling.ckl() == CklState::active) attach(ruling, incident);
  flag_act_under_alert(ruling, incident.id.value);
  tell_of_declaration(ruling, incident, command.committee_functions, by_vice_chair);
  return ruling.accept(command.oral ? std::move(registrar) : std::move(power.capacity),
                       incident.id.value);
}

Decision decide_on(const Case& c, const StartCommittee& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  const Actor speaker = speaker_of(c, command.oral);
  const Case judged{.state = c.state, .actor = speaker, .now = c.now};
  Objections objections(c.now);
  std::string registrar = require_oral(c, command.oral, objections);
  ChairPower power = require_chair(judged, "R01", objections, incident.id);
  if (incident.level != Level::extraordinary) {
    objections.add(wrong_state(
        "R01",
        {"Händelsen är inte förklarad extraordinär", "The event is not declared extraordinary"},
        {"Förklara den extraordinär först", "Declare it extraordinary first"}));
  } else if (c.state.committee == CommitteeState::functioning &&
             c.state.committee_causes.contains(incident.id)) {
    objections.add(wrong_state(
        "R01",
        {"Nämnden fungerar redan för händelsen", "The committee already functions for this event"},
        {"Inget behöver göras", "Nothing needs doing"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  record_oral(ruling, command.oral, spoken("StartCommittee", incident, power.capacity));
  start_committee(ruling, incident, command.reason);
  flag_act_under_alert(ruling, incident.id.value);
  level_reassessed(ruling, incident.id, "Nämnden fungerar på nytt för händelsen");
  inform(
      ruling,
      Notice{.rule = "R01", .incident = incident.id, .text = wording::committee_started(incident)});
  return ruling.accept(command.oral ? std::move(registrar) : std::move(power.capacity),
                       incident.id.value);
}

}  // namespace ckl::domain
