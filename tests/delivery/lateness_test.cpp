// How late due steps are: what is counted, what is not, and when it is said.
#include "delivery/lateness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/dispatch_rig.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using ports::SendResult;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Each;
using testing::Gt;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::Lt;
using testing::Not;
using testing::SizeIs;

TEST(LatenessMeter, CountsByHowLateAndKeepsTheWorst) {
  FakeClock clock;
  Lateness lateness{clock};
  for (const int late : {0, 10, 11, 700, 2'000}) {
    lateness.performed(DueStep::deadline, milliseconds{late});
  }
  lateness.performed(DueStep::message, milliseconds{-5});
  EXPECT_FALSE(lateness.fault());
  EXPECT_EQ(lateness.worst(), milliseconds{2'000});
  const std::string text = lateness.metrics();
  EXPECT_THAT(text, HasSubstr("ckl_lateness_seconds_bucket{step=\"deadline\",le=\"0.01\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("ckl_lateness_seconds_bucket{step=\"deadline\",le=\"0.05\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("ckl_lateness_seconds_bucket{step=\"deadline\",le=\"2\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("ckl_lateness_seconds_bucket{step=\"deadline\",le=\"+Inf\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("ckl_lateness_seconds_sum{step=\"deadline\"} 2.721\n"));
  EXPECT_THAT(text, HasSubstr("ckl_lateness_seconds_count{step=\"message\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("ckl_worst_lateness_seconds{step=\"deadline\"} 2.000\n"));
}

TEST(LatenessMeter, SaysWhatWasTooLateForFiveMinutes) {
  FakeClock clock;
  Lateness lateness{clock};
  lateness.performed(DueStep::message, milliseconds{4'210});
  ASSERT_TRUE(lateness.fault());
  EXPECT_EQ(lateness.fault()->sv,
            "Servern har varit efter, senast 03:00: något gjordes upp till 4,2 s för sent");
  EXPECT_THAT(lateness.fault()->en, HasSubstr("up to 4.2 s late"));
  EXPECT_FALSE(lateness.behind());
  clock.time += seconds{300};
  EXPECT_TRUE(lateness.fault());
  clock.time += seconds{1};
  EXPECT_FALSE(lateness.fault());
  lateness.performed(DueStep::message, milliseconds{2'001});
  EXPECT_THAT(lateness.fault()->sv, HasSubstr("2,0 s")) << "an earlier run is not this one";
}

TEST(LatenessMeter, AServerThatStandsStillIsSeenWhileItDoes) {
  FakeClock clock;
  Lateness lateness{clock};
  lateness.overdue(DueStep::deadline, milliseconds{1'900});
  EXPECT_FALSE(lateness.behind());
  clock.time += seconds{200};
  lateness.overdue(DueStep::deadline, seconds{200});
  EXPECT_TRUE(lateness.behind());
  EXPECT_EQ(lateness.fault()->sv,
            "Servern är efter sedan 03:03: det som skulle ha gjorts är upp till 3 min sent");
  EXPECT_THAT(lateness.metrics(), HasSubstr("ckl_overdue_seconds{step=\"deadline\"} 200.000\n"));
  lateness.overdue(DueStep::deadline, milliseconds{0});
  EXPECT_FALSE(lateness.behind());
  EXPECT_TRUE(lateness.fault()) << "it has been";
}

class MessagesLate : public testing::Test {
 protected:
  void begin(std::size_t persons) {
    rig.found_city(persons, static_cast<std::uint32_t>(persons));
    rig.begin();
    rig.dispatcher->set_lateness([this](milliseconds late) { lates.push_back(late); });
  }
  DispatchRig rig;
  std::vector<milliseconds> lates;
};

TEST_F(MessagesLate, WaitingForPaceIsNoLateness) {
  rig.setting.pace.all = 5.0;
  begin(40);
  rig.report_incident();
  rig.advance(seconds{30});
  ASSERT_THAT(rig.sms.letters, SizeIs(40));
  ASSERT_THAT(lates, SizeIs(40));
  EXPECT_THAT(lates, Each(Le(milliseconds{1})));
}

TEST_F(MessagesLate, WaitingForAPlaceIsNoLateness) {
  rig.sms.most_at_once = 1;
  rig.sms.answer.reset();
  begin(2);
  rig.report_incident();
  ASSERT_THAT(rig.sms.letters, SizeIs(1));
  rig.clock.time += seconds{4};
  EXPECT_EQ(rig.dispatcher->overdue(), milliseconds{0});
  rig.sms.finish(0, {SendOutcome::handed_over, {}, {}});
  rig.settle();
  ASSERT_THAT(rig.sms.letters, SizeIs(2));
  EXPECT_THAT(lates, Each(Lt(milliseconds{10})));
}

TEST_F(MessagesLate, ATurnThatComesTooLateIsMeasuredFromWhenItWasDue) {
  rig.with_mail = true;
  begin(1);
  rig.report_incident();
  lates.clear();
  ASSERT_TRUE(rig.wake_up.due);
  const auto due = *rig.wake_up.due;  // the rung after the first
  rig.clock.time = due + seconds{3};  // nothing fires meanwhile
  EXPECT_EQ(rig.dispatcher->overdue(), seconds{3});
  const auto fire = rig.wake_up.fire;
  rig.wake_up.due.reset();
  fire();
  rig.settle();
  ASSERT_THAT(rig.mail.letters, SizeIs(1));
  ASSERT_THAT(lates, SizeIs(1));
  EXPECT_EQ(lates[0], seconds{3});
  EXPECT_EQ(rig.dispatcher->overdue(), milliseconds{0});
}

// The intent must be on disk before anything leaves, so a slow disk is lateness.
TEST_F(MessagesLate, ADiskThatTakesItsTimeIsLateness) {
  begin(1);
  domain::ReportIncident command;
  command.headline = "Ras";
  command.owner = {"ks"};
  command.call_out = true;
  command.plan = {"all"};
  rig.submit_quietly(command, "tib");
  rig.turn();
  rig.clock.time += seconds{5};
  rig.journal.commit();
  rig.turn();
  EXPECT_EQ(rig.dispatcher->overdue(), seconds{5});
  rig.settle();
  ASSERT_THAT(lates, SizeIs(1));
  EXPECT_EQ(lates[0], seconds{5});
}

TEST_F(MessagesLate, ARetryThatIsKnownLateIsNotLate) {
  rig.sms.answer.reset();
  begin(1);
  rig.report_incident();
  lates.clear();
  rig.clock.time += seconds{20};  // a time-out: the next attempt is due ten seconds ago
  rig.sms.finish(0, {SendOutcome::failed, {}, "inget svar"});
  rig.settle();
  EXPECT_THAT(rig.mail.letters.size() + rig.sms.letters.size(), Gt(1U));
  EXPECT_THAT(lates, Not(IsEmpty()));
  EXPECT_THAT(lates, Each(Lt(milliseconds{10})));
}

TEST_F(MessagesLate, AnExerciseThatRunsFastIsMeasuredInRealTime) {
  rig.clock.speed = 60.0;
  begin(1);
  rig.report_incident();
  lates.clear();
  rig.clock.time = *rig.wake_up.due + seconds{60};
  EXPECT_EQ(rig.dispatcher->overdue(), seconds{1});
  const auto fire = rig.wake_up.fire;
  rig.wake_up.due.reset();
  fire();
  rig.settle();
  ASSERT_THAT(lates, SizeIs(1));
  EXPECT_EQ(lates[0], seconds{1});
}

}  // namespace
}  // namespace ckl::delivery::test
