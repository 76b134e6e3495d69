// The values of one content line: dates, times, lengths and recurrence rules as they are written.
//
// Pure; libical reads the line, nobody else includes it. Nothing is expanded and no zone is looked
// up here. Main thread only (libical keeps its last error in one place).
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "roster/lines.hpp"

namespace ckl::roster {

// A clock on a wall, without a zone.
using WallTime = std::chrono::local_time<std::chrono::seconds>;

// A date or time as written: a whole day, without a zone, in a named zone, or in UTC.
struct Moment {
  enum class Kind : std::uint8_t { date, floating, zoned, utc };
  Kind kind = Kind::floating;
  WallTime at;       // midnight for a date
  std::string zone;  // TZID, for `zoned`

  bool operator==(const Moment&) const = default;
};

// DURATION: days pass on the calendar, hours by the clock (RFC 5545 section 3.3.6).
struct Length {
  std::chrono::days days{0};
  std::chrono::seconds time{0};
};

struct Weekday {
  int position = 0;  // 0 = every one, 2 = the second, -1 = the last
  std::chrono::weekday day;
};

struct Rule {
  enum class Frequency : std::uint8_t { daily, weekly, monthly, yearly };
  Frequency frequency = Frequency::daily;
  int interval = 1;
  int count = 0;  // 0 = no such bound
  std::optional<Moment> until;
  std::vector<Weekday> by_day;
  std::vector<int> by_month_day;
  std::vector<int> by_month;
  std::vector<int> by_set_pos;
  std::chrono::weekday week_start = std::chrono::Monday;
  std::size_t line = 0;
};

// One date of RDATE, with its own end when it is a period.
struct Addition {
  Moment start;
  std::optional<Moment> end;
  std::optional<Length> length;
};

[[nodiscard]] Result<std::vector<Moment>> read_moments(const ContentLine& line);
[[nodiscard]] Result<Moment> read_moment(const ContentLine& line);
[[nodiscard]] Result<std::vector<Addition>> read_additions(const ContentLine& line);
[[nodiscard]] Result<Length> read_length(const ContentLine& line);
[[nodiscard]] Result<Rule> read_rule(const ContentLine& line);

struct TextValue {
  std::string text;
  std::map<std::string, std::string> parameters;  // "CN" -> "Anna Andersson"
};
[[nodiscard]] Result<TextValue> read_text(const ContentLine& line);

// "+0100", with its sign, in seconds.
[[nodiscard]] Result<std::chrono::seconds> read_offset(const ContentLine& line);

}  // namespace ckl::roster
