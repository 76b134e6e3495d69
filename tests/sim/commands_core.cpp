// The rows of incidents, levels, CKL, the chair's declaration, call-outs, duties and the log.
#include <array>

#include "domain/authority.hpp"
#include "domain/duties.hpp"
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::CklState;
using domain::Command;
using domain::CommitteeState;
using domain::Incident;
using domain::Instant;
using domain::Level;
using domain::State;

domain::Checklist checklist(Draw& draw) {
  return {draw.text(), draw.text(), draw.text(), draw.text(), draw.text(), draw.text()};
}

domain::PlanId plan(Draw& draw) {
  return draw.random.chance(30) ? domain::PlanId{} : draw.key_of(draw.state.plans);
}

// One that is to be merged into another, now and then, so that it holds something when it ends.
domain::UnitId owner(Draw& draw) {
  if (draw.random.chance(40)) return {};
  const auto ends = [](const domain::Unit& unit) { return !unit.valid_to.empty(); };
  const auto& units = draw.state.organisation.units;
  const auto ending = std::ranges::find_if(units, ends);
  return ending != units.end() && draw.random.chance(25) ? ending->id : draw.unit();
}

Command report(Draw& draw) {
  domain::ReportIncident command;
  command.kind = any_of(draw.random, {domain::IncidentKind::violence, domain::IncidentKind::digital,
                                      domain::IncidentKind::weather, domain::IncidentKind::other});
  command.headline = draw.text();
  command.place = draw.random.chance(50) ? "Drottninggatan" : "";
  command.owner = owner(draw);
  command.event_time = draw.about_now();
  command.level = draw.random.chance(70)
                      ? Level::disturbance
                      : any_of(draw.random, {Level::serious, Level::serious, Level::extraordinary});
  command.call_out = draw.random.chance(25);
  command.plan = plan(draw);
  if (draw.random.chance(20)) command.point = {.latitude = 59.33, .longitude = 18.06};
  return command;
}

Level next_level(Draw& draw, const Incident& incident) {
  switch (incident.level) {
    case Level::none:
      return Level::disturbance;
    case Level::disturbance:
      return any_of(draw.random, {Level::none, Level::serious});
    case Level::serious:
      return Level::disturbance;
    case Level::extraordinary:
      return draw.state.ckl == CklState::active
                 ? any_of(draw.random, {Level::serious, Level::disturbance})
                 : Level::disturbance;
  }
  return Level::none;
}

void sent_by_decider(Draw& draw, const Incident& incident, Level to) {
  if (incident.level == Level::extraordinary) {
    draw.by = draw.presiding(incident.id);
  } else if (incident.level == Level::serious) {
    draw.sent_by({role::city_director, role::deputy_director});
  } else if (to == Level::serious) {
    draw.sent_by({role::city_director, role::deputy_director, role::duty_officer});
  } else if (draw.random.chance(40)) {
    draw.sent_by({role::duty_officer});
  } else {
    draw.sent_by({role::org_duty_officer, role::security_coordinator}, incident.owner);
  }
}

Command change_level(Draw& draw) {
  domain::ChangeLevel command;
  command.incident = draw.incident();
  command.to = any_of(draw.random, {Level::none, Level::disturbance, Level::serious});
  if (draw.random.chance(3)) command.to = Level::extraordinary;
  const auto found = draw.state.incidents.find(command.incident);
  if (found != draw.state.incidents.end() && draw.random.chance(85)) {
    command.to = next_level(draw, found->second);
    sent_by_decider(draw, found->second, command.to);
  }
  command.reason = draw.text();
  if (draw.random.chance(90)) command.checklist = checklist(draw);
  return command;
}

bool is_provisional(const Incident& incident) { return incident.provisional; }

Command confirm_level(Draw& draw) {
  return domain::ConfirmLevel{.incident = draw.incident_where(is_provisional)};
}

Command change_ckl(Draw& draw) {
  return domain::ChangeCklState{
      .to = any_of(draw.random, {CklState::inactive, CklState::standby, CklState::active,
                                 CklState::winding_down}),
      .reason = draw.text()};
}

bool is_declarable(const Incident& incident) {
  return is_open(incident) && incident.level != Level::extraordinary;
}

Command declare(Draw& draw) {
  domain::DeclareExtraordinary command;
  command.incident = draw.incident_where(is_declarable);
  command.criteria = {draw.text(), draw.text(), draw.text()};
  command.committee_functions = draw.random.chance(70);
  draw.by = draw.presiding(command.incident);
  command.oral = draw.oral_record(command.incident);
  return command;
}

Command start_committee(Draw& draw) {
  domain::StartCommittee command;
  command.incident = draw.incident_where([&](const Incident& incident) {
    return incident.level == Level::extraordinary &&
           !draw.state.committee_causes.contains(incident.id);
  });
  command.reason = draw.text();
  draw.by = draw.presiding(command.incident);
  command.oral = draw.oral_record(command.incident);
  return command;
}

bool may_start(const State& state, Instant) {
  return has_any(state.incidents, [&](const Incident& incident) {
    return incident.level == Level::extraordinary && !state.committee_causes.contains(incident.id);
  });
}

Command record_hindrance(Draw& draw) {
  domain::RecordHindrance command;
  command.person = draw.random.chance(15)
                       ? draw.person()
                       : draw.holder({role::committee_chair, role::committee_vice_chair});
  draw.capacity = {};
  command.kind = any_of<const char*>(draw.random, {"ABSENT", "ILL", "UNREACHABLE", "CONFLICT"});
  if (command.kind == "CONFLICT") command.incident = draw.incident();
  command.from = draw.about_now();
  command.to = draw.random.chance(50) ? draw.ahead() : std::nullopt;
  command.attempts = draw.text();
  return command;
}

bool lasts(const domain::Hindrance& hindrance) { return !hindrance.ended; }

Command end_hindrance(Draw& draw) {
  return domain::EndHindrance{.hindrance = draw.key_where(draw.state.hindrances, lasts),
                              .reason = draw.text()};
}

bool is_closable(const State& state, const Incident& incident) {
  if (!is_open(incident) || incident.level != Level::none) return false;
  return std::ranges::none_of(
      domain::unfulfilled_of(state, incident.id),
      [](const domain::Obligation* duty) { return domain::blocks_closing(duty->rule); });
}

Command close_incident(Draw& draw) {
  domain::CloseIncident command;
  command.incident = draw.incident_where(
      [&](const Incident& incident) { return is_closable(draw.state, incident); });
  command.reason = draw.text();
  const auto found = draw.state.incidents.find(command.incident);
  if (found == draw.state.incidents.end() || draw.random.chance(40)) {
    draw.sent_by({role::duty_officer});
  } else {
    draw.sent_by({role::org_duty_officer, role::security_coordinator}, found->second.owner);
  }
  return command;
}

bool may_close(const State& state, Instant) {
  return has_any(state.incidents,
                 [&](const Incident& incident) { return is_closable(state, incident); });
}

Command start_callout(Draw& draw) {
  return domain::StartCallout{
      .incident = draw.incident(), .plan = plan(draw), .message = draw.text()};
}

bool is_running(const domain::Callout& callout) { return !callout.ended; }

Command answer_call(Draw& draw) {
  domain::AnswerCall command;
  command.callout = draw.key_where(draw.state.callouts, is_running);
  const auto found = draw.state.callouts.find(command.callout);
  if (found != draw.state.callouts.end() && !found->second.positions.empty()) {
    const auto& calls = draw.random.pick(found->second.positions).calls;
    if (!calls.empty()) command.person = draw.random.pick(calls).person;
  }
  command.answer = any_of(draw.random, {domain::Answer::coming, domain::Answer::coming,
                                        domain::Answer::cannot, domain::Answer::later});
  command.eta_minutes = static_cast<std::uint32_t>(draw.random.below(120));
  command.raw = "JA";
  command.deputy = draw.random.chance(30);
  return command;
}

// From a telephone: no person sends it, so the actor counts for nothing.
Command take_text(Draw& draw) {
  domain::TakeTextAnswer command;
  command.via = "sms";
  command.raw = any_of<const char*>(draw.random, {"ja 40", "J", "nej", "nej men kl 14", "kanske",
                                                  "kommer om en timme", "ja 40 eller 50", ""});
  const domain::Command about = answer_call(draw);
  const auto& answer = std::get<domain::AnswerCall>(about);
  if (draw.random.chance(90)) command.calls.push_back({answer.callout, answer.person});
  if (draw.random.chance(5)) {
    command.calls.push_back({draw.key_of(draw.state.callouts), draw.person()});
  }
  if (draw.random.chance(5)) command.doubt = domain::TextDoubt::unknown_code;
  return command;
}

Command settle_answer(Draw& draw) {
  const domain::Command about = answer_call(draw);
  const auto& answer = std::get<domain::AnswerCall>(about);
  domain::SettleAnswer command;
  command.unclear = draw.key_of(draw.state.unclear_answers);
  command.reason = draw.text();
  if (draw.random.chance(30)) return command;
  command.callout = answer.callout;
  command.person = answer.person;
  command.answer = answer.answer;
  command.eta_minutes = answer.eta_minutes;
  return command;
}

bool is_one_unclear(const State& state, Instant) { return !state.unclear_answers.empty(); }

Command end_callout(Draw& draw) {
  return domain::EndCallout{.callout = draw.key_where(draw.state.callouts, is_running),
                            .reason = draw.text()};
}

Command note_absence(Draw& draw) {
  domain::NoteAbsence command;
  command.person = draw.person();
  command.kind = any_of(draw.random, {domain::AbsenceKind::on_scene, domain::AbsenceKind::resting,
                                      domain::AbsenceKind::away});
  if (draw.random.chance(70)) command.until = draw.ahead();
  command.reason = draw.text();
  return command;
}

Command end_absence(Draw& draw) {
  domain::EndAbsence command{.person = draw.person(), .reason = draw.text()};
  if (!draw.state.absences.empty()) command.person = draw.random.pick(draw.state.absences).first;
  return command;
}

bool has_spare(const domain::Callout& callout) {
  return !callout.ended && std::ranges::any_of(callout.positions, [](const auto& position) {
    return std::ranges::any_of(position.calls, [](const domain::Call& call) {
      return call.state == domain::CallState::spare;
    });
  });
}

Command take_in(Draw& draw) {
  domain::TakeIn command{.callout = draw.key_where(draw.state.callouts, has_spare),
                         .person = draw.person()};
  const auto found = draw.state.callouts.find(command.callout);
  if (found == draw.state.callouts.end()) return command;
  for (const auto& position : found->second.positions) {
    for (const auto& call : position.calls) {
      if (call.state == domain::CallState::spare) command.person = call.person;
    }
  }
  return command;
}

Command send_word(Draw& draw) {
  domain::SendWord command;
  command.callout = draw.key_where(draw.state.callouts, is_running);
  command.kind = any_of(draw.random, {domain::WordKind::stand_by, domain::WordKind::more_needed,
                                      domain::WordKind::done, domain::WordKind::other});
  command.audience = any_of(draw.random, {domain::WordAudience::asked, domain::WordAudience::coming,
                                          domain::WordAudience::open});
  command.text = draw.text();
  return command;
}

Command recall_callout(Draw& draw) {
  return domain::RecallCallout{.callout = draw.key_where(draw.state.callouts, is_running),
                               .reason = draw.text()};
}

// Half of the time a duty that keeps an incident without a level from being closed.
bool holds_up(const State& state, const domain::Obligation& duty) {
  const auto incident = state.incidents.find(duty.incident);
  return incident != state.incidents.end() && incident->second.level == Level::none;
}

Command close_obligation(Draw& draw) {
  static constexpr std::array own_doors{"O02", "O03", "O05", "O14", "O16",
                                        "R09", "R10", "R31", "R44"};
  const bool any = draw.random.chance(50);
  const bool any_rule = draw.random.chance(10);
  domain::CloseObligation command;
  command.obligation = draw.key_where(draw.state.obligations, [&](const auto& duty) {
    if (duty.state == domain::ObligationState::closed) return false;
    if (!any_rule && std::ranges::find(own_doors, duty.rule.value) != own_doors.end()) return false;
    return any || holds_up(draw.state, duty);
  });
  command.evidence = draw.text();
  command.done = draw.about_now();
  const auto found = draw.state.obligations.find(command.obligation);
  if (found != draw.state.obligations.end() && draw.random.chance(70)) {
    draw.sent_by({found->second.owed_by_role}, found->second.owed_by_unit);
  } else {
    draw.sent_by({role::registrar});
  }
  return command;
}

Command pin_gateway(Draw& draw) {
  domain::PinGateway command;
  command.gateway = draw.random.chance(95) ? draw.random.pick(draw.state.settings.gateways).id
                                           : std::string("ingen");
  if (draw.random.chance(60)) command.until = draw.ahead();
  command.reason = draw.random.chance(90) ? "Prov" : "";
  return command;
}

Command release_gateway(Draw& draw) {
  domain::ReleaseGateway command{.kind = "sms", .reason = draw.text()};
  if (!draw.state.gateway_pins.empty()) {
    command.kind = draw.random.pick(draw.state.gateway_pins).first;
  }
  return command;
}

Command write_log(Draw& draw) {
  domain::WriteLogEntry command;
  command.incident = draw.random.chance(50) ? draw.incident() : domain::IncidentId{};
  command.kind = any_of(draw.random, {domain::LogKind::incoming, domain::LogKind::observation,
                                      domain::LogKind::task});
  command.text = draw.text();
  command.event_time = draw.about_now();
  if (draw.random.chance(10)) {
    command.kind = domain::LogKind::correction;
    command.corrects = static_cast<std::uint32_t>(draw.random.below(draw.state.log_entries + 2));
    command.reason = draw.text();
  }
  return command;
}

}  // namespace

std::vector<CommandKind> core_kinds() {
  const std::vector<std::string_view> local{role::duty_officer, role::org_duty_officer,
                                            role::security_coordinator};
  const std::vector<std::string_view> leaders{role::city_director, role::deputy_director};
  const std::vector<std::string_view> chairs{role::committee_chair, role::committee_vice_chair};
  const std::vector<std::string_view> recorders{role::registrar, role::duty_officer,
                                                role::chief_of_staff, role::committee_chair};
  const std::vector<std::string_view> staff{role::staff, role::registrar, role::duty_officer};
  std::vector<std::string_view> raisers = local;
  raisers.insert(raisers.end(), leaders.begin(), leaders.end());
  raisers.insert(raisers.end(), chairs.begin(), chairs.end());
  const auto is_one_provisional = [](const State& state, Instant) {
    return has_any(state.incidents, is_provisional);
  };
  const auto is_one_running = [](const State& state, Instant) {
    return has_any(state.callouts, is_running);
  };
  const auto is_one_absent = [](const State& state, Instant) { return !state.absences.empty(); };
  const auto is_one_spare = [](const State& state, Instant) {
    return has_any(state.callouts, has_spare);
  };
  const auto has_gateways = [](const State& state, Instant) {
    return !state.settings.gateways.empty();
  };
  const auto is_one_pinned = [](const State& state, Instant) {
    return !state.gateway_pins.empty();
  };
  const std::vector<std::string_view> leaders_of_calls{role::duty_officer, role::chief_of_staff};
  const auto is_one_hindered = [](const State& state, Instant) {
    return has_any(state.hindrances, lasts);
  };
  return {{"ReportIncident", 40, raisers, report},
          {"ChangeLevel", 70, raisers, change_level},
          {"ConfirmLevel", 20, leaders, confirm_level, is_one_provisional},
          {"ChangeCklState", 25, leaders, change_ckl},
          {"DeclareExtraordinary", 30, chairs, declare},
          {"StartCommittee", 20, chairs, start_committee, may_start},
          {"RecordHindrance", 12, recorders, record_hindrance},
          {"EndHindrance", 15, recorders, end_hindrance, is_one_hindered},
          {"CloseIncident", 30, local, close_incident, may_close},
          {"StartCallout", 25, {role::duty_officer, role::chief_of_staff}, start_callout},
          {"AnswerCall", 50, staff, answer_call, is_one_running},
          {"TakeTextAnswer", 15, {}, take_text},
          {"SettleAnswer", 10, staff, settle_answer, is_one_unclear},
          {"EndCallout", 8, {role::duty_officer, role::chief_of_staff}, end_callout},
          {"NoteAbsence", 12, staff, note_absence},
          {"EndAbsence", 8, staff, end_absence, is_one_absent},
          {"TakeIn", 25, leaders_of_calls, take_in, is_one_spare},
          {"SendWord", 8, leaders_of_calls, send_word, is_one_running},
          {"RecallCallout", 4, leaders_of_calls, recall_callout, is_one_running},
          {"PinGateway", 4, leaders_of_calls, pin_gateway, has_gateways},
          {"ReleaseGateway", 8, leaders_of_calls, release_gateway, is_one_pinned},
          {"CloseObligation", 90, {role::city_director, role::registrar}, close_obligation},
          {"WriteLogEntry", 80, staff, write_log}};
}

}  // namespace ckl::sim
