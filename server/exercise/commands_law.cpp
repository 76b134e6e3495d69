// The commands of the law that a scenario can write, one row each.

#include "exercise/commands_law.hpp"

#include <sstream>

namespace ckl::exercise {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) {
    const auto first = part.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    parts.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
  }
  return parts;
}

namespace {

using domain::Command;

// "anna bo@distans cia>dan": Bo takes part remotely, Cia serves for Dan.
domain::Seat seat(const std::string& word) {
  domain::Seat out;
  const auto remote = word.find('@');
  const auto serves = word.find('>');
  out.person = {word.substr(0, std::min(remote, serves))};
  out.remote = remote != std::string::npos;
  if (serves != std::string::npos) {
    out.serves_for = {word.substr(serves + 1, remote > serves ? remote - serves - 1 : remote)};
  }
  return out;
}

std::vector<domain::Seat> seats(Fields& fields, const std::string& name) {
  std::vector<domain::Seat> all;
  for (const auto& word : split(fields.text(name), ' ')) all.push_back(seat(word));
  return all;
}

std::vector<domain::Ballot> ballots(Fields& fields) {
  std::vector<domain::Ballot> all;
  for (const auto& [name, vote] :
       {std::pair{"yes", domain::Vote::yes}, std::pair{"no", domain::Vote::no},
        std::pair{"abstain", domain::Vote::abstain}}) {
    for (const auto& person : ids<domain::PersonId>(fields, name)) all.push_back({person, vote});
  }
  return all;
}

// "anna: text; bo: text"
std::vector<domain::Dissent> dissents(Fields& fields) {
  std::vector<domain::Dissent> all;
  for (const auto& part : split(fields.text("dissents"), ';')) {
    const auto colon = part.find(':');
    const auto text = colon == std::string::npos ? std::string() : part.substr(colon + 1);
    all.push_back({{part.substr(0, colon)}, text});
  }
  return all;
}

std::optional<domain::SpecialPower> power(Fields& fields) {
  if (!fields.has("power")) return std::nullopt;
  return fields.choice("power", domain::SpecialPower{});
}

domain::Matter matter(Fields& fields) {
  domain::Matter out;
  out.kind = fields.choice("kind", out.kind);
  out.title = fields.text("title");
  out.text = fields.text("text");
  out.necessity = fields.text("necessity");
  out.valid_from = fields.time("valid-from");
  out.valid_until = fields.time("valid-until");
  out.review = fields.time("review");
  out.executors = ids<domain::UnitId>(fields, "executors");
  out.scope = {.unit = {fields.text("unit")},
               .whole = fields.flag("whole", false),
               .parts = split(fields.text("parts"), ';')};
  out.takeover = {fields.text("takeover")};
  out.decision = {fields.text("decision")};
  out.delegation = fields.text("delegation");
  out.power = power(fields);
  return out;
}

domain::Handback handback(Fields& fields) {
  return {.open_decisions = fields.text("open-decisions"),
          .costs = fields.text("costs"),
          .staff = fields.text("staff"),
          .deadlines = fields.text("deadlines")};
}

Command read_call_meeting(Fields& fields) {
  domain::CallMeeting command;
  command.time = fields.time("time");
  command.place = fields.text("place");
  command.agenda = fields.text("agenda");
  return command;
}

Command read_open_meeting(Fields& fields) {
  domain::OpenMeeting command;
  command.meeting = {fields.text("meeting")};
  command.presiding = {fields.text("presiding")};
  command.present = seats(fields, "present");
  return command;
}

Command read_change_attendance(Fields& fields) {
  domain::ChangeAttendance command;
  command.meeting = {fields.text("meeting")};
  command.seat = seat(fields.text("seat"));
  command.present = fields.flag("present", false);
  return command;
}

Command read_decide_in_meeting(Fields& fields) {
  domain::DecideInMeeting command;
  command.meeting = {fields.text("meeting")};
  command.incident = {fields.text("incident")};
  command.matter = matter(fields);
  command.ballots = ballots(fields);
  command.conflicted = ids<domain::PersonId>(fields, "conflicted");
  command.dissents = dissents(fields);
  command.handback = handback(fields);
  command.decided = fields.time("decided");
  return command;
}

Command read_propose_takeover(Fields& fields) {
  domain::ProposeTakeover command;
  command.incident = {fields.text("incident")};
  command.matter = matter(fields);
  command.matter.kind = domain::MatterKind::takeover;
  return command;
}

Command read_withdraw_proposal(Fields& fields) {
  domain::WithdrawProposal command;
  command.takeover = {fields.text("takeover")};
  command.reason = fields.text("reason");
  return command;
}

Command read_request_warning(Fields& fields) {
  domain::RequestWarning command;
  command.warning = {.incident = {fields.text("incident")},
                     .place = fields.text("place"),
                     .danger = fields.text("danger"),
                     .action = fields.text("action"),
                     .time = fields.text("time")};
  return command;
}

Command read_close_meeting(Fields& fields) {
  domain::CloseMeeting command;
  command.meeting = {fields.text("meeting")};
  return command;
}

Command read_record_minutes(Fields& fields) {
  domain::RecordMinutes command;
  command.meeting = {fields.text("meeting")};
  command.step = fields.choice("step", command.step);
  command.done = fields.time("done");
  command.reference = fields.text("reference");
  return command;
}

Command read_note_urgent_decisions(Fields& fields) {
  domain::NoteUrgentDecisions command;
  command.meeting = {fields.text("meeting")};
  command.decisions = ids<domain::DecisionId>(fields, "decisions");
  return command;
}

Command read_decide_alone(Fields& fields) {
  domain::DecideAlone command;
  command.incident = {fields.text("incident")};
  command.matter = matter(fields);
  command.urgency_reason = fields.text("urgency-reason");
  command.handback = handback(fields);
  command.oral = oral(fields);
  command.decided = fields.time("decided");
  return command;
}

Command read_acknowledge_handback(Fields& fields) {
  domain::AcknowledgeHandback command;
  command.takeover = {fields.text("takeover")};
  command.text = fields.text("text");
  return command;
}

Command read_request_contribution(Fields& fields) {
  domain::RequestContribution command;
  command.incident = {fields.text("incident")};
  command.unit = {fields.text("unit")};
  command.text = fields.text("text");
  return command;
}

Command read_answer_contribution(Fields& fields) {
  domain::AnswerContribution command;
  command.contribution = {fields.text("contribution")};
  command.agreed = fields.flag("agreed", false);
  command.text = fields.text("text");
  return command;
}

Command read_assess_not_extraordinary(Fields& fields) {
  domain::AssessNotExtraordinary command;
  command.incident = {fields.text("incident")};
  command.reason = fields.text("reason");
  command.oral = oral(fields);
  return command;
}

Command read_end_committee(Fields& fields) {
  domain::EndCommittee command;
  command.body = fields.choice("body", command.body);
  command.reference = fields.text("reference");
  command.decided = fields.time("decided");
  command.reason = fields.text("reason");
  return command;
}

Command read_decide_for_unit(Fields& fields) {
  domain::DecideForUnit command;
  command.incident = {fields.text("incident")};
  command.unit = {fields.text("unit")};
  command.part = fields.text("part");
  command.title = fields.text("title");
  command.text = fields.text("text");
  command.decided = fields.time("decided");
  command.review = fields.time("review");
  command.power = power(fields);
  return command;
}

Command read_confirm_oral_decision(Fields& fields) {
  domain::ConfirmOralDecision command;
  command.oral = {fields.text("oral")};
  return command;
}

Command read_dispute_oral_decision(Fields& fields) {
  domain::DisputeOralDecision command;
  command.oral = {fields.text("oral")};
  command.reason = fields.text("reason");
  return command;
}

Command read_register_council_meeting(Fields& fields) {
  domain::RegisterCouncilMeeting command;
  command.time = fields.time("time");
  return command;
}

Command read_cancel_council_meeting(Fields& fields) {
  domain::CancelCouncilMeeting command;
  command.meeting = {fields.text("meeting")};
  command.reason = fields.text("reason");
  return command;
}

Command read_report_to_council(Fields& fields) {
  domain::ReportToCouncil command;
  command.meeting = {fields.text("meeting")};
  command.decisions = ids<domain::DecisionId>(fields, "decisions");
  command.reference = fields.text("reference");
  return command;
}

Command read_confirm_external_decision(Fields& fields) {
  domain::ConfirmExternalDecision command;
  command.record = {fields.text("record")};
  return command;
}

Command read_withdraw_external_decision(Fields& fields) {
  domain::WithdrawExternalDecision command;
  command.record = {fields.text("record")};
  command.reason = fields.text("reason");
  return command;
}

Command read_register_alert(Fields& fields) {
  domain::RegisterAlert command;
  command.grade = fields.choice("grade", command.grade);
  command.reference = fields.text("reference");
  command.decided = fields.time("decided");
  command.from = fields.time("from");
  command.areas = split(fields.text("areas"), ';');
  command.activity = fields.text("activity");
  command.at_war = fields.flag("at-war", false);
  if (fields.has("law-after")) command.law_after = fields.choice("law-after", domain::LawAfter{});
  return command;
}

Command read_register_readiness_alarm(Fields& fields) {
  domain::RegisterReadinessAlarm command;
  command.sounding = fields.flag("sounding", false);
  command.reference = fields.text("reference");
  command.decided = fields.time("decided");
  return command;
}

Command read_register_wartime_law(Fields& fields) {
  domain::RegisterWartimeLaw command;
  command.on = fields.flag("on", false);
  if (fields.has("cause")) command.cause = fields.choice("cause", domain::LawCause{});
  command.sections = split(fields.text("sections"), ';');
  command.reference = fields.text("reference");
  command.decided = fields.time("decided");
  command.referred = fields.time("referred");
  command.approved = fields.flag("approved", false);
  command.reason = fields.text("reason");
  return command;
}

Command read_decide_for_council(Fields& fields) {
  domain::DecideForCouncil command;
  command.council_matter = fields.choice("council-matter", command.council_matter);
  command.title = fields.text("title");
  command.text = fields.text("text");
  command.urgency_reason = fields.text("urgency-reason");
  command.reference = fields.text("reference");
  command.decided = fields.time("decided");
  return command;
}

Command read_assign_tasks(Fields& fields) {
  domain::AssignTasks command;
  command.task = fields.text("task");
  command.from = {fields.text("from")};
  command.to = {fields.text("to")};
  command.until = fields.time("until");
  command.reference = fields.text("reference");
  command.decided = fields.time("decided");
  command.whole = fields.flag("whole", false);
  return command;
}

Command read_end_assignment(Fields& fields) {
  domain::EndAssignment command;
  command.assignment = {fields.text("assignment")};
  command.reference = fields.text("reference");
  command.reason = fields.text("reason");
  return command;
}

Command read_join_incident(Fields& fields) {
  domain::JoinIncident command;
  command.incident = {fields.text("incident")};
  command.unit = {fields.text("unit")};
  command.text = fields.text("text");
  return command;
}

Command read_record_fact(Fields& fields) {
  domain::RecordFact command;
  command.incident = {fields.text("incident")};
  command.kind = fields.choice("kind", command.kind);
  command.unit = {fields.text("unit")};
  command.serious = fields.flag("serious", false);
  command.text = fields.text("text");
  command.known = fields.time("known");
  return command;
}

Command read_offer_crisis_support(Fields& fields) {
  domain::OfferCrisisSupport command;
  command.incident = {fields.text("incident")};
  command.to = {fields.text("to")};
  return command;
}

Command read_accept_crisis_support(Fields& fields) {
  domain::AcceptCrisisSupport command;
  command.incident = {fields.text("incident")};
  return command;
}

}  // namespace

std::optional<domain::OralRecord> oral(Fields& fields) {
  if (!fields.has("speaker")) return std::nullopt;
  return domain::OralRecord{.speaker = {fields.text("speaker")},
                            .witness = {fields.text("witness")},
                            .wording = fields.text("wording"),
                            .read_back = fields.flag("read-back", false),
                            .heard_via = fields.text("heard-via"),
                            .heard = fields.time("heard")};
}

const std::map<std::string, ReadCommand>& law_readers() {
  static const std::map<std::string, ReadCommand> table{
      {"call-meeting", read_call_meeting},
      {"open-meeting", read_open_meeting},
      {"change-attendance", read_change_attendance},
      {"decide-in-meeting", read_decide_in_meeting},
      {"close-meeting", read_close_meeting},
      {"record-minutes", read_record_minutes},
      {"note-urgent-decisions", read_note_urgent_decisions},
      {"decide-alone", read_decide_alone},
      {"propose-takeover", read_propose_takeover},
      {"withdraw-proposal", read_withdraw_proposal},
      {"request-warning", read_request_warning},
      {"acknowledge-handback", read_acknowledge_handback},
      {"request-contribution", read_request_contribution},
      {"answer-contribution", read_answer_contribution},
      {"assess-not-extraordinary", read_assess_not_extraordinary},
      {"end-committee", read_end_committee},
      {"decide-for-unit", read_decide_for_unit},
      {"confirm-oral-decision", read_confirm_oral_decision},
      {"dispute-oral-decision", read_dispute_oral_decision},
      {"register-council-meeting", read_register_council_meeting},
      {"cancel-council-meeting", read_cancel_council_meeting},
      {"report-to-council", read_report_to_council},
      {"confirm-external-decision", read_confirm_external_decision},
      {"withdraw-external-decision", read_withdraw_external_decision},
      {"register-alert", read_register_alert},
      {"register-readiness-alarm", read_register_readiness_alarm},
      {"register-wartime-law", read_register_wartime_law},
      {"decide-for-council", read_decide_for_council},
      {"assign-tasks", read_assign_tasks},
      {"end-assignment", read_end_assignment},
      {"join-incident", read_join_incident},
      {"record-fact", read_record_fact},
      {"offer-crisis-support", read_offer_crisis_support},
      {"accept-crisis-support", read_accept_crisis_support},
  };
  return table;
}

}  // namespace ckl::exercise
