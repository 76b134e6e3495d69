#include "domain/matter.hpp"

#include <algorithm>
#include <array>

#include "domain/afterwards.hpp"
#include "domain/authority.hpp"
#include "domain/duties.hpp"
#include "domain/input.hpp"
#include "domain/leads.hpp"
#include "domain/succession.hpp"
#include "domain/takeover.hpp"
#include "domain/takeover_law.hpp"

namespace ckl::domain {
namespace {

void object(Objections& objections, Objection objection) { objections.add(std::move(objection)); }

bool is_own_matter(const State& state, const Matter& matter) {
  if (matter.kind != MatterKind::own_order) return false;
  return std::ranges::any_of(state.settings.committee_own_matters,
                             [&](const std::string& own) { return same_part(own, matter.title); });
}

// R47, G22, G04: what is decided while krisledningsnämnden does not function.
void require_functioning(const Case& c, const Proposal& proposal, Objections& objections) {
  if (c.state.committee == CommitteeState::functioning) return;
  if (!proposal.alone && is_own_matter(c.state, proposal.matter)) return;
  const bool takeover = proposal.matter.kind == MatterKind::takeover;
  const std::array<std::string_view, 2> broken{takeover ? "G04" : "R47", "G22"};
  for (const auto rule : broken) {
    object(objections,
           {.code = RejectionCode::precondition,
            .rule = rule,
            .message = {"Krisledningsnämnden fungerar inte",
                        "The crisis management committee does not function"},
            .what_now = {"Ordföranden förklarar en händelse extraordinär och låter nämnden träda "
                         "i funktion (T04, R01)",
                         "The chair declares an event extraordinary and has the committee function "
                         "(T04, R01)"},
            .field = {}});
  }
}

void check_still_ahead(const Case& c, std::string_view field, const std::optional<Instant>& time,
                       Objections& objections) {
  if (!time || *time > c.now) return;
  object(objections, {.code = RejectionCode::invalid,
                      .rule = "INPUT_TIME_ORDER",
                      .message = {"Tiden har redan passerat", "The time has already passed"},
                      .what_now = {"Ange en tid framåt", "Give a time ahead"},
                      .field = std::string(field)});
}

// G20: outside what it has taken over, krisledningsnämnden decides nothing in a nämnd's area.
void require_own_scope(const Case& c, const Scope& scope, Objections& objections) {
  if (scope.unit.empty()) return;
  const Unit* unit = find_unit(c.state, scope.unit);
  if (unit != nullptr && is_authority(*unit)) {
    object(
        objections,
        {.code = RejectionCode::not_permitted,
         .rule = "G11",
         .message = {unit->name.sv + " beslutar själv", unit->name.en + " decides itself"},
         .what_now = {"Begär medverkan eller samverka", "Request a contribution, or collaborate"},
         .field = "matter.scope.unit"});
    return;
  }
  std::vector<std::string> parts = scope.parts;
  if (scope.whole || parts.empty()) parts.emplace_back();
  for (const auto& part : parts) {
    const Lead lead = who_leads(c.state, scope.unit, part, c.now);
    if (lead.kind == LeadKind::committee) continue;
    const std::string shown = part.empty() ? scope.unit.value : scope.unit.value + ": " + part;
    object(
        objections,
        {.code = RejectionCode::not_permitted,
         .rule = "G20",
         .message = {"Krisledningsnämnden har inte tagit över " + shown,
                     "The crisis management committee has not taken over " + shown},
         .what_now = {"Ta över området först (T07), eller be " + lead.unit.value + " besluta",
                      "Take the area over first (T07), or ask " + lead.unit.value + " to decide"},
         .field = "matter.scope"});
  }
}

// R10: an earlier decision of krisledningsnämnden, still in force, that is no takeover.
void require_earlier(const Case& c, const Matter& matter, Objections& objections) {
  if (matter.decision.empty()) {
    check_missing("matter.decision", objections);
    return;
  }
  const DecisionRecord& earlier = c.state.decisions.at(matter.decision);
  const bool own =
      earlier.body == DecidingBody::committee || earlier.body == DecidingBody::committee_chair;
  if (!own) {
    object(objections, {.code = RejectionCode::not_permitted,
                        .rule = "G20",
                        .message = {"Beslutet är inte krisledningsnämndens",
                                    "The decision is not the committee's"},
                        .what_now = {"Vänd er till den som fattade det", "Turn to who made it"},
                        .field = "matter.decision"});
  } else if (!earlier.matter.takeover.empty()) {
    object(objections,
           {.code = RejectionCode::invalid,
            .rule = "T08",
            .message = {"Beslutet gäller ett övertagande", "The decision is about a takeover"},
            .what_now = {"Återlämna eller förnya övertagandet i stället",
                         "Hand the takeover back or renew it instead"},
            .field = "matter.decision"});
  }
  if (earlier.state == DecisionState::in_force || earlier.state == DecisionState::disputed) return;
  object(objections,
         {.code = RejectionCode::precondition,
          .rule = "R10",
          .message = {"Beslutet gäller inte längre", "The decision is no longer in force"},
          .what_now = {"Fatta ett nytt beslut", "Make a new decision"},
          .field = "matter.decision"});
}

void check_renewed_decision(const Case& c, const Matter& matter, Objections& objections) {
  require_earlier(c, matter, objections);
  if (!matter.valid_until) {
    object(objections, {.code = RejectionCode::invalid,
                        .rule = "R10",
                        .message = {"Ny giltighetstid saknas", "The new validity is missing"},
                        .what_now = {"Ange till när det ska gälla", "Give until when it holds"},
                        .field = "matter.validUntil"});
  }
}

// R09: a decision that is no takeover can be reviewed too.
void check_reviewed_decision(const Case& c, const Matter& matter, Objections& objections) {
  require_earlier(c, matter, objections);
  if (matter.review) return;
  object(
      objections,
      {.code = RejectionCode::invalid,
       .rule = "R09",
       .message = {"Datum för nästa omprövning saknas", "The date of the next review is missing"},
       .what_now = {"Ange datumet, eller upphäv beslutet", "Give the date, or revoke the decision"},
       .field = "matter.review"});
}

std::string_view rule_of(const DecisionRecord& record) {
  if (!record.adopted) return "R12";
  if (record.body == DecidingBody::committee_chair) return "T06";
  switch (record.matter.kind) {
    case MatterKind::takeover:
      return "T07";
    case MatterKind::hand_back:
      return "T08";
    case MatterKind::renew:
      return "R10";
    case MatterKind::review:
      return "R09";
    case MatterKind::own_order:
      return "R47";
    case MatterKind::other:
    case MatterKind::revoke:
      break;
  }
  return "R34";
}

// What the kind of matter has no use for is not kept, so that nothing seems to rest on it.
void forget_foreign_ids(Matter& matter) {
  const bool of_takeover = matter.kind == MatterKind::takeover ||
                           matter.kind == MatterKind::hand_back ||
                           matter.kind == MatterKind::renew || matter.kind == MatterKind::review;
  if (!of_takeover) matter.takeover = {};
  const bool of_decision = matter.takeover.empty() &&
                           (matter.kind == MatterKind::renew || matter.kind == MatterKind::review ||
                            matter.kind == MatterKind::revoke);
  if (!of_decision) matter.decision = {};
}

void tell_executors(Ruling& ruling, const DecisionRecord& record) {
  for (const auto& unit : record.matter.executors) {
    tell_unit(ruling, unit,
              {.rule = "R34",
               .incident = record.incident,
               .text = {"Krisledningsnämnden har beslutat; ni verkställer: " + record.matter.title,
                        "The crisis management committee has decided; you carry it out: " +
                            record.matter.title}});
  }
}

void take_effect(Ruling& ruling, const DecisionRecord& record, const Handback& handback) {
  const Matter& matter = record.matter;
  switch (matter.kind) {
    case MatterKind::takeover:
      return enter_takeover(ruling, record);
    case MatterKind::hand_back:
      return hand_back(ruling, record, handback);
    case MatterKind::review:
      if (!matter.takeover.empty()) return extend_takeover(ruling, record);
      return review_decision(ruling, record);
    case MatterKind::renew:
      if (!matter.takeover.empty()) return extend_takeover(ruling, record);
      end_decision(
          ruling, "R10",
          {.decision = matter.decision, .state = DecisionState::renewed, .reason = matter.title});
      return open_limits(ruling, record);
    case MatterKind::revoke:
      return end_decision(
          ruling, "R10",
          {.decision = matter.decision, .state = DecisionState::revoked, .reason = matter.title});
    case MatterKind::other:
    case MatterKind::own_order:
      return open_limits(ruling, record);
  }
}

}  // namespace

// What the decision leaves out, the proposal that it carries out says.
Matter completed(const State& state, Matter matter) {
  const auto found = state.takeovers.find(matter.takeover);
  if (matter.kind != MatterKind::takeover || found == state.takeovers.end()) return matter;
  const Takeover& proposed = found->second;
  if (matter.scope.unit.empty()) matter.scope = proposed.scope;
  if (is_blank(matter.necessity)) matter.necessity = proposed.necessity;
  if (!matter.review) matter.review = proposed.review;
  if (!matter.valid_until) matter.valid_until = proposed.valid_until;
  return matter;
}

void check_matter_law(const Case& c, const Proposal& proposal, Objections& objections) {
  const Matter& matter = proposal.matter;
  require_functioning(c, proposal, objections);
  require_power(c, proposal.incident, matter.power, objections);
  if (matter.power == SpecialPower::urgent_chair) {
    object(objections,
           {.code = RejectionCode::invalid,
            .rule = "G22",
            .message = {"Den befogenheten är en annan nämnds ordförandes",
                        "That power is of another committee's chair"},
            .what_now = {"Lämna fältet tomt; ordföranden ensam har sin egen väg (T06)",
                         "Leave the field empty; the chair alone has a way of its own (T06)"},
            .field = "matter.power"});
  }
  check_still_ahead(c, "matter.validUntil", matter.valid_until, objections);
  check_still_ahead(c, "matter.review", matter.review, objections);
  switch (matter.kind) {
    case MatterKind::takeover:
      return check_takeover(c, proposal, objections);
    case MatterKind::hand_back:
      return check_hand_back(c, proposal, objections);
    case MatterKind::review:
      if (matter.takeover.empty() && !matter.decision.empty()) {
        return check_reviewed_decision(c, matter, objections);
      }
      return check_review(c, matter, objections);
    case MatterKind::renew:
      if (!matter.takeover.empty()) return check_renewal(c, matter, objections);
      return check_renewed_decision(c, matter, objections);
    case MatterKind::revoke:
      return require_earlier(c, matter, objections);
    case MatterKind::other:
    case MatterKind::own_order:
      return require_own_scope(c, matter.scope, objections);
  }
}

DecisionId next_decision(const State& state) {
  return DecisionId{numbered("decision", state.decisions.size() + 1)};
}

void carry_out(Ruling& ruling, DecisionRecord record, const Handback& handback) {
  const State& state = ruling.state();
  record.id = next_decision(state);
  record.number = static_cast<std::uint32_t>(state.decisions.size() + 1);
  record.registered = ruling.now();
  record.state = record.adopted ? DecisionState::in_force : DecisionState::rejected;
  const TakeoverId proposal =
      record.matter.kind == MatterKind::takeover ? record.matter.takeover : TakeoverId{};
  if (record.adopted && record.matter.kind == MatterKind::takeover && proposal.empty()) {
    record.matter.takeover = TakeoverId{numbered("takeover", state.takeovers.size() + 1)};
  }
  forget_foreign_ids(record.matter);
  record.conflicts = decided_between(state, record, ruling.now());
  ruling.add(rule_of(record), DecisionMade{record});
  show_conflicts(ruling, record);
  const std::string title = std::to_string(record.number) + ": " + record.matter.title;
  open_council_report(ruling, {.subject = record.id.value,
                               .incident = record.incident,
                               .what = {"Anmäl beslut " + title, "Report decision " + title},
                               .decided = record.decided});
  if (!record.adopted && !proposal.empty()) {
    ruling.add("R12", TakeoverProposalDropped{
                          .takeover = proposal, .decision = record.id, .reason = "Röstades ned"});
  }
  if (!record.adopted) return;
  take_effect(ruling, record, handback);
  tell_executors(ruling, record);
}

}  // namespace ckl::domain
