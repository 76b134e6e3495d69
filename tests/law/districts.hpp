// A town with district councils that are merged at the turn of November 2026, for the tests of the
// organisation through time.
#pragma once

#include <initializer_list>
#include <utility>

#include "domain/calendar.hpp"
#include "law/town.hpp"

namespace ckl::law {

// A wall-clock time in Stockholm.
struct Clock {
  unsigned hour = 0;
  unsigned minute = 0;
};
inline Instant at(std::chrono::year_month_day date, Clock clock = {}) {
  return calendar::instant_of(date, Seconds{clock.hour * 3'600 + clock.minute * 60});
}

inline const std::chrono::year_month_day merger{std::chrono::year{2026}, std::chrono::December,
                                                std::chrono::day{1}};

inline constexpr GeoPoint in_norrmalm{.latitude = 0.5, .longitude = 0.5};
inline constexpr GeoPoint in_ostermalm{.latitude = 0.5, .longitude = 1.5};
inline constexpr GeoPoint in_farsta{.latitude = 0.5, .longitude = 2.5};
inline constexpr GeoPoint at_sea{.latitude = 5, .longitude = 5};

// One degree square, or wider.
inline Ring square(double west, double east) {
  return Ring{{{0, west}, {0, east}, {1, east}, {1, west}, {0, west}}};
}

inline District district(const std::string& unit, Ring ring, const std::string& from = {},
                         const std::string& to = {}) {
  return District{
      .unit = UnitId{unit}, .valid_from = from, .valid_to = to, .rings = {std::move(ring)}};
}

inline Organisation organisation_with_districts() {
  Organisation town = small_organisation();
  town.units.push_back(unit("social", UnitKind::specialist_committee));
  town.units.push_back(unit("sdn-farsta", UnitKind::district_council));
  for (const char* id : {"sdn-norrmalm", "sdn-ostermalm"}) {
    Unit old = unit(id, UnitKind::district_council);
    old.valid_to = "2026-12-01";
    old.successors = {UnitId{"sdn-norra"}};
    town.units.push_back(old);
  }
  Unit merged = unit("sdn-norra", UnitKind::district_council);
  merged.valid_from = "2026-12-01";
  town.units.push_back(merged);
  Unit company = unit("vatten", UnitKind::company);
  company.legal_person = true;
  town.units.push_back(company);
  for (const auto& [who, role, unit] : std::initializer_list<std::array<const char*, 3>>{
           {"social-jour", role::org_duty_officer, "social"},
           {"farsta-jour", role::org_duty_officer, "sdn-farsta"},
           {"norrmalm-jour", role::org_duty_officer, "sdn-norrmalm"},
           {"norra-jour", role::org_duty_officer, "sdn-norra"},
           {"samordnare", role::security_coordinator, "sdn-norrmalm"},
           {"vatten-jour", role::org_duty_officer, "vatten"}}) {
    town.persons.push_back(person(who));
    town.mandates.push_back(mandate(who, role, unit));
  }
  // A42: one person coordinates several organisations.
  town.mandates.push_back(mandate("samordnare", role::security_coordinator, "sdn-farsta"));
  town.mandates.push_back(mandate("samordnare", role::security_coordinator, "sdn-norra"));
  return town;
}

inline std::vector<District> three_districts() {
  return {district("sdn-norrmalm", square(0, 1), {}, "2026-12-01"),
          district("sdn-ostermalm", square(1, 2), {}, "2026-12-01"),
          district("sdn-norra", square(0, 2), "2026-12-01"), district("sdn-farsta", square(2, 3))};
}

// With boundaries, and socialnämnden responsible for crisis support outside office hours.
class DistrictTown : public Town {
 public:
  DistrictTown() : Town(organisation_with_districts()) {
    Settings settings = small_settings();
    settings.crisis_support_unit = UnitId{"social"};
    accept("", AdoptSettings{settings});
    accept("", AdoptBoundaries{three_districts(), "hash"});
  }

  // Reported now by the city's duty officer, of something that happened now.
  std::string report(GeoPoint point) {
    ReportIncident command = a_report();
    command.point = point;
    return accept("tib", command);
  }

  [[nodiscard]] std::string support_of(const std::string& incident) const {
    return state.crisis_support.at(IncidentId{incident}).responsible.value;
  }
};

}  // namespace ckl::law
