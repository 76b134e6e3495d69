// Jourlistor: who is on duty, changes of it, and gaps found ahead of time.
// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
#include "domain/roster.hpp"

#include <gmock/gmock.h>

#include "domain/authority.hpp"
#include "law/town.hpp"

namespace ckl::law {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr Seconds week = 7 * day;

DutyFunction function(const char* id, const char* unit, std::vector<PersonId> persons) {
  DutyFunction out;
  out.id = id;
  out.name = {"Jour " + std::string(id), "Duty " + std::string(id)};
  out.unit = UnitId{unit};
  out.persons = std::move(persons);
  out.mandatory = true;
  return out;
}

Organisation town_with_duties() {
  Organisation town = small_organisation();
  town.duty_functions = {function("tib", "slk", people({"tib", "tib-2", "p1"})),
                         function("trafik", "trafikkontoret", people({"trafik-jour", "p2"}))};
  town.duty_functions[0].role = role::duty_officer;
  return town;
}

class Rosters : public testing::Test {
 protected:
  Town town{town_with_duties()};
  const Instant begin = town.now;

  [[nodiscard]] DutySpan span(const char* who, Seconds from, Seconds until) const {
    return {.person = PersonId{who}, .from = begin + from, .until = begin + until};
  }

  [[nodiscard]] AdoptRoster plan(std::vector<DutySpan> spans, Seconds until = 8 * week) const {
    AdoptRoster command;
    command.function = "tib";
    command.source = "tib.ics";
    command.source_hash = "abc";
    command.from = begin;
    command.until = begin + until;
    command.spans = std::move(spans);
    return command;
  }

  // tib this week, tib-2 the next, in turn for eight weeks.
  [[nodiscard]] AdoptRoster eight_weeks() const {
    std::vector<DutySpan> spans;
    for (int number = 0; number < 8; ++number) {
      spans.push_back(span(number % 2 == 0 ? "tib" : "tib-2", number * week, (number + 1) * week));
    }
    return plan(std::move(spans));
  }

  [[nodiscard]] std::vector<std::string> on(Seconds at, const char* id = "tib") const {
    std::vector<std::string> who;
    for (const auto& held : on_duty(town.state, *find_function(town.state, id), begin + at).now) {
      who.push_back(held.person.value);
    }
    return who;
  }

  [[nodiscard]] OverrideDuty replacement(const char* who, Seconds from, Seconds until) const {
    OverrideDuty command;
    command.function = "tib";
    command.person = PersonId{who};
    command.from = begin + from;
    command.until = begin + until;
    command.reason = "Sjuk";
    return command;
  }
};

TEST_F(Rosters, A15_WithoutARosterTheOrganisationAnswers) {
  EXPECT_THAT(on(hour), ElementsAre("tib", "tib-2", "p1"));
  EXPECT_FALSE(on_duty(town.state, *find_function(town.state, "tib"), begin).by_roster);
  EXPECT_THAT(reached(town.state, role::duty_officer, begin), SizeIs(2));
}

TEST_F(Rosters, A15_TellWhoUntilWhenAndWhoIsNext) {
  town.accept("tib", eight_weeks());
  const OnDuty duty = on_duty(town.state, *find_function(town.state, "tib"), begin + hour);
  EXPECT_TRUE(duty.by_roster);
  EXPECT_THAT(duty.now, ElementsAre(span("tib", Seconds{0}, week)));
  EXPECT_THAT(duty.next, ElementsAre(span("tib-2", week, 2 * week)));
  // Half-open: at the very instant of the change the next has it.
  EXPECT_THAT(on(week), ElementsAre("tib-2"));
  EXPECT_THAT(on(week - Seconds{1}), ElementsAre("tib"));
}

TEST_F(Rosters, A15_WhoGoesOnWithTheNextTurnIsNotTheNext) {
  town.accept("tib", plan({span("tib", Seconds{0}, week), span("tib", week, 2 * week),
                           span("tib-2", 2 * week, 3 * week)}));
  const OnDuty duty = on_duty(town.state, *find_function(town.state, "tib"), begin + hour);
  EXPECT_THAT(duty.now, ElementsAre(span("tib", Seconds{0}, 2 * week)));
  EXPECT_THAT(duty.next, ElementsAre(span("tib-2", 2 * week, 3 * week)));
  EXPECT_THAT(plan_of(*find_roster(town.state, "tib")), SizeIs(3)) << "a swap is of one turn";
}

TEST_F(Rosters, A15_WhoIsOnDutyIsToldInsteadOfEveryHolder) {
  EXPECT_THAT(reached(town.state, role::duty_officer, begin),
              ElementsAre(PersonId{"tib"}, PersonId{"tib-2"}));
  town.accept("tib", eight_weeks());
  EXPECT_THAT(reached(town.state, role::duty_officer, begin + hour), ElementsAre(PersonId{"tib"}));
  EXPECT_THAT(reached(town.state, role::duty_officer, begin + week),
              ElementsAre(PersonId{"tib-2"}));
  // In a gap nobody is forgotten: every holder is told.
  EXPECT_THAT(reached(town.state, role::duty_officer, begin + 9 * week), SizeIs(2));
  // Who may is another matter than who is told.
  EXPECT_TRUE(holds(town.state, PersonId{"tib-2"}, role::duty_officer, begin + hour));
}

TEST_F(Rosters, A15_AreAdoptedByWhoPlansForTheUnit) {
  AdoptRoster command = plan({span("trafik-jour", Seconds{0}, week)}, week);
  command.function = "trafik";
  EXPECT_THAT(town.refuse("slk-jour", command), Contains("A15"));
  EXPECT_THAT(town.refuse("staff", command), Contains("A15"));
  town.accept("trafik-jour", command);
  EXPECT_THAT(town.happened(), Contains("RosterAdopted"));
  town.accept("chief", eight_weeks());
}

TEST_F(Rosters, A15_ThatAreMalformedAreRefusedWithEachFault) {
  EXPECT_THAT(town.refuse("tib", plan({})), Contains("INPUT_MISSING"));
  EXPECT_THAT(town.refuse("tib", plan({span("p3", Seconds{0}, week)})),
              ElementsAre("INPUT_NOT_A_HOLDER"));
  EXPECT_THAT(town.refuse("tib", plan({span("tib", week, Seconds{0})})),
              ElementsAre("INPUT_TIME_ORDER"));
  EXPECT_THAT(town.refuse("tib", plan({span("tib", Seconds{0}, 9 * week)})),
              ElementsAre("INPUT_OUT_OF_RANGE"));
  EXPECT_THAT(town.refuse("tib", plan({span("tib", Seconds{0}, week), span("tib", day, 2 * week)})),
              ElementsAre("INPUT_DUPLICATE"));
  AdoptRoster unknown = eight_weeks();
  unknown.function = "kaffe";
  EXPECT_THAT(town.refuse("tib", unknown), ElementsAre("INPUT_UNKNOWN_DUTY_FUNCTION"));
  AdoptRoster past = plan({span("tib", -2 * week, -week)});
  past.from = begin - 2 * week;
  past.until = begin - week;
  EXPECT_THAT(town.refuse("tib", past), ElementsAre("A15"));
}

TEST_F(Rosters, A15_ANewOneHoldsFromWhenItIsAdopted) {
  town.accept("tib", eight_weeks());
  town.pass(3 * day);
  town.accept("tib", plan({span("tib-2", Seconds{0}, 4 * week)}, 4 * week));
  EXPECT_THAT(on(2 * day), ElementsAre("tib"));     // what was is not rewritten
  EXPECT_THAT(on(4 * day), ElementsAre("tib-2"));   // from now on
  EXPECT_THAT(on(5 * week), ElementsAre("tib-2"));  // after its window the old one goes on
  EXPECT_THAT(on(6 * week + hour), ElementsAre("tib"));
}

TEST_F(Rosters, A15_AReplacementHoldsForItsTimeAndOutlivesANewRoster) {
  town.accept("tib", eight_weeks());
  town.accept("chief", replacement("p1", 2 * day, 4 * day));
  EXPECT_THAT(on(day), ElementsAre("tib"));
  EXPECT_THAT(on(3 * day), ElementsAre("p1"));
  EXPECT_THAT(on(4 * day), ElementsAre("tib"));
  EXPECT_THAT(town.told_about("DUTY"), UnorderedElementsAre("tib", "p1"));
  town.accept("tib", eight_weeks());
  EXPECT_THAT(on(3 * day), ElementsAre("p1"));
  EXPECT_THAT(town.refuse("p1", replacement("p1", week, 2 * week)), Contains("A15"));
}

TEST_F(Rosters, A15_AReplacementOfOneLeavesTheOther) {
  town.accept("tib", plan({span("tib", Seconds{0}, week), span("tib-2", Seconds{0}, week)}, week));
  OverrideDuty command = replacement("p1", day, 2 * day);
  command.replaces = PersonId{"tib"};
  town.accept("chief", command);
  EXPECT_THAT(on(day + hour), UnorderedElementsAre("p1", "tib-2"));
}

TEST_F(Rosters, A15_ASwapNeedsTheOthersConsent) {
  town.accept("tib", eight_weeks());
  ProposeSwap swap;
  swap.function = "tib";
  swap.taker = PersonId{"tib-2"};
  swap.from = begin + 2 * day;
  swap.until = begin + 3 * day;
  swap.back_from = begin + week + day;
  swap.back_until = begin + week + 2 * day;
  const std::string id = town.accept("tib", swap);
  EXPECT_THAT(town.told_about("DUTY"), ElementsAre("tib-2"));
  EXPECT_THAT(on(2 * day + hour), ElementsAre("tib"));  // nothing has changed yet

  AnswerSwap yes{.swap = SwapId{id}, .accept = true, .reason = {}};
  EXPECT_THAT(town.refuse("tib", yes), Contains("A15"));  // not one's own
  EXPECT_THAT(town.refuse("chief", yes), Contains("A15"));
  town.accept("tib-2", yes);
  EXPECT_THAT(on(2 * day + hour), ElementsAre("tib-2"));
  EXPECT_THAT(on(3 * day), ElementsAre("tib"));
  EXPECT_THAT(on(week + day + hour), ElementsAre("tib"));
  EXPECT_THAT(town.refuse("tib-2", yes), Contains("A15"));  // settled
}

TEST_F(Rosters, A15_ASwapCanBeDeclinedAndWithdrawn) {
  town.accept("tib", eight_weeks());
  ProposeSwap swap;
  swap.function = "tib";
  swap.taker = PersonId{"tib-2"};
  swap.from = begin + 2 * day;
  const AnswerSwap no{.swap = SwapId{town.accept("tib", swap)}, .accept = false, .reason = "Nej"};
  town.accept("tib-2", no);
  EXPECT_THAT(on(2 * day), ElementsAre("tib"));
  const AnswerSwap back{.swap = SwapId{town.accept("tib", swap)}, .accept = false, .reason = {}};
  town.accept("tib", back);
  EXPECT_EQ(town.state.swaps.at(back.swap).state, SwapState::withdrawn);
}

TEST_F(Rosters, A15_ASwapIsOfTheOwnShiftAndWithSomebodyElse) {
  town.accept("tib", eight_weeks());
  ProposeSwap swap;
  swap.function = "tib";
  swap.taker = PersonId{"tib"};
  swap.from = begin + 2 * day;
  EXPECT_THAT(town.refuse("tib-2", swap), ElementsAre("A15"));
  EXPECT_EQ(town.rejection.breaches.at(0).field, "from");
  EXPECT_THAT(town.refuse("tib", swap), ElementsAre("A15"));
  EXPECT_EQ(town.rejection.breaches.at(0).field, "taker");
}

TEST_F(Rosters, A15_ASwapOfWhatHasChangedSinceIsRefused) {
  town.accept("tib", eight_weeks());
  ProposeSwap swap;
  swap.function = "tib";
  swap.taker = PersonId{"tib-2"};
  swap.from = begin + 2 * day;
  EXPECT_THAT(town.refuse("tib-2", swap), Contains("A15"));  // not the own shift
  const std::string id = town.accept("tib", swap);
  town.accept("chief", replacement("p1", 3 * day, 4 * day));
  EXPECT_THAT(town.refuse("tib-2", AnswerSwap{.swap = SwapId{id}, .accept = true, .reason = {}}),
              Contains("A15"));
}

TEST_F(Rosters, A15_ASwapOfAShiftThatRunsLeavesWhatHasBeen) {
  town.accept("tib", eight_weeks());
  town.pass(day);
  ProposeSwap swap;
  swap.function = "tib";
  swap.taker = PersonId{"tib-2"};
  swap.from = begin + hour;
  const std::string id = town.accept("tib", swap);
  town.pass(day);
  town.accept("tib-2", AnswerSwap{.swap = SwapId{id}, .accept = true, .reason = {}});
  EXPECT_THAT(on(2 * day - Seconds{1}), ElementsAre("tib"));
  EXPECT_THAT(on(2 * day), ElementsAre("tib-2"));
}

TEST_F(Rosters, A15_ASwapWhoseReturnHasPassedIsRefused) {
  town.accept("tib", eight_weeks());
  ProposeSwap swap;
  swap.function = "tib";
  swap.taker = PersonId{"tib-2"};
  swap.from = begin + 2 * week;
  swap.back_from = begin + week;
  swap.back_until = begin + week + day;
  const AnswerSwap yes{.swap = SwapId{town.accept("tib", swap)}, .accept = true, .reason = {}};
  town.pass(week + 2 * day);
  EXPECT_THAT(town.refuse("tib-2", yes), Contains("A15"));
}

TEST_F(Rosters, A15_TheDutyIsTakenOverNowByOneselfOrByWhoPlans) {
  town.accept("tib", eight_weeks());
  town.pass(day);
  TakeOverDuty take;
  take.function = "tib";
  take.reason = "Feber";
  town.accept("tib-2", take);
  EXPECT_THAT(on(day), ElementsAre("tib-2"));
  EXPECT_THAT(town.told_about("DUTY"), ElementsAre("tib"));
  EXPECT_THAT(town.refuse("tib-2", take), Contains("A15"));  // has it already
  EXPECT_THAT(town.refuse("staff", take), Contains("A15"));  // can not have it

  take.person = PersonId{"p1"};
  EXPECT_THAT(town.refuse("p2", take), Contains("A15"));
  town.accept("chief", take);
  EXPECT_THAT(on(day), ElementsAre("p1"));
  EXPECT_THAT(on(week), ElementsAre("tib-2"));  // the next turn begins as planned
  TakeOverDuty none = take;
  none.function = "trafik";
  none.person = PersonId{"p2"};
  EXPECT_THAT(town.refuse("trafik-jour", none), ElementsAre("A15"));  // no roster to change
}

TEST_F(Rosters, A15_AGapIsAlarmedFourteenDaysBefore) {
  // Nobody in the fourth week, and nobody after the eighth.
  AdoptRoster holed = eight_weeks();
  holed.spans.erase(holed.spans.begin() + 3);
  town.accept("tib", holed);
  EXPECT_THAT(town.open_duties("A15"), IsEmpty());
  town.pass(week - hour);
  EXPECT_THAT(town.events<DutyGapFound>(), IsEmpty());
  town.pass(hour);
  ASSERT_THAT(town.events<DutyGapFound>(), SizeIs(1));
  EXPECT_EQ(town.events<DutyGapFound>()[0].from, begin + 3 * week);
  EXPECT_EQ(town.events<DutyGapFound>()[0].until, begin + 4 * week);
  ASSERT_THAT(town.open_duties("A15"), SizeIs(1));
  EXPECT_EQ(town.open_duties("A15")[0]->due, begin + 3 * week);
  EXPECT_EQ(town.open_duties("A15")[0]->owed_by_unit, UnitId{"slk"});
  // The duty officer who is on duty then, and the chief of staff.
  EXPECT_THAT(town.told_about("DUTY_GAP"), UnorderedElementsAre("tib-2", "chief"));
  // The end of the roster is a gap like any other.
  town.pass(5 * week);
  EXPECT_THAT(town.events<DutyGapFound>(),
              Contains(testing::Field(&DutyGapFound::until, std::nullopt)));
}

TEST_F(Rosters, A15_AGapThatIsFilledIsTakenBack) {
  AdoptRoster holed = eight_weeks();
  holed.spans.erase(holed.spans.begin() + 1);
  town.accept("tib", holed);
  town.pass(Seconds{1});
  ASSERT_THAT(town.open_duties("A15"), SizeIs(1));
  town.accept("chief", replacement("p1", week, 2 * week));
  town.pass(Seconds{1});
  EXPECT_THAT(town.events<DutyGapFilled>(), SizeIs(1));
  EXPECT_THAT(town.open_duties("A15"), IsEmpty());
}

TEST_F(Rosters, A15_AGapThatSomebodyTakesOverWhileItLastsIsTakenBack) {
  AdoptRoster holed = eight_weeks();
  holed.spans.erase(holed.spans.begin() + 1);
  town.accept("tib", holed);
  town.pass(week + 2 * day);
  ASSERT_THAT(town.open_duties("A15"), SizeIs(1));
  EXPECT_EQ(town.open_duties("A15")[0]->state, ObligationState::overdue);
  TakeOverDuty take;
  take.function = "tib";
  take.reason = "Ingen planerad";
  town.accept("tib-2", take);
  EXPECT_THAT(on(week + 2 * day), ElementsAre("tib-2"));
  EXPECT_THAT(on(2 * week - Seconds{1}), ElementsAre("tib-2"));  // until the next turn
  town.pass(Seconds{1});
  EXPECT_THAT(town.open_duties("A15"), IsEmpty());
  town.pass(3 * week);
  EXPECT_THAT(town.open_duties("A15"), IsEmpty());
}

TEST_F(Rosters, A15_AGapThatPassedWithNobodyStaysUntilSomebodyAnswersForIt) {
  AdoptRoster holed = eight_weeks();
  holed.spans.erase(holed.spans.begin() + 1);
  town.accept("tib", holed);
  town.pass(2 * week + day);
  town.accept("chief", replacement("p1", 3 * week, 4 * week));
  town.pass(Seconds{1});
  ASSERT_THAT(town.open_duties("A15"), SizeIs(1));
  EXPECT_EQ(town.open_duties("A15")[0]->state, ObligationState::overdue);
}

TEST_F(Rosters, A15_AVacancyIsAGapAtOnceAndOverdueWhenItBegins) {
  town.accept("tib", eight_weeks());
  OverrideDuty vacancy = replacement("", 2 * day, 3 * day);
  town.accept("chief", vacancy);
  town.pass(Seconds{1});
  ASSERT_THAT(town.open_duties("A15"), SizeIs(1));
  EXPECT_THAT(on(2 * day), IsEmpty());
  town.pass(2 * day);
  EXPECT_EQ(town.open_duties("A15")[0]->state, ObligationState::overdue);
  EXPECT_THAT(town.happened(), Contains("ObligationOverdue"));
}

TEST_F(Rosters, A15_AGapOfAFunctionThatNeedNotBeHeldIsNoAlarm) {
  Organisation organisation = town_with_duties();
  organisation.duty_functions[0].mandatory = false;
  town.accept("", AdoptOrganisation{organisation, "other"});
  town.accept("tib", plan({span("tib", day, 2 * day)}));
  town.pass(10 * week);
  EXPECT_THAT(town.events<DutyGapFound>(), IsEmpty());
  // Once it must be held, what is ahead is alarmed; and taken back when it need not any more.
  town.accept("", AdoptOrganisation{town_with_duties(), "hash-2"});
  town.pass(Seconds{1});
  EXPECT_THAT(town.open_duties("A15"), Not(IsEmpty()));
  town.accept("", AdoptOrganisation{organisation, "hash-3"});
  town.pass(Seconds{1});
  EXPECT_THAT(town.open_duties("A15"), IsEmpty());
}

TEST_F(Rosters, A15_HoursAreCountedByTheClock) {
  // The spring night of 2026 had eleven hours between seven and seven.
  town.accept("tib", eight_weeks());
  town.accept("chief", replacement("p1", 2 * day, 4 * day));
  const auto hours = duty_hours(town.state, {.from = begin, .until = begin + 2 * week});
  ASSERT_THAT(hours, SizeIs(3));
  std::map<std::string, std::pair<Seconds, std::uint32_t>> by_person;
  for (const auto& row : hours) by_person[row.person.value] = {row.time, row.shifts};
  EXPECT_EQ(by_person.at("p1"), std::pair(Seconds{2 * day}, 1U));
  EXPECT_EQ(by_person.at("tib"), std::pair(Seconds{5 * day}, 2U));
  EXPECT_EQ(by_person.at("tib-2"), std::pair(Seconds{7 * day}, 1U));
}

TEST_F(Rosters, A15_ThePreviewShowsWhatWouldChange) {
  town.accept("tib", eight_weeks());
  const Stretch stretch{.from = begin, .until = begin + 2 * week};
  const auto changes = difference(town.state, "tib", stretch,
                                  {span("tib", Seconds{0}, week), span("p1", week, 2 * week)});
  EXPECT_THAT(changes.removed, ElementsAre(span("tib-2", week, 2 * week)));
  EXPECT_THAT(changes.added, ElementsAre(span("p1", week, 2 * week)));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST_F(Rosters, A16_ACallOutBeginsWithWhoIsOnDuty) {
  CalloutPlan route = small_plan();
  route.id = PlanId{"jour"};
  route.positions.resize(1);
  route.positions[0].wanted = 1;
  route.positions[0].waves = {
      Wave{.parallel = false, .persons = people({"p1", "tib"}), .duty = "tib"}};
  town.accept("", AdoptPlan{route});
  town.accept("tib", plan({span("tib-2", Seconds{0}, week)}, week));
  const std::string incident = town.accept("tib", a_report());
  town.accept("chief",
              StartCallout{.incident = IncidentId{incident}, .plan = route.id, .message = {}});
  const auto started = town.events<CalloutStarted>();
  ASSERT_THAT(started, SizeIs(1));
  EXPECT_THAT(started[0].positions[0].waves[0].persons,
              ElementsAre(PersonId{"tib-2"}, PersonId{"p1"}, PersonId{"tib"}));
}

}  // namespace
}  // namespace ckl::law
