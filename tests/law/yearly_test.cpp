// What the calendar brings, and how ready the organisations are: O14, O15, O18, R19, A13, A14, A29.
#include "domain/owed.hpp"
#include "domain/readiness.hpp"
#include "law/clock_town.hpp"

namespace ckl::law {
namespace {

RecordExercise exercise(std::initializer_list<const char*> units) {
  RecordExercise command;
  for (const char* id : units) command.units.push_back(UnitId{id});
  command.kind = "Stabsövning";
  command.reference = "Dnr 2027/12";
  return command;
}

RecordReadiness ready(const std::string& id, Instant reviewed) {
  RecordReadiness command;
  command.unit = UnitId{id};
  command.organisation_designated = true;
  command.plan_reviewed = reviewed;
  command.review_by = reviewed + 100 * day;
  command.endurance_planned = true;
  return command;
}

const ReadinessLine* line_of(const std::vector<ReadinessLine>& report, std::string_view id) {
  const auto found = std::ranges::find_if(
      report, [&](const ReadinessLine& line) { return line.unit.value == id; });
  return found == report.end() ? nullptr : &*found;
}

Settings settings_with_periods(std::vector<std::string> periods) {
  Settings settings = small_settings();
  settings.mandate_periods = std::move(periods);
  return settings;
}

// Basis: Trafiknämnden 2024-02-15 § 15, reservation
TEST(A29, TheMonthBeforeIsSummarisedOnTheFirstForEveryCommitteeAndCompany) {
  ClockTown town;  // 22 November
  const std::string id = town.accept("tib", a_digital_report());
  town.accept("tib", a_digital_report("vatten"));
  town.accept("tib", a_report());  // not digital
  RecordFact assessed = fact(id, FactKind::cyber_assessed, "social");
  assessed.serious = true;
  town.accept("it-social", assessed);
  town.mark();
  town.pass(std::chrono::floor<Seconds>(local(2026, 12, 1) - town.now) - Seconds{1});
  EXPECT_TRUE(town.events<MonthlySummaryMade>().empty());
  town.pass(Seconds{1});
  const auto made = town.events<MonthlySummaryMade>();
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].summary.month, "2026-11");
  const std::vector<SummaryRow> rows{{.unit = UnitId{"ks"}, .incidents = 0, .significant = 0},
                                     {.unit = UnitId{"trafik"}, .incidents = 1, .significant = 0},
                                     {.unit = UnitId{"social"}, .incidents = 1, .significant = 1},
                                     {.unit = UnitId{"norrmalm"}, .incidents = 0, .significant = 0},
                                     {.unit = UnitId{"stadshus"}, .incidents = 0, .significant = 0},
                                     {.unit = UnitId{"vatten"}, .incidents = 1, .significant = 0}};
  EXPECT_EQ(made[0].summary.rows, rows);
  EXPECT_EQ(town.told_about("O18"), list({"it-ks", "trafik-jour", "it-social", "it-vatten"}));
}

// Basis: Trafiknämnden 2024-02-15 § 15, reservation
TEST(O18, MonthsWithoutIncidentsAreSummarisedTooOneByOneAlsoAfterASilence) {
  ClockTown town;
  town.now = local(2027, 3, 15);  // nothing ran for months
  for (int i = 0; i < 4; ++i) town.order("", NoteDeadlines{});
  std::vector<std::string> months;
  for (const auto& made : town.events<MonthlySummaryMade>()) {
    months.push_back(made.summary.month);
    EXPECT_EQ(made.summary.rows.size(), 6U);
    for (const auto& row : made.summary.rows) EXPECT_EQ(row.incidents, 0U);
  }
  EXPECT_EQ(months, list({"2026-11", "2026-12", "2027-01", "2027-02"}));
  EXPECT_EQ(town.open("O18"), 0U);  // made by the system, with the summary as evidence
  EXPECT_EQ(next_deadline(town.state), local(2027, 4, 1));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(O14, EveryCommitteeAndCompanyOwesOneExerciseACalendarYear) {
  ClockTown town;
  EXPECT_EQ(town.open("O14"), 0U);  // nothing is owed for the year it was adopted in
  town.now = local(2026, 12, 31, 12 * hour);
  town.pass(12 * hour);
  EXPECT_EQ(town.open("O14"), 6U);
  for (const Obligation* duty : town.open_duties("O14")) {
    EXPECT_EQ(duty->subject, "2027");
    EXPECT_EQ(duty->due, last_moment_of(2027, 12, 31));
  }
  EXPECT_EQ(town.refuse("registrar", fulfilled(*town.open_duties("O14")[0])), list({"O14"}));
  EXPECT_EQ(town.refuse("it-social", exercise({"social", "vatten"})), list({"O14"}));
  EXPECT_EQ(town.refuse("registrar", exercise({})), list({"INPUT_MISSING"}));
  town.now = local(2027, 5, 3, 12 * hour);
  RecordExercise held = exercise({"trafikkontoret", "vatten"});
  held.held = local(2026, 12, 20);
  town.accept("registrar", held);  // of the year before
  EXPECT_EQ(town.open("O14"), 6U);
  held.held = local(2027, 4, 20);
  town.accept("registrar", held);
  EXPECT_EQ(town.open("O14"), 4U);
  const auto closed = town.events<ObligationClosed>();
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0].done, *held.held);
  EXPECT_EQ(closed[0].evidence, "Dnr 2027/12");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(O14, AYearWithoutExerciseIsAlarmedAndStaysOwedBesideTheNext) {
  ClockTown town;
  town.now = local(2026, 12, 31, 23 * hour);
  town.pass(hour);
  town.now = local(2027, 12, 31, 12 * hour);
  town.pass(day);
  std::size_t overdue = 0;
  for (const Obligation* duty : town.open_duties("O14")) {
    if (duty->state == ObligationState::overdue) ++overdue;
  }
  EXPECT_EQ(overdue, 6U);
  EXPECT_EQ(town.open("O14"), 12U);
  // Held in the old year, registered in the new: it counts for the old (R18).
  RecordExercise late = exercise({"social"});
  late.held = local(2027, 12, 30);
  town.accept("it-social", late);
  EXPECT_EQ(town.open("O14"), 11U);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(A14, TheReportNamesThoseWithoutAnExerciseInTheCalendarYear) {
  ClockTown town;
  town.accept("registrar", exercise({"trafikkontoret"}));
  const auto report = readiness_report(town.state, town.now);
  ASSERT_EQ(report.size(), 6U);
  EXPECT_FALSE(line_of(report, "trafik")->exercise_missing);
  EXPECT_TRUE(line_of(report, "social")->exercise_missing);
  EXPECT_EQ(line_of(report, "kn"), nullptr);
  EXPECT_EQ(line_of(report, "ssbf"), nullptr);
  EXPECT_TRUE(line_of(readiness_report(town.state, local(2027, 1, 1)), "trafik")->exercise_missing);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(A14, TheTurnOfTheYearTellsWhatTheYearLacked) {
  ClockTown town;
  town.accept("registrar", exercise({"trafikkontoret", "social"}));
  town.now = local(2026, 12, 31, 12 * hour);
  town.pass(13 * hour);
  EXPECT_EQ(town.told_about("A14"), list({"chief"}));
  for (const auto& notice : town.events<PersonNotified>()) {
    if (notice.subject == "A14") EXPECT_TRUE(has(std::string_view(notice.text->sv), '4'));
  }
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(A13, TheReportNamesThoseThatLackPlanOrganisationOrEnduranceOrAreBehindWithTheReview) {
  ClockTown town;
  EXPECT_EQ(town.refuse("it-social", ready("vatten", town.now)), list({"A13"}));
  town.accept("it-social", ready("social", town.now));
  RecordReadiness half = ready("vatten", town.now);
  half.endurance_planned = false;
  town.accept("it-vatten", half);
  auto report = readiness_report(town.state, town.now);
  EXPECT_FALSE(line_of(report, "social")->lacks_plan());
  EXPECT_TRUE(line_of(report, "vatten")->endurance_missing);
  EXPECT_FALSE(line_of(report, "vatten")->plan_missing);
  EXPECT_TRUE(line_of(report, "trafik")->plan_missing);
  EXPECT_TRUE(line_of(report, "trafik")->organisation_missing);
  report = readiness_report(town.state, town.now + 101 * day);
  EXPECT_TRUE(line_of(report, "social")->review_passed);
  EXPECT_TRUE(line_of(report, "social")->lacks_plan());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(A13, AReviewIsNotInTheFutureNorTheNextOneBeforeIt) {
  ClockTown town;
  EXPECT_EQ(town.refuse("registrar", ready("social", town.now + day)), list({"INPUT_TIME_FUTURE"}));
  RecordReadiness behind = ready("social", town.now);
  behind.review_by = town.now - day;
  EXPECT_EQ(town.refuse("registrar", behind), list({"INPUT_TIME_ORDER"}));
  town.accept("registrar", ready("social", town.now - 700 * day));
}

// Basis: LEH 2006:544 2 kap. 1 §; LEH 2006:544 2 kap. 8 §; Läsning R19
TEST(O15, ANewMandatePeriodOwesItsPlansByTheEndOfItsFirstYear) {
  ClockTown town;
  town.accept("", AdoptSettings{settings_with_periods({"2022-10-15", "2027-10-15"})});
  EXPECT_EQ(town.open("O15"), 0U);  // nothing for the period under way
  town.now = local(2027, 10, 14, 12 * hour);
  while (next_deadline(town.state) <= town.now) town.order("", NoteDeadlines{});
  EXPECT_EQ(town.open("O15"), 0U);
  town.pass(12 * hour);
  EXPECT_EQ(town.open("O15"), 3U);
  EXPECT_EQ(town.duty("O15", "2027-10-15/rsa").due, last_moment_of(2027, 12, 31));
  EXPECT_EQ(town.refuse("staff", fulfilled(town.duty("O15", "2027-10-15/rsa"))), list({"O15"}));
  town.accept("registrar", fulfilled(town.duty("O15", "2027-10-15/rsa")));
  EXPECT_EQ(town.open("O15"), 2U);
}

// Basis: Lag 1930:173 2 §; Läsning R15; Läsning R19
TEST(R15, ADayThatAProgrammeOrAgreementNamesIsNotCountedAndDoesNotMove) {
  // 31 December 2027 is a Friday and an eve; in 2028 a Sunday: both stay.
  ClockTown town;
  town.enact([](Ruling& ruling) {
    ruling.add("O15", SettingsAdopted{settings_with_periods({"2028-01-01"})});
  });
  town.now = local(2027, 12, 31, 12 * hour);
  while (next_deadline(town.state) <= town.now) town.order("", NoteDeadlines{});
  town.pass(13 * hour);
  EXPECT_EQ(town.duty("O15", "2028-01-01/plan").due, last_moment_of(2028, 12, 31));
  const auto owed = unfulfilled(town.state, {.rule = "O14", .subject = "2028"});
  ASSERT_FALSE(owed.empty());
  for (const Obligation* duty : owed) EXPECT_EQ(duty->due, last_moment_of(2028, 12, 31));
  // A clock that the law counts in days does move from such a day.
  EXPECT_EQ(calendar::due_after_days(local(2028, 12, 17), 14), last_moment_of(2029, 1, 2));
}

// Basis: Läsning R19
TEST(R19, TheYearIsTheOneThePeriodBeginsInAndTheDayIsTheLastOfIt) {
  ClockTown town;
  town.enact([](Ruling& ruling) {
    ruling.add("O15", SettingsAdopted{settings_with_periods({"2027-01-01"})});
  });
  town.now = local(2026, 12, 31, 12 * hour);
  town.pass(13 * hour);
  EXPECT_EQ(town.duty("O15", "2027-01-01/plan").due, last_moment_of(2027, 12, 31));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Calendar, BeginsWithTheFirstOrganisationAndIsNotMovedByTheNext) {
  State empty;
  EXPECT_EQ(next_deadline(empty), std::nullopt);
  ClockTown town;
  EXPECT_EQ(town.state.summary_month, "2026-10");
  EXPECT_EQ(town.state.readiness_year, 2026U);
  EXPECT_EQ(next_deadline(town.state), local(2026, 12, 1));
  town.now += 100 * day;
  Organisation changed = town.state.organisation;
  changed.name = {"Ny", "New"};
  town.accept("", AdoptOrganisation{changed, "hash-2"});
  EXPECT_EQ(next_deadline(town.state), local(2026, 12, 1));  // still owed
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Calendar, UnitsAreAskedOnlyWhileTheyAreValid) {
  Organisation town_plan = town_with_companies();
  for (auto& unit : town_plan.units) {
    if (unit.id.value == "norrmalm") unit.valid_to = "2026-11-30";
    if (unit.id.value == "social") unit.valid_from = "2026-12-01";
  }
  Town town(town_plan);
  town.pass(10 * day);
  const auto made = town.events<MonthlySummaryMade>();
  ASSERT_EQ(made.size(), 1U);
  EXPECT_FALSE(has(made[0].summary.rows, UnitId{"norrmalm"}, &SummaryRow::unit));
  EXPECT_FALSE(has(made[0].summary.rows, UnitId{"social"}, &SummaryRow::unit));
  EXPECT_NE(line_of(readiness_report(town.state, town.now), "social"), nullptr);
}

}  // namespace
}  // namespace ckl::law
