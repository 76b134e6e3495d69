// CalloutService/GetCalloutReport: what a call-out came to.
#include "domain/callout_report.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {
namespace {

void write(const domain::AnswerTimes& from, v1::AnswerTimes& to) {
  to.set_answered(from.answered);
  if (from.half) to.set_half_seconds(from.half->count());
  if (from.most) to.set_most_seconds(from.most->count());
  if (from.slowest) to.set_slowest_seconds(from.slowest->count());
  for (std::size_t at = 0; at < from.within.size(); ++at) {
    v1::AnswersWithin& within = *to.add_within();
    within.set_seconds(domain::answer_steps[at].count());
    within.set_answers(from.within[at]);
  }
}

void write(const domain::PositionOutcome& from, v1::PositionOutcome& to) {
  to.set_position(from.position.value);
  to.set_wanted(from.wanted);
  to.set_called(from.called);
  to.set_coming(from.coming);
  to.set_declined(from.declined);
  to.set_later(from.later);
  to.set_spare(from.spare);
  to.set_stood_down(from.stood_down);
  for (const auto& person : from.silent) to.add_silent(person.value);
  for (const auto& person : from.unreachable) to.add_unreachable(person.value);
  if (from.filled_after) to.set_filled_after_seconds(from.filled_after->count());
  write(from.times, *to.mutable_times());
}

void write(const domain::ChannelOutcome& from, v1::ChannelOutcome& to) {
  to.set_channel(from.channel);
  to.set_begun(from.begun);
  to.set_taken(from.taken);
  to.set_delivered(from.delivered);
  to.set_failed(from.failed);
  to.set_answers(from.answers);
}

std::unique_ptr<v1::CalloutReport> written(const domain::State& state,
                                           const domain::Callout& callout) {
  const domain::CalloutReport report = domain::report_of(state, callout);
  auto response = std::make_unique<v1::CalloutReport>();
  response->set_callout(callout.id.value);
  response->set_incident(callout.incident.value);
  response->set_plan(callout.plan.value);
  codec::encode(callout.started, *response->mutable_started());
  response->set_ended(callout.ended);
  for (const auto& position : report.positions) write(position, *response->add_positions());
  write(report.times, *response->mutable_times());
  for (const auto& channel : report.channels) write(channel, *response->add_channels());
  response->set_missing(report.missing);
  return response;
}

}  // namespace

void answer(const Question& question, const v1::GetCalloutReportRequest& request, Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  workspace->engine->read(
      [respond = std::move(respond), id = request.callout()](const domain::State& state) mutable {
        const auto found = state.callouts.find(domain::CalloutId{id});
        if (found == state.callouts.end()) return respond(std::unexpected(callout_unknown(id)));
        respond(written(state, found->second));
      });
}

}  // namespace ckl::edge
