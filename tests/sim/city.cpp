#include "sim/city.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "domain/calendar.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Seconds;
using domain::UnitKind;

constexpr Seconds minute{60};
constexpr Seconds hour{3'600};

struct Post {
  const char* role;
  domain::UnitId unit;
  std::uint32_t least;
  std::uint32_t most;
};

// The posts of the city as a whole.
const std::vector<Post>& city_posts() {
  static const std::vector<Post> posts{
      {role::duty_officer, {"slk"}, 1, 3},       {role::city_director, {"slk"}, 1, 1},
      {role::deputy_director, {"slk"}, 0, 2},    {role::chief_of_staff, {"slk"}, 0, 2},
      {role::committee_chair, {"kn"}, 1, 1},     {role::committee_vice_chair, {"kn"}, 0, 2},
      {role::committee_member, {"kn"}, 3, 5},    {role::committee_substitute, {"kn"}, 0, 3},
      {role::committee_secretary, {"kn"}, 1, 1}, {role::registrar, {"slk"}, 1, 2},
      {role::board_chair, {"ks"}, 0, 1},         {role::board_secretary, {"ks"}, 1, 2},
      {role::council_chair, {"kf"}, 0, 1},       {role::council_vice_chair, {"kf"}, 0, 1},
      {role::council_secretary, {"kf"}, 1, 1},   {role::security_coordinator, {"slk"}, 0, 1},
      {"SECURITY_CHIEF", {"slk"}, 0, 1},         {role::staff, {"slk"}, 2, 4},
      {role::administrator, {"slk"}, 0, 1},      {role::warning_requester, {"slk"}, 1, 2},
  };
  return posts;
}

// And those of each committee, company and body beside it.
std::vector<Post> posts_of(const domain::Organisation& organisation) {
  std::vector<Post> posts = city_posts();
  for (const auto& unit : organisation.units) {
    const bool own = unit.kind == UnitKind::specialist_committee ||
                     unit.kind == UnitKind::district_council || unit.kind == UnitKind::company;
    const bool other = unit.kind == UnitKind::federation || unit.kind == UnitKind::external;
    if (own) posts.push_back({role::unit_chair, unit.id, 1, 1});
    if (own) posts.push_back({role::administration_head, unit.id, 0, 1});
    if (own) posts.push_back({role::union_representative, unit.id, 0, 1});
    if (own || other) posts.push_back({role::org_duty_officer, unit.id, 0, 2});
    if (own) posts.push_back({role::security_coordinator, unit.id, 0, 1});
  }
  return posts;
}

domain::Unit unit(const std::string& id, UnitKind kind, const char* parent = "") {
  domain::Unit made;
  made.id = {id};
  made.name = {.sv = "Enhet " + id, .en = "Unit " + id};
  made.kind = kind;
  made.legal_person = kind == UnitKind::company || kind == UnitKind::federation;
  made.parent = {parent};
  return made;
}

std::string day_after(domain::Instant now, std::int64_t days) {
  namespace calendar = domain::calendar;
  return calendar::iso(calendar::plus_days(calendar::date_of(now), static_cast<int>(days)));
}

// The council, the board, krisledningsnämnden and their office are in every city; which committees,
// districts, companies and bodies beside it there are is chance.
std::vector<domain::Unit> make_units(Random& random, domain::Instant start) {
  std::vector<domain::Unit> units{unit("kf", UnitKind::city_council),
                                  unit("ks", UnitKind::executive_board),
                                  unit("slk", UnitKind::administration, "ks"),
                                  unit("kn", UnitKind::crisis_committee),
                                  unit("trafik", UnitKind::specialist_committee),
                                  unit("trafikkontoret", UnitKind::administration, "trafik"),
                                  unit("bolaget", UnitKind::company)};
  const auto districts = 1 + random.below(3);
  for (std::uint64_t number = 1; number <= districts; ++number) {
    units.push_back(unit("sdn-" + std::to_string(number), UnitKind::district_council));
  }
  const auto maybe = [&](std::uint32_t percent, const char* id, UnitKind kind) {
    if (random.chance(percent)) units.push_back(unit(id, kind));
  };
  maybe(60, "social", UnitKind::specialist_committee);
  maybe(30, "val", UnitKind::specialist_committee);
  maybe(50, "borgarråd", UnitKind::mayors_council);
  maybe(30, "bostadsbolaget", UnitKind::company);
  maybe(50, "brandförsvaret", UnitKind::federation);
  maybe(30, "regionen", UnitKind::external);
  if (random.chance(70)) {  // one that will be merged into another
    auto old = unit("sdn-gammal", UnitKind::district_council);
    old.valid_to = day_after(start, random.between(1, 3));
    if (random.chance(80)) old.successors = {{"sdn-1"}};
    units.push_back(std::move(old));
  }
  return units;
}

std::vector<domain::ContactStep> ladder(Random& random) {
  static constexpr std::array<const char*, 3> kinds{"sms", "mail", "voice"};
  std::vector<domain::ContactStep> steps;
  const auto count = random.below(20) == 0 ? 0 : 1 + random.below(3);
  auto first = random.below(3);
  Seconds after{0};
  for (std::uint64_t step = 0; step < count; ++step) {
    steps.push_back({.channel = kinds.at(first++ % 3), .after = after, .contact = 0});
    after += Seconds(random.between(20, 180));
  }
  return steps;
}

// Most mandates are open; some end or begin during the run.
domain::Mandate mandate(Random& random, const domain::PersonId& person, const Post& post,
                        domain::Instant start) {
  domain::Mandate made{.person = person,
                       .role = post.role,
                       .unit = post.unit,
                       .order = static_cast<std::uint32_t>(random.below(3)),
                       .valid_from = std::nullopt,
                       .valid_to = std::nullopt};
  const auto luck = random.below(100);
  if (luck < 12) made.valid_to = start + random.between(1, 4'000) * minute;
  if (luck >= 12 && luck < 20) made.valid_from = start + random.between(1, 2'000) * minute;
  return made;
}

// One chair at a time, and one vice chair of each order; any other post has room.
bool has_room(const domain::Organisation& organisation, const domain::Mandate& wanted) {
  const bool one_seat =
      wanted.role == role::committee_chair || wanted.role == role::committee_vice_chair ||
      wanted.role == role::unit_chair || wanted.role == role::board_chair ||
      wanted.role == role::council_chair || wanted.role == role::council_vice_chair;
  return !one_seat || std::ranges::none_of(organisation.mandates, [&](const auto& other) {
    if (other.role != wanted.role || other.unit != wanted.unit) return false;
    const bool before =
        other.valid_to && wanted.valid_from && *other.valid_to <= *wanted.valid_from;
    const bool after = wanted.valid_to && other.valid_from && *wanted.valid_to <= *other.valid_from;
    return !before && !after;
  });
}

void appoint(domain::Organisation& organisation, domain::Mandate mandate) {
  if (has_room(organisation, mandate)) organisation.mandates.push_back(std::move(mandate));
}

const domain::Person& person_of(const domain::Organisation& organisation,
                                const domain::PersonId& id) {
  return *std::ranges::find(organisation.persons, id, &domain::Person::id);
}

// A route whose last step reaches nobody is refused.
void end_with_somebody(const domain::Organisation& organisation, domain::PlanPosition& wanted) {
  auto& last = wanted.waves.back().persons;
  const auto has_ladder = [&](const domain::PersonId& id) {
    return !person_of(organisation, id).ladder.empty();
  };
  if (std::ranges::any_of(last, has_ladder)) return;
  for (const auto& person : organisation.persons) {
    const bool in_pool = std::ranges::any_of(wanted.waves, [&](const domain::Wave& wave) {
      return std::ranges::find(wave.persons, person.id) != wave.persons.end();
    });
    if (in_pool || person.ladder.empty()) continue;
    wanted.waves.change(wanted.waves.size() - 1).persons.push_back(person.id);
    return;
  }
}

// Somebody may lose it later.
void ask_for_what_all_have(const domain::Organisation& organisation, domain::PlanPosition& wanted) {
  for (const auto& wave : wanted.waves) {
    for (const auto& id : wave.persons) {
      if (person_of(organisation, id).qualifications.empty()) return;
    }
  }
  wanted.qualifications = {"rakel"};
}

domain::CalloutPlan plan(Random& random, const domain::Organisation& organisation,
                         std::uint64_t number) {
  domain::CalloutPlan made;
  made.id = {"plan-" + std::to_string(number)};
  made.name = {.sv = "Plan", .en = "Plan"};
  made.deadline = random.between(5, 120) * minute;
  for (const auto& position : organisation.positions) {
    if (random.chance(25) && !made.positions.empty()) continue;
    domain::PlanPosition wanted{.position = position.id,
                                .wanted = static_cast<std::uint32_t>(1 + random.below(3)),
                                .answer_within = Seconds(random.between(30, 900)),
                                .waves = {}};
    const auto size = wanted.wanted + random.below(6);
    auto at = random.below(organisation.persons.size());
    for (std::uint64_t count = 0; count < size; ++count) {
      if (wanted.waves.empty() || random.chance(40)) {
        wanted.waves.push_back({.parallel = random.chance(40), .persons = {}});
      }
      wanted.waves.change(wanted.waves.size() - 1).persons.push_back(organisation.persons[at].id);
      at = (at + 1) % organisation.persons.size();
    }
    end_with_somebody(organisation, wanted);
    if (random.chance(25)) ask_for_what_all_have(organisation, wanted);
    made.positions.push_back(std::move(wanted));
  }
  return made;
}

domain::Settings settings(Random& random, const domain::Organisation& organisation) {
  domain::Settings made;
  made.confirm_level_within = random.between(1, 90) * minute;
  made.inform_chair_within = random.between(1, 30) * minute;
  made.inform_chair_every = random.between(10, 200) * minute;
  made.evaluation_within = random.between(1, 90 * 24) * hour;
  made.remind_before = random.between(0, 10) * minute;
  made.ckl_instruction = "Instruktion 3";
  made.default_plan = {"plan-1"};
  made.committee_seats = random.chance(50) ? 0 : static_cast<std::uint32_t>(1 + random.below(5));
  made.remote_meetings = random.chance(50);
  if (random.chance(30)) made.presiding_substitute = organisation.persons.front().id;
  made.committee_own_matters = {"ordning"};
  if (random.chance(80)) made.crisis_support_unit = {"trafik"};
  made.never_taken_over = {{"val"}};
  made.carried_activities = {"hamndrift"};
  made.area_codes = {"0180", "01", "SE"};
  made.mandate_periods = {"2022-10-15", "2026-10-15"};
  made.gateways = {{.id = "sms-1", .kind = "sms"},
                   {.id = "sms-2", .kind = "sms", .reserve = random.chance(30)},
                   {.id = "mail-1", .kind = "mail"},
                   {.id = "voice-1", .kind = "voice"}};
  if (random.chance(60)) made.duty_check_at = random.between(1, 23) * hour;
  if (random.chance(60)) made.contact_good_for = random.between(1, 90) * 24 * hour;
  if (random.chance(60)) made.drill_every = random.between(1, 60) * 24 * hour;
  return made;
}

}  // namespace

City make_city(Random& random, domain::Instant start) {
  City city;
  auto& organisation = city.organisation;
  organisation.name = {.sv = "Provstad", .en = "Test town"};
  organisation.units = make_units(random, start);
  const auto count = 12 + random.below(24);
  for (std::uint64_t number = 1; number <= count; ++number) {
    domain::Person person;
    person.id = {"p" + std::to_string(number)};
    person.name = "Person " + std::to_string(number);
    person.unit = {"slk"};
    person.ladder = ladder(random);
    if (random.chance(85)) person.qualifications = {"rakel"};
    organisation.persons.push_back(std::move(person));
  }
  organisation.positions = {{.id = {"LEDNING"}, .name = {.sv = "Ledning", .en = "Lead"}},
                            {.id = {"ANALYS"}, .name = {.sv = "Analys", .en = "Analysis"}},
                            {.id = {"SAMBAND"}, .name = {.sv = "Samband", .en = "Signals"}}};
  for (const auto& post : posts_of(organisation)) {
    const auto holders = post.least + random.below(post.most - post.least + 1);
    for (std::uint64_t number = 0; number < holders; ++number) {
      const auto& person = random.pick(organisation.persons).id;
      appoint(organisation, mandate(random, person, post, start));
    }
  }
  domain::DutyFunction duty;
  duty.id = "jour";
  duty.name = {.sv = "Jour", .en = "Duty"};
  duty.unit = {"slk"};
  duty.mandatory = true;
  for (std::size_t at = 0; at < 5; ++at) duty.persons.push_back(organisation.persons[at].id);
  organisation.duty_functions = {duty};
  for (std::uint64_t number = 1; number <= 3; ++number) {
    city.plans.push_back(plan(random, organisation, number));
  }
  city.settings = settings(random, organisation);
  for (const auto& person : organisation.persons) {
    if (random.chance(15)) city.exercise_list.push_back(person.id.value);
  }
  return city;
}

void change_mandates(Random& random, domain::Organisation& organisation, domain::Instant now) {
  std::vector<domain::Mandate> successors;
  for (auto& each : organisation.mandates) {
    if (!random.chance(8)) continue;
    const auto end = now + random.between(0, 600) * minute;
    if (each.valid_from && end <= *each.valid_from) continue;
    if (each.valid_to && *each.valid_to <= end) continue;
    each.valid_to = end;
    if (random.chance(70)) {
      auto next = each;
      next.person = random.pick(organisation.persons).id;
      next.valid_from = end;
      next.valid_to.reset();
      successors.push_back(std::move(next));
    }
  }
  for (auto& each : successors) appoint(organisation, std::move(each));
  const auto posts = posts_of(organisation);
  const auto more = 1 + random.below(4);
  for (std::uint64_t number = 0; number < more; ++number) {
    const auto& person = random.pick(organisation.persons).id;
    appoint(organisation, mandate(random, person, random.pick(posts), now));
  }
  if (organisation.mandates.size() > 160) {
    organisation.mandates.erase(organisation.mandates.begin(), organisation.mandates.begin() + 40);
  }
}

void end_unit(Random& random, domain::Organisation& organisation, domain::Instant now) {
  std::vector<domain::Unit*> ending;
  for (auto& unit : organisation.units) {
    const bool committee =
        unit.kind == UnitKind::specialist_committee || unit.kind == UnitKind::district_council;
    if (committee && unit.valid_to.empty() && unit.id.value != "sdn-1") ending.push_back(&unit);
  }
  if (ending.empty()) return;
  auto& unit = *random.pick(ending);
  unit.valid_to = day_after(now, random.between(1, 3));
  if (random.chance(80)) unit.successors = {{"sdn-1"}};
}

}  // namespace ckl::sim
