// Call-outs: start, status, answer, end.
#include <algorithm>

#include <fmt/format.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/callout.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "cli/commands.hpp"
#include "cli/picture.hpp"
#include "cli/words.hpp"

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
  form.sub().add_flag_callback(
      "--deputy", [request = &form.request()] { request->set_deputy(true); },
      say("Kan inte: ersättaren ska kallas", "Cannot: the deputy is to be called"));
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
      const bool number =
          !choice->id.empty() && choice->id.find_first_not_of("0123456789") == std::string::npos;
      if (number) choice->id = "callout-" + choice->id;
      v1::GetImageRequest request;
      request.set_workspace(session.options().workspace);
      return ask<v1::WorkspaceImage>(
          session, "WorkspaceService/GetImage", request, [&](const v1::WorkspaceImage& image) {
            return show_callouts({image, session.voice(), to_instant(image.time())}, choice->id);
          });
    };
  });
}

// "sms, mail"; a way that reaches nobody stands in parentheses.
std::string ladder_words(const v1::PreviewedPerson& person) {
  std::string all;
  for (const auto& rung : person.ladder()) {
    const bool reaches = !rung.gateway().empty() && rung.addressed() && !rung.stand_in();
    all += all.empty() ? "" : ", ";
    all += reaches ? rung.channel() : "(" + rung.channel() + ")";
  }
  return all;
}

std::string obstacle_words(const v1::PreviewedPerson& person, const Voice& say) {
  if (!person.obstacle().empty()) return word_for(person.obstacle(), say);
  if (person.unreachable()) {
    const bool console = std::ranges::any_of(person.ladder(), [](const v1::PreviewedRung& rung) {
      return rung.stand_in() && rung.addressed() && !rung.gateway().empty();
    });
    return console ? say("GÅR INTE ATT NÅ: bara serverns konsol, inga riktiga utskick",
                         "CAN NOT BE REACHED: the server's console only, nothing really leaves")
                   : say("GÅR INTE ATT NÅ", "CAN NOT BE REACHED");
  }
  return person.at_once() ? say("kallas genast", "called at once")
                          : say("står på tur", "next in line");
}

std::string show_preview(const v1::PreviewCalloutResponse& preview, const Voice& say) {
  std::string text = fmt::format(
      "{} {}: {}\n", say("Plan", "Plan"), preview.plan(),
      say(fmt::format("{} kallas genast, den sista efter {:.0f} s; {} går inte att nå",
                      preview.called(), preview.last_called_seconds(), preview.unreachable()),
          fmt::format("{} called at once, the last after {:.0f} s; {} can not be reached",
                      preview.called(), preview.last_called_seconds(), preview.unreachable())));
  for (const auto& position : preview.positions()) {
    text += fmt::format("\n{}: {}\n", position.position(),
                        say(fmt::format("{} behövs", position.wanted()),
                            fmt::format("{} wanted", position.wanted())));
    if (position.missing() > 0) {
      text += say(fmt::format("  PERSONALBRIST: {} saknas\n", position.missing()),
                  fmt::format("  STAFFING GAP: {} missing\n", position.missing()));
    }
    for (const auto& person : position.persons()) {
      text += fmt::format("  {} {:<24} {:<28} {}\n", person.wave(), person.person(),
                          obstacle_words(person, say), ladder_words(person));
    }
  }
  return text;
}

void add_preview(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::PreviewCalloutRequest> form{
      group, "preview", say("Vad en inkallning skulle göra nu", "What a call-out would do now")};
  form.text("--plan", &v1::PreviewCalloutRequest::set_plan,
            say("Plan; annars stadens grundplan", "Plan; otherwise the city's default"));
  form.then(registry, [say](Session& session, v1::PreviewCalloutRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::PreviewCalloutResponse>(
        session, "CalloutService/PreviewCallout", request,
        [&](const v1::PreviewCalloutResponse& preview) { return show_preview(preview, say); });
  });
}

// Besked och återkallelse.
void add_words(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  const auto callout = say("Inkallning", "Call-out");
  Form<v1::SendWord> word{group, "word",
                          say("Besked till dem som har kallats", "A word to those called")};
  word.id("callout", "callout", &v1::SendWord::set_callout, callout)->required();
  word.choice("--kind", &v1::SendWord::set_kind, say("Slag av besked", "Kind of word"));
  word.choice("--to", &v1::SendWord::set_audience, say("Till vilka", "To whom"));
  word.text("--text", &v1::SendWord::set_text, say("Vad som sägs", "What is said"));
  word.then_send(registry, "CalloutService/SendWord");

  Form<v1::TakeIn> take{group, "take-in", say("Ta emot en reserv", "Take in one who offered")};
  take.id("callout", "callout", &v1::TakeIn::set_callout, callout)->required();
  take.id("person", "person", &v1::TakeIn::set_person, say("Vem", "Who"))->required();
  take.then_send(registry, "CalloutService/TakeIn");

  Form<v1::RecallCallout> recall{group, "recall", say("Återkalla larmet", "Recall the alarm")};
  recall.id("callout", "callout", &v1::RecallCallout::set_callout, callout)->required();
  recall
      .text("--reason", &v1::RecallCallout::set_reason,
            say("Skäl, som de kallade får läsa", "Reason, which those called will read"))
      ->required();
  recall.then_send(registry, "CalloutService/RecallCallout");
}

void add_absence(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand(
      "absence", say("Frånvaro: vem som inte ska kallas", "Absence: who is not to be called"));
  group.require_subcommand(1);
  const auto who = say("Vem; annars du själv", "Who; otherwise yourself");
  Form<v1::NoteAbsence> note{group, "note", say("Anmäl", "Note one")};
  note.choice("--kind", &v1::NoteAbsence::set_kind, say("Slag", "Kind"));
  note.text("--person", &v1::NoteAbsence::set_person, who);
  note.time("--until", &v1::NoteAbsence::mutable_until, say("Till när", "Until when"));
  note.text("--reason", &v1::NoteAbsence::set_reason, say("Skäl", "Reason"));
  note.then_send(registry, "CalloutService/NoteAbsence");

  Form<v1::EndAbsence> end{group, "end", say("Tillbaka igen", "Back again")};
  end.text("--person", &v1::EndAbsence::set_person, who);
  end.text("--reason", &v1::EndAbsence::set_reason, say("Skäl", "Reason"));
  end.then_send(registry, "CalloutService/EndAbsence");
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
  add_preview(registry, group);
  add_callout_report(registry, group);
  add_words(registry, group);
  add_absence(registry);
}

}  // namespace ckl::cli
