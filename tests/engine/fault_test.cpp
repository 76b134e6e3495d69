// When the disk fails or fills up: nothing acknowledged is lost, nothing is done twice.
#include <gtest/gtest.h>

#include "engine/rig.hpp"

namespace ckl::test {
namespace {

constexpr std::uint64_t commands = 8;

std::string id_of(std::uint64_t number) { return "id-" + std::to_string(number); }
std::string text_of(std::uint64_t number) { return "Anteckning " + std::to_string(number); }

// The write of every append in turn fails.
TEST(JournalFault, AtAnyAppendLosesNothingAndRepeatsNothing) {
  for (std::uint64_t failing = 0; failing < commands; ++failing) {
    SCOPED_TRACE(failing);
    Rig rig(true);
    rig.open();
    const auto head = rig.journal.head();
    rig.journal.fail_append(failing, {.code = ports::FailureCode::io, .what = "disk gone"});
    std::vector<Answer> answers;
    for (std::uint64_t i = 0; i < commands; ++i) {
      answers.push_back(rig.write(text_of(i), id_of(i)));
    }
    rig.settle();
    for (std::uint64_t i = 0; i < commands; ++i) {
      if (i < failing) {
        EXPECT_NE(accepted(answers[i]), nullptr);
      } else {
        ASSERT_NE(rejected(answers[i]), nullptr);
        EXPECT_EQ(rejected(answers[i])->code, domain::RejectionCode::unavailable);
        EXPECT_EQ(rule_of(answers[i]), "JOURNAL_FAULT");
      }
    }
    // What is shown is what is certain.
    EXPECT_EQ(rig.engine->state().sequence, head + failing);
    EXPECT_EQ(rig.observer->seen.size(), head + failing);
    ASSERT_EQ(rig.observer->health.size(), 1U);
    EXPECT_FALSE(rig.engine->fault().sv.empty());
    EXPECT_EQ(rule_of(rig.write("Efteråt", "id-efter")), "JOURNAL_FAULT");
    if (failing > 0) {
      EXPECT_EQ(**rig.write(text_of(0), id_of(0)), **answers[0]);
    }

    rig.restart();
    EXPECT_TRUE(rig.engine->fault().empty());
    for (std::uint64_t i = 0; i < commands; ++i) {
      const auto again = rig.write(text_of(i), id_of(i));
      rig.settle();
      ASSERT_NE(accepted(again), nullptr);
      EXPECT_EQ(accepted(again)->last, head + i + 1);
    }
    EXPECT_EQ(rig.journal.head(), head + commands);
  }
}

// The power goes after every commit in turn; what was not answered may be gone, and only that.
TEST(JournalFault, LosingTheUnsyncedTailLosesNothingAnswered) {
  for (std::uint64_t durable = 0; durable <= commands; ++durable) {
    SCOPED_TRACE(durable);
    Rig rig(true);
    rig.open();
    const auto head = rig.journal.head();
    std::vector<Answer> answers;
    for (std::uint64_t i = 0; i < commands; ++i) {
      answers.push_back(rig.write(text_of(i), id_of(i)));
    }
    rig.journal.commit(durable);
    rig.poll();
    rig.restart();
    EXPECT_EQ(rig.engine->durable(), head + durable);
    for (std::uint64_t i = 0; i < commands; ++i) {
      EXPECT_EQ(answers[i]->has_value(), i < durable);
      const auto again = rig.write(text_of(i), id_of(i));
      rig.settle();
      ASSERT_NE(accepted(again), nullptr);
      if (i < durable) {
        EXPECT_EQ(**again, **answers[i]);
      }
    }
    EXPECT_EQ(rig.journal.head(), head + commands);
  }
}

TEST(FullDisk, IsRefusedAndSaidAndPassesByItself) {
  Rig rig;
  rig.open();
  static_cast<void>(rig.write("Före", "id-0"));
  rig.journal.set_full(true);
  const auto refused = rig.write("Anteckning", "id-1");
  ASSERT_NE(rejected(refused), nullptr);
  EXPECT_EQ(rejected(refused)->code, domain::RejectionCode::exhausted);
  EXPECT_EQ(rule_of(refused), "DISK_NEARLY_FULL");
  ASSERT_EQ(rig.observer->health.size(), 1U);
  EXPECT_EQ(rig.observer->health.back(), rig.engine->fault());
  // A repeat of what was done is still answered.
  EXPECT_NE(accepted(rig.write("Före", "id-0")), nullptr);

  rig.journal.set_full(false);
  EXPECT_NE(accepted(rig.write("Anteckning", "id-1")), nullptr);
  ASSERT_EQ(rig.observer->health.size(), 2U);
  EXPECT_TRUE(rig.observer->health.back().empty());
  EXPECT_TRUE(rig.engine->fault().empty());
}

TEST(FullDisk, IsLookedForOnceBetweenTwoCommits) {
  Rig rig(true);
  rig.open();
  const auto first = rig.write("Före");
  rig.journal.set_full(true);
  const auto second = rig.write("Samtidigt");
  rig.settle();
  EXPECT_NE(accepted(first), nullptr);
  EXPECT_NE(accepted(second), nullptr);
  const auto third = rig.write("Efter");
  rig.settle();
  EXPECT_EQ(rule_of(third), "DISK_NEARLY_FULL");
}

TEST(FullDisk, IsNoticedWithoutACommand) {
  Rig rig;
  rig.open();
  rig.journal.set_full(true);
  rig.engine->check_health();
  rig.poll();
  EXPECT_FALSE(rig.engine->fault().empty());
  rig.journal.set_full(false);
  rig.engine->check_health();
  rig.poll();
  EXPECT_TRUE(rig.engine->fault().empty());
  EXPECT_EQ(rig.observer->health.size(), 2U);
}

}  // namespace
}  // namespace ckl::test
