// The one way in: answers, order, durability, reading.
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include "engine/rig.hpp"
#include "journal/closed_journal.hpp"

namespace ckl::test {
namespace {

TEST(Engine, AnswersAndPublishesOnlyWhatIsDurable) {
  Rig rig(true);
  rig.open();
  const auto before = rig.observer->seen.size();
  const auto answer = rig.write("Vatten saknas i Rinkeby");
  EXPECT_FALSE(answer->has_value());
  EXPECT_EQ(rig.observer->seen.size(), before);
  EXPECT_EQ(rig.engine->durable(), before);
  rig.settle();
  ASSERT_NE(accepted(answer), nullptr);
  EXPECT_EQ(accepted(answer)->first, before + 1);
  EXPECT_EQ(accepted(answer)->last, before + 1);
  EXPECT_EQ(accepted(answer)->subject, "log-1");
  ASSERT_EQ(rig.observer->seen.size(), before + 1);
  EXPECT_EQ(rig.observer->seen.back().sequence, before + 1);
  EXPECT_EQ(rig.engine->durable(), before + 1);
}

TEST(Engine, StampsWhoWhenAndOnWhatBasis) {
  Rig rig;
  rig.open();
  static_cast<void>(rig.write("Vatten saknas", "abc"));
  rig.settle();
  const auto entry = rig.entries().back();
  EXPECT_EQ(entry.time, rig.clock.time);
  EXPECT_EQ(entry.actor.person.value, "staff-1");
  EXPECT_EQ(entry.actor.capacity, "STAFF");
  EXPECT_EQ(entry.actor.via, "grpc");
  EXPECT_EQ(entry.command_id, "abc");
  EXPECT_EQ(entry.rule.value, "A12");
}

TEST(Engine, NeverAnswersInsideSubmit) {
  Rig rig;
  rig.open();
  bool answered = false;
  bool inside = true;
  boost::asio::post(rig.context, [&] {
    for (const auto* text : {"Vatten saknas", ""}) {
      rig.engine->submit(
          {.command = log_command(text),
           .actor = {.person = {"staff-1"}, .capacity = {}, .machine = {}, .via = "grpc"},
           .command_id = {},
           .fingerprint = 0},
          [&](const ports::Reply&) { answered = true; });
    }
    inside = answered;
  });
  rig.poll();
  EXPECT_FALSE(inside);
  EXPECT_TRUE(answered);
}

TEST(Engine, AnswersARefusalAfterWhatItRestsOn) {
  Rig rig(true);
  rig.open();
  const auto first = rig.write("Vatten saknas");
  const auto second = rig.write("");
  EXPECT_FALSE(second->has_value());
  rig.settle();
  EXPECT_NE(accepted(first), nullptr);
  EXPECT_NE(rejected(second), nullptr);
}

TEST(Engine, CommitsInAnyPortionsInOrder) {
  Rig rig(true);
  rig.open();
  std::vector<Answer> answers;
  for (int i = 0; i < 10; ++i) {
    answers.push_back(rig.write("Anteckning " + std::to_string(i)));
  }
  for (std::size_t done = 1; done <= answers.size(); ++done) {
    rig.journal.commit(1);
    rig.poll();
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_EQ(answers[i]->has_value(), i < done);
    }
  }
}

TEST(Engine, AcceptsWhatChangesNothingWithoutAnEntry) {
  Rig rig;
  rig.open();
  const auto head = rig.journal.head();
  const auto again =
      rig.inside(domain::AdoptOrganisation{.organisation = small_city(), .source_hash = "1"});
  rig.settle();
  ASSERT_NE(accepted(again), nullptr);
  EXPECT_EQ(accepted(again)->last, head);
  EXPECT_EQ(rig.journal.head(), head);
}

TEST(Engine, KeepsTimeFromGoingBack) {
  Rig rig;
  rig.open();
  const auto start = rig.clock.time;
  for (const int minutes : {5, -60, 1, -1, 7}) {
    rig.clock.time = start + std::chrono::minutes{minutes};
    static_cast<void>(rig.write("Anteckning"));
  }
  rig.settle();
  const auto entries = rig.entries();
  for (std::size_t i = 1; i < entries.size(); ++i) {
    EXPECT_LE(entries[i - 1].time, entries[i].time);
  }
  EXPECT_EQ(entries.back().time, start + std::chrono::minutes{7});
}

TEST(Engine, LetsReadersSeeOnlyWhatIsDurable) {
  Rig rig(true);
  rig.open();
  const auto head = rig.engine->durable();
  static_cast<void>(rig.write("Anteckning 1"));
  domain::Sequence seen = 0;
  rig.engine->read([&](const domain::State& state) {
    EXPECT_EQ(state.sequence, rig.engine->durable());
    seen = state.sequence;
  });
  // What comes while a reader waits is decided after it.
  const auto later = rig.write("Anteckning 2");
  EXPECT_EQ(seen, 0U);
  rig.journal.commit();
  rig.poll();
  EXPECT_EQ(seen, head + 1);
  EXPECT_FALSE(later->has_value());
  rig.settle();
  EXPECT_EQ(accepted(later)->last, head + 2);
}

TEST(Engine, ReadsAtOnceWhenNothingIsUnderWay) {
  Rig rig(true);
  rig.open();
  int reads = 0;
  rig.engine->read([&](const domain::State&) {
    ++reads;
    rig.engine->read([&](const domain::State&) { ++reads; });
  });
  rig.poll();
  EXPECT_EQ(reads, 2);
}

TEST(Engine, DecidesWhatAnObserverSubmitsAfterIt) {
  Rig rig;
  rig.open();
  bool submitted = false;
  rig.observer->then = [&](const domain::State& state) {
    if (!std::exchange(submitted, true)) {
      const auto before = state.sequence;
      rig.engine->submit(
          {.command = log_command("Följdanteckning"),
           .actor = {.person = {"staff-1"}, .capacity = {}, .machine = {}, .via = "internal"},
           .command_id = {},
           .fingerprint = 0},
          [](const ports::Reply&) {});
      EXPECT_EQ(state.sequence, before);
    }
  };
  static_cast<void>(rig.write("Anteckning"));
  rig.settle();
  EXPECT_EQ(std::get<domain::LogEntryWritten>(rig.entries().back().event).text, "Följdanteckning");
}

TEST(Engine, AnswersEverythingBeforeItHasStopped) {
  Rig rig(true);
  rig.open();
  const auto answer = rig.write("Anteckning");
  rig.engine->stop();
  EXPECT_NE(accepted(answer), nullptr);
  EXPECT_EQ(rig.journal.snapshots(), 1U);
  const auto late = rig.write("För sent");
  EXPECT_EQ(rule_of(late), "STOPPING");
}

engine::Submission note(const std::string& text) {
  return {.command = log_command(text),
          .actor = {.person = {"staff-1"}, .capacity = {}, .machine = {}, .via = "internal"},
          .command_id = {},
          .fingerprint = 0};
}

TEST(Engine, HandsOverTogetherWhatOneTurnDecides) {
  Rig rig(true);
  rig.open();
  const auto head = rig.engine->state().sequence;
  std::size_t answered = 0;
  for (int i = 0; i < 20; ++i) {
    rig.engine->submit_here(note("Anteckning"), [&](const ports::Reply&) { ++answered; });
  }
  EXPECT_EQ(rig.engine->state().sequence, head + 20);
  EXPECT_EQ(rig.journal.queued(), 16U) << "enough to be worth a sync goes at once";
  rig.poll();
  EXPECT_EQ(rig.journal.queued(), 20U);
  EXPECT_EQ(answered, 0U);
  rig.settle();
  EXPECT_EQ(answered, 20U);
}

TEST(Engine, HandsOverWhatWasJustDecidedBeforeItStops) {
  Rig rig(true);
  rig.open();
  std::optional<ports::Reply> reply;
  rig.engine->submit_here(note("Sist"), [&](const ports::Reply& given) { reply = given; });
  EXPECT_EQ(rig.journal.queued(), 0U);
  rig.engine->stop();
  ASSERT_TRUE(reply.has_value());
  EXPECT_TRUE(std::holds_alternative<ports::AcceptedReply>(*reply));
  EXPECT_EQ(std::get<domain::LogEntryWritten>(rig.entries().back().event).text, "Sist");
}

TEST(Engine, FoldsSnapshotAndReplayToTheSameState) {
  Rig rig(false, {.snapshot_every = 10, .remembered_replies = 8, .most_waiting = 64});
  rig.open();
  for (int i = 0; i < 47; ++i) {
    rig.clock.time += std::chrono::seconds{1};
    static_cast<void>(rig.write("Anteckning " + std::to_string(i)));
  }
  EXPECT_EQ(rig.journal.snapshots(), 2U);
  const auto lived = rig.engine->state();
  rig.restart();
  EXPECT_TRUE(domain::same(rig.engine->state(), lived));
  rig.journal.forget_snapshots();
  rig.restart();
  EXPECT_TRUE(domain::same(rig.engine->state(), lived));
  EXPECT_EQ(rig.engine->durable(), 49U);
}

TEST(Engine, RefusesMoreThanItsQueueHolds) {
  Rig rig(true, {.snapshot_every = 1'000, .remembered_replies = 8, .most_waiting = 3});
  rig.open();
  std::vector<Answer> answers;
  for (int i = 0; i < 5; ++i) {
    answers.push_back(rig.write("Anteckning"));
  }
  rig.settle();
  EXPECT_NE(accepted(answers[2]), nullptr);
  EXPECT_EQ(rule_of(answers[3]), "TOO_MANY_WAITING");
  EXPECT_EQ(rejected(answers[4])->code, domain::RejectionCode::exhausted);
}

TEST(Engine, ExistsOverAJournalThatCanNotBeOpened) {
  boost::asio::io_context context;
  HandClock clock;
  journal::ClosedJournal journal(
      {.code = ports::FailureCode::corrupt, .what = "the journal ends at 3, but 5 was told"});
  engine::Engine engine(context.get_executor(), journal, clock, {});
  RecordingObserver observer;
  engine.observe(observer);
  engine.start();
  std::optional<ports::Reply> reply;
  engine.submit({.command = log_command("Anteckning"),
                 .actor = {.person = {"tib"}, .capacity = {}, .machine = {}, .via = "grpc"},
                 .command_id = "a",
                 .fingerprint = 1},
                [&](const ports::Reply& given) { reply = given; });
  bool read = false;
  engine.read([&](const domain::State&) { read = true; });
  context.run();
  EXPECT_NE(engine.fault().sv.find("skadad"), std::string::npos);
  ASSERT_EQ(observer.health.size(), 1U);
  EXPECT_EQ(observer.health.front(), engine.fault());
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<domain::Rejection>(*reply).code, domain::RejectionCode::unavailable);
  EXPECT_EQ(std::get<domain::Rejection>(*reply).breaches.at(0).rule.value, "JOURNAL_FAULT");
  EXPECT_TRUE(read);
}

}  // namespace
}  // namespace ckl::test
