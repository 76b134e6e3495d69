// The commands of delegation, exercises, readiness and succession, as clients send them.
#include "codec/command_codec.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

domain::Command read(const v1::GrantDelegation& from, Input& input) {
  domain::GrantDelegation out;
  out.person = input.id<domain::PersonId>("person", from.person());
  out.role = input.line("role", from.role(), limits::headline_bytes);
  out.unit = input.id<domain::UnitId>("unit", from.unit(), Need::optional);
  out.scope = input.text("scope", from.scope(), limits::text_bytes);
  out.from = input.instant("from", from.has_from(), from.from());
  out.until = input.instant("until", from.has_until(), from.until());
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  return out;
}

domain::Command read(const v1::EndDelegation& from, Input& input) {
  domain::EndDelegation out;
  out.delegation = input.id<domain::DelegationId>("delegation", from.delegation());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::BreakGlass& from, Input& input) {
  domain::BreakGlass out;
  out.role = input.line("role", from.role(), limits::headline_bytes);
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::RecordExercise& from, Input& input) {
  domain::RecordExercise out;
  out.units = read_ids<domain::UnitId>(from.units(), "units", input);
  out.kind = input.line("kind", from.kind(), limits::headline_bytes);
  out.held = input.instant("held", from.has_held(), from.held());
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  return out;
}

domain::Command read(const v1::RecordReadiness& from, Input& input) {
  domain::RecordReadiness out;
  out.unit = input.id<domain::UnitId>("unit", from.unit());
  out.organisation_designated = from.organisation_designated();
  out.plan_reviewed = input.instant("planReviewed", from.has_plan_reviewed(), from.plan_reviewed());
  out.review_by = input.instant("reviewBy", from.has_review_by(), from.review_by());
  out.endurance_planned = from.endurance_planned();
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  return out;
}

domain::Command read(const v1::SettleSuccession& from, Input& input) {
  domain::SettleSuccession out;
  out.unit = input.id<domain::UnitId>("unit", from.unit());
  out.successor = input.id<domain::UnitId>("successor", from.successor());
  out.reason = input.text("reason", from.reason(), limits::text_bytes);
  return out;
}

domain::Command read(const v1::OrderReports& from, Input& input) {
  domain::OrderReports out;
  out.obligation = input.id<domain::ObligationId>("obligation", from.obligation());
  out.next = input.instant("next", from.has_next(), from.next());
  out.released = from.released();
  out.reference = input.line("reference", from.reference(), limits::headline_bytes);
  return out;
}

}  // namespace ckl::codec
