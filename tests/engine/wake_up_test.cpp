// The timer over asio, with a clock moved by hand: it fires when the clock says so and not before.
#include "platform/wake_up.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "engine/rig.hpp"
#include "platform/system_clock.hpp"

namespace ckl::test {
namespace {

using std::chrono::milliseconds;

TEST(AsioWakeUp, FiresOnceWhenDue) {
  boost::asio::io_context context;
  HandClock clock;
  platform::AsioWakeUp timer(context.get_executor(), clock);
  int fired = 0;
  timer.set(clock.time, [&] { ++fired; });
  context.run();
  EXPECT_EQ(fired, 1);
}

TEST(AsioWakeUp, ReplacesWhatWasSetAndCanBeCancelled) {
  boost::asio::io_context context;
  HandClock clock;
  platform::AsioWakeUp timer(context.get_executor(), clock);
  int first = 0;
  int second = 0;
  timer.set(clock.time, [&] { ++first; });
  timer.set(clock.time, [&] { ++second; });
  context.run();
  timer.set(clock.time, [&] { ++second; });
  timer.cancel();
  context.restart();
  context.run();
  EXPECT_EQ(first, 0);
  EXPECT_EQ(second, 1);
}

TEST(AsioWakeUp, MayBeSetAgainWhenItFires) {
  boost::asio::io_context context;
  HandClock clock;
  platform::AsioWakeUp timer(context.get_executor(), clock);
  int fired = 0;
  std::function<void()> again = [&] {
    if (++fired < 5) {
      timer.set(clock.time, again);
    }
  };
  timer.set(clock.time, again);
  context.run();
  EXPECT_EQ(fired, 5);
}

TEST(AsioWakeUp, DoesNotOutliveItself) {
  boost::asio::io_context context;
  HandClock clock;
  int fired = 0;
  {
    platform::AsioWakeUp timer(context.get_executor(), clock);
    timer.set(clock.time, [&] { ++fired; });
  }
  context.run();
  EXPECT_EQ(fired, 0);
}

TEST(AsioWakeUp, KeepsToTheScaledClock) {
  boost::asio::io_context context;
  const platform::ScaledClock clock(domain::Instant{}, 10'000.0);
  platform::AsioWakeUp timer(context.get_executor(), clock);
  const auto due = domain::Instant{} + std::chrono::minutes{3};
  domain::Instant at;
  timer.set(due, [&] { at = clock.now(); });
  context.run();
  EXPECT_GE(at, due);
}

TEST(ScaledClock, StartsWhereItIsToldAndRunsForward) {
  const domain::Instant start{milliseconds{1'491'570'000'000}};
  const platform::ScaledClock clock(start, 60.0);
  EXPECT_GE(clock.now(), start);
  EXPECT_EQ(clock.rate(), 60.0);
  const auto first = clock.now();
  EXPECT_LE(first, clock.now());
}

}  // namespace
}  // namespace ckl::test
