#include "roster/calendar_file.hpp"

#include <algorithm>
#include <charconv>

#include "roster/bounds.hpp"

namespace ckl::roster {
namespace {

struct Open {
  std::string name;
  std::size_t line = 0;
};

std::unexpected<Fault> twice(const ContentLine& line) {
  return fault(line.number,
               {line.name + " står två gånger i samma händelse",
                line.name + " stands twice in the same event"},
               {"En händelse har en start och ett slut", "An event has one start and one end"});
}

std::unexpected<Fault> too_many(std::size_t line, const std::string& what, std::size_t most) {
  return fault(line,
               {"Fler än " + std::to_string(most) + " " + what,
                "More than " + std::to_string(most) + " " + what},
               {"Exportera en kortare tid, eller en funktion i taget",
                "Export a shorter time, or one function at a time"});
}

// Sets what may stand once.
template <class T>
Result<void> once(const ContentLine& line, std::optional<T>& to, Result<T> value) {
  if (!value) return std::unexpected(value.error());
  if (to) return twice(line);
  to = std::move(*value);
  return {};
}

template <class T>
Result<void> append(const ContentLine& line, std::vector<T>& to, Result<std::vector<T>> values) {
  if (!values) return std::unexpected(values.error());
  to.insert(to.end(), values->begin(), values->end());
  if (to.size() > bounds::exceptions) {
    return too_many(line.number, line.name, bounds::exceptions);
  }
  return {};
}

// Programs write a heading that is empty; libical takes that for a fault.
Result<void> set_text(const ContentLine& line, std::string& to) {
  to.clear();
  if (line.value.empty()) return {};
  auto value = read_text(line);
  if (!value) return std::unexpected(value.error());
  to = std::move(value->text);
  return {};
}

// "Anna Andersson"; without a name the address stands for it.
Result<void> add_attendee(const ContentLine& line, Event& event) {
  auto value = read_text(line);
  if (!value) return std::unexpected(value.error());
  const auto& parameters = value->parameters;
  const auto says = [&](const char* name, std::string_view word) {
    const auto found = parameters.find(name);
    return found != parameters.end() && found->second == word;
  };
  if (says("PARTSTAT", "DECLINED") || says("CUTYPE", "ROOM") || says("CUTYPE", "RESOURCE") ||
      says("ROLE", "NON-PARTICIPANT")) {
    return {};
  }
  const auto name = parameters.find("CN");
  event.attendees.push_back(name == parameters.end() ? value->text : name->second);
  if (event.attendees.size() > bounds::names_per_event) {
    return too_many(line.number, "ATTENDEE", bounds::names_per_event);
  }
  return {};
}

Result<void> set_sequence(const ContentLine& line, Event& event) {
  const std::string& text = line.value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), event.sequence);
  if (error == std::errc{} && end == text.data() + text.size()) return {};
  return fault(line.number, {"SEQUENCE är inget heltal", "SEQUENCE is not a whole number"},
               {"Skriv 0 eller högre", "Write 0 or more"});
}

Result<void> set_instead_of(const ContentLine& line, Event& event) {
  if (line.text.find("THISANDFUTURE") != std::string::npos) {
    return fault(line.number,
                 {"RANGE=THISANDFUTURE går inte att läsa", "RANGE=THISANDFUTURE can not be read"},
                 {"Avsluta serien med UNTIL och börja en ny, eller ändra tillfälle för tillfälle",
                  "End the series with UNTIL and begin a new one, or change each instance"});
  }
  return once(line, event.instead_of, read_moment(line));
}

Result<void> take(const ContentLine& line, Event& event) {
  const std::string& name = line.name;
  if (name == "DTSTART") return once(line, event.start, read_moment(line));
  if (name == "DTEND") return once(line, event.end, read_moment(line));
  if (name == "DURATION") return once(line, event.length, read_length(line));
  if (name == "RRULE") return once(line, event.rule, read_rule(line));
  if (name == "EXDATE") return append(line, event.left_out, read_moments(line));
  if (name == "RDATE") return append(line, event.added, read_additions(line));
  if (name == "RECURRENCE-ID") return set_instead_of(line, event);
  if (name == "UID") return set_text(line, event.uid);
  if (name == "SUMMARY") return set_text(line, event.summary);
  if (name == "ATTENDEE") return add_attendee(line, event);
  if (name == "SEQUENCE") return set_sequence(line, event);
  if (name == "STATUS") event.cancelled = line.value == "CANCELLED";
  if (name == "EXRULE") {
    return fault(line.number, {"EXRULE används inte längre", "EXRULE is no longer in use"},
                 {"Skriv undantagen som EXDATE", "Write the exceptions as EXDATE"});
  }
  return {};
}

Result<void> take(const ContentLine& line, Observance& observance) {
  if (line.name == "DTSTART") return once(line, observance.start, read_moment(line));
  if (line.name == "RRULE") return once(line, observance.rule, read_rule(line));
  if (line.name == "RDATE") return append(line, observance.added, read_additions(line));
  if (line.name == "TZOFFSETFROM") return once(line, observance.from, read_offset(line));
  if (line.name == "TZOFFSETTO") return once(line, observance.to, read_offset(line));
  return {};
}

class Builder {
 public:
  Result<void> take(const ContentLine& line) {
    if (line.name == "BEGIN") return begin(line);
    if (line.name == "END") return end(line);
    if (stack_.empty()) {
      return fault(line.number, {"Det är ingen iCalendar-fil", "This is not an iCalendar file"},
                   {"Filen börjar med BEGIN:VCALENDAR; är adressen rätt och inloggad?",
                    "The file begins with BEGIN:VCALENDAR; is the address right and signed in?"});
    }
    const std::string& inside = stack_.back().name;
    if (inside == "VCALENDAR" && line.name == "METHOD") cancels_ = line.value == "CANCEL";
    if (inside == "VEVENT" && event_) return roster::take(line, *event_);
    if (inside == "VTIMEZONE" && zone_) return take_zone(line);
    if ((inside == "STANDARD" || inside == "DAYLIGHT") && zone_ && !zone_->observances.empty()) {
      return roster::take(line, zone_->observances.back());
    }
    return {};
  }

  Result<CalendarFile> finish(std::size_t last_line) && {
    if (!stack_.empty()) {
      const Open& open = stack_.back();
      return fault(last_line,
                   {"Filen är avkortad: " + open.name + " från rad " + std::to_string(open.line) +
                        " är inte avslutad",
                    "The file is cut: " + open.name + " from line " + std::to_string(open.line) +
                        " is not ended"},
                   {"Hämta filen på nytt; sista raden är END:VCALENDAR",
                    "Fetch the file anew; its last line is END:VCALENDAR"});
    }
    if (!begun_) {
      return fault(0, {"Filen är tom", "The file is empty"},
                   {"En iCalendar-fil börjar med BEGIN:VCALENDAR",
                    "An iCalendar file begins with BEGIN:VCALENDAR"});
    }
    return std::move(calendar_);
  }

 private:
  Result<void> begin(const ContentLine& line) {
    if (stack_.empty() && line.value != "VCALENDAR") {
      return fault(line.number, {"Det är ingen iCalendar-fil", "This is not an iCalendar file"},
                   {"Filen börjar med BEGIN:VCALENDAR", "The file begins with BEGIN:VCALENDAR"});
    }
    if (stack_.size() == bounds::depth) {
      return fault(line.number, {"Delarna står för djupt i varandra", "The parts nest too deep"},
                   {"VEVENT står direkt i VCALENDAR", "VEVENT stands directly in VCALENDAR"});
    }
    begun_ = true;
    const std::string inside = stack_.empty() ? std::string{} : stack_.back().name;
    stack_.push_back({.name = line.value, .line = line.number});
    if (inside == "VCALENDAR" && line.value == "VEVENT") {
      event_.emplace();
      event_->line = line.number;
    } else if (inside == "VCALENDAR" && line.value == "VTIMEZONE") {
      zone_.emplace();
      zone_->line = line.number;
    } else if (inside == "VTIMEZONE" && zone_) {
      zone_->observances.emplace_back();
      if (zone_->observances.size() > bounds::observances) {
        return too_many(line.number, "STANDARD, DAYLIGHT", bounds::observances);
      }
    }
    return {};
  }

  Result<void> end(const ContentLine& line) {
    if (stack_.empty() || stack_.back().name != line.value) {
      const std::string expected = stack_.empty() ? "BEGIN:VCALENDAR" : "END:" + stack_.back().name;
      return fault(line.number,
                   {"END:" + line.value.substr(0, 40) + " hör inte till något som är öppet",
                    "END:" + line.value.substr(0, 40) + " belongs to nothing that is open"},
                   {"Här väntades " + expected, "Expected here: " + expected});
    }
    stack_.pop_back();
    const bool in_calendar = stack_.size() == 1;
    if (in_calendar && line.value == "VEVENT" && event_) return add_event();
    if (in_calendar && line.value == "VTIMEZONE" && zone_) return add_zone();
    return {};
  }

  Result<void> take_zone(const ContentLine& line) {
    if (line.name == "TZID") return set_text(line, zone_->name);
    if (line.name == "X-LIC-LOCATION") zone_->location = line.value;
    return {};
  }

  Result<void> add_event() {
    Event event = std::move(*event_);
    event_.reset();
    event.cancelled = event.cancelled || cancels_;
    if (!event.start) {
      return fault(event.line, {"Händelsen saknar DTSTART", "The event lacks DTSTART"},
                   {"Ge händelsen en start", "Give the event a start"});
    }
    if (event.start->at <
        WallTime(std::chrono::local_days(std::chrono::year(bounds::earliest_year) / 1 / 1))) {
      return fault(event.line,
                   {"Händelsen börjar före " + std::to_string(bounds::earliest_year),
                    "The event begins before " + std::to_string(bounds::earliest_year)},
                   {"Rätta startdatumet", "Correct the start date"});
    }
    if (event.end && event.length) {
      return fault(
          event.line,
          {"Händelsen har både DTEND och DURATION", "The event has both DTEND and DURATION"},
          {"Behåll en av dem", "Keep one of them"});
    }
    calendar_.events.push_back(std::move(event));
    if (calendar_.events.size() > bounds::events) {
      return too_many(calendar_.events.back().line, "VEVENT", bounds::events);
    }
    return {};
  }

  Result<void> add_zone() {
    ZoneDefinition zone = std::move(*zone_);
    zone_.reset();
    const std::size_t line = zone.line;
    calendar_.zones.insert_or_assign(zone.name, std::move(zone));
    if (calendar_.zones.size() > bounds::zones) return too_many(line, "VTIMEZONE", bounds::zones);
    return {};
  }

  std::vector<Open> stack_;
  bool begun_ = false;
  bool cancels_ = false;
  std::optional<Event> event_;
  std::optional<ZoneDefinition> zone_;
  CalendarFile calendar_;
};

}  // namespace

Result<CalendarFile> read_calendar(std::string_view file) {
  const auto lines = content_lines(file);
  if (!lines) return std::unexpected(lines.error());
  Builder builder;
  for (const ContentLine& line : *lines) {
    if (const auto taken = builder.take(line); !taken) return std::unexpected(taken.error());
  }
  return std::move(builder).finish(lines->empty() ? 0 : lines->back().number);
}

}  // namespace ckl::roster
