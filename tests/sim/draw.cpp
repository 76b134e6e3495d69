#include "sim/draw.hpp"

#include <array>

#include "domain/authority.hpp"

namespace ckl::sim {

std::string Draw::text() {
  static constexpr std::array<const char*, 6> texts{"Skäl",
                                                    "Läget är oförändrat",
                                                    "Åtgärd vidtagen kl. 02.12",
                                                    "Ring vakthavande",
                                                    "Översvämning vid Hötorget, ÅÄÖ åäö é",
                                                    "Telefon"};
  const auto luck = random.below(200);
  if (luck == 0) return {};
  if (luck == 1) return "  ";
  return texts.at(random.below(texts.size()));
}

domain::PersonId Draw::person() {
  const auto& persons = state.organisation.persons;
  if (persons.empty() || random.chance(1)) return {"nobody"};
  return random.pick(persons).id;
}

domain::UnitId Draw::unit() {
  const auto& units = state.organisation.units;
  if (units.empty() || random.chance(2)) return {"no-unit"};
  return random.pick(units).id;
}

domain::UnitId Draw::unit_of(std::initializer_list<domain::UnitKind> kinds) {
  if (random.chance(5)) return unit();
  const domain::Unit* chosen = nullptr;
  std::uint64_t found = 0;
  for (const auto& one : state.organisation.units) {
    const bool fits = std::ranges::find(kinds, one.kind) != kinds.end();
    if (fits && random.below(++found) == 0) chosen = &one;
  }
  return chosen == nullptr ? domain::UnitId{} : chosen->id;
}

std::optional<domain::Instant> Draw::about_now() {
  if (random.chance(70)) return std::nullopt;
  const auto seconds = random.chance(90) ? random.between(-4'000, 0) : random.between(-90'000, 600);
  return now + domain::Seconds(seconds);
}

std::optional<domain::Instant> Draw::ahead() {
  return now +
         domain::Seconds(random.chance(95) ? random.between(60, 200'000) : random.between(-600, 0));
}

domain::PersonId Draw::holder(std::initializer_list<std::string_view> roles,
                              const domain::UnitId& unit) {
  const auto start = random.below(roles.size());
  for (std::size_t at = 0; at < roles.size(); ++at) {
    const auto role = *(roles.begin() + static_cast<std::ptrdiff_t>((start + at) % roles.size()));
    auto persons = domain::holders(state, role, now);
    if (!unit.empty()) {
      std::erase_if(persons, [&](const domain::PersonId& person) {
        return !domain::holds_for(state, person, {role, unit}, now);
      });
    }
    if (persons.empty()) continue;
    capacity = role;
    return random.pick(persons);
  }
  return {};
}

void Draw::sent_by(std::initializer_list<std::string_view> roles, const domain::UnitId& unit) {
  by = holder(roles, unit);
}

domain::PersonId Draw::presiding(const domain::IncidentId& incident) {
  for (const std::string_view role :
       {domain::role::committee_chair, domain::role::committee_vice_chair}) {
    for (const auto& person : domain::holders(state, role, now)) {
      if (domain::hindrance_of(state, person, now, incident) != nullptr) continue;
      capacity = role;
      return person;
    }
  }
  return holder({domain::role::committee_chair, domain::role::committee_vice_chair});
}

std::optional<domain::OralRecord> Draw::oral_record(const domain::IncidentId& incident) {
  if (!random.chance(15)) return std::nullopt;
  domain::OralRecord record;
  record.speaker = random.chance(10) ? person() : presiding(incident);
  record.witness = person();
  record.wording = text();
  record.read_back = random.chance(95);
  record.heard_via = any_of<const char*>(random, {"telefon", "Rakel"});
  sent_by({domain::role::registrar, domain::role::committee_secretary});
  return record;
}

domain::IncidentId Draw::incident() { return incident_where(is_open); }

bool is_open(const domain::Incident& incident) {
  return incident.phase != domain::Phase::closed && incident.phase != domain::Phase::archived;
}

bool is_under_way(const domain::Meeting& meeting) { return meeting.opened && !meeting.closed; }

}  // namespace ckl::sim
