// What a call-out came to: `ckl callout report`.
#include <fmt/format.h>

#include "ckl/v1/services/callout.pb.h"
#include "cli/commands.hpp"
#include "cli/words.hpp"

namespace ckl::cli {

namespace {

std::string lasting(std::int64_t seconds, const Voice& say) {
  if (seconds < 60) return fmt::format("{} s", seconds);
  const auto minutes = seconds / 60;
  if (minutes < 60) return fmt::format("{} min {:02} s", minutes, seconds % 60);
  return fmt::format("{} {} {:02} min", minutes / 60, say("tim", "h"), minutes % 60);
}

std::string times_words(const v1::AnswerTimes& times, const Voice& say) {
  if (times.answered() == 0) return say("Ingen har svarat.\n", "Nobody has answered.\n");
  std::string text =
      say(fmt::format("{} svar: hälften inom {}, nio av tio inom {}, det sista efter {}\n",
                      times.answered(), lasting(times.half_seconds(), say),
                      lasting(times.most_seconds(), say), lasting(times.slowest_seconds(), say)),
          fmt::format("{} answers: half within {}, nine of ten within {}, the last after {}\n",
                      times.answered(), lasting(times.half_seconds(), say),
                      lasting(times.most_seconds(), say), lasting(times.slowest_seconds(), say)));
  for (const auto& within : times.within()) {
    text += fmt::format("  {} {:>3} min {:>5}\n", say("inom", "within"), within.seconds() / 60,
                        within.answers());
  }
  return text;
}

std::string names(const google::protobuf::RepeatedPtrField<std::string>& persons) {
  return fmt::format("{}", fmt::join(persons, ", "));
}

std::string position_words(const v1::PositionOutcome& position, const Voice& say) {
  const std::string filled =
      position.has_filled_after_seconds()
          ? say("fylld efter ", "filled after ") + lasting(position.filled_after_seconds(), say)
          : say("INTE FYLLD", "NOT FILLED");
  std::string text = fmt::format(
      "{}: {}\n  {}\n", position.position(), filled,
      say(fmt::format("behövs {}, kallade {}, kommer {}, reserver {}, kan inte {}, kan senare {}, "
                      "avlarmade {}",
                      position.wanted(), position.called(), position.coming(), position.spare(),
                      position.declined(), position.later(), position.stood_down()),
          fmt::format("wanted {}, called {}, coming {}, spare {}, can not {}, can later {}, stood "
                      "down {}",
                      position.wanted(), position.called(), position.coming(), position.spare(),
                      position.declined(), position.later(), position.stood_down())));
  if (position.silent_size() > 0) {
    text += fmt::format("  {}: {}\n", say("HAR INTE SVARAT", "HAVE NOT ANSWERED"),
                        names(position.silent()));
  }
  if (position.unreachable_size() > 0) {
    text += fmt::format("  {}: {}\n", say("KUNDE INTE NÅS", "COULD NOT BE REACHED"),
                        names(position.unreachable()));
  }
  return text;
}

std::string show_report(const v1::CalloutReport& report, const Voice& say) {
  std::string text =
      fmt::format("{} {}, {} {}, {}: {}\n\n", say("Inkallning", "Call-out"), report.callout(),
                  say("plan", "plan"), report.plan(),
                  report.ended() ? say("avslutad", "ended") : say("pågår", "under way"),
                  report.missing() == 0 ? say("alla platser är fyllda", "every place is filled")
                                        : say(fmt::format("FATTAS {}", report.missing()),
                                              fmt::format("MISSING {}", report.missing())));
  for (const auto& position : report.positions()) text += position_words(position, say);
  text += "\n" + times_words(report.times(), say) + "\n";
  for (const auto& channel : report.channels()) {
    text += fmt::format(
        "{:<10} {}\n", channel.channel(),
        say(fmt::format("{} försök, {} överlämnade, {} levererade, {} misslyckade; {} svar",
                        channel.begun(), channel.taken(), channel.delivered(), channel.failed(),
                        channel.answers()),
            fmt::format("{} attempts, {} handed over, {} delivered, {} failed; {} answers",
                        channel.begun(), channel.taken(), channel.delivered(), channel.failed(),
                        channel.answers())));
  }
  return text;
}

}  // namespace

void add_callout_report(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::GetCalloutReportRequest> form{
      group, "report",
      say("Utfallet: svarstider, vilka som inte svarade, vad kanalerna gjorde",
          "What it came to: times to answer, who did not, what the channels did")};
  form.id("callout", "callout", &v1::GetCalloutReportRequest::set_callout,
          say("Inkallning", "Call-out"))
      ->required();
  form.then(registry, [say](Session& session, v1::GetCalloutReportRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::CalloutReport>(
        session, "CalloutService/GetCalloutReport", request,
        [&](const v1::CalloutReport& report) { return show_report(report, say); });
  });
}

}  // namespace ckl::cli
