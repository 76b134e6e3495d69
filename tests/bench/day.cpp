#include "bench/day.hpp"

#include <algorithm>

#include "domain/duties.hpp"
#include "domain/owed.hpp"

namespace ckl::bench {

using namespace domain;  // NOLINT: this file speaks the core's language

namespace {

constexpr Seconds day{24 * 3'600};
// Duties looked at before the order is a note after all.
constexpr int tries = 8;

Order called(const char* kind, Order order) {
  order.kind = kind;
  return order;
}

Order refused(const char* kind, Order order) {
  order.kind = kind;
  order.refused = true;
  return order;
}

const Timer* first_answer(const State& state, Instant now) {
  for (const auto& timer : state.index.timers) {
    if (timer.kind == TimerKind::answer && timer.due > now) return &timer;
    if (timer.due > now + Seconds{600}) break;
  }
  return nullptr;
}

bool has_own_door(const std::string& rule) {
  for (const char* one :
       {"O02", "O03", "O05", "O14", "O16", "R09", "R10", "R31", "R44", "R48", "R65", "T20"}) {
    if (rule == one) return true;
  }
  return false;
}

}  // namespace

Order Day::next(const State& state, Instant now) {
  if (auto order = delivery(state, now)) return std::move(*order);
  std::size_t at = below(100);
  for (std::size_t share = 0; share < shares.size(); ++share) {
    if (at < shares[share].percent) return make(share, state, now);
    at -= shares[share].percent;
  }
  return note(state);
}

Order Day::make(std::size_t share, const State& state, Instant now) {
  switch (share) {
    case 1:
      return answer(state, now);
    case 2:
      return report();
    case 3:
      return level(state);
    case 4:
      return duty_closed(state, now);
    case 5:
      return fact(state);
    case 6:
      return decision(now);
    case 7:
      return takeover_refused(now);
    case 8:
      return declaration_refused(state);
    default:
      return note(state);
  }
}

IncidentId Day::some_incident(const State& state) {
  return IncidentId{"incident-" + std::to_string(below(state.incidents.size()) + 1)};
}

std::string Day::some_committee() { return committee(static_cast<int>(below(committees)) + 1); }

Order Day::note(const State& state) {
  WriteLogEntry command;
  command.incident = some_incident(state);
  command.kind = LogKind::incoming;
  command.text =
      "Ringde jouren: två fordon är på väg, framme om tjugo minuter. Avspärrningen ligger kvar och "
      "polisen har bett om en kontaktperson på plats.";
  command.source = "Telefon, jourhavande";
  return called("note", by("stab-" + std::to_string(below(staff) + 1), command));
}

// When nobody is being called any more, that call-out ends and the next begins.
Order Day::answer(const State& state, Instant now) {
  const Timer* timer = first_answer(state, now);
  if (timer == nullptr) {
    const CalloutId newest{"callout-" + std::to_string(state.callouts.size())};
    if (!state.callouts.empty() && !state.callouts.at(newest).ended) {
      return called("call-out ends",
                    by("tib-1", EndCallout{.callout = newest, .reason = "Alla har svarat"}));
    }
    return called("call-out", by("tib-1", StartCallout{.incident = some_incident(state),
                                                       .plan = PlanId{"ckl-liten"},
                                                       .message = "Kom till ledningsplatsen"}));
  }
  AnswerCall command;
  command.callout = CalloutId{timer->subject};
  command.answer = below(10) < 7 ? Answer::coming : Answer::cannot;
  command.eta_minutes = command.answer == Answer::coming ? 25 : 0;
  return called("answer", by(timer->person.value, command));
}

std::optional<Order> Day::delivery(const State& state, Instant now) {
  if (!state.index.started_attempts.empty()) {
    const Message& message = state.messages.at(*state.index.started_attempts.begin());
    ReportAttempt command;
    command.message = message.id;
    // Not always the last: another rung may have begun since.
    command.attempt =
        std::ranges::find(message.attempts, AttemptState::started, &Attempt::state)->number;
    command.outcome = below(10) < 9 ? AttemptOutcome::delivered : AttemptOutcome::failed;
    command.gateway_ref = "ref-" + std::to_string(below(1'000'000));
    return called("attempt ends", by_machine(command));
  }
  const auto owed = owed_deliveries(state, now, 1);
  if (owed.empty()) return std::nullopt;
  return called("attempt begins", by_machine(BeginAttempt{.message = owed.front().message,
                                                          .step = owed.front().step,
                                                          .gateway = "sms-1"}));
}

Order Day::report() {
  ReportIncident command;
  command.kind = static_cast<IncidentKind>(below(7) + 1);
  command.headline = "Vattenläcka vid skolan, gatan avstängd";
  command.text = "Vad som är känt just nu, i två meningar. Mer kommer när någon är på plats.";
  command.place = "Ringvägen 12";
  command.owner = UnitId{some_committee()};
  return called("report", by("tib-1", command));
}

// The director raises to serious and lowers again.
Order Day::level(const State& state) {
  const auto& incident = state.incidents.at(some_incident(state));
  ChangeLevel command;
  command.incident = incident.id;
  command.reason = "Läget har ändrats sedan i morse";
  command.checklist = Checklist{"Ja", "Lugnt", "Två lag", "Avlösta", "Presskonferens", "SLK"};
  const bool low = incident.level == Level::none || incident.level == Level::disturbance;
  command.to = low ? Level::serious : Level::disturbance;
  if (incident.level == Level::extraordinary) return note(state);
  return called("level", by("director", command));
}

Order Day::duty_closed(const State& state, Instant now) {
  const auto& open = state.index.open_duties;
  for (int i = 0; i < tries; ++i) {
    const ObligationId id{"obligation-" + std::to_string(below(state.obligations.size()) + 1)};
    const auto& duty = state.obligations.at(id);
    if (!open.contains({duty.rule, id}) || has_own_door(duty.rule.value)) continue;
    const auto persons = owing(state, duty, now);
    if (persons.empty()) continue;
    return called(
        "duty closed",
        by(persons.front().value,
           CloseObligation{.obligation = id, .evidence = "Diarieförd 2026/1234", .done = {}}));
  }
  return note(state);
}

Order Day::fact(const State& state) {
  RecordFact command;
  command.incident = some_incident(state);
  command.kind = below(2) == 0 ? FactKind::work_injury : FactKind::personal_breach;
  command.unit = UnitId{some_committee()};
  command.text = "Som det rapporterades från platsen";
  return called("fact", by("tib-2", command));
}

Order Day::decision(Instant now) {
  DecideAlone command;
  command.incident = IncidentId{"incident-1"};
  command.matter = a_matter(MatterKind::other);
  command.matter.valid_until = now + 30 * day;
  command.matter.executors = {UnitId{some_committee()}};
  command.urgency_reason = "Nämnden hinner inte samlas";
  return called("decision", by("chair", command));
}

// G01: a company is a legal person of its own.
Order Day::takeover_refused(Instant now) {
  DecideAlone command;
  command.incident = IncidentId{"incident-1"};
  command.matter = a_matter(MatterKind::takeover);
  command.matter.scope = Scope{
      .unit = UnitId{company(static_cast<int>(below(companies)) + 1)}, .whole = true, .parts = {}};
  command.matter.necessity = "Personal måste flyttas";
  command.matter.review = now + 60 * day;
  command.urgency_reason = "Nämnden hinner inte samlas";
  return refused("takeover refused", by("chair", command));
}

// G03: the duty officer does not declare.
Order Day::declaration_refused(const State& state) {
  DeclareExtraordinary command;
  command.incident = some_incident(state);
  command.criteria = {"Avviker", "Allvarlig störning", "Skyndsamma insatser"};
  return refused("declaration refused", by("tib-" + std::to_string(below(6) + 1), command));
}

}  // namespace ckl::bench
