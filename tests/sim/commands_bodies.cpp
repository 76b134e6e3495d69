// The rows of other bodies: the city council, the executive board and the government; heightened
// alert and law 1988:97.
#include "domain/alert.hpp"
#include "domain/duties.hpp"
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::AlertGrade;
using domain::Command;
using domain::Confirmation;
using domain::DecidingBody;
using domain::Instant;
using domain::LawCause;
using domain::Obligation;
using domain::State;
using domain::UnitKind;

// Mostly within hours, so that a meeting is held during the run.
Command register_council(Draw& draw) {
  if (draw.random.chance(30)) return domain::RegisterCouncilMeeting{draw.ahead()};
  return domain::RegisterCouncilMeeting{draw.now +
                                        domain::Seconds(draw.random.between(-600, 12'000))};
}

Command cancel_council(Draw& draw) {
  const auto lies_ahead = [](const domain::CouncilMeeting& meeting) {
    return !meeting.cancelled && !meeting.reported;
  };
  return domain::CancelCouncilMeeting{
      .meeting = draw.key_where(draw.state.council_meetings, lies_ahead), .reason = draw.text()};
}

// The council has met, and something had been decided before.
bool is_reportable(const State& state, const domain::CouncilMeeting& meeting, Instant now) {
  if (meeting.cancelled || meeting.time > now) return false;
  for (const std::string_view rule : {"O03", "O16"}) {
    const auto duties = domain::unfulfilled(state, {.rule = rule});
    const auto before = [&](const Obligation* duty) { return duty->opened < meeting.time; };
    if (std::ranges::any_of(duties, before)) return true;
  }
  return false;
}

Command report_to_council(Draw& draw) {
  domain::ReportToCouncil command;
  command.meeting = draw.key_where(draw.state.council_meetings, [&](const auto& meeting) {
    return is_reportable(draw.state, meeting, draw.now);
  });
  if (draw.random.chance(10)) command.decisions = {draw.key_of(draw.state.decisions)};
  command.reference = draw.text();
  return command;
}

bool may_report(const State& state, Instant now) {
  return has_any(state.council_meetings,
                 [&](const auto& meeting) { return is_reportable(state, meeting, now); });
}

void sent_by_entering(Draw& draw, const domain::RecordId& id) {
  const auto found = draw.state.records.find(id);
  if (found == draw.state.records.end() || draw.random.chance(30)) {
    draw.sent_by({role::registrar});
  } else if (found->second.body == DecidingBody::government) {
    draw.sent_by({role::duty_officer, role::registrar});
  } else if (found->second.body == DecidingBody::city_council) {
    draw.sent_by({role::council_secretary, role::registrar});
  } else {
    draw.sent_by({role::board_secretary, role::registrar});
  }
}

Command confirm_external(Draw& draw) {
  const auto unconfirmed = [](const domain::ExternalDecision& record) {
    return record.state == Confirmation::unconfirmed;
  };
  const auto id = draw.key_where(draw.state.records, unconfirmed);
  sent_by_entering(draw, id);
  return domain::ConfirmExternalDecision{id};
}

Command withdraw_external(Draw& draw) {
  const auto stands = [](const domain::ExternalDecision& record) {
    return record.state != Confirmation::withdrawn;
  };
  const auto id = draw.key_where(draw.state.records, stands);
  sent_by_entering(draw, id);
  return domain::WithdrawExternalDecision{.record = id, .reason = draw.text()};
}

// What falls while the law applies says what becomes of the law (R20).
bool may_fall(const domain::Alert& now, const domain::RegisterAlert& command) {
  const bool less = command.grade < now.grade || (now.at_war && !command.at_war);
  return now.law.on && less;
}

Command register_alert(Draw& draw) {
  domain::RegisterAlert command;
  const auto& alert = draw.state.alert;
  command.grade =
      alert.grade == AlertGrade::hogsta
          ? any_of(draw.random, {AlertGrade::none, AlertGrade::skarpt, AlertGrade::hogsta})
          : any_of(draw.random,
                   {AlertGrade::skarpt, AlertGrade::hogsta, AlertGrade::hogsta, AlertGrade::none});
  command.reference = draw.text();
  command.decided = draw.about_now();
  if (!command.decided && draw.random.chance(95)) command.decided = draw.now;
  command.areas = {any_of<const char*>(draw.random, {"SE", "SE", "SE", "01", "0180", "12"})};
  if (draw.random.chance(10)) command.activity = "hamndrift";
  command.at_war = command.grade == AlertGrade::hogsta && draw.random.chance(40);
  if (may_fall(alert, command) == draw.random.chance(92)) {
    command.law_after = any_of(draw.random, {domain::LawAfter::kept, domain::LawAfter::ended});
  }
  return command;
}

Command register_alarm(Draw& draw) {
  return domain::RegisterReadinessAlarm{
      .sounding = draw.state.alert.readiness_alarm != draw.random.chance(90),
      .reference = draw.text(),
      .decided = draw.about_now()};
}

bool may_sound(const State& state, Instant) {
  return state.alert.readiness_alarm || domain::is_highest_everywhere(state.alert);
}

// The prescription of danger of war, what becomes of it, and its end; now and then anything at all.
Command register_law(Draw& draw) {
  const auto& law = draw.state.alert.law;
  domain::RegisterWartimeLaw command;
  command.on = law.on ? draw.random.chance(60) : draw.random.chance(92);
  if (draw.random.chance(90)) {
    command.cause = draw.random.chance(85)
                        ? LawCause::prescription
                        : any_of(draw.random, {LawCause::war, LawCause::readiness_alarm});
  }
  if (draw.random.chance(50)) command.sections = {"6", "7"};
  if (draw.random.chance(10)) command.sections = {"7 §"};
  command.reference = draw.text();
  command.decided = draw.random.chance(20) ? draw.about_now() : std::nullopt;
  if (law.on && !law.referred && draw.random.chance(60)) command.referred = draw.now;
  if (draw.random.chance(10)) command.referred = draw.about_now();
  command.approved = law.referred ? draw.random.chance(60) : draw.random.chance(4);
  command.reason = draw.text();
  return command;
}

Command decide_for_council(Draw& draw) {
  using domain::CouncilMatter;
  domain::DecideForCouncil command;
  command.council_matter =
      draw.random.chance(80)
          ? CouncilMatter::ordinary
          : any_of(draw.random, {CouncilMatter::election, CouncilMatter::discharge,
                                 CouncilMatter::municipal_rights});
  command.title = draw.text();
  command.text = draw.text();
  command.urgency_reason = draw.text();
  command.reference = draw.text();
  command.decided = draw.about_now();
  return command;
}

Command assign_tasks(Draw& draw) {
  domain::AssignTasks command;
  command.task = draw.random.chance(50) ? "parkering" : draw.text();
  command.from = draw.unit_of({UnitKind::specialist_committee, UnitKind::district_council});
  command.to = draw.unit_of({UnitKind::executive_board, UnitKind::mayors_council});
  if (draw.random.chance(50)) command.until = draw.ahead();
  command.reference = draw.text();
  command.decided = draw.about_now();
  return command;
}

bool lasts(const domain::Assignment& assignment) { return !assignment.ended; }

Command end_assignment(Draw& draw) {
  return domain::EndAssignment{.assignment = draw.key_where(draw.state.assignments, lasts),
                               .reference = draw.text(),
                               .reason = draw.text()};
}

}  // namespace

std::vector<CommandKind> body_kinds() {
  const std::vector<std::string_view> reporters{role::registrar, role::committee_secretary,
                                                role::council_secretary, role::board_secretary};
  const std::vector<std::string_view> entering{role::registrar, role::board_secretary,
                                               role::council_secretary, role::duty_officer};
  const std::vector<std::string_view> for_government{role::registrar, role::duty_officer};
  const std::vector<std::string_view> for_council{role::council_secretary, role::registrar};
  const auto in_place = [](const State& state, Instant) { return domain::law_applies(state, "7"); };
  const auto assigns = [](const State& state, Instant) { return domain::law_applies(state, "6"); };
  const auto assigned = [](const State& state, Instant) {
    return has_any(state.assignments, lasts);
  };
  return {{"RegisterCouncilMeeting", 10, reporters, register_council},
          {"CancelCouncilMeeting", 4, reporters, cancel_council},
          {"ReportToCouncil", 30, reporters, report_to_council, may_report},
          {"ConfirmExternalDecision", 10, entering, confirm_external},
          {"WithdrawExternalDecision", 4, entering, withdraw_external},
          {"RegisterAlert", 14, for_government, register_alert},
          {"RegisterReadinessAlarm", 15, for_government, register_alarm, may_sound},
          {"RegisterWartimeLaw", 10, for_government, register_law},
          {"DecideForCouncil",
           25,
           {role::board_secretary, role::board_chair},
           decide_for_council,
           in_place},
          {"AssignTasks", 25, for_council, assign_tasks, assigns},
          {"EndAssignment", 15, for_council, end_assignment, assigned}};
}

}  // namespace ckl::sim
