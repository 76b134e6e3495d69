// Förslag: a takeover is prepared before the committee decides; nothing moves by it (T07).
#include <algorithm>

#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/matter.hpp"
#include "domain/takeover_law.hpp"

namespace ckl::domain {
namespace {

void object(std::string_view field, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = "T07",
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = std::string(field)});
}

}  // namespace

Decision decide_on(const Case& c, const ProposeTakeover& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  Objections objections(c.now);
  std::string capacity = require_any(c, "T07", objections);
  if (command.matter.kind != MatterKind::takeover) {
    object("matter.kind", {"Bara övertaganden förbereds så", "Only takeovers are prepared so"},
           {"Ange slaget övertagande", "Give the kind takeover"}, objections);
  }
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    object("incident", {"Händelsen är avslutad", "The incident is closed"},
           {"Rapportera en ny händelse som hänvisar till den",
            "Report a new incident that refers to it"},
           objections);
  }
  check_area(c, command.matter, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  Takeover proposed;
  proposed.id = TakeoverId{numbered("takeover", c.state.takeovers.size() + 1)};
  proposed.incident = command.incident;
  proposed.scope = command.matter.scope;
  proposed.necessity = command.matter.necessity;
  proposed.since = c.now;
  proposed.valid_until = command.matter.valid_until;
  proposed.review = command.matter.review;
  proposed.state = TakeoverState::proposed;
  ruling.add("T07",
             TakeoverProposed{
                 .takeover = proposed, .title = command.matter.title, .text = command.matter.text});
  inform(ruling, {.rule = "T07",
                  .incident = command.incident,
                  .text = {"Förslag till övertagande, för krisledningsnämnden att besluta om: " +
                               command.matter.title,
                           "A takeover is proposed, for the committee to decide on: " +
                               command.matter.title}});
  return ruling.accept(std::move(capacity), proposed.id.value);
}

Decision decide_on(const Case& c, const WithdrawProposal& command) {
  const Takeover& proposed = c.state.takeovers.at(command.takeover);
  Objections objections(c.now);
  std::string capacity = require_any(c, "T07", objections);
  if (proposed.state != TakeoverState::proposed) {
    object(
        "takeover", {"Det är inget förslag som väntar", "That is no proposal that waits"},
        {"Ett övertagande som gäller återlämnas (T08)", "A takeover in force is handed back (T08)"},
        objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("T07", TakeoverProposalDropped{
                        .takeover = proposed.id, .decision = {}, .reason = command.reason});
  return ruling.accept(std::move(capacity), proposed.id.value);
}

}  // namespace ckl::domain
