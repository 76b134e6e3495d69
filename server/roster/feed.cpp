#include "roster/feed.hpp"

#include <chrono>

namespace ckl::roster {
namespace {

// RFC 5545 section 3.1: no line longer than 75 octets, never cut within a character.
constexpr std::size_t line_octets = 75;

std::string two(unsigned number) {
  const std::string text = std::to_string(number);
  return text.size() == 1 ? "0" + text : text;
}

std::string in_utc(domain::Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
  const auto number = [](auto count) { return static_cast<unsigned>(count); };
  return std::to_string(static_cast<int>(date.year())) + two(number(date.month())) +
         two(number(date.day())) + "T" + two(number(time.hours().count())) +
         two(number(time.minutes().count())) + two(number(time.seconds().count())) + "Z";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

void add_line(std::string& out, const std::string& line) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    // A character has at most four octets.
    if (used >= line_octets - 3 && !is_continuation(line[at])) {
      out += "\r\n ";
      used = 1;
    }
    out += line[at];
    ++used;
  }
  out += "\r\n";
}

void add_event(std::string& out, const FeedEvent& event, domain::Instant made) {
  add_line(out, "BEGIN:VEVENT");
  add_line(out, "UID:" + escaped(event.uid));
  add_line(out, "DTSTAMP:" + in_utc(made));
  add_line(out, "DTSTART:" + in_utc(event.span.from));
  add_line(out, "DTEND:" + in_utc(event.span.until));
  add_line(out, "SUMMARY:" + escaped(event.summary));
  if (!event.description.empty()) add_line(out, "DESCRIPTION:" + escaped(event.description));
  add_line(out, "TRANSP:OPAQUE");
  add_line(out, "END:VEVENT");
}

}  // namespace

std::string write_calendar(const Feed& feed) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//ckl//duty roster//SV");
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  add_line(out, "X-WR-CALNAME:" + escaped(feed.name));
  add_line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  add_line(out, "X-PUBLISHED-TTL:PT1H");
  for (const FeedEvent& event : feed.events) add_event(out, event, feed.made);
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace ckl::roster
