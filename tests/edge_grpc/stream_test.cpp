// Subscriptions over gRPC: exactly the events after the starting point, in order, and clear
// refusals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "edge_grpc/client.hpp"
#include "edge_grpc/house.hpp"

namespace ckl::test {
namespace {

using ::grpc::StatusCode;

v1::SubscribeRequest after(std::uint64_t sequence) {
  v1::SubscribeRequest request;
  request.set_workspace("skarpt");
  request.set_after(sequence);
  return request;
}

std::vector<std::uint64_t> from_to(std::uint64_t first, std::uint64_t last) {
  std::vector<std::uint64_t> numbers;
  for (auto number = first; number <= last; ++number) numbers.push_back(number);
  return numbers;
}

class Stream : public testing::Test {
 protected:
  static edge::rpc::Limits quick() {
    edge::rpc::Limits limits;
    limits.beat = std::chrono::milliseconds{50};
    return limits;
  }

  void report(const std::string& id) {
    v1::CommandResult result;
    ASSERT_TRUE(tib_.report(id, "Rubrik", result).ok());
  }

  std::string refusal_of(const v1::SubscribeRequest& request, StatusCode code) {
    Subscription subscription{tib_, request};
    EXPECT_FALSE(subscription.next_of_any_kind().has_hello());
    const auto status = subscription.finish();
    EXPECT_EQ(status.error_code(), code);
    const auto rejection = rejection_of(status);
    return rejection.breaches().empty() ? "" : rejection.breaches(0).rule();
  }

  House house_{quick()};
  Client tib_{house_.address(), "tib"};
};

TEST_F(Stream, BeginsWithHelloAndResumesWithoutGapOrRepetition) {
  report("c-1");
  const auto middle = house_.head();
  Subscription all{tib_, after(0)};
  const auto hello = all.next();
  ASSERT_TRUE(hello.has_hello());
  EXPECT_EQ(hello.hello().workspace(), "skarpt");
  EXPECT_EQ(hello.hello().journal(), house_.journal_id());
  EXPECT_EQ(hello.hello().head(), middle);
  EXPECT_EQ(all.events(middle), from_to(1, middle));

  report("c-2");
  const auto head = house_.head();
  EXPECT_EQ(all.events(head - middle), from_to(middle + 1, head));

  auto request = after(middle);
  request.set_journal(house_.journal_id());
  Subscription resumed{tib_, request};
  ASSERT_TRUE(resumed.next().has_hello());
  EXPECT_EQ(resumed.events(head - middle), from_to(middle + 1, head));
}

TEST_F(Stream, GivesASnapshotAndThenWhatFollowsIt) {
  report("c-1");
  const auto middle = house_.head();
  v1::SubscribeRequest request;
  request.set_workspace("skarpt");
  request.set_snapshot(true);
  Subscription subscription{tib_, request};
  ASSERT_TRUE(subscription.next().has_hello());
  const auto snapshot = subscription.next();
  ASSERT_TRUE(snapshot.has_snapshot());
  EXPECT_EQ(snapshot.snapshot().sequence(), middle);
  EXPECT_EQ(snapshot.snapshot().incidents_size(), 1);
  report("c-2");
  const auto head = house_.head();
  EXPECT_EQ(subscription.events(head - middle), from_to(middle + 1, head));
}

TEST_F(Stream, FromTheHeadGivesOnlyWhatComes) {
  v1::SubscribeRequest request;
  request.set_workspace("skarpt");
  request.set_head(true);
  Subscription subscription{tib_, request};
  const auto hello = subscription.next();
  report("c-1");
  EXPECT_EQ(subscription.events(1).front(), hello.hello().head() + 1);
}

TEST_F(Stream, FiltersByKindAndTellsHowFarItIs) {
  report("c-1");
  auto request = after(0);
  request.add_kinds("incident_reported");
  Subscription subscription{tib_, request};
  ASSERT_TRUE(subscription.next().has_hello());
  std::uint64_t through = 0;
  int reported = 0;
  while (through < house_.head()) {
    const auto frame = subscription.next();
    ASSERT_TRUE(frame.has_events());
    for (const auto& entry : frame.events().entries()) reported += entry.has_incident_reported();
    through = frame.events().through();
  }
  EXPECT_EQ(reported, 1);
}

TEST_F(Stream, BeatsWithHeadTimeAndFaults) {
  Subscription subscription{tib_, after(house_.head())};
  v1::ServerFrame frame = subscription.next_of_any_kind();
  while (!frame.has_heartbeat()) frame = subscription.next_of_any_kind();
  EXPECT_EQ(frame.heartbeat().head(), house_.head());
  EXPECT_GT(frame.heartbeat().time().seconds(), 0);
  EXPECT_EQ(frame.heartbeat().gateway_faults(0).sv(), "SMS är nere");
  EXPECT_EQ(frame.heartbeat().posts(), 1U);
  EXPECT_FALSE(frame.heartbeat().has_fault());
}

TEST_F(Stream, RefusesAStartThatCanNotBe) {
  EXPECT_EQ(refusal_of(after(house_.head() + 1), StatusCode::FAILED_PRECONDITION),
            "STREAM_BEYOND_HEAD");
  auto request = after(0);
  request.set_journal("another");
  EXPECT_EQ(refusal_of(request, StatusCode::FAILED_PRECONDITION), "STREAM_OTHER_JOURNAL");
  request = after(0);
  request.clear_start();
  EXPECT_EQ(refusal_of(request, StatusCode::INVALID_ARGUMENT), "INPUT_MISSING");
  request = after(0);
  request.set_workspace("nowhere");
  EXPECT_EQ(refusal_of(request, StatusCode::NOT_FOUND), "INPUT_UNKNOWN_WORKSPACE");
  request = after(0);
  request.set_incident("incident-9");
  EXPECT_EQ(refusal_of(request, StatusCode::NOT_FOUND), "INPUT_UNKNOWN_INCIDENT");
  request = after(0);
  request.add_kinds("nonsense");
  EXPECT_EQ(refusal_of(request, StatusCode::INVALID_ARGUMENT), "INPUT_UNKNOWN_VALUE");
  request.set_workspace("sk\xC3");
  tib_ = Client{house_.address(), "wrong"};
  EXPECT_EQ(refusal_of(after(0), StatusCode::UNAUTHENTICATED), "ACCESS_TOKEN");
}

TEST_F(Stream, EndsWhenItsTokenIsRevoked) {
  Subscription subscription{tib_, after(house_.head())};
  ASSERT_TRUE(subscription.next().has_hello());
  ASSERT_TRUE(house_.tokens().revoke("tib").has_value());
  EXPECT_FALSE(subscription.next().has_events());
  EXPECT_EQ(subscription.finish().error_code(), StatusCode::UNAUTHENTICATED);
}

TEST_F(Stream, EndsWithAWordWhenTheServerStops) {
  Subscription subscription{tib_, after(house_.head())};
  ASSERT_TRUE(subscription.next().has_hello());
  house_.on_main([this] { house_.server().stop(); });
  EXPECT_FALSE(subscription.next().has_events());
  EXPECT_EQ(subscription.finish().error_code(), StatusCode::UNAVAILABLE);
}

TEST_F(Stream, LeavesNothingBehindWhenTheClientGoes) {
  {
    Subscription subscription{tib_, after(0)};
    ASSERT_TRUE(subscription.next().has_hello());
    EXPECT_EQ(house_.on_main([this] { return house_.server().streams(); }), 1U);
  }
  Subscription other{tib_, after(0)};
  ASSERT_TRUE(other.next().has_hello());
  for (int beats = 0; beats < 100; ++beats) {
    if (house_.on_main([this] { return house_.server().streams(); }) == 1U) return;
    std::ignore = other.next_of_any_kind();
  }
  FAIL() << "the first subscription is still there";
}

}  // namespace
}  // namespace ckl::test
