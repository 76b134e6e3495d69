#include "app/voice_desk.hpp"

#include <utility>

#include "app/trials.hpp"
#include "app/workspaces.hpp"
#include "delivery/receipts.hpp"
#include "delivery/watcher.hpp"

namespace ckl::app {
namespace {

ports::DeskReply desk_reply(const ports::Reply& reply) {
  const auto* refused = std::get_if<domain::Rejection>(&reply);
  if (refused == nullptr) return ports::DeskReply::taken;
  const bool may_pass = refused->code == domain::RejectionCode::unavailable ||
                        refused->code == domain::RejectionCode::exhausted;
  return may_pass ? ports::DeskReply::later : ports::DeskReply::refused;
}

}  // namespace

VoiceDesk::Found VoiceDesk::find(std::string_view key) const {
  const auto parsed = delivery::parse_key(key);
  auto* workspace =
      parsed && workspaces_ != nullptr ? workspaces_->running(parsed->workspace) : nullptr;
  if (workspace == nullptr) return {};
  const auto& messages = workspace->engine().state().messages;
  return {workspace, messages.find(domain::MessageId{parsed->message})};
}

void VoiceDesk::take(ports::KeyAnswer answer, Done done) {
  if (watcher_ != nullptr && watcher_->answered_by_keys(answer.key)) {
    done(ports::DeskReply::taken);
    return;
  }
  const Found found = find(answer.key);
  if (found.message == nullptr) {
    done(ports::DeskReply::refused);
    return;
  }
  if (found.message->purpose == domain::MessagePurpose::test) {
    trials_->confirm(
        found.workspace->view(), found.message->id, "voice",
        [done = std::move(done)](const ports::Reply& reply) mutable { done(desk_reply(reply)); });
    return;
  }
  engine::Submission submission;
  submission.command = domain::AnswerCall{.callout = found.message->callout,
                                          .person = {},
                                          .answer = answer.answer,
                                          .eta_minutes = answer.eta_minutes,
                                          .raw = std::move(answer.raw),
                                          .deputy = answer.deputy};
  submission.actor.person = found.message->person;
  submission.actor.via = "voice";
  found.workspace->engine().submit(
      std::move(submission),
      [done = std::move(done)](const ports::Reply& reply) mutable { done(desk_reply(reply)); });
}

bool VoiceDesk::wanted(std::string_view key) const {
  if (watcher_ != nullptr && watcher_->waits_for(key)) return true;
  const Found found = find(key);
  return found.message != nullptr && !found.message->settled;
}

}  // namespace ckl::app
