#include "domain/duties.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/authority.hpp"
#include "domain/bodies.hpp"
#include "domain/leads.hpp"
#include "domain/procedure.hpp"
#include "domain/roster.hpp"
#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

const Obligation* open_obligation(const State& state, std::string_view rule,
                                  const IncidentId& incident) {
  const auto found =
      unfulfilled(state, {.rule = rule, .incident = rule == "O01" ? IncidentId{} : incident});
  return found.empty() ? nullptr : found.front();
}

Obligation duty_of(Ruling& ruling, const DutySpec& spec) {
  Obligation duty;
  duty.id = ruling.new_obligation();
  duty.rule = RuleId{std::string(spec.rule)};
  duty.incident = spec.incident;
  duty.subject = spec.subject;
  duty.owed_by_role = spec.owed_by_role;
  duty.owed_by_unit = settled_heir(ruling.state(), spec.owed_by_unit);
  duty.owed_to = spec.owed_to;
  duty.what = spec.what;
  duty.opened = spec.opened.value_or(ruling.now());
  duty.due = spec.due;
  if (spec.due) duty.remind_at = reminders_before(ruling, *spec.due);
  return duty;
}

// The latest information given to the chair about this incident, if any.
const Obligation* last_information(const State& state, const IncidentId& incident) {
  const Obligation* last = nullptr;
  for (const auto& [id, obligation] : state.obligations) {
    if (obligation.rule.value != "O01" || obligation.incident != incident) continue;
    if (!obligation.done || obligation.state != ObligationState::closed) continue;
    if (last == nullptr || *last->done < *obligation.done) last = &obligation;
  }
  return last;
}

Obligation chair_information(Ruling& ruling, const IncidentId& incident) {
  Obligation duty;
  duty.id = ruling.new_obligation();
  duty.rule = RuleId{"O01"};
  duty.incident = incident;
  duty.owed_by_role = ruling.ckl() == CklState::active ? role::city_director : role::duty_officer;
  duty.owed_to = {"Krisledningsnämndens ordförande", "The committee's chair"};
  duty.what = {"Informera krisledningsnämndens ordförande", "Inform the committee's chair"};
  return duty;
}

DutySpec board_evaluation(const Ruling& ruling, const IncidentId& incident) {
  const Unit* board = executive_board(ruling.state());
  return DutySpec{.rule = "O12",
                  .incident = incident,
                  .owed_by_role = role::city_director,
                  .owed_by_unit = board == nullptr ? UnitId{} : board->id,
                  .owed_to = {"Kommunstyrelsen", "The city executive board"},
                  .what = {"Utvärdera händelsen", "Evaluate the event"},
                  .due = ruling.now() + ruling.state().settings.evaluation_within};
}

// R54: the owner and every organisation that joined, was taken over or agreed to contribute; each
// committee or company once, however many of its units took part.
std::vector<UnitId> evaluating(const State& state, const Incident& incident) {
  std::vector<UnitId> units;
  std::vector<UnitId> bodies;
  const auto add = [&](const UnitId& named) {
    const UnitId unit = settled_heir(state, named);
    const Unit* body = body_of(state, unit);
    const UnitId& key = body == nullptr ? unit : body->id;
    if (std::ranges::find(bodies, key) != bodies.end()) return;
    bodies.push_back(key);
    units.push_back(unit);
  };
  add(incident.owner);
  for (const auto& unit : incident.participants) add(unit);
  for (const auto& [id, takeover] : state.takeovers) {
    if (takeover.incident == incident.id && is_decided(takeover)) add(takeover.scope.unit);
  }
  for (const auto& [id, contribution] : state.contributions) {
    if (contribution.incident == incident.id && contribution.agreed) add(contribution.unit);
  }
  return units;
}

// A duty that nobody is there to fulfil is the duty officer's to hear of.
std::vector<PersonId> or_duty_officer(const State& state, std::vector<PersonId> persons,
                                      Instant now) {
  return persons.empty() ? reached(state, role::duty_officer, now) : persons;
}

}  // namespace

void notify(Ruling& ruling, const Notice& notice, std::span<const PersonId> persons) {
  ruling.expect(persons.size() + 1);
  const Shared<Text> text(notice.text);
  for (const auto& person : persons) {
    if (person == ruling.actor().person) continue;
    ruling.add(notice.rule,
               PersonNotified{
                   .message = ruling.new_message(),
                   .person = person,
                   .subject = std::string(notice.subject.empty() ? notice.rule : notice.subject),
                   .incident = notice.incident,
                   .text = text,
                   .avoid = notice.avoid});
  }
}

void inform(Ruling& ruling, const Notice& notice) {
  const Rule* row = find_rule(notice.rule);
  if (row == nullptr) return;
  notify(ruling, notice, reached_of(ruling.state(), row->informs, ruling.now()));
}

void open_chair_information(Ruling& ruling, const IncidentId& incident) {
  const State& state = ruling.state();
  if (open_obligation(state, "O01", incident) != nullptr || ruling.opened("O01")) return;
  Obligation duty = chair_information(ruling, incident);
  duty.opened = ruling.now();
  duty.due = ruling.now() + state.settings.inform_chair_within;
  // Informed while the level was provisional: the rhythm runs from there (R38).
  const auto known = state.incidents.find(incident);
  const bool provisional = known != state.incidents.end() && known->second.provisional;
  const Obligation* last = provisional ? last_information(state, incident) : nullptr;
  if (last != nullptr) {
    duty.opened = *last->done;
    duty.due = *last->done + state.settings.inform_chair_every;
  }
  ruling.add("O01", ObligationOpened{duty});
}

void open_next_chair_information(Ruling& ruling, const Obligation& last, Instant done) {
  Obligation duty = chair_information(ruling, last.incident);
  duty.opened = done;
  duty.due = done + ruling.state().settings.inform_chair_every;
  ruling.add("O01", ObligationOpened{duty});
}

void end_chair_information(Ruling& ruling) {
  for (const Obligation* duty : unfulfilled(ruling.state(), {.rule = "O01"})) {
    ruling.add("R38", ObligationClosed{.obligation = duty->id,
                                       .evidence = "Central krisledning är inte längre aktiv",
                                       .done = ruling.now()});
  }
}

void open_evaluations(Ruling& ruling, const Incident& incident) {
  if (open_obligation(ruling.state(), "O12", incident.id) == nullptr) {
    open_duty(ruling, board_evaluation(ruling, incident.id));
  }
  for (const auto& unit : evaluating(ruling.state(), incident)) {
    open_own_evaluation(ruling, incident, unit);
  }
}

void open_own_evaluation(Ruling& ruling, const Incident& incident, const UnitId& unit) {
  const auto owed = unfulfilled(ruling.state(), {.rule = "O13", .incident = incident.id});
  const UnitId owing = settled_heir(ruling.state(), unit);
  const bool open = std::ranges::any_of(
      owed, [&](const Obligation* duty) { return duty->owed_by_unit == owing; });
  if (open) return;
  open_duty(ruling,
            {.rule = "O13",
             .incident = incident.id,
             .owed_by_role = role::security_coordinator,
             .owed_by_unit = unit,
             .owed_to = {"Den egna nämnden eller bolagsstyrelsen", "The own committee or board"},
             .what = {"Utvärdera den egna hanteringen", "Evaluate the own handling"},
             .due = ruling.now() + ruling.state().settings.evaluation_within});
}

void open_serious_duties(Ruling& ruling, const Incident& incident) {
  const Settings& settings = ruling.state().settings;
  const auto owe = [&](DutySpec spec, Seconds within) {
    if (open_obligation(ruling.state(), spec.rule, incident.id) != nullptr) return;
    spec.incident = incident.id;
    spec.subject = incident.id.value;
    spec.due = ruling.now() + within;
    open_duty(ruling, spec);
  };
  owe({.rule = "A18",
       .owed_by_role = role::chief_of_staff,
       .owed_to = {"Staden", "The city"},
       .what = {"Ta ställning till samverkan: inledd, eller behövs inte och varför",
                "Decide on collaboration: started, or not needed and why"}},
      settings.at_once);
  owe({.rule = "A21",
       .owed_by_role = role::chief_of_staff,
       .owed_to = {"Nämnder och bolag", "Committees and companies"},
       .what = {"Första samlade lägesbilden", "The first common situation picture"}},
      settings.first_picture_within);
}

void open_public_information(Ruling& ruling, const IncidentId& incident) {
  if (open_obligation(ruling.state(), "A24", incident) != nullptr) return;
  open_duty(ruling, {.rule = "A24",
                     .incident = incident,
                     .subject = incident.value,
                     .owed_by_role = role::chief_of_staff,
                     .owed_to = {"Allmänheten", "The public"},
                     .what = {"Samordna informationen till allmänheten",
                              "Coordinate the information to the public"},
                     .due = ruling.now() + ruling.state().settings.at_once});
}

void tell_affected(Ruling& ruling, const Incident& incident, const Notice& notice) {
  static constexpr std::array roles{role::security_coordinator, role::org_duty_officer,
                                    role::unit_chair};
  std::vector<PersonId> told;
  std::vector<UnitId> units = incident.participants;
  units.push_back(incident.owner);
  for (const char* role : roles) {
    for (const auto& unit : units) {
      for (auto& person : holders_for(ruling.state(), {role, unit}, ruling.now())) {
        if (std::ranges::find(told, person) == told.end()) told.push_back(std::move(person));
      }
    }
  }
  notify(ruling, notice, told);
}

void open_evaluation_of_ckl(Ruling& ruling) {
  open_duty(ruling, board_evaluation(ruling, IncidentId{}));
}

ObligationId open_duty(Ruling& ruling, const DutySpec& spec) {
  Obligation duty = duty_of(ruling, spec);
  ObligationId id = duty.id;
  ruling.add(spec.rule, ObligationOpened{std::move(duty)});
  return id;
}

std::vector<const Obligation*> unfulfilled_of(const State& state, const IncidentId& incident) {
  std::vector<const Obligation*> found;
  const auto& open = state.index.duties_of;
  for (auto at = open.lower_bound({incident, {}}); at != open.end() && at->first == incident;
       ++at) {
    found.push_back(&state.obligations.at(at->second));
  }
  return found;
}

std::vector<const Obligation*> unfulfilled(const State& state, const DutyKey& key) {
  std::vector<const Obligation*> found;
  if (!key.incident.empty()) {
    found = unfulfilled_of(state, key.incident);
    std::erase_if(found, [&](const Obligation* duty) {
      return duty->rule.value != key.rule || (!key.subject.empty() && duty->subject != key.subject);
    });
    return found;
  }
  const auto& open = state.index.open_duties;
  const RuleId rule{std::string(key.rule)};
  for (auto at = open.lower_bound({rule, {}}); at != open.end() && at->first == rule; ++at) {
    const Obligation& duty = state.obligations.at(at->second);
    if (key.subject.empty() || duty.subject == key.subject) found.push_back(&duty);
  }
  return found;
}

void close_duties(Ruling& ruling, const DutyKey& key, const std::string& evidence,
                  std::optional<Instant> done) {
  for (const Obligation* duty : unfulfilled(ruling.state(), key)) {
    ruling.add(key.rule, ObligationClosed{.obligation = duty->id,
                                          .evidence = evidence,
                                          .done = done.value_or(ruling.now())});
  }
}

void date_duty(Ruling& ruling, const Obligation& duty, std::optional<Instant> due) {
  if (duty.due == due) return;
  ObligationDated dated{.obligation = duty.id, .due = due, .remind_at = {}};
  if (due) dated.remind_at = reminders_before(ruling, *due);
  ruling.add(duty.rule.value, std::move(dated));
}

// The more time there is, the earlier the first warning; within two hours one word, the configured
// time before, is enough.
std::vector<Instant> reminders_before(const Ruling& ruling, Instant due) {
  constexpr Seconds hour{3'600};
  constexpr Seconds day = 24 * hour;
  std::vector<Seconds> ahead = ruling.state().settings.warn_ahead;
  const auto left = due - ruling.now();
  if (left > 21 * day) ahead = {7 * day, day};
  if (left > 120 * day) ahead = {60 * day, 14 * day};
  if (left <= 2 * hour) ahead.clear();
  std::vector<Instant> at;
  for (const auto before : ahead) {
    if (before > Seconds{0} && due - before > ruling.now()) at.push_back(due - before);
  }
  std::ranges::sort(at);
  return at;
}

bool blocks_closing(const RuleId& rule) {
  static constexpr std::array never{"O01", "O05", "O14", "O15", "O16", "O17", "O18",
                                    "T20", "R42", "A06", "A18", "A21", "A24"};
  return std::ranges::find(never, rule.value) == never.end();
}

// Those who hold the role on the side of the unit that owes it, or of the one that provisionally
// inherited it (R44).
std::vector<PersonId> owing(const State& state, const Obligation& obligation, Instant now) {
  if (obligation.rule.value == "R48") {  // the speaker's own, whatever became of the mandate
    const auto oral = state.oral_decisions.find(OralId{obligation.subject});
    if (oral != state.oral_decisions.end()) return {oral->second.speaker};
  }
  std::vector<PersonId> persons = holders(state, obligation.owed_by_role, now);
  if (obligation.rule.value == "R10") {  // the chair is warned of an end beside the secretary
    std::ranges::copy(holders(state, role::committee_chair, now), std::back_inserter(persons));
  }
  if (obligation.rule.value == "T20") {  // owed by the two that must agree
    std::ranges::copy(holders(state, role::board_chair, now), std::back_inserter(persons));
  }
  if (obligation.owed_by_unit.empty()) return or_duty_officer(state, std::move(persons), now);
  std::erase_if(persons, [&](const PersonId& person) {
    const auto holds_at = [&](const UnitId& unit) {
      return !unit.empty() && holds_for(state, person, {obligation.owed_by_role, unit}, now);
    };
    return !holds_at(obligation.owed_by_unit) && !holds_at(obligation.inherited_by);
  });
  return or_duty_officer(state, std::move(persons), now);
}

void change_ckl(Ruling& ruling, CklState to, const std::string& reason) {
  const bool activates = to == CklState::active;
  const bool rises = activates || to == CklState::standby;
  ruling.add(
      rises ? "T03" : "T11",
      CklStateChanged{.from = ruling.ckl(),
                      .to = to,
                      .reason = reason,
                      .instruction = activates ? ruling.state().settings.ckl_instruction : ""});
}

void attach(Ruling& ruling, const Incident& incident) {
  if (incident.on_ckl) return;
  ruling.add("A03", CklAttachmentChanged{.incident = incident.id, .attached = true});
}

void detach(Ruling& ruling, const Incident& incident) {
  if (!incident.on_ckl) return;
  ruling.add("T11", CklAttachmentChanged{.incident = incident.id, .attached = false});
  open_evaluations(ruling, incident);
}

void activate_ckl(Ruling& ruling, const std::string& reason, const Incident* cause) {
  if (ruling.ckl() != CklState::active) change_ckl(ruling, CklState::active, reason);
  if (cause != nullptr) attach(ruling, *cause);
  for (const auto& [id, incident] : ruling.state().incidents) {
    if (cause != nullptr && id == cause->id) continue;
    if (incident.level >= Level::serious) attach(ruling, incident);
  }
  open_chair_information(ruling, cause == nullptr ? IncidentId{} : cause->id);
}

void reopen_phase(Ruling& ruling, const Incident& incident, std::string_view reason) {
  if (incident.phase == Phase::open) return;
  ruling.add("R49", PhaseChanged{.incident = incident.id,
                                 .from = incident.phase,
                                 .to = Phase::open,
                                 .reason = std::string(reason)});
}

}  // namespace ckl::domain
