// A calendar file as it is built: its events with their rules and exceptions, and the zones that it
// defines. Nothing is expanded.
//
// Pure. Components that say nothing of who is on duty (to-dos, alarms, free-busy) are passed over,
// but must be whole: a file that was cut ends inside something.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roster/values.hpp"

namespace ckl::roster {

struct Event {
  std::size_t line = 0;  // of BEGIN:VEVENT
  std::string uid;
  std::string summary;
  std::vector<std::string> attendees;  // their names, those that have declined left out
  std::optional<Moment> start;
  std::optional<Moment> end;
  std::optional<Length> length;
  std::optional<Rule> rule;
  std::vector<Moment> left_out;      // EXDATE
  std::vector<Addition> added;       // RDATE
  std::optional<Moment> instead_of;  // RECURRENCE-ID
  int sequence = 0;
  bool cancelled = false;
};

// STANDARD or DAYLIGHT of a VTIMEZONE.
struct Observance {
  std::optional<Moment> start;
  std::optional<Rule> rule;
  std::vector<Addition> added;
  std::optional<std::chrono::seconds> from;
  std::optional<std::chrono::seconds> to;
};

struct ZoneDefinition {
  std::size_t line = 0;
  std::string name;
  std::string location;  // X-LIC-LOCATION: the IANA name, as some programs tell it
  std::vector<Observance> observances;
};

struct CalendarFile {
  std::vector<Event> events;
  std::map<std::string, ZoneDefinition> zones;
};

[[nodiscard]] Result<CalendarFile> read_calendar(std::string_view file);

}  // namespace ckl::roster
