// A town with a full krisledningsnämnd of seven seats, nämnder with chairs, and a company; the
// committee functions for an event that the chair has declared extraordinary.
#pragma once

#include <string>
#include <vector>

#include "domain/leads.hpp"
#include "law/town.hpp"

namespace ckl::law {

inline Organisation full_organisation() {
  Organisation town = small_organisation();
  const auto add = [&](const char* id, UnitKind kind, const char* parent = "") {
    town.units.push_back(unit(id, kind, parent));
    return &town.units.back();
  };
  add("aldre", UnitKind::specialist_committee);
  add("aldreforvaltningen", UnitKind::administration, "aldre");
  add("val", UnitKind::specialist_committee);
  add("sdn-kista", UnitKind::district_council);
  add("sdn-norrmalm", UnitKind::district_council);
  add("brb", UnitKind::staff, "ks");
  add("vatten", UnitKind::company)->legal_person = true;
  add("ssbf", UnitKind::federation)->legal_person = true;
  add("region", UnitKind::external);
  const auto seat = [&](const char* who, const char* role, const char* unit,
                        std::uint32_t order = 0) {
    town.persons.push_back(person(who));
    town.mandates.push_back(mandate(who, role, unit, order));
  };
  seat("member-2", role::committee_member, "kn", 2);
  seat("member-3", role::committee_member, "kn", 3);
  seat("member-4", role::committee_member, "kn", 4);
  seat("sub-1", role::committee_substitute, "kn", 1);
  seat("sub-2", role::committee_substitute, "kn", 2);
  seat("secretary", role::committee_secretary, "kn");
  seat("aldre-chair", role::unit_chair, "aldre");
  seat("aldre-head", role::administration_head, "aldreforvaltningen");
  seat("aldre-union", role::union_representative, "aldreforvaltningen");
  seat("kista-chair", role::unit_chair, "sdn-kista");
  seat("brb-chair", role::unit_chair, "brb");
  seat("vatten-vd", role::administration_head, "vatten");
  seat("elder", role::committee_member, "kn", 9);  // a mandate that has run out
  town.mandates.back().valid_to = start_of_night - day;
  return town;
}

inline Settings full_settings() {
  Settings settings = small_settings();
  settings.committee_seats = 7;
  settings.never_taken_over = {UnitId{"val"}};
  settings.committee_own_matters = {"Sammanträdesordning"};
  return settings;
}

inline std::vector<Seat> seats(std::initializer_list<const char*> persons) {
  std::vector<Seat> all;
  for (const char* id : persons)
    all.push_back(Seat{.person = PersonId{id}, .remote = false, .serves_for = {}});
  return all;
}

inline Seat substitute(const char* who, const char* whose) {
  return Seat{.person = PersonId{who}, .remote = false, .serves_for = PersonId{whose}};
}

inline std::vector<Ballot> votes(Vote vote, std::initializer_list<const char*> persons) {
  std::vector<Ballot> all;
  for (const char* id : persons) all.push_back(Ballot{.person = PersonId{id}, .vote = vote});
  return all;
}

inline std::vector<Ballot> both(std::vector<Ballot> one, const std::vector<Ballot>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

inline Matter a_matter(MatterKind kind = MatterKind::other) {
  Matter matter;
  matter.kind = kind;
  matter.title = "Ärende";
  matter.text = "Nämnden beslutar så.";
  return matter;
}

inline const Handback full_handback{"Två öppna", "1,2 mnkr", "Åter till ordinarie", "Avtal 1 dec"};

class CommitteeTown : public Town {
 public:
  explicit CommitteeTown(const Organisation& organisation = full_organisation())
      : Town(organisation) {
    settings(full_settings());
    id = accept("tib", a_report());
    accept("chair", declaration(id));
  }

  void settings(const Settings& settings) {
    EXPECT_TRUE(order("", AdoptSettings{settings}).has_value());
  }

  [[nodiscard]] IncidentId event() const { return IncidentId{id}; }
  [[nodiscard]] const Incident& incident_of() const { return state.incidents.at(event()); }

  // A takeover of the whole area, or of these parts.
  [[nodiscard]] Matter takeover_of(const std::string& unit,
                                   std::vector<std::string> parts = {}) const {
    Matter matter = a_matter(MatterKind::takeover);
    matter.necessity = "Personal måste flyttas mellan områden i natt";
    matter.review = now + 8 * day;
    matter.scope.unit = UnitId{unit};
    matter.scope.whole = parts.empty();
    matter.scope.parts = std::move(parts);
    return matter;
  }

  [[nodiscard]] static Matter about(MatterKind kind, const std::string& takeover) {
    Matter matter = a_matter(kind);
    matter.takeover = TakeoverId{takeover};
    return matter;
  }

  // A meeting that is called and opened with the chair and three members.
  std::string meet() {
    meeting = MeetingId{accept("secretary", CallMeeting{now, "Stadshuset", "Läget"})};
    accept("secretary", OpenMeeting{meeting, {}, seats({"chair", "vice-1", "member", "member-2"})});
    return meeting.value;
  }

  // As put to the meeting, with four ayes.
  [[nodiscard]] DecideInMeeting proposal(const Matter& matter) const {
    DecideInMeeting command;
    command.meeting = meeting;
    command.incident = event();
    command.matter = matter;
    command.ballots = votes(Vote::yes, {"chair", "vice-1", "member", "member-2"});
    command.handback = full_handback;
    return command;
  }

  std::string adopt(const Matter& matter) { return accept("secretary", proposal(matter)); }
  std::vector<std::string> deny(const Matter& matter) {
    return refuse("secretary", proposal(matter));
  }

  [[nodiscard]] DecideAlone alone(const Matter& matter) const {
    DecideAlone command;
    command.incident = event();
    command.matter = matter;
    command.urgency_reason = "Bilarna går i natt";
    command.handback = full_handback;
    return command;
  }

  [[nodiscard]] const Takeover& takeover(const std::string& which) const {
    return state.takeovers.at(TakeoverId{which});
  }
  [[nodiscard]] const DecisionRecord& decision(const std::string& which) const {
    return state.decisions.at(DecisionId{which});
  }
  [[nodiscard]] Lead lead(const std::string& unit, const std::string& part = {}) const {
    return who_leads(state, UnitId{unit}, part, now);
  }

  std::string id;  // of the event
  MeetingId meeting;
};

inline DecideForUnit own_decision(const std::string& unit, const std::string& part = {}) {
  DecideForUnit command;
  command.unit = UnitId{unit};
  command.part = part;
  command.title = "Extra bemanning";
  command.text = "Nämnden beslutar om extra bemanning.";
  return command;
}

}  // namespace ckl::law
