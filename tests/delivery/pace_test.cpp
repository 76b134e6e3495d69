// Pace: tokens by gateway and class.
#include "delivery/pace.hpp"

#include <gtest/gtest.h>

namespace ckl::delivery::test {
namespace {

using domain::SendClass;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr domain::Instant start{seconds{1'000}};

int taken(ClassedPace& pace, SendClass urgency, domain::Instant now) {
  int count = 0;
  while (pace.take(urgency, now)) ++count;
  return count;
}

TEST(TokenBucketTest, GivesABurstOfOneSecondAndThenThePace) {
  TokenBucket bucket(4.0);
  domain::Instant now = start;
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(bucket.take(now));
  EXPECT_FALSE(bucket.take(now));
  EXPECT_EQ(bucket.next(now), now + milliseconds{250});
  int sent = 0;
  for (int step = 0; step < 100; ++step) {
    now += milliseconds{100};
    while (bucket.take(now)) ++sent;
  }
  EXPECT_EQ(sent, 40);
}

TEST(TokenBucketTest, ASlowGatewayStillGetsOneAtATime) {
  TokenBucket bucket(0.5);
  EXPECT_TRUE(bucket.take(start));
  EXPECT_FALSE(bucket.take(start));
  EXPECT_EQ(bucket.next(start), start + seconds{2});
  EXPECT_TRUE(bucket.take(start + seconds{2}));
}

TEST(TokenBucketTest, AClockThatStandsStillOrGoesBackGivesNothing) {
  TokenBucket bucket(1.0);
  EXPECT_TRUE(bucket.take(start));
  EXPECT_FALSE(bucket.take(start - seconds{100}));
  EXPECT_FALSE(bucket.take(start - seconds{100} + milliseconds{1}));
}

TEST(ClassedPaceTest, TheLessUrgentLeaveTokensForTheMoreUrgent) {
  ClassedPace pace({.all = 9.0});
  EXPECT_EQ(taken(pace, SendClass::information, start), 5);
  EXPECT_EQ(taken(pace, SendClass::relief, start), 2);
  EXPECT_EQ(taken(pace, SendClass::callout, start), 2);
  EXPECT_EQ(pace.next(SendClass::callout, start), start + milliseconds{112});
  EXPECT_GT(pace.next(SendClass::information, start), start + milliseconds{500});
}

TEST(ClassedPaceTest, AnyClassAloneHasTheWholePaceSustained) {
  for (const auto urgency : {SendClass::callout, SendClass::relief, SendClass::information}) {
    ClassedPace pace({.all = 10.0});
    static_cast<void>(taken(pace, urgency, start));
    int sent = 0;
    for (int step = 1; step <= 100; ++step) {
      sent += taken(pace, urgency, start + step * milliseconds{100});
    }
    EXPECT_EQ(sent, 100);
  }
}

TEST(ClassedPaceTest, AClassMayHaveASlowerPaceOfItsOwn) {
  ClassedPace pace({.all = 20.0, .of_class = {0, 10.0, 2.0}});
  EXPECT_EQ(taken(pace, SendClass::information, start), 2);
  EXPECT_EQ(pace.next(SendClass::information, start), start + milliseconds{500});
  EXPECT_EQ(taken(pace, SendClass::relief, start), 10);
  EXPECT_EQ(taken(pace, SendClass::callout, start), 8);
}

TEST(ClassedPaceTest, AGatewayOfOneMessageAtATimeServesEveryClass) {
  for (const auto urgency : {SendClass::callout, SendClass::relief, SendClass::information}) {
    ClassedPace pace({.all = 0.5});
    EXPECT_EQ(taken(pace, urgency, start), 1);
    EXPECT_EQ(pace.next(urgency, start), start + seconds{2});
  }
}

TEST(Places, AreLeftForTheMoreUrgent) {
  EXPECT_EQ(places_for(SendClass::callout, 32), 32U);
  EXPECT_EQ(places_for(SendClass::relief, 32), 24U);
  EXPECT_EQ(places_for(SendClass::information, 32), 16U);
  EXPECT_EQ(places_for(SendClass::information, 1), 1U);
}

}  // namespace
}  // namespace ckl::delivery::test
