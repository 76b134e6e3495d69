// The rows of committee, alert, organisation and duties.
#include <algorithm>

#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Command;

template <class Enum>
Enum any_of(Random& random, std::initializer_list<Enum> values) {
  return *(values.begin() + static_cast<std::ptrdiff_t>(random.below(values.size())));
}

// Persons who hold, or held, one of the seats.
std::vector<domain::PersonId> seats(const Draw& draw) {
  std::vector<domain::PersonId> persons;
  for (const auto& mandate : draw.state.organisation.mandates) {
    const bool seat = mandate.role == role::committee_chair ||
                      mandate.role == role::committee_vice_chair ||
                      mandate.role == role::committee_member;
    if (!seat || std::ranges::find(persons, mandate.person) != persons.end()) continue;
    persons.push_back(mandate.person);
  }
  return persons;
}

std::vector<domain::PersonId> present_at(const Draw& draw, const domain::MeetingId& id) {
  std::vector<domain::PersonId> persons;
  const auto found = draw.state.meetings.find(id);
  if (found == draw.state.meetings.end()) return persons;
  for (const auto& seat : found->second.present) persons.push_back(seat.person);
  return persons;
}

std::optional<domain::OralRecord> oral(Draw& draw) {
  if (!draw.random.chance(10)) return std::nullopt;
  domain::OralRecord record;
  const auto persons = seats(draw);
  record.speaker = persons.empty() ? draw.person() : persons.front();
  record.witness = draw.person();
  record.wording = draw.text();
  record.read_back = draw.random.chance(90);
  record.heard_via = "Rakel";
  return record;
}

domain::Handback handback(Draw& draw) {
  return {draw.text(), draw.text(), draw.text(), draw.text()};
}

domain::Matter matter(Draw& draw) {
  using domain::MatterKind;
  domain::Matter made;
  made.kind = any_of(draw.random, {MatterKind::other, MatterKind::takeover, MatterKind::takeover,
                                   MatterKind::hand_back, MatterKind::renew, MatterKind::review,
                                   MatterKind::own_order, MatterKind::revoke});
  made.title = draw.text();
  made.text = draw.text();
  made.necessity = draw.text();
  if (draw.random.chance(40)) made.valid_until = draw.ahead();
  made.review = draw.ahead();
  if (draw.random.chance(50)) made.executors = {draw.unit()};
  if (made.kind == MatterKind::takeover) {
    made.scope.unit = draw.random.chance(80)
                          ? domain::UnitId{draw.random.chance(60) ? "trafik" : "sdn-1"}
                          : draw.unit();
    made.scope.whole = draw.random.chance(40);
    if (!made.scope.whole)
      made.scope.parts = {draw.random.chance(50) ? "väghållning" : "parkering"};
  }
  const bool of_takeover = made.kind == MatterKind::hand_back || made.kind == MatterKind::review ||
                           (made.kind == MatterKind::renew && draw.random.chance(50));
  if (of_takeover) made.takeover = draw.key_of(draw.state.takeovers);
  if (made.kind == MatterKind::revoke || (made.kind == MatterKind::renew && !of_takeover)) {
    made.decision = draw.key_of(draw.state.decisions);
  }
  return made;
}

Command call_meeting(Draw& draw) {
  return domain::CallMeeting{.time = draw.ahead(), .place = "Stadshuset", .agenda = draw.text()};
}

Command open_meeting(Draw& draw) {
  domain::OpenMeeting command;
  command.meeting = draw.key_of(draw.state.meetings);
  for (const auto& person : seats(draw)) {
    if (draw.random.chance(85)) {
      command.present.push_back({.person = person, .remote = draw.random.chance(10)});
    }
  }
  if (draw.random.chance(10)) command.presiding = draw.person();
  return command;
}

Command change_attendance(Draw& draw) {
  return domain::ChangeAttendance{.meeting = draw.key_of(draw.state.meetings),
                                  .seat = {.person = draw.person()},
                                  .present = draw.random.chance(60)};
}

Command decide_in_meeting(Draw& draw) {
  domain::DecideInMeeting command;
  command.meeting = draw.key_of(draw.state.meetings);
  command.incident = draw.incident();
  command.matter = matter(draw);
  for (const auto& person : present_at(draw, command.meeting)) {
    if (draw.random.chance(4)) {
      command.conflicted.push_back(person);
      continue;
    }
    const auto vote = draw.random.below(10);
    command.ballots.push_back({.person = person,
                               .vote = vote < 7   ? domain::Vote::yes
                                       : vote < 9 ? domain::Vote::no
                                                  : domain::Vote::abstain});
    if (vote == 8) command.dissents.push_back({.person = person, .text = draw.text()});
  }
  if (command.matter.kind == domain::MatterKind::hand_back) command.handback = handback(draw);
  return command;
}

Command close_meeting(Draw& draw) {
  return domain::CloseMeeting{.meeting = draw.key_of(draw.state.meetings)};
}

Command record_minutes(Draw& draw) {
  return domain::RecordMinutes{
      .meeting = draw.key_of(draw.state.meetings),
      .step = any_of(draw.random, {domain::MinutesStep::adjusted, domain::MinutesStep::posted}),
      .done = draw.about_now(),
      .reference = draw.text()};
}

Command note_urgent(Draw& draw) {
  return domain::NoteUrgentDecisions{.meeting = draw.key_of(draw.state.meetings), .decisions = {}};
}

Command decide_alone(Draw& draw) {
  domain::DecideAlone command;
  command.incident = draw.incident();
  command.matter = matter(draw);
  command.urgency_reason = draw.text();
  if (command.matter.kind == domain::MatterKind::hand_back) command.handback = handback(draw);
  command.oral = oral(draw);
  return command;
}

Command acknowledge_handback(Draw& draw) {
  return domain::AcknowledgeHandback{.takeover = draw.key_of(draw.state.takeovers),
                                     .text = draw.text()};
}

Command request_contribution(Draw& draw) {
  return domain::RequestContribution{
      .incident = draw.incident(),
      .unit = draw.random.chance(80) ? domain::UnitId{"bolaget"} : draw.unit(),
      .text = draw.text()};
}

Command answer_contribution(Draw& draw) {
  return domain::AnswerContribution{.contribution = draw.key_of(draw.state.contributions),
                                    .agreed = draw.random.chance(50),
                                    .text = draw.text()};
}

Command assess_not(Draw& draw) {
  return domain::AssessNotExtraordinary{
      .incident = draw.incident(), .reason = draw.text(), .oral = oral(draw)};
}

Command end_committee(Draw& draw) {
  return domain::EndCommittee{.body = any_of(draw.random, {domain::DecidingBody::executive_board,
                                                           domain::DecidingBody::city_council,
                                                           domain::DecidingBody::committee_chair}),
                              .reference = draw.text(),
                              .decided = draw.about_now(),
                              .reason = draw.text()};
}

Command decide_for_unit(Draw& draw) {
  return domain::DecideForUnit{.incident = draw.incident(),
                               .unit = draw.unit(),
                               .part = draw.random.chance(50) ? "väghållning" : "parkering",
                               .title = draw.text(),
                               .text = draw.text(),
                               .decided = draw.about_now()};
}

Command confirm_oral(Draw& draw) {
  return domain::ConfirmOralDecision{.oral = draw.key_of(draw.state.oral_decisions)};
}

Command dispute_oral(Draw& draw) {
  return domain::DisputeOralDecision{.oral = draw.key_of(draw.state.oral_decisions),
                                     .reason = draw.text()};
}

Command register_council(Draw& draw) { return domain::RegisterCouncilMeeting{draw.ahead()}; }

Command cancel_council(Draw& draw) {
  return domain::CancelCouncilMeeting{.meeting = draw.key_of(draw.state.council_meetings),
                                      .reason = draw.text()};
}

Command report_to_council(Draw& draw) {
  return domain::ReportToCouncil{.meeting = draw.key_of(draw.state.council_meetings),
                                 .decisions = {},
                                 .reference = draw.text()};
}

Command confirm_external(Draw& draw) {
  return domain::ConfirmExternalDecision{draw.key_of(draw.state.records)};
}

Command withdraw_external(Draw& draw) {
  return domain::WithdrawExternalDecision{.record = draw.key_of(draw.state.records),
                                          .reason = draw.text()};
}

Command register_alert(Draw& draw) {
  domain::RegisterAlert command;
  command.grade = any_of(draw.random, {domain::AlertGrade::none, domain::AlertGrade::skarpt,
                                       domain::AlertGrade::hogsta});
  command.reference = draw.text();
  command.decided = draw.about_now();
  command.areas = {any_of<const char*>(draw.random, {"SE", "01", "0180", "12"})};
  command.at_war = draw.random.chance(10);
  if (draw.random.chance(50)) {
    command.law_after = any_of(draw.random, {domain::LawAfter::kept, domain::LawAfter::ended});
  }
  return command;
}

Command register_alarm(Draw& draw) {
  return domain::RegisterReadinessAlarm{
      .sounding = draw.random.chance(50), .reference = draw.text(), .decided = draw.about_now()};
}

Command register_law(Draw& draw) {
  domain::RegisterWartimeLaw command;
  command.on = draw.random.chance(60);
  if (draw.random.chance(80)) {
    command.cause = any_of(draw.random, {domain::LawCause::war, domain::LawCause::readiness_alarm,
                                         domain::LawCause::prescription});
  }
  command.sections = {"7"};
  command.reference = draw.text();
  command.decided = draw.about_now();
  if (draw.random.chance(30)) command.referred = draw.about_now();
  command.approved = draw.random.chance(20);
  command.reason = draw.text();
  return command;
}

Command decide_for_council(Draw& draw) {
  return domain::DecideForCouncil{
      .council_matter =
          any_of(draw.random, {domain::CouncilMatter::ordinary, domain::CouncilMatter::election}),
      .title = draw.text(),
      .text = draw.text(),
      .urgency_reason = draw.text(),
      .reference = draw.text(),
      .decided = draw.about_now()};
}

Command assign_tasks(Draw& draw) {
  return domain::AssignTasks{.task = draw.text(),
                             .from = draw.unit(),
                             .to = draw.random.chance(70) ? domain::UnitId{"ks"} : draw.unit(),
                             .until = draw.random.chance(50) ? draw.ahead() : std::nullopt,
                             .reference = draw.text(),
                             .decided = draw.about_now()};
}

Command end_assignment(Draw& draw) {
  return domain::EndAssignment{.assignment = draw.key_of(draw.state.assignments),
                               .reference = draw.text(),
                               .reason = draw.text()};
}

Command join_incident(Draw& draw) {
  return domain::JoinIncident{
      .incident = draw.incident(), .unit = draw.unit(), .text = draw.text()};
}

Command record_fact(Draw& draw) {
  using domain::FactKind;
  return domain::RecordFact{
      .incident = draw.incident(),
      .kind = any_of(draw.random, {FactKind::cyber_assessed, FactKind::personal_breach,
                                   FactKind::security_incident, FactKind::work_injury,
                                   FactKind::warning_sent, FactKind::rescue_ended}),
      .unit = draw.unit(),
      .serious = draw.random.chance(50),
      .text = draw.text(),
      .known = draw.about_now()};
}

Command offer_support(Draw& draw) {
  return domain::OfferCrisisSupport{.incident = draw.incident(), .to = draw.unit()};
}

Command accept_support(Draw& draw) { return domain::AcceptCrisisSupport{draw.incident()}; }

Command grant_delegation(Draw& draw) {
  domain::GrantDelegation command;
  command.person = draw.person();
  command.role = any_of<const char*>(
      draw.random, {role::duty_officer, role::staff, role::registrar, role::chief_of_staff});
  command.unit = {"slk"};
  command.scope = draw.text();
  command.until = draw.ahead();
  command.reference = draw.text();
  return command;
}

Command end_delegation(Draw& draw) {
  return domain::EndDelegation{.delegation = draw.key_of(draw.state.delegations),
                               .reason = draw.text()};
}

Command break_glass(Draw& draw) {
  return domain::BreakGlass{
      .role = any_of<const char*>(draw.random,
                                  {role::duty_officer, role::registrar, role::committee_chair}),
      .reason = draw.text()};
}

Command record_exercise(Draw& draw) {
  return domain::RecordExercise{.units = {draw.unit()},
                                .kind = "skrivbord",
                                .held = draw.about_now(),
                                .reference = draw.text()};
}

Command record_readiness(Draw& draw) {
  return domain::RecordReadiness{.unit = draw.unit(),
                                 .organisation_designated = draw.random.chance(50),
                                 .plan_reviewed = draw.about_now(),
                                 .review_by = draw.ahead(),
                                 .endurance_planned = draw.random.chance(50),
                                 .reference = draw.text()};
}

Command settle_succession(Draw& draw) {
  return domain::SettleSuccession{
      .unit = draw.unit(), .successor = draw.unit(), .reason = draw.text()};
}

Command order_reports(Draw& draw) {
  return domain::OrderReports{.obligation = draw.key_of(draw.state.obligations),
                              .next = draw.ahead(),
                              .released = draw.random.chance(20),
                              .reference = draw.text()};
}

const std::vector<std::string_view> secretaries{"KN_SECRETARY", role::registrar};
const std::vector<std::string_view> chairs{role::committee_chair, role::committee_vice_chair};
const std::vector<std::string_view> unit_people{"UNIT_CHAIR", role::org_duty_officer,
                                                role::registrar};
const std::vector<std::string_view> external{"KS_SECRETARY", "KF_SECRETARY", role::registrar,
                                             role::duty_officer};
const std::vector<std::string_view> local{role::duty_officer, role::security_coordinator,
                                          role::org_duty_officer, role::registrar};

std::vector<CommandKind> of_committee() {
  return {{"CallMeeting", 20, secretaries, call_meeting},
          {"OpenMeeting", 30, secretaries, open_meeting},
          {"ChangeAttendance", 6, secretaries, change_attendance},
          {"DecideInMeeting", 40, secretaries, decide_in_meeting},
          {"CloseMeeting", 10, secretaries, close_meeting},
          {"RecordMinutes", 12, secretaries, record_minutes},
          {"NoteUrgentDecisions", 10, secretaries, note_urgent},
          {"DecideAlone", 25, chairs, decide_alone},
          {"AcknowledgeHandback", 12, unit_people, acknowledge_handback},
          {"RequestContribution", 8, chairs, request_contribution},
          {"AnswerContribution", 8, unit_people, answer_contribution},
          {"AssessNotExtraordinary", 6, chairs, assess_not},
          {"EndCommittee", 8, external, end_committee},
          {"DecideForUnit", 15, unit_people, decide_for_unit},
          {"ConfirmOralDecision", 12, chairs, confirm_oral},
          {"DisputeOralDecision", 4, chairs, dispute_oral}};
}

std::vector<CommandKind> of_bodies() {
  return {{"RegisterCouncilMeeting", 8, external, register_council},
          {"CancelCouncilMeeting", 4, external, cancel_council},
          {"ReportToCouncil", 8, external, report_to_council},
          {"ConfirmExternalDecision", 10, external, confirm_external},
          {"WithdrawExternalDecision", 4, external, withdraw_external},
          {"RegisterAlert", 10, external, register_alert},
          {"RegisterReadinessAlarm", 6, external, register_alarm},
          {"RegisterWartimeLaw", 8, external, register_law},
          {"DecideForCouncil", 8, external, decide_for_council},
          {"AssignTasks", 8, external, assign_tasks},
          {"EndAssignment", 6, external, end_assignment}};
}

std::vector<CommandKind> of_organisation() {
  return {{"JoinIncident", 10, local, join_incident},
          {"RecordFact", 15, local, record_fact},
          {"OfferCrisisSupport", 8, local, offer_support},
          {"AcceptCrisisSupport", 8, local, accept_support},
          {"GrantDelegation", 8, {role::city_director, role::chief_of_staff}, grant_delegation},
          {"EndDelegation", 6, {role::city_director, role::chief_of_staff}, end_delegation},
          {"BreakGlass", 4, {}, break_glass},
          {"RecordExercise", 6, local, record_exercise},
          {"RecordReadiness", 6, local, record_readiness},
          {"SettleSuccession", 3, external, settle_succession},
          {"OrderReports", 8, local, order_reports}};
}

}  // namespace

std::vector<CommandKind> law_kinds() {
  auto kinds = of_committee();
  for (auto part : {of_bodies(), of_organisation()}) {
    kinds.insert(kinds.end(), part.begin(), part.end());
  }
  return kinds;
}

}  // namespace ckl::sim
