// Förhinder: recorded, never guessed (R04, R28).
#include <array>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {
namespace {

constexpr std::array<std::string_view, 2> committee_seats{role::committee_chair,
                                                          role::committee_vice_chair};

// The hindered may speak for themselves; whoever would step in may not speak for them.
std::string require_recorder(const Case& c, std::string_view rule, const PersonId& hindered,
                             Objections& objections) {
  if (c.actor.person == hindered) return first_role(c, committee_seats);
  if (holds(c.state, c.actor.person, role::committee_vice_chair, c.now)) {
    not_permitted(rule,
                  {"Den som träder in antecknar inte själv förhindret",
                   "Whoever steps in does not record the hindrance"},
                  objections);
    return {};
  }
  return require_any(c, rule, objections);
}

// Recording or ending one's own hindrance is not an act in office that ends it (R28).
Decision accept_as(Ruling& ruling, std::string capacity, const HindranceId& id) {
  Decision decision = ruling.accept({}, id.value);
  decision->capacity = std::move(capacity);
  return decision;
}

}  // namespace

Decision decide_on(const Case& c, const RecordHindrance& command) {
  Objections objections(c.now);
  std::string capacity = require_recorder(c, "R04", command.person, objections);
  const bool has_seat = holds(c.state, command.person, role::committee_chair, c.now) ||
                        holds(c.state, command.person, role::committee_vice_chair, c.now);
  if (!has_seat) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R04",
                             .message = {"Personen är inte ordförande eller vice ordförande nu",
                                         "The person is not chair or vice chair now"},
                             .what_now = {"Välj ordföranden eller en vice ordförande",
                                          "Choose the chair or a vice chair"},
                             .field = "person"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const HindranceId id{numbered("hindrance", c.state.hindrances.size() + 1)};
  ruling.add("R04", HindranceRecorded{Hindrance{.id = id,
                                                .person = command.person,
                                                .kind = command.kind,
                                                .from = command.from.value_or(c.now),
                                                .to = command.to,
                                                .established_by = c.actor.person,
                                                .attempts = command.attempts,
                                                .ended = false,
                                                .incident = command.incident}});
  return accept_as(ruling, std::move(capacity), id);
}

Decision decide_on(const Case& c, const EndHindrance& command) {
  const Hindrance& hindrance = c.state.hindrances.at(command.hindrance);
  Objections objections(c.now);
  std::string capacity = require_recorder(c, "R28", hindrance.person, objections);
  if (hindrance.ended) {
    objections.add(
        Objection{.code = RejectionCode::precondition,
                  .rule = "R28",
                  .message = {"Förhindret har redan upphört", "The hindrance has already ended"},
                  .what_now = {"Inget behöver göras", "Nothing needs doing"},
                  .field = {}});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R28", HindranceEnded{.hindrance = hindrance.id, .reason = command.reason});
  return accept_as(ruling, std::move(capacity), hindrance.id);
}

}  // namespace ckl::domain
