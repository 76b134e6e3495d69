// What `ckl roster` and `ckl duty` read and show.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "cli/calendar_source.hpp"
#include "cli/roster_words.hpp"
#include "cli/run.hpp"

namespace ckl::test {
namespace {

const cli::Voice english{true};

v1::GetDutyHoursResponse hours() {
  v1::GetDutyHoursResponse all;
  auto& anna = *all.add_rows();
  anna.set_person("tib-1");
  anna.set_function("tib");
  anna.set_seconds(11 * 3'600 + 1'800);
  anna.set_shifts(1);
  auto& odd = *all.add_rows();
  odd.set_person("=cmd, \"x\"");
  odd.set_function("tib");
  return all;
}

TEST(Hours, AreCsvThatASpreadsheetTakesAndNoFormula) {
  EXPECT_EQ(
      cli::csv_of(hours()),
      "person,function,hours,shifts\r\ntib-1,tib,11.50,1\r\n\"'=cmd, \"\"x\"\"\",tib,0.00,0\r\n");
}

TEST(Duty, SaysNobodyLoudly) {
  v1::GetDutyResponse duty;
  auto& row = *duty.add_rows();
  row.set_by_roster(true);
  row.mutable_name()->set_en("Duty officer");
  EXPECT_NE(cli::show_duty(duty, english).find("NOBODY"), std::string::npos);
  auto& none = *duty.add_rows();
  none.add_now()->set_person("tib-1");
  EXPECT_NE(cli::show_duty(duty, english).find("no roster"), std::string::npos);
}

TEST(Preview, NamesWhatIsNotKnownAndWhere) {
  v1::PreviewRosterResponse preview;
  auto& name = *preview.add_unmatched();
  name.set_name("Anna");
  name.set_line(12);
  name.set_shifts(3);
  name.set_stranger("chef");
  const std::string shown = cli::show_preview(preview, english);
  EXPECT_NE(shown.find("line 12: ”Anna”, 3 shifts; chef does not have the function"),
            std::string::npos)
      << shown;
}

TEST(Sources, AreNamedWithoutTheirSecrets) {
  EXPECT_EQ(cli::public_name("/srv/listor/jour.ics"), "jour.ics");
  EXPECT_EQ(cli::public_name("https://user:pass@example.org/hemlig/calendar.ics?key=1"),
            "https://example.org/...");
  EXPECT_EQ(cli::public_name("https://example.org"), "https://example.org/...");
}

TEST(Sources, ThatCanNotBeReadSayWhy) {
  EXPECT_FALSE(cli::read_source("/finns/inte.ics", english).has_value());
  const auto plain = cli::read_source("http://example.org/a.ics", english);
  ASSERT_FALSE(plain.has_value());
  EXPECT_NE(plain.error().find("https://"), std::string::npos);
  EXPECT_FALSE(cli::read_source("http://127.0.0.1.example.org/a.ics", english).has_value());
  const auto guised = cli::read_source("http://127.0.0.1:80@example.org/a.ics", english);
  ASSERT_FALSE(guised.has_value());
  EXPECT_NE(guised.error().find("https://"), std::string::npos);
  const auto large = std::filesystem::temp_directory_path() / "ckl-roster-test-large.ics";
  std::ofstream(large) << std::string((1UL << 20U) + 1, 'x');
  const auto refused = cli::read_source(large.string(), english);
  std::filesystem::remove(large);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().find("1 MB"), std::string::npos);
}

TEST(RosterCommands, SayWhatTheyLack) {
  const auto run = [](std::vector<std::string> arguments) {
    return cli::run(arguments, [](const std::string&) { return std::string{}; });
  };
  EXPECT_EQ(run({"roster"}), 2);
  EXPECT_EQ(run({"roster", "adopt", "jour.ics"}), 2);  // no function
  EXPECT_EQ(run({"roster", "adopt", "/finns/inte.ics", "--function", "tib"}), 2);
  EXPECT_EQ(run({"roster", "answer", "1"}), 2);  // neither accept nor decline
  EXPECT_EQ(run({"roster", "--help"}), 0);
}

}  // namespace
}  // namespace ckl::test
