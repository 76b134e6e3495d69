// The sign of life: goes out while the server does its work, and only then.
#include "delivery/dead_man.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/dispatch_rig.hpp"

namespace ckl::delivery::test {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

class FakeHttp final : public ports::HttpClient {
 public:
  void request(ports::HttpRequest request, Done done) override {
    requests.push_back(std::move(request));
    if (hangs) {
      open.push_back(std::move(done));
    } else {
      done(outcome);
    }
  }
  std::vector<ports::HttpRequest> requests;
  std::vector<Done> open;
  ports::HttpOutcome outcome{
      .transfer = ports::Transfer::completed, .status = 200, .body = {}, .fault = {}};
  bool hangs = false;
};

class DeadManTest : public testing::Test {
 protected:
  void begin(DeadManSettings settings) {
    dead_man.emplace(std::move(settings), DeadMan::Parts{.http = http,
                                                         .wake_up = wake_up,
                                                         .clock = clock,
                                                         .trouble = [this] { return trouble; },
                                                         .version = "1.0"});
    dead_man->start();
  }
  void begin() { begin({.url = "https://vakt.example.org/ping/1"}); }
  void pass(int times) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(wake_up.due);
      clock.time = *wake_up.due;
      const auto fire = wake_up.fire;
      fire();
    }
  }

  FakeClock clock;
  HandWakeUp wake_up;
  FakeHttp http;
  std::optional<std::string> trouble;
  std::optional<DeadMan> dead_man;
};

TEST_F(DeadManTest, SignalsSoonAfterTheStartAndOnThePeriod) {
  begin();
  EXPECT_THAT(http.requests, IsEmpty());
  pass(1);
  ASSERT_THAT(http.requests, SizeIs(1));
  const auto& request = http.requests[0];
  EXPECT_EQ(request.url, "https://vakt.example.org/ping/1");
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.body, "ckld 1.0\n");
  EXPECT_EQ(request.times.total, seconds{10});
  EXPECT_EQ(wake_up.due, clock.time + seconds{60});
  pass(5);
  EXPECT_THAT(http.requests, SizeIs(6));
  EXPECT_THAT(dead_man->metrics(), HasSubstr("\nckl_dead_man_sent_total 6\n"));
}

TEST_F(DeadManTest, IsAskedForAsConfigured) {
  begin({.url = "https://vakt.example.org/p",
         .method = "GET",
         .every = seconds{20},
         .timeout = seconds{3}});
  pass(1);
  ASSERT_THAT(http.requests, SizeIs(1));
  EXPECT_EQ(http.requests[0].method, "GET");
  EXPECT_EQ(http.requests[0].body, "");
  EXPECT_EQ(http.requests[0].times.total, seconds{3});
  EXPECT_LE(http.requests[0].times.connect, seconds{3});
  EXPECT_EQ(wake_up.due, clock.time + seconds{20});
}

TEST_F(DeadManTest, IsSilentWhileTheServerDoesNotDoItsWork) {
  begin();
  pass(1);
  trouble = "workspace skarpt: the disk is full";
  pass(5);
  EXPECT_THAT(http.requests, SizeIs(1));
  EXPECT_THAT(dead_man->metrics(), HasSubstr("\nckl_dead_man_held_back 1\n"));
  EXPECT_FALSE(dead_man->fault()) << "the trouble itself is shown";
  trouble.reset();
  pass(1);
  EXPECT_THAT(http.requests, SizeIs(2));
  EXPECT_THAT(dead_man->metrics(), HasSubstr("\nckl_dead_man_held_back 0\n"));
}

TEST_F(DeadManTest, SaysWhenItDoesNotGetOut) {
  http.outcome.status = 500;
  begin();
  pass(2);
  EXPECT_FALSE(dead_man->fault());
  http.outcome = {.transfer = ports::Transfer::not_sent,
                  .status = 0,
                  .body = {},
                  .fault = "tjänsten svarar inte"};
  pass(1);
  ASSERT_TRUE(dead_man->fault());
  EXPECT_THAT(dead_man->fault()->sv, StartsWith("Livstecknet når inte ut sedan 03:00"));
  EXPECT_THAT(dead_man->metrics(), HasSubstr("\nckl_dead_man_failed_total 3\n"));
  http.outcome = {.transfer = ports::Transfer::completed, .status = 204, .body = {}, .fault = {}};
  pass(1);
  EXPECT_FALSE(dead_man->fault());
}

TEST_F(DeadManTest, OneUnderWayIsNotDoubledAndOneThatIsAnsweredAfterTheEndTellsNobody) {
  http.hangs = true;
  begin();
  pass(3);
  EXPECT_THAT(http.requests, SizeIs(1));
  dead_man.reset();
  http.open.at(0)(http.outcome);
}

}  // namespace
}  // namespace ckl::delivery::test
