// Call-outs: start, status, answer, end.
#include <algorithm>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "cli/commands.hpp"
#include "cli/picture.hpp"

namespace ckl::cli {

namespace {

void add_start(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::StartCallout> form{group, "start", say("Starta en inkallning", "Start one")};
  form.id("incident", "incident", &v1::StartCallout::set_incident, say("Händelse", "Incident"))
      ->required();
  form.text("--plan", &v1::StartCallout::set_plan, say("Plan", "Plan"));
  form.text("--message", &v1::StartCallout::set_message,
            say("Vad de inkallade får veta", "What the called are told"));
  form.then_send(registry, "CalloutService/StartCallout");
}

void add_answer(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::AnswerCall> form{group, "answer", say("Svara på en inkallning", "Answer a call")};
  form.id("callout", "callout", &v1::AnswerCall::set_callout, say("Inkallning", "Call-out"))
      ->required();
  form.choice("answer", &v1::AnswerCall::set_answer, say("Svar", "Answer"))->required();
  form.text("--person", &v1::AnswerCall::set_person,
            say("För vem; annars dig själv", "For whom; otherwise yourself"));
  form.sub().add_option_function<std::uint32_t>(
      "--eta",
      [request = &form.request()](const std::uint32_t& value) { request->set_eta_minutes(value); },
      say("Minuter tills på plats", "Minutes until there"));
  form.text("--raw", &v1::AnswerCall::set_raw, say("Svaret ordagrant", "The answer as written"));
  form.then_send(registry, "CalloutService/AnswerCall");
}

std::string show_callouts(const Picture& picture, const std::string& id) {
  std::string text;
  for (const v1::Callout& callout : picture.image.callouts()) {
    if (id.empty() ? !callout.ended() : callout.id() == id) text += picture.callout(callout) + "\n";
  }
  return text.empty() ? picture.voice("Ingen inkallning pågår.\n", "No call-out is under way.\n")
                      : text;
}

void add_status(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  struct Choice {
    std::string id;
  };
  CLI::App& sub = *group.add_subcommand("status", say("Vem som kommer", "Who is coming"));
  auto choice = std::make_shared<Choice>();
  sub.add_option("callout", choice->id,
                 say("Inkallning; annars de som pågår", "Call-out; otherwise those under way"));
  sub.callback([&chosen = registry.chosen, choice] {
    chosen = [choice](Session& session) {
      v1::GetImageRequest request;
      request.set_workspace(session.options().workspace);
      return ask<v1::WorkspaceImage>(
          session, "WorkspaceService/GetImage", request, [&](const v1::WorkspaceImage& image) {
            return show_callouts({image, session.voice(), to_instant(image.time())}, choice->id);
          });
    };
  });
}

}  // namespace

void add_callout_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand("callout", say("Inkallning", "Call-outs"));
  group.require_subcommand(1);
  add_start(registry, group);
  add_status(registry, group);
  add_answer(registry, group);

  Form<v1::EndCallout> end{group, "end", say("Avsluta en inkallning", "End one")};
  end.id("callout", "callout", &v1::EndCallout::set_callout, say("Inkallning", "Call-out"))
      ->required();
  end.text("--reason", &v1::EndCallout::set_reason, say("Skäl", "Reason"));
  end.then_send(registry, "CalloutService/EndCallout");
}

}  // namespace ckl::cli
