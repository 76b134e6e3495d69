// The commands of the law that a scenario can write. Internal to the parser.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "exercise/reading.hpp"

namespace ckl::exercise {

using ReadCommand = domain::Command (*)(Fields&);

[[nodiscard]] const std::map<std::string, ReadCommand>& law_readers();

// An oral decision's record, when the line names a speaker.
[[nodiscard]] std::optional<domain::OralRecord> oral(Fields& fields);

}  // namespace ckl::exercise
