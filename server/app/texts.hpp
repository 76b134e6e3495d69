// The city's own texts: read from the configuration, and shown before they are needed.
//
// Main thread.
#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "ckl/v1/services/gateway.pb.h"
#include "delivery/text_templates.hpp"
#include "domain/state.hpp"
#include "platform/config.hpp"

namespace ckl::app {

struct CityTexts {
  delivery::TextTemplates templates;
  std::uint32_t sms_part_ore = 0;  // what one part of an SMS costs; 0 = not stated
};
[[nodiscard]] std::expected<CityTexts, std::vector<platform::ConfigProblem>> make_texts(
    const platform::Config& config);

// `link` is an answer link as this server makes them.
void preview_texts(const CityTexts& texts, const domain::State& state, std::string_view link,
                   v1::PreviewTextsResponse& out);

}  // namespace ckl::app
