// Stockholm's civil time, over both changes of the clock.
#include <gtest/gtest.h>

#include "cli/stockholm.hpp"
#include "cli/table.hpp"

namespace ckl::test {
namespace {

using cli::Instant;
using cli::read_time;
using cli::show_date_and_time;
using cli::show_time;
using std::chrono::seconds;

Instant utc(std::int64_t at) { return Instant{seconds{at}}; }

// 2026-01-10T12:00:00Z
const Instant noon = utc(1'768'046'400);

TEST(ShowTime, IsWinterAndSummer) {
  EXPECT_EQ(show_date_and_time(noon), "2026-01-10 13:00:00");
  EXPECT_EQ(show_date_and_time(utc(1'783'684'800)), "2026-07-10 14:00:00");
}

TEST(ShowTime, JumpsOnTheLastSundays) {
  EXPECT_EQ(show_date_and_time(utc(1'774'745'999)), "2026-03-29 01:59:59");
  EXPECT_EQ(show_date_and_time(utc(1'774'746'000)), "2026-03-29 03:00:00");
  EXPECT_EQ(show_date_and_time(utc(1'792'889'999)), "2026-10-25 02:59:59");
  EXPECT_EQ(show_date_and_time(utc(1'792'890'000)), "2026-10-25 02:00:00");
}

TEST(ShowTime, LeavesOutTheDateOfToday) {
  EXPECT_EQ(show_time(noon, noon), "13:00:00");
  EXPECT_EQ(show_time(noon, noon + std::chrono::days{1}), "2026-01-10 13:00:00");
}

TEST(ReadTime, ReadsWhatItShows) {
  for (const Instant instant : {noon, utc(1'783'684'800), utc(1'774'746'000)}) {
    EXPECT_EQ(read_time(show_date_and_time(instant), noon), instant);
  }
}

TEST(ReadTime, TakesTheLatestSuchTimeOfDay) {
  EXPECT_EQ(read_time("12:30", noon), noon - seconds{1'800});
  EXPECT_EQ(read_time("13:00:05", noon), noon + seconds{5});
  EXPECT_EQ(read_time("23:00", noon), noon - seconds{14 * 3'600});
}

TEST(ReadTime, TakesUtcWithZ) { EXPECT_EQ(read_time("2026-01-10T12:00:00Z", noon), noon); }

TEST(ReadTime, RefusesWhatIsNoTime) {
  for (const char* bad : {"", "soon", "24:00", "12:60", "2026-13-01 12:00", "2026-02-30 12:00",
                          "2026-01-10", "2026-01-10 12:0", "+1:30", "12:3a"}) {
    EXPECT_FALSE(read_time(bad, noon).has_value()) << bad;
  }
}

TEST(Table, AlignsWhatIsSeen) {
  cli::Table table{{"Läge", "X"}};
  table.add({"åäö", "1"});
  table.add({"pågår", "2"});
  EXPECT_EQ(table.text(), "Läge   X\nåäö    1\npågår  2\n");
}

}  // namespace
}  // namespace ckl::test
