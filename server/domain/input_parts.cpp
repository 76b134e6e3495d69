#include "domain/input_parts.hpp"

#include "domain/authority.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {

void malformed(std::string_view rule, std::string_view field, Text message,
               Objections& objections) {
  objections.add(
      Objection{.code = RejectionCode::invalid,
                .rule = rule,
                .message = std::move(message),
                .what_now = {"Rätta fältet och skicka igen", "Mend the field and resend"},
                .field = std::string(field)});
}

void check_person(const Case& c, std::string_view field, const PersonId& id,
                  Objections& objections) {
  if (find_person(c.state, id) == nullptr) {
    check_unknown("INPUT_UNKNOWN_PERSON", field, id.value, objections);
  }
}

void check_unit(const Case& c, std::string_view field, const UnitId& id, Objections& objections) {
  if (find_unit(c.state, id) == nullptr) {
    check_unknown("INPUT_UNKNOWN_UNIT", field, id.value, objections);
  }
}

void check_time_of(const Case& c, const TimeField& field, Objections& objections) {
  check_time(c, field.name, field.time, objections);
  const auto found = c.state.incidents.find(field.incident);
  const bool known = field.time.has_value() && found != c.state.incidents.end();
  if (!known || *field.time >= found->second.event_time) return;
  malformed("INPUT_TIME_ORDER", field.name,
            {"Tiden ligger före händelsen", "The time lies before the incident"}, objections);
}

// Neither beyond the poles nor a number that is none.
bool is_place(const GeoPoint& point) {
  return point.latitude >= -90 && point.latitude <= 90 && point.longitude >= -180 &&
         point.longitude <= 180;
}

void check_place(std::string_view field, const GeoPoint& point, Objections& objections) {
  if (is_place(point)) return;
  malformed("INPUT_OUT_OF_RANGE", field,
            {"Platsen finns inte på jorden", "The place is not on the earth"}, objections);
}

void check_matter(const Case& c, const Matter& matter, Objections& objections) {
  check_value("matter.kind", matter.kind, MatterKind::revoke, objections);
  check_text({.name = "matter.title",
              .text = matter.title,
              .limit = limits::headline_bytes,
              .required = true},
             objections);
  check_text(
      {.name = "matter.text", .text = matter.text, .limit = limits::text_bytes, .required = true},
      objections);
  check_text(
      {.name = "matter.necessity", .text = matter.necessity, .limit = limits::criterion_bytes},
      objections);
  for (const auto& unit : matter.executors) check_unit(c, "matter.executors", unit, objections);
  if (!matter.scope.unit.empty()) check_unit(c, "matter.scope.unit", matter.scope.unit, objections);
  for (const auto& part : matter.scope.parts) {
    check_text({.name = "matter.scope.parts",
                .text = part,
                .limit = limits::headline_bytes,
                .required = true},
               objections);
  }
  if (!matter.takeover.empty()) {
    check_known(c.state.takeovers, matter.takeover, {"INPUT_UNKNOWN_TAKEOVER", "matter.takeover"},
                objections);
  }
  if (!matter.decision.empty()) {
    check_known(c.state.decisions, matter.decision, {"INPUT_UNKNOWN_DECISION", "matter.decision"},
                objections);
  }
  check_text({.name = "matter.delegation", .text = matter.delegation, .limit = limits::text_bytes},
             objections);
  if (matter.power) {
    check_value("matter.power", *matter.power, SpecialPower::urgent_chair, objections);
  }
  if (matter.valid_from && matter.valid_until && *matter.valid_until <= *matter.valid_from) {
    malformed("INPUT_TIME_ORDER", "matter.validUntil",
              {"Giltighetstiden slutar innan den börjar", "The validity ends before it begins"},
              objections);
  }
  if (matter.review && matter.valid_until && *matter.review > *matter.valid_until) {
    malformed("INPUT_TIME_ORDER", "matter.review",
              {"Omprövningen ligger efter giltighetstidens slut",
               "The review is after the end of the validity"},
              objections);
  }
}

void check_seat(const Case& c, std::string_view field, const Seat& seat, Objections& objections) {
  check_person(c, field, seat.person, objections);
  if (!seat.serves_for.empty()) check_person(c, field, seat.serves_for, objections);
}

void check_dissent(const Case& c, const Dissent& dissent, Objections& objections) {
  check_person(c, "dissents", dissent.person, objections);
  check_text(
      {.name = "dissents", .text = dissent.text, .limit = limits::reason_bytes, .required = true},
      objections);
}

void check_handback(const Handback& handback, Objections& objections) {
  check_text({.name = "handback.openDecisions",
              .text = handback.open_decisions,
              .limit = limits::text_bytes},
             objections);
  check_text({.name = "handback.costs", .text = handback.costs, .limit = limits::text_bytes},
             objections);
  check_text({.name = "handback.staff", .text = handback.staff, .limit = limits::text_bytes},
             objections);
  check_text(
      {.name = "handback.deadlines", .text = handback.deadlines, .limit = limits::text_bytes},
      objections);
}

void check_oral(const Case& c, const OralRecord& oral, const IncidentId& incident,
                Objections& objections) {
  check_person(c, "oral.speaker", oral.speaker, objections);
  check_person(c, "oral.witness", oral.witness, objections);
  check_text(
      {.name = "oral.wording", .text = oral.wording, .limit = limits::text_bytes, .required = true},
      objections);
  check_text({.name = "oral.heardVia", .text = oral.heard_via, .limit = limits::headline_bytes},
             objections);
  check_time_of(c, {.name = "oral.heard", .time = oral.heard, .incident = incident}, objections);
}

}  // namespace ckl::domain
