// The call-out contract, case by case. The same contract under random play: callout_play_test.cpp.
#include "domain/deputy.hpp"
#include "law/town.hpp"

namespace ckl::law {
namespace {

class CallOut : public ::testing::Test {
 protected:
  CallOut() { start(); }

  void start() {
    const std::string id = town.accept("tib", a_report());
    callout = CalloutId{town.accept("tib", StartCallout{IncidentId{id}, {}, {}})};
  }

  void answer(const char* who, Answer what, std::uint32_t minutes = 0) {
    town.accept(who, AnswerCall{callout, {}, what, minutes, {}});
  }

  // The people called since the mark, in order.
  [[nodiscard]] std::vector<std::string> called() const {
    std::vector<std::string> persons;
    for (const auto& event : town.events<PersonCalled>()) persons.push_back(event.person.value);
    return persons;
  }

  [[nodiscard]] const CalloutPosition& position(std::size_t index) const {
    return town.state.callouts.at(callout).positions[index];
  }

  // The person's latest call in the position.
  [[nodiscard]] CallState standing(std::size_t index, const char* who) const {
    CallState found{};
    for (const auto& call : position(index).calls) {
      if (call.person == PersonId{who}) found = call.state;
    }
    return found;
  }

  Town town;
  CalloutId callout;
};

TEST_F(CallOut, BeginsWithTheFirstWaveOfEachPosition) {
  // In order: as many as wanted. In parallel: the whole wave.
  EXPECT_EQ(called(), list({"p1", "p2", "p5", "p6"}));
  EXPECT_EQ(town.happened().at(0), "CalloutStarted");
  EXPECT_EQ(town.state.callouts.at(callout).message, "Lastbil på Drottninggatan");
  EXPECT_EQ(town.events<PersonCalled>().at(0).answer_by, town.now + 5 * minute);
}

TEST_F(CallOut, CallsTheNextAtOnceWhenSomebodyDeclines) {
  answer("p1", Answer::cannot);
  EXPECT_EQ(town.happened(), list({"AnswerRecorded", "PersonCalled"}));
  EXPECT_EQ(called(), list({"p3"}));
}

// p4 deputises for p1, p5 for p2; p5 is in no pool of their position.
class DeputyIn : public CallOut {
 protected:
  DeputyIn() {
    town.accept("tib", EndCallout{callout, "prov"});
    Organisation changed = town.state.organisation;
    for (const auto& [who, order] : {std::pair{"p1", 1U}, {"p9", 2U}, {"p4", 3U}}) {
      changed.mandates.push_back(mandate(who, "VAGMASTARE", "trafikkontoret", order));
    }
    changed.mandates.push_back(mandate("p2", "VAKT", "trafikkontoret", 1));
    changed.mandates.push_back(mandate("p5", "VAKT", "trafikkontoret", 2));
    town.accept("", AdoptOrganisation{changed, "hash-2"});
    start();
  }

  void ask_deputy(const char* who, Answer what = Answer::cannot) {
    AnswerCall command{callout, {}, what, 0, "5"};
    command.deputy = true;
    town.accept(who, command);
  }
};

TEST_F(DeputyIn, ACallOutIsAskedBeforeWhoeverIsInTurn) {
  ask_deputy("p1");
  // p9 is nearer, and in no pool.
  EXPECT_EQ(town.happened(), list({"AnswerRecorded", "PersonCalled"}));
  EXPECT_EQ(called(), list({"p4"}));
  EXPECT_EQ(town.events<AnswerRecorded>().at(0).raw, "5");
  // Nobody is left out who had not had a turn.
  answer("p4", Answer::cannot);
  EXPECT_EQ(called(), list({"p3"}));
  answer("p3", Answer::cannot);
  EXPECT_EQ(called(), list({}));
  EXPECT_EQ(town.events<StaffingGapRaised>().size(), 1U);
}

TEST_F(DeputyIn, ACallOutIsNotAskedOutsideThePoolAndWhoeverIsInTurnIs) {
  ask_deputy("p2");
  EXPECT_EQ(called(), list({"p3"}));
}

TEST_F(DeputyIn, ACallOutIsNotAskedTwice) {
  answer("p2", Answer::cannot);
  answer("p3", Answer::cannot);
  ASSERT_EQ(standing(0, "p4"), CallState::calling);
  ask_deputy("p1");
  EXPECT_EQ(town.happened().at(0), "AnswerRecorded");
  EXPECT_EQ(called(), list({}));
}

TEST_F(DeputyIn, ACallOutIsNotAskedForSomebodyWhoComes) {
  ask_deputy("p1", Answer::coming);
  EXPECT_EQ(called(), list({}));
}

TEST(Deputies, AreTheNextInOrderOfTheSameRoleAndTheOfficesThatStandIn) {
  const Town town;
  const auto of = [&](const char* who) {
    std::vector<std::string> ids;
    for (const auto& one : deputies_of(town.state, PersonId{who}, town.now)) {
      ids.push_back(one.value);
    }
    return ids;
  };
  EXPECT_EQ(of("tib"), list({"tib-2"}));
  EXPECT_EQ(of("tib-2"), list({}));
  EXPECT_EQ(of("director"), list({"deputy"}));
  EXPECT_EQ(of("chair"), list({"vice-1", "vice-2"}));
  EXPECT_EQ(of("vice-1"), list({"vice-2"}));
  EXPECT_EQ(of("former-chair"), list({}));
  EXPECT_EQ(of("trafik-jour"), list({}));
}

TEST_F(CallOut, CallsTheNextAtOnceWhenSomebodyIsSilent) {
  answer("p5", Answer::coming, 20);
  town.pass(5 * minute);
  EXPECT_EQ(town.happened(),
            list({"SilenceNoted", "SilenceNoted", "PersonCalled", "PersonCalled"}));
  EXPECT_EQ(called(), list({"p3", "p4"}));
  EXPECT_EQ(standing(0, "p1"), CallState::silent);
}

TEST_F(CallOut, OpensTheNextWaveWhenTheCurrentIsUsedUpAndWaitsForNoEmptyOne) {
  CalloutPlan plan = small_plan();
  plan.id = PlanId{"tom"};
  plan.positions.resize(1);
  plan.positions[0].wanted = 1;
  plan.positions[0].waves = {{.parallel = false, .persons = {}},
                             {.parallel = true, .persons = people({"p1", "p2"})},
                             {.parallel = true, .persons = {}},
                             {.parallel = false, .persons = people({"p3"})}};
  town.accept("", AdoptPlan{plan});
  callout =
      CalloutId{town.accept("tib", StartCallout{IncidentId{"incident-1"}, PlanId{"tom"}, {}})};
  EXPECT_EQ(called(), list({"p1", "p2"}));
  answer("p1", Answer::cannot);
  EXPECT_TRUE(called().empty());  // one is still called and one is wanted
  answer("p2", Answer::cannot);
  EXPECT_EQ(called(), list({"p3"}));
}

TEST_F(CallOut, StandsDownTheRestWhenFilled) {
  answer("p5", Answer::coming, 10);
  EXPECT_EQ(town.happened(), list({"AnswerRecorded", "PositionFilled", "PersonStoodDown"}));
  EXPECT_TRUE(position(1).filled);
  EXPECT_EQ(standing(1, "p6"), CallState::stood_down);
  // Nothing had been sent to p6, so no word is planned either.
  EXPECT_TRUE(town.events<PersonStoodDown>().at(0).message.empty());
}

TEST_F(CallOut, PlansAWordToWhoWasSentSomething) {
  const MessageId call = position(1).calls.at(1).message;
  town.accept("", BeginAttempt{call, 0, "prov"});
  answer("p5", Answer::coming, 10);
  const auto stood_down = town.events<PersonStoodDown>().at(0);
  ASSERT_FALSE(stood_down.message.empty());
  const Message& word = town.state.messages.at(stood_down.message);
  EXPECT_EQ(word.purpose, MessagePurpose::stand_down);
  EXPECT_EQ(word.person, PersonId{"p6"});
  EXPECT_TRUE(town.state.messages.at(call).settled);
}

TEST_F(CallOut, KeepsWhoComesWhenItIsFullAsASpare) {
  answer("p5", Answer::coming, 10);
  answer("p6", Answer::coming, 10);
  EXPECT_EQ(standing(1, "p6"), CallState::spare);
  EXPECT_EQ(town.happened(), list({"AnswerRecorded"}));
}

TEST_F(CallOut, ReopensBelowTheWantedNumberAndSeeksTheUncalledFirst) {
  answer("p5", Answer::coming, 10);
  answer("p6", Answer::coming, 10);
  answer("p5", Answer::cannot);
  EXPECT_EQ(town.happened(), list({"AnswerRecorded", "PositionReopened", "PersonCalled"}));
  EXPECT_EQ(called(), list({"p7"}));
  answer("p7", Answer::cannot);  // p1 of the pool is called elsewhere; the spare is asked again
  EXPECT_EQ(called(), list({"p6"}));
  answer("p6", Answer::coming, 5);
  EXPECT_TRUE(position(1).filled);
}

TEST_F(CallOut, SeeksThoseStoodDownWhenNobodyIsUncalled) {
  answer("p5", Answer::coming, 10);
  ASSERT_EQ(standing(1, "p6"), CallState::stood_down);
  answer("p5", Answer::cannot);
  EXPECT_EQ(called(), list({"p7"}));
  answer("p7", Answer::cannot);
  EXPECT_EQ(called(), list({"p6"}));
  EXPECT_EQ(standing(1, "p6"), CallState::calling);
}

TEST_F(CallOut, AsksThoseWhoSaidLaterAgainWhenAPlaceOpens) {
  answer("p5", Answer::later, 60);
  EXPECT_EQ(standing(1, "p5"), CallState::later);
  answer("p6", Answer::coming, 10);
  answer("p6", Answer::cannot);
  EXPECT_EQ(called(), list({"p7"}));
  answer("p7", Answer::coming, 10);
  answer("p7", Answer::cannot);  // reopened, and nobody else is left
  EXPECT_EQ(called(), list({"p5"}));
}

TEST_F(CallOut, DoesNotAskSomebodyAgainWhoJustSaidLater) {
  for (const char* who : {"p5", "p6"}) answer(who, Answer::cannot);
  answer("p7", Answer::later, 60);
  EXPECT_TRUE(called().empty());
  EXPECT_EQ(town.happened().at(1), "StaffingGapRaised");
}

TEST_F(CallOut, TakesALateYesWhileAPlaceIsOpen) {
  town.pass(5 * minute);
  answer("p1", Answer::coming, 15);
  EXPECT_EQ(standing(0, "p1"), CallState::coming);
  answer("p3", Answer::coming, 15);
  EXPECT_TRUE(position(0).filled);
  answer("p2", Answer::coming, 15);
  EXPECT_EQ(standing(0, "p2"), CallState::spare);
}

TEST_F(CallOut, CallsNobodyForTwoPositionsAtOnce) {
  for (const char* who : {"p5", "p6"}) answer(who, Answer::cannot);
  answer("p7", Answer::cannot);
  // p1 stands in that pool too, but is called for the other position.
  EXPECT_TRUE(called().empty());
  EXPECT_EQ(town.events<StaffingGapRaised>().at(0).missing, 1U);
  EXPECT_EQ(town.events<StaffingGapRaised>().at(0).reason, "EXHAUSTED");
}

TEST_F(CallOut, CallsForOnePositionWhoIsFreedByAnother) {
  for (const char* who : {"p5", "p6"}) answer(who, Answer::cannot);
  answer("p7", Answer::cannot);
  answer("p2", Answer::coming, 5);
  town.accept("tib", AnswerCall{callout, PersonId{"p1"}, Answer::later, 1, "P1 kan om en minut"});
  answer("p3", Answer::coming, 5);
  EXPECT_TRUE(position(0).filled);
  town.now += 2 * minute;
  answer("p3", Answer::coming, 5);  // any act settles anew; p1's time has come
  EXPECT_EQ(called(), list({"p1"}));
  EXPECT_EQ(standing(1, "p1"), CallState::calling);
}

TEST_F(CallOut, FindsWhoHasNoLadderUnreachableAndGoesOn) {
  Organisation organisation = small_organisation();
  for (auto& one : organisation.persons) {
    if (one.id == PersonId{"p1"}) one.ladder.clear();
  }
  town.accept("", AdoptOrganisation{organisation, "without p1"});
  start();
  EXPECT_EQ(called(), list({"p2", "p3", "p5", "p6"}));
  EXPECT_EQ(town.events<PersonUnreachable>().at(0).reason, "NO_LADDER");
  EXPECT_EQ(standing(0, "p1"), CallState::unreachable);
}

TEST_F(CallOut, RaisesAGapOnceWhenTheDeadlinePasses) {
  answer("p5", Answer::coming, 10);
  answer("p1", Answer::coming, 10);
  CalloutPlan slow = small_plan();
  slow.positions[0].answer_within = 2 * hour;
  town.accept("", AdoptPlan{slow});
  town.accept("tib", EndCallout{callout, ""});
  start();
  answer("p5", Answer::coming, 10);
  answer("p1", Answer::coming, 10);
  town.pass(hour);
  ASSERT_EQ(town.events<StaffingGapRaised>().size(), 1U);
  EXPECT_EQ(town.events<StaffingGapRaised>()[0].reason, "DEADLINE");
  EXPECT_EQ(town.events<StaffingGapRaised>()[0].missing, 1U);
  town.pass(hour - Seconds{1});
  EXPECT_TRUE(town.happened().empty());
}

TEST_F(CallOut, AlarmsAgainWhenNobodyIsLeftAfterTheDeadline) {
  CalloutPlan slow = small_plan();
  slow.positions.resize(1);
  slow.positions[0].answer_within = 2 * hour;
  town.accept("", AdoptPlan{slow});
  town.accept("tib", EndCallout{callout, ""});
  start();
  town.pass(hour);
  EXPECT_EQ(town.events<StaffingGapRaised>().at(0).reason, "DEADLINE");
  for (const char* who : {"p1", "p2"}) answer(who, Answer::cannot);
  EXPECT_TRUE(town.events<StaffingGapRaised>().empty());
  answer("p3", Answer::cannot);
  EXPECT_EQ(town.events<StaffingGapRaised>().at(0).reason, "EXHAUSTED");
  answer("p4", Answer::cannot);
  EXPECT_TRUE(town.events<StaffingGapRaised>().empty());  // already told that it lacks people
}

TEST_F(CallOut, IsNotStartedTwiceForTheSameIncidentAndPlan) {
  EXPECT_EQ(town.refuse("tib-2", StartCallout{IncidentId{"incident-1"}, {}, {}}), list({"A16"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
}

TEST_F(CallOut, EndsWithAWordToThoseStillCalled) {
  EXPECT_EQ(town.refuse("staff", EndCallout{callout, "Klart"}), list({"A16"}));
  const MessageId call = position(0).calls.at(0).message;
  town.accept("", BeginAttempt{call, 0, "prov"});
  town.accept("chief", EndCallout{callout, "Klart"});
  EXPECT_EQ(town.events<PersonStoodDown>().size(), 4U);
  EXPECT_EQ(town.happened().back(), "CalloutEnded");
  EXPECT_EQ(town.refuse("chief", EndCallout{callout, "Klart"}), list({"A16"}));
  EXPECT_EQ(town.refuse("p1", AnswerCall{callout, {}, Answer::coming, 5, {}}), list({"A16"}));
  EXPECT_GT(next_deadline(town.state), town.now + day);                     // the calendar alone
  EXPECT_EQ(owed_deliveries(town.state, town.now + hour, 100).size(), 1U);  // the one word
}

TEST_F(CallOut, EndsWithItsIncident) {
  town.accept("tib", level("incident-1", Level::none));
  town.accept("tib", CloseIncident{IncidentId{"incident-1"}, "Klart"});
  EXPECT_TRUE(town.state.callouts.at(callout).ended);
}

TEST_F(CallOut, TakesAnswersForOthersFromTheStaffOnly) {
  const AnswerCall for_p1{callout, PersonId{"p1"}, Answer::coming, 5, "Ja, på radion"};
  EXPECT_EQ(town.refuse("p2", for_p1), list({"A16"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  EXPECT_TRUE(town.happened().empty());  // to answer is no power
  town.accept("staff", for_p1);
  EXPECT_EQ(town.events<AnswerRecorded>().at(0).taken_by, PersonId{"staff"});
  EXPECT_EQ(town.events<AnswerRecorded>().at(0).eta, town.now + 5 * minute);
  answer("p2", Answer::coming);
  EXPECT_TRUE(town.events<AnswerRecorded>().at(0).taken_by.empty());
}

TEST_F(CallOut, RefusesAnAnswerFromWhoWasNotCalled) {
  EXPECT_EQ(town.refuse("p4", AnswerCall{callout, {}, Answer::coming, 5, {}}), list({"A16"}));
  const std::string waiting = town.rejection.breaches.at(0).message.en;
  EXPECT_EQ(town.refuse("p9", AnswerCall{callout, {}, Answer::coming, 5, {}}), list({"A16"}));
  EXPECT_NE(town.rejection.breaches.at(0).message.en, waiting);
  EXPECT_FALSE(town.rejection.breaches.at(0).what_now.sv.empty());
}

TEST_F(CallOut, WorksOffABoundedNumberOfTimersPerCommand) {
  Organisation organisation = small_organisation();
  CalloutPlan plan = small_plan();
  plan.id = PlanId{"stor"};
  plan.positions.resize(1);
  plan.positions[0].waves = {{.parallel = true, .persons = {}}};
  for (std::size_t n = 0; n < limits::timers_per_command + 10; ++n) {
    organisation.persons.push_back(person("x" + std::to_string(n)));
    plan.positions[0].waves.change(0).persons.push_back(organisation.persons.back().id);
  }
  Town large(organisation);
  large.accept("", AdoptPlan{plan});
  const std::string id = large.accept("tib", a_report());
  large.accept("tib", StartCallout{IncidentId{id}, PlanId{"stor"}, {}});
  large.now += 5 * minute;
  large.accept("", NoteDeadlines{});
  EXPECT_EQ(large.events<SilenceNoted>().size(), limits::timers_per_command);
  large.accept("", NoteDeadlines{});
  EXPECT_EQ(large.events<SilenceNoted>().size(), 10U);
  EXPECT_EQ(large.events<StaffingGapRaised>().size(), 1U);
  large.accept("", NoteDeadlines{});
  EXPECT_TRUE(large.happened().empty());
}

}  // namespace
}  // namespace ckl::law
