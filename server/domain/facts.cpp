// Uppgifter that clocks to authorities count from: cyber incidents, personal data, protective
// security, work injuries, public warnings, rescue operations (O06-O11, O19).
#include "domain/facts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "domain/authority.hpp"
#include "domain/bodies.hpp"
#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {
namespace {

constexpr Seconds hour{3'600};
constexpr std::string_view security_chief = role::security_chief;

const Text csirt{"CSIRT-enheten", "The CSIRT unit"};
const Text privacy_authority{"Integritetsskyddsmyndigheten",
                             "The Authority for Privacy Protection"};

std::string_view rule_of(FactKind kind) {
  static constexpr std::array<std::string_view, 6> rules{"O07", "O08", "O09", "O10", "O11", "O19"};
  return rules.at(static_cast<std::size_t>(kind) - 1);
}

std::string step_of(const Fact& fact, std::string_view step) {
  return fact.id.value + "/" + std::string(step);
}

// Whom the fact concerns when it does not say: the fire service for a rescue, else the owner.
UnitId unit_of(const Case& c, const RecordFact& command) {
  if (!command.unit.empty()) return command.unit;
  if (command.kind == FactKind::rescue_ended) {
    const auto& units = c.state.organisation.units;
    const auto service = std::ranges::find(units, UnitKind::federation, &Unit::kind);
    if (service != units.end()) return service->id;
  }
  return c.state.incidents.at(command.incident).owner;
}

Fact fact_of(const Case& c, const RecordFact& command) {
  return Fact{.id = FactId{numbered("fact", c.state.facts.size() + 1)},
              .incident = command.incident,
              .kind = command.kind,
              .unit = unit_of(c, command),
              .serious = command.serious,
              .text = command.text,
              .known = std::min(command.known.value_or(c.now), c.now),
              .by = c.actor.person};
}

// A fact of that kind was recorded before for the incident, and satisfies the predicate.
template <class Predicate>
bool recorded_before(const State& state, const Fact& fact, Predicate predicate) {
  const auto& known = state.index.facts_of;
  for (auto at = known.lower_bound({fact.incident, {}}); at != known.end(); ++at) {
    if (at->first != fact.incident) break;
    const Fact& other = state.facts.at(at->second);
    if (other.kind == fact.kind && predicate(other)) return true;
  }
  return false;
}

DutySpec duty_to(const Fact& fact, std::string_view rule, Text owed_to, Text what) {
  return DutySpec{.rule = rule,
                  .incident = fact.incident,
                  .subject = fact.id.value,
                  .owed_by_role = role::security_coordinator,
                  .owed_by_unit = fact.unit,
                  .owed_to = std::move(owed_to),
                  .what = std::move(what),
                  .opened = fact.known};
}

// R13: once for each legal person, from the first significant assessment within it.
void owe_cyber_notification(Ruling& ruling, const Fact& fact) {
  const State& state = ruling.state();
  const UnitId legal = legal_person_of(state, fact.unit);
  const bool owed = recorded_before(state, fact, [&](const Fact& other) {
    return other.serious && legal_person_of(state, other.unit) == legal;
  });
  if (owed) return;
  DutySpec warning =
      duty_to(fact, "O06", csirt,
              {"Varna om betydande it-incident", "Warn of a significant cyber incident"});
  warning.owed_by_unit = legal;
  warning.subject = step_of(fact, "warning");
  warning.due = fact.known + 24 * hour;
  open_duty(ruling, warning);
  DutySpec notification = warning;
  notification.what = {"Anmäl betydande it-incident", "Notify a significant cyber incident"};
  notification.subject = step_of(fact, "notification");
  notification.due = fact.known + 72 * hour;
  open_duty(ruling, notification);
}

// R42: every unit's own assessment is kept; while their latest words differ a duty stands open to
// compare them, seen on every screen.
void flag_difference(Ruling& ruling, const Fact& fact) {
  const bool open =
      !unfulfilled(ruling.state(), {.rule = "R42", .incident = fact.incident}).empty();
  if (!assessments_differ(ruling.state(), fact.incident, &fact)) {
    close_duties(ruling, {.rule = "R42", .incident = fact.incident}, "Bedömningarna är lika");
    return;
  }
  if (!open) {
    open_duty(ruling, {.rule = "R42",
                       .incident = fact.incident,
                       .subject = fact.incident.value,
                       .owed_by_role = role::chief_of_staff,
                       .owed_to = {"De som bedömt", "Those who assessed"},
                       .what = {"Jämför bedömningarna: verksamheterna bedömer it-incidenten olika",
                                "Compare the assessments: the units assess the cyber incident "
                                "differently"},
                       .due = ruling.now() + ruling.state().settings.at_once});
  }
  inform(ruling, Notice{.rule = "R42",
                        .incident = fact.incident,
                        .text = {"Verksamheterna bedömer it-incidenten olika",
                                 "The units assess the cyber incident differently"}});
}

void on_cyber_assessed(Ruling& ruling, const Fact& fact) {
  close_duties(ruling, {.rule = "O07", .incident = fact.incident},
               fact.serious ? "Bedömd betydande" : "Bedömd inte betydande");
  if (fact.serious) owe_cyber_notification(ruling, fact);
  flag_difference(ruling, fact);
}

// R22: once for each controller, from its own knowledge.
void on_personal_breach(Ruling& ruling, const Fact& fact) {
  const State& state = ruling.state();
  const auto controller = [&](const UnitId& unit) {
    const Unit* body = body_of(state, unit);
    return body == nullptr ? unit : body->id;
  };
  const UnitId owner = controller(fact.unit);
  const auto of_the_same = [&](const Fact& other) { return controller(other.unit) == owner; };
  if (!recorded_before(state, fact, of_the_same)) {
    DutySpec spec = duty_to(fact, "O08", privacy_authority,
                            {"Anmäl personuppgiftsincident", "Notify a personal-data breach"});
    spec.owed_by_unit = owner;
    spec.due = fact.known + 72 * hour;
    open_duty(ruling, spec);
  }
  const auto told = [&](const Fact& other) { return of_the_same(other) && other.serious; };
  if (!fact.serious || recorded_before(state, fact, told)) return;
  DutySpec persons = duty_to(fact, "O08", {"De berörda", "The persons concerned"},
                             {"Underrätta de berörda: hög risk", "Tell the persons: high risk"});
  persons.owed_by_unit = owner;
  persons.subject = step_of(fact, "persons");
  persons.due = fact.known + 72 * hour;
  open_duty(ruling, persons);
}

// A31: only whom to call and how.
void on_security_incident(Ruling& ruling, const Fact& fact) {
  DutySpec spec = duty_to(fact, "O09", {"Säkerhetspolisen", "The Security Service"},
                          {"Säkerhetsskyddshändelse: ta emot och anmäl på godkänt sätt",
                           "Protective-security event: take it and report by an approved way"});
  spec.owed_by_role = security_chief;
  spec.owed_by_unit = {};
  spec.due = fact.known + ruling.state().settings.at_once;
  open_duty(ruling, spec);
  auto told = holders(ruling.state(), security_chief, ruling.now());
  if (told.empty()) told = holders(ruling.state(), role::duty_officer, ruling.now());
  const std::string call = fact.text.empty() ? "-" : fact.text;
  notify(ruling,
         Notice{.rule = "O09",
                .incident = fact.incident,
                .text = {"Säkerhetsskyddshändelse. Ring: " + call,
                         "Protective-security event. Call: " + call}},
         told);
}

void on_work_injury(Ruling& ruling, const Fact& fact) {
  DutySpec spec = duty_to(fact, "O10", {"Arbetsmiljöverket", "The Work Environment Authority"},
                          {"Anmäl allvarligt arbetsolycksfall eller tillbud",
                           "Report a serious work accident or threat"});
  spec.owed_by_role = role::org_duty_officer;
  spec.due = fact.known + ruling.state().settings.at_once;
  open_duty(ruling, spec);
}

void on_warning_sent(Ruling& ruling, const Fact& fact) {
  // Requested through this system, it is owed already.
  const DutyKey requested{.rule = "O11", .subject = requested_warning, .incident = fact.incident};
  if (unfulfilled(ruling.state(), requested).empty()) {
    owe_danger_over(ruling, fact.incident, fact.id.value, fact.known);
  }
}

void on_rescue_ended(Ruling& ruling, const Fact& fact) {
  DutySpec spec =
      duty_to(fact, "O19", {"Den statliga myndigheten", "The state authority"},
              {"Undersök olyckan och rapportera", "Investigate the accident and report"});
  spec.owed_by_role = role::org_duty_officer;
  open_duty(ruling, spec);
}

void follow(Ruling& ruling, const Fact& fact) {
  switch (fact.kind) {
    case FactKind::cyber_assessed:
      return on_cyber_assessed(ruling, fact);
    case FactKind::personal_breach:
      return on_personal_breach(ruling, fact);
    case FactKind::security_incident:
      return on_security_incident(ruling, fact);
    case FactKind::work_injury:
      return on_work_injury(ruling, fact);
    case FactKind::warning_sent:
      return on_warning_sent(ruling, fact);
    case FactKind::rescue_ended:
      return on_rescue_ended(ruling, fact);
  }
}

DutySpec final_report(const Obligation& before, Instant opened, Text what) {
  const std::string fact = before.subject.substr(0, before.subject.find('/'));
  return DutySpec{.rule = "O06",
                  .incident = before.incident,
                  .subject = fact + "/final",
                  .owed_by_role = before.owed_by_role,
                  .owed_by_unit = before.owed_by_unit,
                  .owed_to = before.owed_to,
                  .what = std::move(what),
                  .opened = opened};
}

}  // namespace

void open_digital_clock(Ruling& ruling, const Incident& incident) {
  if (incident.kind != IncidentKind::digital) return;
  open_duty(ruling, {.rule = "O07",
                     .incident = incident.id,
                     .subject = incident.id.value,
                     .owed_by_role = role::org_duty_officer,
                     .owed_by_unit = incident.owner,
                     .owed_to = {"Lokal bedömare", "The local assessor"},
                     .what = {"Bedöm it-incidenten: betydande eller inte",
                              "Assess the cyber incident: significant or not"},
                     .opened = incident.event_time,
                     .due = incident.event_time + 6 * hour});
}

void owe_danger_over(Ruling& ruling, const IncidentId& incident, const std::string& subject,
                     std::optional<Instant> opened) {
  open_duty(ruling, {.rule = "O11",
                     .incident = incident,
                     .subject = subject,
                     .owed_by_role = role::duty_officer,
                     .owed_to = {"SOS Alarm", "SOS Alarm"},
                     .what = {"Begär meddelandet att faran är över",
                              "Request the message that danger is over"},
                     .opened = opened});
}

void go_on_with_cyber(Ruling& ruling, const Obligation& fulfilled, Instant done) {
  const std::string_view subject = fulfilled.subject;
  if (subject.ends_with("/notification")) {
    DutySpec spec = final_report(fulfilled, done,
                                 {"Slutrapport om it-incidenten, eller lägesrapport om den pågår",
                                  "Final report on the cyber incident, or a progress report"});
    spec.due = calendar::due_after_months(done, 1);
    open_duty(ruling, spec);
  } else if (subject.ends_with("/final")) {
    const Incident& incident = ruling.state().incidents.at(fulfilled.incident);
    if (incident.level == Level::none) return;
    open_duty(ruling, final_report(fulfilled, done,
                                   {"Slutrapport när it-incidenten är hanterad",
                                    "Final report when the cyber incident has been handled"}));
  }
}

void date_final_reports(Ruling& ruling, const IncidentId& incident) {
  for (const Obligation* duty :
       unfulfilled(ruling.state(), {.rule = "O06", .incident = incident})) {
    if (duty->due) continue;
    date_duty(ruling, *duty, calendar::due_after_months(ruling.now(), 1));
  }
}

bool assessments_differ(const State& state, const IncidentId& incident, const Fact* last) {
  std::map<UnitId, std::pair<Instant, bool>> latest;
  const auto hear = [&](const Fact& fact) {
    if (fact.incident != incident || fact.kind != FactKind::cyber_assessed) return;
    auto& entry = latest[fact.unit];
    if (entry.first <= fact.known) entry = {fact.known, fact.serious};
  };
  for (const auto& [id, fact] : state.facts) hear(fact);
  if (last != nullptr) hear(*last);
  const auto is_serious = [](const auto& entry) { return entry.second.second; };
  const auto serious = std::ranges::count_if(latest, is_serious);
  return serious != 0 && serious != static_cast<std::ptrdiff_t>(latest.size());
}

Decision decide_on(const Case& c, const RecordFact& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  const Fact fact = fact_of(c, command);
  const std::string_view rule = rule_of(command.kind);
  const bool of_the_city =
      fact.kind == FactKind::security_incident || fact.kind == FactKind::warning_sent;
  Objections objections(c.now);
  std::string capacity =
      of_the_city ? require_any(c, rule, objections) : require_side(c, rule, fact.unit, objections);
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R49",
                             .message = {"Händelsen är avslutad", "The incident is closed"},
                             .what_now = {"Rapportera en ny händelse som hänvisar till den",
                                          "Report a new incident that refers to it"},
                             .field = "incident"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add(rule, FactRecorded{fact});
  follow(ruling, fact);
  return ruling.accept(std::move(capacity), fact.id.value);
}

}  // namespace ckl::domain
