// The whole state of a workspace.
#include <algorithm>
#include <vector>

#include "codec/codec.hpp"
#include "codec/events_disclosure.hpp"
#include "codec/parts.hpp"
#include "domain/evolve.hpp"

namespace ckl::codec {

namespace {

using Heirs = std::map<domain::UnitId, domain::UnitId>;
using WireHeirs = google::protobuf::RepeatedPtrField<v1::Succession>;

void write_heirs(const Heirs& from, WireHeirs& to) {
  for (const auto& [unit, successor] : from) {
    v1::Succession& succession = *to.Add();
    succession.set_unit(unit.value);
    succession.set_successor(successor.value);
  }
}

void read_heirs(const WireHeirs& from, Heirs& to, Reader& reader) {
  for (const v1::Succession& succession : from) {
    reader.complete(succession);
    to[{succession.unit()}] = {succession.successor()};
  }
}

void write_law(const domain::State& from, v1::WorkspaceImage& to) {
  write_values(from.meetings, *to.mutable_meetings());
  write_values(from.decisions, *to.mutable_decisions());
  write_values(from.takeovers, *to.mutable_takeovers());
  write_values(from.contributions, *to.mutable_contributions());
  write_values(from.oral_decisions, *to.mutable_oral_decisions());
  write_values(from.records, *to.mutable_records());
  write_values(from.council_meetings, *to.mutable_council_meetings());
  write_values(from.assignments, *to.mutable_assignments());
  write_values(from.facts, *to.mutable_facts());
  write_values(from.crisis_support, *to.mutable_crisis_support());
  write_values(from.delegations, *to.mutable_delegations());
  write_values(from.exercises, *to.mutable_exercises());
  write_values(from.readiness, *to.mutable_readiness());
  write(from.alert, *to.mutable_alert());
  write_all(from.alert_steps, *to.mutable_alert_steps());
  write_all(from.districts, *to.mutable_districts());
  to.set_districts_hash(from.districts_hash);
  write_heirs(from.successions, *to.mutable_successions());
  write_heirs(from.settled_successions, *to.mutable_settled_successions());
  to.set_summary_month(from.summary_month);
  to.set_readiness_year(from.readiness_year);
  to.set_mandate_period(from.mandate_period);
  write_values(from.rosters, *to.mutable_rosters());
  write_values(from.swaps, *to.mutable_swaps());
  to.set_duty_changes(from.duty_changes);
}

void read_law(const v1::WorkspaceImage& from, domain::State& to, Reader& reader) {
  read_values(from.meetings(), to.meetings, reader);
  read_values(from.decisions(), to.decisions, reader);
  read_values(from.takeovers(), to.takeovers, reader);
  read_values(from.contributions(), to.contributions, reader);
  read_values(from.oral_decisions(), to.oral_decisions, reader);
  read_values(from.records(), to.records, reader);
  read_values(from.council_meetings(), to.council_meetings, reader);
  read_values(from.assignments(), to.assignments, reader);
  read_values(from.facts(), to.facts, reader);
  read_values(from.crisis_support(), to.crisis_support, reader);
  read_values(from.delegations(), to.delegations, reader);
  read_values(from.exercises(), to.exercises, reader);
  read_values(from.readiness(), to.readiness, reader);
  read(from.alert(), to.alert, reader);
  read_all(from.alert_steps(), to.alert_steps, reader);
  read_all(from.districts(), to.districts, reader);
  to.districts_hash = from.districts_hash();
  read_heirs(from.successions(), to.successions, reader);
  read_heirs(from.settled_successions(), to.settled_successions, reader);
  to.summary_month = from.summary_month();
  to.readiness_year = from.readiness_year();
  to.mandate_period = from.mandate_period();
  read_values(from.rosters(), to.rosters, reader);
  read_values(from.swaps(), to.swaps, reader);
  to.duty_changes = from.duty_changes();
}

// In the order of their ids' bytes, as every image has had them: golden journals fold to the hash
// of an image.
void write_messages(const domain::MessageBook& from, v1::WorkspaceImage& to) {
  std::vector<const domain::Message*> by_id;
  by_id.reserve(from.size());
  for (const domain::Message& message : from) by_id.push_back(&message);
  std::ranges::sort(by_id, {}, [](const domain::Message* one) -> const auto& { return one->id; });
  to.mutable_messages()->Reserve(static_cast<int>(by_id.size()));
  for (const domain::Message* message : by_id) write(*message, *to.add_messages());
}

void write_parts(const domain::State& from, v1::WorkspaceImage& to) {
  write(from.organisation, *to.mutable_organisation());
  write(from.settings, *to.mutable_settings());
  write_values(from.plans, *to.mutable_plans());
  write_values(from.incidents, *to.mutable_incidents());
  write_values(from.hindrances, *to.mutable_hindrances());
  write_values(from.obligations, *to.mutable_obligations());
  write_values(from.callouts, *to.mutable_callouts());
  write_messages(from.messages, to);
  write_values(from.absences, *to.mutable_absences());
  write_values(from.lost_gateways, *to.mutable_lost_gateways());
  write_values(from.gateway_pins, *to.mutable_gateway_pins());
  write_values(from.relief_plans, *to.mutable_relief_plans());
  write_values(from.handovers, *to.mutable_handovers());
  write_values(from.contact_tests, *to.mutable_contact_tests());
  to.set_duty_checked(from.duty_checked);
  write_values(from.drills, *to.mutable_drills());
  write_marks(from, to);
  write_values(from.lost_posts, *to.mutable_lost_posts());
  write_law(from, to);
  write_values(from.unclear_answers, *to.mutable_unclear_answers());
}

void read_messages(const v1::WorkspaceImage& from, domain::State& to, Reader& reader) {
  std::vector<const v1::Message*> in_order(static_cast<std::size_t>(from.messages_size()));
  for (const v1::Message& message : from.messages()) {
    const auto number = domain::MessageBook::number_of({message.id()});
    if (number == 0 || number > in_order.size() || in_order[number - 1] != nullptr) {
      return reader.fail("a message out of the order of its number");
    }
    in_order[number - 1] = &message;
  }
  for (const v1::Message* message : in_order) {
    read(*message, *to.messages.add({message->id()}), reader);
  }
}

void read_parts(const v1::WorkspaceImage& from, domain::State& to, Reader& reader) {
  read(from.organisation(), to.organisation, reader);
  read(from.settings(), to.settings, reader);
  read_values(from.plans(), to.plans, reader);
  read_values(from.incidents(), to.incidents, reader);
  read_values(from.hindrances(), to.hindrances, reader);
  read_values(from.obligations(), to.obligations, reader);
  read_values(from.callouts(), to.callouts, reader);
  read_messages(from, to, reader);
  for (const v1::Absence& absence : from.absences()) {
    domain::Absence value;
    read(absence, value, reader);
    const domain::PersonId person = value.person;
    if (!to.absences.emplace(person, std::move(value)).second)
      reader.fail("an id that occurs twice");
  }
  read_values(from.lost_gateways(), to.lost_gateways, reader);
  read_values(from.gateway_pins(), to.gateway_pins, reader);
  read_values(from.relief_plans(), to.relief_plans, reader);
  read_values(from.handovers(), to.handovers, reader);
  read_values(from.contact_tests(), to.contact_tests, reader);
  to.duty_checked = from.duty_checked();
  read_values(from.drills(), to.drills, reader);
  read_marks(from, to, reader);
  read_values(from.lost_posts(), to.lost_posts, reader);
  read_law(from, to, reader);
  read_values(from.unclear_answers(), to.unclear_answers, reader);
}

void read_refusals(const v1::WorkspaceImage& from, domain::State& to, Reader& reader) {
  for (const v1::RefusedAttempt& refused : from.refused_attempts()) {
    reader.complete(refused);
    domain::Instant at;
    reader.instant(refused.has_at(), refused.at(), at);
    to.refused_attempts[{domain::PersonId{refused.person()}, domain::RuleId{refused.rule()}}] = at;
  }
}

void read(const v1::WorkspaceImage& from, domain::State& to, Reader& reader) {
  reader.complete(from);
  to.workspace.value = from.workspace();
  reader.choice(from.mode(), to.mode);
  codec::read(from.name(), to.name, reader);
  to.sequence = from.sequence();
  reader.instant(from.has_time(), from.time(), to.time);
  read_parts(from, to, reader);
  reader.choice(from.ckl(), to.ckl);
  reader.instant(from.has_ckl_since(), from.ckl_since(), to.ckl_since);
  reader.choice(from.committee(), to.committee);
  reader.instant(from.has_committee_since(), from.committee_since(), to.committee_since);
  for (const std::string& cause : from.committee_causes()) {
    to.committee_causes.insert(domain::IncidentId{cause});
  }
  to.log_entries = from.log_entries();
  to.configuration = from.configuration();
  read_refusals(from, to, reader);
}

}  // namespace

void encode(const domain::State& state, v1::WorkspaceImage& out) {
  out.set_workspace(state.workspace.value);
  out.set_mode(wire(state.mode));
  write(state.name, *out.mutable_name());
  out.set_sequence(state.sequence);
  encode(state.time, *out.mutable_time());
  write_parts(state, out);
  out.set_ckl(wire(state.ckl));
  encode(state.ckl_since, *out.mutable_ckl_since());
  out.set_committee(wire(state.committee));
  encode(state.committee_since, *out.mutable_committee_since());
  write_ids(state.committee_causes, *out.mutable_committee_causes());
  out.set_log_entries(state.log_entries);
  out.set_configuration(state.configuration);
  for (const auto& [who, at] : state.refused_attempts) {
    v1::RefusedAttempt& refused = *out.add_refused_attempts();
    refused.set_person(who.first.value);
    refused.set_rule(who.second.value);
    encode(at, *refused.mutable_at());
  }
}

ports::Result<domain::State> decode_image(const v1::WorkspaceImage& image) {
  domain::State state;
  Reader reader;
  read(image, state, reader);
  if (!reader.ok()) {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::corrupt,
                                          .what = "workspace image: " + reader.fault()});
  }
  domain::reindex(state);
  return state;
}

}  // namespace ckl::codec
