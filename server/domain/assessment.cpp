// «Ordföranden bedömer: inte extraordinär»: an assessment with its reason, journaled (A04).
#include "domain/capacity.hpp"
#include "domain/handlers.hpp"
#include "domain/oral.hpp"

namespace ckl::domain {
namespace {

void require_assessable(const Incident& incident, Objections& objections) {
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R49",
                             .message = {"Händelsen är avslutad", "The incident is closed"},
                             .what_now = {"Rapportera en ny händelse", "Report a new incident"},
                             .field = {}});
  } else if (incident.level == Level::extraordinary) {
    objections.add(Objection{
        .code = RejectionCode::precondition,
        .rule = "T10",
        .message = {"Händelsen är förklarad extraordinär", "The event is declared extraordinary"},
        .what_now = {"Sänk nivån om bedömningen är en annan nu, med skäl och checklista",
                     "Lower the level if the assessment is another now, with reason and checklist"},
        .field = {}});
  }
}

}  // namespace

Decision decide_on(const Case& c, const AssessNotExtraordinary& command) {
  const Incident& incident = c.state.incidents.at(command.incident);
  const Actor speaker = speaker_of(c, command.oral);
  const Case judged{.state = c.state, .actor = speaker, .now = c.now};
  Objections objections(c.now);
  std::string registrar = require_oral(c, command.oral, objections);
  ChairPower power = require_chair(judged, "A04", objections, incident.id);
  require_assessable(incident, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  record_oral(ruling, command.oral,
              SpokenDecision{.command = "AssessNotExtraordinary",
                             .capacity = power.capacity,
                             .incident = incident.id,
                             .subject = incident.id.value});
  ruling.add(power.hindrance.empty() ? "A04" : "T05",
             NotExtraordinaryAssessed{
                 .incident = incident.id, .reason = command.reason, .hindrance = power.hindrance});
  return ruling.accept(command.oral ? std::move(registrar) : std::move(power.capacity),
                       incident.id.value);
}

}  // namespace ckl::domain
