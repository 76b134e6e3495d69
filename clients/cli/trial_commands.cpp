// Contact tests (`ckl contacts test`, `tests`) and drills (`ckl drill`).
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/trial.pb.h"
#include "cli/commands.hpp"
#include "cli/stockholm.hpp"
#include "cli/table.hpp"
#include "cli/words.hpp"

namespace ckl::cli {

namespace {

std::string way_of(const v1::ContactPathStatus& path, const Voice& say) {
  const std::string way = word_for(path.channel(), say);
  return path.contact() == 0 ? way : fmt::format("{} {}", way, path.contact() + 1);
}

std::string standing_of(const v1::ContactPathStatus& path, const Voice& say) {
  if (path.proved()) return say("● prövad ", "● tested ") + show_minute(path.good());
  if (path.has_good())
    return say("▲ för länge sedan: ", "▲ too long ago: ") + show_minute(path.good());
  if (path.has_sent())
    return say("○ obesvarat prov ", "○ unanswered test ") + show_minute(path.sent());
  return say("○ aldrig prövad", "○ never tested");
}

std::string show_tests(const v1::ListContactTestsResponse& response, const Voice& say) {
  if (response.persons().empty()) {
    return say("Ingen har jour den närmaste tiden, och ingen är prövad.\n",
               "Nobody has duty soon, and nobody is tested.\n");
  }
  Table table(
      {"", say("person", "person"), say("jour", "duty"), say("väg", "way"), say("prov", "test")});
  std::uint32_t lacking = 0;
  for (const auto& person : response.persons()) {
    const bool enough = person.proved() >= response.wanted();
    if (!enough && person.on_duty()) ++lacking;
    bool first = true;
    for (const auto& path : person.paths()) {
      table.add({first ? (enough ? "●" : "▲") : "", first ? person.person() : "",
                 first && person.on_duty() ? say("ja", "yes") : "", way_of(path, say),
                 standing_of(path, say)});
      first = false;
    }
    if (first) {
      table.add({"▲", person.person(), person.on_duty() ? say("ja", "yes") : "",
                 say("INGEN VÄG", "NO WAY"), ""});
    }
  }
  const std::string summary =
      lacking == 0
          ? say("Alla med jour har två prövade vägar.\n", "All with duty have two tested ways.\n")
          : say(fmt::format("{} med jour SAKNAR två prövade vägar.\n", lacking),
                fmt::format("{} with duty LACK two tested ways.\n", lacking));
  return table.text() + summary;
}

std::string after(const v1::DrillOutcome& outcome, std::uint32_t seconds) {
  return outcome.answered() > 0 ? fmt::format("{} s", seconds) : "-";
}

std::string outcome_of(const v1::Drill& drill, const Voice& say) {
  if (drill.state() == v1::DRILL_STATE_CANCELLED || drill.state() == v1::DRILL_STATE_PLANNED) {
    return drill.reason();
  }
  if (drill.state() == v1::DRILL_STATE_RUNNING) return drill.callout();
  const auto& outcome = drill.outcome();
  std::string text =
      say(fmt::format("{} av {} svarade (hälften inom {}, nio av tio inom {}), {} fattades",
                      outcome.answered(), outcome.called(), after(outcome, outcome.half_seconds()),
                      after(outcome, outcome.most_seconds()), outcome.missing()),
          fmt::format("{} of {} answered (half within {}, nine of ten within {}), {} missing",
                      outcome.answered(), outcome.called(), after(outcome, outcome.half_seconds()),
                      after(outcome, outcome.most_seconds()), outcome.missing()));
  if (outcome.silent_size() > 0) {
    text += fmt::format("; {}: {}", say("SVARADE ALDRIG", "NEVER ANSWERED"),
                        fmt::join(outcome.silent(), ", "));
  }
  return text;
}

std::string show_drills(const v1::ListDrillsResponse& response, const Voice& say) {
  Table table({say("övning", "drill"), "plan", say("läge", "state"), say("tid", "time"),
               say("utfall", "outcome")});
  for (const auto& drill : response.drills()) {
    table.add({drill.id(), drill.plan(), word_for(drill.state(), say), show_minute(drill.at()),
               outcome_of(drill, say)});
  }
  std::string text = table.empty() ? say("Ingen larmövning är planerad eller hållen.\n",
                                         "No drill is planned or was held.\n")
                                   : table.text();
  if (response.untried_size() > 0) {
    text += fmt::format("{}: {}\n",
                        say("INTE ÖVADE det senaste kvartalet", "NOT DRILLED in the last quarter"),
                        fmt::join(response.untried(), ", "));
  }
  return text;
}

}  // namespace

void add_contact_tests(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Test = v1::TestContact;
  Form<Test> test{group, "test",
                  say("Pröva en kontaktväg: ett meddelande som ska besvaras",
                      "Test a contact path: a message that is to be answered")};
  test.text("channel", &Test::set_channel, say("Slag: sms, mail, voice", "Kind: sms, mail, voice"))
      ->required();
  test.text("--person", &Test::set_person, say("Vem; annars du själv", "Who; otherwise yourself"));
  test.sub()
      .add_option_function<std::uint32_t>(
          "--address",
          [request = &test.request()](std::uint32_t number) { request->set_contact(number - 1); },
          say("Vilken adress av det slaget, från 1", "Which address of that kind, from 1"))
      ->check(CLI::Range(1, 100));
  test.then_send(registry, "TrialService/TestContact");

  using List = v1::ListContactTestsRequest;
  Form<List> list{group, "tests",
                  say("Vilka kontaktvägar är prövade, för alla med jour den närmaste veckan?",
                      "Which contact paths are tested, of all with duty in the next week?")};
  list.text("--person", &List::set_person, say("Bara den personen", "That person alone"));
  list.time("--until", &List::mutable_until, say("Jour till", "Duty until"));
  list.then(registry, [say](Session& session, List& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListContactTestsResponse>(
        session, "TrialService/ListContactTests", request,
        [&](const v1::ListContactTestsResponse& response) { return show_tests(response, say); });
  });
}

void add_drill_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand(
      "drill", say("Larmövningar: prövar en larmväg, i en övningsarbetsyta",
                   "Drills: try a route, in an exercise workspace"));
  group.require_subcommand(1);

  using Plan = v1::PlanDrill;
  Form<Plan> plan{
      group, "plan",
      say("Planera en larmövning, eller börja den nu", "Plan a drill, or begin it now")};
  plan.text("plan", &Plan::set_plan, say("Inkallningsplan", "Call-out plan"))->required();
  plan.time("--at", &Plan::mutable_at, say("När; annars nu", "When; otherwise now"));
  plan.then_send(registry, "TrialService/PlanDrill");

  using Cancel = v1::CancelDrill;
  Form<Cancel> cancel{group, "cancel",
                      say("Ställ in eller bryt en larmövning", "Cancel or break off a drill")};
  cancel.id("drill", "drill", &Cancel::set_drill, say("Larmövning", "Drill"))->required();
  cancel.text("--reason", &Cancel::set_reason, say("Skäl", "Reason"))->required();
  cancel.then_send(registry, "TrialService/CancelDrill");

  Form<v1::ListDrillsRequest> list{group, "list",
                                   say("Planerade och hållna övningar, med utfall",
                                       "Drills planned and held, with what they came to")};
  list.then(registry, [say](Session& session, v1::ListDrillsRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListDrillsResponse>(
        session, "TrialService/ListDrills", request,
        [&](const v1::ListDrillsResponse& response) { return show_drills(response, say); });
  });
}

}  // namespace ckl::cli
