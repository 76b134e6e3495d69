// Malformed input about oral decisions, the alert and the decisions of other bodies.
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

class ExternalInput : public ::testing::Test {
 protected:
  void expect(const Command& command, const char* rule, const std::string& field) {
    const auto before = town.journal.size();
    const auto rules = town.refuse("registrar", command);
    EXPECT_EQ(town.journal.size(), before) << rule;
    EXPECT_TRUE(std::ranges::any_of(
        town.rejection.breaches,
        [&](const Breach& breach) { return breach.rule.value == rule && breach.field == field; }))
        << rule << " " << field << " is missing in " << ::testing::PrintToString(rules);
  }

  static std::string long_text(std::size_t bytes) { return std::string(bytes + 1, 'x'); }

  AlertTown town;
};

TEST_F(ExternalInput, OfAnAlert) {
  RegisterAlert alert = an_alert(AlertGrade{9}, town.now);
  alert.reference = long_text(limits::headline_bytes);
  alert.activity = "\xff";
  alert.areas = {"SE", " "};
  alert.law_after = LawAfter{7};
  expect(alert, "INPUT_UNKNOWN_VALUE", "grade");
  expect(alert, "INPUT_TEXT_TOO_LONG", "reference");
  expect(alert, "INPUT_NOT_UTF8", "activity");
  expect(alert, "INPUT_MISSING", "areas");
  expect(alert, "INPUT_UNKNOWN_VALUE", "lawAfter");
  alert = an_alert(AlertGrade::skarpt, town.now + day);
  alert.from = town.now + day;
  expect(alert, "INPUT_TIME_FUTURE", "decided");
  expect(alert, "INPUT_TIME_FUTURE", "from");
  RegisterReadinessAlarm alarm = an_alarm();
  alarm.decided = town.now - 400 * day;
  expect(alarm, "INPUT_TIME_TOO_OLD", "decided");
}

TEST_F(ExternalInput, OfLaw1988) {
  RegisterWartimeLaw law = a_prescription({""});
  law.cause = LawCause{8};
  law.reference = "";
  law.referred = town.now + hour;
  expect(law, "INPUT_UNKNOWN_VALUE", "cause");
  expect(law, "INPUT_MISSING", "reference");
  expect(law, "INPUT_MISSING", "sections");
  expect(law, "INPUT_TIME_FUTURE", "referred");
  DecideForCouncil decision = in_place(CouncilMatter{9});
  decision.title = "";
  decision.decided = town.now + hour;
  expect(decision, "INPUT_UNKNOWN_VALUE", "councilMatter");
  expect(decision, "INPUT_MISSING", "title");
  expect(decision, "INPUT_TIME_FUTURE", "decided");
  AssignTasks assignment = an_assignment("okänd", "okänd");
  assignment.task = "";
  expect(assignment, "INPUT_UNKNOWN_UNIT", "from");
  expect(assignment, "INPUT_UNKNOWN_UNIT", "to");
  expect(assignment, "INPUT_MISSING", "task");
  expect(EndAssignment{AssignmentId{"assignment-9"}, "", ""}, "INPUT_UNKNOWN_ASSIGNMENT",
         "assignment");
}

TEST_F(ExternalInput, OfEntriesAndOralDecisions) {
  expect(ConfirmExternalDecision{RecordId{"record-9"}}, "INPUT_UNKNOWN_RECORD", "record");
  expect(WithdrawExternalDecision{RecordId{"record-9"}, ""}, "INPUT_MISSING", "reason");
  expect(ConfirmOralDecision{OralId{"oral-9"}}, "INPUT_UNKNOWN_ORAL_DECISION", "oral");
  expect(DisputeOralDecision{OralId{"oral-9"}, ""}, "INPUT_MISSING", "reason");
  expect(an_end(DecidingBody{12}), "INPUT_UNKNOWN_VALUE", "body");
  AssessNotExtraordinary assessment;
  assessment.incident = IncidentId{"incident-9"};
  assessment.oral = OralRecord{};
  assessment.oral->heard = town.now + hour;
  expect(assessment, "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(assessment, "INPUT_MISSING", "reason");
  expect(assessment, "INPUT_UNKNOWN_PERSON", "oral.speaker");
  expect(assessment, "INPUT_UNKNOWN_PERSON", "oral.witness");
  expect(assessment, "INPUT_MISSING", "oral.wording");
  expect(assessment, "INPUT_TIME_FUTURE", "oral.heard");
}

}  // namespace
}  // namespace ckl::law
