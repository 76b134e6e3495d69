// Taking back what was wrongly entered (R29): a correction with its own reason.
//
// Undone is only what the entry itself brought about, and only so far as no later entry stands on
// it. The grade, the alarm and the law become what the remaining entries say. Krisledningsnämnden
// functions again for the events that are extraordinary yet; areas that were returned stay returned
// until it decides anew. What was done in the meantime stands. The entry stays visible.
#include <algorithm>

#include "domain/alert.hpp"
#include "domain/duties.hpp"
#include "domain/external.hpp"
#include "domain/handlers.hpp"
#include "domain/organisation.hpp"
#include "domain/takeover.hpp"

namespace ckl::domain {
namespace {

bool stands(const State& state, const AlertStep& step, const RecordId& withdrawn) {
  if (step.record.empty()) return true;
  return step.record != withdrawn && state.records.at(step.record).state != Confirmation::withdrawn;
}

// The last step of that aspect brought about by an entry that stands.
AlertStep remaining(const State& state, AlertAspect aspect, const RecordId& withdrawn) {
  for (auto step = state.alert_steps.rbegin(); step != state.alert_steps.rend(); ++step) {
    if (step->aspect == aspect && stands(state, *step, withdrawn)) return *step;
  }
  return AlertStep{.record = {}, .aspect = aspect, .after = {}};
}

bool touched(const State& state, AlertAspect aspect, const RecordId& record) {
  return std::ranges::any_of(state.alert_steps, [&](const AlertStep& step) {
    return step.aspect == aspect && step.record == record;
  });
}

void restore_grade(Ruling& ruling, const RecordId& withdrawn) {
  const AlertStep step = remaining(ruling.state(), AlertAspect::grade, withdrawn);
  const Alert& now = ruling.state().alert;
  const Alert& then = step.after;
  if (now.record == step.record) return;
  ruling.add("R29", AlertChanged{.grade = then.grade,
                                 .reference = then.reference,
                                 .decided = then.decided,
                                 .from = then.from,
                                 .areas = then.areas,
                                 .activity = then.activity,
                                 .in_area = then.in_area,
                                 .at_war = then.at_war,
                                 .record = step.record});
  const bool covers = then.in_area && then.grade > AlertGrade::none;
  if (covers == alert_covers_city(ruling.state())) return;
  if (covers) {
    open_alert_reports(ruling);
  } else {
    end_alert_reports(ruling, "Registreringen av höjd beredskap togs tillbaka");
  }
}

// R57: it does not sound on without the highest alert it rests on.
void restore_alarm(Ruling& ruling, const RecordId& withdrawn) {
  const State& state = ruling.state();
  const AlertStep step = remaining(state, AlertAspect::alarm, withdrawn);
  const AlertStep grade = remaining(state, AlertAspect::grade, withdrawn);
  const bool sounding = step.after.readiness_alarm && is_highest_everywhere(grade.after);
  if (sounding == state.alert.readiness_alarm) return;
  ruling.add("R29",
             ReadinessAlarmChanged{
                 .sounding = sounding, .reference = step.after.reference, .record = step.record});
}

void restore_law(Ruling& ruling, const RecordId& withdrawn, const std::string& reason) {
  const AlertStep step = remaining(ruling.state(), AlertAspect::law, withdrawn);
  if (step.after.law == ruling.state().alert.law) return;
  change_law(ruling, "R29",
             WartimeLawChanged{.law = step.after.law, .reason = reason, .record = step.record});
}

void restore_alert(Ruling& ruling, const RecordId& withdrawn, const std::string& reason) {
  const State& state = ruling.state();
  if (touched(state, AlertAspect::grade, withdrawn)) restore_grade(ruling, withdrawn);
  const bool of_alarm = touched(state, AlertAspect::alarm, withdrawn);
  if (of_alarm || touched(state, AlertAspect::grade, withdrawn)) restore_alarm(ruling, withdrawn);
  if (touched(state, AlertAspect::law, withdrawn)) restore_law(ruling, withdrawn, reason);
  for (const std::string_view rule : {"T14", "T15", "T19", "T20"}) {
    close_duties(ruling, {.rule = rule, .subject = withdrawn.value},
                 "Införandet togs tillbaka: " + reason);
  }
}

// The events for which the chair was asked to reassess are those it functioned for.
void restore_committee(Ruling& ruling, const RecordId& withdrawn, const std::string& reason) {
  const State& state = ruling.state();
  if (state.committee != CommitteeState::ended) return;
  bool functions = false;
  for (const auto& [id, duty] : state.obligations) {
    if (duty.rule.value != "R35" || duty.subject != withdrawn.value) continue;
    if (state.incidents.at(duty.incident).level != Level::extraordinary) continue;
    // Of several causes the first makes it function; the others join (R23).
    ruling.add("R29", CommitteeStateChanged{
                          .from = functions ? CommitteeState::functioning : state.committee,
                          .to = CommitteeState::functioning,
                          .cause = duty.incident,
                          .reason = reason});
    functions = true;
  }
  if (!functions) {
    ruling.add("R29", CommitteeStateChanged{.from = state.committee,
                                            .to = CommitteeState::functioning,
                                            .cause = {},
                                            .reason = reason});
  }
  for (const std::string_view rule : {"R35", "T09"}) {
    close_duties(ruling, {.rule = rule, .subject = withdrawn.value},
                 "Införandet togs tillbaka: " + reason);
  }
  open_duty(ruling,
            DutySpec{.rule = "R29",
                     .subject = withdrawn.value,
                     .owed_by_role = role::committee_chair,
                     .owed_to = {"Krisledningsnämnden", "The committee"},
                     .what = {"Nämnden fungerar igen: besluta på nytt om de områden som "
                              "återlämnades",
                              "The committee functions again: decide anew on the areas that were "
                              "returned"},
                     .due = ruling.now() + state.settings.at_once});
}

void revoke_decision(Ruling& ruling, const ExternalDecision& record, const std::string& reason) {
  const DecisionRecord& decision = ruling.state().decisions.at(DecisionId{record.subject});
  if (decision.state != DecisionState::in_force) return;
  end_decision(
      ruling, "R29",
      DecisionEnded{.decision = decision.id, .state = DecisionState::revoked, .reason = reason});
  close_duties(ruling, {.rule = "O16", .subject = decision.id.value},
               "Införandet togs tillbaka: " + reason);
}

void end_assignment(Ruling& ruling, const ExternalDecision& record, const std::string& reason) {
  const Assignment& assignment = ruling.state().assignments.at(AssignmentId{record.subject});
  if (assignment.ended) return;
  ruling.add("R29", AssignmentEnded{.assignment = assignment.id, .reason = reason});
}

void undo(Ruling& ruling, const ExternalDecision& record, const std::string& reason) {
  if (record.what == "CommitteeStateChanged") return restore_committee(ruling, record.id, reason);
  if (record.what == "DecisionMade") return revoke_decision(ruling, record, reason);
  if (record.what == "TasksAssigned") return end_assignment(ruling, record, reason);
  // A task that went back stays where it is until the council assigns it anew.
  if (record.what == "AssignmentEnded") return;
  restore_alert(ruling, record.id, reason);
}

}  // namespace

Decision decide_on(const Case& c, const WithdrawExternalDecision& command) {
  const ExternalDecision& record = c.state.records.at(command.record);
  Objections objections(c.now);
  std::string capacity =
      require_entry(c, {.rule = "R29", .guard = "R29", .body = record.body}, objections);
  if (record.state == Confirmation::withdrawn) {
    objections.add(
        Objection{.code = RejectionCode::precondition,
                  .rule = "R29",
                  .message = {"Införandet är redan återtaget", "The entry is already withdrawn"},
                  .what_now = {"Inget behöver göras", "Nothing needs doing"},
                  .field = "record"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R29",
             ExternalDecisionSettled{
                 .record = record.id, .state = Confirmation::withdrawn, .reason = command.reason});
  undo(ruling, record, command.reason);
  inform(ruling, Notice{.rule = "R29",
                        .incident = {},
                        .text = {"Ett infört beslut är taget tillbaka: " + record.reference,
                                 "An entered decision is taken back: " + record.reference}});
  return ruling.accept(std::move(capacity), record.id.value);
}

}  // namespace ckl::domain
