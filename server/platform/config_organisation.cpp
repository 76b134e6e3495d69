// Units, persons, positions, mandates, duty functions.

#include <array>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

using domain::UnitKind;

const std::map<std::string, UnitKind>& unit_kinds() {
  static const std::map<std::string, UnitKind> kinds{
      {"city_council", UnitKind::city_council},
      {"executive_board", UnitKind::executive_board},
      {"crisis_committee", UnitKind::crisis_committee},
      {"specialist_committee", UnitKind::specialist_committee},
      {"district_council", UnitKind::district_council},
      {"administration", UnitKind::administration},
      {"company", UnitKind::company},
      {"federation", UnitKind::federation},
      {"external", UnitKind::external},
      {"staff", UnitKind::staff},
      {"mayors_council", UnitKind::mayors_council},
  };
  return kinds;
}

template <class Value>
std::set<std::string> keys_of(const std::map<std::string, Value>& map) {
  std::set<std::string> keys;
  for (const auto& [key, value] : map) {
    keys.insert(key);
  }
  return keys;
}

void check_order(YamlMap& map, const std::string& from, const std::string& to) {
  if (!from.empty() && !to.empty() && to <= from) {
    map.wrong("valid_to",
              {.sv = fmt::format("slutar ({}) innan det börjar ({})", to, from),
               .en = fmt::format("ends ({}) before it begins ({})", to, from)},
              {.sv = "ett senare datum i valid_to än i valid_from",
               .en = "a later date in valid_to than in valid_from"});
  }
}

UnitKind read_kind(YamlMap& map) {
  const auto text = map.required("kind");
  const auto found = unit_kinds().find(text);
  if (found != unit_kinds().end()) {
    return found->second;
  }
  if (!text.empty()) {
    const auto names = keys_of(unit_kinds());
    const auto guess = nearest(text, names);
    const auto all =
        "city_council, executive_board, crisis_committee, specialist_committee, "
        "district_council, administration, company, federation, external, staff, "
        "mayors_council";
    map.wrong("kind",
              {.sv = fmt::format("okänt slag av enhet: \"{}\"", text),
               .en = fmt::format("unknown kind of unit: \"{}\"", text)},
              {.sv = guess.empty() ? fmt::format("en av: {}", all)
                                   : fmt::format("menades \"{}\"?", guess),
               .en = guess.empty() ? fmt::format("one of: {}", all)
                                   : fmt::format("was \"{}\" meant?", guess)});
  }
  return UnitKind::staff;
}

void read_unit(YamlMap& map, Reading& reading) {
  domain::Unit unit;
  unit.id = {map.id("id")};
  reading.define(Named::unit, unit.id.value, map.place("id"));
  unit.name = map.bilingual("name");
  unit.kind = read_kind(map);
  unit.legal_person = map.flag("legal_person", false);
  unit.parent = {map.text("parent")};
  if (!unit.parent.empty()) {
    reading.refer(Named::unit, unit.parent.value, map.place("parent"));
  }
  unit.valid_from = map.date("valid_from");
  unit.valid_to = map.date("valid_to");
  check_order(map, unit.valid_from, unit.valid_to);
  for (const auto& element : map.list("successors")) {
    if (const auto id = scalar_of(map.file(), element, reading.problems)) {
      unit.successors.push_back({*id});
      reading.refer(Named::unit, *id, place_of(map.file(), element));
    }
  }
  if (!unit.successors.empty() && unit.valid_to.empty()) {
    map.wrong("successors",
              {.sv = "efterträdare utan slutdatum", .en = "successors without an end date"},
              {.sv = "ange valid_to: dagen då efterträdarna tar vid",
               .en = "give valid_to: the day when the successors take over"});
  }
  map.finish();
  reading.config.organisation.units.push_back(std::move(unit));
}

std::vector<domain::ContactStep> read_ladder(YamlMap& map, const std::string& key,
                                             Reading& reading) {
  std::vector<domain::ContactStep> ladder;
  for (const auto& element : map.list(key)) {
    YamlMap rung(map.file(), element, reading.problems);
    domain::ContactStep step;
    step.channel = rung.required("channel");
    step.after = rung.duration("after", domain::Seconds{0});
    step.contact = rung.number("contact", 0);
    rung.finish();
    ladder.push_back(std::move(step));
  }
  return ladder;
}

std::vector<std::string> read_words(YamlMap& map, const std::string& key, Reading& reading) {
  std::vector<std::string> words;
  for (const auto& element : map.list(key)) {
    const auto word = scalar_of(map.file(), element, reading.problems);
    if (word && !word->empty()) words.push_back(*word);
  }
  return words;
}

void read_person(YamlMap& map, const std::vector<domain::ContactStep>& preset, Reading& reading) {
  domain::Person person;
  person.id = {map.id("id")};
  reading.define(Named::person, person.id.value, map.place("id"));
  person.name = map.required("name");
  person.title = map.bilingual("title");
  person.unit = {map.required("unit")};
  if (!person.unit.empty()) {
    reading.refer(Named::unit, person.unit.value, map.place("unit"));
  }
  person.ladder = map.has("ladder") ? read_ladder(map, "ladder", reading) : preset;
  person.qualifications = read_words(map, "qualifications", reading);
  map.finish();
  reading.config.organisation.persons.push_back(std::move(person));
}

std::string read_role(YamlMap& map) {
  static const std::set<std::string> known{domain::role::duty_officer,
                                           domain::role::city_director,
                                           domain::role::deputy_director,
                                           domain::role::chief_of_staff,
                                           domain::role::committee_chair,
                                           domain::role::committee_vice_chair,
                                           domain::role::committee_member,
                                           domain::role::registrar,
                                           domain::role::org_duty_officer,
                                           domain::role::security_coordinator,
                                           domain::role::staff,
                                           domain::role::administrator,
                                           domain::role::committee_substitute,
                                           domain::role::committee_secretary,
                                           domain::role::board_chair,
                                           domain::role::board_secretary,
                                           domain::role::council_chair,
                                           domain::role::council_vice_chair,
                                           domain::role::council_secretary,
                                           domain::role::unit_chair,
                                           domain::role::administration_head,
                                           domain::role::union_representative};
  auto role = map.required("role");
  const bool shaped = std::ranges::all_of(
      role, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
  const auto guess = known.contains(role) ? std::string{} : nearest(role, known);
  // A city may have roles of its own; a near miss of one that the law knows is a misspelling.
  if (!role.empty() && (!shaped || !guess.empty())) {
    map.wrong("role",
              {.sv = fmt::format("okänd roll \"{}\"", role),
               .en = fmt::format("unknown role \"{}\"", role)},
              {.sv = guess.empty() ? "versaler, siffror och understreck, som KN_CHAIR"
                                   : fmt::format("menades \"{}\"?", guess),
               .en = guess.empty() ? "capitals, digits and underscores, as KN_CHAIR"
                                   : fmt::format("was \"{}\" meant?", guess)});
  }
  return role;
}

void read_mandate(YamlMap& map, Reading& reading) {
  domain::Mandate mandate;
  mandate.person = {map.required("person")};
  mandate.role = read_role(map);
  mandate.unit = {map.required("unit")};
  mandate.order = map.number("order", 0);
  const auto from = map.date("valid_from");
  const auto to = map.date("valid_to");
  check_order(map, from, to);
  mandate.valid_from = start_of_day(from);
  mandate.valid_to = start_of_day(to);
  if (!mandate.person.empty()) {
    reading.refer(Named::person, mandate.person.value, map.place("person"));
  }
  if (!mandate.unit.empty()) {
    reading.refer(Named::unit, mandate.unit.value, map.place("unit"));
  }
  map.finish();
  reading.config.organisation.mandates.push_back(std::move(mandate));
  reading.mandate_places.push_back(map.place());
}

void read_position(YamlMap& map, Reading& reading) {
  domain::Position position{.id = {map.id("id")}, .name = map.bilingual("name")};
  reading.define(Named::position, position.id.value, map.place("id"));
  map.finish();
  reading.config.organisation.positions.push_back(std::move(position));
}

void read_duty(YamlMap& map, Reading& reading) {
  domain::DutyFunction duty;
  duty.id = map.id("id");
  reading.define(Named::duty, duty.id, map.place("id"));
  duty.name = map.bilingual("name");
  duty.unit = {map.required("unit")};
  if (!duty.unit.empty()) {
    reading.refer(Named::unit, duty.unit.value, map.place("unit"));
  }
  for (const auto& element : map.list("persons")) {
    if (const auto id = scalar_of(map.file(), element, reading.problems)) {
      duty.persons.push_back({*id});
      reading.refer(Named::person, *id, place_of(map.file(), element));
    }
  }
  if (duty.persons.empty()) {
    map.wrong("persons",
              {.sv = fmt::format("ingen kan ha funktionen \"{}\"", duty.id),
               .en = fmt::format("nobody can hold the function \"{}\"", duty.id)},
              {.sv = "minst en person", .en = "at least one person"});
  }
  if (map.has("role")) duty.role = read_role(map);
  duty.mandatory = map.flag("mandatory", false);
  map.finish();
  reading.config.organisation.duty_functions.push_back(std::move(duty));
}

// Runs `read` on every element of the one list of a file.
void read_list(const YamlFile& file, const std::string& key, Reading& reading,
               const std::function<void(YamlMap&)>& read) {
  YamlMap top(file.name, file.root, reading.problems);
  if (!top.has(key)) {
    top.wrong(
        key, {.sv = fmt::format("\"{}\" saknas", key), .en = fmt::format("\"{}\" is missing", key)},
        {.sv = fmt::format("filen börjar med \"{}:\" och en lista", key),
         .en = fmt::format("the file begins with \"{}:\" and a list", key)});
  }
  for (const auto& element : top.list(key)) {
    YamlMap map(file.name, element, reading.problems);
    read(map);
  }
  top.finish();
}

void read_persons(const YamlFile& file, Reading& reading) {
  YamlMap top(file.name, file.root, reading.problems);
  const auto preset = read_ladder(top, "default_ladder", reading);
  for (const auto& element : top.list("persons")) {
    YamlMap map(file.name, element, reading.problems);
    read_person(map, preset, reading);
  }
  top.finish();
}

}  // namespace

void read_organisation(YamlMap section, Reading& reading) {
  reading.config.organisation.name = section.bilingual("name");
  const auto open = [&](const std::string& key) -> std::optional<YamlFile> {
    const auto relative = section.required(key);
    if (relative.empty()) {
      reading.incomplete = true;
      return std::nullopt;
    }
    auto file = read_yaml((reading.config.file.parent_path() / relative).lexically_normal(),
                          section.place(key), reading.problems);
    reading.incomplete = reading.incomplete || !file;
    return file;
  };
  const auto each = [&](const std::string& file_key, const std::string& list_key, auto read) {
    if (const auto file = open(file_key)) {
      read_list(*file, list_key, reading, [&](YamlMap& map) { read(map, reading); });
    }
  };
  each("units", "units", read_unit);
  if (const auto file = open("persons")) {
    read_persons(*file, reading);
  }
  each("positions", "positions", read_position);
  each("mandates", "mandates", read_mandate);
  each("duty", "duty_functions", read_duty);
  if (const auto file = open("plans")) {
    read_plans(*file, reading);
  }
  if (const auto file = open("settings")) {
    read_settings(*file, reading);
  }
  if (const auto file = open("contacts")) {
    read_contacts(*file, reading);
  }
  if (section.has("texts")) {
    if (const auto file = open("texts")) read_texts(*file, reading);
  }
  if (section.has("boundaries")) {
    const auto relative = section.required("boundaries");
    read_boundaries((reading.config.file.parent_path() / relative).lexically_normal(),
                    section.place("boundaries"), reading);
  }
  section.finish();
}

}  // namespace ckl::platform
