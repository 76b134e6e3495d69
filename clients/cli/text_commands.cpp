// Texts: what the messages say, and what an SMS costs.
#include <cstdint>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "ckl/v1/services/gateway.pb.h"
#include "cli/commands.hpp"
#include "cli/words.hpp"

namespace ckl::cli {

namespace {

std::string money(std::uint64_t ore) { return fmt::format("{}.{:02}", ore / 100, ore % 100); }

// "sms: 142 of 160 characters, 1 part, 0.35 kr each"
std::string length_of(const v1::PreviewedText& text, std::uint32_t persons, const Voice& say) {
  if (text.form() != "sms") return {};
  std::string line = say(fmt::format(": {} tecken, {} {}", text.sms_septets(), text.sms_parts(),
                                     text.sms_parts() == 1 ? "del" : "delar"),
                         fmt::format(": {} characters, {} {}", text.sms_septets(), text.sms_parts(),
                                     text.sms_parts() == 1 ? "part" : "parts"));
  if (text.cost_ore() > 0) {
    line += say(fmt::format(", {} kr per person", money(text.cost_ore())),
                fmt::format(", SEK {} a person", money(text.cost_ore())));
  }
  if (text.cost_ore() > 0 && persons > 0) {
    const auto all = money(std::uint64_t{text.cost_ore()} * persons);
    line += say(fmt::format(", {} kr för {} personer", all, persons),
                fmt::format(", SEK {} for {} persons", all, persons));
  }
  return line;
}

std::string show_texts(const v1::PreviewTextsResponse& response, std::uint32_t persons,
                       const Voice& say) {
  std::string all;
  std::string occasion;
  for (const auto& text : response.texts()) {
    if (text.occasion() != occasion) {
      occasion = text.occasion();
      all += fmt::format("{}=== {} ({}) ===\n", all.empty() ? "" : "\n", word_for(occasion, say),
                         occasion);
    }
    all += fmt::format("\n-- {}{}{}\n{}\n", text.form(),
                       text.own() ? say(" (stadens egen)", " (the city's own)") : "",
                       length_of(text, persons, say), text.text().sv());
    if (!text.text().en().empty()) all += fmt::format("--- English ---\n{}\n", text.text().en());
  }
  return all;
}

}  // namespace

void add_text_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& sub = *registry.app.add_subcommand(
      "texts", say("Vad meddelandena säger, med ett påhittat exempel, och hur långa sms blir",
                   "What the messages say, with an invented example, and how long texts become"));
  auto persons = std::make_shared<std::uint32_t>(0);
  sub.add_option("--persons", *persons,
                 say("Räkna ut kostnaden för så många", "Reckon the cost for that many"));
  sub.callback([&chosen = registry.chosen, persons, say] {
    chosen = [persons, say](Session& session) {
      v1::PreviewTextsRequest request;
      request.set_workspace(session.options().workspace);
      return ask<v1::PreviewTextsResponse>(session, "GatewayService/PreviewTexts", request,
                                           [&](const v1::PreviewTextsResponse& response) {
                                             return show_texts(response, *persons, say);
                                           });
    };
  });
}

}  // namespace ckl::cli
