#include "domain/takeover_law.hpp"

#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "domain/leads.hpp"
#include "domain/succession.hpp"

namespace ckl::domain {
namespace {

void missing(std::string_view rule, std::string_view field, Text message, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::invalid,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = {"Fyll i fältet och skicka igen", "Fill it in and resend"},
                           .field = std::string(field)});
}

// G04: the whole, or parts that are named, each once; never both and never nothing.
void check_scope(const Scope& scope, Objections& objections) {
  if (scope.unit.empty()) {
    missing("G04", "matter.scope.unit", {"Vilken nämnds område saknas", "Whose area is missing"},
            objections);
  }
  if (scope.whole == !scope.parts.empty()) {
    missing("G04", "matter.scope.parts",
            {"Ange antingen hela området eller namngivna delar",
             "Give either the whole area or named parts"},
            objections);
  }
  for (std::size_t i = 0; i < scope.parts.size(); ++i) {
    const auto before = std::span(scope.parts).first(i);
    const bool again = std::ranges::any_of(
        before, [&](const std::string& part) { return same_part(part, scope.parts[i]); });
    if (again) check_duplicate("matter.scope.parts", scope.parts[i], objections);
  }
}

void check_substance(const Matter& matter, Objections& objections) {
  check_scope(matter.scope, objections);
  if (is_blank(matter.necessity)) {
    missing("G04", "matter.necessity",
            {"Varför övertagandet behövs saknas", "Why the takeover is needed is missing"},
            objections);
  }
  if (!matter.review) {
    missing("G04", "matter.review",
            {"Datum för omprövning saknas", "The date of review is missing"}, objections);
  }
}

// R32: it serves an event that is extraordinary now.
void check_incident(const Case& c, const IncidentId& incident, Objections& objections) {
  if (incident.empty()) {
    missing("R32", "incident",
            {"Vilken händelse övertagandet tjänar saknas",
             "Which event the takeover serves is missing"},
            objections);
    return;
  }
  if (c.state.incidents.at(incident).level == Level::extraordinary) return;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "R32",
      .message = {"Händelsen är inte extraordinär nu", "The event is not extraordinary now"},
      .what_now = {"Ordföranden förklarar den extraordinär först (T04)",
                   "The chair declares it extraordinary first (T04)"},
      .field = "incident"});
}

bool is_outside(const Unit& unit) {
  return unit.legal_person || unit.kind == UnitKind::company || unit.kind == UnitKind::federation ||
         unit.kind == UnitKind::external;
}

void refuse_target(std::string_view rule, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::not_permitted,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = "matter.scope.unit"});
}

// G01, G02, R11: other nämnder of the municipality, and of those not all.
void check_target(const Case& c, const Unit& unit, Objections& objections) {
  if (is_outside(unit)) {
    refuse_target("G01",
                  {unit.name.sv + " är en egen juridisk person eller står utanför kommunen",
                   unit.name.en + " is a legal person of its own or outside the municipality"},
                  {"Begär medverkan i stället; bolaget beslutar själv, och "
                   "ägaren styr genom kommunfullmäktige och koncernen",
                   "Request a contribution instead; the company decides "
                   "itself, and the owner steers through the city council and the group"},
                  objections);
    return;
  }
  const auto& never = c.state.settings.never_taken_over;
  const bool listed = std::ranges::find(never, unit.id) != never.end();
  const bool by_policy = listed || unit.kind == UnitKind::executive_board;
  if (is_committee(unit) && !by_policy) return;
  refuse_target("G02",
                {unit.name.sv + " är ingen nämnd vars område kan tas över",
                 unit.name.en + " is not a committee whose area can be taken over"},
                {"Ta över från en facknämnd eller stadsdelsnämnd",
                 "Take over from a specialist committee or a district council"},
                objections);
  if (!by_policy) return;
  refuse_target("R11",
                {"Policyn nekar övertagande från " + unit.name.sv,
                 "The policy denies a takeover from " + unit.name.en},
                {"Be den besluta själv", "Ask it to decide itself"}, objections);
}

bool meet_in_time(const Case& c, const Matter& matter, const Takeover& other) {
  const Instant since = std::max(matter.valid_from.value_or(c.now), c.now);
  if (other.valid_until && *other.valid_until <= since) return false;
  return !matter.valid_until || other.since < *matter.valid_until;
}

// G19: nothing is taken over twice.
void check_overlap(const Case& c, const Matter& matter, Objections& objections) {
  for (const auto& [id, other] : c.state.takeovers) {
    if (other.state != TakeoverState::in_force || !overlap(matter.scope, other)) continue;
    if (!meet_in_time(c, matter, other)) continue;
    objections.add(
        Objection{.code = RejectionCode::precondition,
                  .rule = "G19",
                  .message = {"Området, eller en del av det, är redan övertaget: " + id.value,
                              "The area, or a part of it, is taken over already: " + id.value},
                  .what_now = {"Ompröva eller förnya det övertagandet, eller välj andra delar",
                               "Review or renew that takeover, or choose other parts"},
                  .field = "matter.scope"});
  }
}

// What is named beside a new takeover is the proposal that it carries out.
void check_proposal(const Case& c, const Matter& matter, Objections& objections) {
  if (matter.takeover.empty()) return;
  if (c.state.takeovers.at(matter.takeover).state == TakeoverState::proposed) return;
  objections.add(
      Objection{.code = RejectionCode::precondition,
                .rule = "T07",
                .message = {"Det är inget förslag som väntar: " + matter.takeover.value,
                            "That is no proposal that waits: " + matter.takeover.value},
                .what_now = {"Lämna fältet tomt, eller välj ett förberett förslag",
                             "Leave the field empty, or choose a proposal that was prepared"},
                .field = "matter.takeover"});
}

// T08: of named parts, each is still taken over; never the whole and parts at once.
void check_returned_parts(const Takeover& takeover, const Scope& scope, Objections& objections) {
  const auto object = [&](Text message) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "T08",
                             .message = std::move(message),
                             .what_now = {"Ange delar som är övertagna, eller inga: då återlämnas "
                                          "allt som är kvar",
                                          "Name parts that are taken over, or none: then all that "
                                          "is left is handed back"},
                             .field = "matter.scope.parts"});
  };
  if (!scope.unit.empty() && scope.unit != takeover.scope.unit) {
    object({"Övertagandet gäller en annan nämnd", "The takeover is of another unit"});
  }
  if (scope.whole && !scope.parts.empty()) {
    object({"Ange antingen hela området eller delar", "Give either the whole area or parts"});
  }
  for (const auto& part : scope.parts) {
    const Scope one{.unit = takeover.scope.unit, .whole = false, .parts = {part}};
    if (overlap(one, takeover)) continue;
    object({"Delen är inte övertagen: " + part, "The part is not taken over: " + part});
  }
}

// The takeover that the matter names, if it is in force.
const Takeover* require_in_force(const Case& c, std::string_view rule, const Matter& matter,
                                 Objections& objections) {
  if (matter.takeover.empty()) {
    missing(rule, "matter.takeover", {"Vilket övertagande saknas", "Which takeover is missing"},
            objections);
    return nullptr;
  }
  const Takeover& takeover = c.state.takeovers.at(matter.takeover);
  const bool lasts = !takeover.valid_until || c.now < *takeover.valid_until;
  if (takeover.state == TakeoverState::in_force && lasts) return &takeover;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = rule,
      .message = {"Övertagandet gäller inte längre", "The takeover is no longer in force"},
      .what_now = {"Besluta om ett nytt övertagande om det behövs (T07)",
                   "Decide a new takeover if one is needed (T07)"},
      .field = "matter.takeover"});
  return nullptr;
}

void too_late(std::string_view rule, std::string_view field, Text message, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::invalid,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = {"Rätta datumet", "Mend the date"},
                           .field = std::string(field)});
}

}  // namespace

void check_area(const Case& c, const Matter& matter, Objections& objections) {
  check_substance(matter, objections);
  if (matter.scope.unit.empty()) return;
  const Unit* unit = find_unit(c.state, matter.scope.unit);
  if (unit == nullptr) return;  // refused by the input check
  check_target(c, *unit, objections);
  require_current(c, "matter.scope.unit", unit->id, objections);
  check_overlap(c, matter, objections);
}

void check_takeover(const Case& c, const Proposal& proposal, Objections& objections) {
  check_area(c, proposal.matter, objections);
  check_incident(c, proposal.incident, objections);
  check_proposal(c, proposal.matter, objections);
}

void check_hand_back(const Case& c, const Proposal& proposal, Objections& objections) {
  const Takeover* takeover = require_in_force(c, "T08", proposal.matter, objections);
  if (takeover != nullptr) check_returned_parts(*takeover, proposal.matter.scope, objections);
  struct Chapter {
    const char* field = nullptr;
    const std::string& text;
    Text asks;
  };
  const std::array<Chapter, 4> chapters{{
      {"handback.openDecisions",
       proposal.handback.open_decisions,
       {"Öppna beslut saknas i överlämningen", "Open decisions are missing in the handback"}},
      {"handback.costs",
       proposal.handback.costs,
       {"Kostnader saknas i överlämningen", "Costs are missing in the handback"}},
      {"handback.staff",
       proposal.handback.staff,
       {"Personal saknas i överlämningen", "Staff is missing in the handback"}},
      {"handback.deadlines",
       proposal.handback.deadlines,
       {"Tider att passa saknas i överlämningen", "Deadlines are missing in the handback"}},
  }};
  for (const auto& chapter : chapters) {
    if (is_blank(chapter.text)) missing("T08", chapter.field, chapter.asks, objections);
  }
}

void check_review(const Case& c, const Matter& matter, Objections& objections) {
  const Takeover* takeover = require_in_force(c, "R09", matter, objections);
  if (!matter.review) {
    missing("R09", "matter.review",
            {"Datum för nästa omprövning saknas", "The date of the next review is missing"},
            objections);
  } else if (takeover != nullptr && takeover->valid_until &&
             *takeover->valid_until < *matter.review) {
    too_late("R09", "matter.review",
             {"Omprövningen ligger efter att övertagandet upphört",
              "The review is after the takeover has ended"},
             objections);
  }
}

void check_renewal(const Case& c, const Matter& matter, Objections& objections) {
  const Takeover* takeover = require_in_force(c, "R10", matter, objections);
  if (!matter.valid_until) {
    missing("R10", "matter.validUntil", {"Ny giltighetstid saknas", "The new validity is missing"},
            objections);
    return;
  }
  if (takeover == nullptr) return;
  if (!takeover->valid_until || *matter.valid_until <= *takeover->valid_until) {
    too_late("R10", "matter.validUntil",
             {"Förnyelsen räcker inte längre än vad som redan gäller",
              "The renewal lasts no longer than what is in force already"},
             objections);
  }
}

}  // namespace ckl::domain
