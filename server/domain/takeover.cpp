#include "domain/takeover.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "domain/alert.hpp"
#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/leads.hpp"

namespace ckl::domain {
namespace {

constexpr std::array<std::string_view, 3> told_of_takeover{
    role::unit_chair, role::administration_head, role::union_representative};

std::string unit_name(const State& state, const UnitId& unit, bool swedish) {
  const Unit* found = find_unit(state, unit);
  if (found == nullptr) return unit.value;
  return swedish ? found->name.sv : found->name.en;
}

std::string listed(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

// "äldrenämnden: hemtjänst, bemanning"
Text scope_text(const State& state, const Scope& scope) {
  const std::string parts = scope.whole ? std::string() : ": " + listed(scope.parts);
  return {unit_name(state, scope.unit, true) + parts, unit_name(state, scope.unit, false) + parts};
}

// What has a review date, or an end: a takeover or a decision.
struct Limited {
  std::string subject;
  IncidentId incident;
  Text title;
  std::optional<Instant> review;
  std::optional<Instant> until;
};

void open_review(Ruling& ruling, const Limited& limited) {
  if (!limited.review) return;
  open_duty(ruling,
            {.rule = "R09",
             .incident = limited.incident,
             .subject = limited.subject,
             .owed_by_role = role::committee_chair,
             .owed_to = {"Krisledningsnämnden", "The crisis management committee"},
             .what = {"Ompröva: behövs det fortfarande? Annars återlämnas det: " + limited.title.sv,
                      "Review: is it still needed? If not it is handed back: " + limited.title.en},
             .due = limited.review});
}

// R55: warned ahead of the end; there is nothing to be late with, so the duty has no due time.
void open_warning(Ruling& ruling, const Limited& limited) {
  if (!limited.until) return;
  Obligation duty;
  for (const auto ahead : ruling.state().settings.warn_ahead) {
    const Instant at = *limited.until - ahead;
    if (at > ruling.now()) duty.remind_at.push_back(at);
  }
  if (duty.remind_at.empty()) return;
  std::ranges::sort(duty.remind_at);
  duty.id = ruling.new_obligation();
  duty.rule = RuleId{"R10"};
  duty.incident = limited.incident;
  duty.subject = limited.subject;
  duty.owed_by_role = role::committee_secretary;
  duty.owed_to = {"Krisledningsnämndens ordförande", "The committee's chair"};
  duty.what = {"Löper ut; förnya före, annars upphör det av sig självt: " + limited.title.sv,
               "Runs out; renew before, or it ends by itself: " + limited.title.en};
  duty.opened = ruling.now();
  ruling.add("R10", ObligationOpened{std::move(duty)});
}

void close_limits(Ruling& ruling, const std::string& subject, const std::string& evidence) {
  for (const std::string_view rule : {"R09", "R10"}) {
    close_duties(ruling, {.rule = rule, .subject = subject}, evidence);
  }
}

bool carries(const DecisionRecord& decision, const TakeoverId& takeover) {
  const MatterKind kind = decision.matter.kind;
  return decision.state == DecisionState::in_force && decision.matter.takeover == takeover &&
         (kind == MatterKind::takeover || kind == MatterKind::renew || kind == MatterKind::review);
}

// The decisions that a takeover rests on end with it. One whose own time is out ends by that.
void end_carriers(Ruling& ruling, std::string_view rule, const TakeoverId& takeover,
                  const DecisionEnded& as) {
  for (const auto& [id, decision] : ruling.state().decisions) {
    if (!carries(decision, takeover)) continue;
    const auto& until = decision.matter.valid_until;
    if (until && *until <= ruling.now()) continue;
    ruling.add(rule, DecisionEnded{.decision = id, .state = as.state, .reason = as.reason});
  }
}

// The parts that go back: those named, otherwise all that have not gone back before.
Scope what_returns(const Takeover& takeover, const std::vector<std::string>& parts) {
  const bool whole = parts.empty() && takeover.scope.whole;
  return Scope{.unit = takeover.scope.unit,
               .whole = whole,
               .parts = parts.empty() ? parts_left(takeover) : parts};
}

void open_acknowledgement(Ruling& ruling, const Takeover& takeover, const Text& what) {
  open_duty(
      ruling,
      {.rule = "R31",
       .incident = takeover.incident,
       .subject = takeover.id.value,
       .owed_by_role = role::unit_chair,
       .owed_by_unit = takeover.successor.empty() ? takeover.scope.unit : takeover.successor,
       .owed_to = {"Krisledningsnämnden", "The crisis management committee"},
       .what = {"Ta emot överlämningen: " + what.sv, "Acknowledge the handback: " + what.en}});
}

// Back to the nämnd at this moment, whatever the ground: all that is left, or only some parts of
// it, and then the takeover goes on with the rest.
void return_one(Ruling& ruling, std::string_view rule, const TakeoverReturned& returned) {
  const Takeover& takeover = ruling.state().takeovers.at(returned.takeover);
  ruling.add(rule, returned);
  if (returned.parts.empty()) {
    end_carriers(ruling, rule, takeover.id,
                 {.decision = {}, .state = DecisionState::revoked, .reason = returned.reason});
    close_limits(ruling, takeover.id.value, "Återlämnat: " + returned.reason);
  }
  const Text what = scope_text(ruling.state(), what_returns(takeover, returned.parts));
  open_acknowledgement(ruling, takeover, what);
  tell_unit(ruling, takeover.scope.unit,
            {.rule = rule,
             .incident = takeover.incident,
             .text = {"Återlämnat från krisledningsnämnden: " + what.sv +
                          ". Ni beslutar själva från och med nu",
                      "Returned from the crisis management committee: " + what.en +
                          ". From now on you decide yourselves"}});
}

void join(Ruling& ruling, const Takeover& takeover) {
  if (takeover.incident.empty()) return;
  const Incident& incident = ruling.state().incidents.at(takeover.incident);
  if (std::ranges::find(incident.participants, takeover.scope.unit) !=
      incident.participants.end()) {
    return;
  }
  ruling.add("R54", ParticipantJoined{.incident = incident.id,
                                      .unit = takeover.scope.unit,
                                      .text = "Området övertaget av krisledningsnämnden"});
}

void end_takeover(Ruling& ruling, const Timer& timer) {
  const Takeover& takeover = ruling.state().takeovers.at(TakeoverId{timer.subject});
  return_one(ruling, "R10",
             {.takeover = takeover.id,
              .decision = {},
              .handback = {},
              .reason = "Giltighetstiden har gått ut"});
  const Text what = scope_text(ruling.state(), takeover.scope);
  inform(ruling,
         {.rule = "R10",
          .incident = takeover.incident,
          .text = {"Övertagandet har upphört: " + what.sv, "The takeover has ended: " + what.en}});
}

}  // namespace

void tell_unit(Ruling& ruling, const UnitId& unit, const Notice& notice) {
  std::vector<PersonId> persons;
  for (const auto role : told_of_takeover) {
    for (const auto& person : holders_for(ruling.state(), {role, unit}, ruling.now())) {
      if (std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
    }
  }
  notify(ruling, notice, persons);
}

void return_all(Ruling& ruling, const std::string& reason) {
  for (const auto& [id, takeover] : ruling.state().takeovers) {
    if (takeover.state != TakeoverState::in_force) continue;
    return_one(ruling, "T09", {.takeover = id, .decision = {}, .handback = {}, .reason = reason});
  }
}

void end_of_validity(Ruling& ruling, const Timer& timer) {
  if (timer.kind == TimerKind::takeover_end) return end_takeover(ruling, timer);
  end_decision(ruling, "R10",
               {.decision = DecisionId{timer.subject},
                .state = DecisionState::expired,
                .reason = "Giltighetstiden har gått ut"});
}

void end_decision(Ruling& ruling, std::string_view rule, const DecisionEnded& ended) {
  ruling.add(rule, ended);
  close_limits(ruling, ended.decision.value, ended.reason);
}

void enter_takeover(Ruling& ruling, const DecisionRecord& record) {
  const Matter& matter = record.matter;
  const Takeover takeover{.id = matter.takeover,
                          .incident = record.incident,
                          .scope = matter.scope,
                          .decision = record.id,
                          .necessity = matter.necessity,
                          .since = std::max(matter.valid_from.value_or(ruling.now()), ruling.now()),
                          .valid_until = matter.valid_until,
                          .review = matter.review,
                          .state = TakeoverState::in_force,
                          .returned = {},
                          .handback = {},
                          .acknowledged = {},
                          .acknowledged_by = {},
                          .successor = {},
                          .succession_settled = false,
                          .handed_back = {}};
  ruling.add("T07", TakeoverEntered{takeover});
  join(ruling, takeover);
  const Text what = scope_text(ruling.state(), takeover.scope);
  const Limited limited{.subject = takeover.id.value,
                        .incident = takeover.incident,
                        .title = what,
                        .review = takeover.review,
                        .until = takeover.valid_until};
  open_review(ruling, limited);
  open_warning(ruling, limited);
  const Notice notice{.rule = "T07",
                      .incident = takeover.incident,
                      .text = {"Krisledningsnämnden har tagit över " + what.sv,
                               "The crisis management committee has taken over " + what.en}};
  tell_unit(ruling, takeover.scope.unit, notice);
  inform(ruling, notice);
  flag_assigned_task(ruling, takeover.scope.unit, takeover.id.value);
  flag_act_under_alert(ruling, takeover.id.value);
}

void hand_back(Ruling& ruling, const DecisionRecord& record, const Handback& handback) {
  const Takeover& takeover = ruling.state().takeovers.at(record.matter.takeover);
  TakeoverReturned returned{.takeover = takeover.id,
                            .decision = record.id,
                            .handback = handback,
                            .reason = record.matter.title};
  const auto& named = record.matter.scope.parts;
  const auto is_named = [&](const std::string& part) {
    return std::ranges::any_of(named, [&](const std::string& one) { return same_part(one, part); });
  };
  // Naming every part that is left is handing back the whole.
  const auto left = parts_left(takeover);
  const bool all = !takeover.scope.whole && std::ranges::all_of(left, is_named);
  if (!all) returned.parts = named;
  return_one(ruling, "T08", returned);
}

void extend_takeover(Ruling& ruling, const DecisionRecord& record) {
  const Takeover& takeover = ruling.state().takeovers.at(record.matter.takeover);
  const bool renews = record.matter.kind == MatterKind::renew;
  const std::string_view rule = renews ? "R10" : "R09";
  const TakeoverExtended extended{
      .takeover = takeover.id,
      .decision = record.id,
      .review = record.matter.review ? record.matter.review : takeover.review,
      .valid_until = renews ? record.matter.valid_until : takeover.valid_until};
  ruling.add(rule, extended);
  if (renews) {
    end_carriers(ruling, rule, takeover.id,
                 {.decision = {}, .state = DecisionState::renewed, .reason = record.matter.title});
    close_duties(ruling, {.rule = "R10", .subject = takeover.id.value}, record.matter.title);
  }
  Limited limited{.subject = takeover.id.value,
                  .incident = takeover.incident,
                  .title = scope_text(ruling.state(), takeover.scope),
                  .review = {},
                  .until = renews ? extended.valid_until : std::nullopt};
  if (record.matter.review) {  // deciding on it again is the review
    close_duties(ruling, {.rule = "R09", .subject = takeover.id.value}, record.matter.title);
    limited.review = extended.review;
  }
  open_review(ruling, limited);
  open_warning(ruling, limited);
}

void open_limits(Ruling& ruling, const DecisionRecord& record) {
  const Limited limited{.subject = record.id.value,
                        .incident = record.incident,
                        .title = {record.matter.title, record.matter.title},
                        .review = record.matter.review,
                        .until = record.matter.valid_until};
  open_review(ruling, limited);
  open_warning(ruling, limited);
}

void review_decision(Ruling& ruling, const DecisionRecord& record) {
  const DecisionRecord& earlier = ruling.state().decisions.at(record.matter.decision);
  close_duties(ruling, {.rule = "R09", .subject = earlier.id.value}, record.matter.title);
  open_review(ruling, {.subject = earlier.id.value,
                       .incident = earlier.incident,
                       .title = {earlier.matter.title, earlier.matter.title},
                       .review = record.matter.review,
                       .until = {}});
}

Decision decide_on(const Case& c, const AcknowledgeHandback& command) {
  const Takeover& takeover = c.state.takeovers.at(command.takeover);
  Objections objections(c.now);
  std::string capacity = require_side(c, "R31", takeover.scope.unit, objections);
  const bool whole = takeover.state == TakeoverState::returned;
  const bool returned = whole || !takeover.handed_back.empty();
  const bool waits = (whole && !takeover.acknowledged) ||
                     std::ranges::any_of(takeover.handed_back, [](const HandedBackPart& back) {
                       return !back.acknowledged;
                     });
  if (!waits) {
    objections.add(Objection{
        .code = RejectionCode::precondition,
        .rule = "R31",
        .message = returned ? Text{"Överlämningen är redan mottagen",
                                   "The handback is acknowledged already"}
                            : Text{"Området är inte återlämnat", "The area has not been returned"},
        .what_now = returned ? Text{"Inget behöver göras", "Nothing needs doing"}
                             : Text{"Vänta på nämndens beslut att återlämna",
                                    "Wait for the committee's decision to hand back"},
        .field = "takeover"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R31", HandbackAcknowledged{.takeover = takeover.id, .text = command.text});
  close_duties(ruling, {.rule = "R31", .subject = takeover.id.value},
               is_blank(command.text) ? "Mottaget av nämnden" : command.text);
  return ruling.accept(std::move(capacity), takeover.id.value);
}

}  // namespace ckl::domain
