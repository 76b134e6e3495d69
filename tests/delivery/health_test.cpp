// Whether a gateway works: by failures and by slowness over a window, and without flapping.
#include "delivery/health.hpp"

#include <gtest/gtest.h>

namespace ckl::delivery::test {
namespace {

using domain::GatewayTrouble;
using domain::Instant;
using domain::Seconds;
using ports::SendOutcome;
using ports::SendResult;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant start{seconds{1'000}};

const SendResult good{SendOutcome::handed_over, "ref", {}};
const SendResult bad{SendOutcome::failed, {}, "tjänsten svarar inte"};
const SendResult refused{SendOutcome::refused, {}, "numret finns inte"};

class HealthTest : public testing::Test {
 protected:
  // One message with that result, `took` later.
  void send(const SendResult& result, milliseconds took = milliseconds{20}) {
    const auto number = health.leaves(now);
    now += took;
    health.look(now);
    health.note(number, result, now);
  }
  void pass(Seconds time) {
    now += time;
    health.look(now);
  }
  void lose_it() {
    for (int i = 0; i < 3; ++i) {
      send(bad);
      pass(seconds{2});
    }
    ASSERT_TRUE(health.loss());
  }

  GatewayHealth health{{}};
  Instant now = start;
};

TEST_F(HealthTest, ManyFailuresWithinTheWindowAreALoss) {
  send(bad);
  pass(seconds{10});
  send(bad);
  EXPECT_FALSE(health.loss()) << "two tell nothing";
  pass(seconds{10});
  send(bad);
  ASSERT_TRUE(health.loss());
  EXPECT_EQ(health.loss()->trouble, GatewayTrouble::failing);
  EXPECT_EQ(health.loss()->since, start + milliseconds{20}) << "the first failure";
}

TEST_F(HealthTest, ABurstInOneMomentIsABlink) {
  for (int i = 0; i < 50; ++i) send(bad, milliseconds{0});
  EXPECT_FALSE(health.loss());
  pass(seconds{10});
  send(bad);
  EXPECT_TRUE(health.loss());
}

TEST_F(HealthTest, AFewFailuresAmongManyAreNone) {
  for (int i = 0; i < 100; ++i) {
    send(i % 3 == 0 ? bad : good);
    now += milliseconds{300};
  }
  EXPECT_FALSE(health.loss());
  EXPECT_GT(health.counts().failed, 20U);
}

TEST_F(HealthTest, ManyGoodOnesDoNotHideASuddenEnd) {
  for (int i = 0; i < 500; ++i) send(good);
  int failures = 0;
  while (!health.loss()) {
    send(bad);
    now += milliseconds{300};
    ASSERT_LT(++failures, 20);
  }
  EXPECT_EQ(failures, 8);  // two seconds of nothing else
}

TEST_F(HealthTest, AFewInARowAreEnoughWhenLittleIsSent) {
  for (int i = 0; i < 6; ++i) send(good);
  send(bad);
  pass(seconds{1});
  send(bad);
  EXPECT_FALSE(health.loss());
  pass(seconds{1});
  send(bad);
  ASSERT_TRUE(health.loss());
  EXPECT_EQ(health.loss()->trouble, GatewayTrouble::failing);
}

TEST_F(HealthTest, FailuresLongAgoAreForgotten) {
  send(bad);
  pass(seconds{1});
  send(bad);
  pass(seconds{61});
  send(bad);
  EXPECT_FALSE(health.loss());
}

TEST_F(HealthTest, AGatewayThatRefusesAddressesWorks) {
  for (int i = 0; i < 20; ++i) {
    send(refused);
    pass(seconds{1});
  }
  EXPECT_FALSE(health.loss());
}

TEST_F(HealthTest, SlowAnswersAreALossToo) {
  for (int i = 0; i < 3; ++i) send(good, seconds{6});
  ASSERT_TRUE(health.loss());
  EXPECT_EQ(health.loss()->trouble, GatewayTrouble::slow);
}

TEST_F(HealthTest, AGatewayThatOnlyQueuesIsSlow) {
  SendResult held = good;
  held.held = true;
  for (int i = 0; i < 3; ++i) send(held);
  ASSERT_TRUE(health.loss());
  EXPECT_EQ(health.loss()->trouble, GatewayTrouble::slow);
}

// Long before the time-outs of twenty seconds.
TEST_F(HealthTest, AGatewayThatSwallowsEverythingIsFoundWithoutAnyAnswer) {
  for (int i = 0; i < 3; ++i) static_cast<void>(health.leaves(now));
  EXPECT_EQ(health.next_look(now), start + seconds{5});
  pass(seconds{4});
  EXPECT_FALSE(health.loss());
  pass(seconds{1});
  ASSERT_TRUE(health.loss());
  EXPECT_EQ(health.loss()->since, start);
  EXPECT_FALSE(health.next_look(now));
}

TEST_F(HealthTest, OneMessageUnderWayForLongDecidesNothingAndWakesNobodyForEver) {
  static_cast<void>(health.leaves(now));
  pass(seconds{30});
  EXPECT_FALSE(health.loss());
  EXPECT_FALSE(health.next_look(now));
}

TEST_F(HealthTest, ALostOneStaysSoForTheMinimumTimeAndIsThenTriedOneAtATime) {
  lose_it();
  EXPECT_FALSE(health.may_try(now));
  pass(seconds{299});
  EXPECT_TRUE(health.may_try(now));
  const auto number = health.leaves(now);
  EXPECT_FALSE(health.may_try(now)) << "one at a time";
  health.note(number, good, now);
  EXPECT_TRUE(health.may_try(now));
  EXPECT_TRUE(health.loss()) << "one good message is no proof";
  send(good);
  send(good);
  EXPECT_FALSE(health.loss());
}

TEST_F(HealthTest, AFailedTrialDoublesTheWaitUpToItsBound) {
  lose_it();
  Seconds wait{300};
  for (const Seconds next :
       {Seconds{600}, Seconds{1'200}, Seconds{2'400}, Seconds{3'600}, Seconds{3'600}}) {
    pass(wait);
    ASSERT_TRUE(health.may_try(now));
    send(bad);
    EXPECT_EQ(health.loss()->next_trial, now + next);
    wait = next;
  }
}

TEST_F(HealthTest, AnswersBeforeTheMinimumTimeEndNothing) {
  lose_it();
  for (int i = 0; i < 10; ++i) send(good);
  EXPECT_TRUE(health.loss());
  EXPECT_EQ(health.next_look(now), health.loss()->stays_to);
  now = health.loss()->stays_to;
  health.look(now);
  EXPECT_FALSE(health.loss()) << "time alone ends it then";
}

TEST_F(HealthTest, OneGoodMessageAndTheMinimumTimeWithoutAFailureEndIt) {
  lose_it();
  pass(seconds{400});
  send(good);
  pass(seconds{299});
  EXPECT_TRUE(health.loss());
  pass(seconds{1});
  EXPECT_FALSE(health.loss());
}

TEST_F(HealthTest, WhatLeftBeforeTheLossTellsNothingNew) {
  const auto old = health.leaves(now);
  lose_it();
  health.note(old, good, now);
  EXPECT_EQ(health.loss()->good_in_row, 0U);
}

// On and off every minute: it is lost once, and the second time stays away twice as long.
TEST_F(HealthTest, DoesNotFlap) {
  int changes = 0;
  bool lost = false;
  for (int second = 0; second < 3'600; ++second) {
    const bool works = (second / 60) % 2 == 0;
    if (!health.loss() || health.may_try(now)) send(works ? good : bad);
    pass(seconds{1});
    if (lost != health.loss().has_value()) ++changes;
    lost = health.loss().has_value();
  }
  EXPECT_LE(changes, 8);
  EXPECT_GE(changes, 1);
}

TEST_F(HealthTest, OneLostBeforeARestartIsTriedAtOnce) {
  health.remember(GatewayTrouble::failing, start - seconds{1'000}, now);
  ASSERT_TRUE(health.loss());
  EXPECT_TRUE(health.may_try(now));
  for (int i = 0; i < 3; ++i) send(good);
  EXPECT_FALSE(health.loss());
}

}  // namespace
}  // namespace ckl::delivery::test
