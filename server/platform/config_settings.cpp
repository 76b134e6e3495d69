// The city's own choices: settings.yaml.

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

// A duration that may not be zero.
void read_clock(YamlMap& map, const std::string& key, domain::Seconds& out) {
  out = map.duration(key, out);
  if (out.count() == 0) {
    map.wrong(key,
              {.sv = fmt::format("\"{}\" är noll", key), .en = fmt::format("\"{}\" is zero", key)},
              {.sv = "en tid över noll", .en = "a time above zero"});
  }
}

void read_clocks(YamlMap& map, domain::Settings& settings) {
  read_clock(map, "confirm_level_within", settings.confirm_level_within);
  read_clock(map, "inform_chair_within", settings.inform_chair_within);
  read_clock(map, "inform_chair_every", settings.inform_chair_every);
  read_clock(map, "evaluation_within", settings.evaluation_within);
  read_clock(map, "note_urgent_within", settings.note_urgent_within);
  read_clock(map, "confirm_oral_within", settings.confirm_oral_within);
  read_clock(map, "at_once", settings.at_once);
  read_clock(map, "county_report_every", settings.county_report_every);
  read_clock(map, "first_picture_within", settings.first_picture_within);
  read_clock(map, "break_glass_lasts", settings.break_glass_lasts);
  read_clock(map, "minimum_rest", settings.minimum_rest);
  settings.remind_before = map.duration("remind_before", settings.remind_before);
}

// Shifts that people can work, and plans of a size that people can read.
void read_relief(YamlMap& map, domain::Settings& settings) {
  constexpr domain::Seconds shortest = std::chrono::hours{1};
  constexpr domain::Seconds longest = std::chrono::hours{24};
  constexpr domain::Seconds furthest = std::chrono::days{14};
  read_clock(map, "relief_shift", settings.relief_shift);
  read_clock(map, "relief_shift_most", settings.relief_shift_most);
  read_clock(map, "relief_horizon", settings.relief_horizon);
  read_clock(map, "relief_warn_ahead", settings.relief_warn_ahead);
  read_clock(map, "relief_overlap", settings.relief_overlap);
  const auto wrong = [&map](const std::string& key, domain::Text right) {
    map.wrong(key,
              {.sv = fmt::format("\"{}\" passar inte med de andra tiderna för avlösning", key),
               .en = fmt::format("\"{}\" does not fit the other times of relief", key)},
              std::move(right));
  };
  if (settings.relief_shift < shortest || settings.relief_shift > settings.relief_shift_most) {
    wrong("relief_shift",
          {"minst 1h och högst relief_shift_most", "at least 1h and at most relief_shift_most"});
  }
  if (settings.relief_shift_most > longest) {
    wrong("relief_shift_most", {"högst 24h", "at most 24h"});
  }
  if (settings.relief_overlap * 2 > settings.relief_shift) {
    wrong("relief_overlap", {"högst halva relief_shift", "at most half of relief_shift"});
  }
  if (settings.relief_horizon < settings.relief_shift || settings.relief_horizon > furthest) {
    wrong("relief_horizon",
          {"minst relief_shift och högst 14d", "at least relief_shift, at most 14d"});
  }
}

std::vector<std::string> read_texts(YamlMap& map, const std::string& key, Reading& reading) {
  std::vector<std::string> texts;
  for (const auto& element : map.list(key)) {
    const auto text = scalar_of(map.file(), element, reading.problems);
    if (text && !text->empty()) {
      texts.push_back(*text);
    }
  }
  return texts;
}

domain::UnitId read_unit(YamlMap& map, const std::string& key, Reading& reading) {
  const auto id = map.text(key);
  if (!id.empty()) {
    reading.refer(Named::unit, id, map.place(key));
  }
  return {id};
}

void read_warnings(YamlMap& map, Reading& reading) {
  if (!map.has("warn_ahead")) {
    return;
  }
  auto& warnings = reading.config.settings.warn_ahead;
  warnings.clear();
  for (const auto& element : map.list("warn_ahead")) {
    const auto text = scalar_of(map.file(), element, reading.problems);
    const auto ahead = text ? parse_duration(*text) : std::nullopt;
    if (!ahead || ahead->count() == 0) {
      reading.problems.add(place_of(map.file(), element),
                           {.sv = fmt::format("\"{}\" är ingen tid i förväg", text.value_or("")),
                            .en = fmt::format("\"{}\" is no time ahead", text.value_or(""))},
                           {.sv = "som 24h eller 1h", .en = "as 24h or 1h"});
      continue;
    }
    warnings.push_back(*ahead);
  }
  std::ranges::sort(warnings, std::greater{});
}

std::uint32_t read_time(YamlMap& map, const std::string& key, std::uint32_t otherwise) {
  const auto text = map.text(key);
  if (text.empty()) {
    return otherwise;
  }
  const auto minutes = parse_time_of_day(text);
  if (!minutes) {
    map.wrong(key,
              {.sv = fmt::format("\"{}\" är inget klockslag", text),
               .en = fmt::format("\"{}\" is no time of day", text)},
              {.sv = "timme och minut inom citattecken, som \"08:00\"",
               .en = "hour and minute in quotes, as \"08:00\""});
  }
  return minutes.value_or(otherwise);
}

// Prov: the day's check of contacts, how long a test counts, and drills of each route.
void read_trials(YamlMap& map, Reading& reading) {
  constexpr domain::Seconds drilled_at_most_every = std::chrono::days{7};
  auto& settings = reading.config.settings;
  const std::chrono::minutes at{read_time(map, "duty_check_at", 0)};
  settings.duty_check_at = at;
  settings.contact_good_for = map.duration("contact_good_for", settings.contact_good_for);
  settings.drill_every = map.duration("drill_every", settings.drill_every);
  if (settings.drill_every.count() > 0 && settings.drill_every < drilled_at_most_every) {
    map.wrong("drill_every",
              {.sv = "så ofta kan larmvägar inte övas", .en = "routes can not be drilled so often"},
              {.sv = "minst 7d, eller 0s för inga övningar utan att någon planerar dem",
               .en = "at least 7d, or 0s for no drills unless somebody plans them"});
  }
}

// Krisstöd (A17).
void read_crisis_support(YamlMap& map, Reading& reading) {
  auto& settings = reading.config.settings;
  settings.crisis_support_unit = read_unit(map, "crisis_support_unit", reading);
  if (!map.has("office_hours")) {
    return;
  }
  auto hours = map.map("office_hours");
  settings.office_opens = read_time(hours, "opens", settings.office_opens);
  settings.office_closes = read_time(hours, "closes", settings.office_closes);
  hours.finish();
  if (settings.office_closes <= settings.office_opens) {
    map.wrong("office_hours",
              {.sv = "kontorstiden slutar innan den börjar",
               .en = "the office hours end before they begin"},
              {.sv = "closes senare än opens samma dag",
               .en = "closes later than opens on the same day"});
  }
}

void read_committee(YamlMap& map, Reading& reading) {
  auto& settings = reading.config.settings;
  settings.committee_seats = map.number("committee_seats", settings.committee_seats);
  settings.remote_meetings = map.flag("remote_meetings", settings.remote_meetings);
  settings.presiding_substitute = {map.text("presiding_substitute")};
  if (!settings.presiding_substitute.empty()) {
    reading.refer(Named::person, settings.presiding_substitute.value,
                  map.place("presiding_substitute"));
  }
  for (const auto& element : map.list("never_taken_over")) {
    if (const auto id = scalar_of(map.file(), element, reading.problems)) {
      settings.never_taken_over.push_back({*id});
      reading.refer(Named::unit, *id, place_of(map.file(), element));
    }
  }
  for (const auto& element : map.list("urgent_chair_units")) {
    if (const auto id = scalar_of(map.file(), element, reading.problems)) {
      settings.urgent_chair_units.push_back({*id});
      reading.refer(Named::unit, *id, place_of(map.file(), element));
    }
  }
  settings.committee_own_matters = read_texts(map, "committee_own_matters", reading);
}

// First days, rising: the order is the order of the periods.
void read_periods(YamlMap& map, Reading& reading) {
  auto& periods = reading.config.settings.mandate_periods;
  for (const auto& element : map.list("mandate_periods")) {
    const auto day = scalar_of(map.file(), element, reading.problems);
    if (!day) {
      continue;
    }
    const bool later = periods.empty() || periods.back() < *day;
    if (!is_date(*day) || !later) {
      reading.problems.add(
          place_of(map.file(), element),
          later ? domain::Text{.sv = fmt::format("\"{}\" är inget datum", *day),
                               .en = fmt::format("\"{}\" is no date", *day)}
                : domain::Text{.sv = fmt::format("{} kommer efter {}", *day, periods.back()),
                               .en = fmt::format("{} comes after {}", *day, periods.back())},
          {.sv = "periodernas första dagar i tidsordning, som 2023-01-01",
           .en = "the first days of the periods in order of time, as 2023-01-01"});
      continue;
    }
    periods.push_back(*day);
  }
}

// SE, a county of two digits or a municipality of four.
void read_areas(YamlMap& map, Reading& reading) {
  auto& settings = reading.config.settings;
  for (const auto& element : map.list("area_codes")) {
    const auto code = scalar_of(map.file(), element, reading.problems);
    if (!code) {
      continue;
    }
    const bool digits = std::ranges::all_of(*code, [](char c) { return c >= '0' && c <= '9'; });
    if (*code != "SE" && (!digits || (code->size() != 2 && code->size() != 4))) {
      reading.problems.add(place_of(map.file(), element),
                           {.sv = fmt::format("\"{}\" är ingen områdeskod", *code),
                            .en = fmt::format("\"{}\" is no area code", *code)},
                           {.sv = "SE, en länskod som \"01\" eller en kommunkod som \"0180\"",
                            .en = "SE, a county as \"01\" or a municipality as \"0180\""});
      continue;
    }
    settings.area_codes.push_back(*code);
  }
  settings.carried_activities = read_texts(map, "carried_activities", reading);
}

}  // namespace

void read_settings(const YamlFile& file, Reading& reading) {
  YamlMap top(file.name, file.root, reading.problems);
  auto map = top.map("settings");
  auto& settings = reading.config.settings;
  read_clocks(map, settings);
  read_relief(map, settings);
  read_trials(map, reading);
  read_warnings(map, reading);
  settings.ckl_instruction = map.required("ckl_instruction");
  settings.default_plan = {map.required("default_plan")};
  if (!settings.default_plan.empty()) {
    reading.refer(Named::plan, settings.default_plan.value, map.place("default_plan"));
  }
  read_committee(map, reading);
  read_crisis_support(map, reading);
  read_areas(map, reading);
  read_periods(map, reading);
  map.finish();
  top.finish();
}

}  // namespace ckl::platform
