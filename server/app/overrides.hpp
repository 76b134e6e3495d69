// The configuration as this run uses it: the file, then what the command line overrides, then the
// rules for listeners and gateways.
//
// Main thread, before anything starts. Every problem is reported, also those of gateways, so that
// `--check-config` finds what a start would find.
#pragma once

#include <expected>
#include <vector>

#include "app/arguments.hpp"
#include "platform/config.hpp"

namespace ckl::app {

[[nodiscard]] std::expected<platform::Config, std::vector<platform::ConfigProblem>> configure(
    const Arguments& arguments);

}  // namespace ckl::app
