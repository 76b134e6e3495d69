// What the city decides for itself, and the mistakes in it; seats and successors.
#include "config/spoilt_config.hpp"

namespace ckl::platform {
namespace {

TEST_F(SpoiltConfig, ReadsEveryChoiceOfTheCity) {
  append("settings.yaml",
         "  office_hours: {opens: \"07:30\", closes: \"16:00\"}\n"
         "  crisis_support_unit: gatunamnden\n"
         "  warn_ahead: [30m, 2h]\n"
         "  mandate_periods: [2023-01-01, 2027-01-01]\n"
         "  remote_meetings: true\n"
         "  presiding_substitute: ada\n"
         "  first_picture_within: 2h\n"
         "  urgent_chair_units: [gatunamnden]\n"
         "  committee_own_matters: [\"Arbetsordning\"]\n");
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  EXPECT_EQ(config->settings.office_opens, 450U);
  EXPECT_EQ(config->settings.office_closes, 960U);
  EXPECT_EQ(config->settings.warn_ahead.front(), domain::Seconds{7'200});
  EXPECT_TRUE(config->settings.remote_meetings);
  EXPECT_EQ(config->settings.presiding_substitute, domain::PersonId{"ada"});
  EXPECT_EQ(config->settings.committee_own_matters.size(), 1U);
  EXPECT_EQ(config->settings.first_picture_within, domain::Seconds{7'200});
  EXPECT_EQ(config->settings.urgent_chair_units, std::vector{domain::UnitId{"gatunamnden"}});
}

TEST_F(SpoiltConfig, ReadsTestsAndDrillsAndWhomAnExerciseMayCall) {
  append("settings.yaml",
         "  duty_check_at: \"09:00\"\n  contact_good_for: 90d\n  drill_every: 91d\n");
  append("ckld.yaml", "exercise_list: [all]\n");
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  EXPECT_EQ(config->settings.duty_check_at, std::chrono::hours{9});
  EXPECT_EQ(config->settings.contact_good_for, std::chrono::days{90});
  EXPECT_EQ(config->settings.drill_every, std::chrono::days{91});
  EXPECT_FALSE(config->exercise_list.empty());
  EXPECT_EQ(config->exercise_list.size(), config->organisation.persons.size());
}

TEST_F(SpoiltConfig, NamesDrillsThatNobodyWouldBear) {
  append("settings.yaml", "  drill_every: 1d\n");
  expect_one("settings.yaml", "can not be drilled so often", "at least 7d");
}

TEST_F(SpoiltConfig, NamesAnHourOfTheCheckThatIsNone) {
  append("settings.yaml", "  duty_check_at: \"nio\"\n");
  expect_one("settings.yaml", "\"nio\" is no time of day", "08:00");
}

TEST_F(SpoiltConfig, NamesShiftsThatNobodyCanWork) {
  append("settings.yaml", "  relief_shift: 30s\n  relief_overlap: 10s\n");
  expect_one("settings.yaml", "\"relief_shift\" does not fit", "at least 1h");
}

TEST_F(SpoiltConfig, NamesShiftsLongerThanTheLongest) {
  append("settings.yaml", "  relief_shift: 13h\n");
  expect_one("settings.yaml", "\"relief_shift\" does not fit", "at most relief_shift_most");
}

TEST_F(SpoiltConfig, NamesAnOverlapThatIsMostOfTheShift) {
  append("settings.yaml", "  relief_overlap: 5h\n");
  expect_one("settings.yaml", "\"relief_overlap\" does not fit", "at most half of relief_shift");
}

TEST_F(SpoiltConfig, NamesAReliefThatIsPlannedTooFar) {
  append("settings.yaml", "  relief_horizon: 365d\n");
  expect_one("settings.yaml", "\"relief_horizon\" does not fit", "at most 14d");
}

TEST_F(SpoiltConfig, NamesOfficeHoursThatEndBeforeTheyBegin) {
  append("settings.yaml", "  office_hours: {opens: \"17:00\", closes: \"08:00\"}\n");
  expect_one("settings.yaml", "end before they begin", "closes later than opens");
}

TEST_F(SpoiltConfig, NamesATimeThatIsNone) {
  append("settings.yaml", "  office_hours: {opens: \"8\", closes: \"17:00\"}\n");
  expect_one("settings.yaml", "\"8\" is no time of day", "08:00");
}

TEST_F(SpoiltConfig, NamesAnUnknownUnitForCrisisSupport) {
  append("settings.yaml", "  crisis_support_unit: gatunamden\n");
  expect_one("settings.yaml", "there is no unit \"gatunamden\"", "was \"gatunamnden\" meant?");
}

TEST_F(SpoiltConfig, NamesAnUnknownUnitThatIsNeverTakenOver) {
  append("settings.yaml", "  never_taken_over: [kss]\n");
  expect_one("settings.yaml", "there is no unit \"kss\"", "was \"ks\" meant?");
}

TEST_F(SpoiltConfig, NamesAnUnknownUnitWhoseChairDecidesAlone) {
  append("settings.yaml", "  urgent_chair_units: [gatunamden]\n");
  expect_one("settings.yaml", "there is no unit \"gatunamden\"", "was \"gatunamnden\" meant?");
}

TEST_F(SpoiltConfig, NamesAnUnknownPresidingSubstitute) {
  append("settings.yaml", "  presiding_substitute: adam\n");
  expect_one("settings.yaml", "there is no person \"adam\"", "was \"ada\" meant?");
}

TEST_F(SpoiltConfig, NamesAClockThatIsZero) {
  append("settings.yaml", "  county_report_every: 0s\n");
  expect_one("settings.yaml", "\"county_report_every\" is zero", "a time above zero");
}

TEST_F(SpoiltConfig, NamesAWarningThatIsNoTime) {
  append("settings.yaml", "  warn_ahead: [24h, snart]\n");
  expect_one("settings.yaml", "\"snart\" is no time ahead", "24h or 1h");
}

TEST_F(SpoiltConfig, NamesAnAreaCodeThatIsNone) {
  append("settings.yaml", "  area_codes: [SE, \"018\"]\n");
  expect_one("settings.yaml", "\"018\" is no area code", "a municipality as \"0180\"");
}

TEST_F(SpoiltConfig, NamesMandatePeriodsOutOfOrder) {
  append("settings.yaml", "  mandate_periods: [2023-01-01, 2019-01-01]\n");
  expect_one("settings.yaml", "2019-01-01 comes after 2023-01-01", "in order of time");
}

TEST_F(SpoiltConfig, NamesASuccessorThatDoesNotExist) {
  replace("units.yaml", "id: gatunamnden,",
          "id: gatunamnden, valid_to: 2027-01-01, successors: [zz9],");
  expect_one("units.yaml", "there is no unit \"zz9\"", "an id that exists");
}

TEST_F(SpoiltConfig, NamesTwoChairsOfOneCommittee) {
  append("mandates.yaml",
         "  - {person: ada, role: UNIT_CHAIR, unit: gatunamnden}\n"
         "  - {person: bo, role: UNIT_CHAIR, unit: gatunamnden}\n");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_EQ(found[0].line, line_ + 1);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("at once"));
}

}  // namespace
}  // namespace ckl::platform
