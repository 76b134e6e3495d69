// OrganisationService: who leads what, what readiness lacks, what the council is to be told.
#include "codec/input.hpp"
#include "domain/authority.hpp"
#include "domain/council.hpp"
#include "domain/leads.hpp"
#include "domain/readiness.hpp"
#include "edge/api/reading_state.hpp"

namespace ckl::edge {

namespace {

// The instant asked about; nothing with a refusal when it is no time.
template <class Request>
std::expected<std::optional<domain::Instant>, domain::Rejection> asked_instant(
    const Request& request) {
  codec::Input input;
  const auto at = input.instant("at", request.has_at(), request.at());
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  return at;
}

void encode_row(const domain::LeadRow& row, v1::LeadRow& out) {
  out.set_unit(row.unit.value);
  out.set_part(row.part);
  out.set_leader(row.lead.unit.value);
  out.set_takeover(row.lead.takeover.value);
  out.set_assignment(row.lead.assignment.value);
}

}  // namespace

void answer(const Question& question, const v1::ListLeadsRequest& request, Respond respond) {
  const auto at = asked_instant(request);
  if (!at) return respond(std::unexpected(at.error()));
  read_state<v1::ListLeadsResponse>(
      question, request.workspace(), std::move(respond),
      [at = *at, unit = request.unit()](const domain::State& state, domain::Instant now,
                                        v1::ListLeadsResponse& response) {
        for (const auto& row : domain::leading(state, at.value_or(now))) {
          if (unit.empty() || row.unit.value == unit) encode_row(row, *response.add_rows());
        }
      });
}

void answer(const Question& question, const v1::GetReadinessRequest& request, Respond respond) {
  const auto at = asked_instant(request);
  if (!at) return respond(std::unexpected(at.error()));
  read_state<v1::GetReadinessResponse>(
      question, request.workspace(), std::move(respond),
      [at = *at](const domain::State& state, domain::Instant now,
                 v1::GetReadinessResponse& response) {
        for (const auto& line : domain::readiness_report(state, at.value_or(now))) {
          v1::ReadinessRow& row = *response.add_rows();
          row.set_unit(line.unit.value);
          row.set_organisation_missing(line.organisation_missing);
          row.set_plan_missing(line.plan_missing);
          row.set_review_passed(line.review_passed);
          row.set_endurance_missing(line.endurance_missing);
          row.set_exercise_missing(line.exercise_missing);
        }
      });
}

void answer(const Question& question, const v1::GetCouncilReportRequest& request, Respond respond) {
  read_state<v1::GetCouncilReportResponse>(
      question, request.workspace(), std::move(respond),
      [](const domain::State& state, domain::Instant /*now*/,
         v1::GetCouncilReportResponse& response) {
        for (const auto& line : domain::council_report(state)) {
          v1::CouncilRow& row = *response.add_rows();
          row.set_subject(line.subject);
          if (line.decision != nullptr) codec::encode(*line.decision, *row.mutable_decision());
          codec::encode(*line.duty, *row.mutable_duty());
          row.set_reported(line.reported);
        }
      });
}

}  // namespace ckl::edge
