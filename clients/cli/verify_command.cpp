// `ckl verify`: checks an export or a receipt. Needs no server, and asks none.
#include <fstream>
#include <iostream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/proof/verifier.hpp"

namespace ckl::cli {

namespace {

using proof::Report;
using Json = nlohmann::ordered_json;

struct Wish {
  std::string file;
  proof::Trust trust;
  std::string checkpoint;  // a file
};

std::string json_of(const Report& report) {
  Json findings = Json::array();
  for (const auto& finding : report.findings) {
    findings.push_back({{"code", finding.code},
                        {"line", finding.line},
                        {"entry", finding.entry},
                        {"field", finding.field},
                        {"sv", finding.sv},
                        {"en", finding.en}});
  }
  const Json all{{"good", report.good()},
                 {"origin", report.origin},
                 {"what", report.what},
                 {"size", report.size},
                 {"entries", report.entries},
                 {"skipped", report.skipped},
                 {"masked", report.masked},
                 {"checkpoints", report.checkpoints},
                 {"keys", report.keys},
                 {"cosigned", report.cosigned},
                 {"decisions",
                  {{"good", report.decisions.good},
                   {"masked", report.decisions.masked},
                   {"withoutEvent", report.decisions.without_event},
                   {"withoutKey", report.decisions.without_key},
                   {"withoutHead", report.decisions.without_head}}},
                 {"keyGiven", report.key_given},
                 {"elsewhereChecked", report.elsewhere_checked},
                 {"findings", findings}};
  return all.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string decisions_proved(const Report& report, const Voice& say) {
  const auto good = report.decisions.good;
  if (good == 0) return {};
  return good == 1 ? say("1 underskrivet beslut stämmer.\n", "1 signed decision is good.\n")
                   : say(fmt::format("{} underskrivna beslut stämmer.\n", good),
                         fmt::format("{} signed decisions are good.\n", good));
}

std::string what_was_proved(const Report& report, const Voice& say) {
  std::string text;
  if (report.what == "receipt") {
    text = say(fmt::format("Posten står i loggen {}, bland dess första {} poster.\n", report.origin,
                           report.size),
               fmt::format("The entry stands in the log {}, among its first {} entries.\n",
                           report.origin, report.size));
  } else {
    text = say(fmt::format("Loggen {} ({}, {}): {} poster, {} visade, {} utelämnade, {} fält "
                           "maskerade; {} kontrollpunkter.\n",
                           report.origin, report.workspace, report.mode, report.size,
                           report.entries, report.skipped, report.masked, report.checkpoints),
               fmt::format("The log {} ({}, {}): {} entries, {} shown, {} left out, {} fields "
                           "masked; {} checkpoints.\n",
                           report.origin, report.workspace, report.mode, report.size,
                           report.entries, report.skipped, report.masked, report.checkpoints));
  }
  text += decisions_proved(report, say);
  if (!report.keys.empty()) {
    text += say("Undertecknat med: ", "Signed with: ") +
            fmt::format("{}\n", fmt::join(report.keys, ", "));
  }
  if (!report.cosigned.empty()) {
    text += say("Vittnen: ", "Witnesses: ") + fmt::format("{}\n", fmt::join(report.cosigned, ", "));
  }
  return text;
}

std::string decisions_not(const Report& report, const Voice& say) {
  const auto& counts = report.decisions;
  std::string text;
  const auto add = [&](std::uint64_t count, std::string_view sv, std::string_view en) {
    if (count == 0) return;
    text += say(fmt::format("  ▲ Underskrivna beslut, {} st: {}.\n", count, sv),
                fmt::format("  ▲ Signed decisions, {}: {}.\n", count, en));
  };
  add(counts.masked, "delar är maskerade, så underskriften är inte prövad",
      "parts are masked, so the signature is not checked");
  add(counts.without_event, "att loggen har fört in det som texten säger är inte prövat",
      "that the log has entered what the text says is not checked");
  add(counts.without_key, "att nyckeln är personens syns bara i hela den skarpa loggen",
      "that the key is the person's shows in the whole live log only");
  add(counts.without_head, "att de fattades på just den här loggen är inte prövat",
      "that they were made on this very log is not checked");
  return text;
}

std::string what_was_not(const Report& report, const Wish& wish, const Voice& say) {
  std::string text;
  if (!report.key_given) {
    text +=
        say("  ▲ Ingen nyckel angavs: allt stämmer överens, men inte att det är rätt logg "
            "(--key).\n",
            "  ▲ No key was named: everything agrees, but not that it is the right log "
            "(--key).\n");
  }
  if (wish.checkpoint.empty() && report.what != "receipt") {
    text +=
        say("  ▲ Ingen kontrollpunkt från annat håll angavs: att inget togs bort i slutet är "
            "inte prövat (--checkpoint).\n",
            "  ▲ No checkpoint from elsewhere was named: that nothing was removed at the end is "
            "not checked (--checkpoint).\n");
  }
  if (!wish.checkpoint.empty() && !report.elsewhere_checked && report.good()) {
    text += say("  ▲ Kontrollpunktens storlek ligger i en utelämnad del: den är inte prövad.\n",
                "  ▲ The checkpoint's size lies in a part that is left out: it is not checked.\n");
  }
  text += decisions_not(report, say);
  return text.empty() ? text : say("Inte prövat:\n", "Not checked:\n") + text;
}

std::string words_of(const Report& report, const Wish& wish, const Voice& say) {
  if (report.good()) {
    return say("✔ ALLT STÄMMER\n", "✔ ALL IS WELL\n") + what_was_proved(report, say) +
           what_was_not(report, wish, say);
  }
  std::string text = say("✖ DET STÄMMER INTE\n", "✖ SOMETHING IS WRONG\n");
  constexpr std::size_t most = 50;
  for (std::size_t at = 0; at < std::min(most, report.findings.size()); ++at) {
    const auto& finding = report.findings[at];
    text += fmt::format("  {} {}: {} [{}]\n", say("rad", "line"), finding.line,
                        say(finding.sv, finding.en), finding.code);
  }
  if (report.findings.size() > most) {
    text += say(fmt::format("  … och {} till\n", report.findings.size() - most),
                fmt::format("  … and {} more\n", report.findings.size() - most));
  }
  return text;
}

std::optional<std::string> whole_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

Report verify(std::istream& file, const proof::Trust& trust) {
  std::string line;
  std::getline(file, line);
  if (proof::is_receipt(line)) {
    std::ostringstream rest;
    rest << file.rdbuf();
    return proof::verify_receipt(line + "\n" + rest.str(), trust);
  }
  proof::ExportVerifier verifier(trust);
  while (!line.empty() || !file.eof()) {
    verifier.take(line, !file.eof());
    line.clear();
    std::getline(file, line);
  }
  return verifier.finish();
}

int run(Session& session, Wish wish) {
  const auto missing = [&](const std::string& name) {
    return fail(session,
                {.exit = Exit::not_found,
                 .words = session.voice()(fmt::format("Filen {} går inte att läsa.", name),
                                          fmt::format("The file {} can not be read.", name)),
                 .rejection = {}});
  };
  if (!wish.checkpoint.empty()) {
    auto checkpoint = whole_file(wish.checkpoint);
    if (!checkpoint) return missing(wish.checkpoint);
    wish.trust.checkpoint = *std::move(checkpoint);
  }
  Report report;
  if (wish.file == "-") {
    report = verify(std::cin, wish.trust);
  } else {
    std::ifstream file(wish.file, std::ios::binary);
    if (!file) return missing(wish.file);
    report = verify(file, wish.trust);
  }
  print(session.options().json ? json_of(report) : words_of(report, wish, session.voice()));
  return static_cast<int>(report.good() ? Exit::ok : Exit::refused);
}

}  // namespace

void add_verify_command(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& sub = *registry.app.add_subcommand(
      "verify", say("Pröva ett utdrag eller ett kvitto; behöver ingen server",
                    "Check an export or a receipt; needs no server"));
  auto wish = std::make_shared<Wish>();
  sub.add_option("file", wish->file,
                 say("Fil, eller - för inmatningen", "File, or - for the input"))
      ->required();
  sub.add_option("--key", wish->trust.keys,
                 say("Loggens nyckel, som du fått den på annat håll",
                     "The log's key, as you got it elsewhere"));
  sub.add_option(
      "--checkpoint", wish->checkpoint,
      say("Fil med en kontrollpunkt från annat håll", "File with a checkpoint from elsewhere"));
  sub.add_option("--witness", wish->trust.witnesses,
                 say("Nyckel för ett vittne som ska ha undertecknat",
                     "Key of a witness that must have signed"));
  sub.callback([&chosen = registry.chosen, wish] {
    chosen = [wish](Session& session) { return run(session, *wish); };
  });
}

}  // namespace ckl::cli
