// Text messages as answers to calls: recorded when clear, kept for a person when not, never lost.
#include <gmock/gmock.h>

#include "law/town.hpp"

namespace ckl::law {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TextAnswers : public ::testing::Test {
 protected:
  TextAnswers() { callout = call_out("Lastbil"); }

  CalloutId call_out(const char* headline) {
    ReportIncident report = a_report();
    report.headline = headline;
    const IncidentId incident{town.accept("tib", report)};
    return CalloutId{town.accept("tib", StartCallout{incident, {}, {}})};
  }

  // A text about one call.
  std::string text(const char* raw, const char* person) {
    return town.accept("", TakeTextAnswer{raw, "sms", {{callout, PersonId{person}}}});
  }

  [[nodiscard]] const Call& call_of(const char* person) const {
    for (const auto& position : town.state.callouts.at(callout).positions) {
      for (const auto& call : position.calls) {
        if (call.person == PersonId{person}) return call;
      }
    }
    throw std::out_of_range(person);
  }

  [[nodiscard]] std::string reason_of(const TakeTextAnswer& command) {
    town.accept("", command);
    const auto unclear = town.events<AnswerUnclear>();
    return unclear.empty() ? "recorded" : unclear.back().answer.reason;
  }

  Town town;
  CalloutId callout;
};

TEST_F(TextAnswers, AClearOneIsRecordedWithItsWords) {
  text("Ja 40", "p1");
  const auto answers = town.events<AnswerRecorded>();
  ASSERT_THAT(answers, SizeIs(1));
  EXPECT_EQ(answers[0].person, PersonId{"p1"});
  EXPECT_EQ(answers[0].state, CallState::coming);
  EXPECT_EQ(answers[0].eta, town.now + 40 * minute);
  EXPECT_EQ(answers[0].raw, "Ja 40");
  EXPECT_EQ(answers[0].via, "sms");
  EXPECT_TRUE(answers[0].taken_by.empty());
  EXPECT_THAT(town.state.unclear_answers, IsEmpty());
}

TEST_F(TextAnswers, ADeclineCallsTheNextAtOnce) {
  text("nej", "p1");
  EXPECT_EQ(town.happened(), list({"AnswerRecorded", "PersonCalled"}));
}

// 02:00 UTC is 03:00 in Stockholm.
TEST_F(TextAnswers, ATimeOfDayIsStockholms) {
  text("kommer 14.30", "p1");
  EXPECT_EQ(call_of("p1").eta, start_of_night + 11 * hour + 30 * minute);
  text("nej men kl 14", "p2");
  EXPECT_EQ(call_of("p2").state, CallState::later);
  EXPECT_EQ(call_of("p2").eta, start_of_night + 11 * hour);
}

TEST_F(TextAnswers, AnHourThatCouldBeAnotherIsUnclear) {
  // At three in the night: seven is in four hours; two could be in the afternoon.
  text("kommer kl 7", "p1");
  EXPECT_EQ(call_of("p1").eta, start_of_night + 4 * hour);
  text("kommer kl 2", "p2");
  EXPECT_THAT(town.state.unclear_answers, SizeIs(1));
  // A quarter to three has just been.
  text("kommer 02.45", "p5");
  EXPECT_THAT(town.state.unclear_answers, SizeIs(2));
}

TEST_F(TextAnswers, TheLastOneCountsAndTheOneBeforeIsKept) {
  text("ja 40", "p1");
  const Instant first = town.now;
  town.pass(minute);
  text("nej", "p1");
  EXPECT_EQ(call_of("p1").state, CallState::declined);
  EXPECT_EQ(call_of("p1").raw, "nej");
  const auto before = *call_of("p1").earlier;
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(before->state, CallState::coming);
  EXPECT_EQ(before->raw, "ja 40");
  EXPECT_EQ(before->answered, first);
  EXPECT_EQ(before->eta, first + 40 * minute);
  text("ja 20", "p1");
  EXPECT_EQ((*call_of("p1").earlier)->raw, "nej");
}

TEST_F(TextAnswers, AnUnclearOneWaitsWithItsWordsAndWithoutEffectOnTheCall) {
  const std::string id = text("kanske, vad gäller det?", "p1");
  EXPECT_EQ(town.happened(), list({"AnswerUnclear"}));
  EXPECT_EQ(id, "unclear-" + std::to_string(town.journal.back().sequence));
  EXPECT_EQ(call_of("p1").state, CallState::calling);
  const UnclearAnswer& waiting = town.state.unclear_answers.at({id});
  EXPECT_EQ(waiting.raw, "kanske, vad gäller det?");
  EXPECT_EQ(waiting.reason, "UNREADABLE");
  EXPECT_EQ(waiting.received, town.now);
  EXPECT_THAT(waiting.calls, ElementsAre(CallRef{callout, PersonId{"p1"}}));
}

TEST_F(TextAnswers, EachDoubtHasItsReason) {
  const CallRef own{callout, PersonId{"p1"}};
  EXPECT_EQ(reason_of({"ja", "sms", {}}), "NO_CALL");
  EXPECT_EQ(reason_of({"K9ZZ ja", "sms", {own}, TextDoubt::unknown_code}), "UNKNOWN_CODE");
  EXPECT_EQ(reason_of({"ja", "sms", {own}, TextDoubt::elsewhere_too}), "SEVERAL_CALLS");
  EXPECT_EQ(reason_of({"ja", "sms", {own, {callout, PersonId{"p2"}}}}), "SEVERAL_CALLS");
  EXPECT_EQ(reason_of({"ja", "sms", {{callout, PersonId{"p4"}}}}), "NOT_CALLED");
  EXPECT_EQ(reason_of({"ja", "sms", {{CalloutId{"callout-9"}, PersonId{"p1"}}}}), "NOT_CALLED");
  EXPECT_EQ(reason_of({std::string(501, ' ') + "ja", "sms", {own}}), "TOO_LONG");
  EXPECT_EQ(call_of("p1").state, CallState::calling) << "none of these was an answer";
  town.accept("tib", EndCallout{callout, "klart"});
  EXPECT_EQ(reason_of({"ja", "sms", {own}}), "ENDED");
  EXPECT_EQ(call_of("p1").state, CallState::stood_down) << "nor was this";
}

TEST_F(TextAnswers, TwoCallOutsNeverMix) {
  const CalloutId other = call_out("Vattenläcka");
  ASSERT_NE(other, callout);
  town.accept("",
              TakeTextAnswer{"ja 40", "sms", {{callout, PersonId{"p1"}}, {other, PersonId{"p1"}}}});
  EXPECT_THAT(town.events<AnswerRecorded>(), IsEmpty());
  // With its code the answer is of one of them alone.
  text("ja 40", "p1");
  ASSERT_THAT(town.events<AnswerRecorded>(), SizeIs(1));
  EXPECT_EQ(town.events<AnswerRecorded>()[0].callout, callout);
}

TEST_F(TextAnswers, ATextBeyondTheLimitIsKeptToIt) {
  std::string endless;
  while (endless.size() < limits::text_answer_bytes + 100) endless += "å";
  const std::string id = text(endless.c_str(), "p1");
  EXPECT_EQ(town.state.unclear_answers.at({id}).raw.size(), limits::text_answer_bytes);
}

TEST_F(TextAnswers, APersonReadsAnUnclearOne) {
  const std::string id = text("japp, ska bara lämna barnen", "p1");
  town.accept("chief", SettleAnswer{.unclear = {id},
                                    .callout = callout,
                                    .person = {"p1"},
                                    .answer = Answer::coming,
                                    .eta_minutes = 50,
                                    .reason = {}});
  EXPECT_THAT(town.state.unclear_answers, IsEmpty());
  EXPECT_EQ(call_of("p1").state, CallState::coming);
  EXPECT_EQ(call_of("p1").eta, town.now + 50 * minute);
  EXPECT_EQ(call_of("p1").raw, "japp, ska bara lämna barnen");
  EXPECT_EQ(call_of("p1").taken_by, PersonId{"chief"});
  EXPECT_EQ(call_of("p1").via, "sms");
}

TEST_F(TextAnswers, APersonSaysWhatWasNoAnswer) {
  const std::string id = text("Är det här på riktigt?", "p1");
  SettleAnswer none{.unclear = {id},
                    .callout = {},
                    .person = {},
                    .answer = std::nullopt,
                    .eta_minutes = 0,
                    .reason = {}};
  EXPECT_EQ(town.refuse("chief", none), list({"INPUT_MISSING"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::invalid);
  none.reason = "Frågade om det var en övning; uppringd";
  town.accept("chief", none);
  EXPECT_THAT(town.state.unclear_answers, IsEmpty());
  EXPECT_EQ(call_of("p1").state, CallState::calling);
  ASSERT_THAT(town.events<AnswerSettled>(), SizeIs(1));
  EXPECT_TRUE(town.events<AnswerSettled>()[0].dismissed);
  // Settled once is settled.
  EXPECT_EQ(town.refuse("chief", none), list({"INPUT_UNKNOWN_ANSWER"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_found);
}

TEST_F(TextAnswers, OnlyThoseWhoTakeOthersAnswersReadThem) {
  const std::string id = text("kanske", "p1");
  SettleAnswer settle{.unclear = {id},
                      .callout = callout,
                      .person = {"p1"},
                      .answer = Answer::coming,
                      .eta_minutes = 0,
                      .reason = {}};
  EXPECT_EQ(town.refuse("p1", settle), list({"A16"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  settle.person = {"p4"};  // was not called
  EXPECT_EQ(town.refuse("chief", settle), list({"A16"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
  settle.person = {"ingen"};
  settle.callout = {"callout-9"};
  EXPECT_EQ(town.refuse("chief", settle), list({"INPUT_UNKNOWN_CALLOUT", "INPUT_UNKNOWN_PERSON"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_found);
  EXPECT_THAT(town.state.unclear_answers, SizeIs(1));
}

TEST_F(TextAnswers, NoTwoHaveTheSameName) {
  const std::string id = text("kanske", "p1");
  town.accept("chief", SettleAnswer{.unclear = {id},
                                    .callout = {},
                                    .person = {},
                                    .answer = std::nullopt,
                                    .eta_minutes = 0,
                                    .reason = "skojade"});
  EXPECT_NE(text("kanske", "p1"), id);
}

}  // namespace
}  // namespace ckl::law
