// Every checker can fail: exercises, letters, answers, time, replay.
#include "journal/memory_journal.hpp"
#include "sim/check_acknowledged.hpp"
#include "sim/check_replay.hpp"
#include "sim/check_time.hpp"
#include "sim/doctored.hpp"

namespace ckl::sim {
namespace {

using domain::Entry;

TEST_F(Doctored, ACommandOfTheOtherWorkspace) {
  readers.see({.sequence = ++sequence,
               .time = now,
               .actor = {.person = {"tib"}},
               .command_id = "ovning.7",
               .rule = {"A12"},
               .basis = domain::basis_of({"A12"}, now),
               .event = domain::LogEntryWritten{.number = 1}});
  EXPECT_TRUE(finds("exercise"));
}

class Letters : public Doctored {
 protected:
  Letters() {
    domain::PlanPosition plan{
        .position = {"LEDNING"}, .wanted = 1, .waves = {{.persons = {{"tib"}, {"jour"}}}}};
    add("director",
        domain::CalloutStarted{
            .callout = {"callout-1"}, .positions = {plan}, .deadline = now + std::chrono::hours(1)},
        "A16");
    by("director", called("tib", "message-1"), "A16");
    by("", domain::AttemptStarted{.message = {"message-1"}, .attempt = 1}, "A16");
    letter = {.workspace = "skarpt",
              .message = "message-1",
              .attempt = 1,
              .channel = "sms",
              .address = "sms:tib:0",
              .text = "INKALLNING",
              .short_text = "INKALLNING"};
  }

  domain::PersonCalled called(const char* person, const char* message) const {
    return {.callout = {"callout-1"},
            .position = {"LEDNING"},
            .person = {person},
            .message = {message},
            .answer_by = now + std::chrono::minutes(5)};
  }

  SentLetter letter;
};

TEST_F(Letters, AnHonestOneIsLeftAlone) {
  readers.sent(letter);
  readers.quiet(now);
  EXPECT_TRUE(findings.empty());
}

TEST_F(Letters, ADispatcherThatSendsTwice) {
  readers.sent(letter);
  readers.sent(letter);
  EXPECT_TRUE(finds("callout"));
}

TEST_F(Letters, OneThatLeavesBeforeItsIntentIsDurable) {
  letter.attempt = 2;
  readers.sent(letter);
  EXPECT_TRUE(finds("callout"));
}

TEST_F(Letters, ARepetitionWithoutTheMark) {
  letter.had_arrived = true;
  readers.sent(letter);
  EXPECT_TRUE(finds("callout"));
}

TEST_F(Letters, ACallAfterTheStandDown) {
  by("director",
     domain::PersonStoodDown{.callout = {"callout-1"}, .position = {"LEDNING"}, .person = {"tib"}},
     "A16");
  by("director", called("jour", "message-2"), "A16");
  readers.sent(letter);
  EXPECT_TRUE(finds("callout"));
}

TEST_F(Letters, ACallThatOutlivesItsDeadline) {
  now += std::chrono::minutes(6);
  EXPECT_TRUE(finds("callout"));
}

TEST_F(Letters, TooFewWhileSomebodyIsLeft) {
  by("", domain::SilenceNoted{.callout = {"callout-1"}, .position = {"LEDNING"}, .person = {"tib"}},
     "A16");
  EXPECT_TRUE(finds("callout"));
}

TEST_F(Letters, ALetterOfTheExercise) {
  letter.workspace = "ovning";
  letter.mode = domain::Mode::exercise;
  readers.sent(letter);
  EXPECT_TRUE(finds("exercise"));
}

TEST(Exercise, ReachesNobodyOutsideItsList) {
  Findings findings;
  const auto checker = check_exercise(findings, {"listed"});
  const Entry opened{
      .sequence = 1,
      .event = domain::WorkspaceOpened{.workspace = {"ovning"}, .mode = domain::Mode::exercise}};
  checker->see({&opened, 1}, Roster{});
  SentLetter letter{.workspace = "ovning",
                    .channel = "sms",
                    .address = "sms:listed:0",
                    .text = "ÖVNING / EXERCISE",
                    .short_text = "ÖVNING",
                    .mode = domain::Mode::exercise};
  checker->sent(letter);
  EXPECT_TRUE(findings.empty());
  letter.address = "sms:other:0";
  checker->sent(letter);
  EXPECT_TRUE(findings.has("exercise"));
}

Entry log_entry(domain::Sequence sequence, const std::string& id) {
  return {.sequence = sequence,
          .time = noon,
          .actor = {.person = {"staff"}},
          .command_id = id,
          .rule = {"A12"},
          .basis = {"x"},
          .event = domain::LogEntryWritten{.number = 1}};
}

TEST(Acknowledged, AJournalThatLosesABatch) {
  Findings findings;
  AcknowledgedChecker checker(findings);
  const ports::CommandKey key{.person = {"staff"}, .command_id = "skarpt.1"};
  checker.answered(key, 1, ports::AcceptedReply{.first = 1, .last = 1, .time = noon});
  checker.verify();
  EXPECT_TRUE(findings.has("acknowledged"));
}

TEST(Acknowledged, ACommandDoneTwice) {
  Findings findings;
  AcknowledgedChecker checker(findings);
  checker.see(log_entry(1, "skarpt.1"));
  checker.see(log_entry(2, "skarpt.2"));
  EXPECT_TRUE(findings.empty());
  checker.see(log_entry(3, "skarpt.1"));
  EXPECT_TRUE(findings.has("acknowledged"));
}

TEST(Acknowledged, ARepeatWithAnotherAnswer) {
  Findings findings;
  AcknowledgedChecker checker(findings);
  const ports::CommandKey key{.person = {"staff"}, .command_id = "skarpt.1"};
  checker.see(log_entry(1, "skarpt.1"));
  checker.answered(key, 1, ports::AcceptedReply{.first = 1, .last = 1, .time = noon});
  checker.answered(key, 1, ports::AcceptedReply{.first = 1, .last = 1, .time = noon});
  EXPECT_TRUE(findings.empty());
  checker.answered(key, 1, ports::AcceptedReply{.first = 2, .last = 2, .time = noon});
  EXPECT_TRUE(findings.has("acknowledged"));
}

// The simulator's seed 739: a refusal that left no trace, then another order under the same id.
TEST(Acknowledged, ARefusalThatLeftNoTraceBindsNobody) {
  Findings findings;
  AcknowledgedChecker checker(findings);
  const ports::CommandKey key{.person = {"staff"}, .command_id = "skarpt.1"};
  checker.answered(key, 1, domain::Rejection{.code = domain::RejectionCode::precondition});
  checker.see(log_entry(1, "skarpt.1"));
  checker.answered(key, 2, ports::AcceptedReply{.first = 1, .last = 1, .time = noon});
  EXPECT_TRUE(findings.empty());
  checker.answered(key, 3, ports::AcceptedReply{.first = 1, .last = 1, .time = noon});
  EXPECT_TRUE(findings.has("acknowledged"));
}

// ---- time ----

class Times : public testing::Test {
 protected:
  Times() { clock.world = clock.furthest = noon; }

  Findings findings;
  SteppedClock clock;
  TimeChecker checker{findings, clock};
};

TEST_F(Times, ThatStandStillUntilTheClockHasCaughtUpAreRight) {
  checker.see(log_entry(1, "skarpt.1"));
  clock.error = -std::chrono::hours(1);
  checker.quiet(noon, std::nullopt);
  clock.world += std::chrono::hours(2);
  static_cast<void>(clock.now());
  checker.quiet(clock.world + clock.error, std::nullopt);
  EXPECT_TRUE(findings.empty());
}

TEST_F(Times, ThatGoBack) {
  checker.see(log_entry(1, "skarpt.1"));
  auto earlier = log_entry(2, "skarpt.2");
  earlier.time -= std::chrono::seconds(1);
  checker.see(earlier);
  EXPECT_TRUE(findings.has("time"));
}

TEST_F(Times, ThatRunAheadOfTheClock) {
  auto later = log_entry(1, "skarpt.1");
  later.time += std::chrono::seconds(1);
  checker.see(later);
  EXPECT_TRUE(findings.has("time"));
}

TEST_F(Times, ThatStandStillWhenTheClockHasCaughtUp) {
  checker.see(log_entry(1, "skarpt.1"));
  clock.world += std::chrono::hours(1);
  checker.quiet(noon, std::nullopt);
  EXPECT_TRUE(findings.has("time"));
}

TEST_F(Times, InWhichSomethingDueIsNotDone) {
  checker.quiet(noon, noon);
  EXPECT_TRUE(findings.has("time"));
}

TEST(Replay, AStateThatIsNotTheFold) {
  Findings findings;
  ReplayChecker checker(findings);
  checker.see(log_entry(1, "skarpt.1"), "bytes");
  domain::State live;
  domain::evolve(live, log_entry(1, "skarpt.1"));
  checker.compare(live);
  EXPECT_TRUE(findings.empty());
  live.log_entries = 7;
  checker.compare(live);
  EXPECT_TRUE(findings.has("replay"));
}

TEST(Replay, AJournalThatIsShorterAfterACrash) {
  Findings findings;
  ReplayChecker checker(findings);
  checker.see(log_entry(1, "skarpt.1"), "bytes");
  checker.reread(journal::MemoryJournal());
  EXPECT_TRUE(findings.has("replay"));
}

TEST(Replay, AGapInTheNumbers) {
  Findings findings;
  ReplayChecker checker(findings);
  checker.see(log_entry(2, "skarpt.1"), "bytes");
  EXPECT_TRUE(findings.has("replay"));
}

}  // namespace
}  // namespace ckl::sim
