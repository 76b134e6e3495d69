// What is due is worked off at its time, with a timer cranked by hand.
#include "scheduler/scheduler.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "domain/owed.hpp"
#include "engine/rig.hpp"

namespace ckl::test {
namespace {

class HandWakeUp final : public ports::WakeUp {
 public:
  void set(domain::Instant at, std::function<void()> call) override {
    due = at;
    fire = std::move(call);
    ++times_set;
  }
  void cancel() override { due.reset(); }

  std::optional<domain::Instant> due;
  std::function<void()> fire;
  int times_set = 0;
};

class SchedulerTest : public testing::Test {
 protected:
  SchedulerTest() {
    rig.before_start = [this] {
      wake_up.due.reset();
      wake_up.fire = nullptr;
      scheduler = std::make_unique<scheduler::Scheduler>(*rig.engine, wake_up);
      rig.engine->observe(*scheduler);
    };
    rig.restart();
    rig.open();
    scheduler->start();
  }

  // An incident with duties that fall due.
  void alarm() {
    domain::ReportIncident report;
    report.kind = domain::IncidentKind::violence;
    report.headline = "Fordon på Drottninggatan";
    report.level = domain::Level::serious;
    const auto answer = rig.as("tib", report);
    ASSERT_NE(accepted(answer), nullptr) << rule_of(answer);
    ASSERT_TRUE(domain::next_deadline(rig.engine->state()));
  }

  void crank() {
    ASSERT_TRUE(wake_up.due);
    rig.clock.time = std::max(rig.clock.time, *wake_up.due);
    wake_up.due.reset();
    std::exchange(wake_up.fire, nullptr)();
    rig.poll();
  }

  HandWakeUp wake_up;
  std::unique_ptr<scheduler::Scheduler> scheduler;
  Rig rig;
};

TEST_F(SchedulerTest, SleepsUntilTheCalendarWhenNothingElseIsDue) {
  EXPECT_TRUE(!wake_up.due || *wake_up.due > rig.clock.time + std::chrono::hours(24));
}

TEST_F(SchedulerTest, IsArmedAtTheNextDeadline) {
  alarm();
  EXPECT_EQ(wake_up.due, domain::next_deadline(rig.engine->state()));
  const auto times = wake_up.times_set;
  static_cast<void>(rig.write("Anteckning"));
  EXPECT_EQ(wake_up.times_set, times);
}

TEST_F(SchedulerTest, WorksOffWhatIsDueAndArmsTheNext) {
  alarm();
  for (int i = 0; i < 10 && wake_up.due; ++i) {
    const auto due = *wake_up.due;
    const auto head = rig.journal.head();
    crank();
    EXPECT_GT(rig.journal.head(), head);
    EXPECT_EQ(rig.entries().back().actor.machine, "timer");
    EXPECT_EQ(wake_up.due, domain::next_deadline(rig.engine->state()));
    EXPECT_TRUE(!wake_up.due || *wake_up.due > due);
  }
}

TEST_F(SchedulerTest, FiresLateAfterARestartAndMeasuresIt) {
  alarm();
  const auto due = *wake_up.due;
  rig.clock.time = due + std::chrono::minutes{10};
  rig.restart();
  scheduler->start();
  ASSERT_TRUE(wake_up.due);
  EXPECT_LE(*wake_up.due, rig.clock.time);
  crank();
  EXPECT_GE(scheduler->worst_lateness(), std::chrono::minutes{10});
}

TEST_F(SchedulerTest, TellsHowLateEachStepWasAndHowLateOneIsThatWaits) {
  std::vector<std::chrono::milliseconds> lates;
  scheduler->set_lateness([&](std::chrono::milliseconds late) { lates.push_back(late); });
  alarm();
  EXPECT_EQ(scheduler->overdue(), std::chrono::milliseconds{0});
  rig.clock.time = *wake_up.due + std::chrono::seconds{4};
  EXPECT_EQ(scheduler->overdue(), std::chrono::seconds{4});
  // Something else is written before the timer has its turn.
  static_cast<void>(rig.write("Anteckning"));
  EXPECT_EQ(scheduler->overdue(), std::chrono::seconds{4});
  crank();
  ASSERT_FALSE(lates.empty());
  EXPECT_EQ(lates.front(), std::chrono::seconds{4});
  EXPECT_EQ(scheduler->overdue(), std::chrono::milliseconds{0});
  lates.clear();
  crank();
  ASSERT_FALSE(lates.empty());
  EXPECT_EQ(lates.front(), std::chrono::milliseconds{0}) << "in time";
}

TEST_F(SchedulerTest, AStepThatIsRefusedGoesOnBeingLate) {
  std::vector<std::chrono::milliseconds> lates;
  scheduler->set_lateness([&](std::chrono::milliseconds late) { lates.push_back(late); });
  alarm();
  rig.journal.set_full(true);
  crank();
  EXPECT_TRUE(lates.empty());
  rig.clock.time += std::chrono::seconds{3};
  EXPECT_EQ(scheduler->overdue(), std::chrono::seconds{3});
  rig.journal.set_full(false);
  crank();
  ASSERT_FALSE(lates.empty());
  EXPECT_EQ(lates.front(), std::chrono::seconds{3});
}

TEST_F(SchedulerTest, TriesAgainInASecondWhenTheDiskIsFull) {
  alarm();
  rig.journal.set_full(true);
  const auto head = rig.journal.head();
  crank();
  EXPECT_EQ(rig.journal.head(), head);
  ASSERT_TRUE(wake_up.due);
  EXPECT_EQ(*wake_up.due, rig.clock.time + std::chrono::seconds{1});
  rig.journal.set_full(false);
  crank();
  EXPECT_GT(rig.journal.head(), head);
}

TEST_F(SchedulerTest, CatchesUpWhenTheClockWasSetBack) {
  alarm();
  const auto due = *wake_up.due;
  rig.clock.time = due;
  static_cast<void>(rig.write("Anteckning"));
  rig.clock.time = due - std::chrono::hours{5};
  wake_up.due.reset();
  // The workspace's time has reached the deadline, whatever the clock says now.
  rig.restart();
  scheduler->start();
  ASSERT_TRUE(wake_up.due);
  EXPECT_LE(*wake_up.due, rig.clock.time);
}

TEST_F(SchedulerTest, CatchesUpWhenTheClockWasSetForwardAndBackBeforeTheTimerNoticed) {
  alarm();
  const auto due = *wake_up.due;
  rig.clock.time = due + std::chrono::minutes{1};
  static_cast<void>(rig.write("Medan klockan gick fel"));
  rig.clock.time = due - std::chrono::hours{1};
  static_cast<void>(rig.write("Klockan är rättad"));
  ASSERT_TRUE(wake_up.due);
  EXPECT_LE(*wake_up.due, rig.clock.time);
}

TEST_F(SchedulerTest, ArmsNothingOnceStopped) {
  alarm();
  scheduler->stop();
  rig.engine->stop();
  EXPECT_FALSE(wake_up.due);
  rig.poll();
  EXPECT_FALSE(wake_up.due);
}

}  // namespace
}  // namespace ckl::test
