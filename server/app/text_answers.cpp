#include "app/text_answers.hpp"

#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "app/trials.hpp"
#include "auth/crypto.hpp"
#include "domain/answering.hpp"
#include "domain/sms_answer.hpp"

namespace ckl::app {
namespace {

using domain::CallRef;
using domain::CallState;
using edge::http::Reply;
using edge::http::text_reply;

constexpr unsigned kOk = 200;
constexpr unsigned kBadRequest = 400;
constexpr unsigned kForbidden = 403;
constexpr unsigned kNotFound = 404;
constexpr unsigned kUnavailable = 503;
// A text is known by its id alone: with whatever it is read as, a repeat is the same command.
constexpr std::uint64_t same_for_all = 1;
constexpr std::size_t kIdDigits = 40;

// A gateway may send what the answer holds back to the telephone: nothing.
Reply taken() {
  Reply reply;
  reply.status = kOk;
  reply.content_type = "text/plain; charset=utf-8";
  return reply;
}

Reply try_again() {
  return text_reply(kUnavailable, "Servern tar inte emot just nu. Försök igen.",
                    "The server takes nothing at present. Try again.");
}

Reply unreadable(const ports::Failure& failure) {
  switch (failure.code) {
    case ports::FailureCode::not_found:
      return text_reply(kNotFound, "Tjänsten lämnar inga meddelanden hit.",
                        "This gateway passes no texts on to here.");
    case ports::FailureCode::refused:
      return text_reply(kForbidden, "Fel hemlighet.", "The secret is wrong.");
    default:
      return text_reply(kBadRequest, "Meddelandet kunde inte läsas: " + failure.what,
                        "The text could not be read: " + failure.what);
  }
}

bool is_open(CallState state) {
  return state != CallState::declined && state != CallState::stood_down &&
         state != CallState::unreachable && state != CallState::passed_over;
}

// The person's calls in call-outs that run: the open ones, or those that are out of it.
void add_calls(const domain::State& state, const domain::PersonId& person, bool open,
               std::vector<CallRef>& calls) {
  for (const auto& [id, callout] : state.callouts) {
    if (callout.ended) continue;
    const domain::Call* call = domain::call_to_answer(callout, person);
    if (call != nullptr && is_open(call->state) == open) calls.push_back({id, person});
  }
}

// The message that a code of ours numbers: "message-7" of "K7BD".
domain::MessageId message_of(std::string_view code) {
  const std::string_view digits = code.substr(1, code.find_first_not_of("0123456789", 1) - 1);
  return {"message-" + std::string(digits)};
}

// A live workspace comes before exercises, and each in the order of the configuration.
const edge::Workspace* first_workspace(const std::vector<const edge::Workspace*>& all) {
  const auto live = std::ranges::find(all, domain::Mode::live, &edge::Workspace::mode);
  if (live != all.end()) return *live;
  return all.empty() ? nullptr : all.front();
}

}  // namespace

void TextAnswers::take(const edge::http::ReceiptCall& call, edge::http::Respond done) {
  const auto* channel = needs_.gateways.channel(call.gateway);
  if (channel == nullptr) {
    return done(unreadable({.code = ports::FailureCode::not_found, .what = {}}));
  }
  const auto text = channel->read_text({.query = call.query,
                                        .content_type = call.request.header("content-type"),
                                        .body = call.request.body,
                                        .secret = call.request.header("x-ckl-secret")});
  if (!text) return done(unreadable(text.error()));
  if (needs_.watcher.takes(text->text, delivery::WatchStage::answered)) return done(taken());
  if (answers_contact_test(text->text, done)) return;
  const std::string seed = std::string(call.gateway) + "\n" + text->id;
  const std::string id =
      "sms-" + auth::to_hex(auth::as_text(auth::sha256(seed))).substr(0, kIdDigits);
  if (const auto waiting = under_way_.find(id); waiting != under_way_.end()) {
    waiting->second.push_back(std::move(done));
    return;
  }
  if (taken_before(id)) return done(taken());
  Target target = target_of(*text);
  if (target.workspace == nullptr) return done(try_again());
  under_way_[id].push_back(std::move(done));
  submit(std::move(target), id);
}

// The code stands on a message of that workspace which calls or tells somebody something. Codes are
// short: two workspaces may give the same one to messages of the same number.
bool TextAnswers::names_other_message(const std::string& code) const {
  return std::ranges::any_of(needs_.workspaces.list(), [&](const edge::Workspace* workspace) {
    const auto* message = workspace->engine->state().messages.find(message_of(code));
    return message != nullptr && message->purpose != domain::MessagePurpose::test &&
           needs_.links.code(workspace->id, message->id) == code;
  });
}

// Whoever got the code of a contact test and sends it back is reached, whatever else the text says.
// What may as well be an answer to a call is never taken for one to a test.
bool TextAnswers::answers_contact_test(const std::string& text, edge::http::Respond& done) const {
  const auto codes = domain::answer_codes(text);
  if (codes.size() != 1 || names_other_message(codes.front())) return false;
  for (const auto* workspace : needs_.workspaces.list()) {
    const auto* message = workspace->engine->state().messages.find(message_of(codes.front()));
    const bool ours = message != nullptr && message->purpose == domain::MessagePurpose::test &&
                      needs_.links.code(workspace->id, message->id) == codes.front();
    if (!ours) continue;
    needs_.trials.confirm(*workspace, message->id, "sms",
                          [done = std::move(done)](const ports::Reply& reply) mutable {
                            const bool kept = !std::holds_alternative<domain::Rejection>(reply);
                            done(kept ? taken() : try_again());
                          });
    return true;
  }
  return false;
}

bool TextAnswers::taken_before(const std::string& command_id) const {
  // It may have gone to another workspace then than it would now.
  return std::ranges::any_of(needs_.workspaces.list(), [&](const edge::Workspace* workspace) {
    const auto known = workspace->engine->journal().find_reply({{}, command_id});
    return known && known->has_value();
  });
}

const TextAnswers::Calls* TextAnswers::first_of(const std::vector<Calls>& found) {
  const auto live = std::ranges::find_if(
      found, [](const Calls& one) { return one.workspace->mode == domain::Mode::live; });
  if (live != found.end()) return &*live;
  return found.empty() ? nullptr : &found.front();
}

TextAnswers::Target TextAnswers::target_of(const ports::IncomingText& text) const {
  const auto codes = domain::answer_codes(text.text);
  auto doubt = domain::TextDoubt::none;
  std::vector<Calls> found;
  if (codes.size() == 1) found = by_code(codes.front());
  if (!codes.empty() && found.empty()) doubt = domain::TextDoubt::unknown_code;
  // Beside an unknown code this helps whoever reads the text; nothing more.
  if (found.empty()) found = by_number(text.sender);
  if (found.size() > 1 && doubt == domain::TextDoubt::none) {
    doubt = domain::TextDoubt::elsewhere_too;
  }
  const Calls* first = first_of(found);
  return {
      .workspace = first == nullptr ? first_workspace(needs_.workspaces.list()) : first->workspace,
      .command = {.raw = text.text,
                  .via = "sms",
                  .calls = first == nullptr ? std::vector<CallRef>{} : first->calls,
                  .doubt = doubt}};
}

std::vector<TextAnswers::Calls> TextAnswers::by_code(const std::string& code) const {
  std::vector<Calls> found;
  for (const auto* workspace : needs_.workspaces.list()) {
    const auto* message = workspace->engine->state().messages.find(message_of(code));
    const bool ours = message != nullptr && message->purpose == domain::MessagePurpose::call &&
                      needs_.links.code(workspace->id, message->id) == code;
    if (ours) found.push_back({workspace, {{message->callout, message->person}}});
  }
  return found;
}

// The open calls of those with that number; when there are none, the calls that they are out of.
std::vector<TextAnswers::Calls> TextAnswers::by_number(const std::string& sender) const {
  std::vector<Calls> found;
  const auto persons = needs_.directory.persons_with_number(sender);
  for (const bool open : {true, false}) {
    for (const auto* workspace : needs_.workspaces.list()) {
      Calls calls{workspace, {}};
      for (const auto& person : persons) {
        if (workspace->mode != domain::Mode::live && !needs_.exercise_list.contains(person)) {
          continue;
        }
        add_calls(workspace->engine->state(), person, open, calls.calls);
      }
      if (!calls.calls.empty()) found.push_back(std::move(calls));
    }
    if (!found.empty()) break;
  }
  return found;
}

void TextAnswers::submit(Target target, const std::string& command_id) {
  engine::Submission submission;
  submission.command = std::move(target.command);
  submission.actor.machine = "sms";
  submission.actor.via = "sms";
  submission.command_id = command_id;
  submission.fingerprint = same_for_all;
  target.workspace->engine->submit(
      std::move(submission),
      [this, command_id](const ports::Reply& reply) { finish(command_id, reply); });
}

void TextAnswers::finish(const std::string& command_id, const ports::Reply& reply) {
  const auto* refused = std::get_if<domain::Rejection>(&reply);
  if (refused != nullptr) {
    spdlog::warn("text {} was not taken: {}", command_id,
                 refused->breaches.empty() ? "" : refused->breaches.front().message.sv);
  }
  auto waiting = under_way_.extract(command_id);
  if (waiting.empty()) return;
  for (auto& done : waiting.mapped()) done(refused == nullptr ? taken() : try_again());
}

}  // namespace ckl::app
