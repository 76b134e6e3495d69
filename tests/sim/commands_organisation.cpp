// The rows of organisations: taking part, facts, crisis support, delegations, readiness, successors
// and what the county board orders.
#include "domain/authority.hpp"
#include "domain/succession.hpp"
#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::Command;
using domain::Instant;
using domain::State;
using domain::UnitKind;

const std::initializer_list<std::string_view> of_unit{role::org_duty_officer,
                                                      role::security_coordinator, role::unit_chair};

Command join_incident(Draw& draw) {
  domain::JoinIncident command;
  command.incident = draw.incident();
  command.unit = draw.unit();
  command.text = draw.text();
  if (draw.random.chance(60)) draw.sent_by(of_unit, command.unit);
  return command;
}

Command record_fact(Draw& draw) {
  using domain::FactKind;
  domain::RecordFact command;
  command.incident = draw.incident();
  command.kind = any_of(draw.random, {FactKind::cyber_assessed, FactKind::personal_breach,
                                      FactKind::security_incident, FactKind::work_injury,
                                      FactKind::warning_sent, FactKind::rescue_ended});
  command.unit = draw.random.chance(60) ? draw.unit() : domain::UnitId{};
  command.serious = draw.random.chance(50);
  command.text = draw.text();
  command.known = draw.about_now();
  if (draw.random.chance(50)) {
    draw.sent_by({role::org_duty_officer, role::security_coordinator}, command.unit);
  }
  return command;
}

Command offer_support(Draw& draw) {
  domain::OfferCrisisSupport command;
  command.incident = draw.key_of(draw.state.crisis_support);
  command.to = draw.unit_of(
      {UnitKind::district_council, UnitKind::administration, UnitKind::specialist_committee});
  const auto found = draw.state.crisis_support.find(command.incident);
  if (found == draw.state.crisis_support.end() || draw.random.chance(40)) {
    draw.sent_by({role::duty_officer});
  } else {
    draw.sent_by(of_unit, found->second.responsible);
  }
  return command;
}

bool is_offered(const domain::CrisisSupport& support) { return !support.offered_to.empty(); }

Command accept_support(Draw& draw) {
  const auto incident = draw.key_where(draw.state.crisis_support, is_offered);
  const auto found = draw.state.crisis_support.find(incident);
  if (found != draw.state.crisis_support.end()) draw.sent_by(of_unit, found->second.offered_to);
  return domain::AcceptCrisisSupport{incident};
}

bool may_accept(const State& state, Instant) { return has_any(state.crisis_support, is_offered); }

Command grant_delegation(Draw& draw) {
  domain::GrantDelegation command;
  command.person = draw.person();
  command.role = any_of<const char*>(
      draw.random, {role::duty_officer, role::staff, role::registrar, role::chief_of_staff});
  if (draw.random.chance(4)) command.role = role::committee_chair;
  command.unit = {"slk"};
  command.scope = draw.text();
  command.until = draw.ahead();
  command.reference = draw.text();
  if (draw.random.chance(40)) {
    draw.sent_by({command.role});
    draw.capacity = {};
  }
  return command;
}

Command end_delegation(Draw& draw) {
  const auto lasts = [&](const domain::Delegation& delegation) {
    return domain::in_force(delegation, draw.now);
  };
  domain::EndDelegation command;
  command.delegation = draw.key_where(draw.state.delegations, lasts);
  command.reason = draw.text();
  const auto found = draw.state.delegations.find(command.delegation);
  if (found != draw.state.delegations.end() && draw.random.chance(60)) {
    draw.by = draw.random.chance(50) ? found->second.person : found->second.granted_by;
  }
  return command;
}

bool may_end(const State& state, Instant now) {
  return has_any(state.delegations, [&](const domain::Delegation& delegation) {
    return domain::in_force(delegation, now);
  });
}

Command break_glass(Draw& draw) {
  return domain::BreakGlass{
      .role = any_of<const char*>(draw.random,
                                  {role::duty_officer, role::registrar, role::chief_of_staff,
                                   role::org_duty_officer, role::committee_chair}),
      .reason = draw.text()};
}

Command record_exercise(Draw& draw) {
  return domain::RecordExercise{.units = {draw.unit()},
                                .kind = "skrivbord",
                                .held = draw.about_now(),
                                .reference = draw.text()};
}

Command record_readiness(Draw& draw) {
  return domain::RecordReadiness{.unit = draw.unit(),
                                 .organisation_designated = draw.random.chance(50),
                                 .plan_reviewed = draw.about_now(),
                                 .review_by = draw.ahead(),
                                 .endurance_planned = draw.random.chance(50),
                                 .reference = draw.text()};
}

Command settle_succession(Draw& draw) {
  domain::SettleSuccession command;
  const auto& open = draw.state.successions;
  command.unit = open.empty() || draw.random.chance(8) ? draw.unit() : draw.random.pick(open).first;
  const auto* ended = domain::find_unit(draw.state, command.unit);
  if (ended != nullptr && !ended->successors.empty() && draw.random.chance(60)) {
    command.successor = ended->successors.front();
  } else {
    command.successor = ended == nullptr ? draw.unit() : draw.unit_of({ended->kind});
  }
  command.reason = draw.text();
  return command;
}

bool may_settle(const State& state, Instant) { return !state.successions.empty(); }

bool is_county_report(const domain::Obligation& duty) {
  return duty.state != domain::ObligationState::closed &&
         (duty.rule.value == "O04" || duty.rule.value == "O17");
}

Command order_reports(Draw& draw) {
  return domain::OrderReports{
      .obligation = draw.key_where(draw.state.obligations, is_county_report),
      .next = draw.ahead(),
      .released = draw.random.chance(20),
      .reference = draw.text()};
}

bool may_order(const State& state, Instant) { return has_any(state.obligations, is_county_report); }

}  // namespace

std::vector<CommandKind> organisation_kinds() {
  const std::vector<std::string_view> local{role::duty_officer, role::security_coordinator,
                                            role::org_duty_officer, role::registrar};
  const std::vector<std::string_view> granters{role::registrar, role::administrator,
                                               role::chief_of_staff};
  const std::vector<std::string_view> reporters{role::registrar, role::chief_of_staff,
                                                role::duty_officer, role::staff};
  return {{"JoinIncident", 10, local, join_incident},
          {"RecordFact", 12, local, record_fact},
          {"OfferCrisisSupport", 12, local, offer_support},
          {"AcceptCrisisSupport", 15, local, accept_support, may_accept},
          {"GrantDelegation", 8, granters, grant_delegation},
          {"EndDelegation", 10, granters, end_delegation, may_end},
          {"BreakGlass", 4, {role::staff, role::security_coordinator}, break_glass},
          {"RecordExercise", 6, local, record_exercise},
          {"RecordReadiness", 6, local, record_readiness},
          {"SettleSuccession",
           40,
           {role::registrar, role::committee_chair},
           settle_succession,
           may_settle},
          {"OrderReports", 8, reporters, order_reports, may_order}};
}

}  // namespace ckl::sim
