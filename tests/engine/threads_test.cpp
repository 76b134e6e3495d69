// Commands from many threads over a real journal: each answered once, no gap. For the thread
// sanitizer above all.
#include <atomic>
#include <set>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include "engine/rig.hpp"
#include "journal/rocks_journal.hpp"
#include "journal/temporary_folder.hpp"

namespace ckl::test {
namespace {

constexpr int threads = 4;
constexpr int commands = 100;

TEST(Engine, TakesCommandsFromAnyThread) {
  const TemporaryFolder folder;
  const journal::RocksOptions options{.folder = folder.path(),
                                      .space = {.watermark = 1, .ballast = 0, .reserve = 0}};
  std::set<domain::Sequence> answered;
  {
    boost::asio::io_context context;
    HandClock clock;
    auto journal = journal::RocksJournal::open(options);
    ASSERT_TRUE(journal) << journal.error().what;
    engine::Engine engine(context.get_executor(), **journal, clock,
                          {.snapshot_every = 50, .remembered_replies = 10, .most_waiting = 10'000});
    RecordingObserver observer;
    engine.observe(observer);
    engine.start();
    const domain::Actor inside{
        .person = {}, .capacity = {}, .machine = "configuration", .via = "internal"};
    engine.submit({.command = domain::OpenWorkspace{.workspace = {"ovning"},
                                                    .mode = domain::Mode::exercise,
                                                    .name = {"Övning", "Exercise"}},
                   .actor = inside,
                   .command_id = {},
                   .fingerprint = 0},
                  [](const ports::Reply&) {});
    engine.submit(
        {.command = domain::AdoptOrganisation{.organisation = small_city(), .source_hash = "1"},
         .actor = inside,
         .command_id = {},
         .fingerprint = 0},
        [](const ports::Reply&) {});
    int left = threads * commands;
    auto guard = boost::asio::make_work_guard(context);
    const auto done = [&](const ports::Reply& reply) {
      answered.insert(std::get<ports::AcceptedReply>(reply).last);
      if (--left == 0) {
        engine.stop();
        guard.reset();
      }
    };
    std::vector<std::thread> clients;
    for (int client = 0; client < threads; ++client) {
      clients.emplace_back([&engine, &done, client] {
        for (int i = 0; i < commands; ++i) {
          engine.submit(
              {.command = log_command("Anteckning"),
               .actor = {.person = {"staff-1"}, .capacity = {}, .machine = {}, .via = "grpc"},
               .command_id = std::to_string(client) + "-" + std::to_string(i),
               .fingerprint = 7},
              [&done](const ports::Reply& reply) { done(reply); });
          if (i % 10 == 0) {
            engine.read([](const domain::State&) {});
          }
        }
      });
    }
    context.run();
    for (auto& client : clients) {
      client.join();
    }
    EXPECT_EQ(observer.seen.size(), 2U + threads * commands);
    for (std::size_t i = 0; i < observer.seen.size(); ++i) {
      EXPECT_EQ(observer.seen[i].sequence, i + 1);
    }
  }
  EXPECT_EQ(answered.size(), static_cast<std::size_t>(threads * commands));
  EXPECT_EQ(*answered.rbegin(), 2U + threads * commands);
  const auto journal = journal::RocksJournal::open(options);
  ASSERT_TRUE(journal);
  EXPECT_EQ((*journal)->head(), 2U + threads * commands);
}

}  // namespace
}  // namespace ckl::test
