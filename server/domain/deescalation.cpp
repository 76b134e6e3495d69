// Nedtrappning: T10, T11, T12, with the checklist of G17.
#include <array>

#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/external.hpp"
#include "domain/facts.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/oral.hpp"
#include "domain/relief.hpp"
#include "domain/wording.hpp"

namespace ckl::domain {
namespace {

// G17: every answer that is missing is listed.
void require_checklist(const std::optional<Checklist>& given, Objections& objections) {
  const Checklist list = given.value_or(Checklist{});
  struct Question {
    const char* field = nullptr;
    const std::string& answer;
    Text asks;
  };
  const std::array<Question, 6> questions{{
      {"checklist.needsMet", list.needs_met, {"Är behoven tillgodosedda?", "Are the needs met?"}},
      {"checklist.forecast", list.forecast, {"Vad säger prognosen?", "What is the forecast?"}},
      {"checklist.reserves", list.reserves, {"Vilka reserver finns?", "Which reserves are there?"}},
      {"checklist.staffRest", list.staff_rest, {"Hur vilar personalen?", "How do staff rest?"}},
      {"checklist.communication",
       list.communication,
       {"Hur berättas det?", "How is it communicated?"}},
      {"checklist.restWorkOwner",
       list.rest_work_owner,
       {"Vem äger det som återstår?", "Who owns what remains?"}},
  }};
  for (const auto& question : questions) {
    if (!is_blank(question.answer)) continue;
    objections.add(Objection{.code = RejectionCode::invalid,
                             .rule = "G17",
                             .message = question.asks,
                             .what_now = {"Svara i checklistan", "Answer in the checklist"},
                             .field = question.field});
  }
}

// R08: a takeover that serves this event is handed back first; those of other events do not matter.
void require_no_takeover(const Case& c, const Incident& incident, Objections& objections) {
  for (const auto& [id, takeover] : c.state.takeovers) {
    if (takeover.incident != incident.id || takeover.state != TakeoverState::in_force) continue;
    for (const std::string_view rule : {"T10", "R08"}) {
      objections.add(Objection{
          .code = RejectionCode::precondition,
          .rule = rule,
          .message = {"Ett övertagande som tjänar händelsen gäller: " + id.value,
                      "A takeover that serves the event is in force: " + id.value},
          .what_now = {"Låt krisledningsnämnden återlämna området först (T08)",
                       "Have the crisis management committee hand the area back first (T08)"},
          .field = {}});
    }
  }
}

LevelChanged lowering(const Incident& incident, const ChangeLevel& command) {
  return LevelChanged{.incident = incident.id,
                      .from = incident.level,
                      .to = command.to,
                      .reason = command.reason,
                      .provisional = false,
                      .confirm_by = std::nullopt,
                      .checklist = command.checklist};
}

}  // namespace

Decision lower_from_extraordinary(const Case& c, const ChangeLevel& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  const Actor speaker = speaker_of(c, command.oral);
  const Case judged{.state = c.state, .actor = speaker, .now = c.now};
  Objections objections(c.now);
  std::string registrar = require_oral(c, command.oral, objections);
  ChairPower power = require_chair(judged, "T10", objections, incident.id);
  if (command.to == Level::none) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "T10",
                             .message = {"Ordföranden sänker till allvarlig händelse eller "
                                         "störning; verksamheten avslutar",
                                         "The chair lowers to serious event or disturbance; the "
                                         "responsible unit ends it"},
                             .what_now = {"Sänk till störning först", "Lower to disturbance first"},
                             .field = "to"});
  }
  if (command.to == Level::serious && c.state.ckl != CklState::active) {
    for (const std::string_view rule : {"G21", "R53"}) {
      objections.add(
          Objection{.code = RejectionCode::precondition,
                    .rule = rule,
                    .message = {"Central krisledning är inte aktiv",
                                "Central crisis management is not active"},
                    .what_now = {"Sänk till störning, eller låt stadsdirektören aktivera "
                                 "central krisledning först",
                                 "Lower to disturbance, or have the city director "
                                 "activate central crisis management first"},
                    .field = "to"});
    }
  }
  require_no_takeover(c, incident, objections);
  require_checklist(command.checklist, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  record_oral(ruling, command.oral,
              SpokenDecision{.command = "ChangeLevel",
                             .capacity = power.capacity,
                             .incident = incident.id,
                             .subject = incident.id.value});
  ruling.add("T10", lowering(incident, command));
  level_reassessed(ruling, incident.id, "Nivån är sänkt");
  if (command.to == Level::serious) {
    attach(ruling, incident);
  } else {
    detach(ruling, incident);
  }
  inform(ruling, Notice{.rule = "T10",
                        .incident = incident.id,
                        .text = wording::lowered(incident, command.to)});
  return ruling.accept(command.oral ? std::move(registrar) : std::move(power.capacity),
                       incident.id.value);
}

Decision lower_from_serious(const Case& c, const ChangeLevel& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  Objections objections(c.now);
  std::string capacity = require_role(c, "T11", objections);
  if (command.to == Level::none) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "T12",
                             .message = {"Två beslut: stadsdirektören sänker till störning, den "
                                         "ansvariga verksamheten avslutar",
                                         "Two decisions: the city director lowers to disturbance, "
                                         "the responsible unit ends it"},
                             .what_now = {"Sänk till störning först", "Lower to disturbance first"},
                             .field = "to"});
  }
  require_checklist(command.checklist, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("T11", lowering(incident, command));
  detach(ruling, incident);
  const Notice notice{
      .rule = "T11", .incident = incident.id, .text = wording::lowered(incident, command.to)};
  inform(ruling, notice);
  tell_affected(ruling, incident, notice);
  return ruling.accept(std::move(capacity), incident.id.value);
}

Decision end_disturbance(const Case& c, const ChangeLevel& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  Objections objections(c.now);
  std::string capacity = require_side(c, "T12", incident.owner, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("T12", lowering(incident, command));
  ruling.add("R49", PhaseChanged{.incident = incident.id,
                                 .from = incident.phase,
                                 .to = Phase::recovering,
                                 .reason = command.reason});
  date_final_reports(ruling, incident.id);
  end_relief(ruling, incident.id, {}, "Händelsen har ingen nivå längre");
  return ruling.accept(std::move(capacity), incident.id.value);
}

}  // namespace ckl::domain
