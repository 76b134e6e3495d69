// The small town with companies, a district and a fire service, for tests of clocks.
#pragma once

#include "domain/calendar.hpp"
#include "domain/duties.hpp"
#include "law/town.hpp"

namespace ckl::law {

inline Unit legal_unit(const std::string& id, UnitKind kind, const std::string& parent = {}) {
  Unit legal = unit(id, kind, parent);
  legal.legal_person = true;
  return legal;
}

inline Organisation town_with_companies() {
  Organisation town = small_organisation();
  for (const auto& added :
       {unit("social", UnitKind::specialist_committee),
        unit("norrmalm", UnitKind::district_council), legal_unit("stadshus", UnitKind::company),
        legal_unit("vatten", UnitKind::company, "stadshus"),
        legal_unit("ssbf", UnitKind::federation)}) {
    town.units.push_back(added);
  }
  for (const char* id : {"it-social", "it-vatten", "it-ks", "brand", "sakchef", "kf-sekr"}) {
    town.persons.push_back(person(id));
  }
  for (const auto& added :
       {mandate("it-social", role::security_coordinator, "social"),
        mandate("it-vatten", role::security_coordinator, "vatten"),
        mandate("it-ks", role::security_coordinator, "slk"),
        mandate("brand", role::org_duty_officer, "ssbf"),
        mandate("sakchef", "SECURITY_CHIEF", "slk"), mandate("kf-sekr", "KF_SECRETARY", "kf")}) {
    town.mandates.push_back(added);
  }
  return town;
}

class ClockTown : public Town {
 public:
  ClockTown() : Town(town_with_companies()) {}

  // The open duty of that rule about that subject.
  [[nodiscard]] const Obligation& duty(std::string_view rule, std::string_view subject = {}) const {
    static const Obligation none;
    const auto found = unfulfilled(state, {.rule = rule, .subject = subject});
    EXPECT_EQ(found.size(), 1U) << rule << " " << subject;
    return found.empty() ? none : *found.front();
  }

  [[nodiscard]] std::size_t open(std::string_view rule) const { return open_duties(rule).size(); }
};

// A wall-clock time in Stockholm: local(2026, 11, 22, 14 * hour).
inline Instant local(int in, unsigned of, unsigned on, Seconds clock = Seconds{0}) {
  return calendar::instant_of(std::chrono::year(in) / std::chrono::month(of) / std::chrono::day(on),
                              clock);
}

inline Instant last_moment_of(int in, unsigned of, unsigned on) {
  return calendar::end_of_day(std::chrono::year(in) / std::chrono::month(of) /
                              std::chrono::day(on));
}

inline ReportIncident a_digital_report(const std::string& owner = "trafik") {
  ReportIncident report;
  report.kind = IncidentKind::digital;
  report.headline = "Lönesystemet nere";
  report.owner = UnitId{owner};
  report.level = Level::disturbance;
  return report;
}

inline RecordFact fact(const std::string& incident, FactKind kind, const std::string& unit = {}) {
  RecordFact command;
  command.incident = IncidentId{incident};
  command.kind = kind;
  command.unit = UnitId{unit};
  return command;
}

inline CloseObligation fulfilled_at(const Obligation& duty, Instant done) {
  CloseObligation command = fulfilled(duty);
  command.done = done;
  return command;
}

}  // namespace ckl::law
