// What a call-out came to, counted by hand.
#include "domain/callout_report.hpp"

#include <gmock/gmock.h>

#include "law/town.hpp"

namespace ckl::law {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Report : public ::testing::Test {
 protected:
  Report() {
    const std::string id = town.accept("tib", a_report());
    callout = CalloutId{town.accept("tib", StartCallout{IncidentId{id}, {}, {}})};
  }

  void answer(const char* who, Answer what, std::uint32_t minutes = 0) {
    town.accept(who, AnswerCall{callout, {}, what, minutes, {}});
  }
  [[nodiscard]] CalloutReport report() const {
    return report_of(town.state, town.state.callouts.at(callout));
  }
  [[nodiscard]] PositionOutcome situation() const { return report().positions.at(0); }
  [[nodiscard]] PositionOutcome analysis() const { return report().positions.at(1); }
  [[nodiscard]] MessageId message_to(const char* who) const {
    for (const auto& message : town.state.messages) {
      const bool call = message.purpose == MessagePurpose::call;
      if (call && message.person == PersonId{who}) return message.id;
    }
    throw std::out_of_range(who);
  }
  void attempt(const char* who, AttemptOutcome outcome, std::uint32_t step = 0) {
    const MessageId message = message_to(who);
    town.accept("", BeginAttempt{message, step, "prov"});
    ReportAttempt told;
    told.message = message;
    told.attempt = town.state.messages.at(message).attempts.back().number;
    told.outcome = outcome;
    town.accept("", told);
  }

  Town town;
  CalloutId callout;
};

// Basis: A16
TEST_F(Report, A16_OfOneThatHasJustBegunSaysThatNobodyHasAnswered) {
  const auto whole = report();
  EXPECT_EQ(whole.callout, callout);
  EXPECT_EQ(whole.missing, 3U);
  EXPECT_EQ(
      whole.times,
      (AnswerTimes{
          .answered = 0, .half = {}, .most = {}, .slowest = {}, .within = {0, 0, 0, 0, 0, 0}}));
  EXPECT_THAT(situation().silent, ElementsAre(PersonId{"p1"}, PersonId{"p2"}));
  EXPECT_EQ(situation().called, 2U);
  EXPECT_EQ(situation().filled_after, std::nullopt);
}

// Basis: A16
TEST_F(Report, A16_TellsHowFastPeopleAnsweredAndWhenThereWereEnough) {
  town.pass(minute);
  answer("p5", Answer::coming, 20);
  town.pass(minute);
  answer("p2", Answer::cannot);
  town.pass(minute);
  answer("p1", Answer::coming, 10);
  town.pass(30 * Seconds{1});
  answer("p3", Answer::coming, 10);

  EXPECT_EQ(analysis().filled_after, minute);
  EXPECT_EQ(analysis().coming, 1U);
  EXPECT_EQ(analysis().stood_down, 1U) << "p6, when there were enough";
  EXPECT_EQ(situation().filled_after, 3 * minute + Seconds{30});
  EXPECT_EQ(situation().coming, 2U);
  EXPECT_EQ(situation().declined, 1U);
  EXPECT_THAT(situation().silent, IsEmpty());
  // p3 was called when p2 declined, and answered after a minute and a half.
  const auto times = report().times;
  EXPECT_EQ(times.answered, 4U);
  EXPECT_EQ(times.half, Seconds{90});
  EXPECT_EQ(times.most, 3 * minute);
  EXPECT_EQ(times.slowest, 3 * minute);
  EXPECT_THAT(times.within, ElementsAre(1, 3, 4, 4, 4, 4));
  EXPECT_EQ(report().missing, 0U);
}

// Basis: A16
TEST_F(Report, A16_NamesWhoNeverAnsweredAndWhoCouldNotBeReached) {
  attempt("p1", AttemptOutcome::refused);
  attempt("p1", AttemptOutcome::refused, 1);
  EXPECT_THAT(situation().unreachable, ElementsAre(PersonId{"p1"}));
  town.pass(6 * minute);
  EXPECT_THAT(situation().silent, ElementsAre(PersonId{"p2"}, PersonId{"p3"}, PersonId{"p4"}));
  EXPECT_EQ(situation().filled_after, std::nullopt);
  EXPECT_EQ(situation().called, 4U);
}

// A late yes counts as an answer; the earliest that is known is the time.
TEST_F(Report, A16_CountsTheFirstAnswerAndTheLastStanding) {
  town.pass(minute);
  answer("p1", Answer::coming, 20);
  town.pass(minute);
  answer("p1", Answer::cannot);
  EXPECT_EQ(situation().declined, 1U);
  EXPECT_EQ(situation().coming, 0U);
  EXPECT_EQ(situation().times.half, minute);
  EXPECT_EQ(situation().times.answered, 1U);
}

// Basis: A16
TEST_F(Report, A16_TellsWhatBecameOfTheMessagesOnEachWay) {
  attempt("p1", AttemptOutcome::delivered);
  attempt("p2", AttemptOutcome::handed_over);
  attempt("p5", AttemptOutcome::failed);
  const auto channels = report().channels;
  ASSERT_THAT(channels, SizeIs(1));
  EXPECT_EQ(
      channels[0],
      (ChannelOutcome{
          .channel = "sms", .begun = 3, .taken = 2, .delivered = 1, .failed = 1, .answers = 0}));
  town.accept("", TakeTextAnswer{"ja 20", "sms", {{callout, PersonId{"p1"}}}});
  EXPECT_EQ(report().channels[0].answers, 1U);
}

}  // namespace
}  // namespace ckl::law
