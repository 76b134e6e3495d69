// Calendars for the tests: written as programs write them.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "roster/expand.hpp"

namespace ckl::test {

inline domain::Instant utc(int year, unsigned month, unsigned day, int hour = 0) {
  using namespace std::chrono;
  return sys_days{std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)} +
         hours(hour);
}

// Lines with CRLF, in a VCALENDAR.
inline std::string calendar(std::initializer_list<std::string_view> lines) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//SV\r\n";
  for (const auto line : lines) text.append(line).append("\r\n");
  return text + "END:VCALENDAR\r\n";
}

// One event of Anna's; the first of its lines is number 5 of the file.
inline std::string event(std::initializer_list<std::string_view> lines) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//SV\r\nBEGIN:VEVENT\r\n";
  for (const auto line : lines) text.append(line).append("\r\n");
  return text + "SUMMARY:Anna\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

inline roster::Window window(domain::Instant from, domain::Instant until) {
  return {.zone = "Europe/Stockholm", .from = from, .until = until};
}

inline roster::Window year(int number) { return window(utc(number, 1, 1), utc(number + 1, 1, 1)); }

inline std::vector<roster::Shift> shifts(std::string_view file, const roster::Window& within) {
  const auto expanded = roster::expand(file, within);
  if (!expanded) {
    ADD_FAILURE() << "line " << expanded.error().line << ": " << expanded.error().message.en;
    return {};
  }
  return expanded->shifts;
}

// "05-28 22:00 9h00"-like lines in UTC: start, and how long it really lasts.
inline std::vector<std::string> told(const std::vector<roster::Shift>& all) {
  using namespace std::chrono;
  std::vector<std::string> lines;
  const auto two = [](auto number) {
    const std::string text = std::to_string(static_cast<long>(number));
    return text.size() == 1 ? "0" + text : text;
  };
  for (const auto& shift : all) {
    const auto day = floor<days>(shift.from);
    const year_month_day date{day};
    const hh_mm_ss time{floor<seconds>(shift.from - day)};
    const auto lasts = floor<minutes>(shift.until - shift.from);
    lines.push_back(std::to_string(static_cast<int>(date.year())) + "-" +
                    two(static_cast<unsigned>(date.month())) + "-" +
                    two(static_cast<unsigned>(date.day())) + " " + two(time.hours().count()) + ":" +
                    two(time.minutes().count()) + "Z " + two(lasts.count() / 60) + ":" +
                    two(lasts.count() % 60));
  }
  return lines;
}

// The fault of a file that must not be read.
inline roster::Fault fault_of(std::string_view file) {
  const auto expanded = roster::expand(file, year(2026));
  if (expanded) {
    ADD_FAILURE() << "it was read, and gave " << expanded->shifts.size() << " shifts";
    return {};
  }
  EXPECT_FALSE(expanded.error().message.sv.empty() || expanded.error().message.en.empty());
  EXPECT_FALSE(expanded.error().what_now.sv.empty() || expanded.error().what_now.en.empty());
  return expanded.error();
}

}  // namespace ckl::test
