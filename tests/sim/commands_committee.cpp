// The rows of krisledningsnämnden: meetings, decisions, takeovers, oral decisions, and what units
// decide themselves.
#include "domain/authority.hpp"
#include "domain/seats.hpp"
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Command;
using domain::CommitteeState;
using domain::Instant;
using domain::MatterKind;
using domain::State;
using domain::UnitKind;

bool functions(const State& state, Instant) {
  return state.committee == CommitteeState::functioning;
}

// Persons with a seat now; now and then one whose mandate has ended.
std::vector<domain::PersonId> seats(const Draw& draw) {
  std::vector<domain::PersonId> persons;
  for (const auto& mandate : draw.state.organisation.mandates) {
    const bool seat = mandate.role == role::committee_chair ||
                      mandate.role == role::committee_vice_chair ||
                      mandate.role == role::committee_member;
    if (!seat || std::ranges::find(persons, mandate.person) != persons.end()) continue;
    const bool now = domain::has_seat(draw.state, mandate.person, draw.now);
    if (now || draw.random.chance(2)) persons.push_back(mandate.person);
  }
  return persons;
}

domain::Handback handback(Draw& draw) {
  return {draw.text(), draw.text(), draw.text(), draw.text()};
}

bool is_in_force(const domain::Takeover& takeover) {
  return takeover.state == domain::TakeoverState::in_force;
}

// A decision of krisledningsnämnden about no takeover, that can be renewed, reviewed or revoked.
bool is_standing(const domain::DecisionRecord& decision) {
  const bool own = decision.body == domain::DecidingBody::committee ||
                   decision.body == domain::DecidingBody::committee_chair;
  return own && decision.state == domain::DecisionState::in_force &&
         decision.matter.takeover.empty();
}

MatterKind kind_of_matter(Draw& draw) {
  const auto& state = draw.state;
  if (state.committee != CommitteeState::functioning && draw.random.chance(80)) {
    return MatterKind::own_order;
  }
  const bool held = has_any(state.takeovers, is_in_force);
  const bool standing = has_any(state.decisions, is_standing);
  if (held && draw.random.chance(50)) {
    return any_of(draw.random, {MatterKind::hand_back, MatterKind::hand_back, MatterKind::renew,
                                MatterKind::review});
  }
  if (standing && draw.random.chance(30)) {
    return any_of(draw.random, {MatterKind::renew, MatterKind::review, MatterKind::revoke});
  }
  return any_of(draw.random, {MatterKind::takeover, MatterKind::takeover, MatterKind::takeover,
                              MatterKind::other, MatterKind::own_order});
}

domain::Scope scope(Draw& draw) {
  domain::Scope made;
  made.unit = draw.unit_of({UnitKind::specialist_committee, UnitKind::district_council});
  made.whole = draw.random.chance(25);
  if (made.whole) return made;
  made.parts = {
      any_of<const char*>(draw.random, {"väghållning", "parkering", "hemtjänst", "skola"})};
  return made;
}

// What KN has taken over, mostly.
domain::Scope held_scope(Draw& draw) {
  const auto id = draw.key_where(draw.state.takeovers, is_in_force);
  const auto found = draw.state.takeovers.find(id);
  return found == draw.state.takeovers.end() || draw.random.chance(15) ? scope(draw)
                                                                       : found->second.scope;
}

domain::Matter matter(Draw& draw) {
  domain::Matter made;
  made.kind = kind_of_matter(draw);
  made.title =
      made.kind == MatterKind::own_order && draw.random.chance(80) ? "ordning" : draw.text();
  made.text = draw.text();
  made.necessity = draw.text();
  made.review = draw.ahead();
  const bool renews = made.kind == MatterKind::renew;
  if (renews || draw.random.chance(40)) {
    const auto after = made.review && draw.random.chance(95) ? *made.review : draw.now;
    made.valid_until = after + domain::Seconds(draw.random.between(renews ? 200'000 : 60, 400'000));
  }
  if (draw.random.chance(50)) made.executors = {draw.unit()};
  if (made.kind == MatterKind::takeover) made.scope = scope(draw);
  if (made.kind == MatterKind::other && draw.random.chance(40)) made.scope = held_scope(draw);
  const bool held = has_any(draw.state.takeovers, is_in_force);
  const bool of_takeover =
      made.kind == MatterKind::hand_back ||
      ((renews || made.kind == MatterKind::review) && held && draw.random.chance(60));
  if (of_takeover) {
    made.takeover = draw.key_where(draw.state.takeovers, is_in_force);
  } else if (renews || made.kind == MatterKind::review || made.kind == MatterKind::revoke) {
    made.decision = draw.key_where(draw.state.decisions, is_standing);
  }
  return made;
}

domain::IncidentId incident_of_matter(Draw& draw) {
  return draw.incident_where([](const domain::Incident& incident) {
    return incident.level == domain::Level::extraordinary;
  });
}

Command call_meeting(Draw& draw) {
  return domain::CallMeeting{.time = draw.ahead(), .place = "Stadshuset", .agenda = draw.text()};
}

bool is_called(const domain::Meeting& meeting) { return !meeting.opened; }

Command open_meeting(Draw& draw) {
  domain::OpenMeeting command;
  command.meeting = draw.key_where(draw.state.meetings, is_called);
  std::vector<domain::PersonId> absent;
  for (const auto& person : seats(draw)) {
    if (draw.random.chance(90)) {
      const bool remote =
          draw.state.settings.remote_meetings ? draw.random.chance(20) : draw.random.chance(2);
      command.present.push_back({.person = person, .remote = remote});
    } else {
      absent.push_back(person);
    }
  }
  const auto substitute = draw.holder({role::committee_substitute});
  if (!absent.empty() && !substitute.empty()) {
    const bool has_seat = domain::has_seat(draw.state, substitute, draw.now);
    if (!has_seat) command.present.push_back({.person = substitute, .serves_for = absent.front()});
  }
  draw.capacity = {};
  if (draw.random.chance(3)) command.presiding = draw.person();
  return command;
}

Command change_attendance(Draw& draw) {
  domain::ChangeAttendance command;
  command.meeting = draw.key_where(draw.state.meetings, is_under_way);
  command.present = draw.random.chance(50);
  command.seat.person = draw.person();
  const auto found = draw.state.meetings.find(command.meeting);
  if (found == draw.state.meetings.end() || draw.random.chance(5)) return command;
  const auto& present = found->second.present;
  if (!command.present && !present.empty()) command.seat.person = draw.random.pick(present).person;
  if (!command.present) return command;
  for (const auto& person : seats(draw)) {
    if (std::ranges::find(present, person, &domain::Seat::person) != present.end()) continue;
    command.seat.person = person;
  }
  return command;
}

Command decide_in_meeting(Draw& draw) {
  domain::DecideInMeeting command;
  command.meeting = draw.key_where(draw.state.meetings, is_under_way);
  command.incident = incident_of_matter(draw);
  command.matter = matter(draw);
  if (command.matter.kind == MatterKind::hand_back) command.handback = handback(draw);
  const auto found = draw.state.meetings.find(command.meeting);
  if (found == draw.state.meetings.end()) return command;
  for (const auto& seat : found->second.present) {
    const auto& person = seat.person;
    if (draw.random.chance(3)) {
      command.conflicted.push_back(person);
      continue;
    }
    if (!domain::serves(draw.state, seat, draw.now) && !draw.random.chance(3)) continue;
    const auto vote = draw.random.below(12);
    command.ballots.push_back({.person = person,
                               .vote = vote < 9    ? domain::Vote::yes
                                       : vote < 11 ? domain::Vote::no
                                                   : domain::Vote::abstain});
    if (vote == 10) command.dissents.push_back({.person = person, .text = draw.text()});
  }
  return command;
}

Command close_meeting(Draw& draw) {
  return domain::CloseMeeting{.meeting = draw.key_where(draw.state.meetings, is_under_way)};
}

bool lacks_minutes(const domain::Meeting& meeting) { return meeting.closed && !meeting.posted; }

Command record_minutes(Draw& draw) {
  domain::RecordMinutes command;
  command.meeting = draw.key_where(draw.state.meetings, lacks_minutes);
  const auto found = draw.state.meetings.find(command.meeting);
  const bool adjusted = found != draw.state.meetings.end() && found->second.adjusted;
  command.step = adjusted == draw.random.chance(95) ? domain::MinutesStep::posted
                                                    : domain::MinutesStep::adjusted;
  command.done = draw.about_now();
  command.reference = draw.text();
  return command;
}

bool waits_for_note(const domain::DecisionRecord& decision) {
  return decision.body == domain::DecidingBody::committee_chair && !decision.noted;
}

Command note_urgent(Draw& draw) {
  domain::NoteUrgentDecisions command{.meeting = draw.key_where(draw.state.meetings, is_under_way),
                                      .decisions = {}};
  if (draw.random.chance(20)) {
    command.decisions = {draw.key_where(draw.state.decisions, waits_for_note)};
  }
  return command;
}

Command decide_alone(Draw& draw) {
  domain::DecideAlone command;
  command.incident = incident_of_matter(draw);
  command.matter = matter(draw);
  command.urgency_reason = draw.text();
  if (command.matter.kind == MatterKind::hand_back) command.handback = handback(draw);
  draw.by = draw.presiding(command.incident);
  command.oral = draw.oral_record(command.incident);
  return command;
}

bool waits_for_nod(const domain::Takeover& takeover) {
  return takeover.state == domain::TakeoverState::returned && !takeover.acknowledged;
}

Command acknowledge_handback(Draw& draw) {
  domain::AcknowledgeHandback command;
  command.takeover = draw.key_where(draw.state.takeovers, waits_for_nod);
  command.text = draw.text();
  const auto found = draw.state.takeovers.find(command.takeover);
  if (found != draw.state.takeovers.end()) {
    draw.sent_by({role::unit_chair, role::administration_head}, found->second.scope.unit);
  }
  return command;
}

Command request_contribution(Draw& draw) {
  return domain::RequestContribution{
      .incident = draw.incident(),
      .unit = draw.unit_of({UnitKind::company, UnitKind::federation, UnitKind::external}),
      .text = draw.text()};
}

bool is_unanswered(const domain::Contribution& contribution) { return !contribution.answered; }

Command answer_contribution(Draw& draw) {
  domain::AnswerContribution command;
  command.contribution = draw.key_where(draw.state.contributions, is_unanswered);
  command.agreed = draw.random.chance(50);
  command.text = draw.text();
  const auto found = draw.state.contributions.find(command.contribution);
  if (found != draw.state.contributions.end()) {
    draw.sent_by({role::unit_chair, role::administration_head, role::org_duty_officer},
                 found->second.unit);
  }
  return command;
}

Command assess_not(Draw& draw) {
  domain::AssessNotExtraordinary command;
  command.incident = draw.incident_where([](const domain::Incident& incident) {
    return is_open(incident) && incident.level != domain::Level::extraordinary;
  });
  command.reason = draw.text();
  draw.by = draw.presiding(command.incident);
  command.oral = draw.oral_record(command.incident);
  return command;
}

Command end_committee(Draw& draw) {
  domain::EndCommittee command;
  command.body = any_of(
      draw.random, {domain::DecidingBody::executive_board, domain::DecidingBody::executive_board,
                    domain::DecidingBody::city_council, domain::DecidingBody::committee_chair});
  command.reference = draw.text();
  if (draw.random.chance(10)) command.decided = draw.about_now();
  command.reason = draw.text();
  const bool of_board = command.body == domain::DecidingBody::executive_board;
  draw.sent_by({of_board ? role::board_secretary : role::council_secretary, role::registrar});
  return command;
}

Command decide_for_unit(Draw& draw) {
  domain::DecideForUnit command;
  command.incident = draw.incident();
  command.unit =
      draw.unit_of({UnitKind::specialist_committee, UnitKind::district_council, UnitKind::company});
  command.part =
      any_of<const char*>(draw.random, {"väghållning", "parkering", "hemtjänst", "skola", ""});
  command.title = draw.text();
  command.text = draw.text();
  command.decided = draw.about_now();
  draw.sent_by({role::unit_chair, role::administration_head, role::org_duty_officer}, command.unit);
  return command;
}

bool is_unconfirmed(const domain::OralDecision& oral) {
  return oral.state == domain::Confirmation::unconfirmed;
}

domain::OralId spoken(Draw& draw) {
  const auto id = draw.key_where(draw.state.oral_decisions, is_unconfirmed);
  const auto found = draw.state.oral_decisions.find(id);
  if (found != draw.state.oral_decisions.end()) draw.by = found->second.speaker;
  return id;
}

Command confirm_oral(Draw& draw) { return domain::ConfirmOralDecision{.oral = spoken(draw)}; }

Command dispute_oral(Draw& draw) {
  return domain::DisputeOralDecision{.oral = spoken(draw), .reason = draw.text()};
}

bool is_proposed(const domain::Takeover& takeover) {
  return takeover.state == domain::TakeoverState::proposed;
}

Command propose_takeover(Draw& draw) {
  domain::ProposeTakeover command{.incident = incident_of_matter(draw), .matter = matter(draw)};
  if (draw.random.chance(95)) {
    command.matter.kind = MatterKind::takeover;
    command.matter.takeover = {};
    command.matter.decision = {};
    command.matter.scope = scope(draw);
  }
  return command;
}

Command withdraw_proposal(Draw& draw) {
  return domain::WithdrawProposal{.takeover = draw.key_where(draw.state.takeovers, is_proposed),
                                  .reason = draw.text()};
}

Command request_warning(Draw& draw) {
  return domain::RequestWarning{.warning = {.incident = draw.incident(),
                                            .place = draw.text(),
                                            .danger = draw.text(),
                                            .action = draw.text(),
                                            .time = draw.text()}};
}

template <auto Holds, auto Map>
bool has(const State& state, Instant) {
  return has_any(state.*Map, Holds);
}

bool may_note(const State& state, Instant) {
  return has_any(state.meetings, is_under_way) && has_any(state.decisions, waits_for_note);
}

}  // namespace

std::vector<CommandKind> committee_kinds() {
  const std::vector<std::string_view> secretaries{role::committee_secretary, role::registrar};
  const std::vector<std::string_view> chairs{role::committee_chair, role::committee_vice_chair};
  const std::vector<std::string_view> unit_people{role::unit_chair, role::org_duty_officer,
                                                  role::registrar};
  const std::vector<std::string_view> external{role::board_secretary, role::council_secretary,
                                               role::registrar};
  const std::vector<std::string_view> proposing{role::committee_secretary, role::registrar,
                                                role::chief_of_staff, role::duty_officer};
  const std::vector<std::string_view> warning{role::warning_requester};
  constexpr auto meets = has<is_under_way, &State::meetings>;
  constexpr auto spoke = has<is_unconfirmed, &State::oral_decisions>;
  return {
      {"CallMeeting", 20, secretaries, call_meeting},
      {"OpenMeeting", 30, secretaries, open_meeting, has<is_called, &State::meetings>},
      {"ChangeAttendance", 12, secretaries, change_attendance, meets},
      {"DecideInMeeting", 45, secretaries, decide_in_meeting, meets},
      {"CloseMeeting", 10, secretaries, close_meeting, meets},
      {"RecordMinutes", 20, secretaries, record_minutes, has<lacks_minutes, &State::meetings>},
      {"NoteUrgentDecisions", 20, secretaries, note_urgent, may_note},
      {"DecideAlone", 30, chairs, decide_alone, functions},
      {"ProposeTakeover", 8, proposing, propose_takeover},
      {"WithdrawProposal", 6, proposing, withdraw_proposal, has<is_proposed, &State::takeovers>},
      {"RequestWarning", 6, warning, request_warning},
      {"AcknowledgeHandback", 40, unit_people, acknowledge_handback,
       has<waits_for_nod, &State::takeovers>},
      {"RequestContribution", 8, chairs, request_contribution},
      {"AnswerContribution", 15, unit_people, answer_contribution,
       has<is_unanswered, &State::contributions>},
      {"AssessNotExtraordinary", 6, chairs, assess_not},
      {"EndCommittee", 5, external, end_committee, functions},
      {"DecideForUnit", 15, unit_people, decide_for_unit},
      {"ConfirmOralDecision", 15, chairs, confirm_oral, spoke},
      {"DisputeOralDecision", 8, chairs, dispute_oral, spoke},
  };
}

}  // namespace ckl::sim
