// Muntliga beslut: recording, confirming, disputing (G23, R48).
#include "domain/oral.hpp"

#include <array>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {
namespace {

void must(bool holds, std::string_view field, Text message, Objections& objections) {
  if (holds) return;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "G23",
      .message = std::move(message),
      .what_now = {"Tre personer: den som beslutar, en registrator och ett vittne; läs upp "
                   "ordalydelsen",
                   "Three persons: the one who decides, a registrar and a witness; read the "
                   "wording back"},
      .field = std::string(field)});
}

void owe_confirmation(Ruling& ruling, const OralDecision& oral) {
  open_duty(ruling, DutySpec{.rule = "R48",
                             .incident = oral.incident,
                             .subject = oral.id.value,
                             .owed_by_role = oral.capacity,
                             .owed_to = {"Registrator", "The registrar"},
                             .what = {"Bekräfta det muntliga beslutet med underskrift",
                                      "Confirm the oral decision by signature"},
                             .due = ruling.now() + ruling.state().settings.confirm_oral_within});
}

// R28: to speak in the capacity of chair or vice chair is to be back.
void end_hindrances_of_speaker(Ruling& ruling, const PersonId& speaker,
                               const std::string& capacity) {
  if (capacity != role::committee_chair && capacity != role::committee_vice_chair) return;
  for (const auto& [id, hindrance] : ruling.state().hindrances) {
    if (hindrance.ended || hindrance.person != speaker || hindrance.kind == "CONFLICT") continue;
    if (hindrance.from > ruling.now()) continue;
    ruling.add("R28", HindranceEnded{.hindrance = id, .reason = "Beslutade muntligt"});
  }
}

// R48: the speaker's own, also when the mandate has ended since; once.
std::string require_speaker(const Case& c, const OralDecision& oral, Objections& objections) {
  if (c.actor.person != oral.speaker) {
    not_permitted("R48",
                  {"Bara den som beslutade muntligt bekräftar eller bestrider",
                   "Only who decided orally confirms or disputes it"},
                  objections);
  }
  if (oral.state != Confirmation::unconfirmed) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R48",
                             .message = {"Det muntliga beslutet är redan bekräftat eller bestritt",
                                         "The oral decision is already confirmed or disputed"},
                             .what_now = {"Fatta ett nytt beslut om något ska ändras",
                                          "Make a new decision if something is to change"},
                             .field = "oral"});
  }
  const std::array<std::string_view, 1> capacities{oral.capacity};
  return first_role(c, capacities);
}

void settle(Ruling& ruling, const OralDecision& oral, const OralDecisionSettled& settled) {
  ruling.add("R48", settled);
  const bool confirmed = settled.state == Confirmation::confirmed;
  close_duties(ruling, {.rule = "R48", .subject = oral.id.value},
               confirmed ? "Bekräftat av den som beslutade" : "Bestritt: " + settled.reason);
}

}  // namespace

Actor speaker_of(const Case& c, const std::optional<OralRecord>& oral) {
  if (!oral) return c.actor;
  return Actor{.person = oral->speaker, .capacity = {}, .machine = {}, .via = c.actor.via};
}

std::string require_oral(const Case& c, const std::optional<OralRecord>& oral,
                         Objections& objections) {
  if (!oral) return {};
  std::string capacity = require_any(c, "G23", objections);
  must(oral->speaker != c.actor.person, "oral.speaker",
       {"Den som beslutar antecknar inte själv sitt muntliga beslut",
        "Who decides does not record the own oral decision"},
       objections);
  must(oral->witness != c.actor.person, "oral.witness",
       {"Registratorn är inte sitt eget vittne", "The registrar is not the own witness"},
       objections);
  must(oral->witness != oral->speaker, "oral.witness",
       {"Den som beslutar är inte vittne", "Who decides is not the witness"}, objections);
  must(oral->read_back, "oral.readBack",
       {"Ordalydelsen är inte uppläst och godkänd", "The wording was not read back and approved"},
       objections);
  return capacity;
}

OralId record_oral(Ruling& ruling, const std::optional<OralRecord>& oral,
                   const SpokenDecision& decision) {
  if (!oral) return {};
  const OralDecision recorded{
      .id = OralId{numbered("oral", ruling.state().oral_decisions.size() + 1)},
      .speaker = oral->speaker,
      .registrar = ruling.actor().person,
      .witness = oral->witness,
      .capacity = decision.capacity,
      .command = std::string(decision.command),
      .subject = decision.subject,
      .incident = decision.incident,
      .wording = oral->wording,
      .heard_via = oral->heard_via,
      .heard = oral->heard.value_or(ruling.now()),
      .state = Confirmation::unconfirmed,
      .reason = {}};
  ruling.add("G23", OralDecisionRecorded{recorded});
  owe_confirmation(ruling, recorded);
  end_hindrances_of_speaker(ruling, recorded.speaker, recorded.capacity);
  return recorded.id;
}

void require_not_own_words(const Case& c, const Obligation& duty, Objections& objections) {
  if (duty.rule.value != "R48") return;
  const auto oral = c.state.oral_decisions.find(OralId{duty.subject});
  if (oral == c.state.oral_decisions.end() || oral->second.speaker != c.actor.person) return;
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = "R48",
                           .message = {"Det egna muntliga beslutet fullgörs inte med bevis",
                                       "The own oral decision is not fulfilled with evidence"},
                           .what_now = {"Bekräfta eller bestrid det", "Confirm or dispute it"},
                           .field = "obligation"});
}

Decision decide_on(const Case& c, const ConfirmOralDecision& command) {
  const OralDecision& oral = c.state.oral_decisions.at(command.oral);
  Objections objections(c.now);
  std::string capacity = require_speaker(c, oral, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  settle(ruling, oral,
         OralDecisionSettled{.oral = oral.id, .state = Confirmation::confirmed, .reason = {}});
  return ruling.accept(std::move(capacity), oral.id.value);
}

// The effects stand until the committee or the chair changes them; everyone concerned is told.
Decision decide_on(const Case& c, const DisputeOralDecision& command) {
  const OralDecision& oral = c.state.oral_decisions.at(command.oral);
  Objections objections(c.now);
  std::string capacity = require_speaker(c, oral, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  settle(ruling, oral,
         OralDecisionSettled{
             .oral = oral.id, .state = Confirmation::disputed, .reason = command.reason});
  for (const auto& [id, decision] : c.state.decisions) {
    if (decision.oral != oral.id || decision.state != DecisionState::in_force) continue;
    ruling.add(
        "R48",
        DecisionEnded{.decision = id, .state = DecisionState::disputed, .reason = command.reason});
  }
  inform(ruling, Notice{.rule = "R48",
                        .incident = oral.incident,
                        .text = {"Ett muntligt beslut är bestritt; verkningarna står kvar tills "
                                 "nämnden eller ordföranden ändrar dem",
                                 "An oral decision is disputed; its effects stand until the "
                                 "committee or the chair changes them"}});
  return ruling.accept(std::move(capacity), oral.id.value);
}

}  // namespace ckl::domain
