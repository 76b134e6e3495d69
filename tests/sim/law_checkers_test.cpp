// Every checker can fail: meetings, heightened alert, whose something is, duties.
#include "sim/doctored.hpp"

namespace ckl::sim {
namespace {

// ---- meetings ----

class Meetings : public Doctored {
 protected:
  Meetings() {
    report();
    extraordinary();
    functions();
    by("registrar",
       domain::MeetingOpened{.meeting = {"meeting-1"},
                             .presiding = {"chair"},
                             .present = {{.person = {"chair"}}, {.person = {"vice"}}}},
       "R34");
    made = decision(domain::DecidingBody::committee, domain::MatterKind::other);
    made.meeting = {"meeting-1"};
    made.ballots = {{.person = {"chair"}, .vote = domain::Vote::yes},
                    {.person = {"vice"}, .vote = domain::Vote::yes}};
  }

  void decide() { by("registrar", domain::DecisionMade{made}, "R34"); }

  domain::DecisionRecord made;
};

TEST_F(Meetings, AnHonestOneIsLeftAlone) {
  decide();
  readers.quiet(now);
  EXPECT_TRUE(findings.empty()) << findings.list().front().what;
}

TEST_F(Meetings, ADecisionOutsideAMeeting) {
  made.meeting = {"meeting-2"};
  decide();
  EXPECT_TRUE(finds("meeting"));
}

TEST_F(Meetings, AVoteOfSomebodyWithoutASeat) {
  made.ballots.push_back({.person = {"nobody"}, .vote = domain::Vote::yes});
  decide();
  EXPECT_TRUE(finds("meeting"));
}

TEST_F(Meetings, AQuorumLostToConflictsOfInterest) {
  made.conflicted = {{"vice"}};
  made.ballots.pop_back();
  decide();
  EXPECT_TRUE(finds("meeting"));
}

TEST_F(Meetings, ADecisionThatIsNotWhatTheVotesSay) {
  made.ballots[0].vote = made.ballots[1].vote = domain::Vote::no;
  decide();
  EXPECT_TRUE(finds("meeting"));
}

TEST_F(Meetings, OneWhomAnotherPresidesOver) {
  made.person = {"vice"};
  decide();
  EXPECT_TRUE(finds("meeting"));
}

TEST_F(Doctored, AMeetingOpenedWithoutQuorum) {
  by("registrar",
     domain::MeetingOpened{.meeting = {"meeting-1"}, .present = {{.person = {"chair"}}}}, "R34");
  EXPECT_TRUE(finds("meeting"));
}

TEST_F(Doctored, AChairAloneWhileTheCommitteeIsAtRest) {
  report();
  auto made = decision(domain::DecidingBody::committee_chair, domain::MatterKind::other);
  by("chair", domain::DecisionMade{made}, "T06");
  EXPECT_TRUE(finds("meeting"));
}

TEST_F(Doctored, AChairAloneWithoutUrgency) {
  report();
  extraordinary();
  functions();
  auto made = decision(domain::DecidingBody::committee_chair, domain::MatterKind::other);
  made.urgency_reason = " ";
  by("chair", domain::DecisionMade{made}, "T06");
  EXPECT_TRUE(finds("meeting"));
}

// ---- heightened alert ----

class Alerts : public Doctored {
 protected:
  void enter(const char* what) {
    add("tib",
        domain::ExternalDecisionEntered{{.id = {"record-" + std::to_string(command)},
                                         .body = domain::DecidingBody::government,
                                         .reference = "Fö 1",
                                         .what = what,
                                         .entered_by = {"tib"}}},
        "R29");
  }

  void highest(std::vector<std::string> areas) {
    enter("AlertChanged");
    by("tib",
       domain::AlertChanged{
           .grade = domain::AlertGrade::hogsta, .areas = std::move(areas), .in_area = true},
       "T14");
  }
};

TEST_F(Alerts, AnHonestOneIsLeftAlone) {
  highest({"SE"});
  enter("ReadinessAlarmChanged");
  by("tib", domain::ReadinessAlarmChanged{.sounding = true}, "T15");
  readers.quiet(now);
  EXPECT_TRUE(findings.empty()) << findings.list().front().what;
}

TEST_F(Alerts, OneThatRestsOnNoDecisionOfTheGovernment) {
  by("tib", domain::AlertChanged{.grade = domain::AlertGrade::skarpt, .in_area = true}, "T13");
  EXPECT_TRUE(finds("alert"));
}

TEST_F(Alerts, AReadinessAlarmInAPartOfTheCountry) {
  highest({"01"});
  enter("ReadinessAlarmChanged");
  by("tib", domain::ReadinessAlarmChanged{.sounding = true}, "T15");
  EXPECT_TRUE(finds("alert"));
}

TEST_F(Alerts, TheLawOfWarWithoutWar) {
  highest({"SE"});
  enter("WartimeLawChanged");
  by("tib", domain::WartimeLawChanged{.law = {.on = true, .cause = domain::LawCause::war}}, "T16");
  EXPECT_TRUE(finds("alert"));
}

TEST_F(Alerts, TheBoardInTheCouncilsPlaceWithoutTheLaw) {
  auto made = decision(domain::DecidingBody::board_for_council, domain::MatterKind::other);
  by("secretary", domain::DecisionMade{made}, "T17");
  EXPECT_TRUE(finds("alert"));
}

TEST_F(Alerts, ATaskThatStaysWhenTheLawEnds) {
  enter("WartimeLawChanged");
  by("tib", domain::WartimeLawChanged{.law = {.on = true, .cause = domain::LawCause::prescription}},
     "T16");
  by("registrar",
     domain::TasksAssigned{.assignment = {.id = {"assignment-1"}, .task = "parkering"}}, "T18");
  EXPECT_TRUE(findings.empty());
  by("", domain::WartimeLawChanged{.law = {.on = false}}, "R58");
  EXPECT_TRUE(finds("alert"));
}

// ---- whose it is ----

TEST_F(Doctored, AnIncidentEndedByAnotherSide) {
  report("bolaget");
  end();
  EXPECT_TRUE(finds("scope"));
}

TEST_F(Doctored, ATakeoverOfACompany) {
  take_over("bolaget");
  EXPECT_TRUE(finds("scope"));
}

TEST_F(Doctored, AUnitThatDecidesInWhatWasTakenOver) {
  take_over();
  auto made = decision(domain::DecidingBody::unit, domain::MatterKind::other);
  made.unit = {"trafik"};
  made.part = "väghållning";
  by("jour", domain::DecisionMade{made}, "A06");
  EXPECT_TRUE(finds("scope"));
}

TEST_F(Doctored, SomebodyWhoDecidesForAnotherUnit) {
  report();
  auto made = decision(domain::DecidingBody::unit, domain::MatterKind::other);
  made.unit = {"bolaget"};
  by("jour", domain::DecisionMade{made}, "A06");
  EXPECT_TRUE(finds("scope"));
}

TEST_F(Doctored, ACommitteeThatDecidesInWhatItHasNotTakenOver) {
  take_over();
  auto made = decision(domain::DecidingBody::committee_chair, domain::MatterKind::other);
  made.matter.scope = {.unit = {"trafik"}, .parts = {"parkering"}};
  by("chair", domain::DecisionMade{made}, "T06");
  EXPECT_TRUE(finds("scope"));
}

// ---- duties ----

TEST_F(Doctored, ADutyThatIsForgotten) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = role::city_director, .opened = now};
  duty.due = now + std::chrono::minutes(15);
  by("director", domain::ObligationOpened{duty}, "O01");
  now += std::chrono::hours(1);
  EXPECT_TRUE(finds("duties"));
}

TEST_F(Doctored, AnOverdueDutyThatNobodyIsToldOf) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = role::city_director, .opened = now};
  duty.due = now + std::chrono::minutes(15);
  by("director", domain::ObligationOpened{duty}, "O01");
  now += std::chrono::minutes(15);
  by("", domain::ObligationOverdue{{"obligation-1"}}, "O01");
  EXPECT_TRUE(finds("duties"));
}

TEST_F(Doctored, ADutyClosedWithoutEvidence) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = role::city_director, .opened = now};
  by("director", domain::ObligationOpened{duty}, "O01");
  by("director",
     domain::ObligationClosed{.obligation = {"obligation-1"}, .evidence = " ", .done = now}, "O01");
  EXPECT_TRUE(finds("duties"));
}

TEST_F(Doctored, AnOverdueDutyOfNobodyThatTheDutyOfficerIsNotToldOf) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = "NOBODY_HAS_IT", .opened = now};
  duty.due = now + std::chrono::minutes(15);
  by("director", domain::ObligationOpened{duty}, "O01");
  now += std::chrono::minutes(15);
  add("", domain::ObligationOverdue{{"obligation-1"}}, "O01");
  by("", domain::PersonNotified{.message = {"message-1"}, .person = {"chief"}}, "O01");
  EXPECT_TRUE(finds("duties"));
}

TEST_F(Doctored, ADutyThatIsGone) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = role::city_director, .opened = now};
  by("director", domain::ObligationOpened{duty}, "O01");
  readers.at_rest(domain::State{});
  EXPECT_TRUE(findings.has("duties"));
}

}  // namespace
}  // namespace ckl::sim
