// The whole state of a workspace.
#include "codec/codec.hpp"
#include "codec/parts.hpp"
#include "domain/evolve.hpp"

namespace ckl::codec {

namespace {

void write_parts(const domain::State& from, v1::WorkspaceImage& to) {
  write(from.organisation, *to.mutable_organisation());
  write(from.settings, *to.mutable_settings());
  write_values(from.plans, *to.mutable_plans());
  write_values(from.incidents, *to.mutable_incidents());
  write_values(from.hindrances, *to.mutable_hindrances());
  write_values(from.obligations, *to.mutable_obligations());
  write_values(from.callouts, *to.mutable_callouts());
  write_values(from.messages, *to.mutable_messages());
}

void read_parts(const v1::WorkspaceImage& from, domain::State& to, Reader& reader) {
  read(from.organisation(), to.organisation, reader);
  read(from.settings(), to.settings, reader);
  read_values(from.plans(), to.plans, reader);
  read_values(from.incidents(), to.incidents, reader);
  read_values(from.hindrances(), to.hindrances, reader);
  read_values(from.obligations(), to.obligations, reader);
  read_values(from.callouts(), to.callouts, reader);
  read_values(from.messages(), to.messages, reader);
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
