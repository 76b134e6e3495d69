// What the city council is told, and when: O03, O16, R14, R52.
#include "domain/council.hpp"

#include "law/clock_town.hpp"

namespace ckl::law {
namespace {

// A town in which an event was declared and the committee decided twice.
class CouncilTown : public ClockTown {
 public:
  CouncilTown() {
    incident = accept("director", a_report(Level::serious));
    decide("declaration-" + incident, "Förklarad extraordinär");
    decide("committee-" + incident, "Nämnden träder i funktion");
    record("decision-1", true);
    record("decision-2", false);  // voted down
  }

  void decide(const std::string& subject, const std::string& what) {
    now += minute;
    const CouncilItem item{
        .subject = subject, .incident = IncidentId{incident}, .what = {what, what}, .decided = now};
    enact([&](Ruling& ruling) { open_council_report(ruling, item); });
  }

  void record(const std::string& id, bool adopted) {
    DecisionRecord decision;
    decision.id = DecisionId{id};
    decision.incident = IncidentId{incident};
    decision.adopted = adopted;
    enact([&](Ruling& ruling) { ruling.add("O03", DecisionMade{decision}); });
    decide(id, "Beslut " + id);
  }

  std::string council_meets(Instant time) {
    return accept("kf-sekr", RegisterCouncilMeeting{.time = time});
  }

  [[nodiscard]] std::vector<std::string> subjects() const {
    std::vector<std::string> all;
    for (const auto& line : council_report(state)) all.push_back(line.subject);
    return all;
  }

  std::string incident;
};

ReportToCouncil report_at(const std::string& meeting) {
  return ReportToCouncil{.meeting = MeetingId{meeting}, .decisions = {}, .reference = "KF § 7"};
}

// Basis: LEH 2006:544 2 kap. 5 §; Läsning R52
TEST(R52, TheCouncilIsToldOfTheDeclarationTheStartAndEveryDecisionAlsoThoseVotedDown) {
  CouncilTown town;
  EXPECT_EQ(town.subjects(),
            list({"declaration-incident-1", "committee-incident-1", "decision-1", "decision-2"}));
  const auto lines = council_report(town.state);
  EXPECT_EQ(lines[0].decision, nullptr);
  ASSERT_NE(lines[3].decision, nullptr);
  EXPECT_FALSE(lines[3].decision->adopted);
  // Other duties of the same event are not on the list.
  town.enact([&](Ruling& ruling) { open_county_reports(ruling, IncidentId{town.incident}); });
  EXPECT_EQ(town.subjects().size(), 4U);
}

// Basis: LEH 2006:544 2 kap. 5 §
TEST(O03, IsFulfilledByTheReportAtAMeetingThatWasHeldAndByNothingElse) {
  CouncilTown town;
  EXPECT_EQ(town.refuse("registrar", fulfilled(town.duty("O03", "decision-1"))), list({"O03"}));
  const std::string meeting = town.council_meets(town.now + 2 * day);
  EXPECT_EQ(town.refuse("nobody", report_at(meeting)), list({"O03", "O03"}));
  EXPECT_EQ(town.refuse("kf-sekr", report_at(meeting)), list({"O03"}));  // not held yet
  town.pass(2 * day + hour);
  town.accept("kf-sekr", report_at(meeting));
  EXPECT_EQ(town.open("O03"), 0U);
  EXPECT_EQ(town.events<CouncilReportMade>().at(0).decisions.size(), 4U);
  for (const auto& line : council_report(town.state)) EXPECT_TRUE(line.reported);
  EXPECT_EQ(town.state.decisions.at(DecisionId{"decision-1"}).council_reference, "KF § 7");
  EXPECT_EQ(town.refuse("kf-sekr", report_at(meeting)), list({"O03"}));  // nothing waits
}

// Basis: LEH 2006:544 2 kap. 5 §
TEST(O03, SomeDecisionsMayBeReportedAloneButNoneTwiceAndNoneMadeAfterwards) {
  CouncilTown town;
  const std::string meeting = town.council_meets(town.now + day);
  town.pass(day + hour);
  town.record("decision-3", true);
  ReportToCouncil some = report_at(meeting);
  some.decisions = {DecisionId{"decision-1"}, DecisionId{"declaration-incident-1"}};
  town.accept("registrar", some);
  EXPECT_EQ(town.open("O03"), 3U);
  some.decisions = {DecisionId{"decision-1"}};
  EXPECT_EQ(town.refuse("registrar", some), list({"O03"}));
  some.decisions = {DecisionId{"decision-3"}};
  EXPECT_EQ(town.refuse("registrar", some), list({"O03"}));
  some.decisions = {DecisionId{"decision-9"}};
  EXPECT_EQ(town.refuse("registrar", some), list({"INPUT_UNKNOWN_DECISION"}));
  town.accept("registrar", report_at(meeting));
  EXPECT_EQ(town.duty("O03").subject, "decision-3");
}

// Basis: Läsning R14
TEST(R14, WithoutAKnownMeetingTheReportIsOpenAndTheNextOneRegisteredGivesItsDate) {
  CouncilTown town;
  EXPECT_EQ(town.duty("O03", "decision-1").due, std::nullopt);
  const Instant later = local(2026, 12, 14, 18 * hour);
  const std::string meeting = town.council_meets(later);
  EXPECT_EQ(town.rules_journaled("CouncilMeetingRegistered"), list({"R14"}));
  EXPECT_EQ(town.duty("O03", "decision-1").due, last_moment_of(2026, 12, 14));
  EXPECT_EQ(town.refuse("kf-sekr", RegisterCouncilMeeting{.time = later}), list({"R14"}));
  // A later one changes nothing, an earlier one does.
  town.council_meets(local(2027, 1, 25, 18 * hour));
  EXPECT_TRUE(town.events<ObligationDated>().empty());
  const std::string earlier = town.council_meets(local(2026, 11, 30, 18 * hour));
  EXPECT_EQ(town.duty("O03", "decision-1").due, last_moment_of(2026, 11, 30));
  // A new decision takes the date at once.
  town.record("decision-3", true);
  EXPECT_EQ(town.duty("O03", "decision-3").due, last_moment_of(2026, 11, 30));
  // Cancelled: the one after it.
  town.accept("kf-sekr", CancelCouncilMeeting{MeetingId{earlier}, "För få ärenden"});
  EXPECT_EQ(town.duty("O03", "decision-1").due, last_moment_of(2026, 12, 14));
  EXPECT_EQ(town.refuse("kf-sekr", CancelCouncilMeeting{MeetingId{earlier}, "Igen"}),
            list({"R14"}));
  EXPECT_EQ(town.refuse("staff", CancelCouncilMeeting{MeetingId{meeting}, "?"}), list({"O03"}));
  town.now = later + hour;
  EXPECT_EQ(town.refuse("kf-sekr", report_at(earlier)), list({"R14"}));
  town.accept("kf-sekr", report_at(meeting));
  EXPECT_EQ(town.refuse("kf-sekr", CancelCouncilMeeting{MeetingId{meeting}, "?"}), list({"O03"}));
}

// Basis: Läsning R14
TEST(R14, ADayThatPassesWithoutTheReportIsAlarmedAndANewDateEndsTheAlarm) {
  CouncilTown town;
  const std::string meeting = town.council_meets(town.now + day);
  town.pass(3 * day);
  EXPECT_EQ(town.duty("O03", "decision-1").state, ObligationState::overdue);
  EXPECT_TRUE(has(town.told_about("O03"), "chief"));
  EXPECT_TRUE(has(town.told_about("O03"), "registrar"));
  town.council_meets(town.now + day);
  EXPECT_EQ(town.duty("O03", "decision-1").state, ObligationState::overdue);
  town.accept("kf-sekr", CancelCouncilMeeting{MeetingId{meeting}, "Infört fel"});
  EXPECT_EQ(town.duty("O03", "decision-1").state, ObligationState::open);
}

// Basis: Lag 1988:97 7 §; Läsning R14
TEST(O16, WhatTheBoardDecidedInTheCouncilsPlaceIsReportedAtItsNextMeeting) {
  ClockTown town;
  const std::string meeting =
      town.accept("registrar", RegisterCouncilMeeting{.time = town.now + day});
  const CouncilItem item{
      .subject = "decision-1", .incident = {}, .what = {"Budget", "Budget"}, .decided = town.now};
  town.enact([&](Ruling& ruling) { open_board_report(ruling, item); });
  EXPECT_EQ(town.duty("O16").due, calendar::end_of_day(calendar::date_of(town.now + day)));
  EXPECT_EQ(town.refuse("registrar", fulfilled(town.duty("O16"))), list({"O16"}));
  EXPECT_TRUE(council_report(town.state).empty());  // the board's, not the committee's
  town.pass(day + hour);
  town.accept("registrar", report_at(meeting));
  EXPECT_EQ(town.rules_journaled("ObligationClosed"), list({"O16"}));
}

// Basis: Läsning R14
TEST(CouncilMeetings, NeedATimeAndAKnownMeeting) {
  ClockTown town;
  EXPECT_EQ(town.refuse("registrar", RegisterCouncilMeeting{}), list({"INPUT_MISSING"}));
  EXPECT_EQ(town.refuse("registrar", report_at("council-meeting-9")),
            list({"INPUT_UNKNOWN_COUNCIL_MEETING"}));
  EXPECT_EQ(town.refuse("nobody", RegisterCouncilMeeting{.time = town.now + day}), list({"O03"}));
}

}  // namespace
}  // namespace ckl::law
