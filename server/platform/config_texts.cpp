// texts.yaml: what the city wants its messages to say, and what an SMS costs.

#include <array>

#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

constexpr std::array<std::string_view, 4> occasions{"call", "stand_down", "recall", "notice"};
constexpr std::array<std::string_view, 3> bilingual_forms{"subject", "mail", "speech"};

void take(YamlMap& map, const std::string& key, TextConfig what, Reading& reading) {
  if (!map.has(key)) return;
  const Place place = map.place(key);
  what.file = place.file;
  what.line = place.line;
  what.text = map.required(key);
  reading.config.texts.push_back(std::move(what));
}

void read_occasion(YamlMap map, const std::string& occasion, Reading& reading) {
  for (const auto form : bilingual_forms) {
    const std::string key(form);
    if (!map.has(key)) continue;
    auto languages = map.map(key);
    take(languages, "sv", {.occasion = occasion, .form = key}, reading);
    take(languages, "en", {.occasion = occasion, .form = key, .english = true}, reading);
    languages.finish();
  }
  take(map, "sms", {.occasion = occasion, .form = "sms"}, reading);
  map.finish();
}

}  // namespace

void read_texts(const YamlFile& file, Reading& reading) {
  YamlMap top(file.name, file.root, reading.problems);
  reading.config.sms_part_ore = top.number("sms_part_ore", 0);
  if (top.has("texts")) {
    auto texts = top.map("texts");
    for (const auto name : occasions) {
      const std::string occasion(name);
      if (texts.has(occasion)) read_occasion(texts.map(occasion), occasion, reading);
    }
    texts.finish();
  }
  top.finish();
}

}  // namespace ckl::platform
