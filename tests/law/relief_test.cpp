// Uthållighet: relief plans, limits of fatigue, handovers.
// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
#include "domain/relief.hpp"

#include <map>

#include <gmock/gmock.h>

#include "law/town.hpp"

namespace ckl::law {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const PositionId situation{"SITUATION"};
const PositionId analysis{"ANALYSIS"};

class Relief : public testing::Test {
 protected:
  Town town;
  std::string incident;

  void begin(Level at) {
    incident = town.accept(at == Level::serious ? "director" : "tib", a_report(at));
    town.accept("tib", StartCallout{.incident = IncidentId{incident}, .plan = {}, .message = {}});
  }

  void comes(const char* who, std::uint32_t in_minutes = 0) {
    AnswerCall answer;
    answer.callout = CalloutId{"callout-1"};
    answer.answer = Answer::coming;
    answer.eta_minutes = in_minutes;
    town.accept(who, answer);
  }

  // Two in SITUATION out of four, in a serious event.
  void staff_situation() {
    begin(Level::serious);
    comes("p1");
    comes("p2");
  }

  [[nodiscard]] const ReliefPlan& plan(const PositionId& position = situation) const {
    return *find_relief(town.state, IncidentId{incident}, position);
  }

  // The first shift for which it holds.
  template <class Holds>
  [[nodiscard]] ReliefShift shift_where(Holds holds) const {
    const auto found = std::ranges::find_if(plan().shifts, holds);
    EXPECT_NE(found, plan().shifts.end());
    return found == plan().shifts.end() ? ReliefShift{} : *found;
  }

  [[nodiscard]] ReliefShift shift(const std::string& number) const {
    return shift_where([&](const ReliefShift& one) { return one.id.value == number; });
  }

  AssignShift assign(const std::string& number, const char* who, const char* reason = "") const {
    AssignShift command;
    command.shift = ReliefShiftId{number};
    command.person = PersonId{who};
    command.override_reason = reason;
    return command;
  }

  AssignShift add(const char* who, Seconds from, Seconds until) const {
    AssignShift command;
    command.plan = plan().id;
    command.person = PersonId{who};
    command.from = town.now + from;
    command.until = town.now + until;
    return command;
  }

  AnswerShift answer(const ReliefShiftId& id, bool available) const {
    return {.shift = id, .person = {}, .available = available, .reason = "Skäl"};
  }

  WriteHandover note(const ReliefShiftId& id) const {
    WriteHandover command;
    command.shift = id;
    command.note.picture = "Två stråk avspärrade";
    command.note.promises = "Läget till länsstyrelsen kl. 11";
    return command;
  }

  // Nobody has two shifts at once, nor less than the city's rest between two.
  void expect_rested() const {
    std::map<PersonId, std::vector<ReliefShift>> of_person;
    for (const auto& [id, one] : town.state.relief_plans) {
      if (one.ended) continue;
      for (const auto& shift : one.shifts) {
        if (!shift.person.empty()) of_person[shift.person].push_back(shift);
      }
    }
    for (auto& [person, shifts] : of_person) {
      std::ranges::sort(shifts, {}, &ReliefShift::from);
      for (std::size_t at = 1; at < shifts.size(); ++at) {
        EXPECT_GE(shifts[at].from - shifts[at - 1].until, 11 * hour) << person.value;
      }
    }
  }
};

// Basis: Läsning R63
TEST_F(Relief, R63_IsProposedWhenAPositionOfASeriousEventIsFilled) {
  begin(Level::serious);
  comes("p1");
  EXPECT_THAT(town.state.relief_plans, IsEmpty()) << "one of two";
  comes("p2");
  EXPECT_THAT(town.happened(), Contains("ReliefProposed"));
  EXPECT_EQ(town.rules_journaled("ReliefProposed"), list({"R63"}));
  EXPECT_EQ(plan().wanted, 2U);
  EXPECT_EQ(plan().until, town.now + 72 * hour);
}

TEST_F(Relief, R63_IsProposedWhenTheLevelRises) {
  begin(Level::disturbance);
  comes("p1");
  comes("p2");
  EXPECT_THAT(town.state.relief_plans, IsEmpty());
  town.accept("director", level(incident, Level::serious));
  EXPECT_THAT(town.happened(), Contains("ReliefProposed"));
  // Another rise leaves the plan to who leads the staffing.
  town.accept("chair", declaration(incident));
  EXPECT_THAT(town.happened(), Not(Contains("ReliefProposed")));
}

TEST_F(Relief, R63_IsProposedWhenTheEventIsDeclaredExtraordinary) {
  begin(Level::disturbance);
  comes("p1");
  comes("p2");
  town.accept("chair", declaration(incident));
  EXPECT_THAT(town.happened(), Contains("ReliefProposed"));
}

TEST_F(Relief, R63_HasShiftsAsShortAsThePoolAllows) {
  staff_situation();
  EXPECT_EQ(plan().shift, 12 * hour) << "four people for two seats";
  comes("p5");
  EXPECT_EQ(plan(analysis).shift, 8 * hour) << "three people for one seat";
  for (const auto& one : {plan(), plan(analysis)}) {
    const auto gaps = gaps_of(one);
    ASSERT_THAT(gaps, SizeIs(1)) << "staffed to its end";
    EXPECT_EQ(gaps.front().from, one.until);
  }
  expect_rested();
}

TEST_F(Relief, R63_WhoIsOnTheirWayIsNoGap) {
  begin(Level::serious);
  comes("p1", 20);
  comes("p2", 45);
  const auto gaps = gaps_of(plan());
  ASSERT_THAT(gaps, SizeIs(1)) << "staffed from the beginning to its end";
  EXPECT_EQ(gaps.front().from, plan().until);
  EXPECT_GT(forecast(town.state, town.now).front().staffed_until, town.now + 12 * hour);
}

TEST_F(Relief, R63_OverlapsByTheTimeOfAHandover) {
  staff_situation();
  const ReliefShift first = shift("relief-1-1");
  EXPECT_EQ(first.state, ShiftState::serving);
  EXPECT_EQ(relieving(plan(), first)->from, first.until - 30 * minute);
}

TEST_F(Relief, R63_AsksThoseWhoAreProposed) {
  staff_situation();
  const auto told = town.told_about("relief");
  EXPECT_THAT(told, Contains("p3"));
  EXPECT_THAT(told, Contains("p4"));
  const ReliefShift asked =
      shift_where([](const ReliefShift& one) { return one.person == PersonId{"p3"}; });
  EXPECT_EQ(asked.state, ShiftState::asked);
  town.accept("p3", answer(asked.id, true));
  EXPECT_EQ(shift(asked.id.value).state, ShiftState::available);
}

TEST_F(Relief, R63_ANoGoesToTheNextInTurn) {
  begin(Level::serious);
  comes("p5");  // ANALYSIS, out of p5, p6, p7 and p1
  const auto& all = plan(analysis).shifts;
  const auto asked = std::ranges::find(all, PersonId{"p6"}, &ReliefShift::person);
  ASSERT_NE(asked, all.end());
  const ReliefShiftId id = asked->id;
  town.accept("p6", answer(id, false));
  EXPECT_THAT(town.happened(), Contains("ShiftAssigned"));
  const ReliefShift& now = *find_shift(town.state, id);
  EXPECT_NE(now.person, PersonId{"p6"});
  EXPECT_FALSE(now.person.empty());
  EXPECT_THAT(town.told_about("relief"), Contains(now.person.value));
  EXPECT_THAT(gaps_of(plan(analysis)), SizeIs(1)) << "those who have not answered move up";
  expect_rested();
}

TEST_F(Relief, R63_ANoWithNobodyLeftIsAGapThatTheChiefOfStaffHearsOf) {
  staff_situation();
  const ReliefShift asked =
      shift_where([](const ReliefShift& one) { return one.person == PersonId{"p3"}; });
  town.accept("p3", answer(asked.id, false));
  EXPECT_TRUE(shift(asked.id.value).person.empty()) << "the three others have no rest to give";
  town.pass(minute);
  EXPECT_THAT(town.happened(), Contains("ReliefGapFound"));
  EXPECT_THAT(town.told_about("relief-gap"), ElementsAre("chief"));
  const auto duties = town.open_duties("R63");
  ASSERT_THAT(duties, SizeIs(1));
  EXPECT_EQ(duties.front()->owed_by_role, role::chief_of_staff);
  // Somebody from outside the pool takes it: the gap is gone, and so is the duty.
  town.accept("chief", assign(asked.id.value, "p8"));
  town.pass(minute);
  EXPECT_THAT(town.happened(), Contains("ReliefGapFilled"));
  EXPECT_THAT(town.open_duties("R63"), IsEmpty());
}

TEST_F(Relief, R63_IsAnsweredForOthersByThoseWhoTakeAnswers) {
  staff_situation();
  const ReliefShift asked =
      shift_where([](const ReliefShift& one) { return one.person == PersonId{"p3"}; });
  AnswerShift command = answer(asked.id, true);
  EXPECT_EQ(town.refuse("p4", command), list({"R63"})) << "not one's own shift";
  command.person = PersonId{"p3"};
  EXPECT_EQ(town.refuse("p4", command), list({"A16"}));
  town.accept("chief", command);
  EXPECT_EQ(town.events<AvailabilityAnswered>().front().taken_by, PersonId{"chief"});
}

TEST_F(Relief, R63_IsLedByThoseWhoLeadTheStaffing) {
  staff_situation();
  EXPECT_EQ(town.refuse("p9", assign("relief-1-3", "p8")), list({"R63"}));
  EXPECT_EQ(town.refuse("p9", ProposeRelief{IncidentId{incident}, {}}), list({"R63"}));
  town.accept("staff", assign("relief-1-3", "p8"));
  EXPECT_EQ(shift("relief-1-3").person, PersonId{"p8"});
  town.accept("chief",
              ClearShift{.shift = ReliefShiftId{"relief-1-3"}, .reason = "Behövs på annat"});
  EXPECT_EQ(shift("relief-1-3").state, ShiftState::open);
  EXPECT_THAT(town.told_about("relief"), ElementsAre("p8"));
}

TEST_F(Relief, R63_MadeAnewKeepsWhatHasBegun) {
  staff_situation();
  const ReliefShift serving = shift("relief-1-1");
  town.pass(2 * hour);
  NoteAbsence away{.person = PersonId{"p3"}, .kind = AbsenceKind::away, .until = {}, .reason = {}};
  town.accept("p3", away);
  town.accept("chief", ProposeRelief{IncidentId{incident}, situation});
  EXPECT_EQ(shift("relief-1-1"), serving);
  EXPECT_THAT(plan().shifts, Not(Contains(testing::Field(&ReliefShift::person, PersonId{"p3"}))))
      << "away until further notice";
  EXPECT_EQ(plan().until, town.now + 72 * hour);
  expect_rested();
}

TEST_F(Relief, R63_ForecastsWhenAPositionRunsDry) {
  staff_situation();
  auto rows = forecast(town.state, town.now);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].staffed_until, town.now + 72 * hour);
  EXPECT_EQ(rows[0].answered_until, town.now + 12 * hour) << "only those who came have said so";
  EXPECT_THAT(rows[0].now, SizeIs(2));
  EXPECT_THAT(rows[0].next, SizeIs(3));
  EXPECT_FALSE(rows[0].red);
  const Instant ends = shift("relief-1-1").until;
  town.accept("chief", ClearShift{.shift = ReliefShiftId{"relief-1-3"}, .reason = "Sjuk"});
  rows = forecast(town.state, town.now);
  EXPECT_EQ(rows[0].staffed_until, ends);
  EXPECT_FALSE(rows[0].red) << "twelve hours away";
  EXPECT_TRUE(forecast(town.state, town.now + hour)[0].red);
}

TEST_F(Relief, R63_APositionWithoutAPlanLastsOneShift) {
  begin(Level::serious);
  comes("p1");  // one of two: no plan yet, and one lacks already
  const auto rows = forecast(town.state, town.now);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_TRUE(rows[0].plan.empty());
  EXPECT_EQ(rows[0].staffed_until, town.now);
  EXPECT_TRUE(rows[0].red);
}

TEST_F(Relief, R63_IsAlarmedTwelveHoursBeforeThePlanEnds) {
  staff_situation();
  const Instant ends = plan().until;
  town.pass(59 * hour);
  EXPECT_THAT(town.open_duties("R63"), IsEmpty());
  town.pass(hour);
  ASSERT_THAT(town.open_duties("R63"), SizeIs(1));
  EXPECT_EQ(town.open_duties("R63").front()->due, ends);
  town.accept("chief", ProposeRelief{IncidentId{incident}, {}});
  town.pass(minute);
  EXPECT_THAT(town.open_duties("R63"), IsEmpty()) << "planned for three more days";
}

TEST_F(Relief, R63_EndsWithTheEventOrTheAlarm) {
  staff_situation();
  town.accept("chief", EndRelief{.plan = plan().id, .reason = "Återgång"});
  EXPECT_THAT(town.told_about("relief"), Contains("p3"));
  EXPECT_EQ(find_relief(town.state, IncidentId{incident}, situation), nullptr);
  EXPECT_EQ(town.refuse("chief", EndRelief{.plan = ReliefPlanId{"relief-1"}, .reason = "Igen"}),
            list({"R63"}));
  town.accept("chief", ProposeRelief{IncidentId{incident}, {}});
  EXPECT_EQ(plan().id, ReliefPlanId{"relief-2"});
  town.accept("tib", RecallCallout{.callout = CalloutId{"callout-1"}, .reason = "Falskt larm"});
  EXPECT_THAT(town.happened(), Contains("ReliefEnded"));
}

TEST_F(Relief, R63_EndsWhenTheEventHasNoLevelAnyMore) {
  begin(Level::serious);
  comes("p5");
  town.accept("director", level(incident, Level::disturbance));
  EXPECT_FALSE(plan(analysis).ended);
  town.accept("slk-jour", level(incident, Level::none));
  EXPECT_THAT(town.happened(), Contains("ReliefEnded"));
}

// Basis: Läsning R64
TEST_F(Relief, R64_RefusesAShiftThatIsTooLong) {
  staff_situation();
  EXPECT_EQ(town.refuse("chief", add("p8", hour, 14 * hour)), list({"R64"}));
  town.accept("chief", add("p8", hour, 13 * hour));
}

TEST_F(Relief, R64_RefusesTooLittleRest) {
  staff_situation();
  town.accept("chief", add("p8", hour, 9 * hour));
  EXPECT_EQ(town.refuse("chief", add("p8", 19 * hour, 24 * hour)), list({"R64"}));
  EXPECT_THAT(town.rejection.breaches.front().message.sv, testing::HasSubstr("10 h"));
  town.accept("chief", add("p8", 20 * hour, 24 * hour));
}

TEST_F(Relief, R64_RefusesADoubleShift) {
  staff_situation();
  EXPECT_EQ(town.refuse("chief", add("p1", hour, 3 * hour)), list({"R64"}));
}

TEST_F(Relief, R64_RefusesWhoIsAbsentOrLacksAQualification) {
  staff_situation();
  town.accept("p8",
              NoteAbsence{.person = {}, .kind = AbsenceKind::away, .until = {}, .reason = {}});
  EXPECT_EQ(town.refuse("chief", add("p8", hour, 3 * hour)), list({"R64"}));
}

TEST_F(Relief, R64_ADepartureNeedsAWrittenReasonThatIsJournaled) {
  staff_situation();
  AssignShift command = add("p1", hour, 15 * hour);
  EXPECT_THAT(town.refuse("chief", command), testing::Each("R64")) << "too long, and double";
  command.override_reason = " ";
  EXPECT_THAT(town.refuse("chief", command), testing::Each("R64"));
  command.override_reason = "Ingen annan kan ryska";
  const std::string id = town.accept("chief", command);
  EXPECT_EQ(shift(id).override_reason, "Ingen annan kan ryska");
  EXPECT_EQ(town.rules_journaled("ShiftAssigned"), list({"R64"}));
  // One that needs no departure has none.
  town.accept("chief", assign("relief-1-3", "p8", "För säkerhets skull"));
  EXPECT_EQ(shift("relief-1-3").override_reason, "");
}

TEST_F(Relief, R64_WhoGoesOffAShiftRestsAndIsNotCalled) {
  staff_situation();
  const Instant ends = shift("relief-1-1").until;
  town.pass(11 * hour + 30 * minute);
  ASSERT_TRUE(town.state.absences.contains(PersonId{"p1"}));
  const Absence& rest = town.state.absences.at(PersonId{"p1"});
  EXPECT_EQ(rest.kind, AbsenceKind::resting);
  EXPECT_EQ(rest.until, ends + 11 * hour);
  town.pass(12 * hour);
  EXPECT_FALSE(town.state.absences.contains(PersonId{"p1"}));
}

TEST_F(Relief, R64_WhoGoesOnByADepartureDoesNotRest) {
  staff_situation();
  const ReliefShift first = shift("relief-1-1");
  AssignShift on = add("p1", 11 * hour, 14 * hour);
  on.override_reason = "Avlösaren är försenad";
  town.accept("chief", on);
  town.pass(12 * hour);
  EXPECT_FALSE(town.state.absences.contains(first.person));
}

// Basis: Läsning R65
TEST_F(Relief, R65_IsAskedForWhenTheShiftChanges) {
  staff_situation();
  const ReliefShift first = shift("relief-1-1");
  town.pass(11 * hour + 30 * minute);
  EXPECT_THAT(town.told_about("relief-handover"), Contains(first.person.value));
  const auto duties = town.open_duties("R65");
  ASSERT_THAT(duties, SizeIs(2)) << "two seats change";
  EXPECT_EQ(duties.front()->due, first.until);
  town.pass(31 * minute);
  EXPECT_EQ(town.open_duties("R65").front()->state, ObligationState::overdue);
}

// Three came at different times, and three relieve them.
TEST_F(Relief, R65_WhoeverLeavesHasSomebodyOfTheirOwn) {
  ReliefPlan three;
  const auto add = [&](const char* who, Seconds from) {
    const Instant at = town.now + from;
    three.shifts.push_back({.id = {"relief-1-" + std::to_string(three.shifts.size() + 1)},
                            .person = {who},
                            .from = at,
                            .until = at + 12 * hour,
                            .state = ShiftState::available});
  };
  add("a", Seconds{0});
  add("b", 5 * minute);
  add("c", 16 * minute);
  add("d", 12 * hour - 30 * minute);
  add("e", 12 * hour - 25 * minute);
  add("f", 12 * hour - 14 * minute);
  const auto next = [&](std::size_t at) { return relieving(three, three.shifts[at]); };
  EXPECT_EQ(next(0)->person.value, "d");
  EXPECT_EQ(next(1)->person.value, "e");
  EXPECT_EQ(next(2)->person.value, "f");
  EXPECT_EQ(next(3), nullptr);
  add("g", 20 * minute);
  EXPECT_EQ(next(0)->person.value, "d") << "whoever fills an empty seat relieves nobody";
  EXPECT_EQ(next(6)->person.value, "f") << "with too few, one hears of two";
}

TEST_F(Relief, R65_IsWrittenByWhoLeavesAndSignedByWhoComes) {
  staff_situation();
  const ReliefShift first = shift("relief-1-1");
  town.pass(11 * hour + 40 * minute);
  const std::string incoming = relieving(plan(), first)->person.value;
  EXPECT_EQ(town.refuse("chief", note(first.id)), list({"R65"}));
  const std::string id = town.accept(first.person.value, note(first.id));
  EXPECT_THAT(town.told_about("relief-handover"), ElementsAre(incoming));
  const SignHandover sign{HandoverId{id}};
  EXPECT_EQ(town.refuse(first.person.value, sign), list({"R65"})) << "two persons sign";
  EXPECT_THAT(town.open_duties("R65"), SizeIs(2));
  town.accept(incoming, sign);
  EXPECT_TRUE(town.state.handovers.at(HandoverId{id}).signed_off);
  EXPECT_THAT(town.open_duties("R65"), SizeIs(1)) << "the other seat's is open";
  EXPECT_EQ(town.refuse(incoming, sign), list({"R65"}));
  EXPECT_EQ(town.refuse(first.person.value, note(first.id)), list({"R65"}));
}

TEST_F(Relief, R65_WrittenAgainBeforeItIsSignedReplacesTheFirst) {
  staff_situation();
  const ReliefShift first = shift("relief-1-1");
  WriteHandover command = note(first.id);
  const std::string id = town.accept(first.person.value, command);
  command.note.picture = "Ett stråk avspärrat";
  EXPECT_EQ(town.accept(first.person.value, command), id);
  EXPECT_EQ(town.state.handovers.at(HandoverId{id}).note.picture, "Ett stråk avspärrat");
}

TEST_F(Relief, R65_SignedAheadOpensNoTask) {
  staff_situation();
  const ReliefShift first = shift("relief-1-1");
  const std::string incoming = relieving(plan(), first)->person.value;
  town.accept(first.person.value, note(first.id));
  town.accept(incoming, SignHandover{HandoverId{"handover-1"}});
  town.pass(12 * hour);
  EXPECT_THAT(town.open_duties("R65"), SizeIs(1)) << "only that of the other seat";
}

TEST_F(Relief, RefusesWhatNothingHas) {
  staff_situation();
  EXPECT_EQ(town.refuse("chief", assign("relief-9-1", "p8")), list({"INPUT_UNKNOWN_SHIFT"}));
  EXPECT_EQ(town.refuse("chief", SignHandover{HandoverId{"handover-9"}}),
            list({"INPUT_UNKNOWN_HANDOVER"}));
  EXPECT_EQ(town.refuse("chief", add("p8", 3 * hour, hour)), list({"INPUT_TIME_ORDER"}));
  EXPECT_EQ(town.refuse("chief", add("p8", hour, 60 * hour)), list({"INPUT_OUT_OF_RANGE"}));
  EXPECT_EQ(
      town.refuse("p1", WriteHandover{.shift = shift("relief-1-1").id, .incoming = {}, .note = {}}),
      list({"INPUT_MISSING"}));
}

}  // namespace
}  // namespace ckl::law
