// Every malformed input has its own clear refusal, names its field and has no effect.
#include "law/town.hpp"

namespace ckl::law {
namespace {

class Input : public ::testing::Test {
 protected:
  // The command is refused by that rule, for that field, and nothing is journaled.
  void expect(const Command& command, const char* rule, const std::string& field) {
    const auto before = town.journal.size();
    const auto rules = town.refuse(who, command);
    EXPECT_EQ(town.journal.size(), before) << rule;
    const auto& breaches = town.rejection.breaches;
    const auto found = std::ranges::find_if(breaches, [&](const Breach& breach) {
      return breach.rule.value == rule && breach.field == field;
    });
    EXPECT_NE(found, breaches.end())
        << rule << " " << field << " is missing in " << ::testing::PrintToString(rules);
    EXPECT_TRUE(town.rejection.code == RejectionCode::invalid ||
                town.rejection.code == RejectionCode::not_found);
  }

  static std::string long_text(std::size_t bytes) { return std::string(bytes + 1, 'x'); }

  Town town;
  std::string who = "tib";
};

TEST_F(Input, OfAReport) {
  ReportIncident report = a_report();
  report.headline = long_text(limits::headline_bytes);
  report.text = long_text(limits::text_bytes);
  report.place = "\xc3";
  report.owner = UnitId{"okänd"};
  report.kind = IncidentKind{99};
  expect(report, "INPUT_TEXT_TOO_LONG", "headline");
  expect(report, "INPUT_TEXT_TOO_LONG", "text");
  expect(report, "INPUT_NOT_UTF8", "place");
  expect(report, "INPUT_UNKNOWN_UNIT", "owner");
  expect(report, "INPUT_UNKNOWN_VALUE", "kind");
  expect(a_report(Level{7}), "INPUT_UNKNOWN_VALUE", "level");
  expect(a_report(Level::none), "INPUT_OUT_OF_RANGE", "level");
  ReportIncident with_callout = a_report();
  with_callout.call_out = true;
  with_callout.plan = PlanId{"finns-inte"};
  expect(with_callout, "INPUT_UNKNOWN_PLAN", "plan");
  EXPECT_TRUE(town.state.incidents.empty());
}

TEST_F(Input, OfTheCapacityActedIn) {
  const auto before = town.journal.size();
  EXPECT_EQ(town.refuse("tib", a_report(), "KEJSARE"), list({"INPUT_UNKNOWN_ROLE"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "capacity");
  EXPECT_EQ(town.rejection.code, RejectionCode::not_found);
  EXPECT_EQ(town.journal.size(), before);
  EXPECT_EQ(town.refuse("tib", a_report(), role::chief_of_staff), list({"T01", "R27"}));
  town.accept("tib", a_report(), role::duty_officer);
}

TEST_F(Input, OfTimes) {
  ReportIncident report = a_report();
  report.event_time = town.now + limits::clock_tolerance + Seconds{1};
  expect(report, "INPUT_TIME_FUTURE", "eventTime");
  report.event_time = town.now - limits::oldest_event_time - Seconds{1};
  expect(report, "INPUT_TIME_TOO_OLD", "eventTime");
  report.event_time = town.now + limits::clock_tolerance;  // a clock ahead: taken as now
  town.accept("tib", report);
  EXPECT_EQ(town.incident("incident-1").event_time, town.now);
  RecordHindrance command = hindrance("chair");
  command.to = town.now;
  expect(command, "INPUT_TIME_ORDER", "to");
  command.to.reset();
  command.from = town.now - limits::oldest_event_time - Seconds{1};
  expect(command, "INPUT_TIME_TOO_OLD", "from");
}

TEST_F(Input, AtTheLimitIsTaken) {
  ReportIncident report = a_report();
  report.headline = std::string(limits::headline_bytes, 'x');
  town.accept("tib", report);
  report.headline = "   ";
  const std::string id = town.accept("tib", report);
  EXPECT_EQ(town.incident(id).headline, "Hot och våld, angrepp");
}

TEST_F(Input, OfUnknownThings) {
  expect(level("incident-1", Level::serious), "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(ConfirmLevel{IncidentId{"incident-1"}}, "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(declaration("incident-1"), "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(StartCommittee{IncidentId{"x"}, "Skäl"}, "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(CloseIncident{IncidentId{"x"}, "Skäl"}, "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(StartCallout{IncidentId{"x"}, {}, {}}, "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(AnswerCall{CalloutId{"x"}, {}, Answer::coming, 0, {}}, "INPUT_UNKNOWN_CALLOUT", "callout");
  expect(EndCallout{CalloutId{"x"}, {}}, "INPUT_UNKNOWN_CALLOUT", "callout");
  expect(CloseObligation{ObligationId{"x"}, "Bevis", {}}, "INPUT_UNKNOWN_OBLIGATION", "obligation");
  expect(EndHindrance{HindranceId{"x"}, {}}, "INPUT_UNKNOWN_HINDRANCE", "hindrance");
  expect(hindrance("okänd"), "INPUT_UNKNOWN_PERSON", "person");
  expect(BeginAttempt{MessageId{"x"}, 0, {}}, "INPUT_UNKNOWN_MESSAGE", "message");
  expect(ReportAttempt{MessageId{"x"}, 1, AttemptOutcome::failed, {}, {}}, "INPUT_UNKNOWN_MESSAGE",
         "message");
  town.accept("director", a_report(Level::serious));
  expect(ReportAttempt{MessageId{"message-1"}, 1, AttemptOutcome::failed, {}, {}},
         "INPUT_UNKNOWN_ATTEMPT", "attempt");
  EXPECT_EQ(town.rejection.code, RejectionCode::not_found);
}

TEST_F(Input, OfReasons) {
  const std::string id = town.accept("tib", a_report());
  ChangeLevel change = level(id, Level::serious);
  change.reason = " ";
  expect(change, "INPUT_MISSING", "reason");
  change.reason = "Skäl";
  change.to = Level{0};
  expect(change, "INPUT_UNKNOWN_VALUE", "to");
  ChangeLevel lower = level(id, Level::none);
  lower.checklist->forecast = long_text(limits::reason_bytes);
  expect(lower, "INPUT_TEXT_TOO_LONG", "checklist.forecast");
  expect(ChangeCklState{CklState{9}, "Skäl"}, "INPUT_UNKNOWN_VALUE", "to");
  expect(ChangeCklState{CklState::active, ""}, "INPUT_MISSING", "reason");
  expect(CloseIncident{IncidentId{id}, ""}, "INPUT_MISSING", "reason");
  expect(StartCommittee{IncidentId{id}, ""}, "INPUT_MISSING", "reason");
  DeclareExtraordinary declare = declaration(id);
  declare.criteria.urgent_action = long_text(limits::criterion_bytes);
  expect(declare, "INPUT_TEXT_TOO_LONG", "criteria.urgentAction");
  RecordHindrance record = hindrance("chair");
  record.kind = "LAZY";
  expect(record, "INPUT_UNKNOWN_VALUE", "kind");
}

TEST_F(Input, OfCallOutsAndAnswers) {
  const std::string id = town.accept("tib", a_report());
  StartCallout start{IncidentId{id}, {}, long_text(limits::message_bytes)};
  expect(start, "INPUT_TEXT_TOO_LONG", "message");
  start.message.clear();
  const CalloutId callout{town.accept("tib", start)};
  expect(AnswerCall{callout, {}, Answer{9}, 0, {}}, "INPUT_UNKNOWN_VALUE", "answer");
  expect(AnswerCall{callout, PersonId{"okänd"}, Answer::coming, 0, {}}, "INPUT_UNKNOWN_PERSON",
         "person");
  expect(AnswerCall{callout, {}, Answer::coming, limits::eta_minutes + 1, {}}, "INPUT_OUT_OF_RANGE",
         "etaMinutes");
  expect(AnswerCall{callout, {}, Answer::coming, 0, long_text(limits::answer_raw_bytes)},
         "INPUT_TEXT_TOO_LONG", "raw");
  who = "";
  expect(AnswerCall{callout, {}, Answer::coming, 0, {}}, "INPUT_MISSING", "person");
}

TEST_F(Input, OfDutiesAndTheLog) {
  town.accept("director", a_report(Level::serious));
  CloseObligation close = fulfilled(*town.open_duties("O01").at(0));
  close.evidence = long_text(limits::evidence_bytes);
  expect(close, "INPUT_TEXT_TOO_LONG", "evidence");
  close.evidence = "";
  expect(close, "INPUT_MISSING", "evidence");
  close.evidence = "Telefon";
  close.done = town.now - minute;
  expect(close, "INPUT_TIME_ORDER", "done");
  WriteLogEntry entry;
  expect(entry, "INPUT_MISSING", "text");
  entry.text = "Text";
  entry.source = long_text(limits::source_bytes);
  entry.kind = LogKind{0};
  entry.incident = IncidentId{"x"};
  expect(entry, "INPUT_TEXT_TOO_LONG", "source");
  expect(entry, "INPUT_UNKNOWN_VALUE", "kind");
  expect(entry, "INPUT_UNKNOWN_INCIDENT", "incident");
}

TEST_F(Input, ListsEveryFaultNotOnlyTheFirst) {
  ReportIncident report = a_report();
  report.headline = "\xff";
  report.place = long_text(limits::place_bytes);
  report.owner = UnitId{"okänd"};
  EXPECT_EQ(town.refuse("tib", report),
            list({"INPUT_NOT_UTF8", "INPUT_TEXT_TOO_LONG", "INPUT_UNKNOWN_UNIT"}));
}

TEST_F(Input, OfAnOrganisation) {
  Organisation bad = small_organisation();
  bad.units.push_back(unit("ks", UnitKind::company, "ingen"));
  bad.units.back().successors = {UnitId{"ingen-heller"}};
  bad.persons.push_back(person("tib"));
  bad.persons.back().unit = UnitId{"borta"};
  bad.persons.back().name = "";
  bad.mandates.push_back(mandate("spöke", "", "borta"));
  bad.mandates.back().valid_from = town.now;
  bad.mandates.back().valid_to = town.now;
  const AdoptOrganisation adopt{bad, "bad"};
  expect(adopt, "INPUT_DUPLICATE", "units.id");
  expect(adopt, "INPUT_UNKNOWN_UNIT", "units.parent");
  expect(adopt, "INPUT_UNKNOWN_UNIT", "units.successors");
  expect(adopt, "INPUT_DUPLICATE", "persons.id");
  expect(adopt, "INPUT_UNKNOWN_UNIT", "persons.unit");
  expect(adopt, "INPUT_MISSING", "persons.name");
  expect(adopt, "INPUT_UNKNOWN_PERSON", "mandates.person");
  expect(adopt, "INPUT_MISSING", "mandates.role");
  expect(adopt, "INPUT_TIME_ORDER", "mandates.validTo");
}

TEST_F(Input, OfAPlan) {
  CalloutPlan bad = small_plan();
  bad.positions[0].position = PositionId{"KOCK"};
  bad.positions[0].wanted = 9;
  bad.positions[1].wanted = 0;
  bad.positions[1].waves.change(0).persons = people({"p1", "p1", "spöke"});
  bad.positions.push_back(bad.positions[0]);
  expect(AdoptPlan{bad}, "INPUT_UNKNOWN_POSITION", "positions.position");
  expect(AdoptPlan{bad}, "INPUT_POOL_TOO_SMALL", "positions.waves");
  expect(AdoptPlan{bad}, "INPUT_OUT_OF_RANGE", "positions.wanted");
  expect(AdoptPlan{bad}, "INPUT_DUPLICATE", "positions.waves.persons");
  expect(AdoptPlan{bad}, "INPUT_UNKNOWN_PERSON", "positions.waves.persons");
  expect(AdoptPlan{bad}, "INPUT_DUPLICATE", "positions.position");
  bad.positions.clear();
  bad.deadline = Seconds{0};
  expect(AdoptPlan{bad}, "INPUT_MISSING", "plan.positions");
  expect(AdoptPlan{bad}, "INPUT_OUT_OF_RANGE", "plan.deadline");
}

TEST_F(Input, OfSettings) {
  Settings bad = small_settings();
  bad.confirm_level_within = Seconds{0};
  bad.ckl_instruction = "";
  expect(AdoptSettings{bad}, "INPUT_OUT_OF_RANGE", "settings");
  expect(AdoptSettings{bad}, "INPUT_MISSING", "settings.cklInstruction");
  expect(OpenWorkspace{}, "INPUT_MISSING", "workspace");
}

TEST_F(Input, AdoptedAgainUnchangedChangesNothing) {
  town.accept("", AdoptOrganisation{small_organisation(), "hash"});
  town.accept("", AdoptSettings{small_settings()});
  EXPECT_TRUE(town.happened().empty());
  town.accept("", AdoptPlan{small_plan()});
  EXPECT_TRUE(town.happened().empty());
}

TEST(Names, OfCommandsAndEventsFollowTheVariants) {
  EXPECT_STREQ(name_of(Command{DoubtAttempts{}}), "DoubtAttempts");
  EXPECT_STREQ(name_of(Command{AnswerCall{}}), "AnswerCall");
  EXPECT_STREQ(name_of(Event{LogEntryWritten{}}), "LogEntryWritten");
  EXPECT_STREQ(name_of(Event{PersonStoodDown{}}), "PersonStoodDown");
}

}  // namespace
}  // namespace ckl::law
