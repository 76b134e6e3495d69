#include "roster/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <span>

#include <libical/ical.h>

#include "roster/bounds.hpp"

namespace ckl::roster {
namespace {

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Parsed = std::unique_ptr<icalcomponent, Free>;
using OwnedText = std::unique_ptr<char, Free>;

std::string text_of(OwnedText text) { return text == nullptr ? std::string{} : text.get(); }

// A component with the properties of one line: a line of several dates gives several.
Parsed parse(const ContentLine& line) {
  const std::string whole = "BEGIN:VCALENDAR\r\n" + line.text + "\r\nEND:VCALENDAR\r\n";
  return Parsed(icalparser_parse_string(whole.c_str()));
}

icalproperty* first(const Parsed& parsed) {
  return parsed == nullptr ? nullptr
                           : icalcomponent_get_first_property(parsed.get(), ICAL_ANY_PROPERTY);
}

std::unexpected<Fault> unreadable(const ContentLine& line, domain::Text right) {
  return fault(line.number,
               {line.name + " går inte att läsa: " + line.value.substr(0, 60),
                line.name + " can not be read: " + line.value.substr(0, 60)},
               std::move(right));
}

domain::Text dates_are_written() {
  return {"Skriv 20260329T190000, 20260329T170000Z eller 20260329",
          "Write 20260329T190000, 20260329T170000Z or 20260329"};
}

std::string parameter(icalproperty* property, const char* name) {
  std::string value = text_of(OwnedText(icalproperty_get_parameter_as_string_r(property, name)));
  std::erase(value, '"');
  return value;
}

std::optional<Moment> moment_of(const icaltimetype& time, const std::string& zone) {
  using std::chrono::local_days;
  if (icaltime_is_null_time(time) != 0) return std::nullopt;
  if (time.year < bounds::earliest_zone_year || time.year > bounds::latest_year)
    return std::nullopt;
  if (time.month < 1 || time.month > 12 || time.day < 1 || time.day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(time.year),
                                         std::chrono::month(static_cast<unsigned>(time.month)),
                                         std::chrono::day(static_cast<unsigned>(time.day))};
  const bool of_day = time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60 &&
                      time.second >= 0 && time.second <= 60;
  if (!date.ok() || !of_day) return std::nullopt;
  Moment moment;
  moment.at = WallTime(local_days(date));
  if (time.is_date != 0) {
    moment.kind = Moment::Kind::date;
    return moment;
  }
  // A leap second is the last of its minute.
  moment.at += std::chrono::hours(time.hour) + std::chrono::minutes(time.minute) +
               std::chrono::seconds(std::min(time.second, 59));
  if (icaltime_is_utc(time) != 0) {
    moment.kind = Moment::Kind::utc;
  } else if (!zone.empty()) {
    moment.kind = Moment::Kind::zoned;
    moment.zone = zone;
  }
  return moment;
}

// "20260329T190000": what libical takes for a time but has another length is none.
bool is_shaped(std::string_view text) {
  const auto digits = [](std::string_view part) {
    return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (text.size() == 8) return digits(text);
  const bool zulu = text.size() == 16 && text.back() == 'Z';
  return (text.size() == 15 || zulu) && text[8] == 'T' && digits(text.substr(0, 8)) &&
         digits(text.substr(9, 6));
}

std::optional<Moment> moment_of(const std::string& text, const std::string& zone) {
  if (!is_shaped(text)) return std::nullopt;
  return moment_of(icaltime_from_string(text.c_str()), zone);
}

std::string value_text(icalproperty* property) {
  const icalvalue* value = icalproperty_get_value(property);
  return value == nullptr ? std::string{} : text_of(OwnedText(icalvalue_as_ical_string_r(value)));
}

std::optional<Length> length_of(const icaldurationtype& duration) {
  if (icaldurationtype_is_bad_duration(duration) != 0 || duration.is_neg != 0) return std::nullopt;
  constexpr unsigned most = 100'000;
  for (const unsigned part :
       {duration.weeks, duration.days, duration.hours, duration.minutes, duration.seconds}) {
    if (part > 60 * most) return std::nullopt;
  }
  Length length;
  length.days = std::chrono::days(duration.days) + std::chrono::weeks(duration.weeks);
  length.time = std::chrono::hours(duration.hours) + std::chrono::minutes(duration.minutes) +
                std::chrono::seconds(duration.seconds);
  return length;
}

// Visits what libical made of the line; false when some of it could not be read.
template <class Visit>
bool each_property(const Parsed& parsed, const Visit& visit) {
  icalproperty* property = first(parsed);
  if (property == nullptr) return false;
  for (; property != nullptr;
       property = icalcomponent_get_next_property(parsed.get(), ICAL_ANY_PROPERTY)) {
    if (icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY || !visit(property)) return false;
  }
  return true;
}

// --- rules -----------------------------------------------------------------------------------

constexpr std::array<std::string_view, 10> known_parts{"FREQ",  "INTERVAL",   "COUNT",   "UNTIL",
                                                       "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS",
                                                       "WKST",  "X-"};

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::unexpected<Fault> refuse_part(const ContentLine& line, const std::string& part) {
  const bool too_often = part.starts_with("FREQ=");
  return fault(line.number,
               {"Regelns del " + part + " går inte att använda i en jourlista",
                "The part " + part + " of the rule can not be used in a roster"},
               too_often ? domain::Text{"FREQ är DAILY, WEEKLY, MONTHLY eller YEARLY",
                                        "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY"}
                         : domain::Text{"Använd FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, "
                                        "BYMONTH, BYSETPOS och WKST",
                                        "Use FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, "
                                        "BYMONTH, BYSETPOS and WKST"});
}

Result<void> check_part(const ContentLine& line, std::string_view part) {
  const std::size_t equals = std::min(part.find('='), part.size());
  std::string name(part.substr(0, equals));
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const std::string_view value = part.substr(std::min(part.size(), equals + 1));
  const bool known =
      name.starts_with("X-") || std::ranges::find(known_parts, name) != known_parts.end();
  if (!known || value.empty()) return refuse_part(line, std::string(part.substr(0, 40)));
  if (name != "COUNT" && name != "INTERVAL") return {};
  const auto number = whole_number(value);
  const int most = name == "COUNT" ? bounds::count : bounds::interval;
  if (number && *number >= 1 && *number <= most) return {};
  return fault(line.number,
               {name + " är " + std::string(value.substr(0, 20)),
                name + " is " + std::string(value.substr(0, 20))},
               {"Ett heltal från 1 till " + std::to_string(most),
                "A whole number from 1 to " + std::to_string(most)});
}

Result<void> check_parts(const ContentLine& line) {
  std::string_view rest = line.value;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (part.empty()) continue;
    if (const auto sound = check_part(line, part); !sound) return sound;
  }
  return {};
}

// What libical ends its lists with.
constexpr short end_of_list = ICAL_RECURRENCE_ARRAY_MAX;

std::vector<int> listed(std::span<const short> values) {
  std::vector<int> all;
  for (const short value : values) {
    if (value == end_of_list) break;
    all.push_back(value);
  }
  return all;
}

std::vector<Weekday> weekdays_of(const icalrecurrencetype& from) {
  std::vector<Weekday> days;
  for (const int encoded : listed(from.by_day)) {
    const auto code = static_cast<short>(encoded);
    const int day = icalrecurrencetype_day_day_of_week(code);
    if (day < ICAL_SUNDAY_WEEKDAY) continue;
    days.push_back({.position = icalrecurrencetype_day_position(code),
                    .day = std::chrono::weekday(static_cast<unsigned>(day - 1))});
  }
  return days;
}

std::optional<Rule::Frequency> frequency_of(const icalrecurrencetype& from) {
  switch (from.freq) {
    case ICAL_DAILY_RECURRENCE:
      return Rule::Frequency::daily;
    case ICAL_WEEKLY_RECURRENCE:
      return Rule::Frequency::weekly;
    case ICAL_MONTHLY_RECURRENCE:
      return Rule::Frequency::monthly;
    case ICAL_YEARLY_RECURRENCE:
      return Rule::Frequency::yearly;
    default:
      return std::nullopt;
  }
}

bool within(const std::vector<int>& values, int most, bool negative) {
  return std::ranges::all_of(values, [&](int value) {
    return value != 0 && value <= most && value >= (negative ? -most : 1);
  });
}

// What the frequency and the values allow each other (RFC 5545 section 3.3.10).
std::optional<std::string> misfit(const Rule& rule) {
  using enum Rule::Frequency;
  const bool by_week = rule.frequency == daily || rule.frequency == weekly;
  const bool positions =
      std::ranges::any_of(rule.by_day, [](const Weekday& day) { return day.position != 0; });
  const int most = rule.frequency == yearly && rule.by_month.empty() ? 53 : 5;
  const bool far = std::ranges::any_of(
      rule.by_day, [&](const Weekday& day) { return std::abs(day.position) > most; });
  if ((by_week && positions) || far) return "BYDAY";
  if (rule.frequency == weekly && !rule.by_month_day.empty()) return "BYMONTHDAY";
  if (!within(rule.by_month_day, 31, true)) return "BYMONTHDAY";
  if (!within(rule.by_month, 12, false)) return "BYMONTH";
  if (!within(rule.by_set_pos, 366, true)) return "BYSETPOS";
  if (rule.count > 0 && rule.until) return "COUNT";
  return std::nullopt;
}

Result<Rule> rule_of(const ContentLine& line, const icalrecurrencetype& from) {
  const auto frequency = frequency_of(from);
  if (!frequency) return refuse_part(line, "FREQ=...");
  Rule rule;
  rule.line = line.number;
  rule.frequency = *frequency;
  rule.interval = std::max<int>(1, from.interval);
  rule.count = std::max(0, from.count);
  if (icaltime_is_null_time(from.until) == 0) {
    rule.until = moment_of(from.until, {});
    if (!rule.until) return unreadable(line, dates_are_written());
  }
  rule.by_day = weekdays_of(from);
  rule.by_month_day = listed(from.by_month_day);
  rule.by_month = listed(from.by_month);
  rule.by_set_pos = listed(from.by_set_pos);
  if (from.week_start != ICAL_NO_WEEKDAY) {
    rule.week_start = std::chrono::weekday(static_cast<unsigned>(from.week_start - 1));
  }
  if (const auto part = misfit(rule)) return refuse_part(line, *part);
  return rule;
}

}  // namespace

Result<std::vector<Moment>> read_moments(const ContentLine& line) {
  const Parsed parsed = parse(line);
  std::vector<Moment> moments;
  const bool sound = each_property(parsed, [&](icalproperty* property) {
    const auto moment = moment_of(value_text(property), parameter(property, "TZID"));
    if (moment) moments.push_back(*moment);
    return moment.has_value();
  });
  if (!sound || moments.empty()) return unreadable(line, dates_are_written());
  return moments;
}

Result<Moment> read_moment(const ContentLine& line) {
  auto moments = read_moments(line);
  if (!moments) return std::unexpected(moments.error());
  if (moments->size() != 1) return unreadable(line, dates_are_written());
  return moments->front();
}

Result<std::vector<Addition>> read_additions(const ContentLine& line) {
  const Parsed parsed = parse(line);
  std::vector<Addition> additions;
  const bool sound = each_property(parsed, [&](icalproperty* property) {
    const std::string text = value_text(property);
    const std::string zone = parameter(property, "TZID");
    const std::size_t slash = text.find('/');
    const auto start = moment_of(text.substr(0, slash), zone);
    if (!start) return false;
    Addition addition{.start = *start, .end = std::nullopt, .length = std::nullopt};
    if (slash != std::string::npos) {
      const std::string end = text.substr(slash + 1);
      addition.end = moment_of(end, zone);
      if (!addition.end) addition.length = length_of(icaldurationtype_from_string(end.c_str()));
      if (!addition.end && !addition.length) return false;
    }
    additions.push_back(addition);
    return true;
  });
  if (!sound || additions.empty()) return unreadable(line, dates_are_written());
  return additions;
}

Result<Length> read_length(const ContentLine& line) {
  const Parsed parsed = parse(line);
  std::optional<Length> length;
  const bool sound = each_property(parsed, [&](icalproperty* property) {
    length = length_of(icaldurationtype_from_string(value_text(property).c_str()));
    return length.has_value();
  });
  if (!sound || !length) {
    return unreadable(line, {"Skriv PT12H, P1D eller P1W", "Write PT12H, P1D or P1W"});
  }
  return *length;
}

Result<Rule> read_rule(const ContentLine& line) {
  if (const auto parts = check_parts(line); !parts) return std::unexpected(parts.error());
  const Parsed parsed = parse(line);
  icalproperty* property = first(parsed);
  if (property == nullptr || icalproperty_isa(property) != ICAL_RRULE_PROPERTY ||
      icalproperty_get_value(property) == nullptr) {
    return unreadable(line, {"Skriv till exempel FREQ=WEEKLY;INTERVAL=4;BYDAY=MO",
                             "Write for example FREQ=WEEKLY;INTERVAL=4;BYDAY=MO"});
  }
  return rule_of(line, icalproperty_get_rrule(property));
}

Result<TextValue> read_text(const ContentLine& line) {
  const Parsed parsed = parse(line);
  icalproperty* property = first(parsed);
  if (property == nullptr || icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY) {
    return unreadable(line,
                      {"Skriv text, med \\, för kommatecken", "Write text, with \\, for a comma"});
  }
  TextValue value;
  const icalvalue* held = icalproperty_get_value(property);
  const bool is_text = held != nullptr && icalvalue_isa(held) == ICAL_TEXT_VALUE;
  const char* text = is_text ? icalvalue_get_text(held) : nullptr;
  value.text = text != nullptr ? text : value_text(property);
  for (const char* name : {"CN", "PARTSTAT", "RANGE", "ROLE", "CUTYPE"}) {
    std::string found = parameter(property, name);
    if (!found.empty()) value.parameters.emplace(name, std::move(found));
  }
  return value;
}

Result<std::chrono::seconds> read_offset(const ContentLine& line) {
  const std::string& text = line.value;
  const bool shaped =
      (text.size() == 5 || text.size() == 7) && (text.front() == '+' || text.front() == '-') &&
      std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!shaped) return unreadable(line, {"Skriv +0100", "Write +0100"});
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const int seconds = two(1) * 3'600 + two(3) * 60 + (text.size() == 7 ? two(5) : 0);
  return std::chrono::seconds(text.front() == '-' ? -seconds : seconds);
}

}  // namespace ckl::roster
