// Answers that no machine may read: which ones wait, and what a person makes of them.
#include <fmt/format.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/callout.pb.h"
#include "cli/commands.hpp"
#include "cli/table.hpp"

namespace ckl::cli {

namespace {

std::string why(const std::string& reason, const Voice& say) {
  if (reason == "UNREADABLE") return say("texten går inte att tyda", "the text cannot be read");
  if (reason == "NO_CALL") return say("okänd avsändare", "unknown sender");
  if (reason == "SEVERAL_CALLS") return say("flera inkallningar", "several call-outs");
  if (reason == "UNKNOWN_CODE") return say("okänd kod", "unknown code");
  if (reason == "ENDED") return say("inkallningen är avslutad", "the call-out has ended");
  if (reason == "NOT_CALLED") return say("inte kallad", "not called");
  if (reason == "TOO_LONG") return say("för lång text", "too long a text");
  return reason;
}

std::string show_unclear(const v1::ListUnclearAnswersResponse& waiting, const Session& session) {
  const Voice& say = session.voice();
  Table table{{say("Svar", "Answer"), say("Kom", "Came"), say("Varför", "Why"),
               say("Kan gälla", "May be about"), say("Ordagrant", "As written")}};
  for (const v1::UnclearAnswer& unclear : waiting.answers()) {
    std::string about;
    for (const v1::CallRef& call : unclear.calls()) {
      about += fmt::format("{}{} {}", about.empty() ? "" : ", ", call.callout(), call.person());
    }
    table.add({unclear.id(), show_time(to_instant(unclear.received()), session.now()),
               why(unclear.reason(), say), about, unclear.raw()});
  }
  return table.empty() ? say("Inga oklara svar väntar.\n", "No unclear answers wait.\n")
                       : table.text();
}

void add_list(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::ListUnclearAnswersRequest> form{
      group, "unclear", say("Svar som väntar på att tydas", "Answers that wait to be read")};
  form.then(registry, [](Session& session, v1::ListUnclearAnswersRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListUnclearAnswersResponse>(
        session, "CalloutService/ListUnclearAnswers", request,
        [&](const v1::ListUnclearAnswersResponse& all) { return show_unclear(all, session); });
  });
}

void add_settle(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::SettleAnswer> form{
      group, "settle",
      say("Tyd ett oklart svar; utan svar är det inget", "Read one; without an answer it is none")};
  form.id("unclear", "unclear", &v1::SettleAnswer::set_unclear, say("Oklart svar", "Which one"))
      ->required();
  form.choice("answer", &v1::SettleAnswer::set_answer, say("Svar", "Answer"));
  form.id("--callout", "callout", &v1::SettleAnswer::set_callout, say("Inkallning", "Call-out"));
  form.text("--person", &v1::SettleAnswer::set_person, say("Vem som svarade", "Who answered"));
  form.sub().add_option_function<std::uint32_t>(
      "--eta",
      [request = &form.request()](const std::uint32_t& value) { request->set_eta_minutes(value); },
      say("Minuter tills på plats", "Minutes until there"));
  form.text("--reason", &v1::SettleAnswer::set_reason,
            say("Vad det var, när det inte är ett svar", "What it was, when it is no answer"));
  form.then_send(registry, "CalloutService/SettleAnswer");
}

}  // namespace

void add_answer_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand("answers", say("Oklara svar", "Unclear answers"));
  group.require_subcommand(1);
  add_list(registry, group);
  add_settle(registry, group);
}

}  // namespace ckl::cli
