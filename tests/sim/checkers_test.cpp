// Every checker can fail: a doctored journal, or a stand-in that is deliberately broken, and the
// finding that must follow.
#include <algorithm>

#include <gtest/gtest.h>

#include "journal/memory_journal.hpp"
#include "sim/check_acknowledged.hpp"
#include "sim/check_replay.hpp"
#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Entry;
using domain::Level;

constexpr domain::Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} +
                               std::chrono::hours(12)};

domain::Mandate mandate(const char* person, const char* role, const char* unit) {
  domain::Mandate made;
  made.person = {person};
  made.role = role;
  made.unit = {unit};
  return made;
}

domain::Organisation town() {
  domain::Organisation made;
  const auto unit = [&](const char* id, domain::UnitKind kind, const char* parent) {
    domain::Unit each;
    each.id = {id};
    each.kind = kind;
    each.parent = {parent};
    each.legal_person = kind == domain::UnitKind::company;
    made.units.push_back(each);
  };
  unit("ks", domain::UnitKind::executive_board, "");
  unit("slk", domain::UnitKind::administration, "ks");
  unit("trafik", domain::UnitKind::specialist_committee, "");
  unit("bolaget", domain::UnitKind::company, "");
  for (const char* id : {"tib", "director", "chief", "chair", "vice", "jour", "nobody"}) {
    domain::Person person;
    person.id = {id};
    made.persons.push_back(person);
  }
  made.mandates = {mandate("tib", role::duty_officer, "slk"),
                   mandate("director", role::city_director, "slk"),
                   mandate("chief", role::chief_of_staff, "slk"),
                   mandate("chair", role::committee_chair, "kn"),
                   mandate("vice", role::committee_vice_chair, "kn"),
                   mandate("jour", role::org_duty_officer, "trafik")};
  return made;
}

// A journal written by hand, as no server would write it, before the checkers.
class Doctored : public testing::Test {
 protected:
  Doctored() : readers(findings, {"listed"}) {
    by("", domain::WorkspaceOpened{.workspace = {"skarpt"}, .mode = domain::Mode::live}, "G12");
    by("", domain::OrganisationAdopted{.organisation = town()}, "A13");
  }

  // One command of its own.
  void by(const std::string& person, const domain::Event& event, const std::string& rule) {
    add(person, event, rule);
    ++command;
  }

  // A part of the command that the next `by` ends.
  void add(const std::string& person, const domain::Event& event, const std::string& rule) {
    readers.see({.sequence = ++sequence,
                 .time = now,
                 .actor = {.person = {person}, .machine = person.empty() ? "timer" : ""},
                 .command_id = "skarpt." + std::to_string(command),
                 .rule = {rule},
                 .basis = basis,
                 .event = event});
  }

  void report(const char* owner = "trafik") {
    add("tib", domain::IncidentReported{.incident = {"incident-1"}, .owner = {owner}}, "T01");
    by("tib", level(Level::none, Level::disturbance), "T01");
  }

  static domain::LevelChanged level(Level from, Level to) {
    domain::LevelChanged change{.incident = {"incident-1"}, .from = from, .to = to};
    change.checklist.emplace();
    return change;
  }

  // Whether the checker has something to say, at rest.
  bool finds(const std::string& checker) {
    readers.quiet(now);
    for (const auto& finding : findings.list()) {
      EXPECT_EQ(finding.checker, checker) << finding.what;
    }
    return findings.has(checker);
  }

  Findings findings;
  Readers readers;
  domain::Instant now = noon;
  domain::Sequence sequence = 0;
  int command = 1;
  std::vector<std::string> basis{"LEH 2006:544"};
};

TEST_F(Doctored, AnHonestJournalIsLeftAlone) {
  report();
  by("director", level(Level::disturbance, Level::serious), "T02");
  by("director", level(Level::serious, Level::disturbance), "T11");
  by("jour", level(Level::disturbance, Level::none), "T12");
  readers.quiet(now);
  EXPECT_TRUE(findings.empty()) << findings.list().front().what;
}

TEST_F(Doctored, ALevelOutsideTheTable) {
  report();
  by("director", level(Level::disturbance, Level::serious), "T02");
  by("tib", level(Level::serious, Level::none), "T12");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ALevelThatBeginsWhereNoneWas) {
  report();
  by("director", level(Level::serious, Level::disturbance), "T11");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, AStateOfCentralCrisisManagementOutsideTheTable) {
  by("director",
     domain::CklStateChanged{.from = domain::CklState::inactive,
                             .to = domain::CklState::winding_down},
     "T11");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ACommitteeThatEndsBeforeItFunctions) {
  by("chair",
     domain::CommitteeStateChanged{.from = domain::CommitteeState::dormant,
                                   .to = domain::CommitteeState::functioning},
     "T09");
  EXPECT_TRUE(finds("table"));
}

TEST_F(Doctored, ALevelBySomebodyWithoutMandate) {
  report();
  by("nobody", level(Level::disturbance, Level::serious), "T02");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, ALevelByAMachine) {
  report();
  by("", level(Level::disturbance, Level::serious), "T02");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AnEntryWithoutBasis) {
  basis.clear();
  by("tib", domain::LogEntryWritten{.number = 1}, "A12");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, TheViceChairWhileTheChairIsThere) {
  report();
  add("vice", domain::ExtraordinaryDeclared{.incident = {"incident-1"}}, "T05");
  by("vice", level(Level::disturbance, Level::extraordinary), "T05");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, TheViceChairWhileTheChairIsHinderedIsRight) {
  report();
  by("tib", domain::HindranceRecorded{{.id = {"hindrance-1"}, .person = {"chair"}, .from = now}},
     "R04");
  add("vice", domain::ExtraordinaryDeclared{.incident = {"incident-1"}}, "T05");
  by("vice", level(Level::disturbance, Level::extraordinary), "T05");
  readers.quiet(now);
  EXPECT_TRUE(findings.empty());
}

TEST_F(Doctored, ATakeoverThatRestsOnNoDecision) {
  report();
  by("chair",
     domain::CommitteeStateChanged{.from = domain::CommitteeState::dormant,
                                   .to = domain::CommitteeState::functioning},
     "R01");
  by("chair", domain::TakeoverEntered{{.id = {"takeover-1"}, .scope = {.unit = {"trafik"}}}},
     "T07");
  EXPECT_TRUE(finds("mandate"));
}

TEST_F(Doctored, AnIncidentEndedByAnotherSide) {
  report("bolaget");
  by("jour", level(Level::disturbance, Level::none), "T12");
  EXPECT_TRUE(finds("scope"));
}

TEST_F(Doctored, AUnitThatDecidesInWhatWasTakenOver) {
  report();
  by("chair",
     domain::CommitteeStateChanged{.from = domain::CommitteeState::dormant,
                                   .to = domain::CommitteeState::functioning},
     "R01");
  const domain::Scope roads{.unit = {"trafik"}, .parts = {"väghållning"}};
  domain::DecisionRecord taking{
      .id = {"decision-1"}, .body = domain::DecidingBody::committee_chair, .adopted = true};
  add("chair", domain::DecisionMade{taking}, "T06");
  by("chair",
     domain::TakeoverEntered{{.id = {"takeover-1"}, .scope = roads, .decision = {"decision-1"}}},
     "T07");
  by("jour",
     domain::DecisionMade{{.id = {"decision-2"},
                           .body = domain::DecidingBody::unit,
                           .unit = {"trafik"},
                           .part = "väghållning",
                           .adopted = true}},
     "A06");
  EXPECT_TRUE(finds("scope"));
}

TEST_F(Doctored, ADutyThatIsForgotten) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = role::city_director, .opened = now};
  duty.due = now + std::chrono::minutes(15);
  by("director", domain::ObligationOpened{duty}, "O01");
  now += std::chrono::hours(1);
  EXPECT_TRUE(finds("duties"));
}

TEST_F(Doctored, AnOverdueDutyThatNobodyIsToldOf) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = role::city_director, .opened = now};
  duty.due = now + std::chrono::minutes(15);
  by("director", domain::ObligationOpened{duty}, "O01");
  now += std::chrono::minutes(15);
  by("", domain::ObligationOverdue{{"obligation-1"}}, "O01");
  EXPECT_TRUE(finds("duties"));
}

TEST_F(Doctored, ADutyClosedWithoutEvidence) {
  domain::Obligation duty{
      .id = {"obligation-1"}, .rule = {"O01"}, .owed_by_role = role::city_director, .opened = now};
  by("director", domain::ObligationOpened{duty}, "O01");
  by("director",
     domain::ObligationClosed{.obligation = {"obligation-1"}, .evidence = " ", .done = now}, "O01");
  EXPECT_TRUE(finds("duties"));
}

TEST_F(Doctored, ACommandOfTheOtherWorkspace) {
  readers.see({.sequence = ++sequence,
               .time = now,
               .actor = {.person = {"tib"}},
               .command_id = "ovning.7",
               .rule = {"A12"},
               .basis = basis,
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
