// Playing a scenario and keeping its journal as a golden one.
//
// Used by the tool and its test. The scenario is played by the real engine, scheduler and
// dispatcher, as tests/scenarios does; one whose expectations do not hold is not kept.
#pragma once

#include "golden/golden_file.hpp"

namespace ckl::golden {

struct Wanted {
  std::string scenario;  // of config/scenarios or tests/scenarios
  std::string name;      // of the golden; usually the same
};

// `root` is the source tree, `folder` is tests/golden in it.
[[nodiscard]] Outcome<Record> add_golden(const std::filesystem::path& root,
                                         const std::filesystem::path& folder, const Wanted& wanted);

}  // namespace ckl::golden
