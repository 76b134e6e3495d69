#include "bench/city.hpp"

#include <algorithm>

#include "bench/wire.hpp"
#include "domain/owed.hpp"
#include "domain/procedure.hpp"

namespace ckl::bench {

using namespace domain;  // NOLINT: this file speaks the core's language

namespace {

// 2026-11-22T02:00Z
constexpr Instant start_of_night{std::chrono::milliseconds{1'795'312'800'000}};
constexpr Seconds day{24 * 3'600};
constexpr int districts = 13;

std::string numbered(const char* what, std::size_t number) {
  return std::string(what) + "-" + std::to_string(number);
}

class Builder {
 public:
  Organisation build(std::size_t persons) {
    city_.name = {"Storstad", "Great city"};
    add_top();
    for (int i = 1; i <= committees; ++i) add_committee(i);
    for (int i = 1; i <= companies; ++i) add_company(i);
    for (int i = 1; i <= staff; ++i) {
      add_person(numbered("stab", static_cast<std::size_t>(i)), role::staff, "slk");
    }
    for (std::size_t i = 1; city_.persons.size() < persons; ++i) {
      add_person(numbered("person", i), "CREW", committee(static_cast<int>(i % committees) + 1));
    }
    for (int i = 1; i <= positions; ++i) {
      city_.positions.push_back({PositionId{numbered("POS", static_cast<std::size_t>(i))},
                                 {numbered("Befattning", static_cast<std::size_t>(i)),
                                  numbered("Position", static_cast<std::size_t>(i))}});
    }
    return std::move(city_);
  }

  static CalloutPlan plan() {
    CalloutPlan plan;
    plan.id = PlanId{"ckl-liten"};
    plan.name = {"CKL liten", "CKL small"};
    std::size_t next = 0;
    const auto wave = [&](bool parallel, std::size_t count) {
      Wave made{.parallel = parallel, .persons = {}};
      while (made.persons.size() < count) {
        made.persons.push_back(PersonId{numbered("stab", ++next)});
      }
      return made;
    };
    for (int i = 1; i <= positions; ++i) {
      plan.positions.push_back(
          {.position = PositionId{numbered("POS", static_cast<std::size_t>(i))},
           .wanted = 2,
           .answer_within = Seconds{300},
           .waves = {wave(true, 3), wave(false, 9)}});
    }
    return plan;
  }

 private:
  static constexpr int positions = 8;

  void add_unit(const std::string& id, UnitKind kind, const std::string& parent = {}) {
    Unit unit;
    unit.id = UnitId{id};
    unit.name = {"Enheten " + id, "The unit " + id};
    unit.kind = kind;
    unit.parent = UnitId{parent};
    unit.legal_person = kind == UnitKind::company;
    city_.units.push_back(std::move(unit));
  }

  void add_person(const std::string& id, const char* role, const std::string& unit,
                  std::uint32_t order = 0) {
    Person person;
    person.id = PersonId{id};
    person.name = "Förnamn Efternamn " + id;
    person.title = {"Titel", "Title"};
    person.unit = UnitId{unit};
    person.ladder = {{"sms", Seconds{0}, 0}, {"mail", Seconds{60}, 0}};
    city_.persons.push_back(std::move(person));
    city_.mandates.push_back(Mandate{.person = PersonId{id},
                                     .role = role,
                                     .unit = UnitId{unit},
                                     .order = order,
                                     .valid_from = start_of_night - 300 * day,
                                     .valid_to = start_of_night + 9'000 * day});
  }

  void add_top() {
    add_unit("kf", UnitKind::city_council);
    add_unit("ks", UnitKind::executive_board);
    add_unit("slk", UnitKind::administration, "ks");
    add_unit("kn", UnitKind::crisis_committee);
    for (std::uint32_t i = 1; i <= 6; ++i) {
      add_person(numbered("tib", i), role::duty_officer, "slk", i);
    }
    add_person("director", role::city_director, "slk");
    add_person("deputy", role::deputy_director, "slk");
    add_person("chief", role::chief_of_staff, "slk");
    add_person("registrar", role::registrar, "slk");
    add_person("chair", role::committee_chair, "kn");
    add_person("vice-1", role::committee_vice_chair, "kn", 1);
    add_person("vice-2", role::committee_vice_chair, "kn", 2);
    for (std::uint32_t i = 1; i <= 10; ++i) {
      add_person(numbered("member", i), role::committee_member, "kn", i);
      add_person(numbered("substitute", i), role::committee_substitute, "kn", i);
    }
    add_person("kn-secretary", role::committee_secretary, "kn");
    add_person("ks-chair", role::board_chair, "ks");
    add_person("ks-secretary", role::board_secretary, "ks");
    add_person("kf-secretary", role::council_secretary, "kf");
  }

  void add_committee(int number) {
    const std::string id = committee(number);
    const std::string office = "kontor-" + std::to_string(number);
    add_unit(id, number <= districts ? UnitKind::district_council : UnitKind::specialist_committee);
    add_unit(office, UnitKind::administration, id);
    add_person("ordf-" + id, role::unit_chair, id);
    add_person("chef-" + id, role::administration_head, office);
    add_person("fack-" + id, role::union_representative, office);
    add_person("samordnare-" + id, role::security_coordinator, id);
    add_person("jour-" + id, role::org_duty_officer, office);
  }

  void add_company(int number) {
    const std::string id = company(number);
    add_unit(id, UnitKind::company);
    add_person("vd-" + id, role::administration_head, id);
    add_person("samordnare-" + id, role::security_coordinator, id);
    add_person("jour-" + id, role::org_duty_officer, id);
  }

  Organisation city_;
};

Settings settings() {
  Settings settings;
  settings.ckl_instruction = "Instruktion 3";
  settings.default_plan = PlanId{"ckl-liten"};
  settings.committee_seats = 13;
  settings.crisis_support_unit = UnitId{committee(20)};
  settings.area_codes = {"0180", "01", "SE"};
  return settings;
}

void adopt(City& city, const CitySize& size) {
  Builder builder;
  city.act(by_machine(
      OpenWorkspace{.workspace = {"skarpt"}, .mode = Mode::live, .name = {"Skarpt läge", "Live"}}));
  city.act(by_machine(
      AdoptOrganisation{.organisation = builder.build(size.persons), .source_hash = "1"}));
  city.act(by_machine(AdoptSettings{.settings = settings()}));
  city.act(by_machine(AdoptPlan{.plan = Builder::plan()}));
}

void report(City& city, std::size_t number) {
  ReportIncident report;
  report.kind = static_cast<IncidentKind>(number % 7 + 1);
  report.headline = "Händelse nummer " + std::to_string(number) + " i staden";
  report.text = "Vad som är känt just nu, i två meningar. Mer kommer när någon är på plats.";
  report.place = "Någon gata " + std::to_string(number);
  report.owner = UnitId{committee(static_cast<int>(number % committees) + 1)};
  city.act(by("tib-1", report));
}

void take_over(City& city, int number) {
  DecideAlone command;
  command.incident = IncidentId{"incident-1"};
  command.matter = a_matter(MatterKind::takeover);
  command.matter.scope = Scope{.unit = UnitId{committee(number)}, .whole = true, .parts = {}};
  command.matter.necessity = "Personal måste flyttas mellan områden i natt";
  command.matter.review = city.now + 60 * day;
  command.urgency_reason = "Nämnden hinner inte samlas";
  city.act(by("chair", command));
}

// Facts that open duties: work injuries, personal data, rescues that ended.
void owe(City& city, std::size_t number) {
  static constexpr FactKind kinds[] = {FactKind::rescue_ended, FactKind::personal_breach,
                                       FactKind::warning_sent};
  RecordFact fact;
  fact.incident = IncidentId{numbered("incident", number % city.state.incidents.size() + 1)};
  fact.kind = kinds[number / city.state.incidents.size() % 3];
  fact.unit = UnitId{committee(static_cast<int>(number % committees) + 1)};
  fact.text = "Som det rapporterades";
  city.act(by("tib-2", fact));
}

}  // namespace

std::string committee(int number) {
  return (number <= districts ? "sdn-" : "namnd-") + std::to_string(number);
}

std::string company(int number) { return "bolag-" + std::to_string(number); }

Matter a_matter(MatterKind kind) {
  Matter matter;
  matter.kind = kind;
  matter.title = "Omfördelning av personal och fordon";
  matter.text = "Krisledningsnämnden beslutar att personal och fordon ställs till förfogande.";
  return matter;
}

Order by(const std::string& person, Command command) {
  return Order{.kind = name_of(command),
               .command = std::move(command),
               .actor = {.person = PersonId{person}, .capacity = {}, .machine = {}, .via = "grpc"},
               .refused = false};
}

Order by_machine(Command command) {
  return Order{.kind = name_of(command),
               .command = std::move(command),
               .actor = {.person = {}, .capacity = {}, .machine = "bench", .via = "internal"},
               .refused = false};
}

void perform(State& state, const Order& order, Instant now, std::vector<Entry>& journal) {
  Actor actor = order.actor;
  Decision decision = decide(state, order.command, actor, now);
  if (decision.has_value() == order.refused) {
    std::string why = "was accepted";
    if (!decision) {
      why = "was refused: " + decision.error().breaches.at(0).rule.value + " " +
            decision.error().breaches.at(0).field + " " +
            decision.error().breaches.at(0).message.en;
    }
    die(std::string(order.kind) + " by " + actor.person.value + " " + why);
  }
  std::vector<Draft> drafts;
  if (decision) {
    if (!decision->capacity.empty()) actor.capacity = decision->capacity;
    drafts = std::move(decision->drafts);
  } else if (auto note = note_refusal(state, order.command, actor, {decision.error(), now})) {
    drafts.push_back(std::move(*note));
  }
  for (auto& draft : drafts) {
    journal.push_back(Entry{.sequence = state.sequence + 1,
                            .time = now,
                            .actor = actor,
                            .command_id = {},
                            .rule = draft.rule,
                            .basis = basis_after(journal, draft.rule, now),
                            .event = std::move(draft.event)});
    evolve(state, journal.back());
  }
}

void City::act(const Order& order) { perform(state, order, now, journal); }

void City::pass(Seconds time) {
  const Instant until = now + time;
  for (auto due = next_deadline(state); due && *due <= until; due = next_deadline(state)) {
    now = std::max(now, *due);
    const auto before = state.sequence;
    act(by_machine(NoteDeadlines{}));
    if (state.sequence == before) die("something is due and nothing happens");
  }
  now = until;
}

void City::deliver() {
  constexpr std::size_t together = 64;
  for (auto owed = owed_deliveries(state, now, together); !owed.empty();
       owed = owed_deliveries(state, now, together)) {
    for (const auto& one : owed) {
      act(by_machine(BeginAttempt{.message = one.message, .step = one.step, .gateway = "sms-1"}));
      ReportAttempt outcome;
      outcome.message = one.message;
      outcome.attempt = state.messages.at(one.message).attempts.back().number;
      outcome.outcome = AttemptOutcome::delivered;
      act(by_machine(outcome));
    }
  }
}

City make_city(const CitySize& size) {
  City city;
  city.now = start_of_night;
  adopt(city, size);
  city.act(by("director", ChangeCklState{.to = CklState::active, .reason = "Läget i staden"}));
  for (std::size_t i = 1; i <= size.incidents; ++i) report(city, i);
  DeclareExtraordinary declaration;
  declaration.incident = IncidentId{"incident-1"};
  declaration.criteria = {"Avviker", "Allvarlig störning", "Skyndsamma insatser"};
  city.act(by("chair", declaration));
  for (std::size_t i = 1; i <= size.takeovers; ++i) take_over(city, static_cast<int>(i));
  for (std::size_t i = 0; city.state.index.open_duties.size() < size.duties; ++i) owe(city, i);
  return city;
}

}  // namespace ckl::bench
