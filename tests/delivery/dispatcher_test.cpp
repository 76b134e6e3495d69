// The dispatcher over the real engine: what leaves, when, and what is known of it afterwards.
#include "delivery/dispatcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/dispatch_rig.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery::test {
namespace {

using domain::AttemptState;
using ports::SendOutcome;
using ports::SendResult;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class DispatcherTest : public testing::Test {
 protected:
  DispatchRig rig_;
};

SendResult failed(std::string why = "tjänsten svarade 503") {
  return {SendOutcome::failed, {}, std::move(why)};
}

TEST_F(DispatcherTest, TheIntentIsOnDiskBeforeAnythingLeaves) {
  rig_.found_city(1, 1);
  rig_.begin();
  domain::ReportIncident command;
  command.headline = "Brand";
  command.place = "Slussen";
  command.owner = {"ks"};
  command.call_out = true;
  rig_.submit_quietly(command, "tib");
  rig_.turn();
  EXPECT_EQ(rig_.journal.queued(), 1U);
  rig_.journal.commit(1);  // the alarm
  rig_.turn();
  EXPECT_EQ(rig_.journal.queued(), 1U) << "the intent waits for the disk";
  EXPECT_THAT(rig_.sms.letters, IsEmpty());
  rig_.journal.commit(1);
  rig_.turn();
  EXPECT_THAT(rig_.sms.letters, SizeIs(1));
}

TEST_F(DispatcherTest, ALetterIsReadyToLeave) {
  rig_.found_city(1, 1);
  rig_.begin();
  rig_.report_incident();
  ASSERT_THAT(rig_.sms.letters, SizeIs(1));
  const ports::Letter& letter = rig_.sms.letters[0];
  const domain::Message& message = rig_.message_to("p-1");
  EXPECT_EQ(letter.key, "skarpt/" + message.id.value + "/1");
  EXPECT_EQ(letter.address, "sms:p-1");
  EXPECT_EQ(letter.mode, domain::Mode::live);
  EXPECT_FALSE(letter.repeated);
  EXPECT_EQ(letter.sender, "Stockholms stad, krisledning");
  EXPECT_EQ(letter.link, "https://ckl.example.org/a/skarpt/" + message.id.value);
  EXPECT_THAT(letter.short_text, HasSubstr(letter.link));
  EXPECT_EQ(letter.parts.message, "skarpt/" + message.id.value);
  EXPECT_EQ(letter.parts.planned, message.planned);
  EXPECT_THAT(letter.parts.withdraws, IsEmpty());
  ASSERT_THAT(message.attempts, SizeIs(1));
  EXPECT_EQ(message.attempts[0].state, AttemptState::handed_over);
  EXPECT_EQ(message.attempts[0].gateway, "telia");
  EXPECT_EQ(message.attempts[0].gateway_ref, "ref");
}

TEST_F(DispatcherTest, AStandDownNamesTheCallThatItTakesBack) {
  rig_.found_city(2, 1);
  rig_.begin();
  rig_.report_incident();
  ASSERT_THAT(rig_.sms.letters, SizeIs(2));
  const std::string first = rig_.sms.receivers()[0];
  const ports::LetterParts call = rig_.sms.letters[1].parts;
  rig_.answer(first, domain::Answer::coming);
  ASSERT_THAT(rig_.sms.letters, SizeIs(3));
  const ports::LetterParts& taken_back = rig_.sms.letters[2].parts;
  EXPECT_EQ(taken_back.purpose, domain::MessagePurpose::stand_down);
  EXPECT_EQ(taken_back.withdraws, call.message);
  EXPECT_EQ(taken_back.withdrawn, call.planned);
  EXPECT_NE(taken_back.message, call.message);
}

TEST_F(DispatcherTest, AFailureIsTriedAgainWithoutTheMark) {
  rig_.found_city(1, 1);
  rig_.sms.answer = failed();
  rig_.begin();
  rig_.report_incident();
  ASSERT_THAT(rig_.sms.letters, SizeIs(1));
  rig_.sms.answer = SendResult{SendOutcome::delivered, {}, {}};
  rig_.advance(seconds{9});
  EXPECT_THAT(rig_.sms.letters, SizeIs(1));
  rig_.advance(seconds{1});
  ASSERT_THAT(rig_.sms.letters, SizeIs(2));
  EXPECT_FALSE(rig_.sms.letters[1].repeated);
  EXPECT_NE(rig_.sms.letters[0].key, rig_.sms.letters[1].key);
}

TEST_F(DispatcherTest, AFailureThatMayHaveArrivedIsRepeatedWithTheMark) {
  rig_.found_city(1, 1);
  rig_.sms.answer = failed(std::string(in_doubt_words) + "tjänsten svarade inte i tid");
  rig_.begin();
  rig_.report_incident();
  rig_.advance(seconds{10});
  ASSERT_THAT(rig_.sms.letters, SizeIs(2));
  EXPECT_TRUE(rig_.sms.letters[1].repeated);
  EXPECT_THAT(rig_.sms.letters[1].short_text, StartsWith("UPPREPNING "));
}

TEST_F(DispatcherTest, ARefusalGoesOnToTheNextRungAtOnce) {
  rig_.found_city(1, 1);
  rig_.sms.answer = SendResult{SendOutcome::refused, {}, "tjänsten svarade 404"};
  rig_.begin();
  rig_.report_incident();
  rig_.advance(milliseconds{1});
  EXPECT_THAT(rig_.sms.letters, SizeIs(1));
  EXPECT_THAT(rig_.mail.receivers(), ElementsAre("p-1"));
}

TEST_F(DispatcherTest, ARungWithoutAddressOrChannelIsPassedWithAReason) {
  rig_.found_city(2, 2);
  rig_.directory.missing = {"p-1/sms"};
  rig_.with_mail = false;
  rig_.begin();
  rig_.report_incident();
  rig_.advance(seconds{601});
  EXPECT_THAT(rig_.sms.receivers(), ElementsAre("p-2"));
  const auto& attempts = rig_.message_to("p-1").attempts;
  ASSERT_THAT(attempts, SizeIs(2));
  EXPECT_TRUE(attempts[0].permanent);
  EXPECT_THAT(attempts[0].reason, HasSubstr("ingen adress av slaget sms"));
  EXPECT_THAT(attempts[1].reason, HasSubstr("ingen tjänst är inställd för slaget mail"));
  EXPECT_EQ(rig_.state().callouts.begin()->second.positions[0].calls[0].state,
            domain::CallState::unreachable);
  const auto faults = rig_.dispatcher->gateway_faults();
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].sv, "Ingen tjänst är inställd för slaget mail");
}

TEST_F(DispatcherTest, TheNextRungFollowsWhenItsTimeComes) {
  rig_.found_city(1, 1);
  rig_.begin();
  rig_.report_incident();
  rig_.advance(seconds{119});
  EXPECT_THAT(rig_.mail.letters, IsEmpty());
  rig_.advance(seconds{2});  // no receipt came for the SMS
  EXPECT_THAT(rig_.mail.receivers(), ElementsAre("p-1"));
}

TEST_F(DispatcherTest, KeepsThePaceAndDropsNothing) {
  rig_.found_city(100, 100);
  rig_.settings["telia"].pace.all = 10.0;
  rig_.begin();
  rig_.report_incident();
  EXPECT_THAT(rig_.sms.letters, SizeIs(10));
  rig_.advance(seconds{1});
  EXPECT_THAT(rig_.sms.letters, SizeIs(20));
  rig_.advance(seconds{8});
  EXPECT_THAT(rig_.sms.letters, SizeIs(100));
  const auto receivers = rig_.sms.receivers();
  EXPECT_THAT(std::set<std::string>(receivers.begin(), receivers.end()), SizeIs(100));
}

TEST_F(DispatcherTest, HasOnlySoManyUnderWayAtAGateway) {
  rig_.found_city(10, 10);
  rig_.setting.places = 4;
  rig_.sms.answer.reset();
  rig_.begin();
  rig_.report_incident();
  EXPECT_THAT(rig_.sms.letters, SizeIs(4));
  rig_.sms.finish(1, {SendOutcome::delivered, {}, {}});
  rig_.settle();
  EXPECT_THAT(rig_.sms.letters, SizeIs(5));
}

TEST_F(DispatcherTest, BeginsNoMoreThanAChannelCanWorkOnAtATime) {
  rig_.found_city(10, 10);
  rig_.sms.most_at_once = 2;
  rig_.sms.answer.reset();
  rig_.begin();
  rig_.report_incident();
  EXPECT_THAT(rig_.sms.letters, SizeIs(2));
  rig_.sms.finish(0, {SendOutcome::unanswered, {}, "ingen svarade"});
  rig_.settle();
  EXPECT_THAT(rig_.sms.letters, SizeIs(3));
}

TEST_F(DispatcherTest, ASlowGatewayHoldsUpNoOther) {
  rig_.found_city(40, 40);
  rig_.settings["telia"].pace.all = 1.0;
  rig_.ladder = {{.channel = "sms"}, {.channel = "mail"}};
  rig_.begin();
  rig_.report_incident();
  rig_.advance(milliseconds{500});
  EXPECT_THAT(rig_.sms.letters, SizeIs(1));
  EXPECT_THAT(rig_.mail.letters, Not(IsEmpty()));
}

TEST_F(DispatcherTest, CallsGoBeforeStandDownsBeforeNotices) {
  rig_.found_city(6, 1);
  rig_.settings["telia"].pace.all = 0.01;
  rig_.begin();
  rig_.report_incident();  // one call leaves, five wait
  ASSERT_THAT(rig_.sms.letters, SizeIs(1));
  domain::ChangeLevel level;
  level.incident = rig_.state().incidents.begin()->first;
  level.to = domain::Level::serious;
  level.reason = "Flera skadade";
  rig_.submit(level, "director");
  rig_.answer(rig_.sms.receivers()[0], domain::Answer::coming);
  rig_.report_incident();
  rig_.advance(seconds{3'000});
  std::vector<int> order;
  for (std::size_t i = 1; i < rig_.sms.letters.size(); ++i) {
    const std::string& text = rig_.sms.letters[i].text;
    order.push_back(text.starts_with("INKALLNING") ? 1 : text.starts_with("ÅTERTAGEN") ? 2 : 3);
  }
  EXPECT_TRUE(std::ranges::is_sorted(order)) << testing::PrintToString(order);
  EXPECT_THAT(order, testing::Contains(1));
  EXPECT_THAT(order, testing::Contains(3));
}

TEST_F(DispatcherTest, AStandDownStopsWhatHasNotLeft) {
  rig_.found_city(5, 1);
  rig_.settings["telia"].pace.all = 1.0;
  rig_.begin();
  rig_.report_incident();
  ASSERT_THAT(rig_.sms.letters, SizeIs(1));
  rig_.answer(rig_.sms.receivers()[0], domain::Answer::coming);
  rig_.advance(seconds{700});
  for (std::size_t i = 1; i < rig_.sms.letters.size(); ++i) {
    EXPECT_THAT(rig_.sms.letters[i].text, Not(StartsWith("INKALLNING")));
  }
}

// The answer comes while the intent is on its way to the disk.
TEST_F(DispatcherTest, WhatIsSettledMeanwhileIsNotSent) {
  rig_.found_city(2, 1);
  rig_.setting.places = 1;
  rig_.sms.answer.reset();
  rig_.begin();
  rig_.report_incident();
  const std::string first = rig_.sms.receivers().at(0);
  const std::string second = first == "p-1" ? "p-2" : "p-1";
  rig_.sms.finish(0, {SendOutcome::delivered, {}, {}});
  rig_.turn();  // the second call's intent is queued, not on disk
  domain::AnswerCall command;
  command.callout = rig_.state().callouts.begin()->first;
  rig_.submit_quietly(command, first);
  rig_.turn();
  rig_.settle();
  for (const auto& letter : rig_.sms.letters) {
    if (letter.address == "sms:" + second) EXPECT_THAT(letter.text, Not(StartsWith("INKALLNING")));
  }
  for (const auto& attempt : rig_.message_to(second).attempts) {
    EXPECT_NE(attempt.state, AttemptState::started);
  }
}

TEST_F(DispatcherTest, ACrashBetweenIntentAndOutcomeRepeatsWithTheMark) {
  rig_.found_city(1, 1);
  rig_.sms.answer.reset();
  rig_.begin();
  rig_.report_incident();
  ASSERT_THAT(rig_.sms.letters, SizeIs(1));
  rig_.crash();
  rig_.turn();
  EXPECT_THAT(rig_.sms.letters, SizeIs(1)) << "doubt is on disk before anything is repeated";
  rig_.settle();
  ASSERT_THAT(rig_.sms.letters, SizeIs(2));
  EXPECT_TRUE(rig_.sms.letters[1].repeated);
  EXPECT_THAT(rig_.sms.letters[1].text, StartsWith("UPPREPNING / REPEATED\n"));
  EXPECT_THAT(rig_.sms.letters[1].key, testing::EndsWith("/2"));
}

TEST_F(DispatcherTest, ACrashBeforeTheIntentSendsOnceWithoutTheMark) {
  rig_.found_city(1, 1);
  rig_.begin();
  domain::ReportIncident command;
  command.headline = "Brand";
  command.place = "Slussen";
  command.owner = {"ks"};
  command.call_out = true;
  rig_.submit_quietly(command, "tib");
  rig_.turn();
  rig_.journal.commit(1);
  rig_.turn();
  rig_.crash();
  rig_.settle();
  ASSERT_THAT(rig_.sms.letters, SizeIs(1));
  EXPECT_FALSE(rig_.sms.letters[0].repeated);
}

TEST_F(DispatcherTest, WhatWasReportedIsNotSentAgainAfterACrash) {
  rig_.found_city(3, 3);
  rig_.begin();
  rig_.report_incident();
  EXPECT_THAT(rig_.sms.letters, SizeIs(3));
  rig_.crash();
  rig_.advance(seconds{10});
  EXPECT_THAT(rig_.sms.letters, SizeIs(3));
}

TEST_F(DispatcherTest, ReceiptsMayComeEarlyTwiceOrForNobody) {
  rig_.found_city(1, 1);
  rig_.sms.answer.reset();
  rig_.begin();
  rig_.report_incident();
  const std::string key = rig_.sms.letters.at(0).key;
  const SendResult delivered{SendOutcome::delivered, {}, {}};
  EXPECT_TRUE(rig_.dispatcher->receipt(key, delivered));
  rig_.settle();
  EXPECT_EQ(rig_.message_to("p-1").attempts.at(0).state, AttemptState::delivered);
  rig_.sms.finish(0, {SendOutcome::handed_over, "ref", {}});
  rig_.settle();
  EXPECT_EQ(rig_.message_to("p-1").attempts.at(0).state, AttemptState::delivered);
  const auto head = rig_.journal.head();
  EXPECT_TRUE(rig_.dispatcher->receipt(key, delivered));
  EXPECT_TRUE(rig_.dispatcher->receipt(key, {SendOutcome::handed_over, {}, {}}));
  rig_.settle();
  EXPECT_EQ(rig_.journal.head(), head);
  const std::string beyond = "skarpt/" + rig_.message_to("p-1").id.value + "/9";
  for (const std::string& bad :
       {std::string("ovning/message-1/1"), std::string("skarpt/message-99/1"),
        std::string("skarpt"), std::string(), beyond}) {
    const auto taken = rig_.dispatcher->receipt(bad, delivered);
    ASSERT_FALSE(taken) << bad;
    EXPECT_EQ(taken.error().code, ports::FailureCode::not_found);
  }
}

TEST_F(DispatcherTest, AReceiptOfFailureGoesOnToTheNextRung) {
  rig_.found_city(1, 1);
  rig_.begin();
  rig_.report_incident();
  ASSERT_TRUE(rig_.dispatcher->receipt(rig_.sms.letters.at(0).key,
                                       {SendOutcome::refused, {}, "numret finns inte"}));
  rig_.advance(milliseconds{1});
  EXPECT_THAT(rig_.mail.receivers(), ElementsAre("p-1"));
}

TEST_F(DispatcherTest, AGatewayThatFailsIsNamedWithTheTimeInStockholm) {
  rig_.found_city(1, 1);
  rig_.sms.answer = failed();
  rig_.begin();
  rig_.report_incident();
  EXPECT_THAT(rig_.dispatcher->gateway_faults(), IsEmpty());
  rig_.advance(seconds{60});
  const auto faults = rig_.dispatcher->gateway_faults();
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].sv, "SMS-tjänsten telia svarar inte sedan 03:00");
  EXPECT_EQ(faults[0].en, "SMS gateway telia has not answered since 03:00");
  rig_.sms.answer = SendResult{SendOutcome::delivered, {}, {}};
  rig_.advance(seconds{400});
  EXPECT_THAT(rig_.dispatcher->gateway_faults(), IsEmpty());
}

TEST_F(DispatcherTest, AnOutcomeThatAFullDiskRefusedIsNotedLater) {
  rig_.found_city(1, 1);
  rig_.sms.answer.reset();
  rig_.begin();
  rig_.report_incident();
  rig_.journal.set_full(true);
  rig_.sms.finish(0, {SendOutcome::delivered, {}, {}});
  rig_.settle();
  EXPECT_EQ(rig_.message_to("p-1").attempts.at(0).state, AttemptState::started);
  rig_.journal.set_full(false);
  rig_.engine->check_health();
  rig_.advance(seconds{5});
  EXPECT_EQ(rig_.message_to("p-1").attempts.at(0).state, AttemptState::delivered);
}

TEST_F(DispatcherTest, AWorkspaceThatLostItsJournalSendsNothingMore) {
  rig_.found_city(50, 50);
  rig_.settings["telia"].pace.all = 10.0;
  rig_.begin();
  rig_.report_incident();
  const auto before = rig_.sms.letters.size();
  rig_.journal.fail_append(0, {ports::FailureCode::io, "the disk is gone"});
  rig_.advance(seconds{60});
  EXPECT_THAT(rig_.sms.letters, SizeIs(before));
}

TEST_F(DispatcherTest, AWholeCityIsCalledEachPersonOnce) {
  rig_.found_city(1'300, 1'300);
  rig_.setting.pace.all = 100'000.0;
  rig_.begin();
  rig_.report_incident();
  rig_.advance(seconds{1});
  const auto receivers = rig_.sms.receivers();
  EXPECT_THAT(receivers, SizeIs(1'300));
  EXPECT_THAT(std::set<std::string>(receivers.begin(), receivers.end()), SizeIs(1'300));
}

// G12: exercises are kept apart to the last metre.
class ExerciseDispatcher : public testing::TestWithParam<domain::Mode> {
 protected:
  DispatchRig rig_{GetParam()};
};

TEST_P(ExerciseDispatcher, NeverReachesALiveChannel) {
  rig_.found_city(5, 5);
  rig_.begin();
  rig_.report_incident();
  rig_.advance(seconds{1'000});
  EXPECT_THAT(rig_.sms.letters, IsEmpty());
  EXPECT_THAT(rig_.mail.letters, IsEmpty());
  ASSERT_THAT(rig_.console.letters, Not(IsEmpty()));
  for (const auto& letter : rig_.console.letters) {
    EXPECT_EQ(letter.mode, GetParam());
    EXPECT_THAT(letter.text, StartsWith("ÖVNING / EXERCISE\n"));
    EXPECT_THAT(letter.address, Not(HasSubstr(":"))) << "a person's id, never an address";
  }
  EXPECT_EQ(rig_.message_to("p-1").attempts.at(0).gateway, "konsol");
}

TEST_P(ExerciseDispatcher, ReachesThoseOnItsListWithTheMode) {
  rig_.found_city(3, 3);
  rig_.options.exercise_list = {{"p-2"}};
  rig_.begin();
  rig_.report_incident();
  EXPECT_THAT(rig_.sms.receivers(), ElementsAre("p-2"));
  EXPECT_EQ(rig_.sms.letters.at(0).mode, GetParam());
  EXPECT_THAT(rig_.sms.letters.at(0).short_text, StartsWith("ÖVNING "));
}

INSTANTIATE_TEST_SUITE_P(Modes, ExerciseDispatcher,
                         testing::Values(domain::Mode::exercise, domain::Mode::test));

}  // namespace
}  // namespace ckl::delivery::test
