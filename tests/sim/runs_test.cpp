// A house with something in it that is broken on purpose, and whole runs: the same seed gives the
// same run.
#include <filesystem>
#include <memory>
#include <set>

#include <gtest/gtest.h>

#include "journal/memory_journal.hpp"
#include "sim/commands.hpp"
#include "sim/world.hpp"

namespace ckl::sim {
namespace {

constexpr domain::Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} +
                               std::chrono::hours(12)};

// ---- one house, with something in it that is broken on purpose ----

// A disk that forgets, in a crash, what it said was durable.
class ForgetfulDisk final : public Disk {
 public:
  ports::Result<StagedJournal*> open() override {
    memory_ = std::make_unique<journal::MemoryJournal>();
    staged_ = std::make_unique<StagedJournal>(*memory_);
    return staged_.get();
  }
  void crash(CrashPoint, Random&) override {
    staged_->die();
    memory_->crash();
  }
  void close(Random&) override { staged_.reset(); }
  StagedJournal& journal() override { return *staged_; }

 private:
  std::unique_ptr<journal::MemoryJournal> memory_;
  std::unique_ptr<StagedJournal> staged_;
};

class OneHouse : public testing::Test {
 protected:
  OneHouse() { clock.world = noon; }

  House& house(std::unique_ptr<Disk> disk) {
    HouseSetup setup;
    setup.name = "skarpt";
    setup.disk = std::move(disk);
    made = std::make_unique<House>(around, std::move(setup), make_city(random, noon));
    made->stream().add_subscriber({});
    made->start();
    made->settle();
    return *made;
  }

  void write(const std::string& id) {
    domain::WriteLogEntry command;
    command.text = "Anteckning";
    made->order("p1", command, {}, id);
    made->settle();
  }

  Random random{1};
  SteppedClock clock;
  Agenda agenda;
  Findings findings;
  AddressBook directory;
  Post post{random, clock, agenda};
  Writes writes;
  Surroundings around{random, clock, post, directory, findings, writes};
  std::unique_ptr<House> made;
};

TEST_F(OneHouse, ThatIsSoundIsLeftAlone) {
  auto& house = this->house(memory_disk());
  write("1");
  house.crash(CrashPoint::before_answer);
  house.start();
  house.settle();
  house.check_all();
  EXPECT_TRUE(findings.empty()) << findings.list().front().what;
}

TEST_F(OneHouse, WhoseDiskForgets) {
  auto& house = this->house(std::make_unique<ForgetfulDisk>());
  write("1");
  EXPECT_TRUE(findings.empty());
  house.crash(CrashPoint::before_write);
  house.start();
  EXPECT_TRUE(findings.has("replay"));
}

TEST_F(OneHouse, ThatLosesAFrameToASubscriber) {
  auto& house = this->house(memory_disk());
  house.stream().lose_frame();
  house.check_all();
  EXPECT_TRUE(findings.has("stream"));
}

TEST_F(OneHouse, ThatWritesWhatIsStagedBeforeItDiesKeepsIt) {
  auto& house = this->house(memory_disk());
  const auto before = house.events();
  auto settings = house.engine().state().settings;
  settings.remind_before += domain::Seconds(1);
  house.adopt(domain::AdoptSettings{settings});
  house.turn();
  EXPECT_EQ(house.journal().staged(), 1U);
  house.crash(CrashPoint::before_answer);
  house.start();
  EXPECT_EQ(house.events(), before + 1);
  EXPECT_TRUE(findings.empty());
}

TEST_F(OneHouse, ThatDiesAtAWriteHasWhatCameBefore) {
  auto& house = this->house(memory_disk());
  const auto before = house.events();
  writes.die_at = writes.done + 1;
  auto settings = house.engine().state().settings;
  for (int change = 0; change < 2; ++change) {
    ASSERT_TRUE(house.runs());
    settings.remind_before += domain::Seconds(1);
    house.adopt(domain::AdoptSettings{settings});
    house.settle();
  }
  EXPECT_FALSE(house.runs());
  house.start();
  EXPECT_EQ(house.events(), before + 1);
  EXPECT_TRUE(findings.empty());
}

// ---- whole runs ----

TEST(Run, OfTheSameSeedIsTheSame) {
  const RunSetup setup{.seed = 7, .steps = 120};
  const auto once = World(setup).run();
  const auto again = World(setup).run();
  EXPECT_TRUE(once.findings.empty());
  EXPECT_EQ(once.commands, again.commands);
  EXPECT_EQ(once.events, again.events);
  EXPECT_EQ(once.letters, again.letters);
  EXPECT_GT(once.events, 100U);
}

TEST(Run, OnRocksIsTheSameToo) {
  RunSetup setup{.seed = 25, .steps = 60, .rocks = true};
  setup.scratch = std::filesystem::temp_directory_path() / "ckl-sim-test";
  const auto once = World(setup).run();
  const auto again = World(setup).run();
  std::error_code ignored;
  std::filesystem::remove_all(setup.scratch, ignored);
  EXPECT_TRUE(once.findings.empty());
  EXPECT_EQ(once.commands, again.commands);
  EXPECT_EQ(once.events, again.events);
}

TEST(Run, DiesAtTheWriteItIsToldTo) {
  RunSetup setup{.seed = 3, .steps = 30};
  const auto whole = World(setup).run();
  ASSERT_GT(whole.writes, 20U);
  for (std::uint64_t write = 0; write < whole.writes; write += 13) {
    setup.die_at = write;
    setup.die_where = static_cast<CrashPoint>(write % crash_points);
    const auto cut = World(setup).run();
    EXPECT_TRUE(cut.findings.empty()) << write << ": " << cut.findings.front().what;
    EXPECT_GT(cut.crashes, 0U);
  }
}

TEST(Table, HasARowForEveryCommandOfAClient) {
  const std::set<std::string_view> inside{
      "OpenWorkspace", "AdoptOrganisation", "AdoptSettings", "AdoptPlan",       "NoteDeadlines",
      "BeginAttempt",  "ReportAttempt",     "DoubtAttempts", "AdoptBoundaries", "NoteGateway"};
  std::set<std::string_view> rows;
  for (const auto& kind : command_kinds()) rows.insert(kind.name);
  [&]<std::size_t... Is>(std::index_sequence<Is...>) {
    const auto look = [&](const domain::Command& command) {
      const std::string_view name = domain::name_of(command);
      EXPECT_NE(inside.contains(name), rows.contains(name)) << name;
    };
    (look(std::variant_alternative_t<Is, domain::AnyCommand>{}), ...);
  }(std::make_index_sequence<std::variant_size_v<domain::AnyCommand>>{});
}

}  // namespace
}  // namespace ckl::sim
