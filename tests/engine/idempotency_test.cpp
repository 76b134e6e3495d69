// A command sent twice is done once and answered alike.
#include <gtest/gtest.h>

#include "engine/rig.hpp"

namespace ckl::test {
namespace {

TEST(CommandId, GetsTheFirstAnswerAgain) {
  Rig rig;
  rig.open();
  const auto first = rig.write("Anteckning", "id-1");
  rig.clock.time += std::chrono::minutes{5};
  const auto again = rig.write("Anteckning", "id-1");
  ASSERT_NE(accepted(first), nullptr);
  EXPECT_EQ(**first, **again);
  EXPECT_EQ(rig.journal.head(), 3U);
}

TEST(CommandId, WaitsForTheFirstWhenThatIsUnderWay) {
  Rig rig(true);
  rig.open();
  const auto first = rig.write("Anteckning", "id-1");
  const auto again = rig.write("Anteckning", "id-1");
  const auto other = rig.write("En annan", "id-1");
  EXPECT_FALSE(again->has_value());
  rig.settle();
  ASSERT_NE(accepted(first), nullptr);
  EXPECT_EQ(**first, **again);
  EXPECT_EQ(rule_of(other), "INPUT_COMMAND_ID_REUSED");
  EXPECT_EQ(rig.journal.head(), 3U);
}

TEST(CommandId, IsKnownAfterARestart) {
  Rig rig;
  rig.open();
  const auto first = rig.write("Anteckning", "id-1");
  rig.restart();
  const auto again = rig.write("Anteckning", "id-1");
  ASSERT_NE(accepted(again), nullptr);
  EXPECT_EQ(**first, **again);
  EXPECT_EQ(rule_of(rig.write("En annan", "id-1")), "INPUT_COMMAND_ID_REUSED");
  EXPECT_EQ(rig.journal.head(), 3U);
}

TEST(CommandId, IsLookedUpInTheJournalWhenMemoryHasForgotten) {
  Rig rig(false, {.snapshot_every = 1'000, .remembered_replies = 2, .most_waiting = 64});
  rig.open();
  std::vector<Answer> first;
  for (int i = 0; i < 10; ++i) {
    first.push_back(rig.write("Anteckning", "id-" + std::to_string(i)));
  }
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(**first[i], **rig.write("Anteckning", "id-" + std::to_string(i)));
  }
  EXPECT_EQ(rig.journal.head(), 12U);
}

TEST(CommandId, WithAnotherBodyIsRefusedInBothLanguages) {
  Rig rig;
  rig.open();
  static_cast<void>(rig.write("Anteckning", "id-1"));
  const auto reused = rig.write("En annan", "id-1");
  ASSERT_NE(rejected(reused), nullptr);
  EXPECT_EQ(rejected(reused)->code, domain::RejectionCode::conflict);
  const auto& breach = rejected(reused)->breaches.at(0);
  EXPECT_EQ(breach.rule.value, "INPUT_COMMAND_ID_REUSED");
  EXPECT_EQ(breach.field, "commandId");
  for (const auto& text : {breach.message, breach.what_now}) {
    EXPECT_FALSE(text.sv.empty());
    EXPECT_FALSE(text.en.empty());
  }
}

TEST(CommandId, BelongsToThePersonWhoSentIt) {
  Rig rig;
  rig.open();
  const auto one = rig.write("Anteckning", "id-1", "staff-1");
  const auto two = rig.write("En annan", "id-1", "staff-2");
  EXPECT_NE(accepted(one), nullptr);
  EXPECT_NE(accepted(two), nullptr);
  EXPECT_EQ(rig.journal.head(), 4U);
}

TEST(CommandId, OfARefusalThatLeftNothingCanBeUsedAgain) {
  Rig rig;
  rig.open();
  EXPECT_NE(rejected(rig.write("", "id-1")), nullptr);
  EXPECT_NE(accepted(rig.write("Anteckning", "id-1")), nullptr);
}

TEST(CommandId, OfARefusedPowerKeepsTheRefusal) {
  Rig rig;
  rig.open();
  domain::ReportIncident report;
  report.kind = domain::IncidentKind::violence;
  report.headline = "Fordon på Drottninggatan";
  const auto reported = rig.as("tib", report);
  ASSERT_NE(accepted(reported), nullptr) << rule_of(reported);
  domain::DeclareExtraordinary declare;
  declare.incident = {accepted(reported)->subject};
  declare.criteria = {.departs_from_normal = "Många skadade",
                      .serious_disturbance = "Centrum avspärrat",
                      .urgent_action = "Insatser genast"};
  const auto head = rig.journal.head();
  const auto refused = rig.as("tib", declare, "id-1");
  ASSERT_NE(rejected(refused), nullptr);
  EXPECT_EQ(rejected(refused)->code, domain::RejectionCode::not_permitted);
  EXPECT_EQ(rig.journal.head(), head + 1);
  EXPECT_TRUE(std::holds_alternative<domain::PowerRefused>(rig.entries().back().event));
  EXPECT_EQ(**refused, **rig.as("tib", declare, "id-1"));
  rig.restart();
  EXPECT_EQ(**refused, **rig.as("tib", declare, "id-1"));
  EXPECT_EQ(rig.journal.head(), head + 1);
}

}  // namespace
}  // namespace ckl::test
