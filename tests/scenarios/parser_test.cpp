// A scenario that is not well formed is answered with file, line, what is wrong and what would be
// right; no input brings the parser down.

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exercise/expectations.hpp"
#include "exercise/references.hpp"
#include "exercise/scenario.hpp"
#include "exercise/times.hpp"

namespace ckl::exercise {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view head =
    "scenario prov\n"
    "title sv: Prov\n"
    "title en: Test\n"
    "organisation provstad\n"
    "start 2026-03-02T08:00+01:00\n";

std::expected<Scenario, ScenarioProblems> parse(const std::string& body) {
  return parse_scenario(std::string(head) + body, "prov.txt");
}

Scenario parsed(const std::string& body) {
  auto scenario = parse(body);
  EXPECT_TRUE(scenario) << format_problems(scenario.error());
  return scenario ? std::move(*scenario) : Scenario{};
}

// One problem, on that line of the whole file, saying that.
void expect_one(const std::string& body, std::size_t line, const std::string& what,
                const std::string& right) {
  const auto scenario = parse(body);
  ASSERT_FALSE(scenario) << body;
  ASSERT_EQ(scenario.error().size(), 1U) << format_problems(scenario.error());
  const auto& problem = scenario.error()[0];
  EXPECT_EQ(problem.file, "prov.txt");
  EXPECT_EQ(problem.line, line) << format_problems(scenario.error());
  EXPECT_THAT(problem.what.en, HasSubstr(what));
  EXPECT_THAT(problem.right.en, HasSubstr(right));
  EXPECT_FALSE(problem.what.sv.empty());
  EXPECT_FALSE(problem.right.sv.empty());
}

TEST(ParseScenario, ReadsStepsWithTheirTimes) {
  const auto scenario = parsed(
      "at 08:05 tib: report kind=violence headline=\"Två \\\"ord\\\"\" level=serious call-out=yes\n"
      "> IncidentReported number=1\n"
      "! no PersonCalled person=ada\n"
      "advance 5m\n"
      "at 2026-03-03T01:00+01:00 tib as DUTY_OFFICER: confirm-level incident=@last\n");
  ASSERT_EQ(scenario.steps.size(), 3U);
  EXPECT_EQ(scenario.steps[0].time - scenario.civil.start, std::chrono::minutes{5});
  EXPECT_EQ(scenario.steps[1].time - scenario.civil.start, std::chrono::minutes{10});
  EXPECT_EQ(scenario.steps[2].time - scenario.civil.start, std::chrono::hours{17});
  const auto& report = std::get<domain::ReportIncident>(scenario.steps[0].act->command);
  EXPECT_EQ(report.headline, "Två \"ord\"");
  EXPECT_EQ(report.level, domain::Level::serious);
  EXPECT_TRUE(report.call_out);
  EXPECT_TRUE(report.plan.empty());
  EXPECT_EQ(scenario.steps[0].expectations.size(), 2U);
  EXPECT_TRUE(scenario.steps[0].expectations[1].absent);
  EXPECT_EQ(scenario.steps[2].act->capacity, "DUTY_OFFICER");
}

TEST(ParseScenario, JoinsIndentedLines) {
  const auto scenario =
      parsed("at 08:00 tib: note\n  # en kommentar\n  text=\"a b\"\n\n  kind=task\n");
  const auto& note = std::get<domain::WriteLogEntry>(scenario.steps.at(0).act->command);
  EXPECT_EQ(note.text, "a b");
  EXPECT_EQ(note.kind, domain::LogKind::task);
}

TEST(ParseScenario, CanWriteEveryCommandOfClients) {
  const auto scenario = parsed(
      "at 08:00 a: report kind=other\n"
      "at 08:00 a: level incident=i to=serious reason=r\n"
      "at 08:00 a: confirm-level incident=i\n"
      "at 08:00 a: ckl to=winding-down reason=r\n"
      "at 08:00 a: declare incident=i departs-from-normal=a serious-disturbance=b urgent-action=c\n"
      "at 08:00 a: start-committee incident=i reason=r\n"
      "at 08:00 a: hindrance person=p kind=ILL from=07:00 to=+2h attempts=x\n"
      "at 08:00 a: end-hindrance hindrance=@last reason=r\n"
      "at 08:00 a: close incident=i reason=r\n"
      "at 08:00 a: call-out incident=i plan=p message=m\n"
      "at 08:00 a: answer callout=@last later eta=30 raw=x person=p\n"
      "at 08:00 a: end-call-out callout=c reason=r\n"
      "at 08:00 a: fulfil obligation=@O01 evidence=e done=07:55\n"
      "at 08:00 a: note kind=correction corrects=2 reason=r text=t source=s\n");
  for (std::size_t i = 0; i < 14; ++i) {
    EXPECT_EQ(scenario.steps.at(i).act->command.index(), i);
  }
}

TEST(ParseScenario, NamesWhatIsMissingAtTheTop) {
  const auto scenario = parse_scenario("at 08:00 tib: note text=x\n", "prov.txt");
  ASSERT_FALSE(scenario);
  EXPECT_THAT(format_problems(scenario.error()), HasSubstr("a step before \"start\""));
  EXPECT_THAT(format_problems(scenario.error()), HasSubstr("\"title sv:\" is missing"));
}

TEST(ParseScenario, NamesAnUnknownLine) {
  expect_one("avance 5m\nadvance 5m\n", 6, "the line begins with \"avance\"",
             "was \"advance\" meant?");
}

TEST(ParseScenario, NamesAnUnknownAct) {
  expect_one("at 08:00 tib: raport kind=other\n", 6, "unknown act \"raport\"",
             "was \"report\" meant?");
}

TEST(ParseScenario, NamesAnUnknownField) {
  expect_one("at 08:00 tib: report kind=other plats=x\n", 6, "unknown field \"plats\"",
             "was \"place\" meant?");
}

TEST(ParseScenario, NamesAWrongWord) {
  expect_one("at 08:00 tib: report kind=voilence\n", 6, "kind can not be \"voilence\"",
             "one of: violence,");
}

TEST(ParseScenario, NamesAnOpenQuote) {
  expect_one("at 08:00 tib: note text=\"utan slut\n", 6, "the quotation mark is not closed",
             "a \"");
}

TEST(ParseScenario, NamesAMissingActor) {
  expect_one("at 08:00 note text=x\n", 6, "not said who does what", "person: act");
}

TEST(ParseScenario, NamesTimeThatRunsBackwards) {
  expect_one("at 08:10\nat 08:05\n", 7, "time runs backwards", "in order of time");
}

TEST(ParseScenario, NamesATimeOfTheWrongForm) {
  expect_one("at 25:00\nat 08:00\n", 6, "\"25:00\" is no time", "14:53");
}

TEST(ParseScenario, NamesAnUnknownEvent) {
  expect_one("at 08:00\n> LevelChange to=serious\n", 7, "unknown event \"LevelChange\"",
             "was \"LevelChanged\" meant?");
}

TEST(ParseScenario, NamesAnUnknownFieldOfAnEvent) {
  expect_one("at 08:00\n> LevelChanged level=serious\n", 7, "unknown field \"level\"", "one of:");
}

TEST(ParseScenario, NamesAnUnknownQuestion) {
  expect_one("at 08:00\n> state levl(incident-1)=serious\n", 7, "has no \"levl(incident-1)\"",
             "was \"level()\" meant?");
}

TEST(ParseScenario, NamesAnExpectationBeforeTheFirstStep) {
  expect_one("> refused\nat 08:00\n", 6, "before the first step", "below their step");
}

TEST(ParseScenario, NamesAnAbsenceWithoutNo) {
  expect_one("at 08:00\n! PersonCalled\n", 7, "there must be \"no\"", "! no PersonCalled");
}

TEST(ParseScenario, RefusesAFileThatIsTooLarge) {
  const auto scenario = parse_scenario(std::string(largest_file + 1, 'x'), "prov.txt");
  ASSERT_FALSE(scenario);
  EXPECT_THAT(scenario.error().at(0).what.en, HasSubstr("too large"));
}

TEST(ParseScenario, BoundsTheNumberOfSteps) {
  std::string body;
  for (std::size_t i = 0; i <= most_steps; ++i) {
    body += "advance 1s\n";
  }
  const auto scenario = parse(body);
  ASSERT_FALSE(scenario);
  EXPECT_THAT(scenario.error().at(0).what.en, HasSubstr("too long"));
}

TEST(ParseScenario, BoundsTheNumberOfProblems) {
  std::string body;
  for (std::size_t i = 0; i < 10 * most_problems; ++i) {
    body += "nonsense\n";
  }
  const auto scenario = parse(body);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().size(), most_problems);
}

// Mutations of a sound file, from a printed seed: the parser must answer, whatever comes.
TEST(ParseScenario, SurvivesAnything) {
  constexpr unsigned seed = 20261122;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const std::string sound =
      std::string(head) +
      "at 08:05 tib: report kind=violence headline=\"x y\" call-out=yes event-time=08:01\n"
      "> IncidentReported number=1 event-time=08:01\n! no PersonCalled\n> state ckl=active\n"
      "channel sms fails ada\nadvance 5m\nat +1d ada: answer callout=@last coming eta=5\n";
  const std::string spice = "\"\\=:>!@+#\n\t\0 0aå9Z";
  for (int round = 0; round < 3'000; ++round) {
    auto text = sound;
    for (int change = 0; change < 1 + round % 8; ++change) {
      const auto at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = spice[random() % spice.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 20);
          break;
        default:
          text.insert(at, 1 + random() % 3, spice[random() % spice.size()]);
          break;
      }
    }
    const auto scenario = parse_scenario(text, "prov.txt");
    EXPECT_TRUE(scenario || !scenario.error().empty());
  }
}

TEST(ParseStamp, ReadsOffsetsAndRefusesTheRest) {
  using namespace std::chrono;
  EXPECT_EQ(parse_stamp("2017-04-07T14:50+02:00")->instant,
            domain::Instant{sys_days{2017y / April / 7}} + 12h + 50min);
  EXPECT_EQ(parse_stamp("2017-04-07T14:50:30Z")->instant,
            domain::Instant{sys_days{2017y / April / 7}} + 14h + 50min + 30s);
  for (const auto* wrong : {"2017-04-07", "2017-04-07T14:50", "2017-02-29T14:50Z",
                            "2017-04-07T24:00Z", "2017-04-07T14:50+2:00", "17-04-07T14:50Z", ""}) {
    EXPECT_FALSE(parse_stamp(wrong)) << wrong;
  }
}

TEST(Resolve, TakesTheNewestByNumberNotByAlphabet) {
  domain::State state;
  for (const auto* id : {"callout-2", "callout-9", "callout-10"}) {
    state.callouts[{id}] = {};
  }
  EXPECT_EQ(resolve(state, domain::CalloutId{"@last"}).value, "callout-10");
  EXPECT_EQ(resolve(state, domain::CalloutId{"callout-2"}).value, "callout-2");
  EXPECT_EQ(resolve(state, domain::IncidentId{"@last"}).value, "@last");
}

TEST(Judge, SaysWhatWasMissingAndWhatWasThereInstead) {
  const auto scenario = parsed("at 08:00 tib: note text=x\n> LevelConfirmed incident=incident-2\n");
  const domain::State state;
  const std::vector<domain::Entry> entries{
      {.sequence = 7,
       .time = scenario.civil.start,
       .actor = {.person = {"tib"}, .capacity = {}, .machine = {}, .via = {}},
       .command_id = {},
       .rule = {"T02"},
       .basis = {},
       .event = domain::LevelConfirmed{.incident = {"incident-1"}}}};
  const ports::Reply reply = ports::AcceptedReply{};
  const auto failures = judge(scenario, scenario.steps[0],
                              {.entries = entries, .sent = {}, .reply = &reply, .state = &state});
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_THAT(failures[0], HasSubstr("prov.txt:7: hände inte / did not happen: "
                                     "LevelConfirmed incident=incident-2"));
  EXPECT_THAT(failures[0], HasSubstr("7 2026-03-02 08:00:00 LevelConfirmed incident=incident-1"));
}

TEST(Judge, CountsARefusalThatNobodyExpected) {
  const auto scenario = parsed("at 08:00 tib: note text=x\n");
  const domain::State state;
  domain::Rejection rejection{.code = domain::RejectionCode::not_permitted, .breaches = {}};
  rejection.breaches.push_back({.rule = {"A12"},
                                .basis = {},
                                .message = {.sv = "Nej", .en = "No"},
                                .who_may = {},
                                .what_now = {},
                                .field = {}});
  const ports::Reply reply = rejection;
  const auto failures = judge(scenario, scenario.steps[0],
                              {.entries = {}, .sent = {}, .reply = &reply, .state = &state});
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_THAT(failures[0], HasSubstr("refused rule=A12 code=not-permitted"));
}

}  // namespace
}  // namespace ckl::exercise
