// ReliefService/GetRelief: how long positions last, who relieves whom, and what is handed over.
#include "codec/codec.hpp"
#include "domain/relief.hpp"
#include "domain/relief_words.hpp"
#include "edge/api/reading_state.hpp"

namespace ckl::edge {

namespace {

using domain::State;

void encode_row(const State& state, const domain::Endurance& from, v1::Endurance& to) {
  to.set_incident(from.incident.value);
  to.set_position(from.position.value);
  codec::encode(domain::wording::position_name(state, from.position), *to.mutable_name());
  to.set_plan(from.plan.value);
  to.set_wanted(from.wanted);
  for (const auto& shift : from.now) codec::encode(shift, *to.add_now());
  for (const auto& shift : from.next) codec::encode(shift, *to.add_next());
  codec::encode(from.staffed_until, *to.mutable_staffed_until());
  codec::encode(from.answered_until, *to.mutable_answered_until());
  to.set_red(from.red);
}

}  // namespace

void answer(const Question& question, const v1::GetReliefRequest& request, Respond respond) {
  read_state<v1::GetReliefResponse>(
      question, request.workspace(), std::move(respond),
      [only = domain::IncidentId{request.incident()}](const State& state, domain::Instant now,
                                                      v1::GetReliefResponse& response) {
        const auto is_meant = [&](const domain::IncidentId& incident) {
          return only.empty() || incident == only;
        };
        for (const auto& row : domain::forecast(state, now)) {
          if (is_meant(row.incident)) encode_row(state, row, *response.add_forecast());
        }
        for (const auto& [id, plan] : state.relief_plans) {
          if (!plan.ended && is_meant(plan.incident)) codec::encode(plan, *response.add_plans());
        }
        for (const auto& [id, handover] : state.handovers) {
          const auto plan = state.relief_plans.find(domain::plan_of(handover.shift));
          if (plan == state.relief_plans.end() || plan->second.ended) continue;
          if (is_meant(plan->second.incident)) codec::encode(handover, *response.add_handovers());
        }
      });
}

}  // namespace ckl::edge
