// The dispatcher over two gateways of a kind: what is lost, what is told, and what is never
// dropped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/dispatch_rig.hpp"
#include "delivery/dispatcher.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using ports::SendResult;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class FailoverTest : public testing::Test {
 protected:
  FailoverTest() {
    rig.with_second = true;
    rig.entries = {{.id = "telia", .kind = "sms"},
                   {.id = "tele2", .kind = "sms"},
                   {.id = "epost", .kind = "mail"}};
  }
  // Everybody who got a call by SMS that was not failed, once each.
  std::set<std::string> reached() {
    std::set<std::string> all;
    for (const auto& message : rig.state().messages) {
      for (const auto& attempt : message.attempts) {
        if (message.purpose == domain::MessagePurpose::call && attempt.channel == "sms" &&
            (attempt.state == domain::AttemptState::handed_over ||
             attempt.state == domain::AttemptState::delivered)) {
          all.insert(message.person.value);
        }
      }
    }
    return all;
  }
  std::vector<std::string> told(const FakeChannel& channel, std::string_view what) {
    std::vector<std::string> all;
    for (const auto& letter : channel.letters) {
      if (letter.text.find(what) != std::string::npos) all.push_back(letter.address);
    }
    return all;
  }

  const SendResult down{SendOutcome::failed, {}, "tjänsten svarar inte"};
  DispatchRig rig;
};

TEST_F(FailoverTest, TwoGatewaysShareTheWork) {
  rig.found_city(1'300, 1'300);
  rig.setting.pace.all = 15.0;
  rig.begin();
  rig.report_incident();
  rig.advance(seconds{43});
  EXPECT_THAT(reached(), SizeIs(1'300));
  EXPECT_GT(rig.sms.letters.size(), 600U);
  EXPECT_GT(rig.second.letters.size(), 600U);
}

TEST_F(FailoverTest, OneThatDiesInTheMiddleLosesNobody) {
  rig.found_city(300, 300);
  rig.setting.pace.all = 10.0;
  rig.begin();
  rig.report_incident();
  rig.advance(seconds{3});
  rig.sms.answer = down;
  rig.advance(seconds{60});
  EXPECT_THAT(reached(), SizeIs(300));
  EXPECT_LT(rig.sms.letters.size(), 80U) << "it was left alone soon";
  ASSERT_THAT(rig.state().lost_gateways, SizeIs(1));
  EXPECT_EQ(rig.state().lost_gateways.begin()->first, "telia");
}

TEST_F(FailoverTest, TheLossIsToldByAnotherKind) {
  rig.found_city(30, 30);
  rig.ladder = {{.channel = "sms"}, {.channel = "mail", .after = domain::Seconds{600}}};
  rig.tib_ladder = rig.ladder;
  rig.sms.answer = down;
  rig.setting.pace.all = 10.0;
  rig.begin();
  rig.report_incident();
  rig.advance(seconds{20});
  EXPECT_THAT(told(rig.mail, "Porten telia (sms) svarar inte sedan"), ElementsAre("mail:tib"));
  EXPECT_THAT(told(rig.mail, "I stället sänder tele2"), ElementsAre("mail:tib"));
  EXPECT_THAT(told(rig.second, "Porten telia"), IsEmpty());
}

TEST_F(FailoverTest, ItsReturnIsToldOnceItHasProvedItself) {
  rig.found_city(30, 30);
  rig.tib_ladder = {{.channel = "sms"}};
  rig.sms.answer = down;
  rig.setting.pace.all = 10.0;
  rig.begin();
  rig.report_incident();
  rig.advance(seconds{60});
  ASSERT_THAT(rig.state().lost_gateways, SizeIs(1));
  rig.sms.answer = SendResult{SendOutcome::handed_over, {}, {}};
  rig.advance(seconds{400});
  EXPECT_THAT(rig.state().lost_gateways, SizeIs(1)) << "nothing was sent, so nothing is known";
  for (int i = 0; i < 4; ++i) {
    rig.report_incident();
    rig.advance(seconds{30});
  }
  EXPECT_THAT(rig.state().lost_gateways, IsEmpty());
  rig.advance(seconds{30});
  EXPECT_THAT(told(rig.sms, "Porten telia (sms) fungerar igen"), ElementsAre("sms:tib"));
}

// Between alarms too: nothing is sent, and nothing but the watcher knows.
TEST_F(FailoverTest, WhatTheWatcherFindsIsNotedAndTold) {
  rig.found_city(1, 1);
  rig.tib_ladder = rig.ladder;
  rig.setting.failover.watched = true;
  rig.begin();
  rig.switchboard->lose("telia", domain::GatewayTrouble::silent, rig.clock.time);
  rig.dispatcher->look();
  rig.settle();
  ASSERT_THAT(rig.state().lost_gateways, SizeIs(1));
  EXPECT_EQ(rig.state().lost_gateways.begin()->second.trouble, domain::GatewayTrouble::silent);
  rig.advance(seconds{1});
  EXPECT_THAT(told(rig.mail, "släpper inte igenom provlarm"), ElementsAre("mail:tib"));
  rig.advance(seconds{4'000});
  EXPECT_THAT(rig.state().lost_gateways, SizeIs(1));
  rig.switchboard->came_back("telia");
  rig.dispatcher->look();
  rig.settle();
  EXPECT_THAT(rig.state().lost_gateways, IsEmpty());
}

// What may have arrived by the one is marked when it goes by the other.
TEST_F(FailoverTest, DoubtAtOneGatewayIsMarkedAtTheOther) {
  rig.found_city(1, 1);
  rig.sms.answer = SendResult{SendOutcome::failed, {}, std::string(in_doubt_words) + "avbrott"};
  rig.begin();
  rig.report_incident();
  rig.switchboard->lose("telia", domain::GatewayTrouble::failing, rig.clock.time);
  rig.advance(seconds{10});
  ASSERT_THAT(rig.second.letters, SizeIs(1));
  EXPECT_TRUE(rig.second.letters[0].repeated);
  EXPECT_THAT(rig.second.letters[0].short_text, StartsWith("UPPREPNING "));
  EXPECT_NE(rig.second.letters[0].key, rig.sms.letters.at(0).key);
}

TEST_F(FailoverTest, AFailureWithoutDoubtMovesWithoutTheMark) {
  rig.found_city(1, 1);
  rig.sms.answer = down;
  rig.begin();
  rig.report_incident();
  rig.switchboard->lose("telia", domain::GatewayTrouble::failing, rig.clock.time);
  rig.advance(seconds{10});
  ASSERT_THAT(rig.second.letters, SizeIs(1));
  EXPECT_FALSE(rig.second.letters[0].repeated);
}

// Nobody answers and nobody refuses: the rest go by the other before a single time-out.
TEST_F(FailoverTest, OneThatSwallowsEverythingIsLeftAfterSeconds) {
  rig.found_city(200, 200);
  rig.sms.answer.reset();
  rig.setting.pace.all = 20.0;
  rig.begin();
  rig.report_incident();
  rig.advance(seconds{15});
  EXPECT_THAT(rig.sms.letters, SizeIs(32));
  EXPECT_THAT(reached(), SizeIs(168));
  ASSERT_THAT(rig.state().lost_gateways, SizeIs(1));
  EXPECT_EQ(rig.state().lost_gateways.at("telia").trouble, domain::GatewayTrouble::slow);
  for (std::size_t i = 0; i < 32; ++i) {
    rig.sms.finish(i, {SendOutcome::failed, {}, std::string(in_doubt_words) + "inget svar i tid"});
  }
  rig.advance(seconds{30});
  EXPECT_THAT(reached(), SizeIs(200));
  std::size_t marked = 0;
  for (const auto& letter : rig.second.letters) marked += letter.repeated ? 1 : 0;
  EXPECT_EQ(marked, 32U);
}

TEST_F(FailoverTest, BothDownIsNoReasonToDropAnybody) {
  rig.found_city(60, 60);
  rig.ladder = {{.channel = "sms"}};
  rig.sms.answer = down;
  rig.second.answer = down;
  rig.setting.pace.all = 50.0;
  rig.begin();
  rig.report_incident();
  rig.advance(seconds{25});
  rig.second.answer = SendResult{SendOutcome::handed_over, {}, {}};
  rig.advance(seconds{600});
  EXPECT_THAT(reached(), SizeIs(60));
}

TEST_F(FailoverTest, APinIsObeyedAndItsEndToo) {
  rig.found_city(3, 3);
  rig.begin();
  rig.submit(domain::PinGateway{.gateway = "tele2",
                                .until = rig.clock.time + seconds{60},
                                .reason = "Telia har arbete i natt"},
             "tib");
  rig.report_incident();
  rig.advance(seconds{1});
  EXPECT_THAT(rig.sms.letters, IsEmpty());
  EXPECT_THAT(rig.second.letters, SizeIs(3));
  rig.advance(seconds{60});
  rig.report_incident();
  rig.advance(seconds{1});
  EXPECT_THAT(rig.sms.letters, Not(IsEmpty()));
}

TEST_F(FailoverTest, ALossOutlivesARestart) {
  rig.found_city(5, 5);
  rig.begin();
  rig.switchboard->lose("telia", domain::GatewayTrouble::failing, rig.clock.time);
  rig.report_incident();
  rig.advance(seconds{1});
  ASSERT_THAT(rig.state().lost_gateways, SizeIs(1));
  rig.crash();
  rig.settle();
  EXPECT_TRUE(rig.switchboard->loss("telia"));
  EXPECT_THAT(rig.state().lost_gateways, SizeIs(1));
}

TEST_F(FailoverTest, AGatewayThatIsNoLongerConfiguredIsNotLost) {
  rig.found_city(5, 5);
  rig.begin();
  rig.switchboard->lose("telia", domain::GatewayTrouble::failing, rig.clock.time);
  rig.report_incident();
  rig.advance(seconds{1});
  domain::Settings settings = rig.state().settings;
  settings.gateways.erase(settings.gateways.begin());
  rig.submit(domain::AdoptSettings{settings}, "");
  rig.advance(seconds{3});
  EXPECT_THAT(rig.state().lost_gateways, IsEmpty());
}

// The alarm must not wait behind what only informs.
TEST_F(FailoverTest, ACallOutDoesNotWaitForInformation) {
  rig.found_city(10, 10);
  rig.with_second = false;
  rig.setting.pace.all = 2.0;
  rig.ladder = {{.channel = "sms"}};
  rig.begin();
  domain::ReportIncident quiet;
  quiet.headline = "Strömavbrott";
  quiet.place = "Farsta";
  quiet.owner = {"ks"};
  quiet.level = domain::Level::serious;
  for (int i = 0; i < 6; ++i) rig.submit(quiet, "tib");
  rig.report_incident();
  rig.advance(seconds{6});
  std::size_t calls = 0;
  for (const auto& letter : rig.sms.letters) calls += letter.text.starts_with("INKALLNING") ? 1 : 0;
  EXPECT_EQ(calls, 10U);
  rig.advance(seconds{120});
  const auto waiting = rig.dispatcher->waiting();
  for (const auto& queued : waiting) {
    EXPECT_THAT(queued.messages, testing::Each(0U)) << "late, but all of it";
  }
}

TEST(ExerciseFailover, AnExerciseNotesNoGateway) {
  DispatchRig rig{domain::Mode::exercise};
  rig.entries = {{.id = "telia", .kind = "sms"}};
  rig.found_city(3, 3);
  rig.begin();
  rig.switchboard->lose("telia", domain::GatewayTrouble::failing, rig.clock.time);
  rig.report_incident();
  rig.advance(seconds{5});
  EXPECT_THAT(rig.state().lost_gateways, IsEmpty());
  EXPECT_THAT(rig.dispatcher->gateway_faults(), SizeIs(1)) << "but every screen shows it";
}

}  // namespace
}  // namespace ckl::delivery::test
