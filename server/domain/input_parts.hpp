// Small input checks shared by the commands' own checks. Internal to the core.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "domain/input.hpp"

namespace ckl::domain {

// The id is a key of the map; `names` are the rule and the field.
template <class Map, class Key>
void check_known(const Map& things, const Key& id, const std::array<std::string_view, 2>& names,
                 Objections& objections) {
  if (!things.contains(id)) check_unknown(names[0], names[1], id.value, objections);
}

void malformed(std::string_view rule, std::string_view field, Text message, Objections& objections);

// Values of enums come from outside as numbers.
template <class Enum>
void check_value(std::string_view field, Enum value, Enum last, Objections& objections) {
  if (value >= Enum{1} && value <= last) return;
  malformed("INPUT_UNKNOWN_VALUE", field, {"Okänt värde", "Unknown value"}, objections);
}

void check_person(const Case& c, std::string_view field, const PersonId& id,
                  Objections& objections);
void check_unit(const Case& c, std::string_view field, const UnitId& id, Objections& objections);

// When something about an incident was decided or heard: a time that is past, and not before it.
struct TimeField {
  std::string_view name;
  const std::optional<Instant>& time;
  const IncidentId& incident;
};
void check_time_of(const Case& c, const TimeField& field, Objections& objections);

[[nodiscard]] bool is_place(const GeoPoint& point);
void check_place(std::string_view field, const GeoPoint& point, Objections& objections);

void check_matter(const Case& c, const Matter& matter, Objections& objections);
void check_seat(const Case& c, std::string_view field, const Seat& seat, Objections& objections);
void check_dissent(const Case& c, const Dissent& dissent, Objections& objections);
void check_handback(const Handback& handback, Objections& objections);
void check_oral(const Case& c, const OralRecord& oral, const IncidentId& incident,
                Objections& objections);

}  // namespace ckl::domain
