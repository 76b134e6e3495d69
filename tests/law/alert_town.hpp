// A town with the secretaries and presidia of the other bodies, where the alert can be registered.
#pragma once

#include <string>
#include <vector>

#include "law/committee_town.hpp"

namespace ckl::law {

inline Organisation alert_organisation() {
  Organisation town = full_organisation();
  std::ranges::find(town.units, UnitId{"brb"}, &Unit::id)->kind = UnitKind::mayors_council;
  const auto seat = [&](const char* who, const char* role, const char* unit) {
    town.persons.push_back(person(who));
    town.mandates.push_back(mandate(who, role, unit));
  };
  seat("ks-chair", role::board_chair, "ks");
  seat("ks-secretary", role::board_secretary, "ks");
  seat("kf-chair", role::council_chair, "kf");
  seat("kf-vice", role::council_vice_chair, "kf");
  seat("kf-secretary", role::council_secretary, "kf");
  seat("registrar-2", role::registrar, "slk");
  return town;
}

inline Settings alert_settings() {
  Settings settings = full_settings();
  settings.area_codes = {"0180", "01"};
  settings.carried_activities = {"dricksvatten"};
  return settings;
}

// Without an event; `AlertTown` below has one.
class QuietTown : public Town {
 public:
  QuietTown() : Town(alert_organisation()) {
    EXPECT_TRUE(order("", AdoptSettings{alert_settings()}).has_value());
  }
};

class AlertTown : public CommitteeTown {
 public:
  AlertTown() : CommitteeTown(alert_organisation()) { settings(alert_settings()); }
};

inline RegisterAlert an_alert(AlertGrade grade, Instant decided,
                              std::vector<std::string> areas = {"SE"}) {
  RegisterAlert command;
  command.grade = grade;
  command.reference = "Fö2026/01";
  command.decided = decided;
  command.areas = std::move(areas);
  return command;
}

inline RegisterReadinessAlarm an_alarm(bool sounding = true) {
  return RegisterReadinessAlarm{.sounding = sounding, .reference = "Fö2026/02", .decided = {}};
}

inline RegisterWartimeLaw a_prescription(std::vector<std::string> sections = {}) {
  RegisterWartimeLaw command;
  command.on = true;
  command.cause = LawCause::prescription;
  command.sections = std::move(sections);
  command.reference = "SFS 2026:900";
  return command;
}

inline DecideForCouncil in_place(CouncilMatter matter = CouncilMatter::ordinary) {
  DecideForCouncil command;
  command.council_matter = matter;
  command.title = "Tilläggsbudget";
  command.text = "Kommunstyrelsen anvisar 40 mnkr.";
  command.urgency_reason = "Fullmäktige kan inte samlas före betalningen";
  command.reference = "KS 2026/77";
  return command;
}

inline AssignTasks an_assignment(const std::string& from = "aldre", const std::string& to = "brb") {
  AssignTasks command;
  command.task = "Fastighetsdrift";
  command.from = UnitId{from};
  command.to = UnitId{to};
  command.reference = "KF 2026/12";
  return command;
}

inline EndCommittee an_end(DecidingBody body = DecidingBody::executive_board) {
  EndCommittee command;
  command.body = body;
  command.reference = "KS 2026/80";
  command.reason = "Läget är under kontroll";
  return command;
}

}  // namespace ckl::law
