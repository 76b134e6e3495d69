// What the messages say, before anything has happened: each text with example values, and how long
// an SMS becomes.
//
// Pure; asked by the edges through app/. The texts are made by the same code as those that are
// sent, of an invented incident, so that a template is seen as its receivers will see it. Nothing
// of what is going on is in them.
#pragma once

#include <string>
#include <vector>

#include "delivery/text_templates.hpp"
#include "domain/state.hpp"

namespace ckl::delivery {

struct PreviewedText {
  Occasion occasion = Occasion::call;
  TextForm form = TextForm::mail;
  domain::Text text;        // an SMS is in Swedish alone
  bool own = false;         // by a template of the city's, in Swedish or in English
  std::size_t septets = 0;  // of an SMS
  std::size_t parts = 0;    // of an SMS
};

// `link` is an answer link as this server makes them.
[[nodiscard]] std::vector<PreviewedText> preview_texts(const domain::State& state,
                                                       const TextTemplates& templates,
                                                       std::string_view link);

}  // namespace ckl::delivery
