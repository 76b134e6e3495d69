// Starting over a journal on disk: all of it or a clear word, never nearly all.
#include "engine/recovery.hpp"

#include <gtest/gtest.h>

#include "engine/rig.hpp"
#include "journal/commit_recorder.hpp"
#include "journal/damage.hpp"
#include "journal/rocks_journal.hpp"
#include "journal/sample_entries.hpp"
#include "journal/temporary_folder.hpp"

namespace ckl::test {
namespace {

constexpr domain::Sequence count = 400;

class Recovery : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<journal::RocksJournal> open() const {
    auto journal = journal::RocksJournal::open(
        {.folder = folder.path(), .space = {.watermark = 1, .ballast = 0, .reserve = 0}});
    EXPECT_TRUE(journal) << journal.error().what;
    return std::move(*journal);
  }

  // Fills the journal, with a snapshot in the middle if wanted, and moves it into tables.
  void fill(bool snapshot) {
    {
      CommitRecorder recorder;
      const auto journal = open();
      recorder.attach(*journal);
      domain::State state;
      for (domain::Sequence at = 1; at <= count; ++at) {
        auto append = sample_append(at);
        append.entries.front() = sample_entry(at, 1'000);
        domain::evolve(state, append.entries.front());
        journal->append(std::move(append));
        if (snapshot && at == count / 2) {
          journal->save_snapshot(std::make_shared<const domain::State>(state));
        }
      }
      static_cast<void>(recorder.wait_for(count));
    }
    static_cast<void>(open());
  }

  TemporaryFolder folder;
};

TEST_F(Recovery, FoldsFromASnapshotAndWithoutItAlike) {
  fill(true);
  const auto journal = open();
  ASSERT_TRUE(journal->latest_snapshot()->has_value());
  const auto state = engine::recover(*journal);
  ASSERT_TRUE(state) << state.error().what;
  domain::State folded;
  ASSERT_TRUE(journal->read(1, [&](domain::Sequence, std::string_view bytes) {
    domain::evolve(folded, *journal->decode(bytes));
    return true;
  }));
  EXPECT_TRUE(domain::same(*state, folded));
}

TEST_F(Recovery, OfADamagedJournalIsAnEngineThatSaysSo) {
  fill(false);
  const auto table = file_of(folder.path(), ".sst");
  ASSERT_FALSE(table.empty());
  flip_byte(table, std::filesystem::file_size(table) / 2);
  const auto journal = open();
  ASSERT_NE(journal, nullptr);
  boost::asio::io_context context;
  HandClock clock;
  engine::Engine engine(context.get_executor(), *journal, clock, {});
  engine.start();
  EXPECT_NE(engine.fault().sv.find("skadad"), std::string::npos) << engine.fault().sv;
  EXPECT_NE(engine.fault().en.find("damaged"), std::string::npos) << engine.fault().en;
  std::optional<ports::Reply> reply;
  engine.submit({.command = log_command("Anteckning"),
                 .actor = {.person = {"staff-1"}, .capacity = {}, .machine = {}, .via = "grpc"},
                 .command_id = {},
                 .fingerprint = 0},
                [&](const ports::Reply& given) { reply = given; });
  context.run();
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<domain::Rejection>(*reply).code, domain::RejectionCode::unavailable);
  EXPECT_EQ(journal->head(), count);
}

}  // namespace
}  // namespace ckl::test
