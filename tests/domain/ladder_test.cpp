// The contact ladder: which attempt is owed, when, and what a receipt changes.
#include "law/town.hpp"

namespace ckl::law {
namespace {

// One person called, with sms at once and mail after a minute.
class Ladder : public ::testing::Test {
 protected:
  Ladder() {
    const std::string id = town.accept("tib", a_report());
    callout = CalloutId{town.accept("tib", StartCallout{IncidentId{id}, {}, {}})};
    message = town.state.callouts.at(callout).positions[0].calls[0].message;
  }

  [[nodiscard]] std::vector<std::string> owed() const {
    std::vector<std::string> owed;
    for (const auto& one : owed_deliveries(town.state, town.now, 100)) {
      if (one.message == message) owed.push_back(one.channel + (one.repeated ? " again" : ""));
    }
    return owed;
  }

  void begin(std::uint32_t step) {
    town.accept("", BeginAttempt{.message = message, .step = step, .gateway = "prov"});
  }

  void report(std::uint32_t attempt, AttemptOutcome outcome) {
    town.accept("", ReportAttempt{.message = message,
                                  .attempt = attempt,
                                  .outcome = outcome,
                                  .gateway_ref = "ref",
                                  .reason = "skäl"});
  }

  [[nodiscard]] AttemptState attempt_state(std::size_t index) const {
    return town.state.messages.at(message).attempts.at(index).state;
  }

  Town town;
  CalloutId callout;
  MessageId message;
};

TEST_F(Ladder, BeginsWithTheFirstRungAndGoesOnByDelay) {
  EXPECT_EQ(owed(), list({"sms"}));
  EXPECT_EQ(next_delivery(town.state), town.now);
  begin(0);
  EXPECT_EQ(town.events<AttemptStarted>().at(0).channel, "sms");
  EXPECT_TRUE(owed().empty());
  report(1, AttemptOutcome::delivered);
  EXPECT_TRUE(owed().empty());
  town.now += minute;
  EXPECT_EQ(owed(), list({"mail"}));
}

TEST_F(Ladder, GoesOnAtOnceWhenARungFailsForGood) {
  begin(0);
  report(1, AttemptOutcome::refused);
  EXPECT_EQ(owed(), list({"mail"}));
}

// Found by the simulator: the receipt of the first comes late, after the second was sent.
TEST_F(Ladder, MarksWhatFollowsAnAttemptThatTheGatewayTookAfterAll) {
  begin(0);
  town.accept("", DoubtAttempts{});
  ASSERT_EQ(owed(), list({"sms again"}));
  begin(0);
  report(1, AttemptOutcome::handed_over);
  report(2, AttemptOutcome::failed);
  begin(1);
  report(3, AttemptOutcome::delivered);
  town.now += Seconds{20};
  EXPECT_EQ(owed(), list({"sms again"}));
}

TEST_F(Ladder, TriesAFailedRungAgainLaterAndLaterBesidesTheNext) {
  for (const Seconds pause : {Seconds{10}, Seconds{20}, Seconds{40}, Seconds{80}}) {
    begin(0);
    report(static_cast<std::uint32_t>(town.state.messages.at(message).attempts.size()),
           AttemptOutcome::failed);
    if (pause == Seconds{10}) {
      EXPECT_EQ(owed(), list({"mail"}));
      begin(1);
      report(2, AttemptOutcome::delivered);
    }
    town.now += pause - Seconds{1};
    EXPECT_TRUE(owed().empty()) << pause.count();
    town.now += Seconds{1};
    EXPECT_EQ(owed(), list({"sms"})) << pause.count();
  }
  begin(0);
  report(6, AttemptOutcome::failed);  // the fifth at that rung
  town.now += hour;
  EXPECT_TRUE(owed().empty());
}

TEST_F(Ladder, GoesOnWhenAReceiptIsMissing) {
  Organisation organisation = small_organisation();
  for (auto& one : organisation.persons) one.ladder[1].after = 10 * minute;
  town.accept("", AdoptOrganisation{organisation, "later mail"});
  town.accept("tib", EndCallout{callout, ""});
  callout = CalloutId{town.accept("tib", StartCallout{IncidentId{"incident-1"}, {}, {}})};
  message = town.state.callouts.at(callout).positions[0].calls[0].message;
  begin(0);
  report(1, AttemptOutcome::handed_over);
  town.now += limits::receipt_within - Seconds{1};
  EXPECT_TRUE(owed().empty());
  town.now += Seconds{1};
  EXPECT_EQ(owed(), list({"mail"}));
}

TEST_F(Ladder, RepeatsWithAMarkWhatIsInDoubtAfterARestart) {
  begin(0);
  town.accept("", DoubtAttempts{});
  EXPECT_EQ(town.happened(), list({"AttemptDoubted"}));
  EXPECT_EQ(owed(), list({"sms again"}));
  begin(0);
  EXPECT_TRUE(town.events<AttemptStarted>().at(0).repeated);
  EXPECT_EQ(town.events<AttemptStarted>().at(0).attempt, 2U);
  town.accept("", DoubtAttempts{});
  EXPECT_EQ(owed(), list({"sms again"}));
  begin(0);
  report(3, AttemptOutcome::failed);
  EXPECT_EQ(owed(), list({"mail"}));
  begin(1);
  town.now += Seconds{10};
  EXPECT_EQ(owed(), list({"sms again"}));  // the mark stays with the rung
}

TEST_F(Ladder, NeverMovesAnAttemptBackwards) {
  begin(0);
  report(1, AttemptOutcome::handed_over);
  report(1, AttemptOutcome::handed_over);
  EXPECT_TRUE(town.happened().empty());
  report(1, AttemptOutcome::delivered);
  report(1, AttemptOutcome::failed);
  EXPECT_TRUE(town.happened().empty());
  report(1, AttemptOutcome::handed_over);
  EXPECT_TRUE(town.happened().empty());
  EXPECT_EQ(attempt_state(0), AttemptState::delivered);
}

TEST_F(Ladder, TakesAReceiptThatComesAfterAFailure) {
  begin(0);
  report(1, AttemptOutcome::failed);
  report(1, AttemptOutcome::delivered);
  EXPECT_EQ(attempt_state(0), AttemptState::delivered);
  town.now += 30 * Seconds{1};
  EXPECT_TRUE(owed().empty());
}

TEST_F(Ladder, RefusesAnAttemptThatIsNotOwed) {
  EXPECT_EQ(town.refuse("", BeginAttempt{message, 1, "prov"}), list({"A16"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
  EXPECT_EQ(town.refuse("", BeginAttempt{message, 7, "prov"}), list({"A16"}));
  begin(0);
  EXPECT_EQ(town.refuse("", BeginAttempt{message, 0, "prov"}), list({"A16"}));
  town.accept("p1", AnswerCall{callout, {}, Answer::coming, 10, {}});
  town.now += minute;
  EXPECT_EQ(town.refuse("", BeginAttempt{message, 1, "prov"}), list({"A16"}));
}

TEST_F(Ladder, EndsWhenThePersonAnswersIsSilentOrIsStoodDown) {
  begin(0);
  report(1, AttemptOutcome::handed_over);
  town.pass(5 * minute);
  EXPECT_TRUE(town.state.messages.at(message).settled);
  EXPECT_TRUE(owed().empty());
}

TEST_F(Ladder, ThatIsUsedUpMakesThePersonUnreachableAndTheNextIsCalledAtOnce) {
  begin(0);
  report(1, AttemptOutcome::refused);
  begin(1);
  report(2, AttemptOutcome::refused);
  EXPECT_EQ(town.happened(), list({"AttemptFailed", "PersonUnreachable", "PersonCalled"}));
  EXPECT_EQ(town.events<PersonUnreachable>().at(0).reason, "ALL_STEPS_FAILED");
  EXPECT_EQ(town.events<PersonCalled>().at(0).person, PersonId{"p3"});
}

TEST_F(Ladder, ThatEndsWithATelephoneThatRangInVainMakesThePersonSilentAndTheNextIsCalledAtOnce) {
  begin(0);
  report(1, AttemptOutcome::refused);
  begin(1);
  report(2, AttemptOutcome::unanswered);
  EXPECT_EQ(town.happened(), list({"AttemptFailed", "SilenceNoted", "PersonCalled"}));
  EXPECT_TRUE(town.events<AttemptFailed>().at(0).permanent);
  EXPECT_EQ(town.events<PersonCalled>().at(0).person, PersonId{"p3"});
  // Whoever calls back is heard.
  const std::string called = town.state.messages.at(message).person.value;
  town.accept(called, AnswerCall{callout, {}, Answer::coming, 20, "1"});
}

TEST_F(Ladder, GivesCallsBeforeStandDownsBeforeNotices) {
  town.accept("director", level("incident-1", Level::serious));
  for (const char* who : {"p5", "p6"}) {
    const auto& calls = town.state.callouts.at(callout).positions[1].calls;
    const auto call = std::ranges::find(calls, PersonId{who}, &Call::person);
    town.accept("", BeginAttempt{call->message, 0, "prov"});
  }
  town.accept("p5", AnswerCall{callout, {}, Answer::coming, 10, {}});
  // The event is serious, so relief is proposed as soon as a position is filled (R63).
  EXPECT_EQ(town.happened(),
            list({"AnswerRecorded", "PositionFilled", "PersonStoodDown", "ReliefProposed",
                  "PersonNotified", "PersonNotified", "PersonNotified"}));
  std::vector<MessagePurpose> order;
  for (const auto& one : owed_deliveries(town.state, town.now, 100)) order.push_back(one.purpose);
  EXPECT_TRUE(std::ranges::is_sorted(order));
  EXPECT_EQ(order.front(), MessagePurpose::call);
  EXPECT_EQ(order.back(), MessagePurpose::notice);
  EXPECT_TRUE(has(order, MessagePurpose::stand_down));
  EXPECT_EQ(owed_deliveries(town.state, town.now, 1).size(), 1U);
}

// A notice is settled by the first gateway that takes it.
TEST(NoticeLadder, EndsAtTheFirstHandOver) {
  Town town;
  town.accept("director", a_report(Level::serious));
  const MessageId notice{"message-1"};
  town.accept("", BeginAttempt{notice, 0, "prov"});
  town.accept("", ReportAttempt{notice, 1, AttemptOutcome::handed_over, "ref", {}});
  EXPECT_TRUE(town.state.messages.at(notice).settled);
  const MessageId owners{"message-2"};  // the owner is told too
  town.accept("", BeginAttempt{owners, 0, "prov"});
  town.accept("", ReportAttempt{owners, 1, AttemptOutcome::handed_over, "ref", {}});
  EXPECT_FALSE(next_delivery(town.state).has_value());
  // ... until the receipt says that it did not arrive after all.
  town.accept("", ReportAttempt{notice, 1, AttemptOutcome::failed, {}, "fel nummer"});
  EXPECT_FALSE(town.state.messages.at(notice).settled);
  EXPECT_TRUE(next_delivery(town.state).has_value());
}

TEST(NoticeLadder, ThatIsUsedUpIsToldToTheDutyOfficerAndTheChiefOfStaffOnce) {
  Town town;
  town.accept("director", a_report(Level::serious));
  const auto fail = [&](const MessageId& message, std::uint32_t step) {
    town.accept("", BeginAttempt{message, step, "prov"});
    town.accept("", ReportAttempt{message, step + 1, AttemptOutcome::refused, {}, "stängt"});
  };
  fail(MessageId{"message-1"}, 0);
  fail(MessageId{"message-1"}, 1);
  EXPECT_EQ(town.told_about("undeliverable"), list({"tib", "tib-2", "chief"}));
  EXPECT_TRUE(town.state.messages.at(MessageId{"message-1"}).settled);
  fail(MessageId{"message-3"}, 0);  // the word that it could not be delivered
  fail(MessageId{"message-3"}, 1);
  EXPECT_TRUE(town.told_about("undeliverable").empty());
}

TEST(NoticeLadder, KeepsOnlySoundTextFromAGateway) {
  Town town;
  town.accept("director", a_report(Level::serious));
  town.accept("", BeginAttempt{MessageId{"message-1"}, 0, "prov"});
  town.accept("", ReportAttempt{.message = MessageId{"message-1"},
                                .attempt = 1,
                                .outcome = AttemptOutcome::failed,
                                .gateway_ref = {},
                                .reason = "fel \xff\xfe"});
  EXPECT_EQ(town.events<AttemptFailed>().at(0).reason, "fel ");
}

}  // namespace
}  // namespace ckl::law
