#include "app/texts.hpp"

#include <algorithm>
#include <array>

#include "codec/codec.hpp"
#include "delivery/text_preview.hpp"

namespace ckl::app {
namespace {

// The configuration knows no other words than these.
template <class Word, std::size_t size>
Word named(const std::array<Word, size>& all, std::string_view name) {
  const auto found =
      std::ranges::find(all, name, [](Word word) { return delivery::word_of(word); });
  return found == all.end() ? all.front() : *found;
}

delivery::TextPlace place_of(const platform::TextConfig& text) {
  return {.occasion = named(delivery::all_occasions, text.occasion),
          .form = named(delivery::all_text_forms, text.form),
          .english = text.english};
}

}  // namespace

std::expected<CityTexts, std::vector<platform::ConfigProblem>> make_texts(
    const platform::Config& config) {
  CityTexts texts{.templates = {}, .sms_part_ore = config.sms_part_ore};
  std::vector<platform::ConfigProblem> problems;
  for (const auto& text : config.texts) {
    const auto place = place_of(text);
    auto read = delivery::TextTemplate::read(place, text.text);
    if (read) {
      texts.templates.emplace(place, std::move(*read));
    } else {
      problems.push_back({.file = text.file,
                          .line = text.line,
                          .what = std::move(read.error().what),
                          .right = std::move(read.error().right)});
    }
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return texts;
}

void preview_texts(const CityTexts& texts, const domain::State& state, std::string_view link,
                   v1::PreviewTextsResponse& out) {
  for (const auto& from : delivery::preview_texts(state, texts.templates, link)) {
    v1::PreviewedText& to = *out.add_texts();
    to.set_occasion(std::string(delivery::word_of(from.occasion)));
    to.set_form(std::string(delivery::word_of(from.form)));
    codec::encode(from.text, *to.mutable_text());
    to.set_own(from.own);
    to.set_sms_septets(static_cast<std::uint32_t>(from.septets));
    to.set_sms_parts(static_cast<std::uint32_t>(from.parts));
    to.set_cost_ore(to.sms_parts() * texts.sms_part_ore);
  }
}

}  // namespace ckl::app
