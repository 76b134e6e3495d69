// Who is not called, who is taken in late, what is said later, and recall. Basis of all: A16.
#include "domain/limits.hpp"
#include "law/town.hpp"

namespace ckl::law {
namespace {

class Staffing : public ::testing::Test {
 protected:
  Staffing() : callout(start(town.accept("tib", a_report()))) {}

  CalloutId start(const std::string& incident, const char* plan = "") {
    return CalloutId{town.accept("tib", StartCallout{IncidentId{incident}, PlanId{plan}, {}})};
  }

  void answer(const CalloutId& to, const char* who, Answer what) {
    town.accept(who, AnswerCall{to, {}, what, 0, {}});
  }

  void absent(const char* who, AbsenceKind kind, std::optional<Instant> until = {}) {
    town.accept(who, NoteAbsence{.person = {}, .kind = kind, .until = until, .reason = "Skäl"});
  }

  [[nodiscard]] std::vector<std::string> called() const {
    std::vector<std::string> persons;
    for (const auto& event : town.events<PersonCalled>()) persons.push_back(event.person.value);
    return persons;
  }

  // "person reason", in order.
  [[nodiscard]] std::vector<std::string> passed_over() const {
    std::vector<std::string> all;
    for (const auto& event : town.events<PersonPassedOver>()) {
      all.push_back(event.person.value + " " + event.reason);
    }
    return all;
  }

  [[nodiscard]] CallState standing(const CalloutId& of, std::size_t index, const char* who) const {
    CallState found{};
    for (const auto& call : town.state.callouts.at(of).positions[index].calls) {
      if (call.person == PersonId{who}) found = call.state;
    }
    return found;
  }

  // Whatever is owed has left, so that those called have heard of it.
  void send_all() {
    for (const auto& message : MessageBook(town.state.messages)) {
      if (!message.settled && message.attempts.empty()) {
        town.accept("", BeginAttempt{message.id, 0, "prov"});
      }
    }
  }

  Town town;
  CalloutId callout;
};

TEST_F(Staffing, WhoIsAbsentIsPassedOverAndTheNextIsCalledAtOnce) {
  absent("p1", AbsenceKind::on_scene);
  absent("p2", AbsenceKind::resting);
  absent("p3", AbsenceKind::away);
  const CalloutId other = start(town.accept("tib", a_report()));
  EXPECT_EQ(passed_over(), list({"p1 ON_SCENE", "p2 RESTING", "p3 AWAY"}));
  EXPECT_EQ(called(), list({"p4", "p5", "p6"}));
  EXPECT_EQ(standing(other, 0, "p1"), CallState::passed_over);
  // Two are wanted for the first position and one is left: alarmed in the same decision.
  ASSERT_EQ(town.events<StaffingGapRaised>().size(), 1U);
  EXPECT_EQ(town.events<StaffingGapRaised>().at(0).missing, 1U);
}

TEST_F(Staffing, WhoBecomesAbsentWhileCalledIsNotWaitedFor) {
  absent("p1", AbsenceKind::away);
  EXPECT_EQ(town.happened(), list({"AbsenceNoted", "PersonPassedOver", "PersonCalled"}));
  EXPECT_EQ(called(), list({"p3"}));
  EXPECT_TRUE(town.state.messages.at(town.state.callouts.at(callout).positions[0].calls[0].message)
                  .settled);
}

TEST_F(Staffing, WhoRestsIsCalledWhenTheRestIsOverAndSomebodyIsStillMissing) {
  for (const char* who : {"p2", "p3", "p4"}) absent(who, AbsenceKind::away);
  absent("p1", AbsenceKind::resting);
  EXPECT_EQ(town.state.absences.at(PersonId{"p1"}).until, town.now + 11 * hour);
  // The other position goes on meanwhile, and has p1 in its pool too.
  answer(callout, "p5", Answer::coming);
  town.pass(11 * hour - minute);
  EXPECT_TRUE(called().empty());
  town.pass(minute);
  EXPECT_EQ(called(), list({"p1"}));
  EXPECT_FALSE(town.state.absences.contains(PersonId{"p1"}));
}

TEST_F(Staffing, EndingAnAbsenceCallsAtOnceWhereSomebodyIsMissing) {
  for (const char* who : {"p1", "p2", "p3", "p4"}) absent(who, AbsenceKind::away);
  town.accept("p3", EndAbsence{{}, "Hemma igen"});
  EXPECT_EQ(town.happened(), list({"AbsenceEnded", "PersonCalled"}));
  EXPECT_EQ(called(), list({"p3"}));
}

TEST_F(Staffing, WhoComesToOneEventIsNotCalledByAnother) {
  answer(callout, "p1", Answer::coming);
  const CalloutId other = start(town.accept("tib", a_report()));
  EXPECT_EQ(passed_over(), list({"p1 ELSEWHERE"}));
  EXPECT_EQ(called(), list({"p2", "p3", "p5", "p6"}));
  // Both were asking for p2: the one that p2 comes to keeps, the other goes on.
  answer(other, "p2", Answer::coming);
  EXPECT_EQ(standing(callout, 0, "p2"), CallState::passed_over);
  EXPECT_EQ(called(), list({"p3"}));
}

TEST_F(Staffing, WhoNoLongerComesIsAskedByTheEventThatLacksPeople) {
  answer(callout, "p1", Answer::coming);
  const CalloutId other = start(town.accept("tib", a_report()));
  for (const char* who : {"p2", "p3", "p4"}) answer(other, who, Answer::cannot);
  EXPECT_TRUE(called().empty());
  answer(callout, "p1", Answer::cannot);
  ASSERT_EQ(town.events<PersonCalled>().size(), 2U);
  EXPECT_EQ(town.events<PersonCalled>().at(1).callout, other);
  EXPECT_EQ(town.events<PersonCalled>().at(1).person, PersonId{"p1"});
}

TEST_F(Staffing, AnOldYesKeepsNobodyFromANewEvent) {
  answer(callout, "p1", Answer::coming);
  town.pass(limits::engaged_for);
  start(town.accept("tib", a_report()));
  EXPECT_TRUE(passed_over().empty());
  EXPECT_EQ(called(), list({"p1", "p2", "p5", "p6"}));
}

// The simulator's seed 473: an old offer, taken in today.
TEST_F(Staffing, WhoIsTakenInIsEngagedFromThen) {
  answer(callout, "p5", Answer::coming);
  answer(callout, "p6", Answer::coming);
  ASSERT_EQ(standing(callout, 1, "p6"), CallState::spare);
  town.pass(limits::engaged_for - hour);
  town.accept("tib", TakeIn{callout, PersonId{"p6"}});
  town.pass(2 * hour);
  start(town.accept("tib", a_report()));
  EXPECT_EQ(passed_over(), list({"p6 ELSEWHERE"}));
}

TEST_F(Staffing, TheEndOfOneCallOutFreesWhoWasComing) {
  answer(callout, "p1", Answer::coming);
  const CalloutId other = start(town.accept("tib", a_report()));
  for (const char* who : {"p2", "p3", "p4"}) answer(other, who, Answer::cannot);
  town.accept("tib", EndCallout{callout, "Klart"});
  EXPECT_EQ(called(), list({"p1"}));
}

TEST_F(Staffing, WhoWasPassedOverMayComeAllTheSame) {
  absent("p1", AbsenceKind::away);
  answer(callout, "p1", Answer::coming);
  EXPECT_EQ(standing(callout, 0, "p1"), CallState::coming);
}

TEST_F(Staffing, OnlyWhoHasTheQualificationIsCalled) {
  Organisation organisation = small_organisation();
  for (auto& person : organisation.persons) {
    if (person.id == PersonId{"p2"} || person.id == PersonId{"p4"}) {
      person.qualifications = {"skyddsvakt", "rakel"};
    }
  }
  town.accept("", AdoptOrganisation{organisation, "hash-2"});
  CalloutPlan plan = small_plan();
  plan.id = PlanId{"skydd"};
  plan.positions.resize(1);
  plan.positions[0].qualifications = {"skyddsvakt"};
  town.accept("", AdoptPlan{plan});
  town.accept("tib", EndCallout{callout, "Ny"});
  start("incident-1", "skydd");
  EXPECT_EQ(passed_over(), list({"p1 UNQUALIFIED", "p3 UNQUALIFIED"}));
  EXPECT_EQ(called(), list({"p2", "p4"}));
}

TEST_F(Staffing, ARouteThatCertainlyEndsWithNobodyIsRefused) {
  CalloutPlan plan = small_plan();
  plan.positions[0].waves.push_back({.parallel = false, .persons = {}});
  EXPECT_EQ(town.refuse("", AdoptPlan{plan}), list({"INPUT_ROUTE_ENDS_WITH_NOBODY"}));
  plan = small_plan();
  plan.positions[0].qualifications = {"skyddsvakt"};
  EXPECT_EQ(town.refuse("", AdoptPlan{plan}),
            list({"INPUT_ROUTE_ENDS_WITH_NOBODY", "INPUT_POOL_TOO_SMALL"}));
}

TEST_F(Staffing, WhoOfferedWhenItWasFullIsTakenIn) {
  answer(callout, "p5", Answer::coming);
  answer(callout, "p6", Answer::coming);
  ASSERT_EQ(standing(callout, 1, "p6"), CallState::spare);
  town.accept("tib", TakeIn{callout, PersonId{"p6"}});
  EXPECT_EQ(standing(callout, 1, "p6"), CallState::coming);
  EXPECT_EQ(town.told_about("taken-in"), list({"p6"}));
  EXPECT_EQ(town.refuse("tib", TakeIn{callout, PersonId{"p7"}}), list({"A16"}));
  EXPECT_EQ(town.refuse("p6", TakeIn{callout, PersonId{"p6"}}), list({"A16", "A16"}));
}

TEST_F(Staffing, AnOfferIsVoidOnceAnotherPlaceIsTaken) {
  answer(callout, "p1", Answer::cannot);
  answer(callout, "p2", Answer::coming);
  answer(callout, "p3", Answer::coming);
  answer(callout, "p1", Answer::coming);
  ASSERT_EQ(standing(callout, 0, "p1"), CallState::spare);
  for (const char* who : {"p5", "p6", "p7"}) answer(callout, who, Answer::cannot);
  ASSERT_EQ(called(), list({"p1"}));  // for the other position
  EXPECT_EQ(town.refuse("tib", TakeIn{callout, PersonId{"p1"}}), list({"A16"}));
  answer(callout, "p1", Answer::coming);
  EXPECT_EQ(town.refuse("tib", TakeIn{callout, PersonId{"p1"}}), list({"A16"}));
}

TEST_F(Staffing, AWordGoesToThoseItIsMeantFor) {
  answer(callout, "p1", Answer::coming);
  answer(callout, "p2", Answer::cannot);
  const auto to = [&](WordAudience audience) {
    town.accept("tib", SendWord{callout, WordKind::stand_by, audience, "Samling i Stadshuset"});
    return town.told_about("callout-word");
  };
  EXPECT_EQ(to(WordAudience::asked), list({"p1", "p3", "p5", "p6"}));
  EXPECT_EQ(town.events<WordSent>().at(0).persons, 4U);
  EXPECT_EQ(to(WordAudience::coming), list({"p1"}));
  EXPECT_EQ(to(WordAudience::open), list({"p3", "p5", "p6"}));
  EXPECT_EQ(town.events<PersonNotified>().at(0).text->sv,
            "Var beredd (Lastbil på Drottninggatan): Samling i Stadshuset");
  EXPECT_EQ(town.refuse("tib", SendWord{callout, WordKind::other, WordAudience::asked, " "}),
            list({"INPUT_MISSING"}));
  EXPECT_EQ(town.refuse("p1", SendWord{callout, WordKind::done, WordAudience::asked, {}}),
            list({"A16"}));
}

TEST_F(Staffing, ARecalledAlarmIsRecalledFromEverybodyItReached) {
  send_all();
  answer(callout, "p1", Answer::coming);
  answer(callout, "p2", Answer::cannot);
  town.accept("tib", RecallCallout{callout, "Falskt larm"});
  std::vector<std::string> told;
  for (const auto& event : town.events<PersonStoodDown>()) {
    if (!event.message.empty()) told.push_back(event.person.value);
  }
  // p3 was called a moment ago and has heard nothing yet; p2 does not come anyway.
  EXPECT_EQ(told, list({"p1", "p5", "p6"}));
  EXPECT_EQ(town.happened().front(), "CalloutRecalled");
  EXPECT_EQ(town.happened().back(), "CalloutEnded");
  EXPECT_EQ(town.state.callouts.at(callout).recalled, "Falskt larm");
  EXPECT_EQ(town.refuse("tib", RecallCallout{callout, "Igen"}), list({"A16"}));
}

TEST_F(Staffing, AbsenceIsNotedByOneselfOrByWhoLeads) {
  const NoteAbsence of_p1{
      .person = PersonId{"p1"}, .kind = AbsenceKind::away, .until = {}, .reason = "Sjuk"};
  EXPECT_EQ(town.refuse("p2", of_p1), list({"A16"}));
  town.accept("staff", of_p1);
  EXPECT_EQ(town.state.absences.at(PersonId{"p1"}).noted_by, PersonId{"staff"});
  EXPECT_EQ(town.refuse("p2", EndAbsence{PersonId{"p1"}, {}}), list({"A16"}));
  EXPECT_EQ(town.refuse("p2", EndAbsence{{}, {}}), list({"A16"}));
  NoteAbsence past = of_p1;
  past.until = town.now;
  EXPECT_EQ(town.refuse("staff", past), list({"INPUT_OUT_OF_RANGE"}));
}

}  // namespace
}  // namespace ckl::law
