// A small town for tests of the core: an organisation, a clock by hand, and one way in.
//
// Every command goes through `decide`; every draft through `evolve`, as the engine does it. After
// each event the indexes must equal those rebuilt from the rest of the state, and at the end a
// replay of the journal must give the same state. Header only, so that tests/domain uses it too.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "domain/decide.hpp"
#include "domain/evolve.hpp"
#include "domain/limits.hpp"
#include "domain/owed.hpp"
#include "domain/procedure.hpp"
#include "domain/ruling.hpp"

namespace ckl::law {

using namespace domain;  // NOLINT: the tests speak the core's language

inline constexpr Seconds minute{60};
inline constexpr Seconds hour{3'600};
inline constexpr Seconds day{24 * 3'600};

// 2026-11-22T02:00Z
inline constexpr Instant start_of_night{std::chrono::milliseconds{1'795'312'800'000}};

inline const Criteria three_reasons{"Lastbil i folkmassa", "Centrum avspärrat",
                                    "Hundratals i behov"};
inline const Checklist full_checklist{"Ja", "Lugnt", "Två lag", "Avlösta", "Pressträff 18", "SLK"};

// Whether a text for people has a word of the code in it, as "RecordMinutes" is one: a capital in
// the middle of a word.
inline bool names_code(const Text& text) {
  const auto is_between = [](char c, char first, char last) { return first <= c && c <= last; };
  const auto has_hump = [&](const std::string& words) {
    return std::ranges::adjacent_find(words, [&](char one, char next) {
             return is_between(one, 'a', 'z') && is_between(next, 'A', 'Z');
           }) != words.end();
  };
  return has_hump(text.sv) || has_hump(text.en);
}

inline Person person(const std::string& id) {
  return Person{.id = PersonId{id},
                .name = "Person " + id,
                .title = {"Titel", "Title"},
                .unit = UnitId{"slk"},
                .ladder = {{"sms", Seconds{0}, 0}, {"mail", minute, 0}}};
}

inline Unit unit(const std::string& id, UnitKind kind, const std::string& parent = {}) {
  Unit unit;
  unit.id = UnitId{id};
  unit.name = {"Enhet " + id, "Unit " + id};
  unit.kind = kind;
  unit.parent = UnitId{parent};
  return unit;
}

inline Mandate mandate(const std::string& who, const std::string& role, const std::string& unit,
                       std::uint32_t order = 0) {
  return Mandate{.person = PersonId{who},
                 .role = role,
                 .unit = UnitId{unit},
                 .order = order,
                 .valid_from = std::nullopt,
                 .valid_to = std::nullopt};
}

inline std::vector<PersonId> people(std::initializer_list<const char*> ids) {
  std::vector<PersonId> all;
  all.reserve(ids.size());
  for (const char* id : ids) all.push_back(PersonId{id});
  return all;
}

inline Organisation small_organisation() {
  Organisation town;
  town.name = {"Provstad", "Test town"};
  town.units = {unit("kf", UnitKind::city_council),
                unit("ks", UnitKind::executive_board),
                unit("slk", UnitKind::administration, "ks"),
                unit("kn", UnitKind::crisis_committee),
                unit("trafik", UnitKind::specialist_committee),
                unit("trafikkontoret", UnitKind::administration, "trafik")};
  for (const char* id : {"tib",         "tib-2",    "director", "deputy", "chief",  "registrar",
                         "staff",       "chair",    "vice-1",   "vice-2", "member", "former-chair",
                         "trafik-jour", "slk-jour", "nobody",   "p1",     "p2",     "p3",
                         "p4",          "p5",       "p6",       "p7",     "p8",     "p9"}) {
    town.persons.push_back(person(id));
  }
  town.mandates = {mandate("tib", role::duty_officer, "slk", 1),
                   mandate("tib-2", role::duty_officer, "slk", 2),
                   mandate("director", role::city_director, "slk"),
                   mandate("deputy", role::deputy_director, "slk"),
                   mandate("chief", role::chief_of_staff, "slk"),
                   mandate("registrar", role::registrar, "slk"),
                   mandate("staff", role::staff, "slk"),
                   mandate("chair", role::committee_chair, "kn"),
                   mandate("vice-1", role::committee_vice_chair, "kn", 1),
                   mandate("vice-2", role::committee_vice_chair, "kn", 2),
                   mandate("member", role::committee_member, "kn"),
                   mandate("former-chair", role::committee_chair, "kn"),
                   mandate("trafik-jour", role::org_duty_officer, "trafikkontoret"),
                   mandate("trafik-jour", role::security_coordinator, "trafikkontoret"),
                   mandate("slk-jour", role::org_duty_officer, "slk")};
  town.mandates[7].valid_from = start_of_night - day;
  town.mandates[11].valid_to = start_of_night - day;
  town.positions = {{PositionId{"SITUATION"}, {"Läge", "Situation"}},
                    {PositionId{"ANALYSIS"}, {"Analys", "Analysis"}}};
  return town;
}

inline CalloutPlan small_plan() {
  CalloutPlan plan;
  plan.id = PlanId{"grund"};
  plan.name = {"Grund", "Basic"};
  plan.deadline = hour;
  PlanPosition situation{.position = PositionId{"SITUATION"},
                         .wanted = 2,
                         .answer_within = 5 * minute,
                         .waves = {{.parallel = false, .persons = people({"p1", "p2", "p3"})},
                                   {.parallel = false, .persons = people({"p4"})}}};
  PlanPosition analysis{.position = PositionId{"ANALYSIS"},
                        .wanted = 1,
                        .answer_within = 5 * minute,
                        .waves = {{.parallel = true, .persons = people({"p5", "p6"})},
                                  {.parallel = false, .persons = people({"p7", "p1"})}}};
  plan.positions = {situation, analysis};
  return plan;
}

inline Settings small_settings() {
  Settings settings;
  settings.ckl_instruction = "Instruktion 3";
  settings.default_plan = PlanId{"grund"};
  return settings;
}

class Town {
 public:
  Town() : Town(small_organisation()) {}

  explicit Town(const Organisation& organisation, Mode mode = Mode::live) {
    configure(OpenWorkspace{WorkspaceId{"skarpt"}, mode, {"Skarpt läge", "Live"}});
    configure(AdoptOrganisation{organisation, "hash"});
    configure(AdoptSettings{small_settings()});
    configure(AdoptPlan{small_plan()});
    mark();
  }

  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;

  ~Town() {
    State replayed;
    for (const auto& entry : journal) evolve(replayed, entry);
    EXPECT_TRUE(same(replayed, state)) << "replay differs from what was lived through";
    EXPECT_TRUE(replayed.index == state.index) << "indexes of the replay differ";
  }

  // One command, by a person or (with an empty id) by the server. Accepted or not, it is journaled
  // as the engine would.
  Decision order(const std::string& who, const Command& command, const std::string& capacity = {}) {
    const Actor actor{.person = PersonId{who},
                      .capacity = capacity,
                      .machine = who.empty() ? "test" : "",
                      .via = "cli"};
    Decision decision = decide(state, command, actor, now);
    if (decision) {
      for (const auto& draft : decision->drafts) append(draft, actor);
    } else if (const auto note = note_refusal(state, command, actor, {decision.error(), now})) {
      append(*note, actor);
    }
    return decision;
  }

  // The command must be accepted; gives the id of what it concerned.
  std::string accept(const std::string& who, const Command& command,
                     const std::string& capacity = {}) {
    mark();
    const Decision decision = order(who, command, capacity);
    EXPECT_TRUE(decision.has_value())
        << name_of(command) << " by " << who << ": " << told(decision);
    return decision ? decision->subject : std::string();
  }

  // The command must be refused; gives the rules broken, in order.
  std::vector<std::string> refuse(const std::string& who, const Command& command,
                                  const std::string& capacity = {}) {
    mark();
    const Decision decision = order(who, command, capacity);
    EXPECT_FALSE(decision.has_value()) << name_of(command) << " by " << who << " was accepted";
    rejection = decision ? Rejection{} : decision.error();
    for (const auto& breach : rejection.breaches) expect_told(breach);
    const bool somebody = std::ranges::any_of(
        rejection.breaches, [](const Breach& breach) { return !breach.who_may.sv.empty(); });
    EXPECT_TRUE(somebody || rejection.code != RejectionCode::not_permitted)
        << name_of(command) << " does not say who may instead";
    return rules_of(rejection);
  }

  // What a part of the core writes on a ruling, journaled as if a command had led to it.
  template <class Act>
  void enact(Act act) {
    mark();
    const Actor actor{.person = {}, .capacity = {}, .machine = "test", .via = "internal"};
    const Case c{.state = state, .actor = actor, .now = now};
    Ruling ruling(c);
    act(ruling);
    const Decision decision = ruling.accept({}, {});
    ASSERT_TRUE(decision.has_value());
    for (const auto& draft : decision->drafts) append(draft, actor);
  }

  // Time passes; what comes due is worked off at its own instant.
  void pass(Seconds time) {
    const Instant until = now + time;
    mark();
    for (auto due = next_deadline(state); due && *due <= until; due = next_deadline(state)) {
      now = std::max(now, *due);
      const Decision decision = order("", NoteDeadlines{});
      ASSERT_TRUE(decision.has_value());
      ASSERT_FALSE(decision->drafts.empty()) << "something is due and nothing happens";
    }
    now = until;
  }

  // From here on `happened` counts.
  void mark() { mark_ = journal.size(); }

  [[nodiscard]] std::vector<std::string> happened() const {
    std::vector<std::string> names;
    for (std::size_t i = mark_; i < journal.size(); ++i)
      names.emplace_back(name_of(journal[i].event));
    return names;
  }

  template <class E>
  [[nodiscard]] std::vector<E> events() const {
    std::vector<E> found;
    for (std::size_t i = mark_; i < journal.size(); ++i) {
      if (const auto* event = std::get_if<E>(&journal[i].event)) found.push_back(*event);
    }
    return found;
  }

  // Rules of the events of that kind since the mark.
  [[nodiscard]] std::vector<std::string> rules_journaled(std::string_view name) const {
    std::vector<std::string> rules;
    for (std::size_t i = mark_; i < journal.size(); ++i) {
      if (name == name_of(journal[i].event)) rules.push_back(journal[i].rule.value);
    }
    return rules;
  }

  // Who was told since the mark, about that subject.
  [[nodiscard]] std::vector<std::string> told_about(std::string_view subject) const {
    std::vector<std::string> persons;
    for (const auto& notice : events<PersonNotified>()) {
      if (notice.subject == subject) persons.push_back(notice.person.value);
    }
    return persons;
  }

  [[nodiscard]] const Incident& incident(const std::string& id) const {
    return state.incidents.at(IncidentId{id});
  }

  [[nodiscard]] std::vector<const Obligation*> open_duties(std::string_view rule) const {
    std::vector<const Obligation*> open;
    for (const auto& [id, duty] : state.obligations) {
      if (duty.rule.value == rule && duty.state != ObligationState::closed) open.push_back(&duty);
    }
    return open;
  }

  static std::vector<std::string> rules_of(const Rejection& rejection) {
    std::vector<std::string> rules;
    rules.reserve(rejection.breaches.size());
    for (const auto& breach : rejection.breaches) rules.push_back(breach.rule.value);
    return rules;
  }

  State state;
  Instant now = start_of_night;
  std::vector<Entry> journal;
  Rejection rejection;

 private:
  // Every refusal says the rule, its basis, what is wrong and what the caller can do now.
  static void expect_told(const Breach& breach) {
    const std::string& rule = breach.rule.value;
    EXPECT_FALSE(rule.empty());
    EXPECT_FALSE(breach.message.sv.empty()) << rule;
    EXPECT_FALSE(breach.message.en.empty()) << rule;
    for (const auto& text : {breach.message, breach.who_may, breach.what_now}) {
      EXPECT_FALSE(names_code(text)) << rule << ": " << text.sv;
    }
    EXPECT_FALSE(breach.what_now.sv.empty()) << rule << ": " << breach.message.en;
    EXPECT_FALSE(breach.what_now.en.empty()) << rule << ": " << breach.message.en;
    EXPECT_TRUE(find_rule(rule) != nullptr || rule.starts_with("INPUT_")) << rule;
    if (find_rule(rule) != nullptr) EXPECT_FALSE(breach.basis.empty()) << rule;
  }

  void configure(const Command& command) {
    const Decision decision = order("", command);
    EXPECT_TRUE(decision.has_value()) << name_of(command) << ": " << told(decision);
  }

  static std::string told(const Decision& decision) {
    std::string all;
    if (decision) return all;
    for (const auto& breach : decision.error().breaches) {
      all += breach.rule.value + " " + breach.field + " " + breach.message.en + "; ";
    }
    return all;
  }

  void append(const Draft& draft, const Actor& actor) {
    const auto basis = basis_of(draft.rule, now);
    EXPECT_FALSE(basis.empty()) << name_of(draft.event) << " has no basis: " << draft.rule.value;
    journal.push_back(Entry{.sequence = state.sequence + 1,
                            .time = now,
                            .actor = actor,
                            .command_id = {},
                            .rule = draft.rule,
                            .basis = basis,
                            .event = draft.event});
    evolve(state, journal.back());
    State rebuilt = state;
    reindex(rebuilt);
    EXPECT_TRUE(rebuilt.index == state.index) << "index wrong after " << name_of(draft.event);
  }

  std::size_t mark_ = 0;
};

// Commands that many tests begin with.

inline ReportIncident a_report(Level level = Level::disturbance) {
  ReportIncident report;
  report.kind = IncidentKind::violence;
  report.headline = "Lastbil på Drottninggatan";
  report.place = "Drottninggatan";
  report.level = level;
  return report;
}

inline ChangeLevel level(const std::string& incident, Level to) {
  ChangeLevel change{.incident = IncidentId{incident}, .to = to, .reason = "Skäl", .checklist = {}};
  if (to < Level::serious) change.checklist = full_checklist;
  return change;
}

inline DeclareExtraordinary declaration(const std::string& incident) {
  return DeclareExtraordinary{
      .incident = IncidentId{incident}, .criteria = three_reasons, .committee_functions = true};
}

inline RecordHindrance hindrance(const std::string& who) {
  return RecordHindrance{.person = PersonId{who},
                         .kind = "UNREACHABLE",
                         .from = std::nullopt,
                         .to = std::nullopt,
                         .attempts = "Ringt 02.05 och 02.10, sms 02.06"};
}

inline ChangeCklState ckl(CklState to) { return ChangeCklState{.to = to, .reason = "Skäl"}; }

inline CloseObligation fulfilled(const Obligation& duty) {
  return CloseObligation{.obligation = duty.id, .evidence = "Telefon kl. 02.12", .done = {}};
}

// std::ranges::contains of C++23, which this library does not have yet.
template <class Range, class Value, class Projection = std::identity>
bool has(const Range& range, const Value& value, Projection projection = {}) {
  return std::ranges::find(range, value, projection) != std::ranges::end(range);
}

inline std::vector<std::string> list(std::initializer_list<const char*> texts) {
  return {texts.begin(), texts.end()};
}

}  // namespace ckl::law
